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

    package init(stops: StopList) { self.stops = stops }

    /// Notes an export of patients that was imported, in the order in which they were. Of two with one header the later
    /// takes the place of the earlier.
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
        stops.apply(to: &entry.facts, of: entry.patientID)
        let diary = diaryDays.isEmpty ? nil : diaryDays[PatientIdentity.plain(entry.patientID)]
        var patient = PlanPatient(
            patientID: entry.patientID, recallID: entry.recallID, facts: entry.facts,
            isHeldByStaff: entry.isHeldByStaff, isReleasedByStaff: entry.isReleasedByStaff,
            isStopped: stops.isStopped(entry.patientID), diaryAppointment: diary?.toCome,
            exportSeenAt: entry.exportSeenAt,
            isMissingFromNewest: newest[entry.exportFingerprint ?? ""] != entry.export,
            attempts: (history?.attempts ?? []) + (suppose ?? []), progress: history?.progress,
            numberInProgress: history?.numberInProgress, numbersDialledToday: history?.dialledToday ?? [])
        patient.isCancelled = entry.isCancelled
        patient.hasConflict = entry.hasConflict
        patient.isRequestRefused = entry.isRequestRefused
        patient.pastAppointment = diary?.past
        patient.hasMissedNextAppointment =
            entry.facts.nextAppointment.map { diary?.missed.contains($0) ?? false } ?? false
        patient.reopensOn = entry.reopensOn
        return patient
    }
}
