package import RecallCore

extension AnalysisAnswers {
    /// Reads the answers of an analysis; nil where there are none.
    package init?(json: JSONValue) {
        guard let answers = (json["answers"] ?? json["data"]?.unwrapped["answers"])?.elements else { return nil }
        self.init(texts: answers.prefix(AnalysisQuestion.all.count).map(\.text))
    }

    /// The most characters of an answer; one that is longer answers nothing.
    private static let longestAnswer = 2000

    /// Reads the answers by their place, true and false as those words; places that are missing are unknown.
    package init(texts: [String?]) {
        self.init()
        func text(_ index: Int) -> String? {
            guard texts.indices.contains(index), let text = texts[index], text.utf8.count <= Self.longestAnswer else {
                return nil
            }
            return text
        }
        identityConfirmed = Self.yesOrNo(text(0))
        acceptedSlot = Self.words(text(1))
        callback = Self.words(text(2))
        stop = Self.stopWish(text(3))
        circumstance = Self.circumstance(text(4))
        newNumber = Self.words(text(5))
        symptoms = Self.yesOrNo(text(6))
    }

    private static let unanswered: Set<String> = [
        "", "null", "nil", "undefined", "unknown", "n a", "na", "not applicable", "unclear", "unanswerable", "not sure",
    ]
    private static let nothingSaid: Set<String> = [
        "none", "no", "false", "nothing", "no one", "neither", "none of them", "not mentioned", "none given",
        "not given", "no time given", "none accepted", "0",
    ]

    private static func yesOrNo(_ text: String?) -> Bool? {
        guard let first = text.map({ PlainWords($0) })?.words.first else { return nil }
        switch first {
        case "true", "yes", "y", "1", "confirmed", "correct": return true
        case "false", "no", "n", "0": return false
        default: return nil
        }
    }

    private static func words(_ text: String?) -> Answer<String> {
        guard let text else { return .unknown }
        let plain = PlainWords(text).joined
        if unanswered.contains(plain) { return .unknown }
        if nothingSaid.contains(plain) { return .nothing }
        return .something(text)
    }

    private static func stopWish(_ text: String?) -> Answer<StopWish> {
        switch words(text?.replacing("_", with: " ")) {
        case .unknown: return .unknown
        case .nothing: return .nothing
        case .something(let text):
            let plain = PlainWords(text)
            if plain.hasAny(["recalls", "recall", "reminders", "everything", "all contact", "all", "any contact"]) {
                return .something(.recalls)
            }
            if plain.hasAny(["ai calls", "ai call", "ai", "automated calls", "automated", "robot", "machine"]) {
                return .something(.aiCalls)
            }
            if plain.hasAny(["phone", "phone calls", "telephone", "calls", "calling", "call", "yes", "true", "stop"]) {
                return .something(.phone)
            }
            return .unknown
        }
    }

    private static func circumstance(_ text: String?) -> Answer<Circumstance> {
        switch words(text?.replacing("_", with: " ")) {
        case .unknown: return .unknown
        case .nothing: return .nothing
        case .something(let text):
            let plain = PlainWords(text)
            let found = Circumstance.allCases.filter { plain.hasAny($0.answers) }
            // Two at once is the list of the question said back, or a muddle.
            return found.count == 1 ? .something(found[0]) : .unknown
        }
    }
}
