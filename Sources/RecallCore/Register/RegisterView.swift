/// What is known of a practice's patients beside their own records: who is stopped, which exports are the newest, and who
/// is in the diary.
package struct RegisterView: Sendable {
    package var stops: StopList
    /// The newest export of patients of each header's fingerprint.
    private var newest: [String: Int64] = [:]
    /// The last of each patient's places in the diary: until then nobody rings.
    private var lastBooking: [String: Day] = [:]

    package init(stops: StopList) { self.stops = stops }

    /// Notes an export of patients that was imported, in the order in which they were. Of two with one header the later
    /// takes the place of the earlier.
    package mutating func note(export: Int64, fingerprint: String?) { newest[fingerprint ?? ""] = export }

    /// Notes a day on which a patient has a place in the diary.
    package mutating func note(booking day: Day, of patientID: String) {
        lastBooking[patientID] = lastBooking[patientID].map { max($0, day) } ?? day
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
        var patient = PlanPatient(
            patientID: entry.patientID, recallID: entry.recallID, facts: entry.facts,
            isHeldByStaff: entry.isHeldByStaff, isReleasedByStaff: entry.isReleasedByStaff,
            isStopped: stops.isStopped(entry.patientID), diaryAppointment: lastBooking[entry.patientID],
            exportSeenAt: entry.exportSeenAt,
            isMissingFromNewest: newest[entry.exportFingerprint ?? ""] != entry.export,
            attempts: (history?.attempts ?? []) + (suppose ?? []), progress: history?.progress,
            numberInProgress: history?.numberInProgress, numbersDialledToday: history?.dialledToday ?? [])
        patient.isCancelled = entry.isCancelled
        patient.hasConflict = entry.hasConflict
        return patient
    }
}
