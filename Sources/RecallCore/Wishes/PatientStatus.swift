/// What the status of a patient's record says.
enum PatientStatus {
    case deceased
    /// Gone, removed or switched off.
    case suppressed
    /// The recall is settled or set aside: `Booked`, `Wrong number`.
    case settled
    /// Words that nobody has listed: they may stop calls as well as not.
    case unlisted
    /// Nothing that stands against a call.
    case other

    init(_ cell: Cell) {
        switch Answer(cell.text) {
        case .yes: self = Self.said(by: cell.header)
        case .no:
            let header = Self.headerWords(cell.header)
            self = header == ["active"] || header == ["live"] || header == ["current"] ? .suppressed : .other
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
        if NoteReader.read(cell.text).contains(where: { $0.subject == .death && $0.isPresent }) { return .deceased }
        if EmptyDates.contains(cell.text) || isLive(cell.text) { return .other }
        // A column headed by a stop, `Archive Reason` or `deleted_at`, is a stop with any words in it.
        let header = said(by: cell.header)
        if header != .other { return header }
        if own == .settled { return .settled }
        return own == .refusal || StatusWords.areOrdinary(cell) ? .other : .unlisted
    }

    /// Whether a cell says plainly that the record is live, or that it is not.
    static func isPlain(_ cell: Cell) -> Bool {
        switch PatientStatus(cell) {
        case .deceased, .suppressed: true
        case .settled, .unlisted: false
        case .other: StatusWords.words(cell.text).first.map { plainlyLive.contains($0) } ?? false
        }
    }

    private static let plainlyLive: Set<String> = ["active", "live", "current", "normal"]

    private static func isLive(_ text: String) -> Bool {
        guard let first = StatusWords.words(text).first else { return true }
        return plainlyLive.contains(first) || first == "lapsed" || first == "dormant"
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
