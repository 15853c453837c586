/// Whom a do-not-call list stops, in numbers.
package struct ListChange: Equatable, Sendable {
    /// The patients of the practice who could be called before: no stop in their record or on the list, and a telephone.
    package var callable: Int
    /// Those of them who cannot be called any longer.
    package var stopped: Int

    package init(callable: Int = 0, stopped: Int = 0) {
        self.callable = callable
        self.stopped = stopped
    }
}

/// Counts whom a do-not-call list stops while it is imported, one entry after the other.
package struct ListTally: Sendable {
    private struct Patient {
        var patientID: String
        /// The telephones on which the patient could be called.
        var numbers: [PhoneNumber]
    }

    private let standing: StopList
    private var callable: [Patient] = []
    private var added = StopList()

    /// - Parameter standing: The list as it was before.
    package init(standing: StopList) { self.standing = standing }

    /// Takes a patient of the practice.
    package mutating func noteKnown(_ patientID: String, _ facts: PatientFacts) {
        guard !standing.isStopped(patientID) else { return }
        var facts = facts
        standing.apply(to: &facts, of: patientID)
        let numbers = facts.numbers.filter { !standing.numbers.contains($0) }
        guard !facts.hasStop, !numbers.isEmpty else { return }
        callable.append(Patient(patientID: patientID, numbers: numbers))
    }

    /// Takes an entry of the list.
    package mutating func note(_ stop: Stop) {
        added.add(phone: stop.phone, patientID: stop.patientID, reason: stop.reason, source: stop.source)
    }

    /// What was counted.
    package var change: ListChange {
        let stopped = callable.count { patient in
            added.isStopped(patient.patientID) || patient.numbers.allSatisfy(added.numbers.contains)
        }
        return ListChange(callable: callable.count, stopped: stopped)
    }
}
