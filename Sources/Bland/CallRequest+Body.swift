package import RecallCore
package import RecallPorts

extension CallRequest {
    /// The body of `POST /v1/calls`; no condition, address or birth year goes in. The practice's number is shown only where it is known to the provider, which is with
    /// an encrypted key.
    package func body(showsPracticeNumber: Bool) -> JSONValue {
        var body: [(String, JSONValue)] = [
            ("phone_number", .string(number.e164)),
            ("task", .string(script.task)),
            ("first_sentence", .string(script.firstSentence)),
            ("voice", .string(script.voice)),
            ("language", .string(script.language)),
            ("temperature", .number(script.temperature)),
            ("interruption_threshold", .integer(script.interruptionThreshold)),
            ("wait_for_greeting", .bool(script.waitForGreeting)),
            ("summary_prompt", .string(script.summaryPrompt)),
            ("timezone", .string(timeZone)),
            ("max_duration", .integer(maxCallMinutes)),
            ("record", false),
            ("noise_cancellation", true),
            ("voicemail", voicemail),
            ("dispositions", .array(Outcome.allCases.map { .string($0.rawValue.uppercased()) })),
            ("request_data", .object(requestData.map { ($0, .string($1)) })),
            ("metadata", ["attempt_id": .string(attemptID), "practice": .string(practiceID)]),
            ("external_id", .string(attemptID)),
        ]
        if showsPracticeNumber { body.append(("from", .string(practicePhone.e164))) }
        return .object(body)
    }

    /// What the provider fills into the script.
    package var requestData: [String: String] {
        let (question, answer) = identity
        let name = spokenName
        var data = [
            "practice_name": CleanValue.text(practiceName),
            "practice_phone": spokenPhone,
            "person": asksForGuardian ? "the parent or guardian of \(name)" : name,
            "identity_question": question,
            "identity_answer": answer,
            "visit": visit,
        ]
        var choices: [String] = []
        for slot in offered {
            var slot = slot
            slot.practitioner = CleanValue.name(slot.practitioner)
            data["slot_\(slot.letter)"] = slot.words
            choices.append("\(slot.letter): \(slot.words)")
        }
        data["slots"] = choices.isEmpty ? "no times at present" : choices.joined(separator: "; ")
        return data
    }

    private var spokenName: String {
        // What has the shape of a name, and nothing that could be read as more than one.
        let parts = (patient.spokenParts ?? []).map(CleanValue.name)
        let name = parts.filter { !$0.isEmpty }.joined(separator: " ")
        return name.isEmpty ? "the patient" : CleanValue.bounded(name, CleanValue.longest - 30)
    }

    /// The number in groups that a voice reads one by one.
    private var spokenPhone: String {
        let digits = practicePhone.e164.hasPrefix("+44") ? "0" + practicePhone.e164.dropFirst(3) : practicePhone.e164
        var groups: [Substring] = []
        var rest = Substring(digits)
        while rest.count > 4 {
            groups.append(rest.prefix(rest.count > 7 && groups.isEmpty ? 5 : 3))
            rest = rest.dropFirst(groups[groups.count - 1].count)
        }
        return (groups + [rest]).joined(separator: " ")
    }

    private var visit: String {
        switch recallType {
        case .sightTest: "a routine eye test"
        case .contactLensCheck: "a routine contact lens check"
        case .both: "a routine eye test and contact lens check"
        }
    }

    /// What is asked to be sure of the person, and the answer. Where the record has no answer, nothing is disclosed in the
    /// call at all.
    private var identity: (question: String, answer: String) {
        switch identityCheck {
        case .nameOnly: return ("nothing more", "none")
        case .dateOfBirth:
            guard let (_, month, day) = dateOfBirth?.parts else { return ("not possible", "none") }
            let whose =
                asksForGuardian ? "the day and month of the patient's birth" : "the day and month of their birth"
            return (whose, "\(day) \(MonthName.all[month - 1])")
        case .postcode:
            guard let inward = Self.inward(postcode ?? "") else { return ("not possible", "none") }
            return ("the last three characters of the postcode", inward)
        }
    }

    /// The inward half of a postcode, `1AA`; nil where the text ends in none.
    static func inward(_ postcode: String) -> String? {
        let characters = Array(postcode.uppercased().utf8.filter { (48...57).contains($0) || (65...90).contains($0) })
        guard (5...7).contains(characters.count) else { return nil }
        let half = characters.suffix(3)
        guard let first = half.first, (48...57).contains(first), half.dropFirst().allSatisfy({ (65...90).contains($0) })
        else { return nil }
        return String(decoding: half, as: UTF8.self)
    }

    private var voicemail: JSONValue {
        guard leavesMessage else { return ["action": "hangup", "sensitive": true] }
        // The provider does not fill this text in. A message is left whatever the action says.
        let message = script.voicemailMessage
            .replacing("{{practice_name}}", with: CleanValue.text(practiceName))
            .replacing("{{practice_phone}}", with: spokenPhone)
        return ["action": "leave_message", "message": .string(message), "sensitive": true]
    }

    /// Texts that must not come back in a reason.
    var secrets: [String] {
        [number.e164, String(number.e164.dropFirst(3)), patient.first, patient.last, spokenName]
            + [postcode, identity.answer].compactMap(\.self).filter { $0 != "none" }
    }
}
