/// A file that is dropped into a practice's inbox, and what it says, cell by cell.
struct HistoryFile: Equatable, Sendable {
    /// What a column of patients holds. Those that are not of the core are left out of some layouts.
    enum Column: Int, CaseIterable, Sendable {
        case number
        case forename
        case surname
        case birth
        case mobile
        case tested
        case due
        case deceased
        case doNotContact
        case consent
        case status
        case preference
        case glaucoma
        case notes

        static let core: [Column] = [.number, .forename, .surname, .birth, .mobile, .tested, .due]
        static let others: [Column] = allCases.filter { !core.contains($0) }

        var header: String {
            switch self {
            case .number: "Patient No"
            case .forename: "Forename"
            case .surname: "Surname"
            case .birth: "DOB"
            case .mobile: "Mobile"
            case .tested: "Last Sight Test"
            case .due: "Recall Date"
            case .deceased: "Deceased"
            case .doNotContact: "Do Not Contact"
            case .consent: "Consent To Phone Calls"
            case .status: "Patient Status"
            case .preference: "Contact Preference"
            case .glaucoma: "Glaucoma"
            case .notes: "Notes"
            }
        }
    }

    /// What a list of numbers is made of.
    enum ListForm: CaseIterable, Sendable {
        /// Numbers under a header, and nothing else.
        case numbers
        /// What a screening house sends back: a number, and whether it is registered.
        case verdicts
    }

    enum Content: Equatable, Sendable {
        case patients([Column], [[Column: String]])
        /// Telephones, and whether each is one of those that are not to be called.
        case list(ListForm, [Entry])
    }

    struct Entry: Equatable, Sendable {
        var phone: String
        var isRegistered: Bool
    }

    var content: Content

    /// The file as a practice's system writes it.
    var text: String {
        var lines: [String]
        switch content {
        case .patients(let columns, let rows):
            lines = [columns.map(\.header).joined(separator: ",")]
            lines += rows.map { row in columns.map { row[$0, default: ""] }.joined(separator: ",") }
        case .list(.numbers, let entries): lines = ["Telephone"] + entries.map(\.phone)
        case .list(.verdicts, let entries):
            lines = ["Telephone,TPS Registered"] + entries.map { "\($0.phone),\($0.isRegistered ? "Yes" : "No")" }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    var isPatients: Bool {
        if case .patients = content { true } else { false }
    }
}
