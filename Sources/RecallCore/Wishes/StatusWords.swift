/// Words of a status, of a record or of a recall, that say nothing against a call.
///
/// A status is a word of whoever made the list, and any word may be the one for those who are not to be rung. So what stands
/// in no list, neither here nor in `StopWords`, is looked at by a person.
enum StatusWords {
    /// How a word is read that stops nobody in its file: as one that takes back what the same column has said earlier, and
    /// nothing of another column.
    static let plainest = "regular"

    /// Whether the cells of a column are judged by these words.
    static func decide(_ field: Field?, _ header: String) -> Bool {
        let words = HeaderVocabulary.words(of: header)
        switch field {
        // Mail that came back is no matter of calls.
        case .patientStatus: return !words.contains { ["address", "mail", "post"].contains($0) }
        case .recallType, .reminderStage, nil:
            return words.contains(where: ["status", "state"].contains)
                && words.contains(where: ["recall", "recalls", "reminder", "reminders"].contains)
        default: return false
        }
    }

    /// Whether nothing of a cell stands against a call, as far as it is known; true for columns of anything else.
    static func areOrdinary(_ cell: Cell) -> Bool {
        guard decide(cell.field, cell.header) else { return true }
        return isOrdinary(cell.text, ofRecord: cell.field == .patientStatus)
    }

    /// Whether nothing of a text stands against a call.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - ofRecord: Whether it is the state of a record, where a figure alone is a code; beside words, and of recalls, it counts
    ///     reminders, months and years.
    /// - Returns: Whether all of it is known.
    static func isOrdinary(_ text: String, ofRecord: Bool = false) -> Bool {
        let words = words(text)
        if phrases.contains(words.joined(separator: " ")) { return true }
        // `Called - no answer`.
        if let known = ["no answer", "no reply", "no response"].first(where: words.joined(separator: " ").hasSuffix),
            words.count > 2
        {
            return isOrdinary(words.joined(separator: " ").replacing(known, with: ""), ofRecord: ofRecord)
        }
        guard !ofRecord || words.contains(where: ordinary.contains) else { return false }
        return words.allSatisfy { word in
            ordinary.contains(word) || word.contains { $0.isNumber } || !ofRecord && months.contains(word)
        }
    }

    /// Whether it is not known what a cell means.
    static func areUnlisted(_ cell: Cell) -> Bool {
        switch cell.field {
        case .patientStatus: PatientStatus(cell) == .unlisted
        default:
            Answer(cell.text) == .other && !areOrdinary(cell) && !RecallEnd.isSaid(by: cell.text, header: cell.header)
                && StopWords(cell.text, in: .record) == nil
                && !NoteReader.read(cell.text).contains(where: \.isAgainstCalls)
        }
    }

    static func words(_ text: String) -> [String] {
        text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "'") }.map(String.init)
    }

    /// Those with a word that could deny.
    private static let phrases: Set<String> = [
        "never seen", "not seen", "not yet seen", "not due", "not yet due", "not sent", "not yet sent", "not contacted",
        "not recalled", "not yet recalled", "not started", "none sent", "no reply", "no answer", "no response",
        "no reminder sent", "no recall sent", "no appointment", "not booked", "not yet booked",
    ]

    private static let months: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ]

    private static let ordinary: Set<String> = [
        // The record.
        "active", "live", "current", "normal", "regular", "registered", "existing", "established", "returning",
        "recurring", "self", "pay", "paying", "over", "under", "red", "amber", "green",
        "only", "referred", "open",
        "ok", "new", "patient", "px", "pt", "customer", "client", "member", "person", "lapsed", "dormant",
        "seen", "nhs", "private", "pvt", "gos", "entitled", "standard", "full", "complete", "completed", "valid",
        "verified", "confirmed", "good", "enabled", "available", "adult", "child", "senior", "junior", "student",
        "oap", "pensioner", "staff", "family", "vip", "loyalty", "plan", "scheme", "dd", "direct", "debit", "gold",
        "silver", "bronze", "platinum", "contact", "lens", "lenses", "cl", "specs", "spectacle", "spectacles", "wearer",
        "optical", "in", "main", "general", "primary", "local", "domiciliary", "corporate", "employee", "vdu", "dse",
        "diabetic", "glaucoma", "walk",
        // The recall.
        "recall", "recalls", "recalled", "reminder", "reminders", "reminded", "due", "overdue", "outstanding",
        "pending", "waiting", "to", "be", "send", "sent", "resent", "letter", "letters", "text", "texts", "sms",
        "email", "emails", "emailed", "mail", "mailed", "post", "posted", "card", "postcard", "printed", "print",
        "call", "called", "phone", "phoned", "rung", "ring", "telephone", "voicemail", "message", "answerphone", "left",
        "answered", "start", "started", "transferred",
        "first", "second", "third", "fourth", "final", "last", "next", "st", "nd", "rd", "th", "stage", "level",
        "attempt", "attempted", "contacted", "delivered", "queued", "scheduled", "ready", "started", "progress",
        "processed", "processing", "done", "on", "yes", "early", "late", "month", "months", "year", "years", "annual",
        "yearly", "routine", "attended", "examined", "tested", "sight", "test", "eye", "exam", "examination",
        "aftercare", "check", "the", "and", "for", "of", "by", "via", "with",
    ]
}
