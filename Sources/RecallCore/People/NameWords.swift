/// The words of names that are no names: titles, letters behind, and the small words of surnames.
enum NameWords {
    /// Titles in small letters without full stops, and how they are written.
    static let titles: [String: String] = [
        "mr": "Mr", "mrs": "Mrs", "miss": "Miss", "ms": "Ms", "mx": "Mx", "master": "Master", "mstr": "Master",
        "mast": "Master", "dr": "Dr", "doctor": "Dr", "prof": "Prof", "professor": "Prof", "rev": "Rev", "revd": "Rev",
        "rev'd": "Rev", "reverend": "Rev", "sir": "Sir", "dame": "Dame", "lady": "Lady", "lord": "Lord",
        "capt": "Capt", "captain": "Capt", "major": "Major", "maj": "Major", "col": "Col", "colonel": "Col",
        "lt": "Lt", "sgt": "Sgt", "cllr": "Cllr", "councillor": "Cllr", "fr": "Fr", "father": "Fr",
        "sister": "Sister", "canon": "Canon", "rabbi": "Rabbi", "imam": "Imam", "hon": "Hon",
    ]

    /// Titles that may stand at the very end.
    static let endTitles: Set<String> = ["Mr", "Mrs", "Miss", "Ms", "Mx", "Master", "Dr", "Prof", "Rev"]

    /// Letters behind a name that mean nothing else, however they are written.
    static let letters: Set<String> = ["jr", "jnr", "sr", "snr", "mbe", "obe", "cbe", "bem", "phd", "bsc", "iii"]

    /// Letters behind a name only where they are written in capitals: else they are names, such as `Md`.
    static let capitalLetters: Set<String> = ["II", "MD", "JP", "KC", "QC"]

    /// Words after which a former or other name follows.
    static let formers: Set<String> = ["née", "nee", "formerly", "aka", "ne\u{301}e"]

    /// Marks of a person who has died.
    static let deceased: Set<String> = ["deceased", "dec'd", "decd", "rip"]

    /// Small in a surname where a word follows.
    static let small: Set<String> = [
        "van", "von", "der", "den", "de", "du", "da", "di", "dos", "del", "della", "ter", "ten", "zu", "bin", "ibn",
        "ap",
    ]

    /// Further words that belong to the surname behind them.
    static let joining: Set<String> = ["le", "la", "al", "el", "st", "ó", "o", "ní", "ni", "nic", "mac", "ab"]

    /// Surnames in Mac with a second capital.
    static let macs: Set<String> = [
        "donald", "leod", "kenzie", "gregor", "intyre", "kay", "lean", "millan", "neil", "pherson", "arthur",
        "dougall", "farlane", "innes", "kinnon", "lachlan", "lennan", "nab", "rae", "tavish", "aulay", "callum",
        "alister", "cormack", "bride", "namara", "dermott",
    ]

    /// Words, in small plain letters, that stand in cells of names and are no part of one.
    static let noNames: Set<String> = [
        "patient", "px", "customer", "unknown", "anon", "anonymous", "unnamed", "test", "testing", "testpatient",
        "dummy",
        "duplicate", "deceased", "merged", "xx", "tbc", "tba", "na", "nil", "null", "none", "noname", "name", "surname",
        "forename", "firstname", "lastname", "baby", "infant", "newborn", "twin", "not", "dont", "never", "please",
        "only",
        "phone", "telephone", "contact", "number", "wrong", "moved", "notes", "needs", "needed", "required",
        "interpreter",
        "translator", "domiciliary", "warning", "alert", "urgent", "complaint", "safeguarding", "solicitor", "nhs",
        "dnc",
        "dnr", "dna", "fta", "amd", "armd", "poag", "coag", "ntg", "oht", "dm", "iddm", "niddm", "fhg", "hes", "cl",
        "cls",
        "rgp", "gos", "vdu", "glauc", "squint", "wheelchair", "deaf", "pregnant", "carer", "guardian", "registered",
        "impaired", "suspect", "hiv", "stroke", "cancer", "tumour", "parkinsons", "schizophrenia", "misight",
        "miyosmart",
        "stellest", "monovision", "varifocal", "varifocals", "bifocal", "bifocals", "multifocal", "multifocals",
        "orthok",
        "atropine", "drops", "referred", "hospital", "prescription", "covid", "mrsa", "hepatitis", "aggressive",
        "abusive",
        "violent", "prisoner", "prison", "payer", "owes", "owing", "debt", "unpaid", "balance", "vip",
        "dob", "specsavers", "optician", "opticians", "exwife", "exhusband", "passed", "estate", "executors",
        "executor", "late", "account", "invoice", "email", "mobile", "address", "appointment", "cancelled", "inactive",
        "archived", "emigrated", "died", "dead", "hypertension", "lens", "lenses", "wearer", "spectacles", "recall",
        "reminder",
        "reminders",
    ]

    /// Beginnings of words for conditions.
    static let conditions = [
        "glauc", "diabet", "macul", "catarac", "retino", "keratoc", "myopi", "uveit", "dementia", "blind", "amblyop",
        "strabis", "alzheim", "epilep", "autis", "asthma", "hydroxychloro", "latanoprost", "degenerat", "prosthe",
    ]

    /// Words of sentences that may be names too: one of them says nothing, two are a note.
    static let sentences: Set<String> = [
        "do", "no", "call", "calls", "ring", "see", "to", "is", "has", "on", "at", "ask", "for", "with", "be", "will",
        "the",
        "of", "by", "son", "wife", "husband", "daughter", "mother", "father", "home", "care", "post", "letter", "text",
        "check", "under", "if", "and", "or", "in", "gone", "away", "left", "old", "new", "own", "use", "uses", "speak",
        "was", "as", "hard", "hearing", "high", "risk", "one", "eye", "eyed",
    ]

    static func isJoining(_ word: String) -> Bool {
        let key = word.lowercased()
        return small.contains(key) || joining.contains(key)
    }
}
