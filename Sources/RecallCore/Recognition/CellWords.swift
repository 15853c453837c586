/// What a short cell may be by its words alone.
struct CellWords: OptionSet, Hashable {
    let rawValue: UInt32
    init(rawValue: UInt32) { self.rawValue = rawValue }

    static let yes = CellWords(rawValue: 1)
    static let no = CellWords(rawValue: 1 << 1)
    /// A word that says "nothing here".
    static let filler = CellWords(rawValue: 1 << 2)
    static let title = CellWords(rawValue: 1 << 3)
    static let risk = CellWords(rawValue: 1 << 4)
    static let weekday = CellWords(rawValue: 1 << 5)
    static let stopStart = CellWords(rawValue: 1 << 6)
    static let sex = CellWords(rawValue: 1 << 7)
    static let examType = CellWords(rawValue: 1 << 8)
    static let slotStatus = CellWords(rawValue: 1 << 9)
    static let benefit = CellWords(rawValue: 1 << 10)
    static let channel = CellWords(rawValue: 1 << 11)
    static let recordStatus = CellWords(rawValue: 1 << 12)
    static let forename = CellWords(rawValue: 1 << 13)
    static let funding = CellWords(rawValue: 1 << 14)

    /// What the word, in small letters, may be.
    static func of(_ lowered: String) -> CellWords { table[lowered] ?? [] }

    /// Whether a cell of ASCII may be one of the words; false for nearly all that are none.
    static func mayKnow(_ bytes: Span<UInt8>) -> Bool {
        guard let length = UInt32(exactly: bytes.count), 1..<32 ~= length else { return false }
        let first = bytes[0]
        return lengths[Int((65...90).contains(first) ? first | 0x20 : first)] & 1 << length != 0
    }

    /// The lengths of the words, a bit for each, by their first byte.
    private static let lengths: [UInt32] = {
        var lengths = [UInt32](repeating: 0, count: 256)
        for word in table.keys {
            guard let first = word.utf8.first, word.utf8.count < 32 else { continue }
            lengths[Int(first)] |= 1 << UInt32(word.utf8.count)
        }
        return lengths
    }()

    private static let table: [String: CellWords] = {
        var table: [String: CellWords] = [:]
        func add(_ kind: CellWords, _ words: some Sequence<some StringProtocol>) {
            for word in words { table[word.lowercased(), default: []].insert(kind) }
        }
        let kinds: [Substring: CellWords] = [
            "boolean_true": .yes, "boolean_false": .no, "boolean_unknown": .filler, "risk_level": .risk,
            "exam_type": .examType, "appt_status": .slotStatus, "appt_blocked_slot": .slotStatus,
            "gos_form": .benefit, "gos_reason": .benefit, "recall_channel": .channel,
        ]
        for line in VocabularyTable.values.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "|")
            if let name = parts.first, let kind = kinds[name] { add(kind, parts.dropFirst()) }
        }
        for (kind, words) in further { add(kind, words.split(separator: "|")) }
        return table
    }()

    private static let further: [(CellWords, String)] = [
        (.yes, "✓|✔|checked|agreed|given|opted in|allowed|ok"),
        (.no, "refused|declined|not given|opted out|nil"),
        (.filler, "n/a|na|none|nil|null|unknown|tbc|n/k|nk|-|?|#n/a|not known|not asked|never"),
        (
            .title,
            "mr|mrs|miss|ms|mx|master|mstr|mast|dr|doctor|prof|professor|rev|revd|reverend|sir|dame|lady|lord|mr.|mrs.|ms.|dr.|prof.|rev.|capt|major|cllr|fr|sister|hon"
        ),
        (.risk, "moderate|very high|no risk|elevated"),
        (
            .weekday,
            "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|tues|thurs|weds"
        ),
        (.stopStart, "stop|start|stopped|started"),
        (.sex, "m|f|male|female|man|woman|boy|girl|non-binary|other"),
        (
            .examType,
            "contact lens|contact lenses|spectacles|contact lens check|sight test recall|ct|adult|child|annual"
        ),
        (.slotStatus, "attended|available|unbooked|vacant|dna'd|checked in|checked out"),
        (.benefit, "over 60|age 60+|diabetes|student 16-18|income support|gos 1|gos1|private|nhs"),
        (.funding, "private|nhs|pvt|p|n|nhs/private|vdu|corporate"),
        (.channel, "post|sms/text|text message|call|mobile|e-mail|home phone|whatsapp"),
        (
            .recordStatus,
            "active|inactive|live|archived|deceased|dormant|moved|moved away|gone away|left|transferred|lapsed|current|removed|deleted|merged|duplicate"
        ),
        (
            .forename,
            """
            james|john|robert|michael|william|david|richard|joseph|thomas|charles|christopher|daniel|matthew|anthony|mark|\
            paul|steven|stephen|andrew|kenneth|george|joshua|kevin|brian|edward|ronald|timothy|jason|ryan|jacob|gary|\
            nicholas|eric|jonathan|peter|alan|graham|ian|colin|keith|trevor|derek|roger|barry|neil|simon|martin|philip|\
            adam|jack|harry|oliver|noah|leo|arthur|muhammad|mohammed|ahmed|ali|mary|patricia|jennifer|linda|elizabeth|\
            barbara|susan|jessica|sarah|karen|nancy|lisa|margaret|betty|sandra|ashley|dorothy|kimberly|emily|donna|\
            michelle|carol|amanda|melissa|deborah|stephanie|rebecca|laura|sharon|cynthia|kathleen|amy|angela|shirley|\
            anna|brenda|pamela|emma|nicole|helen|samantha|katherine|christine|debra|rachel|carolyn|janet|catherine|\
            maria|heather|diane|ruth|julie|olivia|joyce|victoria|joan|evelyn|lauren|judith|megan|andrea|cheryl|hannah|\
            jacqueline|martha|gloria|teresa|ann|anne|sara|madison|frances|kathryn|janice|jean|alice|abigail|sophia|\
            grace|denise|amber|doris|marilyn|isabella|beverley|theresa|sheila|maureen|brian|gillian|lynn|hazel|iris|\
            fatima|aisha|priya|anil|sanjay|zoe|chloe|lucy|charlotte|sophie|ella|mia|ava|lily|freya|florence|raymond|\
            eileen|norman|dennis|stanley|frank|ernest|albert|fred|gordon|malcolm|clive|nigel|geoffrey|craig|darren|\
            lee|dean|wayne|stuart|gareth|rhys|owen|sian|carys|fiona|ewan|callum|hamish|siobhan|niamh|patrick|sean|liam
            """
        ),
    ]
}
