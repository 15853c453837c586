/// Assigns columns to fields, all of them at once: header words, cells and a known layout weighed together.
struct ColumnMatching {
    let kind: ExportKind
    let headers: [String]
    let readings: [HeaderVocabulary.Reading]
    let profiles: [ColumnProfile]
    /// What a known layout says of each column: a field, or that it is used for nothing; nothing where it does not know it.
    let layout: [Int: Field?]

    /// A field that a column may hold.
    struct Candidate {
        var field: Field
        /// 0 to 1.
        var score: Double
        var evidence: String
        /// How far the header names it, 0 to 1; 0 where the cells alone speak for it.
        var header: Double
        /// Whether the header leaves open whose column it is.
        var isUnsure = false
    }

    /// What a column has to be worth to be taken for anything.
    private static let least = 0.42

    /// The share of the header's words in what a column is worth; the rest is that of its cells.
    private static let headerShare = 0.7

    func columns() -> [Recognition.Column] {
        var candidates = headers.indices.map(candidates(for:))
        weighContext(&candidates)
        var chosen = match(candidates)
        spreadAddresses(&chosen)
        let claims = Claims(candidates: candidates, chosen: chosen)
        return headers.indices.map { index in
            let best = chosen[index]
            return Recognition.Column(
                column: index, header: headers[index], field: best?.field,
                confidence: claims.confidence(of: index), evidence: best?.evidence ?? nothing(index),
                samples: profiles[index].samples)
        }
    }

    // MARK: Candidates

    private func candidates(for column: Int) -> [Candidate] {
        let profile = profiles[column]
        let fits = FieldFit(kind: kind, profile: profile)
        if let known = layout[column] {
            guard let field = known else { return [] }
            if fits.fit(field) != nil {
                let words = evidence("known layout", profile, field)
                return [Candidate(field: field, score: 0.99, evidence: words, header: 1)]
            }
        }
        let reading = readings[column]
        // In a do-not-call list it does not matter whose number one is.
        if kind == .suppressions, !reading.matches.contains(where: { $0.field.isPhone && $0.score >= 0.9 }),
            NumberColumn(header: headers[column], reading: reading, profile: profile) != .none
        {
            let words = evidence("cells alone", profile, .phoneUnspecified)
            return [Candidate(field: .phoneUnspecified, score: 0.9, evidence: words, header: 1)]
        }
        var found: [Field: Candidate] = [:]
        func note(_ field: Field, _ header: Double, _ words: String) {
            guard Self.fields(of: kind).contains(field), let fit = fits.fit(field) else { return }
            let score = header * Self.headerShare + fit * (1 - Self.headerShare)
            if let other = found[field], other.score >= score { return }
            found[field] = Candidate(
                field: field, score: score, evidence: evidence(words, profile, field), header: header,
                isUnsure: field.isPhone && reading.isUnsurePhone)
        }
        for match in reading.matches {
            let words =
                match.score >= 0.999 ? "header" : match.score >= 0.96 ? "header, in other words" : "header, nearly"
            for (field, score) in readings(match, column) { note(field, score, words) }
        }
        // A second mobile is still a number of the patient's.
        for field in [Field.mobilePhone, .homePhone, .workPhone] {
            if let named = found[field] { note(.phoneUnspecified, named.header * 0.85, "header, of several like it") }
        }
        if found.isEmpty, !reading.isOther, reading.person == nil {
            for candidate in byCells(column, profile) where fits.fit(candidate.field) != nil {
                found[candidate.field] = candidate
            }
        }
        return found.values.sorted { ($1.score, $0.field.rawValue) < ($0.score, $1.field.rawValue) }
    }

    /// What a header's field means in this kind of export: a date of a diary is a day of appointments.
    private func readings(_ match: HeaderVocabulary.Match, _ column: Int) -> [(Field, Double)] {
        if match.field == .patientID {
            // `ID` and `Account No` may be something else's where another column names the patient.
            let words = HeaderVocabulary.words(of: headers[column])
            return [(.patientID, words.contains("patient") ? match.score : match.score * 0.9)]
        }
        if kind == .patients, match.field == .apptDate || match.field == .apptStartDatetime {
            // A list of patients tells of the next one; a mere `Date` may be any.
            let words = HeaderVocabulary.words(of: headers[column])
            let isNamed = words.contains { ["appt", "appointment", "booking", "booked"].contains($0) }
            return isNamed ? [(.nextAppointmentDate, match.score * 0.98)] : []
        }
        guard kind == .slots else { return [(match.field, match.score)] }
        let diary: [Field: Field] = [
            .apptPatientRef: .patientID, .clinicalNotesFreetext: .apptNotes, .recallType: .apptType,
            .patientStatus: .apptStatus,
        ]
        if profiles[column].share(profiles[column].moments) > 0.5, [.apptStartTime, .apptDate].contains(match.field) {
            return [(.apptStartDatetime, match.score * 0.98), (match.field, match.score * 0.9)]
        }
        guard let other = diary[match.field] else { return [(match.field, match.score)] }
        return [(other, match.score * 0.98), (match.field, match.score)]
    }

    private static func fields(of kind: ExportKind) -> Set<Field> {
        switch kind {
        case .patients: return patientFields
        case .slots: return slotFields
        case .suppressions: return suppressionFields
        case .settings: return [.practitioner, .practiceBranch, .apptRoom, .apptDurationMinutes]
        }
    }

    private static let diaryFields = Set(Field.allCases.filter { $0.rawValue.hasPrefix("appt_") })
    private static let patientFields = Set(Field.allCases).subtracting(diaryFields)
    private static let slotFields = diaryFields.union([
        .patientID, .fullName, .firstName, .lastName, .title, .phoneUnspecified, .mobilePhone, .homePhone,
        .practitioner, .practiceBranch, .dateOfBirth, .email, .postcode,
    ])
    private static let suppressionFields: Set<Field> = [
        .patientID, .fullName, .firstName, .lastName, .title, .phoneUnspecified, .mobilePhone, .homePhone,
        .workPhone, .recordCreatedDate, .email, .dateOfBirth, .postcode, .practiceBranch,
    ]

    /// Fields by cells alone, where the header says nothing.
    private func byCells(_ column: Int, _ profile: ColumnProfile) -> [Candidate] {
        let isNameless = headers.allSatisfy(\.isEmpty)
        guard profile.telling > 0, isNameless || profile.telling >= 3 else { return [] }
        var fields: [(Field, Double)] = []
        func share(_ count: Int) -> Double { profile.share(count) }
        if share(profile.emails) > 0.6 { fields.append((.email, 0.7)) }
        if share(profile.postcodes) > 0.7 { fields.append((.postcode, 0.7)) }
        if profile.telling >= 3, share(profile.nhsNumbers) > 0.9 { fields.append((.nhsNumber, 0.65)) }
        if profile.share(.title) > 0.8 { fields.append((.title, 0.65)) }
        if share(profile.plainPhones) > 0.6 {
            // Whose number it is, the cells cannot say.
            if isNameless { fields.append((profile.mobiles >= profile.landlines ? .mobilePhone : .homePhone, 0.58)) }
            fields.append((.phoneUnspecified, 0.5))
        }
        if share(profile.dates) > 0.7, profile.telling >= 5, profile.birthLike > 0.75 {
            fields.append((.dateOfBirth, 0.6))
        }
        guard isNameless else { return wrapped(fields, column, profile) }
        if share(profile.dates) > 0.7 {
            if kind == .slots { fields.append((.apptDate, 0.6)) }
            if kind == .patients {
                fields.append((share(profile.futureDates) > 0.2 ? .nextRecallDate : .lastExamDate, 0.5))
                fields.append((.dateOfBirth, 0.45))
            }
        }
        if share(profile.times) > 0.7 { fields.append((.apptStartTime, 0.55)) }
        if profile.share(.sex) > 0.9, profile.distinctCount <= 4 { fields.append((.sex, 0.5)) }
        if share(profile.integers) > 0.8, profile.distinctShare > 0.95, profile.averageLength >= 3 {
            fields.append((.patientID, 0.6))
        }
        if share(profile.nameLike) > 0.8, profile.share(.title) < 0.5 {
            let forenames = profile.share(.forename)
            if share(profile.commas) > 0.5 || share(profile.severalWords) > 0.8 { fields.append((.fullName, 0.5)) }
            fields.append(forenames > 0.25 ? (.firstName, 0.55) : (.lastName, 0.48))
        }
        return wrapped(fields, column, profile)
    }

    private func wrapped(_ fields: [(Field, Double)], _ column: Int, _ profile: ColumnProfile) -> [Candidate] {
        fields.filter { Self.fields(of: kind).contains($0.0) }.map {
            Candidate(field: $0.0, score: $0.1, evidence: evidence("cells alone", profile, $0.0), header: 0)
        }
    }

    // MARK: The file as a whole

    /// Lets columns that are sure decide between the readings of those that are not.
    private func weighContext(_ candidates: inout [[Candidate]]) {
        func isNamed(_ field: Field, except column: Int) -> Bool {
            candidates.indices.contains { other in
                other != column && candidates[other].first?.field == field
                    && (candidates[other].first?.header ?? 0) >= 0.95 && candidates[other].count == 1
            }
        }
        for column in candidates.indices where candidates[column].count > 1 {
            for index in candidates[column].indices {
                switch candidates[column][index].field {
                // A doctor beside an optometrist is the general practitioner.
                case .practitioner where candidates[column].contains { $0.field == .gpName }:
                    if isNamed(.practitioner, except: column) { candidates[column][index].score -= 0.12 }
                case .gpName where candidates[column].contains { $0.field == .practitioner }:
                    if isNamed(.gpName, except: column) { candidates[column][index].score -= 0.12 }
                // One date of lenses is the last check where another column has the next one.
                case .nextClCheckDate where isNamed(.nextClCheckDate, except: column),
                    .lastClCheckDate where isNamed(.lastClCheckDate, except: column):
                    candidates[column][index].score -= 0.1
                default: break
                }
            }
            candidates[column].sort { ($1.score, $0.field.rawValue) < ($0.score, $1.field.rawValue) }
        }
    }

    /// One best matching of columns to fields, with "none" for each.
    private func match(_ candidates: [[Candidate]]) -> [Candidate?] {
        // A column can always be nothing, or one of the fields that several columns may hold.
        let fallback = candidates.map { $0.filter { Self.isRepeatable($0.field) && $0.score >= Self.least }.first }
        let unique = Array(
            Set(candidates.flatMap { $0 }.map(\.field).filter { !Self.isRepeatable($0) })
        )
        .sorted { $0.rawValue < $1.rawValue }
        let rows = Dictionary(uniqueKeysWithValues: unique.enumerated().map { ($1, $0) })
        var worth = Array(repeating: Array(repeating: 0.0, count: candidates.count), count: unique.count)
        for (column, list) in candidates.enumerated() {
            let floor = fallback[column]?.score ?? Self.least
            for candidate in list {
                guard let row = rows[candidate.field] else { continue }
                worth[row][column] = max(0, candidate.score - floor)
            }
        }
        var chosen = fallback
        for (row, column) in Assignment.best(worth).enumerated() {
            guard let column else { continue }
            chosen[column] = candidates[column].first { $0.field == unique[row] }
        }
        return chosen
    }

    /// Fields that several columns may hold.
    private static func isRepeatable(_ field: Field) -> Bool {
        switch field {
        case .addressLine1, .clinicalNotesFreetext, .phoneUnspecified, .reminderSuppressed, .consentMarketing,
            .practitioner, .flagDiabetes, .flagGlaucoma, .flagFamilyHistoryGlaucoma, .flagOcularHypertension, .flagAmd,
            .flagMyopiaManagement, .flagOtherClinical, .consentRecallPhone, .doNotContact, .deceased, .patientStatus,
            .preferredContactMethod, .apptNotes, .guardianContact, .clWearer, .accessibilityLanguage, .gosCategory,
            .fundingStatus:
            true
        default: false
        }
    }

    /// Several columns named Address are its lines, the last of three or more the town.
    private func spreadAddresses(_ chosen: inout [Candidate?]) {
        let lines = chosen.indices.filter { layout[$0] == nil && chosen[$0]?.field == .addressLine1 }
        guard lines.count > 1 else { return }
        let fields: [Field] =
            lines.count == 2
            ? [.addressLine1, .addressLine2]
            : lines.count == 3
                ? [.addressLine1, .addressLine2, .town]
                : [.addressLine1, .addressLine2, .addressLine3, .town, .county]
        let taken = Set(chosen.compactMap { $0?.field })
        for (index, column) in lines.enumerated() {
            let field = index < fields.count ? fields[index] : .addressLine3
            chosen[column]?.field = field != .addressLine1 && taken.contains(field) ? .addressLine3 : field
        }
    }

    // MARK: Words

    private func nothing(_ column: Int) -> String {
        let reading = readings[column]
        if case .some(nil) = layout[column] { return "known layout; used for nothing" }
        if reading.person != nil { return "speaks of somebody beside the patient" }
        if reading.isOther { return "the header speaks of something that is not used" }
        if !reading.matches.isEmpty { return "the cells do not fit the header, or another column fits better" }
        return "no known meaning"
    }

    private func evidence(_ source: String, _ profile: ColumnProfile, _ field: Field) -> String {
        let base = profile.telling
        let words: String
        if base <= 0 {
            words = "no cell is filled"
        } else if field.isPhone {
            words = "\(profile.phones) of \(base) are telephone numbers" + Self.kinds(profile)
        } else if field.dateSense != nil {
            let future = profile.futureDates
            words = "\(profile.dates) of \(base) are dates" + (future > 0 ? ", \(future) of them to come" : "")
        } else if field == .patientID || field == .apptID {
            words = "\(profile.distinctCount) of \(profile.filled) distinct"
        } else if field == .email {
            words = "\(profile.emails) of \(base) are e-mail addresses"
        } else if field == .postcode {
            words = "\(profile.postcodes) of \(base) are postcodes"
        } else if field == .nhsNumber {
            words = "\(profile.nhsNumbers) of \(base) have the check digit"
        } else if field == .title {
            words = "\(profile.words(.title)) of \(base) are titles"
        } else if field == .riskLevel, profile.words(.risk) > 0 {
            words = "\(profile.words(.risk)) of \(base) are words of risk"
        } else if profile.share(profile.answers) > 0.8 {
            words = "\(profile.answers) of \(base) say yes or no"
        } else {
            words = "\(profile.filled) of \(profile.cells) filled"
        }
        return "\(source); \(words)"
    }

    private static func kinds(_ profile: ColumnProfile) -> String {
        guard profile.phones > 0 else { return "" }
        if profile.landlines == 0 { return ", all mobiles" }
        return profile.mobiles == 0 ? ", all landlines" : ", \(profile.mobiles) mobiles"
    }
}

/// How sure each column of a matching is, beside its rivals: the other fields of the column, the other columns of the
/// field.
struct Claims {
    let candidates: [[ColumnMatching.Candidate]]
    let chosen: [ColumnMatching.Candidate?]

    /// What the best has to be ahead of its rivals by.
    private static let margin = 0.05

    /// How far a header has to name a field that a call depends on.
    private static let leastHeader = 0.75

    /// The same for one that may stop every call; a word cut short may be that of another field.
    private static let leastSafetyHeader = 0.87

    /// The same for one whose yes allows calls or stops them, by its very words: they have to be spelt right.
    private static let leastConsentHeader = 0.95

    /// 0 to 1; 0.55 at most where a rival is too near.
    func confidence(of column: Int) -> Double {
        guard let best = chosen[column] else { return 0 }
        var confidence = best.score
        let matters = best.field.isPhone || best.field.isSafety || best.field == .patientID
        let least =
            best.field == .consentRecallPhone
            ? Self.leastConsentHeader : best.field.isSafety ? Self.leastSafetyHeader : Self.leastHeader
        if matters, best.isUnsure || best.header < least { confidence = min(confidence, 0.55) }
        if let rival = rivalField(column, best), best.score - rival < Self.margin { confidence = min(confidence, 0.55) }
        if let rival = rivalColumn(column, best), best.score - rival < Self.margin {
            confidence = min(confidence, 0.55)
        }
        return (min(0.99, max(0, confidence)) * 100).rounded() / 100
    }

    /// The next best field of the column that would be read differently.
    private func rivalField(_ column: Int, _ best: ColumnMatching.Candidate) -> Double? {
        candidates[column].filter { $0.field != best.field && !Self.areKin($0.field, best.field) }.map(\.score).max()
    }

    /// The next best column of a field that only one may hold, unless that column is better used.
    private func rivalColumn(_ column: Int, _ best: ColumnMatching.Candidate) -> Double? {
        guard best.field == .patientID || best.field == .nhsNumber else { return nil }
        return candidates.indices.filter { other in
            guard other != column else { return false }
            guard let used = chosen[other] else { return true }
            return used.score < 0.7 && used.field != best.field
        }.compactMap { other in candidates[other].first { $0.field == best.field }?.score }.max()
    }

    /// Fields between which a column may waver without any harm.
    private static func areKin(_ left: Field, _ right: Field) -> Bool {
        kin.contains { $0.contains(left) && $0.contains(right) }
    }

    private static let kin: [Set<Field>] = [
        [.addressLine1, .addressLine2, .addressLine3, .town, .county, .fullAddress],
        [.clinicalNotesFreetext, .apptNotes], [.patientID, .apptPatientRef], [.recallType, .apptType],
        [.practitioner, .gpName], [.salutation, .firstName], [.lastExamDate, .lastClinicalTestDate],
        [.lastVisitDate, .lastClinicalTestDate], [.gosCategory, .fundingStatus], [.apptDate, .apptStartDatetime],
        [.initials, .practitioner], [.apptType, .apptStatus], [.fullName, .apptPatientRef],
        [.reminderSuppressed, .consentRecallPhone],
        [.mobilePhone, .homePhone, .workPhone, .phoneUnspecified],
        [.apptRoom, .practitioner],
    ]
}
