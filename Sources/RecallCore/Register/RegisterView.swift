/// What is known of a practice's patients beside their own records: who is stopped, which exports are the newest, and who
/// is in the diary.
package struct RegisterView: Sendable {
    package var stops: StopList
    /// The newest export of patients of each header's fingerprint.
    private var newest: [String: Int64] = [:]
    /// What diaries show of each patient, by the number as it is compared.
    private var diaryDays: [String: DiaryDays] = [:]

    private struct DiaryDays {
        /// The last day to come: until then nobody rings.
        var toCome: Day?
        var past: Day?
        /// The days on which the patient did not come, or that were cancelled.
        var missed: Set<Day> = []
    }
    /// The numbers of the patients of whom a call has closed a telephone, as their records have them.
    private var recorded: [String: [PhoneNumber]] = [:]

    package init(stops: StopList) { self.stops = stops }

    /// Notes an export of patients that was imported and is a whole list, in the order in which they were. Of two with one
    /// header the later takes the place of the earlier.
    package mutating func note(export: Int64, fingerprint: String?) { newest[fingerprint ?? ""] = export }

    /// Notes a day on which a diary shows a patient.
    package mutating func note(_ appointment: KnownAppointment, today: Day) {
        let day = appointment.day
        var days = diaryDays[appointment.patientID] ?? DiaryDays()
        switch appointment.state {
        case .missed: days.missed.insert(day)
        case .booked where day < today: days.past = max(days.past ?? day, day)
        case .booked: days.toCome = max(days.toCome ?? day, day)
        }
        diaryDays[appointment.patientID] = days
    }

    /// Notes which numbers the record of a patient has of whom a call has closed a telephone.
    package mutating func note(numbers: [PhoneNumber], of patientID: String) {
        recorded[PatientIdentity.key(patientID)] = numbers
    }

    /// Telephones that nobody of the practice is called on: a call has shown that they are the wrong one, or that the
    /// patient has died. A person opens them again, or an export that shows the patient with another one.
    package var closedNumbers: Set<PhoneNumber> {
        var closed: Set<PhoneNumber> = []
        for (patient, numbers) in stops.closures {
            guard let recorded = recorded[patient], !recorded.isEmpty else {
                closed.formUnion(numbers)
                continue
            }
            closed.formUnion(numbers.intersection(recorded))
        }
        return closed
    }

    /// The patient as the plan needs it: the record with what the list of stops, the diary and the calls so far make of it.
    ///
    /// - Parameters:
    ///   - entry: The record.
    ///   - history: What was tried; nil where nothing was.
    ///   - suppose: Attempts taken as made.
    /// - Returns: The patient of the plan.
    package func patient(
        _ entry: consuming RegisterEntry, history: CallHistory?, suppose: [PastAttempt]? = nil
    ) -> PlanPatient {
        let recorded = entry.facts.numbers
        stops.apply(to: &entry.facts, of: entry.patientID)
        let attempts = history?.attempts(showing: recorded.first) ?? []
        let diary = diaryDays.isEmpty ? nil : diaryDays[PatientIdentity.key(entry.patientID)]
        var patient = PlanPatient(
            patientID: entry.patientID, recallID: entry.recallID, facts: entry.facts,
            isHeldByStaff: entry.isHeldByStaff, isReleasedByStaff: entry.isReleasedByStaff,
            isStopped: stops.isStopped(entry.patientID), diaryAppointment: diary?.toCome,
            exportSeenAt: entry.exportSeenAt,
            isMissingFromNewest: entry.formerKey != nil
                || newest[entry.exportFingerprint ?? ""].map { $0 > entry.export } ?? false,
            attempts: attempts + (suppose ?? []), progress: history?.progress,
            numberInProgress: history?.numberInProgress, numbersDialledToday: history?.dialledToday ?? [])
        patient.isCancelled = entry.isCancelled
        patient.hasConflict = entry.hasConflict
        patient.isRequestRefused = entry.isRequestRefused
        patient.pastAppointment = diary?.past
        patient.hasMissedNextAppointment =
            entry.facts.nextAppointment.map { diary?.missed.contains($0) ?? false } ?? false
        patient.reopensOn = entry.reopensOn
        patient.isAnotherPerson = entry.isAnotherPerson
        patient.isSamePersonReleased = entry.isSamePersonReleased
        patient.formerKey = entry.formerKey
        patient.earlierNumbers = entry.earlierNumbers
        if recorded.count != patient.facts.numbers.count {
            patient.wrongNumbers = recorded.filter { !patient.facts.numbers.contains($0) }
        }
        return patient
    }
}
