import Foundation

/// An accepted call: what was asked for, what is to happen, and what has been done to it since.
///
/// Where it stands is worked out from the time alone, so nothing has to be kept running for it.
struct SimulatedCall {
    enum Phase: Equatable {
        case queued
        case ringing
        /// Talking since so many seconds of the call's own time.
        case talking(Double)
        /// Over since so many real seconds.
        case over(Double)
    }

    /// Seconds of the call's own time before it is dialled.
    static let queueSeconds = 2.0

    let id: String
    let number: String
    let from: String
    let request: JSON
    let acceptedAt: Date
    /// What the call's own seconds are divided by.
    let speed: Double
    let plan: CallPlan
    /// How many calls had been accepted, this one included.
    let order: Int
    var stoppedAt: Date?
    /// Whether its end is in the ledger.
    var endIsRecorded = false
    /// Whether somebody has read it while it was not over.
    var wasSeenInFlight = false

    var words: RequestWords { RequestWords(request) }
    var attemptID: String? { request["metadata"]?["attempt_id"]?.string ?? request["external_id"]?.string }
    var turns: [Conversation.Turn] { Conversation(plan, words).turns }

    var ringSeconds: Double {
        switch plan.outcome {
        case .noAnswer: 43
        case .busy, .spamBlocked: 5
        case .failed, .queueError: 2
        default: 8
        }
    }

    /// The talk in seconds of the call's own time, bounded by the longest that was asked for.
    var talkSeconds: Int {
        let wanted = plan.seconds ?? plan.outcome.usualSeconds
        let most = request["max_duration"]?.number ?? 30
        return min(wanted, Int(max(1, min(most, 720)) * 60))
    }

    var talkBegins: Date { acceptedAt + (Self.queueSeconds + ringSeconds) / speed }

    /// When it ends, or nil for one that never does.
    var endsAt: Date? {
        if let stoppedAt { return stoppedAt }
        if plan.outcome == .neverCompletes { return nil }
        return talkBegins + Double(talkSeconds) / speed
    }

    /// Whether it was stopped before it was dialled.
    var isCanceled: Bool { stoppedAt.map { $0 < acceptedAt + Self.queueSeconds / speed } ?? false }

    func phase(at now: Date) -> Phase {
        if let endsAt, now >= endsAt { return .over(now.timeIntervalSince(endsAt)) }
        if now >= talkBegins { return .talking(now.timeIntervalSince(talkBegins) * speed) }
        return now < acceptedAt + Self.queueSeconds / speed ? .queued : .ringing
    }

    /// Seconds talked, once it is over.
    var secondsTalked: Int {
        guard let stoppedAt else { return talkSeconds }
        let limit = plan.outcome == .neverCompletes ? Int.max : talkSeconds
        return min(limit, Int(max(0, stoppedAt.timeIntervalSince(talkBegins) * speed)))
    }

    /// In dollars, at Bland's Start rate, and at least the price of an attempt.
    var price: Double {
        if isCanceled { return 0 }
        return max(0.015, (Double(secondsTalked) / 60 * 0.14 * 1000).rounded() / 1000)
    }
}
