/// Assigns columns to fields, all of them at once: header words, cells and a known layout weighed together.
struct ColumnMatching {
    let kind: ExportKind
    let headers: [String]
    let profiles: [ColumnProfile]
    /// The fields of a known layout by normalised header.
    let layout: [String: Field?]

    /// A field that a column may hold.
    private struct Candidate {
        var column: Int
        var field: Field
        var score: Double
        var evidence: String
    }

    // MARK: Kind

    /// What the columns together look like; nil where they look like nothing known.
    static func kind(_ headers: [String], _ profiles: [ColumnProfile], title: String) -> ExportKind? {
        var named: Set<Field> = []
        for header in headers {
            for match in HeaderVocabulary.matches(header) where match.score >= 0.85 { named.insert(match.field) }
        }
        func column(_ test: (ColumnProfile) -> Bool) -> Bool { profiles.contains { $0.seen > 0 && test($0) } }
        let hasDates = column { $0.share($0.dates) > 0.7 }
        let hasTimes = column { $0.share($0.times) > 0.7 && $0.share($0.dates) < 0.5 }
        let hasPhones = column { $0.share($0.phones) > 0.5 }
        let clinical: Set<Field> = [.lastExamDate, .nextRecallDate, .recallType, .dateOfBirth, .recallIntervalMonths]
        if column({ $0.share($0.weekdays) > 0.9 }), !hasDates, hasTimes { return .settings }
        if hasDates, hasTimes, named.isDisjoint(with: [.nextRecallDate, .lastExamDate, .recallIntervalMonths]) {
            return .slots
        }
        if !named.isDisjoint(with: [.apptStartDatetime]), named.isDisjoint(with: [.nextRecallDate, .lastExamDate]) {
            return .slots
        }
        let saysStop =
            [
                "do not call", "do-not-call", "donotcall", "do not contact", "do_not_call", "dnc", "tps", "opt out",
                "optout",
                "opt-out", "suppress", "no call",
            ].contains { title.contains($0) }
        let isSmall = headers.count <= 8 && named.isDisjoint(with: clinical)
        if isSmall, hasPhones || named.contains(.patientID), saysStop { return .suppressions }
        let isPerson = !named.isDisjoint(with: [.patientID, .lastName, .fullName, .firstName])
        if isPerson, hasPhones || hasDates || !named.isDisjoint(with: clinical) {
            if isSmall, hasPhones, !hasDates || named.contains(.recordCreatedDate), headers.count <= 5,
                headers.contains(where: { ["why", "reason"].contains(HeaderVocabulary.normalised($0)) })
            {
                return .suppressions
            }
            return .patients
        }
        if hasPhones, hasDates || column({ $0.share($0.nameLike) > 0.7 }) {
            return saysStop ? .suppressions : .patients
        }
        if hasPhones, profiles.count <= 2 { return saysStop ? .suppressions : nil }
        return nil
    }

    // MARK: Matching

    func columns() -> [Recognition.Column] {
        var candidates = headers.indices.flatMap(candidates(for:))
        candidates.sort { ($1.score, $0.column) < ($0.score, $1.column) }
        var chosen: [Int: Candidate] = [:]
        var taken: Set<Field> = []
        for candidate in candidates where chosen[candidate.column] == nil {
            guard !taken.contains(candidate.field) || Self.repeatable.contains(candidate.field) else { continue }
            chosen[candidate.column] = candidate
            taken.insert(candidate.field)
        }
        spreadAddresses(&chosen)
        tellRemindersFromRecalls(&chosen)
        return headers.indices.map { index in
            let best = chosen[index]
            let rival = candidates.first {
                $0.column == index && $0.field != best?.field && !Self.areKin($0.field, best?.field)
            }
            let margin = best.map { $0.score - (rival.map(\.score) ?? 0) } ?? 0
            var confidence = best?.score ?? 0
            if best != nil, margin < 0.08 { confidence = min(confidence, 0.55) }
            return Recognition.Column(
                column: index, header: headers[index], field: best?.field,
                confidence: (min(0.99, max(0, confidence)) * 100).rounded() / 100,
                evidence: best?.evidence ?? "no known meaning", samples: profiles[index].samples)
        }
    }

    /// Fields that several columns may hold.
    private static let repeatable: Set<Field> = [
        .addressLine1, .clinicalNotesFreetext, .phoneUnspecified, .reminderSuppressed, .consentMarketing, .practitioner,
        .flagDiabetes, .flagOtherClinical, .consentRecallPhone, .doNotContact, .apptNotes, .guardianContact,
    ]

    /// Fields between which a column may waver without any harm.
    private static func areKin(_ left: Field, _ right: Field?) -> Bool {
        guard let right else { return false }
        let kin: [Set<Field>] = [
            [.addressLine1, .addressLine2, .addressLine3, .town, .county, .fullAddress],
            [.clinicalNotesFreetext, .apptNotes], [.patientID, .apptPatientRef], [.recallType, .apptType],
            [.practitioner, .gpName], [.salutation, .firstName], [.lastExamDate, .lastClinicalTestDate],
            [.lastVisitDate, .lastClinicalTestDate], [.gosCategory, .fundingStatus],
            [.apptDate, .apptStartDatetime], [.initials, .practitioner], [.appointmentLike, .apptStatus],
            [.fullName, .apptPatientRef], [.doNotContact, .reminderSuppressed, .consentRecallPhone],
        ]
        return kin.contains { $0.contains(left) && $0.contains(right) }
    }

    private func candidates(for column: Int) -> [Candidate] {
        let header = headers[column]
        let profile = profiles[column]
        let normalised = HeaderVocabulary.normalised(header)
        let isUnique = headers.count { HeaderVocabulary.normalised($0) == normalised } == 1
        if isUnique, let known = layout[normalised] {
            guard let field = known else { return [] }
            if fit(field, profile) != nil {
                return [
                    Candidate(
                        column: column, field: field, score: 0.99, evidence: evidence("known layout", profile, field))
                ]
            }
        }
        var found: [Candidate] = []
        let matches = header.isEmpty ? [] : HeaderVocabulary.matches(header)
        for match in matches.flatMap(readings) where Self.fields(of: kind).contains(match.field) {
            guard let fit = fit(match.field, profile, header: header) else { continue }
            found.append(
                Candidate(
                    column: column, field: match.field, score: match.score * 0.8 + fit * 0.2,
                    evidence: evidence("header", profile, match.field)))
        }
        if found.isEmpty, headers.allSatisfy(\.isEmpty) { found = byCells(column, profile) }
        return found
    }

    /// What a header's field means in this kind of export: a date of a diary is a day of appointments.
    private func readings(_ match: HeaderVocabulary.Match) -> [HeaderVocabulary.Match] {
        guard kind == .slots else { return [match] }
        let diary: [Field: Field] = [
            .apptPatientRef: .patientID, .clinicalNotesFreetext: .apptNotes, .recallType: .apptType,
            .patientStatus: .apptStatus, .mobilePhone: .mobilePhone,
        ]
        if let other = diary[match.field] {
            return [HeaderVocabulary.Match(field: other, score: match.score * 0.98), match]
        }
        return [match]
    }

    private static func fields(of kind: ExportKind) -> Set<Field> {
        let diary = Set(Field.allCases.filter { $0.rawValue.hasPrefix("appt_") })
        switch kind {
        case .patients: return Set(Field.allCases).subtracting(diary)
        case .slots:
            return diary.union([
                .patientID, .fullName, .firstName, .lastName, .title, .phoneUnspecified, .mobilePhone, .homePhone,
                .practitioner, .practiceBranch, .dateOfBirth, .email, .postcode,
            ])
        case .suppressions:
            return [
                .patientID, .fullName, .firstName, .lastName, .title, .phoneUnspecified, .mobilePhone, .homePhone,
                .workPhone, .recordCreatedDate, .email, .dateOfBirth, .postcode, .practiceBranch,
            ]
        case .settings: return [.practitioner, .practiceBranch, .apptRoom, .apptDurationMinutes]
        }
    }

    /// How well cells fit a field, 0 to 1; nil where they rule it out. A blank column fits everything a little.
    private func fit(_ field: Field, _ profile: ColumnProfile, header: String = "") -> Double? {
        guard profile.seen > profile.fillers else { return 0.5 }
        func share(_ count: Int) -> Double { profile.share(count) }
        if field.isPhone { return share(profile.phones) >= 0.3 ? share(profile.phones) : nil }
        if field.dateSense != nil, field != .apptStartDatetime {
            let dates = share(profile.dates + profile.dayNumbers)
            guard dates >= 0.4 else { return nil }
            switch field {
            case .nextRecallDate, .nextReminderDate, .nextAppointmentDate: return dates
            case .dateOfBirth: return share(profile.futureDates) > 0.1 ? nil : dates
            case .lastExamDate, .lastVisitDate, .lastClinicalTestDate, .lastClCheckDate:
                return share(profile.futureDates) > 0.3 ? nil : dates
            default: return dates
            }
        }
        switch field {
        case .email: return share(profile.emails) >= 0.3 ? share(profile.emails) : nil
        case .postcode: return share(profile.postcodes) >= 0.3 ? share(profile.postcodes) : nil
        case .nhsNumber: return share(profile.nhsNumbers) >= 0.3 ? share(profile.nhsNumbers) : nil
        case .title: return share(profile.titles) >= 0.5 ? share(profile.titles) : nil
        case .apptStartTime, .apptEndTime: return share(profile.times) >= 0.5 ? share(profile.times) : nil
        case .age, .apptDurationMinutes, .reminderStage:
            return share(profile.smallIntegers) >= 0.5 ? share(profile.smallIntegers) : nil
        case .recallIntervalMonths:
            return share(profile.dates) > 0.5 || profile.averageLength > 12 ? nil : 0.8
        case .patientID:
            if share(profile.dates) > 0.5 || share(profile.emails) > 0.2 || profile.averageLength > 30 { return nil }
            if share(profile.nhsNumbers) > 0.9, profile.seen >= 5 { return nil }
            if kind == .patients, profile.seen >= 10, profile.distinctShare < 0.5 { return nil }
            return kind == .patients ? profile.distinctShare : 0.8
        case .firstName, .lastName, .fullName, .previousSurname:
            if share(profile.dates) > 0.3 || share(profile.phones) > 0.3 || share(profile.emails) > 0.3 { return nil }
            return share(profile.letters)
        case .doNotContact, .reminderSuppressed, .deceased, .patientStatus, .consentRecallPhone, .consentMarketing:
            if share(profile.phones) > 0.3 || share(profile.emails) > 0.3 { return nil }
            if field == .reminderSuppressed, share(profile.stopStarts) > 0.8 { return 1 }
            if field == .patientStatus, share(profile.dates) > 0.5 { return nil }
            if field == .consentMarketing || field == .consentRecallPhone, share(profile.dates) > 0.5 { return 0.5 }
            return max(0.5, share(profile.answers))
        case .flagDiabetes, .flagGlaucoma, .flagFamilyHistoryGlaucoma, .flagOcularHypertension, .flagAmd,
            .flagMyopiaManagement, .flagOtherClinical, .clWearer:
            return share(profile.dates) > 0.7 || share(profile.phones) > 0.3 ? nil : max(0.6, share(profile.answers))
        case .clinicalNotesFreetext, .apptNotes:
            return share(profile.answers) > 0.9 && profile.seen >= 5 || share(profile.dates) > 0.8 ? nil : 0.7
        case .riskLevel: return max(0.4, share(profile.riskWords))
        case .practitioner, .gpName:
            return share(profile.dates) > 0.5 || share(profile.answers) > 0.9 && profile.seen >= 5 ? nil : 0.7
        default: return 0.7
        }
    }

    private func evidence(_ source: String, _ profile: ColumnProfile, _ field: Field) -> String {
        let base = profile.seen - profile.fillers
        let words: String
        if base <= 0 {
            words = "no cell is filled"
        } else if field.isPhone {
            words = "\(profile.phones) of \(base) are telephone numbers"
        } else if field.dateSense != nil {
            words = "\(profile.dates) of \(base) are dates"
        } else if field == .patientID {
            words = "\(profile.distinctCount) of \(profile.filled) distinct"
        } else if field == .email {
            words = "\(profile.emails) of \(base) are e-mail addresses"
        } else if field == .postcode {
            words = "\(profile.postcodes) of \(base) are postcodes"
        } else if profile.share(profile.answers) > 0.8 {
            words = "\(profile.answers) of \(base) say yes or no"
        } else {
            words = "\(profile.filled) of \(profile.cells) filled"
        }
        return "\(source); \(words)"
    }

    /// Fields by cells alone, where the file names no columns.
    private func byCells(_ column: Int, _ profile: ColumnProfile) -> [Candidate] {
        var fields: [(Field, Double)] = []
        func share(_ count: Int) -> Double { profile.share(count) }
        if share(profile.phones) > 0.6 {
            fields.append((profile.mobiles >= profile.landlines ? .mobilePhone : .homePhone, 0.6))
        }
        if share(profile.phones) > 0.6 { fields.append((.phoneUnspecified, 0.4)) }
        if share(profile.emails) > 0.6 { fields.append((.email, 0.7)) }
        if share(profile.postcodes) > 0.6 { fields.append((.postcode, 0.7)) }
        if share(profile.titles) > 0.8 { fields.append((.title, 0.7)) }
        if share(profile.dates) > 0.7, kind == .slots { fields.append((.apptDate, 0.6)) }
        if share(profile.times) > 0.7 { fields.append((.apptStartTime, 0.55)) }
        if share(profile.dates) > 0.7, kind == .patients {
            fields.append((share(profile.futureDates) > 0.2 ? .nextRecallDate : .dateOfBirth, 0.5))
            fields.append((.lastExamDate, 0.45))
        }
        if share(profile.integers) > 0.8, profile.distinctShare > 0.95 { fields.append((.patientID, 0.6)) }
        if share(profile.nameLike) > 0.8 {
            fields.append((share(profile.commas) > 0.5 ? .fullName : .lastName, 0.45))
            fields.append((.firstName, 0.4))
        }
        return fields.filter { Self.fields(of: kind).contains($0.0) }.map {
            Candidate(column: column, field: $0.0, score: $0.1, evidence: evidence("cells alone", profile, $0.0))
        }
    }

    // MARK: The file as a whole

    /// Several columns named Address are its lines, the last of three or more the town.
    private func spreadAddresses(_ chosen: inout [Int: Candidate]) {
        let lines = chosen.keys.filter { chosen[$0]?.field == .addressLine1 }.sorted()
        guard lines.count > 1 else {
            if let only = lines.first, profiles[only].share(profiles[only].commas) > 0.5 {
                chosen[only]?.field = .fullAddress
            }
            return
        }
        let fields: [Field] =
            lines.count == 2
            ? [.addressLine1, .addressLine2]
            : lines.count == 3
                ? [.addressLine1, .addressLine2, .town]
                : [.addressLine1, .addressLine2, .addressLine3, .town, .county]
        let taken = Set(chosen.values.map(\.field))
        for (index, column) in lines.enumerated() {
            let field = index < fields.count ? fields[index] : .addressLine3
            chosen[column]?.field = field != .addressLine1 && taken.contains(field) ? .addressLine3 : field
        }
    }

    /// A second date of something to come, beside the recall date, is that of the next letter.
    private func tellRemindersFromRecalls(_ chosen: inout [Int: Candidate]) {
        guard let recall = chosen.first(where: { $0.value.field == .nextRecallDate }) else { return }
        for column in chosen.keys where column != recall.key {
            let words = Set(HeaderVocabulary.words(of: headers[column]))
            if chosen[column]?.field == .nextAppointmentDate, words == ["next", "visit"] {
                chosen[column]?.field = .nextReminderDate
            }
        }
    }
}

extension Field {
    /// Stands for the type of an appointment among the fields that a diary's column may waver between.
    fileprivate static let appointmentLike = Field.apptType
}
