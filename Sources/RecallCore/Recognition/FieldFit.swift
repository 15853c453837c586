/// How well the cells of a column fit a field.
struct FieldFit {
    let kind: ExportKind
    let profile: ColumnProfile

    /// 0 to 1; nil where the cells are plainly something else. A blank column fits everything a little.
    func fit(_ field: Field) -> Double? {
        guard profile.telling > 0 else { return 0.5 }
        if field.isPhone { return phone(field) }
        if field.dateSense != nil { return date(field) }
        switch field {
        case .email: return typed(profile.emails, unless: [.dates, .phones, .postcodes, .answers, .words])
        case .postcode: return typed(profile.postcodes, unless: [.dates, .phones, .emails, .answers, .numbers])
        case .nhsNumber: return nhsNumber
        case .title: return typed(profile.words(.title), unless: [.dates, .phones, .emails, .postcodes, .numbers])
        case .sex: return typed(profile.words(.sex), unless: [.dates, .phones, .emails, .postcodes])
        case .age: return number(profile.smallIntegers)
        case .apptDurationMinutes, .reminderStage: return count(field)
        case .recallIntervalMonths: return interval
        case .apptStartTime: return time
        case .apptEndTime: return share(profile.moments) > 0.5 ? 0.8 : time
        case .patientID, .apptPatientRef: return patientID(field)
        case .apptID: return shows(.dates, .emails, .times) ? nil : profile.distinctShare
        case .firstName, .lastName, .fullName, .previousSurname, .salutation, .initials: return name(field)
        case .doNotContact, .reminderSuppressed, .deceased, .patientStatus, .consentRecallPhone, .consentMarketing:
            return permission(field)
        case .flagDiabetes, .flagGlaucoma, .flagFamilyHistoryGlaucoma, .flagOcularHypertension, .flagAmd,
            .flagMyopiaManagement, .flagOtherClinical, .clWearer:
            if shows(.dates, .phones, .emails, .postcodes) { return nil }
            return max(0.6, share(profile.answers))
        case .clinicalNotesFreetext, .apptNotes: return notes
        case .riskLevel:
            if shows(.dates, .phones, .emails, .postcodes) { return nil }
            return max(0.4, profile.share(.risk), 0.9 * share(profile.answers))
        case .recallType, .apptType: return type(field)
        case .apptStatus:
            if shows(.phones, .emails, .postcodes, .dates) { return nil }
            return max(0.5, profile.share(.slotStatus), 0.8 * share(profile.answers))
        case .fundingStatus:
            if shows(.dates, .phones, .emails, .postcodes)
                || share(profile.integers) > 0.85 && profile.averageLength >= 4.5
            {
                return nil
            }
            return max(0.5, profile.share(.funding), 0.9 * share(profile.answers))
        case .gosCategory:
            if shows(.dates, .phones, .emails, .postcodes) || share(profile.tenDigits) > 0.5 { return nil }
            return max(0.5, profile.share(.benefit))
        case .preferredContactMethod:
            if shows(.dates, .emails) || share(profile.phones) > 0.3 { return nil }
            return max(0.45, profile.share(.channel))
        case .practitioner, .gpName: return professional(field)
        case .practiceBranch, .town, .county, .apptRoom:
            if shows(.dates, .phones, .emails, .postcodes, .answers, .times) { return nil }
            return field == .practiceBranch || field == .apptRoom ? few(0.6, 0.85) : 0.4 + 0.4 * share(profile.letters)
        case .addressLine1, .addressLine2, .addressLine3, .fullAddress: return address(field)
        case .guardianContact: return shows(.dates, .emails) ? nil : shows(.answers) ? 0.5 : 0.7
        default:
            return shows(.dates, .phones, .emails, .postcodes) ? nil : 0.6
        }
    }

    // MARK: What a column plainly is

    /// Things that cells can plainly be.
    enum Nature {
        case dates, phones, emails, postcodes, times, answers, numbers, words
    }

    /// Whether the column is plainly one of these: two cells of three, and no mere coincidence.
    private func shows(_ natures: Nature...) -> Bool { natures.contains(where: isPlainly) }

    private func isPlainly(_ nature: Nature) -> Bool {
        switch nature {
        case .dates: share(profile.dates) > 0.65
        case .phones: share(profile.plainPhones) > 0.65
        case .emails: share(profile.emails) > 0.5
        case .postcodes: share(profile.postcodes) > 0.65
        case .times: share(profile.times) > 0.65 && profile.dates == 0
        case .answers: profile.telling >= 3 && share(profile.answers) > 0.85
        case .numbers: profile.telling >= 3 && share(profile.integers) > 0.85 && profile.averageLength < 9
        case .words: profile.telling >= 4 && share(profile.nameLike) > 0.9 && profile.phones + profile.dates == 0
        }
    }

    private func share(_ count: Int) -> Double { profile.share(count) }

    private func typed(_ count: Int, unless natures: [Nature]) -> Double? {
        let share = share(count)
        if share >= 0.3 { return share }
        return natures.contains(where: isPlainly) ? nil : 0.3
    }

    private func number(_ count: Int) -> Double? {
        let share = share(count)
        if share >= 0.5 { return share }
        return shows(.dates, .phones, .emails, .postcodes, .words) ? nil : 0.3
    }

    /// Few different cells, as practices have few rooms and branches.
    private func few(_ low: Double, _ high: Double) -> Double {
        profile.filled >= 10 && profile.distinctShare <= 0.3 ? high : low
    }

    // MARK: Fields

    private func phone(_ field: Field) -> Double? {
        let phones = share(profile.phones)
        if phones < 0.3, shows(.dates, .emails, .postcodes, .times, .answers, .words, .numbers) { return nil }
        if shows(.dates, .emails, .postcodes) { return nil }
        guard phones > 0 else { return 0.3 }
        // A column of mobiles is seldom the landline's, and the other way round; both are the patient's own.
        let mobiles = Double(profile.mobiles) / Double(max(1, profile.phones))
        switch field {
        case .mobilePhone: return max(0.3, phones) * (0.75 + 0.25 * mobiles)
        case .homePhone: return max(0.3, phones) * (1 - 0.25 * mobiles)
        default: return max(0.3, phones) * 0.95
        }
    }

    private func date(_ field: Field) -> Double? {
        let dates = share(profile.dates + profile.dayNumbers)
        if dates < 0.3, shows(.phones, .emails, .postcodes, .times, .answers, .words, .numbers) { return nil }
        guard profile.dates > 0 else { return max(0.3, dates * 0.8) }
        let future = Double(profile.futureDates) / Double(profile.dates)
        let base = max(0.3, dates)
        switch field {
        case .dateOfBirth:
            let surely = Double(profile.futureDates - profile.shortFutureDates) / Double(profile.dates)
            if profile.dates >= 3, surely > 0.5 { return nil }
            return base * (0.6 + 0.4 * profile.birthLike)
        case .lastExamDate, .lastVisitDate, .lastClinicalTestDate, .lastClCheckDate, .lastReminderSentDate,
            .recordCreatedDate, .recordUpdatedDate:
            if profile.dates >= 3, future > 0.6 { return nil }
            return base * (1 - future) * (profile.dates >= 5 && profile.birthLike > 0.9 ? 0.8 : 1)
        case .nextAppointmentDate: return base * (0.7 + 0.3 * future)
        case .nextRecallDate, .nextReminderDate, .nextClCheckDate, .clSpecExpiryDate:
            return base * (future > 0.02 ? 1 : 0.85) * (profile.dates >= 5 && profile.birthLike > 0.9 ? 0.7 : 1)
        case .apptStartDatetime:
            let withTime = profile.averageLength >= 13
            return base * (withTime ? 1 : 0.5)
        case .apptDate: return base * (profile.averageLength >= 13 ? 0.8 : 1)
        default: return base
        }
    }

    private var nhsNumber: Double? {
        if share(profile.nhsNumbers) >= 0.6 { return 1 }
        if share(profile.tenDigits) >= 0.5 { return 0.8 }
        return shows(.dates, .emails, .postcodes, .answers, .words, .numbers) ? nil : 0.3
    }

    private func count(_ field: Field) -> Double? {
        let share = share(profile.spans)
        if share >= 0.5 { return shows(.answers) ? 0.6 : share }
        return shows(.dates, .phones, .emails, .postcodes, .times) ? nil : field == .reminderStage ? 0.5 : 0.3
    }

    private var interval: Double? {
        if shows(.dates, .phones, .emails, .postcodes, .times) { return nil }
        let spans = share(profile.spans)
        if spans >= 0.5 { return profile.distinctCount <= 2 && shows(.answers) ? 0.4 : spans }
        if shows(.words) || shows(.answers) || profile.averageLength > 20 { return nil }
        return 0.35
    }

    private var time: Double? {
        let times = share(profile.times)
        if times >= 0.5 { return times }
        if share(profile.integers) > 0.8, profile.averageLength >= 3, profile.averageLength <= 4 { return 0.8 }
        return shows(.dates, .phones, .emails, .postcodes, .words, .answers) ? nil : 0.35
    }

    private func patientID(_ field: Field) -> Double? {
        if share(profile.dates) > 0.5 || share(profile.emails) > 0.2 || profile.averageLength > 40 { return nil }
        if shows(.phones, .postcodes, .times) { return nil }
        if profile.telling >= 5, share(profile.nhsNumbers) > 0.9 { return nil }
        if field == .apptPatientRef { return 0.7 }
        if profile.telling >= 3, share(profile.nameLike) > 0.8 { return nil }
        guard kind == .patients else { return 0.85 }
        if profile.telling >= 4, shows(.answers), profile.distinctCount <= 3 { return nil }
        guard profile.filled >= 10 else { return max(0.6, profile.distinctShare) }
        if profile.distinctShare < 0.3 { return nil }
        return profile.distinctShare > 0.97 ? 1 : 0.4 + 0.5 * profile.distinctShare
    }

    private func name(_ field: Field) -> Double? {
        if share(profile.dates) > 0.3 || share(profile.phones) > 0.3 || share(profile.emails) > 0.3 { return nil }
        if shows(.postcodes, .numbers, .times) { return nil }
        if profile.filled >= 5, shows(.answers) { return nil }
        if profile.telling >= 5, profile.share(.title) > 0.8 { return nil }
        let several = share(profile.severalWords)
        let forenames = profile.share(.forename)
        let base = share(profile.letters)
        switch field {
        case .fullName: return base * (0.6 + 0.4 * max(several, share(profile.commas)))
        case .firstName: return base * (0.75 + 0.25 * min(1, forenames * 1.5))
        case .lastName: return base * (0.95 - 0.25 * forenames)
        case .initials: return base * (profile.averageLength <= 4 ? 1 : 0.75)
        case .salutation: return base * 0.85
        default: return base * 0.8
        }
    }

    private func permission(_ field: Field) -> Double? {
        if shows(.phones, .emails, .postcodes, .times) { return nil }
        let answers = share(profile.answers)
        switch field {
        case .reminderSuppressed:
            if profile.share(.stopStart) > 0.8 { return 1 }
            if share(profile.dates) > 0.65 { return 0.45 }
            if share(profile.spans) > 0.8, answers < 0.8 { return nil }
            if share(profile.integers) > 0.9, profile.distinctCount > 2 { return nil }
        case .patientStatus:
            return max(0.5, answers, profile.share(.recordStatus)) * (shows(.dates) ? 0.8 : 1)
        case .consentMarketing, .consentRecallPhone: if shows(.dates) { return 0.5 }
        case .doNotContact: if shows(.dates) { return 0.5 }
        default: break
        }
        if share(profile.integers) > 0.9, profile.distinctCount > 3, answers < 0.8 { return nil }
        return max(0.5, answers)
    }

    private var notes: Double? {
        if shows(.dates, .phones, .emails, .postcodes) { return nil }
        if profile.telling >= 5, shows(.answers) { return nil }
        return profile.averageLength > 14 ? 0.9 : 0.7
    }

    private func type(_ field: Field) -> Double? {
        if shows(.dates, .phones, .emails, .postcodes, .times) { return nil }
        if profile.telling >= 3, share(profile.spans) > 0.85, share(profile.integers) > 0.5 { return nil }
        // Numbers of five digits and more are those of something.
        if shows(.numbers), profile.averageLength >= 4.5 { return nil }
        if shows(.answers) { return field == .apptType ? nil : 0.4 }
        let exams = profile.share(.examType)
        return max(0.65, exams) * (profile.averageLength > 25 ? 0.75 : 1)
    }

    private func professional(_ field: Field) -> Double? {
        if shows(.dates, .phones, .emails, .postcodes, .times) { return nil }
        if profile.telling >= 5, shows(.answers) { return nil }
        let surgeries = share(profile.surgeries)
        if field == .gpName {
            return surgeries > 0.2 ? 1 : profile.filled >= 20 && profile.distinctCount > 12 ? 0.8 : 0.6
        }
        if surgeries > 0.2 { return 0.3 }
        return profile.filled >= 20 && profile.distinctCount > 25 ? 0.5 : 0.8
    }

    private func address(_ field: Field) -> Double? {
        if shows(.dates, .phones, .emails, .answers, .times) { return nil }
        if shows(.postcodes) { return nil }
        let commas = share(profile.commas)
        switch field {
        case .fullAddress: return commas > 0.5 ? 0.95 : 0.45
        case .addressLine1: return commas > 0.5 ? 0.6 : 0.85
        default: return 0.75
        }
    }
}
