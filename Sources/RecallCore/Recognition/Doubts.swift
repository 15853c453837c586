/// What makes a reading too doubtful to be taken without a person.
struct Doubts {
    let kind: ExportKind
    let columns: [Recognition.Column]
    let readings: [HeaderVocabulary.Reading]
    let profiles: [ColumnProfile]
    let screening: ScreeningColumns
    let undecidedDates: [String]
    let hasHeader: Bool
    /// The columns that a known layout decides.
    let named: Set<Int>
    let isKnownLayout: Bool
    /// The lines above the table and the file's name, in small letters.
    let title: String

    /// In plain words; empty where nothing is doubtful.
    ///
    /// - Parameter loose: What `looseStops` gives.
    /// - Returns: The reasons.
    func reasons(_ loose: [Int: String]) -> [String] {
        var reasons = lasting
        if !hasHeader, !isBareList {
            reasons.insert("The file does not name its columns. Check what each was taken for.", at: 0)
        }
        reasons += missing
        reasons += unsure
        if kind == .patients || kind == .suppressions { reasons += strangers }
        if kind == .suppressions { reasons += verdicts }
        if kind == .patients { reasons += titled + safety(loose) + turnedDates }
        return reasons
    }

    /// Of each column that may say who must not be called and is not taken for that, why, by its number.
    var looseStops: [Int: String] {
        guard kind == .patients else { return [:] }
        return columns.reduce(into: [:]) { found, column in
            if !named.contains(column.column) { found[column.column] = looseStop(column) }
        }
    }

    /// The columns that may say who must not be called, and are not understood.
    func doubtedStops(_ loose: [Int: String]) -> [Int] {
        guard kind == .patients else { return [] }
        return columns.filter { column in
            if named.contains(column.column) { return false }
            if let field = column.field, field.isSafety { return holdsCodes(column.column) != nil }
            return loose[column.column] != nil
        }.map(\.column)
    }

    /// What is said of whom the whole file lists.
    private var titled: [String] {
        guard StopTitle.saysStop(title) else { return [] }
        return [
            "By its name or title the file lists people who must not be called, and by its columns patients to be called. Approve it only if they may be called; else tell your administrator, so that they are stopped."
        ]
    }

    /// Doubts that stay although a person has approved how files like this one are read.
    var lasting: [String] {
        guard !undecidedDates.isEmpty else { return [] }
        let names = undecidedDates.map { "\"\($0)\"" }.joined(separator: ", ")
        return ["Day and month cannot be told apart in \(names). Say which comes first."]
    }

    private func has(_ field: Field) -> Bool { columns.contains { $0.field == field } }

    private func name(_ column: Int) -> String {
        columns[column].header.isEmpty ? "column \(column + 1)" : "\"\(columns[column].header)\""
    }

    // MARK: What is missing

    private var missing: [String] {
        var reasons: [String] = []
        let hasPhones = columns.contains { $0.field?.isPhone == true }
        switch kind {
        case .patients:
            if !hasPhones {
                reasons.append("No column holds telephone numbers, so nobody of this file could be called.")
            }
            if !has(.patientID) {
                let isNamed = has(.fullName) || has(.lastName) && has(.firstName)
                if !isNamed {
                    reasons.append("No column holds a patient number, and none a whole name.")
                } else if !has(.dateOfBirth), !isKnownLayout {
                    reasons.append(
                        "No column holds a patient number or a date of birth, so two patients of one name could be taken for one."
                    )
                }
            }
            let dates: [Field] = [
                .lastExamDate, .nextRecallDate, .lastClCheckDate, .nextClCheckDate, .nextReminderDate,
            ]
            if !dates.contains(where: has) { reasons.append("No column says when a patient was tested or is due.") }
        case .slots:
            if !has(.apptDate), !has(.apptStartDatetime) {
                reasons.append("No column holds the day of an appointment.")
            }
            if !has(.apptStartTime), !has(.apptStartDatetime) {
                reasons.append("No column holds the time of an appointment.")
            }
        case .suppressions:
            if !has(.patientID), !hasPhones {
                reasons.append("The list holds neither telephone numbers nor patient numbers.")
            }
        case .settings: break
        }
        return reasons
    }

    // MARK: A list of numbers

    /// Whether a file without a header is telephones and verdicts and nothing else, so that there is nothing to check.
    private var isBareList: Bool {
        kind == .suppressions
            && columns.allSatisfy { profiles[$0.column].telling == 0 || isPhone($0.column) || $0.verdict != nil }
    }

    /// What cannot be known of a list: who of it is registered, and whether its numbers are telephones.
    private var verdicts: [String] {
        columns.compactMap { column in
            let index = column.column
            guard !named.contains(index) else { return nil }
            if case .unread(let reason) = screening.roles[index] { return reason }
            guard NumberColumn(header: column.header, reading: readings[index], profile: profiles[index]) == .perhaps,
                column.field?.isPhone == true
            else { return nil }
            let first = profiles[index].samples.first ?? ""
            return
                "\(name(index)) may hold telephones without their first zero, or numbers of something else, such as \"\(first)\". Approve the file if nobody on these telephones is to be called."
        }
    }

    // MARK: What is not sure

    private var unsure: [String] {
        columns.compactMap { column in
            guard let field = column.field, !named.contains(column.column), column.confidence < 0.6,
                field.isPhone || field.isSafety || field == .patientID, profiles[column.column].telling > 0,
                kind != .suppressions || field == .patientID
            else { return nil }
            return
                "It is not sure that \(name(column.column)) is \(field.rawValue). Check it, and approve the file if it is."
        }
    }

    /// Telephones that may be somebody else's.
    private var strangers: [String] {
        var reasons: [String] = []
        for column in columns where !named.contains(column.column) {
            let index = column.column
            let profile = profiles[index]
            guard profile.telling > 0, profile.share(profile.plainPhones) > 0.5, hasHeader else { continue }
            let reading = readings[index]
            if column.field == nil, !reading.isOther, reading.person == nil {
                reasons.append("\(name(index)) holds telephone numbers, and its name does not say whose.")
            }
            // `Next of Kin`, then `Telephone`: it is theirs.
            if column.field?.isPhone == true, index > 0, !isPhone(index - 1), follows(index),
                columns.contains(where: { $0.column != index && $0.field?.isPhone == true })
            {
                reasons.append("\(name(index)) stands behind \(name(index - 1)), and may be that person's number.")
            }
        }
        return reasons
    }

    private func isPhone(_ column: Int) -> Bool { columns[column].field?.isPhone == true }

    /// Whether the column before speaks of somebody beside the patient.
    private func follows(_ column: Int) -> Bool {
        let before = columns[column - 1]
        return readings[column - 1].person != nil || before.field == .guardianContact || before.field == .gpName
    }

    // MARK: Who must not be called

    private func safety(_ loose: [Int: String]) -> [String] {
        var reasons = columns.compactMap { loose[$0.column] }
        for column in columns {
            guard let field = column.field, field.isSafety else { continue }
            if let reason = polarity(column.column, field) { reasons.append(reason) }
        }
        return reasons
    }

    /// Why a column may say who must not be called without being taken for that; nil where it does not.
    private func looseStop(_ column: Recognition.Column) -> String? {
        let index = column.column
        let reading = readings[index]
        let isSafety = column.field?.isSafety == true
        // `No Email` denies as well, but calls are something else; the vocabulary has to hold it so.
        let isNamed = reading.matches.contains { $0.field == column.field && $0.score >= 0.96 }
        let sureOfOther =
            column.field?.isPhone == true && column.confidence >= 0.8
            || column.field == .consentMarketing && isNamed
        // What is far from every known header may deny calls as well as letters.
        let isFar = reading.matches.allSatisfy { $0.field != column.field || $0.score < 0.9 }
        let isLoose = column.field == nil || column.field == .consentMarketing && isFar
        if !isSafety, reading.safety >= 0.7, !sureOfOther {
            return "\(name(index)) sounds as if it said who must not be called, and could not be taken for that."
        }
        if let doubt = PermissionColumns.doubt(column, reading, profiles[index], name: name(index)) { return doubt }
        if column.field == nil, profiles[index].telling > profiles[index].words(.no),
            PermissionColumns.soundsLikeAStop(column.header, reading)
        {
            return "\(name(index)) may say who must not be called, and is not understood. Check it."
        }
        guard column.field == nil && isAskingForContact(index) || isLoose && mayBeStop(index) else { return nil }
        return "\(name(index)) may say who may be called. Check it."
    }

    /// Yes and no, mostly no, under a header that does not fit or is not understood, in a file that tells of nobody who must not be called.
    private func mayBeStop(_ column: Int) -> Bool {
        let profile = profiles[column]
        let reading = readings[column]
        guard !has(.doNotContact), !reading.isOther, reading.person == nil,
            profile.telling > 0, profile.share(profile.answers) > 0.9
        else { return false }
        // Where blank cells mean no, only the yes is written.
        return profile.words(.yes) * 2 < profile.cells
    }

    /// Yes and no under a header that speaks of calls.
    private func isAskingForContact(_ column: Int) -> Bool {
        let profile = profiles[column]
        guard profile.telling > 0, profile.share(profile.answers) > 0.8 else { return false }
        let words = HeaderVocabulary.words(of: columns[column].header)
        return words.contains {
            [
                "contact", "call", "phone", "ring", "calls", "voice", "permission", "ai", "robot", "robocall",
                "robocalls",
            ].contains($0)
        }
    }

    /// That a column holds codes that are no word of any meaning here; nil where it does not.
    func holdsCodes(_ column: Int) -> String? {
        let profile = profiles[column]
        guard let values = profile.values, profile.telling >= 3 else { return nil }
        let codes = values.filter { text, _ in
            Answer(text) == .other && text.utf8.count <= 2 && CellWords.of(text).isDisjoint(with: [.recordStatus])
        }
        guard codes.values.reduce(0, +) * 3 > profile.telling else { return nil }
        return
            "\(name(column)) holds codes (\(codes.keys.sorted().prefix(3).joined(separator: ", "))), and which of them stop calls is not known."
    }

    /// That a column holds words of a status that are in no list; nil where it does not, or holds codes.
    static func unlisted(_ column: Recognition.Column) -> String? {
        guard !column.unlistedWords.isEmpty, !column.isDoubtedStop else { return nil }
        let words = column.unlistedWords.map { "\"\($0)\"" }.joined(separator: ", ")
        return
            "\"\(column.header)\" holds words that recalld does not know (\(words)). Whoever has one waits for a person, until your administrator approves the file (recalld approve) and with it those words that stop nobody."
    }

    /// Why it cannot be told which cells of a safety column stop calls; nil where it can.
    private func polarity(_ column: Int, _ field: Field) -> String? {
        let profile = profiles[column]
        func cell(_ text: String) -> Cell {
            Cell(column: column, field: field, header: columns[column].header, text: text)
        }
        // Rows are read by the header's own words; one that is glued or misspelt may hide that it denies.
        let letters = columns[column].header.lowercased().filter(\.isLetter)
        let denies =
            ["donot", "dont", "no", "never", "stop", "refuse", "block"].contains(where: letters.hasPrefix)
            || letters.contains("optout") || letters.contains("optedout")
        if field == .consentRecallPhone, denies, !ColumnSense(cell("y")).isStopHeader {
            return "It is not sure which way the yes and no of \(name(column)) are meant."
        }
        guard let values = profile.values, profile.telling >= 3 else { return nil }
        if let reason = holdsCodes(column) { return reason }
        guard field == .doNotContact || field == .deceased, profile.cells >= 10 else { return nil }
        let stops = values.filter { ColumnSense(cell($0.key)).saysStop }.values.reduce(0, +)
        if stops * 10 > profile.cells * 7 {
            return "By \(name(column)) nearly nobody could be called. Check which way its yes and no are meant."
        }
        return nil
    }

    // MARK: Dates

    /// A test that lies behind the recall it led to.
    private var turnedDates: [String] {
        guard let last = columns.first(where: { $0.field == .lastExamDate }),
            let due = columns.first(where: { $0.field == .nextRecallDate })
        else { return [] }
        let tests = Dictionary(
            profiles[last.column].days.map { ($0.row, $0.day) }, uniquingKeysWith: { first, _ in first })
        var both = 0
        var turned = 0
        for (row, day) in profiles[due.column].days {
            guard let test = tests[row] else { continue }
            both += 1
            if day < test { turned += 1 }
        }
        guard both >= 5, turned * 2 > both else { return [] }
        return [
            "In most rows \(name(due.column)) lies before \(name(last.column)); they may be the wrong way round."
        ]
    }
}
