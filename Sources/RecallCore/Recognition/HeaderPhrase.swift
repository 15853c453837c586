/// A header as words: in small letters, parted where case, digits or punctuation part them, in their long forms.
struct HeaderPhrase: Equatable {
    /// The words as they stand.
    let words: [String]
    /// The words in their long forms, with turns of phrase as one word.
    let tokens: [String]
    /// Another way to take them: a "no" in front may deny or may be a number.
    let otherTokens: [String]?

    init(_ header: String) { self.init(words: Self.trimmed(Self.split(header))) }

    init(words: [String]) {
        self.words = words
        let number = Self.tokens(of: words)
        let denied = Self.denied(words).map(Self.tokens)
        // The order of the words says which is likelier; cells may still say otherwise.
        tokens = denied ?? number
        otherTokens = denied == nil ? nil : number
    }

    /// The words without what stands between them: `Post Code` and `Postcode` are one.
    var glued: String { words.joined() }

    // MARK: Parting

    private static func split(_ header: String) -> [String] {
        var words: [String] = []
        var word: [Unicode.Scalar] = []
        // `D.O.B.` is one word: single letters with dots between them.
        var isDotted = false
        // The tables of Unicode are slow to ask, and headers are seldom more than ASCII.
        func isLetter(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII ? isASCIILetter(scalar.value) : scalar.properties.isAlphabetic
        }
        func isASCIILetter(_ value: UInt32) -> Bool { (97...122).contains(value | 32) }
        func isDigit(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII ? (48...57).contains(scalar.value) : scalar.properties.numericType != nil
        }
        func isUppercase(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII ? (65...90).contains(scalar.value) : scalar.properties.isUppercase
        }
        func isLowercase(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII ? (97...122).contains(scalar.value) : scalar.properties.isLowercase
        }
        func close() {
            if !word.isEmpty { words.append(inSmallLetters(word)) }
            word.removeAll(keepingCapacity: true)
            isDotted = false
        }
        let scalars = Array(header.unicodeScalars)
        for (position, scalar) in scalars.enumerated() {
            if scalar == "#" {
                close()
                words.append("no")
                continue
            }
            guard isLetter(scalar) || isDigit(scalar) else {
                let joins = scalar == "." && (word.count == 1 || isDotted) && word.last.map(isLetter) == true
                if joins, position + 1 < scalars.count, isLetter(scalars[position + 1]) {
                    let isSingle = position + 2 >= scalars.count || !isLetter(scalars[position + 2])
                    if isSingle {
                        isDotted = true
                        continue
                    }
                }
                close()
                continue
            }
            if let before = word.last, !isDotted, position > 0,
                isLetter(scalars[position - 1]) || isDigit(scalars[position - 1])
            {
                let isUpper = isUppercase(scalar)
                let isHump = isLowercase(before) && isUpper
                let isLastCapital =
                    isUppercase(before) && isUpper && word.count > 1 && position + 1 < scalars.count
                    && isLowercase(scalars[position + 1])
                if isHump || isLastCapital || isDigit(before) != isDigit(scalar) { close() }
            }
            word.append(scalar)
        }
        close()
        return words
    }

    private static func inSmallLetters(_ word: [Unicode.Scalar]) -> String {
        guard word.allSatisfy(\.isASCII) else {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: word)
            return String(view).lowercased()
        }
        let letters = word.map { UInt8(truncatingIfNeeded: (65...90).contains($0.value) ? $0.value | 32 : $0.value) }
        return String(decoding: letters, as: UTF8.self)
    }

    /// Without the form that cells are to have, `(dd/mm/yyyy)` or `Y/N`, where other words are left.
    private static func trimmed(_ words: [String]) -> [String] {
        var words = words
        for pair in answers where words.count > 2 {
            if words.suffix(2).elementsEqual(pair) { words.removeLast(2) }
            if words.prefix(2).elementsEqual(pair) { words.removeFirst(2) }
        }
        if let first = words.firstIndex(where: { $0.hasPrefix("dd") }), first > 0,
            words[first...].allSatisfy(dateForms.contains)
        {
            words.removeSubrange(first...)
        }
        return words
    }

    private static let answers = [["y", "n"], ["yes", "no"]]
    private static let dateForms: Set<String> = ["dd", "mm", "yy", "yyyy", "ddmmyyyy", "ddmmyy"]

    /// The words with a denying "no" written out; nil where no word denies that way.
    private static func denied(_ words: [String]) -> [String]? {
        guard let place = words.firstIndex(of: "no"), place + 1 < words.count, words[place + 1] != "of",
            place == 0 || ["send", "receive", "accept"].contains(words[place - 1])
        else { return nil }
        var words = words
        words[place] = "not"
        return words
    }

    // MARK: Long forms

    private static func tokens(of words: [String]) -> [String] {
        var joined: [String] = []
        var rest = words[...]
        while let first = rest.first {
            if let (count, word) = phrase(rest) {
                joined += word
                rest = rest.dropFirst(count)
            } else {
                joined += longForms[first] ?? [first]
                rest = rest.dropFirst()
            }
        }
        return joined
    }

    /// The turn of phrase that the words begin with.
    private static func phrase(_ words: ArraySlice<String>) -> (Int, [String])? {
        let first = words.first ?? ""
        for (phrase, token) in phrases[first] ?? [] where words.count >= phrase.count {
            if words.prefix(phrase.count).elementsEqual(phrase) { return (phrase.count, token) }
        }
        return nil
    }

    /// Turns of phrase by their first word, the longer ones first.
    private static let phrases: [String: [([String], [String])]] = {
        let table: [(String, String)] = [
            ("next of kin", "kin"), ("date of birth", "birth"), ("d o b", "birth"), ("birth date", "birth"),
            ("e mail", "email"), ("contact lenses", "cl"), ("contact lens", "cl"), ("opted out", "optout"),
            ("opt out", "optout"), ("opts out", "optout"), ("opted in", "optin"), ("opt in", "optin"),
            ("do not", "not"), ("don t", "not"), ("does not", "not"), ("not to be", "not"), ("f h", "fh"),
            ("family history", "fh"), ("family hist", "fh"), ("fam hist", "fh"), ("fam history", "fh"),
            ("fam hx", "fh"), ("family hx", "fh"), ("a c", "aftercare"), ("land line", "landline"), ("o o", "oo"),
            ("r i p", "rip"), ("sight tests", "sight test"), ("dr s", "doctor"),
        ]
        var found: [String: [([String], [String])]] = [:]
        for (phrase, token) in table {
            let words = phrase.split(separator: " ").map(String.init)
            found[words[0], default: []].append((words, token.split(separator: " ").map(String.init)))
        }
        return found.mapValues { $0.sorted { $0.0.count > $1.0.count } }
    }()

    /// Short forms, and the words that they stand for.
    private static let longForms: [String: [String]] = {
        let table = """
            px patient|pt patient|pts patient|pat patient|patients patient|client patient|clients patient
            customer patient|customers patient|cust patient|num no|nr no|number no|numbers no|nos no|nbr no
            reference ref|refno ref no|ident id|identifier id|telephone phone|tel phone|tele phone|phones phone
            telephones phone|ph phone|fone phone|telno phone no|mob mobile|cell mobile|cellular mobile|mobiles mobile
            cellphone mobile phone|mobileno mobile no|appt appointment|appts appointment|apt appointment
            app appointment|appointments appointment|dob birth|birthdate birth|birthday birth|born birth
            dateofbirth birth|addr address|add address|adr address|addresses address|emails email|emailaddress email address
            eml email|mail mail|firstname first name|lastname last name|fullname full name|fname first name
            lname last name|sname surname|forenames forename|surnames surname|names name
            postcode post code|pcode post code|postal post|examination exam|examinations exam|exams exam|eyes eye
            eyetest eye test|sighttest sight test|tests test|lens lens|lenses lens|cls cl|diabetes diabetic|diab diabetic
            months month|mth month|mths month|optom optometrist|optoms optometrist|opthom optometrist
            optician optician|wk work|bus business|biz business|hm home|dt date|dte date|dates date|fhx fh|glauc glaucoma
            susp suspect|yr year|yrs year|recalls recall|rcl recall|rcll recall|reminders reminder|rem reminder
            prev previous|exp expiry|expires expiry|spec specification|comms communication|comm communication
            pref preferred|preference preferred|preferences preferred|dont not|donot not|mins minutes|minute minutes|txt text|texts text
            pvt private|mgmt management|mgt management|lst last|nxt next|mktg marketing|mkt marketing|prac practice
            emerg emergency|dec deceased|decd deceased|dcd deceased|cntct contact|optout optout|optin optin
            unsubscribed unsubscribe|nok kin|mum mother|mam mother|mom mother|mums mother|moms mother|dad father
            dads father|mothers mother|fathers father|parents parent|guardians guardian|carers carer|doctors doctor
            gps gp|schools school|calls call|called call|letters letter|notes note|comments comment|remarks remark
            flags flag|alerts alert|warnings warning|codes code|conditions condition|supressed suppressed
            surpressed suppressed|datetime date time|int interval|hist history|hx history|fam family
            """
        var forms: [String: [String]] = [:]
        for entry in table.split(whereSeparator: { $0 == "|" || $0.isNewline }) {
            let words = entry.split(separator: " ").map(String.init)
            forms[words[0]] = Array(words.dropFirst())
        }
        return forms
    }()

    /// The long form of one word, where it is a short one that is known.
    static func longForm(of word: String) -> [String]? { longForms[word] }

    /// Every short form that is known.
    static var shortForms: Dictionary<String, [String]>.Keys { longForms.keys }
}
