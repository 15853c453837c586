import RecallCore
package import RecallPorts

extension Operations {
    /// Puts a number or a patient on the do-not-call list.
    package func stop(_ subject: StopSubject, reason: String) async throws(StoreError) -> OperationAnswer {
        let entry = Stop(
            practice: subject.practice, phone: subject.phone, patientID: subject.patientID, reason: reason,
            source: AuditActor.staff)
        let isNew = try await store.addStop(entry, now: now)
        return OperationAnswer(
            .done, "suppress", Self.members(subject), word: isNew ? nil : "there_already",
            isNew ? "Never called from now on." : "It was on the list already.")
    }

    /// Takes a number or a patient off the do-not-call list; those who were forgotten may come back.
    package func endStop(_ subject: StopSubject, reason: String) async throws(StoreError) -> OperationAnswer {
        let ended = try await store.endStops(
            practice: subject.practice, phone: subject.phone, patientID: subject.patientID,
            hashes: Forgetting.hashes(of: subject, in: try await store.forgotten()), reason: reason, now: now)
        guard ended > 0 else {
            return OperationAnswer(
                .notThere, "unsuppress", Self.members(subject), "There is no such entry on the list.",
                next: subject.phone == nil
                    ? nil
                    : subject.practice == nil
                        ? "An entry of one practice alone is ended with --practice."
                        : "An entry of every practice is ended without --practice.")
        }
        return OperationAnswer(
            .done, "unsuppress", Self.members(subject), "Off the list.",
            next: "The export, the patient's record and the other gates still decide.")
    }

    /// Takes back what one do-not-call list has stopped; what staff, a call or another list asked for stays.
    ///
    /// - Parameters:
    ///   - file: The list, by its place in the archive or by the name under which it was dropped.
    ///   - practices: Those whose lists may be meant.
    ///   - reason: Why, for the audit.
    /// - Returns: How many entries were taken back, and how many stay stopped by somebody else.
    /// - Throws: `StoreError` where the store cannot do it.
    package func endStops(
        ofExport file: String, of practices: [PracticeContext], reason: String
    ) async throws(StoreError) -> OperationAnswer {
        var all: [StopExport] = []
        for practice in practices { all += try await store.stopExports(practice: practice.id) }
        let meant = Self.meant(file, among: all, of: practices)
        guard let list = meant.first else {
            return OperationAnswer(
                .notThere, "unsuppress", [("export", .string(file))],
                "No entry of the do-not-call list stands that came with a file \"\(file)\".",
                next: "Name the file as it stands in archive/, or as it was dropped.")
        }
        guard meant.count == 1 else {
            return OperationAnswer(
                .several, "unsuppress", [("export", .string(file))],
                "\(meant.count) files are meant by \"\(file)\", so nothing was done:",
                details: meant.map { "  \(Self.place(of: $0)) of \($0.practice): \($0.entries) entries" }
                    + ["Name one of them by its place in archive/."])
        }
        let ended = try await store.endStops(ofExport: list.id, reason: reason, now: now)
        return OperationAnswer(
            .done,
            "\(ended.ended) \(ended.ended == 1 ? "entry" : "entries") of \(Self.place(of: list)) of \(list.practice) taken off the list.",
            next: ended.kept == 0
                ? nil
                : "\(ended.kept) of them \(ended.kept == 1 ? "stays" : "stay") stopped, because staff, a call or another list asked for that too.",
            details: ["The export, the patient's record and the other gates still decide."],
            json: .object([
                ("command", .string("unsuppress")), ("practice", .string(list.practice)),
                ("export", .string(Self.place(of: list))), ("taken_back", .integer(ended.ended)),
                ("still_stopped", .integer(ended.kept)), ("result", .string(OperationAnswer.Result.done.rawValue)),
            ]))
    }

    /// The lists that a person means: the one of that place, else all that stand or were dropped under that name. A path
    /// in a practice's folder means that practice and no other.
    private static func meant(
        _ file: String, among all: [StopExport], of practices: [PracticeContext]
    ) -> [StopExport] {
        func name(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }
        let owner = PracticeContext.owner(of: file, among: practices)
        let lists = all.filter { owner == nil || $0.practice == owner?.id }
        let exact = lists.filter { list in
            list.place.map { place in file.hasSuffix("/" + place) || file == place && place.contains("/") } ?? false
        }
        if !exact.isEmpty { return exact }
        return lists.filter { list in list.place.map { name($0) == name(file) } ?? false || list.name == name(file) }
    }

    private static func place(of list: StopExport) -> String { list.place ?? list.name }

    private static func members(_ subject: StopSubject) -> [(String, JSONValue)] {
        [
            ("practice", .text(subject.practice)), ("phone", .text(subject.phone?.e164)),
            ("patient_id", .text(subject.patientID)),
        ]
    }
}
