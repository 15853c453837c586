/// What the provider or the network says was wrong, made fit for a log: no numbers, nothing quoted, one short line.
enum PlainReason {
    private static let longest = 160

    /// Takes out quoted and bracketed text, addresses, runs of six digits and more, and every one of `secrets`.
    static func scrub(_ text: String, secrets: [String] = []) -> String {
        // By code points: one character may carry marks without end.
        var text = CleanValue.bounded(text, 2000)
        for secret in secrets.sorted(by: { $0.count > $1.count }) where secret.count >= 3 {
            text = replacing(secret, in: text)
        }
        var result = ""
        var closing: Character?
        var previous: Character = " "
        for character in text {
            defer { previous = character }
            if let end = closing {
                if character == end { closing = nil }
                continue
            }
            switch character {
            case "\"", "`": closing = character
            case "“": closing = "”"
            case "[": closing = "]"
            case "{": closing = "}"
            case "<": closing = ">"
            case "'" where !(previous.isLetter || previous.isNumber): closing = "'"
            case _ where character.isNewline || character.isWhitespace: result.append(" ")
            case _ where character.isASCII || character.isLetter: result.append(character)
            default: continue
            }
        }
        let words = withoutNumbers(result).split(separator: " ").filter { !$0.contains("@") && !$0.contains("://") }
        return CleanValue.bounded(words.joined(separator: " "), longest)
    }

    private static func replacing(_ secret: String, in text: String) -> String {
        let lowered = text.lowercased()
        guard lowered.count == text.count else { return "" }
        return lowered.contains(secret.lowercased()) ? lowered.replacing(secret.lowercased(), with: "…") : text
    }

    /// Replaces runs of six digits and more, also with blanks, hyphens or brackets between them.
    private static func withoutNumbers(_ text: String) -> String {
        var result = ""
        var run = ""
        func digits(_ text: String) -> Int { text.count { $0.isNumber } }
        func close() {
            result += digits(run) >= 6 ? "… " : run
            run = ""
        }
        for character in text {
            let continues = character.isNumber || !run.isEmpty && " -().+".contains(character)
            if continues || character == "+" {
                run.append(character)
            } else {
                close()
                result.append(character)
            }
        }
        close()
        return result
    }
}
