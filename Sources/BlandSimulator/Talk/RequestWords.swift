/// What a request gives the agent to say.
struct RequestWords {
    let request: JSON
    /// The appointments offered: `request_data.slot_a`, `slot_b` and so on.
    let slots: [(letter: String, words: String)]

    init(_ request: JSON) {
        self.request = request
        slots = (request["request_data"]?.object ?? [:])
            .compactMap { key, value in
                guard key.hasPrefix("slot_"), let words = value.string, !words.isEmpty else { return nil }
                let letter = String(key.dropFirst(5)).lowercased()
                return letter.count == 1 ? (letter, words) : nil
            }
            .sorted { $0.letter < $1.letter }
    }

    var firstName: String { firstOf(["first_name", "patient_first_name", "name", "full_name", "patient"]) ?? "you" }
    var practice: String { firstOf(["practice_name", "practice", "clinic"]) ?? "the practice" }
    var practicePhone: String? { firstOf(["practice_phone", "phone", "practice_number"]) }

    /// What the person must give to be known: the words of a day and month, or half a postcode.
    var identifier: String? {
        request["request_data"]?.object?.sorted { $0.key < $1.key }
            .first { $0.key.contains("birth") || $0.key.contains("postcode") }?.value.string
    }

    /// The message for an answering machine, where one was sent.
    var voicemailMessage: String? {
        guard let message = request["voicemail"]?["message"]?.string, !message.isEmpty else { return nil }
        return request["ivr_mode"]?.bool == true ? nil : message
    }

    /// The agent's first sentence, with its placeholders filled.
    var firstSentence: String {
        guard let sentence = request["first_sentence"]?.string, !sentence.isEmpty else {
            return "Hello, this is the automated assistant of \(practice). Am I speaking to \(firstName)?"
        }
        return filled(sentence)
    }

    /// The offer, with the letters of the appointments left out, as an agent would say it.
    var offer: String { slots.map(\.words).joined(separator: ", or ") }

    func filled(_ text: String) -> String {
        var text = text
        for (key, value) in request["request_data"]?.object ?? [:] {
            let words = value.string ?? value.number.map { "\($0)" } ?? ""
            text = text.replacing("{{\(key)}}", with: words).replacing("{{ \(key) }}", with: words)
        }
        return text
    }

    private func firstOf(_ keys: [String]) -> String? {
        keys.lazy.compactMap { request["request_data"]?[$0]?.string }.first { !$0.isEmpty }
    }
}
