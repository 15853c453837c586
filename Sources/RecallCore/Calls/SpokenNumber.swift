/// Telephone numbers as people and models write them down from speech.
enum SpokenNumber {
    /// The one British number that a text holds; nil where it holds none or several.
    ///
    /// Reads figures in any grouping and figures in words (`oh seven seven double oh …`).
    static func number(in text: String) -> PhoneNumber? {
        var runs: [String] = []
        var run = ""
        var times = 1
        func close() {
            if !run.isEmpty { runs.append(run) }
            run = ""
            times = 1
        }
        for word in PlainWords(text).words {
            if word.utf8.allSatisfy({ (48...57).contains($0) }) {
                run += word
                times = 1
            } else if let digit = digits[word] {
                run += String(repeating: digit, count: times)
                times = 1
            } else if word == "double" || word == "treble" || word == "triple" {
                times = word == "double" ? 2 : 3
            } else {
                close()
            }
        }
        close()
        let numbers = Set(runs.compactMap(e164))
        return numbers.count == 1 ? numbers.first : nil
    }

    private static let digits: [String: String] = [
        "oh": "0", "o": "0", "zero": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4",
        "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    ]

    private static func e164(_ run: String) -> PhoneNumber? {
        var national = Substring(run)
        if national.hasPrefix("00") { national = national.dropFirst(2) }
        if national.hasPrefix("44"), national.count >= 11 { national = national.dropFirst(2) }
        if national.hasPrefix("0") { national = national.dropFirst() }
        guard let first = national.first, "1237".contains(first),
            national.count == 10 || first == "1" && national.count == 9
        else { return nil }
        return PhoneNumber(e164: "+44\(national)")
    }
}
