extension PatientFacts {
    /// The facts of a row as it was read.
    package init(row: ReadRow) {
        var memo = RowMemo()
        self.init(row: row, memo: &memo)
    }

    /// The facts of a row of a file whose rows share a memory.
    package init(row: ReadRow, memo: inout RowMemo) { self.init(row: row, kept: [], memo: &memo) }

    /// The facts of a row with what earlier exports said of its patient.
    package init(row: ReadRow, kept: [KeptCell], memo: inout RowMemo) {
        let whole = row.joined(kept)
        let choice = PhoneChoice(whole.phones)
        self.init(
            name: whole.name, birth: whole.dates[.dateOfBirth], lastTest: whole.dates[.lastExamDate],
            nextRecall: whole.dates[.nextRecallDate], lastVisit: whole.dates[.lastVisitDate],
            nextAppointment: whole.dates[.nextAppointmentDate], lastLensCheck: whole.dates[.lastClCheckDate],
            nextLensCheck: whole.dates[.nextClCheckDate], lensSpecificationExpiry: whole.dates[.clSpecExpiryDate],
            numbers: choice.candidates.map(\.number), hasReadNumber: choice.hasReadNumber)
        var joiner = FactsJoiner(facts: self)
        for cell in row.cells {
            if let said = memo.facts(of: cell) { joiner.add(said) }
        }
        for cell in kept.map(\.cell) {
            if let said = memo.facts(ofKept: cell) { joiner.add(said) }
        }
        self = joiner.finish()
    }
}

/// Joins what the cells of one row say.
private struct FactsJoiner {
    private var facts: PatientFacts
    /// Whether a condition column, the risk word or the notes say anything.
    private var isAnythingKnown = false
    private var isMarkedUnknown = false
    private var hasYesLensColumn = false
    private var hasNoLensColumn = false
    private var bareInterval: String?
    private var intervalUnit: GivenInterval.Unit?
    private var saysAppointment = false

    init(facts: PatientFacts) {
        self.facts = facts
        self.facts.isSaidChild = CellFacts.isChildTitle(facts.name.title)
    }

    mutating func add(_ said: CellFacts) {
        isAnythingKnown = isAnythingKnown || said.isAnythingKnown
        isMarkedUnknown = isMarkedUnknown || said.isMarkedUnknown
        for finding in said.findings { find(finding) }
        if let word = said.riskWord { add(word) }
        if let isLensWearer = said.isLensWearer {
            if isLensWearer { hasYesLensColumn = true } else { hasNoLensColumn = true }
        }
        if facts.interval == nil {
            facts.interval = said.interval
            bareInterval = bareInterval ?? said.bareInterval
            intervalUnit = intervalUnit ?? said.intervalUnit
        }
        // The column for it says more than a word beside a name.
        if said.deceased == .column || facts.deceased == nil { facts.deceased = said.deceased ?? facts.deceased }
        facts.isSaidChild = facts.isSaidChild || said.isSaidChild
        saysAppointment = saysAppointment || said.saysAppointment
        facts.hasGuardian = facts.hasGuardian || said.hasGuardian
        facts.doNotContact = facts.doNotContact || said.doNotContact
        facts.isOnPreferenceService = facts.isOnPreferenceService || said.isOnPreferenceService
        facts.reminderSuppressed = facts.reminderSuppressed || said.reminderSuppressed
        // A no anywhere outweighs a yes.
        if let consent = said.telephoneConsent {
            facts.telephoneConsent = (facts.telephoneConsent ?? true) && consent
        }
        if let consent = said.automatedConsent {
            facts.automatedConsent = (facts.automatedConsent ?? true) && consent
        }
    }

    mutating func finish() -> PatientFacts {
        // Of an appointment it is known that there is one, and not when.
        if saysAppointment, facts.nextAppointment == nil {
            let words = Subject.unreadStop.words
            find(Finding(subject: .unreadStop, words: words, field: .nextAppointmentDate))
        }
        facts.isClinicalStatusUnknown = !isAnythingKnown || isMarkedUnknown
        facts.isNoLensWearer = hasNoLensColumn && !hasYesLensColumn
        if facts.interval == nil, let bareInterval {
            facts.interval = GivenInterval(bareInterval, unit: intervalUnit ?? .month)
        }
        return facts
    }

    private mutating func find(_ finding: Finding) {
        guard !facts.findings.contains(where: { $0.subject == finding.subject && $0.field == finding.field }) else {
            return
        }
        facts.findings.append(finding)
    }

    private mutating func add(_ word: RiskWord) {
        func found(_ subject: Subject) -> Finding { Finding(subject: subject, words: subject.words, field: .riskLevel) }
        // Of several columns the first that says something stands; a level is never lowered by another column.
        switch (facts.riskWord, word) {
        case (nil, _), (.unknown, _): facts.riskWord = word
        case (.level(let known), .level(let other)): facts.riskWord = .level(max(known, other))
        case (_, .condition(let subject)): find(found(subject))
        case (.condition(let subject), .level):
            find(found(subject))
            facts.riskWord = word
        default: break
        }
    }
}

/// What one cell says by itself, whatever the rest of its row.
struct CellFacts {
    private(set) var findings: [Finding] = []
    /// Whether a condition column, the risk word or the notes say anything.
    private(set) var isAnythingKnown = false
    /// Whether the diabetes, glaucoma or family-history cell says that it is unknown.
    private(set) var isMarkedUnknown = false
    private(set) var riskWord: RiskWord?
    private(set) var isLensWearer: Bool?
    private(set) var interval: GivenInterval?
    /// A number of the interval column whose unit another column may give.
    private(set) var bareInterval: String?
    private(set) var intervalUnit: GivenInterval.Unit?
    private(set) var deceased: StopSource?
    private(set) var doNotContact = false
    private(set) var isOnPreferenceService = false
    private(set) var reminderSuppressed = false
    private(set) var telephoneConsent: Bool?
    private(set) var automatedConsent: Bool?
    private(set) var hasGuardian = false
    private(set) var isSaidChild = false
    /// Whether a column of the next appointment says that there is one, with its date or without: `Y`, `Booked`, `15-Dec`.
    private(set) var saysAppointment = false

    /// Reads a cell; nil where it says nothing.
    init?(_ cell: Cell) { self.init(cell, below: HeaderStop(cell.header)) }

    /// Reads a cell below a header that has been judged; nil where it says nothing.
    init?(_ cell: Cell, below header: HeaderStop) {
        isSaidChild = ChildWords.areSaid(by: cell)
        if header.mayBeSaid(by: cell.text), cell.field?.isSafety != true, cell.field?.isName != true {
            find(.unreadStop, words: Subject.unreadStop.words, cell.field ?? .clinicalNotesFreetext)
        }
        guard let field = cell.field else {
            readAnywhere(cell, .clinicalNotesFreetext)
            if findings.isEmpty, !isSaidChild { return nil }
            return
        }
        switch field {
        case _ where field.isPhone:
            hasGuardian = Self.namesParent(cell.text)
            readStopWords(cell, field)
        case .title, .salutation, .firstName, .lastName, .fullName: readName(cell, field)
        case .flagDiabetes, .flagGlaucoma, .flagFamilyHistoryGlaucoma, .flagOcularHypertension, .flagAmd,
            .flagMyopiaManagement, .flagOtherClinical:
            readCondition(cell, field)
        case .clinicalNotesFreetext:
            if Answer(cell.text) != .unknown { isAnythingKnown = true }
            readNotes(cell.text, field)
            readFlags(cell, field)
        case .riskLevel:
            readRisk(cell)
            readStopWords(cell, field)
        case .clWearer: readLensColumn(cell)
        case .recallIntervalMonths:
            readInterval(cell)
            readStopWords(cell, field)
            readRecallWords(cell, field)
        case .deceased: if Self.isStop(cell) { deceased = .column }
        case .doNotContact: readDoNotContact(cell)
        case .reminderSuppressed:
            reminderSuppressed = ColumnSense(cell).saysStop
            if !reminderSuppressed { readSafetyWords(cell, field) }
        case .consentRecallPhone: readConsent(cell)
        case .preferredContactMethod: readPreference(cell)
        case .patientStatus: readStatus(cell)
        case .guardianContact: readGuardian(cell)
        case .age:
            if !isSaidChild { return nil }
        case .nextAppointmentDate:
            readStopWords(cell, field)
            saysAppointment = Self.saysAppointment(cell.text)
            if findings.isEmpty, !isSaidChild, !saysAppointment { return nil }
        case .recallType, .nextRecallDate, .nextReminderDate, .reminderStage:
            readStopWords(cell, field)
            readRecallWords(cell, field)
            if findings.isEmpty, !isSaidChild { return nil }
        case .consentMarketing:
            readMarketing(cell)
            if findings.isEmpty { return nil }
        default:
            readStopWords(cell, field)
            if findings.isEmpty, !isSaidChild { return nil }
        }
    }

    /// Words against a call in a column that is about something else.
    private mutating func readStopWords(_ cell: Cell, _ field: Field) {
        // How often a patient is recalled, and on which telephone: never.
        if cell.text.lowercased() == "never", field.isPhone || field == .recallIntervalMonths {
            find(.unreadStop, words: Subject.unreadStop.words, field)
        }
        // Whoever has stopped smoking may be called.
        if cell.header.lowercased().contains("smok") { return }
        if let said = StopWords(cell.text) { find(said, field) } else { readSentence(cell, field) }
    }

    /// What a person has to see, or what stops at once, because of a cell's words.
    private mutating func find(_ said: StopWords, _ field: Field) {
        let subject: Subject =
            switch said {
            case .death: .deathUnclear
            case .gone, .settled: .unreadStop
            case .refusal: .refusal
            }
        find(subject, words: subject.words, field)
    }

    /// A sentence against a call beside what the column is about: `1 High St - DECEASED`, `please do not call` in the place of
    /// a telephone.
    private mutating func readSentence(_ cell: Cell, _ field: Field) {
        guard findings.isEmpty, Self.mayHoldSentence(cell.text) else { return }
        for mention in NoteReader.read(cell.text) where mention.isPresent {
            switch mention.subject {
            case .noCalls: find(.refusal, words: Subject.refusal.words, field)
            case .death, .deathUnclear: find(.deathUnclear, words: Subject.deathUnclear.words, field)
            default: break
            }
        }
        // A telephone with a word behind it: `07700 900101 STOP`.
        if field.isPhone, findings.isEmpty, StopWords(cell.text, in: .recall) != nil {
            find(.unreadStop, words: Subject.unreadStop.words, field)
        }
    }

    /// Whether a cell may hold more than what its column is about: most hold none of these letters one after the other.
    private static func mayHoldSentence(_ text: String) -> Bool {
        let bytes = text.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
        guard bytes.count >= 4 else { return false }
        for start in bytes.indices where sentenceLetters.contains(bytes[start]) {
            let rest = bytes[start...]
            if sentenceStems.contains(where: { rest.starts(with: $0) }) { return true }
        }
        return false
    }

    private static let sentenceStems: [[UInt8]] = [
        "deceas", "died", "dead", "passed", "death", "call", "contact", "ring", "phone", "stop", "hospice", "rip",
    ].map { Array($0.utf8) }
    private static let sentenceLetters = Set(sentenceStems.compactMap(\.first))

    /// Whether a text speaks against a call as notes do.
    private static func namesMatter(_ text: String) -> Bool {
        NoteReader.read(text).contains(where: \.isAgainstCalls)
    }

    /// Words by which a column about recalls says that there are to be none: `Recall Status` that reads `Suspended`.
    private mutating func readRecallWords(_ cell: Cell, _ field: Field) {
        guard findings.isEmpty, cell.text.utf8.contains(where: { $0 > 0x40 }) else { return }
        if RecallEnd.isSaid(by: cell.text, header: cell.header) || Self.namesMatter(cell.text)
            || field != .patientStatus && Answer(cell.text) == .other && !StatusWords.areOrdinary(cell)
        {
            find(.unreadStop, words: Subject.unreadStop.words, field)
        }
    }

    /// A consent that may be about calls as well as letters: who has refused it is looked at by a person. One about letters
    /// and messages stops only where its own words speak of calls or a death.
    private mutating func readMarketing(_ cell: Cell) {
        let field = Field.consentMarketing
        guard !Self.isAboutMail(cell.header) else {
            // `Post only` is the way in which letters are wanted.
            if !cell.text.lowercased().contains("only") { readStopWords(cell, field) }
            return
        }
        readStopWords(cell, field)
        guard findings.isEmpty else { return }
        let sense = ColumnSense(Cell(column: 0, field: .consentRecallPhone, header: cell.header, text: cell.text))
        let isRefused =
            switch Answer(cell.text) {
            case .yes: sense.isStopHeader
            case .no: !sense.isStopHeader && cell.text != "-"
            case .unknown: false
            case .other:
                Self.beginsWithNo(cell.text) || ContactSaying(cell.text, header: cell.header) == .refused
                    || ["no longer", "not now", "not any"].contains(where: cell.text.lowercased().hasPrefix)
                    || cell.text.lowercased().contains("erasure")
            }
        if isRefused { find(.unreadStop, words: Subject.unreadStop.words, field) }
    }

    /// `N (asked 2025)`, `No - told us in May`; not `No preference`.
    private static func beginsWithNo(_ text: String) -> Bool {
        let lowered = text.lowercased()
        let rest = lowered.hasPrefix("no") ? lowered.dropFirst(2) : lowered.hasPrefix("n") ? lowered.dropFirst() : ""
        guard let next = rest.first(where: { !$0.isWhitespace }) else { return false }
        return !next.isLetter && !next.isNumber && next != "/"
    }

    private static func saysAppointment(_ text: String) -> Bool {
        switch Answer(text) {
        case .yes: return true
        case .no, .unknown: return false
        case .other:
            guard !EmptyDates.contains(text) else { return false }
            let words = text.lowercased()
            return !["no", "not", "nil", "cancel", "dna", "fta", "0"].contains(where: words.hasPrefix)
        }
    }

    // MARK: Names

    private mutating func readName(_ cell: Cell, _ field: Field) {
        if NameReader.isMarkedDeceased(cell.text) { deceased = .name }
        // `John DNC`, `Mr do not call Smith`.
        if cell.text.contains(" "),
            NoteReader.read(cell.text).contains(where: { $0.subject == .noCalls && $0.isPresent })
        {
            find(.refusal, words: Subject.refusal.words, field)
        }
        // A preference may stand under a header that sounds like the name to be used.
        if field == .salutation, StopWords(cell.text) == .refusal {
            find(.refusal, words: Subject.refusal.words, field)
        }
        // `Fields (died)`, `Exors of Fields`, and a title `Died 2024`.
        for part in cell.text.split(whereSeparator: { "()[]".contains($0) }).dropFirst() {
            readNamePart(String(part), field)
        }
        if field == .title { readNamePart(cell.text, field) }
        let beginning = cell.text.lowercased()
        if ["exors of", "executors of", "executor of", "estate of", "the estate of", "exor of"].contains(
            where: beginning.hasPrefix)
        {
            find(.deathUnclear, words: Subject.deathUnclear.words, field)
        }
        // `The late`, `Late Mr`.
        if field == .title || field == .salutation, cell.text.lowercased().split(separator: " ").contains("late") {
            find(.deathUnclear, words: Subject.deathUnclear.words, field)
        }
        isSaidChild = isSaidChild || field == .title && Self.isChildTitle(cell.text)
    }

    private mutating func readNamePart(_ part: String, _ field: Field) {
        if let said = StopWords(part, in: .recall) { find(said, field) }
    }

    static func isChildTitle(_ title: String) -> Bool {
        title.lowercased().split { !$0.isLetter }.contains { childTitles.contains(String($0)) }
    }

    private static let childTitles: Set<String> = ["master", "mstr", "mast", "mst", "baby", "bby", "infant", "child"]

    private static func namesParent(_ text: String) -> Bool {
        // Most telephone cells hold no letter.
        guard text.utf8.contains(where: { $0 > 0x39 }) else { return false }
        let words = NoteReader.words(of: text)
        return words.contains { parentWords.contains($0) }
            || text.lowercased().split { !$0.isLetter }.contains { $0 == "guardian" || $0 == "guardians" }
    }

    private static let parentWords: Set<String> = ["mum", "mother", "dad", "father", "parent", "parents"]

    private mutating func readGuardian(_ cell: Cell) {
        switch Answer(cell.text) {
        case .no, .unknown: return
        case .yes, .other: break
        }
        // A family's number groups records; it names nobody.
        let header = cell.header.lowercased()
        if header.contains("family"), !cell.text.contains(where: \.isLetter) { return }
        hasGuardian = true
    }

    // MARK: Conditions

    private mutating func readCondition(_ cell: Cell, _ field: Field) {
        let answer = Answer(cell.text)
        let subjects = ColumnSubjects.of(header: cell.header, field: field)
        switch answer {
        case .yes:
            isAnythingKnown = true
            for subject in subjects { find(subject, words: subject.words, field) }
        case .no:
            isAnythingKnown = true
            if subjects.contains(.screened) { find(.unscreened, words: Subject.screened.words, field) }
        case .unknown:
            let matter: [Subject] = [.diabetes, .glaucoma, .glaucomaSuspect, .familyHistoryOfGlaucoma]
            if subjects.contains(where: matter.contains) { isMarkedUnknown = true }
        case .other:
            isAnythingKnown = true
            readText(cell.text, of: subjects.first, field)
        }
    }

    /// Text in a condition's column: read by itself if it speaks of that condition, else with its name in front.
    private mutating func readText(_ text: String, of subject: Subject?, _ field: Field) {
        var mentions = NoteReader.read(text)
        if let subject, !mentions.contains(where: { Self.speaks($0, of: subject) }) {
            mentions = NoteReader.read(subject.words + " " + text)
            if subject == .screened, Self.isRefusal(text) {
                mentions = [Mention(subject: .unscreened, isPresent: true, words: Subject.screened.words)]
            }
        }
        for mention in mentions where mention.isPresent && mention.subject != .limitedCalls {
            find(mention.subject, words: mention.words, field)
        }
    }

    private static func speaks(_ mention: Mention, of subject: Subject) -> Bool {
        if mention.subject == subject { return true }
        switch subject {
        case .glaucoma, .glaucomaSuspect:
            return mention.subject == .glaucoma || mention.subject == .glaucomaSuspect
                || mention.subject == .familyHistoryOfGlaucoma
        case .familyHistoryOfGlaucoma: return mention.subject == .glaucoma && !mention.isPresent
        case .ocularHypertension: return mention.subject == .treatedOcularHypertension
        case .screened: return mention.subject == .unscreened
        case .myopiaManagement: return mention.subject == .childTreatment || mention.subject == .orthoK
        default: return false
        }
    }

    /// `Declined` in the screening's own column.
    private static func isRefusal(_ text: String) -> Bool {
        let probe = NoteReader.read(text + " " + Subject.screened.words)
        return probe.contains { $0.subject == .unscreened }
    }

    private mutating func readNotes(_ text: String, _ field: Field) {
        var isLimited = false
        for mention in NoteReader.read(text) where mention.isPresent {
            if mention.subject == .limitedCalls {
                isLimited = true
            } else {
                find(mention.subject, words: mention.words, field)
            }
        }
        switch StopWords(text, in: .recall) {
        case .death? where !findings.contains(where: { $0.subject == .death }):
            find(.deathUnclear, words: Subject.deathUnclear.words, field)
        case .refusal? where !findings.contains(where: { $0.subject == .noCalls }):
            find(.refusal, words: Subject.refusal.words, field)
        case .gone? where findings.isEmpty, .settled? where findings.isEmpty:
            find(.unreadStop, words: Subject.unreadStop.words, field)
        case .death?, .refusal?, .gone?, .settled?, nil: break
        }
        if let wishes = TimeWishReader.read(text) {
            find(.callTimes, words: wishes.code, field)
        } else if isLimited {
            // No calls, but it cannot be told when or where.
            find(.unreadStop, words: Subject.unreadStop.words, field)
        }
    }

    /// A column of which it is not known what it holds may still refuse calls, or speak of a death; whose, is not said.
    private mutating func readAnywhere(_ cell: Cell, _ field: Field) {
        guard !HeaderVocabulary.namesSomebodyElse(cell.header) else {
            if StopWords(cell.text) == .refusal { find(.refusal, words: Subject.refusal.words, field) }
            return
        }
        readStopWords(cell, field)
        if RecallEnd.isAbout(cell.header) { readRecallWords(cell, field) }
        if Answer(cell.text) == .yes { readHeader(cell.header, field) }
        guard cell.text.contains(where: \.isLetter) else { return }
        for mention in NoteReader.read(cell.text) where mention.isPresent {
            switch mention.subject {
            case .noCalls: find(.noCalls, words: mention.words, field)
            case .death, .deathUnclear: find(.deathUnclear, words: mention.words, field)
            default: break
            }
        }
    }

    /// A column of yes and no that is headed by the matter itself: `Safeguarding`, `Lacks Capacity`, `Complaint`.
    private mutating func readHeader(_ header: String, _ field: Field) {
        for mention in NoteReader.read(header) where mention.isPresent && !mention.subject.isCondition {
            find(mention.subject == .death ? .deathUnclear : mention.subject, words: mention.words, field)
        }
    }

    /// `Restricted` among the words of a column of flags.
    private mutating func readFlags(_ cell: Cell, _ field: Field) {
        guard !findings.contains(where: { $0.subject == .noCalls }) else { return }
        let clauses = cell.text.split { [",", ";", "|", "/", "\n"].contains($0) }
        if clauses.contains(where: { StopWords(String($0)) == .refusal }) {
            find(.refusal, words: Subject.refusal.words, field)
        }
    }

    private mutating func find(_ subject: Subject, words: String, _ field: Field) {
        guard !findings.contains(where: { $0.subject == subject && $0.field == field }) else { return }
        findings.append(Finding(subject: subject, words: words, field: field))
    }

    private mutating func readRisk(_ cell: Cell) {
        var word = RiskWord(cell.text)
        if word == .unknown, cell.header.lowercased().filter(\.isLetter) == "highrisk" {
            switch Answer(cell.text) {
            case .yes: word = .level(.high)
            case .no: return
            case .unknown, .other: break
            }
        }
        if word != .unknown { isAnythingKnown = true }
        riskWord = word
    }

    private mutating func readLensColumn(_ cell: Cell) {
        switch Answer(cell.text) {
        case .yes:
            isLensWearer = true
            find(.contactLensWearer, words: Subject.contactLensWearer.words, .clWearer)
        case .no: isLensWearer = false
        case .unknown: break
        case .other:
            isLensWearer = true
            find(.contactLensWearer, words: Subject.contactLensWearer.words, .clWearer)
            readNotes(cell.text, .clWearer)
        }
    }

    private mutating func readInterval(_ cell: Cell) {
        if cell.text.utf8.allSatisfy({ (48...57).contains($0) }) {
            if let unit = GivenInterval.Unit(words: cell.header) {
                interval = GivenInterval(cell.text, unit: unit)
            } else {
                bareInterval = cell.text
            }
        } else if let given = GivenInterval(cell.text) {
            interval = given
        } else if cell.text.allSatisfy(\.isLetter) {
            intervalUnit = GivenInterval.Unit(words: cell.text)
        }
    }

    // MARK: Stops

    /// Whether a stop column says yes; any words that are no answer do, an empty date does not.
    private static func isStop(_ cell: Cell) -> Bool {
        switch Answer(cell.text) {
        case .yes: true
        case .no, .unknown: false
        case .other: !EmptyDates.contains(cell.text)
        }
    }

    /// What a column of channels, preferences, permissions or preferred times says.
    private mutating func readPreference(_ cell: Cell) {
        let field = Field.preferredContactMethod
        switch ContactSaying(cell.text, header: cell.header) {
        case .allowed: break
        case .refused:
            find(.refusal, words: Subject.refusal.words, field)
            return
        case .unread: find(.unreadStop, words: Subject.unreadStop.words, field)
        }
        if let said = StopWords(cell.text, in: .recall), said != .refusal { find(said, field) }
        let isColumn = ContactSaying.asksForTime(cell.header) || TimeWishReader.namesTimes(cell.text)
        if let wishes = TimeWishReader.read(cell.text, isColumn: isColumn) {
            find(.callTimes, words: wishes.code, field)
        }
    }

    /// Whether a consent is about letters and messages alone.
    private static func isAboutMail(_ header: String) -> Bool {
        HeaderVocabulary.words(of: header).contains {
            [
                "marketing", "promo", "promotions", "newsletter", "mailing", "mailshot", "email", "sms", "text", "post",
                "letter", "mail",
            ].contains($0)
        }
    }

    /// Words in the place of a yes or no that is none: `On Recall` that reads `Deceased`.
    private mutating func readSafetyWords(_ cell: Cell, _ field: Field) {
        guard Answer(cell.text) == .other, !EmptyDates.contains(cell.text) else { return }
        if let said = StopWords(cell.text, in: .record) {
            find(said, field)
        } else if Self.namesMatter(cell.text)
            || ContactSaying(cell.text, header: cell.header) != .allowed && !StatusWords.isOrdinary(cell.text)
        {
            find(.unreadStop, words: Subject.unreadStop.words, field)
        }
    }

    private mutating func readDoNotContact(_ cell: Cell) {
        guard ColumnSense(cell).saysStop else {
            readSafetyWords(cell, .doNotContact)
            return
        }
        let header = cell.header.lowercased().split { !$0.isLetter }
        if header.contains("tps") || header.contains("ctps") {
            isOnPreferenceService = true
            // More than that may have been written there.
            readStopWords(cell, .doNotContact)
        } else {
            doNotContact = true
        }
    }

    private mutating func readConsent(_ cell: Cell) {
        let sense = ColumnSense(cell)
        let isAutomated = sense.namesAutomatedCalls
        let answer: Bool?
        if sense.isStopHeader {
            answer = sense.saysStop ? false : Answer(cell.text) == .no ? true : nil
        } else {
            switch Answer(cell.text) {
            case .yes: answer = true
            case .no: answer = false
            case .unknown: answer = nil
            case .other:
                let wishes = TimeWishReader.read(cell.text)
                let isRefused =
                    sense.isRefusing || Self.beginsWithNo(cell.text)
                    || ContactSaying(cell.text, header: cell.header) == .refused
                answer = wishes == nil && isRefused ? false : nil
                if let wishes {
                    find(.callTimes, words: wishes.code, .consentRecallPhone)
                } else if answer == nil, ContactSaying(cell.text, header: cell.header) == .unread {
                    find(.unreadStop, words: Subject.unreadStop.words, .consentRecallPhone)
                }
            }
        }
        if isAutomated { automatedConsent = answer } else { telephoneConsent = answer }
    }

    private mutating func readStatus(_ cell: Cell) {
        switch PatientStatus(cell) {
        case .deceased: deceased = .status
        case .suppressed: reminderSuppressed = true
        case .settled, .unlisted: find(.unreadStop, words: Subject.unreadStop.words, .patientStatus)
        case .other:
            if StopWords(cell.text) == .refusal { find(.refusal, words: Subject.refusal.words, .patientStatus) }
            if NoteReader.read(cell.text).contains(where: { $0.subject == .deathUnclear && $0.isPresent }) {
                find(.deathUnclear, words: Subject.deathUnclear.words, .patientStatus)
            }
            readRecallWords(cell, .patientStatus)
        }
    }
}
