/// What a cell of a column of permissions, channels or preferences says of telephone calls.
package enum ContactSaying: Equatable, Sendable {
    /// Nothing that stands against a call.
    case allowed
    case refused
    /// Words that may be a refusal and are not understood.
    case unread

    /// Reads a cell.
    ///
    /// - Parameters:
    ///   - text: The cell.
    ///   - header: The column's header, which says what a bare *no* denies.
    package init(_ text: String, header: String) {
        let asked = Header(header)
        switch Answer(text) {
        case .unknown, .yes: self = .allowed
        case .no: self = asked.saying(ofNo: text)
        case .other: self = asked.asksForTime ? Self.ofTime(text) : Self.ofText(text)
        }
    }

    /// Whether a text speaks of telephone calls.
    static func namesCalls(_ text: String) -> Bool { words(text).contains(where: calls.contains) }

    /// Whether a header asks when a patient may be called.
    package static func asksForTime(_ header: String) -> Bool { Header(header).asksForTime }

    // MARK: Headers

    /// What a header asks for.
    private struct Header {
        let asksForTime: Bool
        /// Whether it is about letters or messages alone.
        let isOfOtherChannel: Bool

        init(_ header: String) {
            let words = HeaderVocabulary.words(of: header)
            asksForTime = words.contains(where: ContactSaying.timeWords.contains)
            isOfOtherChannel =
                words.contains(where: ContactSaying.others.contains)
                && !words.contains(where: ContactSaying.calls.contains)
        }

        func saying(ofNo text: String) -> ContactSaying {
            if isOfOtherChannel || text == "-" { return .allowed }
            // A zero may be the first of a list of codes.
            return text == "0" ? .unread : .refused
        }
    }

    fileprivate static let timeWords: Set<String> = [
        "time", "times", "when", "hour", "hours", "day", "days", "availability", "available",
    ]

    // MARK: Cells

    private static func ofTime(_ text: String) -> ContactSaying {
        switch TimeWishReader.column(text) {
        case .wishes, .any: return .allowed
        case .unread:
            let words = ofWords(words(text))
            return words == .unread && isOpen(text) ? .allowed : words
        }
    }

    /// Whether a cell says that any time is as good.
    private static func isOpen(_ text: String) -> Bool {
        let letters = text.lowercased().filter(\.isLetter)
        return ["nopreference", "nopref", "notspecified", "noneset", "notset", "flexible"].contains(letters)
    }

    private static func ofText(_ text: String) -> ContactSaying {
        // Marks of a list: `Email ✓ Phone ✗`.
        let words = words(text.replacing("✗", with: " no ").replacing("✘", with: " no "))
        // `No calls before 10` refuses nothing.
        if TimeWishReader.read(text) != nil { return refusesOnly(words) ? .refused : .allowed }
        let saying = ofWords(words)
        return saying == .unread && TimeWishReader.namesTimes(text) ? .allowed : saying
    }

    private static func ofWords(_ words: [String]) -> ContactSaying {
        // `Email=Y Phone=N`, `Phone: no`.
        for (word, next) in zip(words, words.dropFirst()) where calls.contains(word) && answersNo.contains(next) {
            return .refused
        }
        var saying: ContactSaying?
        var index = 0
        while index < words.count {
            let word = words[index]
            let rest = words[(index + 1)...]
            if negations.contains(word) {
                switch denied(rest) {
                case .refused: return .refused
                case .unread: saying = saying ?? .unread
                case .allowed: return refusesOnly(words) ? .refused : .allowed
                }
            } else if refusals.contains(word) || beginnings(of: word) {
                // Out of what: `opted out of marketing` is about letters.
                if rest.contains(where: others.contains), !rest.contains(where: calls.contains) { return .allowed }
                return .refused
            }
            index += 1
        }
        if let saying { return saying }
        // `Anything but phone`, `all except calls`.
        if let place = words.firstIndex(where: exceptions.contains),
            words[(place + 1)...].contains(where: { calls.contains($0) })
        {
            return .refused
        }
        if words.contains("only") {
            if words.contains(where: calls.contains) { return .allowed }
            return words.contains(where: others.contains) ? .refused : .unread
        }
        if words.contains(where: calls.contains) || words.contains(where: others.contains)
            || words.contains(where: assent.contains)
        {
            return .allowed
        }
        // A date says when something was agreed, and not that anything was refused.
        if isDated(words) { return .allowed }
        return .unread
    }

    private static func isDated(_ words: [String]) -> Bool {
        let numbers = words.filter { $0.allSatisfy { ("0"..."9").contains($0) } }
        return numbers.count >= 3 || numbers.contains { $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }
    }

    /// `Email only, no texts` refuses calls although what it denies is something else.
    private static func refusesOnly(_ words: [String]) -> Bool {
        words.contains("only") && words.contains(where: others.contains) && !words.contains(where: calls.contains)
    }

    /// What a *no* or *do not* denies, by the words behind it.
    private static func denied(_ rest: ArraySlice<String>) -> ContactSaying {
        guard let next = rest.first(where: { !passed.contains($0) }) else { return .refused }
        // Nobody is called at work anyway.
        if next == "work" { return .allowed }
        if calls.contains(next) || permissions.contains(next) { return .refused }
        if others.contains(next) {
            return rest.contains { calls.contains($0) || permissions.contains($0) } ? .refused : .allowed
        }
        return nothings.contains(next) ? .allowed : .unread
    }

    private static func beginnings(of word: String) -> Bool {
        ["unsubscri", "suppress", "donot", "nocall", "nophone", "nocontact", "withdr", "restrict", "forbid", "refus"]
            .contains(where: word.hasPrefix)
    }

    private static let answersNo: Set<String> = ["n", "no", "x", "false", "off", "0", "never", "none"]
    private static let negations: Set<String> = [
        "no", "not", "don't", "dont", "never", "none", "without", "nil", "can't", "cannot", "isn't", "won't", "doesn't",
    ]
    private static let exceptions: Set<String> = ["except", "but", "excluding", "excl", "bar", "apart", "other"]
    private static let refusals: Set<String> = [
        "declined", "declines", "decline", "stop", "stopped", "optout", "optedout", "out", "dnc", "blocked", "block",
        "barred", "banned", "revoked", "objects", "objected", "objection", "denied", "denies", "deny", "prohibited",
        "excluded", "off", "dnd", "suspended", "hold", "paused",
    ]
    /// Words of telephone calls.
    fileprivate static let calls: Set<String> = [
        "phone", "phones", "phoned", "phoning", "telephone", "telephoned", "tel", "mobile", "mob", "cell", "landline",
        "call", "calls", "called", "calling", "ring", "rung", "ringing", "voice", "home", "work", "contact",
        "contacted",
        "contacting", "contactable", "voicemail", "speak", "spoken",
    ]
    /// Words of what is no call.
    fileprivate static let others: Set<String> = [
        "text", "texts", "texting", "sms", "email", "emails", "mail", "post", "postal", "letter", "letters", "postcard",
        "whatsapp", "newsletter", "marketing", "promotions", "promo", "mailing", "app", "portal", "writing", "write",
        "e", "online", "web", "fax",
    ]
    private static let permissions: Set<String> = [
        "allow", "allowed", "allowing", "permit", "permitted", "permission", "consent", "consented", "consents",
        "recall",
        "recalls", "reminder", "reminders", "disturb", "approach", "ok", "okay", "use", "further", "correspondence",
        "communication", "communications", "comms", "wanted", "happy", "agreed", "agree", "accept", "accepted", "given",
    ]
    /// Passed over behind a *no*.
    private static let passed: Set<String> = [
        "to", "be", "by", "via", "any", "the", "a", "please", "use", "make", "wish", "want", "wants", "for", "on",
        "more",
        "at", "all", "do", "does", "is", "send", "leave",
    ]
    /// What a *no* denies without refusing anything.
    private static let nothings: Set<String> = [
        "preference", "preferences", "pref", "prefs", "specified", "set", "recorded", "known", "stated", "restriction",
        "restrictions", "restricted", "objection", "objections", "issue", "issues", "problem", "problems", "limit",
        "limits", "selected", "chosen", "applicable", "entered", "asked", "answered", "answer", "stop", "messages",
        "message", "listed", "available", "provided", "noted", "choice", "difference",
    ]
    private static let assent: Set<String> = [
        "any", "anything", "anyhow", "all", "either", "both", "yes", "ok", "okay", "default", "standard", "normal",
        "unrestricted", "happy", "consent", "consented", "consents", "given", "agreed", "agrees", "allow", "allowed",
        "allows", "permitted", "optin", "optedin", "opted", "other", "preferred", "primary", "verbal", "written",
        "signed", "obtained", "granted", "implied", "explicit", "everything", "unspecified", "full", "accepted",
        "accepts", "subscribed", "on", "in", "preference", "export", "print", "printed", "batch", "manual", "automatic",
        "auto",
    ]

    /// Small words; a small letter before a capital parts them too (`DoNotCall`).
    private static func words(_ text: String) -> [String] {
        ColumnSense.words(text).map(String.init)
    }
}
