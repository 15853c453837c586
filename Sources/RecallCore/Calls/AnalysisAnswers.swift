/// What a provider answers when it is asked about a call that a person took.
///
/// Each may say something, say that there was nothing, or say nothing at all: what is null, missing or nonsense is
/// `unknown`, never a no.
package struct AnalysisAnswers: Equatable, Sendable, Codable {
    /// One answer.
    package enum Answer<Value: Equatable & Sendable & Codable>: Equatable, Sendable, Codable {
        case unknown
        case nothing
        case something(Value)

        package var value: Value? {
            if case .something(let value) = self { value } else { nil }
        }
    }

    /// What a person wants us to stop.
    package enum StopWish: String, Sendable, Codable, CaseIterable, Comparable {
        case aiCalls = "ai_calls"
        case phone
        case recalls

        private var breadth: Int {
            switch self {
            case .aiCalls: 0
            case .phone: 1
            case .recalls: 2
            }
        }

        package static func < (left: StopWish, right: StopWish) -> Bool { left.breadth < right.breadth }
    }

    /// What may have become of the patient or the number.
    package enum Circumstance: String, Sendable, Codable, CaseIterable {
        case wrongNumber = "wrong_number"
        case deceased
        case movedAway = "moved_away"
        case seenElsewhere = "seen_elsewhere"
    }

    package var identityConfirmed: Bool?
    /// The letter, or whatever words name the slot.
    package var acceptedSlot: Answer<String> = .unknown
    /// The day and time in the person's words.
    package var callback: Answer<String> = .unknown
    package var stop: Answer<StopWish> = .unknown
    package var circumstance: Answer<Circumstance> = .unknown
    /// The new number in the words of the answer.
    package var newNumber: Answer<String> = .unknown
    package var symptoms: Bool?

    /// Answers that say nothing.
    package init() {}
}

extension AnalysisAnswers: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "‹answers about a call›" }
    package var debugDescription: String { description }
}
