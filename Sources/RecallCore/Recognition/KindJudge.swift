/// What an export holds, by all of its columns together.
struct KindJudge {
    let headers: [String]
    let readings: [HeaderVocabulary.Reading]
    let profiles: [ColumnProfile]
    let screening: ScreeningColumns
    /// The lines above the table and the name of the file, in small letters.
    let title: String

    /// Nil where it looks like nothing known.
    var kind: ExportKind? {
        var named: Set<Field> = []
        for reading in readings { named.formUnion(reading.matches.filter { $0.score >= 0.8 }.map(\.field)) }
        let hasDates = has { $0.share($0.dates) > 0.7 }
        let hasTimes = has { $0.share($0.times) > 0.7 && $0.share($0.dates) < 0.5 }
        let hasPhones = has { $0.share($0.phones) > 0.5 }
        let clinical: Set<Field> = [
            .lastExamDate, .nextRecallDate, .recallType, .dateOfBirth, .recallIntervalMonths, .lastClCheckDate,
            .nextClCheckDate, .flagDiabetes, .flagGlaucoma, .flagFamilyHistoryGlaucoma,
        ]
        let ofRecall: Set<Field> = [.nextRecallDate, .recallIntervalMonths, .flagGlaucoma, .postcode]
        if has({ $0.share(.weekday) > 0.9 }), !hasDates, hasTimes || isOpening { return .settings }
        let startsAt = headers.indices.contains { index in
            let times = profiles[index]
            let names = readings[index].matches.contains {
                $0.score >= 0.8 && [.apptStartTime, .apptStartDatetime].contains($0.field)
            }
            return names
                && (times.telling == 0 || times.share(times.dates) > 0.6
                    || FieldFit(kind: .slots, profile: times).fit(.apptStartTime).map { $0 >= 0.5 } ?? false)
        }
        if hasDates, hasTimes || startsAt, named.isDisjoint(with: ofRecall) { return .slots }
        if startsAt, named.contains(.apptStartDatetime), named.isDisjoint(with: ofRecall) { return .slots }
        let isSmall = headers.count <= 8 && named.isDisjoint(with: clinical)
        if isSmall, hasPhones || named.contains(.patientID), saysStop { return .suppressions }
        if isNumberList(named) { return .suppressions }
        let isPerson = !named.isDisjoint(with: [.patientID, .lastName, .fullName, .firstName])
        // A list that a screening house sends back, with names or without.
        if isSmall, hasPhones, screening.isScreened, !isPerson || !hasOtherDates { return .suppressions }
        if isPerson, hasPhones || hasDates || !named.isDisjoint(with: clinical) {
            if isSmall, hasPhones, !hasDates || named.contains(.recordCreatedDate), headers.count <= 5,
                headers.contains(where: { ["why", "reason"].contains(HeaderVocabulary.normalised($0)) })
            {
                return .suppressions
            }
            return .patients
        }
        if hasPhones, hasDates || has({ $0.share($0.nameLike) > 0.7 }) { return saysStop ? .suppressions : .patients }
        if hasPhones, profiles.count <= 2 { return saysStop ? .suppressions : nil }
        // A list of patients whose columns are all blank or spoilt is still one by its header.
        return isPerson && named.count >= 3 ? .patients : nil
    }

    private func has(_ test: (ColumnProfile) -> Bool) -> Bool { profiles.contains { $0.telling > 0 && test($0) } }

    /// Whether the file is telephones and what belongs to a list of them, and nobody's name: it can be nothing else.
    private func isNumberList(_ named: Set<Field>) -> Bool {
        guard named.isDisjoint(with: [.lastName, .fullName, .firstName]) else { return false }
        var hasNumbers = false
        for index in headers.indices where profiles[index].telling > 0 {
            if NumberColumn(header: headers[index], reading: readings[index], profile: profiles[index]) != .none {
                hasNumbers = true
            } else if screening.roles[index] == .none, !isOfList(index) {
                return false
            }
        }
        return hasNumbers
    }

    /// Whether a column is what lists of telephones have beside them: when, why, or when they were looked for.
    private func isOfList(_ index: Int) -> Bool {
        let isDay = readings[index].matches.contains { $0.field == .recordCreatedDate && $0.score >= 0.8 }
        let words = HeaderVocabulary.words(of: headers[index])
        return isDay || screening.namesList[index]
            || words.contains { ["why", "reason", "added", "note", "comment"].contains($0) }
    }

    /// Whether a column of days is neither when somebody was registered nor when the row was made.
    private var hasOtherDates: Bool {
        headers.indices.contains { index in
            let profile = profiles[index]
            return profile.telling > 0 && profile.share(profile.dates) > 0.7 && !screening.roles[index].isVerdict
                && !isOfList(index)
        }
    }

    private var isOpening: Bool {
        let words = Set(headers.flatMap(HeaderVocabulary.words))
        return words.contains { $0.hasPrefix("open") } && words.contains { $0.hasPrefix("clos") }
    }

    private var saysStop: Bool {
        [
            "do not call", "do-not-call", "donotcall", "do not contact", "do_not_call", "do not ring", "dnc", "tps",
            "opt out", "optout", "opt-out", "suppress", "no call", "blocklist", "block list",
        ].contains { title.contains($0) }
    }
}
