/// What a header by itself says of those who have something below it, whatever the column was taken for.
///
/// `Reason for Leaving`, `Do Not Call Until`, `Bereavement`: nobody lists all words that stand below such a header, and any of
/// them marks the patient. `Callable`, `Still a Patient`: a no marks the patient.
struct HeaderStop {
    /// Whether something below the header marks people who must not be called.
    let stops: Bool
    /// Whether a no below the header marks them.
    let permits: Bool
    private let isReason: Bool

    /// Judges a header: once for all cells below it.
    init(_ header: String) {
        let words = HeaderVocabulary.words(of: header)
        let all = Set(words)
        isReason = !all.isDisjoint(with: ["reason", "reasons", "why"])
        stops = Self.stops(words, all, isReason: isReason)
        permits = Self.permits(words, all)
    }

    /// Whether a cell below the header may say that its patient must not be called, so that a person has to look.
    func mayBeSaid(by text: String) -> Bool {
        guard stops || permits else { return false }
        return switch Answer(text) {
        // Why is not known; that it is so stands there.
        case .unknown: !text.isEmpty && isReason && stops
        case .no: text != "-" && permits
        case .yes: stops
        case .other:
            stops && !EmptyDates.contains(text) && !Self.denials.contains(Self.letters(text))
                || permits && Self.isDenied(text)
        }
    }

    /// `No - asked in May`, `Excluded`, in the place of a no.
    private static func isDenied(_ text: String) -> Bool {
        let words = StatusWords.words(text)
        return words.first.map { ["n", "no", "not", "never"].contains($0) } ?? false
            || StopWords(text, in: .record) != nil
    }

    private static func stops(_ words: [String], _ all: Set<String>, isReason: Bool) -> Bool {
        guard all.isDisjoint(with: others) else { return false }
        // Letters, messages and their opt-outs are no calls; that only they are wanted is.
        if !all.isDisjoint(with: channels) { return all.contains("only") && all.isDisjoint(with: calls) }
        if !all.isDisjoint(with: marks) { return true }
        if words.contains("list"), words.contains("black") || words.contains("block") { return true }
        if words.contains("out"), words.contains("opt") || words.contains("opted") { return true }
        if isReason, !all.isDisjoint(with: ends) { return true }
        guard let denial = words.firstIndex(where: negations.contains) else { return false }
        // `No Of Recalls` counts them.
        if words[denial] == "no", words[(denial + 1)...].first == "of" { return false }
        return words[(denial + 1)...].contains { calls.contains($0) || $0 == "patient" }
    }

    private static func permits(_ words: [String], _ all: Set<String>) -> Bool {
        guard all.isDisjoint(with: others), all.isDisjoint(with: channels) else { return false }
        if !all.isDisjoint(with: permissions) { return true }
        if words.contains("opt"), words.contains("in"), !all.isDisjoint(with: calls) { return true }
        return words.contains("patient") && (words.contains("still") || words == ["is", "patient"])
    }

    private static func letters(_ text: String) -> String { text.lowercased().filter(\.isLetter) }

    private static let denials: Set<String> = [
        "noconcerns", "noconcern", "noneknown", "notapplicable", "nocomplaint", "nocomplaints", "nonerecorded",
        "notset",
        "notstopped", "notonhold", "notsuspended", "notdeceased", "notarchived", "notexcluded", "false", "never",
    ]
    private static let negations: Set<String> = ["no", "not", "don't", "dont", "never", "stop"]
    private static let calls: Set<String> = [
        "call", "calls", "called", "calling", "contact", "contacted", "recall", "recalls", "recalled", "ring", "phone",
        "phoned", "telephone", "ai", "robot", "reminder", "reminders", "correspondence",
    ]
    private static let ends: Set<String> = ["stop", "close", "closed", "decline", "declined", "left", "lost", "end"]
    private static let channels: Set<String> = [
        "email", "emails", "mail", "sms", "text", "texts", "post", "letter", "letters", "marketing", "newsletter",
        "promo", "promotions",
    ]
    private static let permissions: Set<String> = [
        "callable", "dialable", "diallable", "recallable", "eligible", "reachable", "campaign", "living", "alive",
    ]
    /// Words beside which the rest says something else.
    private static let others: Set<String> = [
        "eye", "right", "va", "sph", "cyl", "axis", "add", "lens", "lenses", "cl", "cls", "iop", "account",
        "accounts", "invoice", "order", "orders", "balance", "claim", "voucher", "job", "jobs", "task", "ticket",
        "payment", "frame", "frames", "stock", "drops", "smoking", "smoker", "drive", "drives", "driving", "work",
        "hes",
        "hospital", "referral", "count", "number", "id", "ref", "name", "attempts", "sent", "nhs", "gos", "test",
        "presenting", "chief", "symptoms", "symptom", "plan", "debit", "membership", "scheme", "subscription",
        "insurance", "days",
    ]
    private static let marks: Set<String> = [
        "deceased", "died", "dead", "death", "rip", "dod", "bereavement", "bereaved", "emigrated", "deactivated",
        "deactivation", "deactivate", "suspended", "suspension", "closure", "leaver", "leaving", "exit", "removal",
        "removed", "deletion", "deleted", "withdrawal", "withdrawn", "withdrew", "inactive", "inactivation", "archived",
        "archive", "archiving", "blacklist", "blacklisted", "banned", "barred", "exclusion", "excluded", "exclude",
        "objection", "objected", "unsubscribed", "unsubscribe", "unsubbed", "optout", "optedout", "dnr", "dnc",
        "safeguarding", "complaint", "complaints", "hold", "paused", "stopped", "deregistered", "terminated",
        "obsolete",
        "erasure", "erased", "hospice", "prison", "elsewhere", "nocall", "nocontact", "norecall", "donotcall",
        "donotcontact",
        "donotrecall", "dtdeath", "deathdate",
    ]
}
