/// Which columns of a list of numbers say who of it is registered, by their headers and their cells.
struct ScreeningColumns {
    /// What one column is to the list.
    enum Role: Equatable {
        /// Nothing that parts who is stopped from who is not.
        case none
        case verdict(ScreeningVerdict)
        /// It parts them, and cannot be understood: why, in plain words.
        case unread(String)
    }

    let roles: [Role]
    /// Whether the header of each column speaks of such a list.
    let namesList: [Bool]
    /// Whether a column names such a list, or is one by its own words, so that the file is one.
    let isScreened: Bool

    init(headers: [String], readings: [HeaderVocabulary.Reading], profiles: [ColumnProfile]) {
        let columns = headers.indices.map {
            ScreeningColumn(header: headers[$0], reading: readings[$0], profile: profiles[$0])
        }
        roles = columns.map(\.role)
        namesList = columns.map(\.namesList)
        isScreened = zip(columns, roles).contains { $1 != .none && ($0.namesList || $1.isVerdict) }
    }

    /// Puts the verdicts into what the columns were taken for; a column that a known layout names stays what it says.
    func apply(to columns: inout [Recognition.Column], layout: [Int: Field?]) {
        for index in columns.indices {
            let isGiven = layout[index] != nil
            if isGiven, columns[index].field != .doNotContact { continue }
            switch roles[index] {
            case .verdict(let verdict): columns[index].verdict = verdict
            // What cannot be understood stops.
            case .unread: columns[index].verdict = ScreeningVerdict(yes: .unclear, blank: .unclear)
            case .none:
                if isGiven { columns[index].verdict = ScreeningVerdict(yes: .unclear, blank: .unclear) }
                continue
            }
            columns[index].field = .doNotContact
            guard !isGiven else { continue }
            columns[index].confidence = roles[index].isVerdict ? 0.95 : 0.5
            columns[index].evidence =
                roles[index].isVerdict ? "says who of the list is registered" : "may say who of the list is registered"
        }
    }
}

extension ScreeningColumns.Role {
    var isVerdict: Bool {
        if case .verdict = self { true } else { false }
    }
}

/// One column that may say who is registered.
private struct ScreeningColumn {
    let header: String
    let reading: HeaderVocabulary.Reading
    let profile: ColumnProfile
    /// The words of the header.
    private let words: [String]

    init(header: String, reading: HeaderVocabulary.Reading, profile: ColumnProfile) {
        self.header = header
        self.reading = reading
        self.profile = profile
        let plain = String(header.filter { $0 != "'" && $0 != "’" })
        words = ScreeningWords.joined(HeaderPhrase(plain).words)
    }

    /// Of the cells that say something, those that have to be understood.
    private static let needed = 0.8

    // MARK: The header

    /// Whether the header speaks of the register or of looking somebody up in it.
    var namesList: Bool {
        words.contains { ScreeningWords.names.contains($0) || Self.lookups.contains($0) }
    }

    private static let lookups: Set<String> = [
        "registered", "registration", "match", "matched", "listed", "hit", "screened", "screening", "screen", "dnc",
        "donotcall",
        "callable", "tpsregistered", "ctpsregistered", "ontps", "oktocall", "notregistered",
    ]

    /// The header leaves all to the cells: `Result`, `Status`.
    private var isNeutral: Bool { words.contains { Self.neutralWords.contains($0) } }

    private static let neutralWords: Set<String> = [
        "result", "results", "status", "outcome", "verdict", "response", "reply", "answer", "finding", "check", "code",
        "flag",
    ]

    /// `TPS Checked` says that somebody has looked, and not what was found.
    private var asksWhetherLooked: Bool {
        words.contains { ["checked", "screened", "looked", "searched"].contains($0) }
    }

    /// `TPS check date`, `last screened`: the day of looking.
    private var isDayOfLooking: Bool {
        asksWhetherLooked
            || words.contains {
                ["check", "screen", "screening", "run", "last", "updated", "file", "expiry"].contains($0)
            }
    }

    /// What a yes says by the header; `unclear` where that is open.
    private var yes: ScreeningVerdict.Finding {
        if asksWhetherLooked { return .unclear }
        // Of the words beside the name of a list only those that mean something count.
        let known =
            namesList
            ? words.filter { ScreeningWords.meaning(of: [$0]) != .unclear }
            : words.filter { !Self.neutralWords.contains($0) }
        let isOnlyVerb = isNeutral && known.allSatisfy(ScreeningWords.verbs.contains)
        if !known.isEmpty, !isOnlyVerb, let meaning = ScreeningWords.meaning(of: known) { return meaning }
        return ScreeningWords.nameMeaning(of: words) ?? .unclear
    }

    /// Columns in which words about stopping are reasons, and say nothing of the others.
    private var isRemark: Bool {
        words.contains {
            ["why", "reason", "reasons", "note", "notes", "comment", "comments", "remark", "remarks", "source", "name"]
                .contains($0)
        }
    }

    /// Whether the header is known to be of something else.
    private var isKnownOther: Bool {
        guard !namesList else { return false }
        if reading.isOther || reading.person != nil { return true }
        let permissions: Set<Field> = [
            .doNotContact, .consentRecallPhone, .reminderSuppressed, .patientStatus, .apptStatus, .recordCreatedDate,
        ]
        let sure = reading.matches.filter { $0.score >= 0.9 }
        return !sure.isEmpty && sure.allSatisfy { !permissions.contains($0.field) }
    }

    private var name: String { header.isEmpty ? "A column without a name" : "\"\(header)\"" }

    // MARK: The cells

    var role: ScreeningColumns.Role {
        if isRemark || isKnownOther || profile.share(profile.phones) > 0.5 { return .none }
        if profile.filled == 0 {
            return namesList
                ? .unread("\(name) is blank in every row, so that it is not known who of this list is registered.")
                : .none
        }
        if profile.share(profile.dates) > Self.needed { return dated }
        guard let values = profile.values else {
            return namesList ? .unread(notUnderstood(profile.samples)) : .none
        }
        return worded(values)
    }

    /// A column of days says who is registered where its header asks that and not when somebody has looked.
    private var dated: ScreeningColumns.Role {
        guard namesList, yes == .registered, !isDayOfLooking else { return .none }
        return .verdict(ScreeningVerdict(yes: .registered, blank: .clear))
    }

    private func worded(_ values: [String: Int]) -> ScreeningColumns.Role {
        let verdict = ScreeningVerdict(yes: yes, blank: .unclear)
        var counts: [ScreeningVerdict.Finding: Int] = [:]
        var answers: [Answer: Int] = [:]
        for (text, count) in values {
            counts[verdict.finding(text), default: 0] += count
            answers[Answer(text), default: 0] += count
        }
        let telling = values.values.reduce(0, +) - answers[.unknown, default: 0]
        let understood = counts[.registered, default: 0] + counts[.clear, default: 0]
        let plain = answers[.yes, default: 0] + answers[.no, default: 0]
        let hasBlanks = profile.filled < profile.cells
        let parts = values.count > 1 || hasBlanks
        let isUnderstood = telling > 0 && Double(understood) >= Self.needed * Double(telling)
        if namesList || yes != .unclear {
            if isUnderstood { return .verdict(ScreeningVerdict(yes: yes, blank: blank(counts, answers))) }
            return namesList || parts && plain > 0 ? .unread(notUnderstood(values.keys.sorted())) : .none
        }
        // Nothing in the header says that it is a verdict: cells have to say both, in words.
        let hasBoth = counts[.clear, default: 0] > 0
        if isUnderstood, hasBoth { return .verdict(ScreeningVerdict(yes: .unclear, blank: .unclear)) }
        let isPlain = Double(plain) >= Self.needed * Double(max(1, telling))
        if parts, isPlain { return .unread(notUnderstood(values.keys.sorted())) }
        return isNeutral && values.count > 1 && understood > 0 ? .unread(notUnderstood(values.keys.sorted())) : .none
    }

    /// A blank cell says what no other cell of the column says.
    private func blank(_ counts: [ScreeningVerdict.Finding: Int], _ answers: [Answer: Int]) -> ScreeningVerdict.Finding
    {
        switch yes {
        case .registered: counts[.clear, default: 0] > 0 ? .unclear : .clear
        case .clear: counts[.registered, default: 0] > 0 ? .unclear : .registered
        case .unclear: .unclear
        }
    }

    private func notUnderstood(_ values: [String]) -> String {
        let shown = values.filter { !$0.isEmpty }.prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
        return
            "\(name) seems to say who of this list is registered, by \(shown), and it is not known which of them stop calls. "
            + "Approved as it is, everybody in the list is stopped. To stop only some, name the column \"TPS registered\" "
            + "or \"OK to call\", say yes or no in it, and put the file into the inbox again."
    }
}

/// Whether a column of a list holds telephones, which need no header of their own in a file that has nothing else.
enum NumberColumn {
    case telephones
    /// Numbers that may be telephones without their first zero, or those of patients.
    case perhaps
    case none

    init(header: String, reading: HeaderVocabulary.Reading, profile: ColumnProfile) {
        self = Self.finding(header, reading, profile)
    }

    private static func finding(
        _ header: String, _ reading: HeaderVocabulary.Reading, _ profile: ColumnProfile
    ) -> NumberColumn {
        guard profile.telling > 0, profile.share(profile.phones) >= 0.8, reading.person == nil, !reading.isOther else {
            return .none
        }
        let words = HeaderVocabulary.words(of: header)
        let isPhone = reading.matches.contains { $0.field.isPhone && $0.score >= 0.9 }
        // `Patient No` and `NHS Number` are other numbers; `Number` may be any.
        let isPlain = words.allSatisfy { ["number", "numbers", "no", "nos", "id"].contains($0) }
        let isOther = !isPlain && reading.matches.contains { !$0.field.isPhone && $0.score >= 0.9 }
        if isOther, !isPhone { return .none }
        if isPhone || profile.plainPhones * 2 >= profile.phones { return .telephones }
        // One in eleven numbers of ten digits has the check digit by chance.
        if profile.share(profile.nhsNumbers) > 0.5 { return .none }
        if words == ["id"] { return .perhaps }
        return profile.mobiles * 2 >= profile.phones ? .telephones : .perhaps
    }
}
