/// What a column of a do-not-call list says of each row: screening houses send a whole list back with a verdict beside each
/// number, and only who is registered is stopped.
package struct ScreeningVerdict: Equatable, Sendable {
    /// What a cell, or a row, comes to.
    package enum Finding: Equatable, Sendable {
        /// On the list, and not to be called.
        case registered
        /// Looked for on the list, and not there.
        case clear
        /// It says neither.
        case unclear

        /// The finding of who is there where this one is of who is not.
        var turned: Finding {
            switch self {
            case .registered: .clear
            case .clear: .registered
            case .unclear: .unclear
            }
        }
    }

    /// What a plain yes says; `unclear` where the header leaves it open.
    package var yes: Finding
    /// What a cell without anything says.
    package var blank: Finding

    package init(yes: Finding, blank: Finding) {
        self.yes = yes
        self.blank = blank
    }

    /// What a cell says.
    package func finding(_ cell: String) -> Finding {
        let text = PhoneText.trimmed(cell)
        if text.isEmpty { return blank }
        switch Answer(text) {
        case .yes: return yes
        case .no: return yes.turned
        case .unknown: return .unclear
        case .other: break
        }
        // A day of registration.
        if Self.isDate(text) {
            return yes == .registered ? (EmptyDates.contains(text) ? .clear : .registered) : .unclear
        }
        return ScreeningWords.finding(of: text, yes: yes)
    }

    /// What several columns of a row say together: one that stops is enough, and what is not understood is never clear.
    package static func combined(_ findings: some Sequence<Finding>) -> Finding? {
        let all = Array(findings)
        return [.registered, .unclear, .clear].first(where: all.contains)
    }

    private static func isDate(_ text: String) -> Bool {
        guard text.utf8.count <= 40, text.utf8.contains(where: { (48...57).contains($0) }) else { return false }
        // Of numbers alone only those of eight digits are a date.
        if text.utf8.allSatisfy({ (48...57).contains($0) }), text.utf8.count != 8 { return false }
        if EmptyDates.contains(text) { return true }
        switch WrittenDate(text).form {
        case .empty, .nonsense: return false
        default: return true
        }
    }
}

/// The words by which screening houses say who is registered.
enum ScreeningWords {
    /// What a cell's words say; `yes` is what a plain yes of its column says.
    static func finding(of text: String, yes: ScreeningVerdict.Finding) -> ScreeningVerdict.Finding {
        guard text.utf8.count <= 120 else { return .unclear }
        var phrases = phrases(of: text)
        // `Y - registered`, `TPS: no`: an answer beside the words.
        var leading: Answer?
        var trailing: Answer?
        if let first = phrases.first?.first, phrases.count > 1 || phrases[0].count > 1 {
            let stands = phrases[0].count == 1 ? answers[first] : first == "no" ? nil : answers[first]
            if let stands {
                leading = stands
                phrases[0].removeFirst()
            }
        }
        if let last = phrases.last?.last, let stands = answers[last], phrases.count > 1 || phrases[0].count > 1 {
            trailing = stands
            phrases[phrases.count - 1].removeLast()
        }
        var said = Set(phrases.compactMap { $0.isEmpty ? nil : meaning(of: $0) })
        // The name of a list says something by itself only where nothing else does.
        if said.isEmpty, let name = phrases.lazy.compactMap(nameMeaning).first { said = [name] }
        if said.contains(.unclear) || said.count > 1 { return .unclear }
        var words = said.first
        if let spoken = words, trailing == .no { words = spoken.turned }
        let answer = (leading ?? (words == nil ? trailing : nil)).map { $0 == .yes ? yes : yes.turned }
        guard let words else { return answer ?? .unclear }
        guard let answer, answer != .unclear else { return words }
        return answer == words ? words : .unclear
    }

    /// What words say, each list's name left out; nil where none of them says anything.
    static func meaning(of words: [String]) -> ScreeningVerdict.Finding? {
        var isDenied = false
        var found: Set<ScreeningVerdict.Finding> = []
        for word in joined(words) {
            if denials.contains(word) {
                isDenied = true
            } else if stops.contains(word) {
                found.insert(isDenied ? .clear : .registered)
            } else if allows.contains(word) {
                found.insert(isDenied ? .registered : .clear)
            } else if !isMeaningless(word) {
                return .unclear
            }
        }
        return found.count > 1 ? .unclear : found.first
    }

    /// What words say that name a list and nothing else; nil where they name none.
    static func nameMeaning(of words: [String]) -> ScreeningVerdict.Finding? {
        guard words.contains(where: names.contains) else { return nil }
        return joined(words).contains(where: denials.contains) ? .clear : .registered
    }

    /// Whether a word says nothing of who is registered: names of lists, words between, and numbers.
    private static func isMeaningless(_ word: String) -> Bool {
        names.contains(word) || fillers.contains(word) || word.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// Turns of phrase as one word each.
    static func joined(_ words: [String]) -> [String] {
        var joined: [String] = []
        var index = 0
        while index < words.count {
            let rest = words[index...].prefix(3)
            if rest.count == 3, rest.starts(with: ["do", "not"]), let verb = rest.last, verbs.contains(verb) {
                joined.append("donotcall")
                index += 3
            } else if rest.count >= 2, words[index] == "dont", verbs.contains(words[index + 1]) {
                joined.append("donotcall")
                index += 2
            } else if rest.count >= 2, ["opt", "opted", "opts"].contains(words[index]),
                ["out", "in"].contains(words[index + 1])
            {
                joined.append("opt" + words[index + 1])
                index += 2
            } else {
                joined.append(words[index])
                index += 1
            }
        }
        return joined
    }

    /// The words of a cell in small letters, by what stands between marks that part what is said.
    private static func phrases(of text: String) -> [[String]] {
        var phrases: [[String]] = [[]]
        var word = ""
        func close() {
            if !word.isEmpty { phrases[phrases.count - 1].append(word) }
            word = ""
        }
        let characters = Array(text.lowercased())
        for (index, character) in characters.enumerated() {
            if character.isLetter || character.isNumber {
                word.append(character)
                continue
            }
            // `isn't`
            if character == "'" || character == "’" { continue }
            close()
            // Between two letters a dash joins: `non-match`.
            let joins =
                character == "-" && index > 0 && index + 1 < characters.count && characters[index - 1].isLetter
                && characters[index + 1].isLetter
            if !joins, "-–—:;,.()[]|=".contains(character), phrases.last?.isEmpty == false { phrases.append([]) }
        }
        close()
        if phrases.count > 1, phrases.last?.isEmpty == true { phrases.removeLast() }
        return phrases
    }

    private static let answers: [String: Answer] = ["yes": .yes, "y": .yes, "no": .no, "n": .no]

    static let names: Set<String> = [
        "tps", "ctps", "etps", "mps", "dncr", "preference", "tpsflag", "tpsstatus", "tpsresult", "ctpsflag",
    ]

    static let stops: Set<String> = [
        "registered", "registration", "reg", "registrant", "match", "matched", "matches", "hit", "hits", "listed",
        "found",
        "positive", "present", "dnc", "donotcall", "donotcontact", "nocall", "nocalls", "dontcall", "blocked", "block",
        "stop", "stopped", "suppress", "suppressed", "suppression", "exclude", "excluded", "remove", "removed",
        "barred",
        "optout", "fail", "failed", "flagged", "objected", "objection", "restricted", "refused", "refuses", "declined",
        "prohibited", "unsubscribed", "uncallable", "tpsregistered", "ctpsregistered", "ontps", "intps",
    ]

    private static let allows: Set<String> = [
        "call", "calls", "called", "calling", "callable", "contact", "contacted", "contactable", "ring", "dial",
        "dialled",
        "dialable", "diallable", "ok", "okay", "clear", "cleared", "clean", "safe", "allow", "allows", "allowed",
        "permit",
        "permits", "permitted", "pass", "passed", "available", "consent", "consents", "consented", "optin", "good",
        "free",
        "negative", "unlisted", "unregistered", "unmatched", "nonmatch", "notregistered", "nomatch", "oktocall",
        "unflagged",
    ]

    private static let denials: Set<String> = [
        "not", "no", "non", "isnt", "arent", "wasnt", "never", "dont", "cannot", "cant", "without", "nor",
    ]

    static let verbs: Set<String> = [
        "call", "contact", "ring", "phone", "telephone", "dial", "disturb", "calls", "market",
    ]

    private static let fillers: Set<String> = [
        "on", "in", "to", "the", "with", "by", "at", "is", "are", "be", "been", "was", "as", "of", "for", "and", "or",
        "a",
        "an", "it", "this", "that", "we", "do", "may", "can", "must", "please", "has", "have", "any", "either", "list",
        "lists",
        "register", "registers", "number", "numbers", "phone", "telephone", "tel", "mobile", "service", "person",
        "subscriber",
        "longer", "since", "date", "from", "against", "file", "uk", "corporate", "status", "result", "results",
    ]
}

extension ReadRow {
    /// Whether a cell of a do-not-call list's row refuses calls by its own words or its header, beside the column that says
    /// who is registered: a remark, a date of opting out.
    package var isStoppedBesideVerdict: Bool {
        cells.contains { cell in
            switch cell.field {
            case .doNotContact, .patientID, .title, .firstName, .lastName, .fullName, .salutation, .email: return false
            case let field? where field.isPhone: return StopWords(cell.text) != nil
            default: break
            }
            if StopWords(cell.text) != nil { return true }
            let subjects = NoteReader.read(cell.text).filter(\.isPresent).map(\.subject)
            if subjects.contains(where: { [.noCalls, .death, .deathUnclear].contains($0) }) { return true }
            return PermissionColumns.saysOptOut(cell.header) && ![.no, .unknown].contains(Answer(cell.text))
                && !EmptyDates.contains(cell.text)
        }
    }
}
