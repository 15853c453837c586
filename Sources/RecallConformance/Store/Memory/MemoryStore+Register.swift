package import RecallCore
package import RecallPorts

extension MemoryStore {
    package func history(practice: String, patientID: String) async throws(StoreError) -> PatientHistory? {
        try read { state in
            guard let patient = state.patient(practice, patientID),
                let recall = state.currentRecall(of: patient.key), let export = state.exports[patient.export]
            else { return nil }
            let attempts = state.attempts.rows { $0.attempt.patient == patient.key }.map(\.attempt)
            return PatientHistory(
                attempts: attempts.sorted { $0.startedAt < $1.startedAt },
                events: state.events { $0.patient == patient.key }.map(state.filed),
                sourceFile: export.export.name, row: patient.read.row, read: patient.read,
                kept: patient.kept.map { kept in
                    let export = state.exports[kept.export]
                    return PatientHistory.Kept(
                        cell: kept.cell, file: export?.export.name ?? "", saidAt: export?.saidAt)
                }, recallID: recall.id)
        }
    }

    package func patients(practice: String, meant query: PatientQuery) async throws(StoreError) -> [FoundPatient] {
        try read { state in
            let found = state.patients.rows { $0.practice == practice }.compactMap { row in
                state.currentRecall(of: row.key).flatMap { recall in
                    FoundPatient(
                        practice: practice, patientID: row.patientID, read: row.read, recallID: recall.id,
                        query: query)
                }
            }
            return PatientQuery.chosen(found.map { ($0, $0.likeness) }).sorted { $0.patientID < $1.patientID }
        }
    }

    package func results(practice: String) async throws(StoreError) -> [String: PatientResult] {
        try read { state in
            var results: [String: PatientResult] = [:]
            let settled = state.attempts.rows { $0.attempt.practice == practice && $0.attempt.state == .settled }
            for row in settled.sorted(by: { $0.attempt.startedAt < $1.attempt.startedAt }) {
                guard let patient = state.patients[row.attempt.patient], let outcome = row.attempt.outcome else {
                    continue
                }
                results[patient.patientID] = PatientResult(
                    outcome: outcome, booking: state.bookings[row.attempt.id]?.appointment)
            }
            return results
        }
    }

    package func giveUpForgotten(now: Instant) async throws(StoreError) -> Int {
        try write { state throws(StoreError) in
            let count = state.forgottenPatients.count + state.forgottenNumbers.count
            state.forgottenPatients.remove { _ in true }
            state.forgottenNumbers.remove { _ in true }
            state.hashKey = []
            return count
        }
    }

    package func forgotten() async throws(StoreError) -> Forgotten { try read(\.forgotten) }

    package func forget(
        practice: String, patientID: String, now: Instant,
        hash: @escaping @Sendable (_ text: String, _ key: [UInt8]) -> String
    ) async throws(StoreError) -> ForgetAnswer {
        try write { state in
            guard let person = state.person(practice, patientID) else { return .unknown }
            // Under whatever numbers the person stands.
            let others = state.patients.rows { row in
                guard let patient = person.patient, row.practice == practice, row.key != patient.key else {
                    return false
                }
                return PatientIdentity.isSamePerson(
                    patient.facts, patient.allNumbers, as: row.facts, row.allNumbers)
            }
            let persons = [person] + others.compactMap { state.person(practice, $0.patientID) }
            if persons.contains(where: { $0.calls.contains(where: \.isLive) }) { return .inCall }
            if persons.contains(where: { person in
                person.files.contains { $0.file.writtenAt == nil } || person.lines.contains { $0.file == nil }
            }) {
                return .waiting
            }
            let mentions = persons.map(\.mention)
            if state.isNamedInUnwrittenFile(mentions, practice) { return .waiting }
            var erasure = Erasure()
            for number in persons.map(\.number) {
                // Looked at anew: once one record is gone, its telephones may be nobody else's.
                if let person = state.person(practice, number) {
                    try state.erase(person, practice, now: now, from: &erasure, hash)
                }
            }
            state.blotOut(mentions, practice, from: &erasure)
            let known = Set(state.patients.rows().flatMap(\.allNumbers))
            state.keptCalls.remove { !known.contains($0.phone) }
            try state.note(actor, "forget", "a patient of \(practice)", now: now)
            return .done(erasure)
        }
    }

    /// What was forgotten stands nowhere else.
    package func scrub() async throws(StoreError) { try read { _ in } }

    package func ageOut(
        practice: String, transcripts: Instant, records: Instant, limit: Int, now: Instant
    ) async throws(StoreError) -> AgedOut {
        try write { state in
            var gone = AgedOut()
            gone.transcripts = state.attempts.update(
                where: { row in
                    row.attempt.practice == practice && row.settlement?.report != nil
                        && row.settledAt.map { $0 < transcripts } ?? false
                },
                { $0.settlement?.report = nil })
            let old = { (moment: Instant?) in moment.map { $0 < records } ?? false }
            let collected = Set(
                state.outboxFiles.rows { $0.file.practice == practice && old($0.file.collectedAt) }.map(\.file.id))
            gone.events =
                state.events.remove { row in
                    row.practice == practice && old(row.createdAt) && row.file.map(collected.contains) ?? false
                }.count
            // The name and the number of a file stay: numbers have no gap, and a name is never used again.
            gone.outboxFiles = state.outboxFiles.update(
                where: { collected.contains($0.file.id) && !$0.file.content.isEmpty },
                { $0.file.content.removeAll() })

            let kept = state.attempts.rows { row in
                row.isLive || !old(row.attempt.startedAt) || row.settledAt.map { !old($0) } ?? false
            }
            let told = state.events.rows()
            let toldRecalls = Set(told.compactMap { $0.attempt.flatMap { state.attempts[$0]?.attempt.recall } })
            let keptRecalls = toldRecalls.union(kept.map(\.attempt.recall))
            let recalls = state.recalls.rows { row in
                row.practice == practice && !row.isCurrent && old(row.openedAt) && !keptRecalls.contains(row.id)
            }
            state.removeRecalls(Set(recalls.map(\.id)))
            gone.recalls = recalls.count

            let newest = state.exports.rows { row in
                row.export.practice == practice && row.state == .imported
                    && row.reading?.kind == ExportKind.patients.rawValue
                    && row.saidAt >= now.adding(hours: -24 * AgedOut.daysOfNewest)
            }.map(\.saidAt).max()
            let keptPatients = Set(kept.map(\.attempt.patient)).union(told.compactMap(\.patient))
            let patients = state.patients.rows { row in
                row.practice == practice && old(state.exports[row.export]?.saidAt)
                    && state.exports[row.export].map { said in newest.map { said.saidAt < $0 } ?? true } ?? true
                    && !keptPatients.contains(row.key)
            }
            state.removePatients(Set(patients.map(\.key)))
            gone.patients = patients.count
            for (count, what) in [
                (gone.transcripts, "transcripts"), (gone.patients, "patients"), (gone.recalls, "earlier recalls"),
                (gone.events, "lines of news"), (gone.outboxFiles, "outbox files"),
            ] where count > 0 {
                try state.note(
                    AuditActor(name: "retention", place: nil), "aged out", "\(practice): \(count) \(what)", now: now)
            }
            return gone
        }
    }
}

extension MemoryState {
    var forgotten: Forgotten {
        Forgotten(
            key: hashKey, patients: Set(forgottenPatients.rows().map(\.hash)),
            numbers: Dictionary(
                forgottenNumbers.rows().map { ($0.hash, $0.number) }, uniquingKeysWith: { first, _ in first }))
    }

    /// The numbers of a patient that no other patient has.
    fileprivate func numbersOfNobodyElse(_ key: Int64?, calls: [AttemptRow], stops: [StopRow]) -> Set<PhoneNumber> {
        var numbers = Set(calls.map(\.attempt.phone)).union(stops.compactMap(\.stop.phone))
        if let key, let patient = patients[key] { numbers.formUnion(patient.allNumbers) }
        for other in patients.rows(where: { $0.key != key }) { numbers.subtract(other.allNumbers) }
        return numbers
    }

    /// What is held of a person under one number.
    fileprivate struct Person {
        var number: String
        var patient: PatientRow?
        var lines: [EventRow]
        var calls: [AttemptRow]
        var stops: [StopRow]
        var files: [OutboxRow]

        /// By what the person is named in what others have written.
        var mention: PersonMention {
            PersonMention(
                patientID: number, name: patient?.facts.name ?? PersonName(), numbers: patient?.allNumbers ?? [])
        }
    }

    fileprivate func isNamedInUnwrittenFile(_ mentions: [PersonMention], _ practice: String) -> Bool {
        events.contains { row in
            row.practice == practice && row.file.flatMap { outboxFiles[$0] }.map { $0.file.writtenAt == nil } ?? false
                && PersonMention.redacted(row.event.note, of: mentions) != nil
        }
    }

    fileprivate mutating func blotOut(_ mentions: [PersonMention], _ practice: String, from erasure: inout Erasure) {
        func isNamed(_ text: String) -> Bool { PersonMention.redacted(text, of: mentions) != nil }
        func blot(_ text: inout String) { text = PersonMention.redacted(text, of: mentions) ?? text }
        erasure.remarks += stops.update(
            where: {
                $0.stop.source == "staff" && ($0.stop.practice ?? practice) == practice && isNamed($0.stop.reason)
            },
            { blot(&$0.stop.reason) })
        erasure.remarks += forgottenNumbers.update(
            where: { $0.number.source == "staff" && isNamed($0.number.reason) }, { blot(&$0.number.reason) })
        let named = events.rows { $0.practice == practice && isNamed($0.event.note) }
        for file in named.compactMap(\.file).compactMap({ outboxFiles[$0] }) {
            outboxFiles.update(file.file.id) { $0.file.content.removeAll() }
            if !erasure.files.contains(file.file.name) { erasure.files.append(file.file.name) }
        }
        erasure.remarks += events.update(
            where: { $0.practice == practice && isNamed($0.event.note) }, { blot(&$0.event.note) })
        erasure.remarks += audit.update(
            where: { $0.action == "unsuppress" && isNamed($0.subject) }, { blot(&$0.subject) })
    }

    /// Nil where nothing is held.
    fileprivate func person(_ practice: String, _ patientID: String) -> Person? {
        let patient = patient(practice, patientID)
        let key = patient?.key
        let number = PatientIdentity.key(patientID)
        let lines = events.rows { row in
            row.practice == practice
                && (PatientIdentity.key(row.event.patientID) == number || (key != nil && row.patient == key))
        }
        let ownStops = stops.rows { $0.stop.practice == practice && $0.stop.patientID == number }
        let isInDiary = slots.contains { $0.practice == practice && $0.slot.patientID == number }
        guard key != nil || !lines.isEmpty || !ownStops.isEmpty || isInDiary else { return nil }
        return Person(
            number: number, patient: patient, lines: lines, calls: attempts.rows { $0.attempt.patient == key },
            stops: ownStops,
            files: Set(lines.compactMap(\.file)).compactMap { outboxFiles[$0] }.sorted { $0.number < $1.number })
    }

    fileprivate mutating func erase(
        _ person: Person, _ practice: String, now: Instant, from erasure: inout Erasure,
        _ hash: (String, [UInt8]) -> String
    ) throws(StoreError) {
        let key = person.patient?.key
        erasure.files += person.files.map(\.file.name).filter { !erasure.files.contains($0) }
        for row in person.files { outboxFiles.update(row.file.id) { $0.file.content.removeAll() } }
        let numbers = numbersOfNobodyElse(key, calls: person.calls, stops: person.stops)
        erasure.stops += try hashStops(practice, person.number, of: person.patient?.facts, numbers: numbers, hash)
        erasure.lines += events.remove { row in person.lines.contains { $0.event.id == row.event.id } }.count
        erasure.calls += person.calls.count
        let today = Zone.london.day(of: now)
        let booked = bookings.rows { $0.patient == key && [.requested, .confirmed].contains($0.status) }
            .map(\.appointment.day)
        let shown = appointments.rows { row in
            row.practice == practice && row.appointment.patientID == person.number && row.appointment.state == .booked
        }.map(\.appointment.day)
        for day in Set(booked + shown).sorted() where day >= today && !erasure.appointments.contains(day) {
            erasure.appointments.append(day)
        }
        erasure.bookings += bookings.rows { $0.patient == key }.count
        // Others are not called more often on a telephone because it is forgotten who else was.
        let shared = Set(patients.rows { $0.key != key }.flatMap(\.allNumbers))
        for row in person.calls where row.counts && shared.contains(row.attempt.phone) {
            let call = KeptCallRow(
                phone: row.attempt.phone, localDay: row.localDay, startedAt: row.attempt.startedAt)
            try keptCalls.insert(call, newKey())
        }
        if let key { removePatients([key]) }
        erasure.diaryPlaces += slots.update(
            where: { $0.practice == practice && $0.slot.patientID == person.number }, { $0.slot.patientID = nil })
        appointments.remove { $0.practice == practice && $0.appointment.patientID == person.number }
    }

    /// Turns the stops of a person into hashes: that of the patient always, those of numbers where nobody else has them.
    fileprivate mutating func hashStops(
        _ practice: String, _ patientID: String, of facts: PatientFacts?, numbers: Set<PhoneNumber>,
        _ hash: (String, [UInt8]) -> String
    ) throws(StoreError) -> Int {
        if hashKey.isEmpty { hashKey = (0..<32).map { _ in UInt8.random(in: .min ... .max) } }
        let patient = hash(Forgotten.text(patientID: patientID, practice: practice), hashKey)
        let persons = facts.map { Forgotten.texts(of: $0, practice: practice) } ?? []
        let rows =
            [ForgottenPatientRow(hash: patient)]
            + persons.map { ForgottenPatientRow(hash: hash($0, hashKey), belongsTo: patient) }
        for row in rows where forgottenPatients[row.hash] == nil { try forgottenPatients.insert(row, row.hash) }
        let gone = stops.remove { row in
            row.stop.patientID == nil && row.stop.phone.map(numbers.contains) ?? false
        }
        let standing = gone.filter { $0.endedAt == nil }
        // One hash keeps one of them: the one that reaches furthest, and rather a person's than a list's.
        let everywhere = standing.filter { $0.stop.practice == nil } + standing.filter { $0.stop.practice != nil }
        for row in everywhere.filter({ $0.stop.source != "export" }) + everywhere {
            guard let phone = row.stop.phone else { continue }
            let number = hash(Forgotten.text(number: phone), hashKey)
            guard forgottenNumbers[number] == nil else { continue }
            let entry = Forgotten.Number(
                practice: row.stop.practice, reason: row.stop.reason, source: row.stop.source)
            try forgottenNumbers.insert(ForgottenNumberRow(hash: number, number: entry), number)
        }
        let own = stops.remove { $0.stop.practice == practice && $0.stop.patientID == patientID }
        // A telephone that a call has closed stays closed for those who have it.
        for row in own where row.endedAt == nil {
            guard let phone = row.stop.phone else { continue }
            if numbers.contains(phone) {
                let number = hash(Forgotten.text(number: phone), hashKey)
                guard forgottenNumbers[number] == nil else { continue }
                let entry = Forgotten.Number(practice: practice, reason: row.stop.reason, source: row.stop.source)
                try forgottenNumbers.insert(ForgottenNumberRow(hash: number, number: entry), number)
            } else {
                let kept = Stop(
                    practice: practice, phone: phone, patientID: Stop.forgottenPatient, reason: row.stop.reason,
                    source: row.stop.source)
                try stops.insert(StopRow(stop: kept, export: row.export), newKey())
            }
        }
        return standing.count + own.count
    }
}
