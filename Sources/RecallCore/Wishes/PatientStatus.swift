/// What the status of a patient's record says.
enum PatientStatus {
    case deceased
    /// Gone, removed or switched off.
    case suppressed
    /// Something else that a person has to look at: `Booked`, `Wrong number`, `Please do not call`.
    case settled
    /// Words that nobody has listed: they may stop calls as well as not.
    case unlisted
    /// Nothing that stands against a call.
    case other

    init(_ cell: Cell) {
        switch Answer(cell.text) {
        case .yes: self = Self.said(by: cell.header)
        case .no:
            // A dash is no answer to what the status is.
            self = Self.isPermitted(by: cell.header) && cell.text != "-" ? .suppressed : .other
        case .unknown: self = .other
        case .other: self = Self.status(cell)
        }
    }

    private static func status(_ cell: Cell) -> PatientStatus {
        let own = StopWords(cell.text, in: .record)
        switch own {
        case .death?: return .deceased
        case .gone?: return .suppressed
        case .refusal?, .settled?, nil: break
        }
        let matters = NoteReader.read(cell.text).filter(\.isAgainstCalls)
        if matters.contains(where: { $0.subject == .death }) { return .deceased }
        if EmptyDates.contains(cell.text) { return .other }
        // A column headed by a stop, `Archive Reason` or `deleted_at`, is a stop with any words in it but plain ones.
        let header = said(by: cell.header)
        let words = StatusWords.words(cell.text)
        if header != .other {
            return words.count == 1 && words.allSatisfy { $0 != "normal" && plainlyLive.contains($0) } ? .other : header
        }
        if own != nil || !matters.isEmpty { return own == .refusal ? .other : .settled }
        if let first = words.first, plainlyLive.contains(first) || first == "lapsed" || first == "dormant" {
            // What follows may say otherwise: `Active - on hold`.
            let rest = words.dropFirst()
            let isDoubtful =
                StopWords(rest.joined(separator: " "), in: .record) != nil || rest.contains(where: alarming.contains)
            return isDoubtful ? .settled : .other
        }
        return StatusWords.areOrdinary(cell) ? .other : .unlisted
    }

    /// Whether a cell says plainly that the record is live, or that it is not.
    static func isPlain(_ cell: Cell) -> Bool {
        switch PatientStatus(cell) {
        case .deceased, .suppressed: true
        case .settled, .unlisted: false
        case .other: StatusWords.words(cell.text).first.map { plainlyLive.contains($0) } ?? false
        }
    }

    /// Whether a cell takes back what the same column said against calls: it says plainly that the record is live, or that
    /// it is not what the column is headed by.
    static func takesBack(_ cell: Cell) -> Bool {
        guard PatientStatus(cell) == .other else { return false }
        switch Answer(cell.text) {
        case .yes: return isPermitted(by: cell.header)
        case .no: return said(by: cell.header) != .other && cell.text != "-"
        case .unknown: return false
        case .other:
            let words = StatusWords.words(cell.text)
            return isPlain(cell) && !cell.text.contains("?")
                && words.dropFirst().allSatisfy { ["patient", "px"].contains($0) }
        }
    }

    /// Words behind a living status that may take it back.
    private static let alarming: Set<String> = [
        "death", "dead", "died", "dying", "stop", "stopped", "not", "no", "never", "don't", "dont", "abroad",
        "elsewhere",
        "specsavers", "boots", "asda", "refused", "declined", "refuses", "asked", "complaint", "hospice", "passed",
        "moved",
        "left", "gone", "wrong", "unhappy", "see", "hold", "query",
    ]
    private static let plainlyLive: Set<String> = ["active", "live", "current", "normal"]

    /// Whether a yes below a header says that the record is live.
    private static func isPermitted(by header: String) -> Bool {
        let words = headerWords(header)
        return words.count == 1 && words != ["normal"] && words.allSatisfy(plainlyLive.contains)
    }

    /// What a yes says below a header.
    private static func said(by header: String) -> PatientStatus {
        switch StopWords(headerWords(header).joined(separator: " "), in: .record) {
        case .death?: .deceased
        case .gone?, .refusal?: .suppressed
        case .settled?, nil: .other
        }
    }

    private static func headerWords(_ header: String) -> [String] {
        var words = StatusWords.words(header).filter {
            !["is", "at", "on", "date", "y", "n", "reason", "status", "patient", "px", "record"].contains($0)
        }
        if words == ["isactive"] { words = ["active"] }
        return words
    }
}

extension Mention {
    /// Whether it is something that speaks against a call, and not what is wrong with the eyes or when to ring.
    var isAgainstCalls: Bool { isPresent && !subject.isCondition && subject != .limitedCalls && subject != .callTimes }
}
