/// Columns that may say who must not be called, although no known header names them.
enum PermissionColumns {
    /// Whether a header speaks of contact, permission, preference or a stop, and not of something harmless beside it.
    static func mayBe(_ header: String, _ reading: HeaderVocabulary.Reading) -> Bool {
        let words = HeaderVocabulary.words(of: header)
        // Telephones of nobody known may still be about permission to ring them.
        guard reading.person == nil, !reading.isOther || words.contains("phone") else { return false }
        if words.contains(where: harmless.contains) { return false }
        return words.contains(where: signs.contains) || words == ["preferred"]
    }

    /// Whether the words of a header speak of calls, permissions or stops.
    static func speaks(of header: String) -> Bool {
        HeaderVocabulary.words(of: header).contains { signs.contains($0) || stops.contains($0) || $0 == "opt" }
    }

    /// Whether a header is of opting out or of not being called, so that a date below it is one of a stop.
    static func saysOptOut(_ header: String) -> Bool {
        let letters = header.lowercased().filter(\.isLetter)
        return [
            "optout", "optedout", "donotcall", "dontcall", "donotcontact", "dnc", "nocalls", "unsubscribed", "objected",
        ]
        .contains(where: letters.contains)
    }

    /// What the different cells of such a column come to.
    struct Reading {
        private(set) var refused = 0
        private(set) var unread = 0
        private(set) var total = 0
        private(set) var unreadWords: [String] = []

        /// Nil for a column of free text, which is read word by word.
        init?(_ profile: ColumnProfile, header: String) {
            guard let values = profile.values, profile.telling > 0 else { return nil }
            for (text, count) in values.sorted(by: { $0.key < $1.key }) {
                total += count
                switch ContactSaying(text, header: header) {
                case .allowed: break
                case .refused: refused += count
                case .unread:
                    unread += count
                    unreadWords.append(text)
                }
            }
        }

        /// Whether so much is not understood that a person has to look at the column.
        var isUnclear: Bool { unread * 2 > total }
    }

    /// Takes columns of no known meaning whose cells can be read for what they are.
    ///
    /// - Parameters:
    ///   - columns: The columns of an export of patients.
    ///   - readings: What their headers say.
    ///   - profiles: What their cells look like.
    ///   - named: The columns that a known layout decides.
    static func take(
        _ columns: inout [Recognition.Column], _ readings: [HeaderVocabulary.Reading], _ profiles: [ColumnProfile],
        named: Set<Int>
    ) {
        for index in columns.indices where columns[index].field == nil && !named.contains(index) {
            let header = columns[index].header
            let profile = profiles[index]
            guard mayBe(header, readings[index]), !isPlainlyElse(profile), profile.share(profile.answers) <= 0.8,
                let reading = Reading(profile, header: header), !reading.isUnclear
            else { continue }
            columns[index].field = .preferredContactMethod
            columns[index].confidence = 0.7
            columns[index].evidence =
                "the header speaks of contact or permission; \(reading.total - reading.unread) of \(reading.total) can be read"
        }
    }

    /// Why a column has to be looked at; nil where it need not.
    static func doubt(
        _ column: Recognition.Column, _ reading: HeaderVocabulary.Reading, _ profile: ColumnProfile, name: String
    ) -> String? {
        if column.field != .preferredContactMethod {
            // A header that is only a little like that of another field may mean something else.
            let match = reading.matches.first { $0.field == column.field }?.score ?? 0
            guard column.field?.isPhone != true, column.field?.isSafety != true, match < 0.9,
                mayBe(column.header, reading), !isPlainlyElse(profile), profile.share(profile.answers) <= 0.8
            else { return nil }
        }
        guard let cells = Reading(profile, header: column.header), cells.isUnclear else { return nil }
        let words = cells.unreadWords.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
        return "\(name) may say who may be called, and what it holds (\(words)) is not understood."
    }

    /// Whether the header of a column of no known meaning says why somebody is no longer called, so that anything in it may
    /// be a stop, a date too: `Never Call`, `Emigrated`, `Leave Date`.
    static func soundsLikeAStop(_ header: String, _ reading: HeaderVocabulary.Reading) -> Bool {
        guard reading.person == nil else { return false }
        let words = HeaderVocabulary.words(of: header)
        if words.contains(where: eyes.contains) { return false }
        return words.contains(where: stops.contains)
    }

    /// Words of eyes, lenses and accounts, beside which `left`, `closed` and the like say something else.
    private static let eyes: Set<String> = [
        "eye", "right", "va", "sph", "cyl", "axis", "add", "angle", "lens", "iop", "account", "invoice", "order",
        "orders",
        "balance", "time", "by", "days", "hours", "claim", "voucher", "job", "task", "ticket",
    ]

    private static let stops: Set<String> = [
        "never", "use", "emigrated", "deactivated", "deactivate", "exclude", "excluded", "ceased", "closed",
        "terminated",
        "objected", "objection", "wanted", "elsewhere", "wrong", "frozen", "skip", "ignore", "ignored", "obsolete",
        "hidden",
        "hide", "erased", "erasure", "leave", "leaving", "leaver", "banned", "blacklisted", "blacklist", "deceased",
        "died",
        "dead", "death", "suspended", "disabled", "unwanted", "removed", "deleted", "archived", "care", "discharged",
        "deregistered", "mortality", "retired",
    ]

    private static func isPlainlyElse(_ profile: ColumnProfile) -> Bool {
        [profile.plainPhones, profile.emails, profile.dates, profile.postcodes].contains { profile.share($0) > 0.5 }
    }

    private static let signs: Set<String> = [
        "contact", "contactable", "contacted", "contacting", "call", "calling", "callable", "ring", "phone", "voice",
        "voicemail", "hipaa", "permission", "permissions", "permit", "permitted", "allow", "allowed", "allows",
        "consent",
        "consents", "stop", "stopped", "block", "blocked", "restrict", "restricted", "restriction", "restrictions",
        "refuse", "refused", "refusal", "refuses", "deny", "denied", "optout", "optin", "communication", "channel",
        "approach", "disturb", "exclude", "excluded", "exclusion", "barred", "withdrawn", "withdrew", "objection",
        "suppress", "suppressed", "suppression", "dnc", "dnd",
    ]

    /// Words beside which a sign means something else: `Preferred Practitioner`, `Contact Name`, `Phone Type`.
    private static let harmless: Set<String> = [
        "name", "practitioner", "optometrist", "optician", "clinician", "language", "branch", "store", "practice",
        "location", "cl", "lens", "aftercare", "brand", "frame", "supplier", "pharmacy", "pronoun", "pronouns",
        "gender",
        "title", "type", "ext", "extension", "code", "country", "provider", "network", "id", "no", "ref", "date",
        "last",
        "next", "address", "email", "sms", "text", "mail", "post", "letter", "marketing", "newsletter", "photo",
        "photos",
        "image", "images", "research", "sharing", "treatment", "procedure", "form", "fax", "person", "relationship",
        "centre", "center", "group", "count", "attempt", "attempts", "log", "outcome", "result", "history", "note",
        "appointment", "school", "drops", "tint", "solution", "room", "slot", "area", "prefix", "model", "make",
        "owner",
        "data", "bill", "payment", "width", "junction", "angle", "vision", "size", "colour", "color", "account",
        "level",
        "duration", "length", "created", "updated", "by", "source", "campaign", "owed", "hours", "website", "url",
    ]
}
