import RecallCore
package import RecallPorts

/// Whom a person means by the words behind a command.
package enum MeantPatient: Sendable {
    case one(FoundPatient, PracticeContext)
    /// Several are meant equally well: nothing is done, and they are listed.
    case several([FoundPatient])
    case nobody
}

extension Operations {
    /// The patient whom a person means: by the practice's number, a telephone, or a part of the name.
    ///
    /// - Parameters:
    ///   - text: What was typed.
    ///   - practices: Those whose patients may be meant.
    /// - Returns: Who is meant.
    /// - Throws: `StoreError` where the store cannot be read.
    package func patient(_ text: String, of practices: [PracticeContext]) async throws(StoreError) -> MeantPatient {
        let query = PatientQuery(text)
        var found: [(patient: FoundPatient, likeness: PatientQuery.Likeness)] = []
        for practice in practices {
            found += try await store.patients(practice: practice.id, meant: query).map { ($0, $0.likeness) }
        }
        let chosen = PatientQuery.chosen(found)
        guard let first = chosen.first, let practice = practices.first(where: { $0.id == first.practice }) else {
            return .nobody
        }
        return chosen.count == 1 ? .one(first, practice) : .several(chosen)
    }

    /// Does something to a recall that is named by its id, or by its patient.
    ///
    /// - Parameters:
    ///   - text: What was typed.
    ///   - practices: Those whose patients may be meant.
    ///   - operation: The name of the operation, as commands have it.
    ///   - act: Does it to the recall of that id.
    /// - Returns: What became of it, with who it was about where the patient was named.
    /// - Throws: What `act` throws.
    package func onRecall(
        _ text: String, of practices: [PracticeContext], _ operation: String,
        _ act: (Operations, String) async throws(StoreError) -> OperationAnswer
    ) async throws(StoreError) -> OperationAnswer {
        if text.hasPrefix("r_") { return try await act(self, text) }
        switch try await patient(text, of: practices) {
        case .one(let patient, _):
            var answer = try await act(self, patient.recallID)
            answer.details.insert("It is about \(Self.words(patient)).", at: 0)
            return answer
        case .several(let patients): return Self.several(text, patients, operation)
        case .nobody:
            return OperationAnswer(
                .notThere, operation, [("recall", .string(text))], word: RecallAnswer.gone.rawValue,
                "There is no recall and no patient \"\(text)\".", next: "See: recalld plan")
        }
    }

    /// Does something about a patient whom a person names.
    ///
    /// - Parameters:
    ///   - text: What was typed.
    ///   - practices: Those whose patients may be meant.
    ///   - operation: The name of the operation, as commands have it.
    ///   - otherwise: What is done where nobody is meant.
    ///   - act: Does it about the patient of that number of that practice.
    /// - Returns: What became of it, with who it was about where that was not said by the number.
    /// - Throws: What `otherwise` and `act` throw.
    package func onPatient(
        _ text: String, of practices: [PracticeContext], _ operation: String,
        otherwise: (Operations) async throws -> OperationAnswer,
        _ act: (Operations, String, PracticeContext) async throws -> OperationAnswer
    ) async throws -> OperationAnswer {
        switch try await patient(text, of: practices) {
        case .one(let patient, let practice):
            var answer = try await act(self, patient.patientID, practice)
            if patient.likeness != .exactNumber { answer.details.insert("It is about \(Self.words(patient)).", at: 0) }
            return answer
        case .several(let patients): return Self.several(text, patients, operation)
        case .nobody: return try await otherwise(self)
        }
    }

    /// The answer where nobody of that name or number is known.
    package static func nobody(_ text: String, _ operation: String, next: String? = nil) -> OperationAnswer {
        OperationAnswer(
            .notThere, operation, [("patient", .string(text))], "No practice has a patient \"\(text)\".", next: next)
    }

    /// The answer where several are meant: all of them, and that nothing was done.
    package static func several(_ text: String, _ patients: [FoundPatient], _ operation: String) -> OperationAnswer {
        let most = 50
        var details = patients.prefix(most).map { "  \(words($0))" }
        if patients.count > most { details.append("  … and \(patients.count - most) more.") }
        return OperationAnswer(
            .several, "\(patients.count) patients are meant by \"\(text)\", so nothing was done:",
            details: details + ["Say which by the number of the patient, and by --practice where several have it."],
            json: .object([
                ("command", .string(operation)), ("result", .string(OperationAnswer.Result.several.rawValue)),
                (
                    "matches",
                    .array(
                        patients.prefix(most).map {
                            .object([
                                ("practice", .string($0.practice)), ("patient_id", .string($0.patientID)),
                                ("name", .string(name($0.name))), ("phone", .text($0.numbers.first?.e164)),
                                ("recall", .string($0.recallID)),
                            ])
                        })
                ), ("count", .integer(patients.count)),
            ]))
    }

    /// Who a patient is, for the person who has asked.
    private static func words(_ patient: FoundPatient) -> String {
        let phone = patient.numbers.first.map { ", \($0.e164)" } ?? ""
        return "patient \(patient.patientID) of \(patient.practice): \(name(patient.name))\(phone)"
    }

    private static func name(_ name: PersonName) -> String {
        [name.title, name.first, name.last].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
