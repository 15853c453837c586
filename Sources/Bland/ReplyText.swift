import RecallCore

/// The words of a reply, whichever of the provider's five forms of error it has.
struct ReplyText {
    /// All of them, in small letters.
    private let all: String
    private let first: String?

    init(json: JSONValue?, body: [UInt8]) {
        var found: [String] = []
        if let json {
            for key in ["status", "message", "error", "details", "code"] {
                if let text = json[key]?.text { found.append(text) }
                if let text = json[key]?["message"]?.text { found.append(text) }
            }
            for entry in json["errors"]?.elements ?? [] {
                for text in [entry.text, entry["error"]?.text, entry["message"]?.text] {
                    if let text { found.append(text) }
                }
            }
            first =
                json["message"]?.text ?? json["errors"]?.elements?.first.flatMap { $0["message"]?.text ?? $0.text }
                ?? json["error"]?.text ?? json["error"]?["message"]?.text
        } else {
            found.append(String(decoding: body.prefix(4000), as: UTF8.self))
            first = nil
        }
        all = found.joined(separator: " | ").lowercased()
    }

    func has(_ phrase: String) -> Bool { all.contains(phrase) }

    func reason(status: Int, secrets: [String]) -> String {
        let words = first.map { PlainReason.scrub($0, secrets: secrets) } ?? ""
        return words.isEmpty ? "answered with status \(status)" : "\(words) (\(status))"
    }
}
