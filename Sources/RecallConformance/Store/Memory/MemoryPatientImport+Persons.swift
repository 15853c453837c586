import RecallCore
import RecallPorts

extension MemoryPatientImport {
    /// Gives a number to another person than it stood for. The record of the one before stays, under a number of its own
    /// and with all that stops it; that of the new one begins anew, or goes on where the person had the number earlier. It is
    /// held until a person releases it.
    func hand(_ number: String, from holder: PatientRow, to patient: ImportedPatient) throws {
        let key = PatientIdentity.key(number)
        let earlier = state.patients.rows { row in
            row.practice == practice && row.formerKey == key && row.facts.birth == patient.facts.birth
                && row.facts.name.isSame(as: patient.facts.name)
        }.last
        try takeNumber(number, from: holder)
        guard let earlier else { return try insert(patient, isAnotherPerson: true) }
        try state.copyStops(of: earlier.numberKey, to: key, practice: practice)
        known[earlier.numberKey] = nil
        known[key] = earlier.key
        state.patients.update(earlier.key) { row in
            row.patientID = number
            row.formerKey = nil
            if row.anotherPerson == .none { row.anotherPerson = .open }
        }
        try renew(restated(patient, after: earlier), key: earlier.key)
    }

    func passOver(_ patient: ImportedPatient) throws {
        guard let holder = known[PatientIdentity.key(patient.patientID)].flatMap({ state.patients[$0] }),
            !holder.hasConflict, PatientIdentity.isAnotherPerson(patient.facts, than: holder.facts)
        else { return }
        try takeNumber(patient.patientID, from: holder)
    }

    /// Has a record stand under a number of its own from now on, with all that stops it.
    private func takeNumber(_ number: String, from holder: PatientRow) throws {
        let key = PatientIdentity.key(number)
        let former = PatientIdentity.formerNumber(number, record: holder.key)
        try state.copyStops(of: key, to: PatientIdentity.key(former), practice: practice)
        known[key] = nil
        known[PatientIdentity.key(former)] = holder.key
        state.patients.update(holder.key) { row in
            row.patientID = former
            row.formerKey = key
        }
    }
}

extension MemoryState {
    /// Has what stops one number stop another as well.
    fileprivate mutating func copyStops(of key: String, to other: String, practice: String) throws(StoreError) {
        for row in stops.rows(where: {
            $0.endedAt == nil && $0.stop.practice == practice && $0.stop.patientID == key
        }) {
            let isThere = stops.contains {
                $0.endedAt == nil && $0.stop.practice == practice && $0.stop.patientID == other
                    && $0.stop.phone == row.stop.phone && $0.stop.source == row.stop.source
                    && $0.export == row.export
            }
            guard !isThere else { continue }
            let copy = Stop(
                practice: practice, phone: row.stop.phone, patientID: other, reason: row.stop.reason,
                source: row.stop.source)
            try stops.insert(StopRow(stop: copy, export: row.export), newKey())
        }
    }
}
