/// What an export of patients changes of what was known, in numbers.
package struct ImportChange: Equatable, Sendable {
    /// The patients of the export who had a stop before.
    package var stopsKnown: Int
    /// Those of them who have none any longer.
    package var stopsLifted: Int
    /// The patients of the export whose date of birth was known before.
    package var birthsKnown: Int
    /// Those of them whose date of birth is another one now.
    package var birthsChanged: Int
    /// Those of these in whose date day and month have changed places.
    package var birthsTurned: Int
    /// The patients of the export.
    package var patients: Int
    /// The patients of the newest export before it with the same header; 0 where there was none.
    package var patientsBefore: Int

    package init(
        stopsKnown: Int = 0, stopsLifted: Int = 0, birthsKnown: Int = 0, birthsChanged: Int = 0, birthsTurned: Int = 0,
        patients: Int = 0, patientsBefore: Int = 0
    ) {
        self.stopsKnown = stopsKnown
        self.stopsLifted = stopsLifted
        self.birthsKnown = birthsKnown
        self.birthsChanged = birthsChanged
        self.birthsTurned = birthsTurned
        self.patients = patients
        self.patientsBefore = patientsBefore
    }
}

/// Counts what an export of patients changes while it is imported, one patient after the other.
package struct ImportTally: Sendable {
    private var known = ImportChange()
    /// Those whose stop is lifted by the rows so far: another row of theirs may set it again.
    private var lifted: Set<String> = []

    /// - Parameter patientsBefore: The patients of the newest export before with the same header; 0 where there was none.
    package init(patientsBefore: Int) { known.patientsBefore = patientsBefore }

    /// What was counted.
    package var change: ImportChange {
        var change = known
        change.stopsLifted = lifted.count
        return change
    }

    /// Counts a patient of the export whom the practice has not had before.
    package mutating func noteNew() { known.patients += 1 }

    /// Counts a patient of the export who is known.
    package mutating func note(_ patientID: String, before: PatientFacts, after: PatientFacts) {
        known.patients += 1
        if before.hasStop {
            known.stopsKnown += 1
            if !after.hasStop { lifted.insert(patientID) }
        }
        guard let old = before.birth else { return }
        known.birthsKnown += 1
        guard let new = after.birth, new != old else { return }
        known.birthsChanged += 1
        if new.hasTurned(from: old) { known.birthsTurned += 1 }
    }

    /// Notes that another row of a patient was joined to the first.
    package mutating func noteJoined(_ patientID: String, after: PatientFacts) {
        if after.hasStop { lifted.remove(patientID) }
    }
}

extension PatientFacts {
    /// Whether the record says that nobody is to ring the patient.
    package var hasStop: Bool {
        if deceased != nil || doNotContact || reminderSuppressed { return true }
        if telephoneConsent == false || automatedConsent == false { return true }
        return findings.contains { finding in
            [.noCalls, .refusal, .death, .moved, .deathUnclear].contains(finding.subject)
                || finding.subject == .unreadStop && finding.field == .patientStatus
        }
    }
}

extension Day {
    /// Whether it is the other date with day and month in each other's places.
    fileprivate func hasTurned(from other: Day) -> Bool {
        let (new, old) = (parts, other.parts)
        return new.year == old.year && new.month == old.day && new.day == old.month
    }
}
