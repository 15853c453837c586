/// The words that stand beside numbers in telephone cells, in small letters.
enum PhoneWords {
    /// Words that say nothing.
    static let labels: Set<String> = [
        "tel", "telephone", "phone", "t", "mob", "mobile", "m", "cell", "home", "h", "hm", "landline", "number", "no",
        "num", "contact",
    ]

    /// Words that stand where a number would, and mean that there is none.
    static let fillers: Set<String> = [
        "n/a", "na", "none", "nil", "null", "unknown", "unk", "tbc", "tba", "tbd", "n/k", "nk", "nan", "x", "xx", "xxx",
        "xxxx", "blank", "empty", "undefined", "void", "n.a", "n.k", "n",
    ]

    /// Whole phrases of the same meaning.
    static let fillerPhrases: [[String]] = [
        ["not", "known"], ["not", "available"], ["not", "applicable"], ["not", "given"], ["not", "provided"],
        ["not", "supplied"], ["not", "recorded"], ["none", "given"], ["none", "provided"],
    ]

    /// Words that part two numbers and say nothing else.
    static let conjunctions: Set<String> = ["or", "and"]

    /// Words for other people.
    static let others: Set<String> = [
        "mum", "mother", "dad", "father", "parent", "parents", "wife", "husband", "hubby", "partner", "ptnr", "spouse",
        "son", "daughter", "brother", "sister", "gran", "nan", "grandma", "grandad", "grandmother", "grandfather",
        "grandson", "granddaughter", "aunt", "uncle", "niece", "nephew", "neighbour", "friend", "carer", "guardian",
        "nok", "c/o", "warden", "carehome",
    ]

    /// Words that come before the digits of an extension.
    static let extensions: Set<String> = ["ext", "extn", "extension", "x"]

    /// What makes the digits before it an hour or a count.
    static let hourSuffixes: Set<String> = ["am", "pm", "st", "nd", "rd", "th"]

    /// Words before which digits of their own are an hour or a count.
    static let afterHours: Set<String> = [
        "am", "pm", "oclock", "o'clock", "o", "to", "til", "till", "until", "onwards", "only", "hrs", "hours", "noon",
        "ish", "rings", "times", "weekdays", "weekends", "daily",
    ]

    /// Phrases by which staff mark a number as bad.
    static let bad: [[String]] = [
        ["wrong"], ["not", "in", "use"], ["no", "longer", "in", "use"], ["disconnected"], ["dead"], ["old"],
        ["do", "not", "use"], ["don't", "use"], ["dont", "use"], ["dnu"], ["unobtainable"], ["invalid"],
        ["out", "of", "order"], ["d", "n", "u"], ["ceased"], ["incorrect"], ["not", "him"], ["not", "her"],
        ["not", "his"],
        ["not", "hers"], ["not", "theirs"], ["not", "patient"], ["not", "the", "patient"], ["not", "patient's"],
        ["not", "working"], ["not", "in", "service"], ["out", "of", "service"], ["no", "longer", "valid"],
        ["no", "longer", "works"], ["not", "recognised"], ["someone", "else"], ["somebody", "else"], ["cut", "off"],
    ]

    /// Phrases that forbid calls, unless a word of `times` follows.
    static let bans: [[String]] =
        ["ring", "call", "phone", "contact"].flatMap { [["do", "not", $0], ["don't", $0], ["dont", $0]] }
        + [["no", "calls"], ["dnc"], ["d", "n", "c"]]

    /// Words that make a ban a wish about the hour or the place.
    static let times: Set<String> = ["before", "after", "until", "at", "in", "on", "between", "during"]

    /// What makes of the word *care* before it somebody else.
    static let careHomes: Set<String> = ["home", "home's", "homes"]

    /// Whether a word means somebody else, with the `'s` of the genitive or without.
    static func isOther(_ word: String) -> Bool {
        if others.contains(word) { return true }
        if word.hasSuffix("'s") { return others.contains(String(word.dropLast(2))) }
        if word.hasSuffix("s'") {
            return others.contains(String(word.dropLast(2))) || others.contains(String(word.dropLast()))
        }
        return word.hasSuffix("s") && others.contains(String(word.dropLast()))
    }
}
