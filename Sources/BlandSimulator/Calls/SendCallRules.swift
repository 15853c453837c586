/// What Bland refuses in a request before it looks any further.
enum SendCallRules {
    static func number(in body: JSON) -> String {
        let text = body["phone_number"]?.string ?? body["phone_number"]?.number.map { "\(Int($0))" } ?? ""
        return text.filter { $0 == "+" || ($0.isASCII && $0.isNumber) }
    }

    static func invalid(_ problems: [String]) -> Reply {
        let list = problems.map { "\"\($0)\"" }.joined(separator: ",")
        return .json(
            400,
            [
                "status": "error", "message": .string("Invalid parameters. Error: [\(list)]"),
                "errors": .array(problems.map(JSON.string)),
            ])
    }

    /// The answer to a request that is not accepted, or nil where nothing is wrong with it.
    static func refusal(of body: JSON) -> Reply? {
        var problems: [String] = []
        if body["phone_number"] == nil { problems.append("Missing required parameter: phone_number.") }
        if body["task"] == nil && body["pathway_id"] == nil && body["agent_id"] == nil {
            problems.append("Missing required parameter: task.")
        }
        for (name, value) in (body.object ?? [:]).sorted(by: { $0.key < $1.key }) where !value.isNull {
            switch name {
            case "record", "wait_for_greeting", "noise_cancellation", "block_interruptions", "ignore_button_press",
                "ivr_mode":
                if value.bool == nil { problems.append("\(name) must be a boolean.") }
            case "max_duration", "temperature", "interruption_threshold", "interruptibility":
                if value.number == nil { problems.append("\(name) must be a number.") }
            case "task", "first_sentence", "voice", "language", "timezone", "external_id", "summary_prompt":
                if value.string == nil { problems.append("\(name) must be a string.") }
            case "metadata", "request_data", "voicemail":
                if value.object == nil { problems.append("\(name) must be an object.") }
            case "dispositions", "keywords":
                if value.array?.allSatisfy({ $0.string != nil }) != true {
                    problems.append("\(name) must be an array of strings.")
                }
            default: break
            }
        }
        if let id = body["external_id"]?.string, id.isEmpty || id.count > 256 {
            problems.append("external_id must be a string of 1 to 256 characters.")
        }
        if !problems.isEmpty { return invalid(problems) }
        if !(7...15).contains(PhoneDigits.of(number(in: body)).count) { return FaultName.invalidPhone.refusal }
        if let from = body["from"]?.string, ![10, 11, 12].contains(PhoneDigits.of(from).count) {
            return FaultName.invalidFrom.refusal
        }
        if let webhook = body["webhook"]?.string, !webhook.hasPrefix("https://") {
            return .error(400, "webhook must be a string that starts with https://.")
        }
        return nil
    }
}
