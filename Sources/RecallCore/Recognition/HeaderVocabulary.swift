/// What the words of a header say about the column beneath.
package struct HeaderVocabulary: Sendable {
    /// A field that a header may name, and how surely.
    struct Match: Equatable {
        var field: Field
        /// 0 to 1; 1 where the header is one of the known ones word for word.
        var score: Double
    }

    /// All that a header says by itself.
    struct Reading: Equatable {
        /// The fields that it may name, the surest first.
        var matches: [Match] = []
        /// Whether its words are known, and speak of something that is no field of the patient: another person's telephone,
        /// an invoice.
        var isOther = false
        /// How much it sounds like a column that stops calls, 0 to 1, whatever it was taken for.
        var safety = 0.0
        /// Who it names beside the patient: `kin`, `gp` or `other`.
        var person: String?
        /// Whether it has a word of telephones and one that is not known: they may be anybody's.
        var isUnsurePhone = false
    }

    /// The vocabulary that ships.
    package static let standard = HeaderVocabulary(lines: VocabularyTable.all)

    /// The collected headers of each field, as they stand.
    package static var headers: [Field: [String]] {
        var found: [Field: [String]] = [:]
        for line in VocabularyTable.headers.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "|").map(String.init)
            guard let name = parts.first, let field = Field(rawValue: name) else { continue }
            found[field, default: []] += parts.dropFirst()
        }
        return found
    }

    /// A known header.
    private struct Entry {
        var field: Field
        var tokens: [Int]
        var weight: Double
        var qualifiers: Qualifiers
    }

    private var entries: [Entry] = []
    private var tokenIDs: [String: Int] = [:]
    private var names: [String] = []
    private var weights: [Double] = []
    private var qualifiers: [Qualifiers] = []
    /// The entries in which each token stands.
    private var postings: [[Int]] = []
    /// Known headers by their words in order, by their words in any order, and by their letters alone.
    private var exact: [String: [Field]] = [:]
    private var sorted: [String: [Field]] = [:]
    private var glued: [String: [Field]] = [:]
    private var phoneTokens: Set<Int> = []
    /// The words that headers of a strict field have.
    private var strictTokens: [Field: Set<Int>] = [:]
    private var knownWords: Set<String> = []
    /// What misspelt words are mended by; most files have none.
    private var slips = Once { HeaderSlips(words: [], glued: [:]) }

    /// A vocabulary of lines, each a field's name and its headers, parted by bars.
    package init(lines: [String]) {
        var words: Set<String> = []
        let count = lines.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "|") } }
        entries.reserveCapacity(count)
        exact.reserveCapacity(count)
        sorted.reserveCapacity(count)
        glued.reserveCapacity(count)
        for line in lines {
            let parts = line.utf8.split(separator: UInt8(ascii: "|")).map(Substring.init)
            guard let name = parts.first, let field = Field(rawValue: String(name)) else { continue }
            for header in parts.dropFirst() {
                let phrase = HeaderPhrase(String(header))
                words.formUnion(phrase.words)
                add(field, phrase)
            }
        }
        // People have no headers of their own here, but their names must be known, misspelt ones too.
        for person in Self.persons.keys.sorted() { _ = id(of: person) }
        let known = words.union(HeaderPhrase.shortForms).union(Self.persons.keys)
        knownWords = known
        slips = Once { [glued] in HeaderSlips(words: known, glued: glued) }
    }

    /// Sets the shipped vocabulary up, which takes a few milliseconds, before it is asked for.
    package static func prepare() { _ = standard }

    /// The vocabulary that ships without a share of its headers, to find out what it makes of unknown ones.
    package init(forgetting share: Double, seed: UInt64) {
        var state = seed
        self.init(
            lines: VocabularyTable.all.map { line in
                let parts = line.split(separator: "|")
                let kept = parts.dropFirst().filter { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return Double(state >> 33) / Double(1 << 31) >= share
                }
                return (parts.prefix(1) + kept).joined(separator: "|")
            })
    }

    /// Fields whose headers deny with a "no" in front, where that of others means a number.
    private static let deniable: Set<Field> = [
        .doNotContact, .consentMarketing, .consentRecallPhone, .reminderSuppressed, .apptStatus,
    ]

    /// Fields that decide whether and when a patient is due, or wishes to be called. A header with a word that none of
    /// theirs has, `Membership Expiry`, `Recall ID`, `Contact Name`, is about something else.
    private static let strictFields: Set<Field> = [
        .lastExamDate, .nextRecallDate, .nextReminderDate, .recallIntervalMonths, .preferredContactMethod,
    ]

    private mutating func add(_ field: Field, _ phrase: HeaderPhrase) {
        let tokens = Self.deniable.contains(field) ? phrase.tokens : phrase.otherTokens ?? phrase.tokens
        guard !tokens.isEmpty else { return }
        func note(_ table: inout [String: [Field]], _ key: String) {
            if table[key]?.contains(field) != true { table[key, default: []].append(field) }
        }
        let ordered = tokens.joined(separator: " ")
        note(&exact, ordered)
        note(&sorted, tokens.count > 1 ? tokens.sorted().joined(separator: " ") : ordered)
        note(&glued, phrase.glued)
        let ids = tokens.map { id(of: $0) }
        if field.isPhone { phoneTokens.formUnion(ids) }
        if Self.strictFields.contains(field) { strictTokens[field, default: []].formUnion(ids) }
        for id in Set(ids) { postings[id].append(entries.count) }
        entries.append(
            Entry(
                field: field, tokens: ids, weight: ids.reduce(0) { $0 + weights[$1] },
                qualifiers: ids.reduce(into: Qualifiers()) { $0.formUnion(qualifiers[$1]) }))
    }

    private mutating func id(of token: String) -> Int {
        if let known = tokenIDs[token] { return known }
        let new = weights.count
        tokenIDs[token] = new
        names.append(token)
        weights.append(Self.weight(of: token))
        qualifiers.append(Qualifiers(token))
        postings.append([])
        return new
    }

    // MARK: Reading

    /// What a header says.
    func reading(of header: String) -> Reading {
        let phrase = HeaderPhrase(header)
        guard !phrase.tokens.isEmpty else { return Reading() }
        var best: [Field: Double] = [:]
        func note(_ fields: [Field]?, _ score: Double) {
            for field in fields ?? [] { best[field] = max(best[field] ?? 0, score) }
        }
        var reading = Reading()
        let ways = [phrase.tokens] + (phrase.otherTokens.map { [$0] } ?? [])
        for (turn, tokens) in ways.enumerated() {
            let discount = turn == 0 ? 1 : 0.97
            note(exact[tokens.joined(separator: " ")], discount)
            note(sorted[tokens.sorted().joined(separator: " ")], 0.97 * discount)
        }
        note(glued[phrase.glued], 0.98)
        let isKnown = !best.isEmpty
        let alternatives = phrase.tokens.map(alternatives)
        let people = Self.people(alternatives.compactMap { $0.first.map { names[$0.id] } })
        let mayBePeople = Self.people(alternatives.flatMap { $0.map { names[$0.id] } }) != nil
        reading.person = people
        if !isKnown {
            if phrase.tokens.contains(where: Self.otherWords.contains) {
                reading.isOther = true
            } else {
                for (fields, score) in mended(phrase) { note(fields, score) }
                for (turn, tokens) in ways.enumerated() {
                    let near = near(turn == 0 ? alternatives : tokens.map(self.alternatives))
                    for (field, score) in near { note([field], score) }
                }
            }
            if let people {
                takePerson(people, phrase.tokens, &best, &reading)
            } else {
                takePhones(phrase.tokens, alternatives, mayBePeople, &best, &reading)
            }
        }
        reading.safety = safety(phrase, alternatives, best)
        reading.matches = best.filter { $0.value >= 0.5 }.map { Match(field: $0.key, score: $0.value) }
            .sorted { ($1.score, $0.field.rawValue) < ($0.score, $1.field.rawValue) }
        return reading
    }

    /// The tokens that a word of a header may stand for, each with how surely.
    private func alternatives(_ word: String) -> [(id: Int, score: Double)] {
        if let id = tokenIDs[word] { return [(id, 1)] }
        if knownWords.contains(word) || Self.otherWords.contains(word) || Self.persons[word] != nil { return [] }
        let bytes = Array(word.utf8)
        guard bytes.count >= 3 else { return [] }
        var found: [Int: Double] = [:]
        var firsts = [bytes[0]]
        // The first two letters swapped.
        if bytes[1] != bytes[0] { firsts.append(bytes[1]) }
        for known in firsts.flatMap({ slips.value.spellings[$0] ?? [] }) {
            guard let score = WordSpelling.likeness(bytes, known.bytes) else { continue }
            // A word that stands for several stays with the first; the rest says little.
            guard let token = known.tokens.first, let id = tokenIDs[token] else { continue }
            found[id] = max(found[id] ?? 0, known.tokens.count == 1 ? score : score * 0.95)
        }
        guard let best = found.values.max() else { return [] }
        return found.filter { $0.value >= best - 0.08 }.map { (id: $0.key, score: $0.value) }
            .sorted { ($1.score, $0.id) < ($0.score, $1.id) }
    }

    /// Known headers that this one is once its misspelt words are mended, or its letters as a whole.
    private func mended(_ phrase: HeaderPhrase) -> [([Field], Double)] {
        var found: [([Field], Double)] = []
        var likeness = 1.0
        let words = phrase.words.map { word in
            guard let (mended, score) = nearest(word) else { return word }
            likeness = min(likeness, score)
            return mended
        }
        if words != phrase.words {
            let mended = HeaderPhrase(words: words)
            for tokens in [mended.tokens] + (mended.otherTokens.map { [$0] } ?? []) {
                if let fields = exact[tokens.joined(separator: " ")] { found.append((fields, likeness)) }
                if let fields = sorted[tokens.sorted().joined(separator: " ")] {
                    found.append((fields, likeness * 0.97))
                }
            }
        }
        let bytes = Array(phrase.glued.utf8)
        guard found.isEmpty, bytes.count >= 5, let first = bytes.first else { return found }
        let digits = bytes.filter { (48...57).contains($0) }
        for known in slips.value.glued[first] ?? [] {
            let most = known.bytes.count >= 11 ? 2 : 1
            guard known.bytes.filter({ (48...57).contains($0) }) == digits,
                WordSpelling.distance(bytes, known.bytes, most: most) <= most
            else { continue }
            // `Contact Name` is no slip of `Contact Time`: every word of it is one.
            let isSpelt = phrase.words.allSatisfy(knownWords.contains)
            let fields = isSpelt ? known.fields.filter { !Self.strictFields.contains($0) } : known.fields
            found.append((fields, 0.84))
        }
        return found
    }

    /// The known word that a word is a slip for; nil for a known word, and for one like none.
    private func nearest(_ word: String) -> (String, Double)? {
        if knownWords.contains(word) || Self.otherWords.contains(word) || word.utf8.count < 4 { return nil }
        let bytes = Array(word.utf8)
        var best: (String, Double)?
        for known in slips.value.spellings[bytes[0]] ?? [] {
            guard let score = WordSpelling.likeness(bytes, known.bytes) else { continue }
            if score > best?.1 ?? 0.8 { best = (known.word, score) }
        }
        return best
    }

    /// Known headers that share most of their words with this one, with the same qualifiers.
    private func near(_ words: [[(id: Int, score: Double)]]) -> [(Field, Double)] {
        guard words.count <= 8 else { return [] }
        let unknown = words.count { $0.isEmpty }
        var wordWeights: [Double] = []
        var own = Qualifiers()
        for word in words {
            guard let first = word.max(by: { $0.score < $1.score }) else {
                wordWeights.append(1)
                continue
            }
            wordWeights.append(weights[first.id])
            own.formUnion(qualifiers[first.id])
        }
        let weight = wordWeights.reduce(0, +)
        var best: [Field: Double] = [:]
        var seen: Set<Int> = []
        for place in words.flatMap({ $0 }).flatMap({ postings[$0.id] }) where seen.insert(place).inserted {
            let entry = entries[place]
            // The shares of the weights alone bound what the words can come to.
            guard entry.qualifiers == own, min(entry.weight, weight) * 2 / (entry.weight + weight) >= 0.55 else {
                continue
            }
            if let known = strictTokens[entry.field], !isAbout(known, words) { continue }
            var rest = entry.tokens
            var shared = 0.0
            for word in words {
                let choice = word.filter { rest.contains($0.id) }.max { $0.score < $1.score }
                guard let choice, let index = rest.firstIndex(of: choice.id) else { continue }
                rest.remove(at: index)
                shared += choice.score * weights[choice.id]
            }
            var score = 2 * shared / (entry.weight + weight)
            if unknown > 0 { score *= 0.88 }
            best[entry.field] = max(best[entry.field] ?? 0, score * 0.97)
        }
        return best.filter { $0.value >= 0.55 }.map { ($0.key, $0.value) }
    }

    /// Whether each word that says much may be one of those known. A word that no header has is let pass beside two of
    /// them: `Last Eye Examn`, and not `Membership Expiry`.
    private func isAbout(_ known: Set<Int>, _ words: [[(id: Int, score: Double)]]) -> Bool {
        let telling = words.filter { choices in
            choices.isEmpty || !choices.contains { weights[$0.id] < 0.5 }
        }
        let ours = telling.count { choices in choices.contains { known.contains($0.id) } }
        return telling.allSatisfy { choices in
            choices.isEmpty ? ours >= 2 : choices.contains { known.contains($0.id) }
        }
    }

    /// A telephone is the patient's only where every word of the header is one that such headers have.
    private func takePhones(
        _ tokens: [String], _ alternatives: [[(id: Int, score: Double)]], _ mayBePeople: Bool,
        _ best: inout [Field: Double], _ reading: inout Reading
    ) {
        let isAboutPhones =
            best.keys.contains(where: \.isPhone) || tokens.contains("phone") || tokens.contains("mobile")
        guard isAboutPhones else { return }
        var isForeign = false
        var isUnsure = mayBePeople
        for (token, choices) in zip(tokens, alternatives) {
            if choices.contains(where: { phoneTokens.contains($0.id) }) || token.allSatisfy(\.isNumber) { continue }
            if choices.isEmpty, !Self.otherWords.contains(token), Self.persons[token] == nil {
                isUnsure = true
            } else if choices.allSatisfy({ weights[$0.id] >= 0.5 }) {
                isForeign = true
            }
        }
        for field in Array(best.keys) where field.isPhone {
            if isForeign { best[field] = nil }
        }
        reading.isUnsurePhone = isUnsure && !isForeign
        if isForeign, best.isEmpty { reading.isOther = true }
    }

    /// Another person's column: a guardian's is told from a stranger's.
    private func takePerson(
        _ person: String, _ tokens: [String], _ best: inout [Field: Double], _ reading: inout Reading
    ) {
        let allowed: Set<Field> = [
            .guardianContact, .gpName, .flagFamilyHistoryGlaucoma, .practitioner, .practiceBranch,
        ]
        best = best.filter { allowed.contains($0.key) }
        let dates: Set<String> = ["birth", "date", "age", "sex", "title", "post", "code"]
        switch person {
        case "kin" where tokens.allSatisfy({ !dates.contains($0) }):
            best[.guardianContact] = max(best[.guardianContact] ?? 0, 0.88)
        case "gp" where tokens.contains(where: { ["name", "surgery", "practice", "address", "full"].contains($0) }):
            best[.gpName] = max(best[.gpName] ?? 0, 0.85)
        default: break
        }
        if best.isEmpty { reading.isOther = true }
    }

    /// How much the header sounds like one that stops calls.
    private func safety(
        _ phrase: HeaderPhrase, _ alternatives: [[(id: Int, score: Double)]], _ best: [Field: Double]
    ) -> Double {
        let fields: [Field] = [.doNotContact, .deceased]
        var likeness = fields.compactMap { best[$0] }.max() ?? 0
        let words = phrase.tokens
        let isAboutMail = words.contains(where: Self.mailWords.contains)
        if words.contains(where: Self.deathWords.contains) { likeness = max(likeness, 0.9) }
        if !isAboutMail, words.contains(where: Self.stopWords.contains) { likeness = max(likeness, 0.9) }
        let denies = words.contains { ["not", "never", "stop", "block", "blocked", "refused", "optout"].contains($0) }
        if denies,
            words.contains(where: { ["contact", "contacted", "disturb", "approach"].contains($0) }) || words.count == 1
        {
            likeness = max(likeness, isAboutMail ? 0.4 : 0.9)
        }
        for (word, choices) in zip(words, alternatives) where !isAboutMail && tokenIDs[word] == nil {
            // Misspelt words that may be one of death.
            let mayBeDeath = choices.contains { choice in
                Self.deathWords.contains { tokenIDs[$0] == choice.id }
            }
            if mayBeDeath { likeness = max(likeness, 0.75) }
        }
        return likeness
    }

    // MARK: A record as a header

    /// How much a record looks like a header by its words alone: the share of its filled cells that name a field.
    package static func affinity(of record: [String]) -> Double {
        let filled = record.filter { cell in cell.contains { !$0.isWhitespace } }
        guard !filled.isEmpty else { return 0 }
        let known = filled.reduce(into: 0.0) { sum, cell in
            guard cell.utf8.count <= 60 else { return }
            sum += standard.familiarity(of: cell)
        }
        return known / Double(filled.count)
    }

    /// How far a text is a header: 1 for a known one, less for one of known words, 0 for anything else.
    private func familiarity(of text: String) -> Double {
        let phrase = HeaderPhrase(text)
        guard !phrase.tokens.isEmpty, phrase.tokens.count <= 8 else { return 0 }
        if exact[phrase.tokens.joined(separator: " ")] != nil || glued[phrase.glued] != nil { return 1 }
        if sorted[phrase.tokens.sorted().joined(separator: " ")] != nil { return 0.95 }
        if let other = phrase.otherTokens, exact[other.joined(separator: " ")] != nil { return 1 }
        if phrase.tokens.contains(where: { $0.allSatisfy(\.isNumber) }) { return 0 }
        return near(phrase.tokens.map(alternatives)).map(\.1).max().map { $0 >= 0.7 ? $0 * 0.9 : 0 } ?? 0
    }

    /// A header as one text that spelling, case and punctuation do not change.
    package static func normalised(_ header: String) -> String { HeaderPhrase(header).tokens.joined(separator: " ") }

    /// The words of a header in their long forms.
    static func words(of header: String) -> [String] { HeaderPhrase(header).tokens }

    // MARK: Words

    /// How much a word says.
    private static func weight(of token: String) -> Double {
        if token.allSatisfy(\.isNumber) { return 0.4 }
        return lightWords[token] ?? 1
    }

    private static let lightWords: [String: Double] = [
        "patient": 0.2, "the": 0.1, "of": 0.1, "s": 0.05, "for": 0.1, "a": 0.1, "an": 0.1, "and": 0.1, "to": 0.2,
        "is": 0.15,
        "no": 0.25, "date": 0.25, "code": 0.4, "id": 0.5, "ref": 0.5, "name": 0.6, "details": 0.1, "field": 0.1,
        "current": 0.3, "value": 0.1, "text": 0.7, "type": 0.6, "on": 0.3, "at": 0.2, "in": 0.3, "by": 0.3, "has": 0.2,
        "flag": 0.2,
        "status": 0.7, "record": 0.6,
    ]

    /// Words that no field has, and that are no misspelling of one.
    private static let otherWords: Set<String> = [
        "country", "balance", "spend", "spent", "total", "amount", "cost", "price", "paid", "debt", "owed", "invoice",
        "order",
        "orders", "frame", "frames", "occupation", "employer", "ethnicity", "religion", "fax", "website", "household",
        "loyalty", "points", "sphere", "sph", "cyl", "cylinder", "axis", "prism", "height", "weight", "tray", "till",
        "stock",
        "voucher", "nationality", "marital", "insurer", "insurance", "supplier", "brand", "colour", "color", "coating",
        "ni", "national", "passport", "discount", "vat", "deposit", "credit", "account_balance", "solicitor", "lab",
        "referrer", "referring", "consultant", "pharmacy", "pharmacist", "social", "worker", "landlord", "manager",
        "acuity", "va", "add_power", "nin", "parking", "shoe", "car", "driver", "driving", "licence", "varifocal",
        "varifocals", "bifocal", "bifocals", "tint", "tinted", "sunglasses", "vdu", "smoker",
        "polarised", "thinned", "progressive", "reading", "computer", "sport", "sports", "loyal", "veteran",
        "payment", "payments", "dispense", "dispensed", "dispensing", "collection", "collected", "delivery",
        "delivered",
        "photo", "photos", "photograph", "photography", "research", "questionnaire", "warranty", "guarantee",
        "subscription", "renewal", "statement", "bill", "certificate", "repair",
    ]

    private static let deathWords: Set<String> = [
        "deceased", "dead", "died", "rip", "death", "dod", "bereaved", "bereavement", "died", "late_patient",
    ]

    private static let stopWords: Set<String> = [
        "barred", "banned", "objection", "objects", "tps", "ctps", "dnc", "unsubscribe", "protected", "optout",
        "blacklist", "blacklisted", "donotcall", "donotcontact", "withdrawn", "withdrew", "revoked", "suppress",
        "suppressed", "suppression",
    ]

    private static let mailWords: Set<String> = [
        "email", "mail", "sms", "text", "post", "letter", "marketing", "newsletter", "promo", "promotions", "mailing",
        "mailshot",
        "recall", "reminder", "write",
    ]

    /// People beside the patient, by what they are to the patient.
    private static let persons: [String: String] = [
        "mother": "kin", "father": "kin", "guardian": "kin", "parent": "kin", "kin": "kin", "carer": "kin",
        "emergency": "kin", "spouse": "kin", "wife": "kin", "husband": "kin", "partner": "kin", "son": "kin",
        "daughter": "kin", "relative": "kin", "relation": "kin", "neighbour": "kin", "neighbor": "kin", "friend": "kin",
        "brother": "kin", "sister": "kin", "grandparent": "kin", "ice": "kin", "poa": "kin", "lpa": "kin",
        "appointee": "kin", "advocate": "kin", "nan": "kin", "gran": "kin",
        "gp": "gp", "doctor": "gp", "surgery": "gp",
        "school": "other", "employer": "other", "solicitor": "other", "consultant": "other", "referrer": "other",
        "hospital": "other", "pharmacy": "other", "insurer": "other", "supplier": "other", "landlord": "other",
        "warden": "other", "teacher": "other", "nurse": "other", "lab": "other",
    ]

    /// Whether a header names a person beside the patient.
    static func namesSomebodyElse(_ header: String) -> Bool { people(words(of: header)) != nil }

    /// The person whom a header names; nil where it names none but the patient.
    private static func people(_ tokens: [String]) -> String? {
        let found = Set(tokens.compactMap { persons[$0] })
        // `1st Degree Relative Glaucoma` is no person.
        if tokens.contains(where: { ["glaucoma", "degree", "history"].contains($0) }) { return nil }
        return ["gp", "other", "kin"].first(where: found.contains)
    }
}

/// Words that change what a header means so much that two headers are never the same with and without them.
struct Qualifiers: OptionSet, Hashable {
    let rawValue: UInt32
    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ token: String) {
        self = Self.words[token] ?? []
    }

    static let home = Qualifiers(rawValue: 1)
    static let work = Qualifiers(rawValue: 1 << 1)
    static let mobile = Qualifiers(rawValue: 1 << 2)
    static let next = Qualifiers(rawValue: 1 << 3)
    static let last = Qualifiers(rawValue: 1 << 4)
    static let person = Qualifiers(rawValue: 1 << 5)
    static let not = Qualifiers(rawValue: 1 << 6)
    static let lens = Qualifiers(rawValue: 1 << 7)
    static let family = Qualifiers(rawValue: 1 << 8)
    static let reminder = Qualifiers(rawValue: 1 << 9)
    static let consent = Qualifiers(rawValue: 1 << 10)
    static let email = Qualifiers(rawValue: 1 << 11)
    static let appointment = Qualifiers(rawValue: 1 << 12)
    static let start = Qualifiers(rawValue: 1 << 13)
    static let end = Qualifiers(rawValue: 1 << 14)
    static let first = Qualifiers(rawValue: 1 << 15)
    static let birth = Qualifiers(rawValue: 1 << 16)
    static let phone = Qualifiers(rawValue: 1 << 17)

    private static let words: [String: Qualifiers] = {
        let table: [(Qualifiers, String)] = [
            (.home, "home house landline land evening eve residential"),
            (.work, "work office business daytime day"), (.mobile, "mobile sms handset"),
            (.next, "next due future expiry upcoming overdue"), (.last, "last previous prior recent latest"),
            (
                .person,
                "gp doctor surgery mother father guardian parent kin carer emergency spouse wife husband partner son daughter relative neighbour friend school hospital"
            ),
            (.not, "not never stop optout suppressed suppress off unsubscribe refused declined blocked"),
            (.lens, "cl lens aftercare cla clac"), (.family, "family fh fhg foh"), (.reminder, "reminder letter sent"),
            (.consent, "consent ok allow allowed optin marketing promo mailing accepts gdpr"), (.email, "email"),
            (.appointment, "appointment booking slot"), (.start, "start begin begins from"),
            (.end, "end finish until ends"), (.first, "first forename given christian"), (.birth, "birth"),
            (.phone, "phone call telephone"),
        ]
        var words: [String: Qualifiers] = [:]
        for (qualifier, list) in table {
            for word in list.split(separator: " ") { words[String(word), default: []].insert(qualifier) }
        }
        return words
    }()
}
