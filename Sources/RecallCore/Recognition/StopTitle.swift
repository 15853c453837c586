/// Whether a file says by its name, or by a line above its table, that those in it must not be called.
///
/// A practice that lists its dead or its refusals exports them with the columns of its recall list.
package enum StopTitle {
    /// What a line between the rows says that is nothing but such a title; nil for every other row.
    ///
    /// - Parameter row: A row.
    /// - Returns: The title, cut to what a person has to see of it.
    package static func heading(in row: ReadRow) -> String? {
        // A number of rows or a date may stand beside it; a patient has a telephone or a date of birth.
        guard row.cells.count <= 3, row.phones.isEmpty, row.dates[.dateOfBirth] == nil,
            let text = row.cells.first?.text,
            text.utf8.count <= 60, saysStop(text.lowercased())
        else { return nil }
        return text
    }

    /// Reads a title.
    ///
    /// - Parameter title: The lines above the table and the file's name, in small letters.
    /// - Returns: Whether the file lists people who must not be called.
    static func saysStop(_ title: String) -> Bool {
        let words = title.split { !$0.isLetter }.map(String.init)
        let telling = words.filter { !$0.isEmpty && !neutral.contains($0) }
        if telling.count == 1, let only = telling.first, alone.contains(only) { return true }
        let text = " " + words.joined(separator: " ") + " "
        // `Recalls without deceased`, `all patients incl inactive`, `list TPS checked`.
        if words.contains(where: others.contains) { return false }
        // `All deceased`, and not `All patients`, `active and inactive`.
        if text.contains(" all patients ") { return false }
        if words.contains(where: wholes.contains), words.contains(where: livings.contains) { return false }
        if phrases.contains(where: { text.contains(" \($0) ") }) { return true }
        return !words.contains(where: denials.contains)
            && words.contains { word in word.contains("deceased") || stops.contains { word.hasPrefix($0) } }
    }

    private static let stops = [
        "deceased", "died", "dnc", "tps", "ctps", "optout", "optedout", "suppress", "inactive", "archived",
        "unsubscribe", "blacklist", "donotcall", "donotcontact",
    ]
    /// Words that say so where nothing else is said.
    private static let alone: Set<String> = [
        "rip", "dead", "decd", "moved", "exclude", "excluded", "exclusions", "removed", "blocked", "stopped", "stop",
        "stoplist", "blocklist", "children", "complaints", "leavers", "deaths", "unsubscribes", "objections",
        "withdrawn",
    ]
    /// Words of names that say nothing of whom a file lists.
    private static let neutral: Set<String> = [
        "csv", "txt", "tsv", "export", "list", "patients", "patient", "the", "of",
    ]
    private static let phrases = [
        "no recall", "no recalls", "dont call", "not to call", "block list", "stop list", "letter only", "letters only",
        "no longer patients",
        "do not contact", "do not call", "do not phone", "do not ring", "don t call", "no calls", "opted out",
        "opt outs", "do not recall", "don t ring", "don t recall", "never call", "never contact", "not to be recalled",
        "passed away", "withdrawn consent", "consent withdrawn", "deleted records", "no longer with us",
        "opt out", "moved away", "gone away", "gone aways", "wrong number", "wrong numbers", "no contact",
        "not to be called",
        "not to be contacted", "left practice", "already booked", "dead patients", "the dead",
    ]
    private static let others: Set<String> = [
        "excluding", "excluded", "exclude", "excl", "without", "minus", "less", "except", "incl", "including",
        "checked",
        "cleaned", "clean", "screened", "removed", "free",
    ]
    private static let wholes: Set<String> = ["all", "and", "plus", "with"]
    private static let livings: Set<String> = [
        "active", "live", "current", "recalls", "recall", "everyone", "due", "overdue",
    ]
    private static let denials: Set<String> = ["not", "non", "no"]
}
