/// What a cell of a column says that stops or allows something, by the sense of its header: *No Recall* stops with a yes,
/// *On Recall* with a no.
struct ColumnSense {
    private let answer: Answer
    private let text: [Substring]
    private let header: [Substring]
    private let field: Field?
    private let isEmptyDate: Bool

    init(_ cell: Cell) {
        answer = Answer(cell.text)
        text = Self.words(cell.text)
        header = Self.words(cell.header)
        field = cell.field
        isEmptyDate = answer == .other && EmptyDates.contains(cell.text)
    }

    /// Whether the cell stops something. Words that are no answer stop; behind a header with the meaning turned round they
    /// do so only if they refuse.
    var saysStop: Bool {
        switch answer {
        case .yes: isStopHeader
        case .no: !isStopHeader
        case .unknown: false
        // `Stop/Start All Reminders` that reads `Start`.
        case .other where header.contains("start"): text.contains { $0.hasPrefix("stop") }
        case .other: isStopHeader ? !isEmptyDate : isRefusing || beginsWithNo
        }
    }

    /// Whether a yes stops.
    var isStopHeader: Bool {
        let stops = header.contains { word in
            Self.stopWords.contains(String(word)) || Self.stopBeginnings.contains { word.hasPrefix($0) }
        }
        switch field {
        case .consentRecallPhone: return stops
        default:
            if stops { return true }
            return !header.contains { Self.allowingWords.contains(String($0)) } && !isPlainRecall
        }
    }

    /// A column headed *Recall* or *Recall Y/N* asks whether the patient is recalled.
    private var isPlainRecall: Bool {
        guard field == .reminderSuppressed, let first = header.first else { return false }
        return ["recall", "recalls", "reminder", "reminders"].contains(String(first))
            && header.dropFirst().allSatisfy { ["y", "n", "yes", "no"].contains(String($0)) }
    }

    /// `N - told us in May`.
    private var beginsWithNo: Bool { text.count > 1 && text.first.map { $0 == "n" || $0 == "no" } ?? false }

    /// Whether the cell's own words refuse.
    var isRefusing: Bool {
        text.contains { word in
            Self.refusals.contains(String(word)) || Self.stopBeginnings.contains { word.hasPrefix($0) }
        }
    }

    /// Whether the header names automated calls, which need a consent of their own. Messages that may be left, `Allow Voice
    /// Message`, `hipaa_voice`, are no such calls.
    var namesAutomatedCalls: Bool {
        guard !header.contains(where: { ["message", "messages", "mail", "hipaa", "voicemail"].contains($0) }) else {
            return false
        }
        return header.contains {
            $0.hasPrefix("automat") || $0 == "ai" || $0 == "voice" || $0 == "robot" || $0 == "aicall"
        }
    }

    private static let stopWords: Set<String> = [
        "no", "not", "stop", "stopped", "stops", "don't", "dont", "never", "without", "disabled", "isdisabled",
        "disable",
        "off", "out", "optout", "blocked", "block", "barred", "banned", "hold", "cancelled", "refused", "declined",
        "withdrawn", "norecall", "nocontact", "donotcontact", "donotcall", "nocalls", "dnc", "objection", "objects",
        "inactive", "exclude", "excluded", "supressed", "suspended", "suspend", "paused", "pause", "denied", "deny",
        "forbidden", "prohibited", "restricted", "restrict", "restriction", "restrictions", "refuse", "refuses", "ban",
        "cancel",
    ]
    private static let stopBeginnings = [
        "suppress", "unsubscri", "disable", "withdraw", "object", "donot", "dont", "nocall", "nophone", "noring",
        "notel",
    ]
    private static let allowingWords: Set<String> = [
        "on", "active", "isactive", "enabled", "enable", "send", "ok", "okay", "allow", "allowed", "allows", "can",
        "may",
        "consent", "consents", "optin", "subscribed", "include", "included", "wanted", "live", "contactable",
        "recallable",
        "onrecall", "agreed", "permitted", "permit", "permission", "accepts", "accept", "happy", "receive", "receives",
    ]
    private static let refusals: Set<String> = [
        "no", "not", "none", "never", "stop", "stopped", "off", "only", "refused", "refuses", "declined", "declines",
        "suspended", "cancelled", "removed", "out", "optout", "don't", "dont", "without", "dnc", "withdrew", "revoked",
    ]

    /// Words in small letters; a small letter before a capital parts them too (`DoNotContact`).
    static func words(_ text: String) -> [Substring] {
        var spaced = ""
        var wasSmall = false
        for character in text {
            if character.isUppercase, wasSmall { spaced.append(" ") }
            wasSmall = character.isLowercase
            spaced.append("’´`‘".contains(character) ? "'" : character)
        }
        let words = spaced.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "'") }
        // A header that asks "yes or no" does not say no.
        if words.count >= 2, words.suffix(2) == ["y", "n"] || words.suffix(2) == ["yes", "no"] {
            return words.count == 2 ? words : Array(words.dropLast(2))
        }
        return words
    }
}

/// Dates that systems write where they have none.
enum EmptyDates {
    private static let days: Set<[Int]> = [
        [1, 1, 1], [1753, 1, 1], [1899, 12, 30], [1899, 12, 31], [1900, 1, 1], [1970, 1, 1], [2079, 6, 6],
        [2099, 1, 1],
        [2099, 12, 31], [9999, 1, 1], [9999, 12, 31],
    ]

    /// Whether the text is such a date, with or without a time behind it.
    static func contains(_ text: String) -> Bool {
        let parts = text.split { !$0.isNumber }.prefix(3).map { Int($0) ?? -1 }
        guard parts.count == 3 else { return false }
        if parts == [0, 0, 0] { return true }
        return days.contains(parts) || days.contains([parts[2], parts[1], parts[0]])
            || days.contains([parts[2], parts[0], parts[1]])
    }
}
