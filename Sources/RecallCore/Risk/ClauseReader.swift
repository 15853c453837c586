/// Finds the phrases of one clause and decides what each of them says.
struct ClauseReader {
    private struct Found {
        var range: Range<Int>
        var meaning: NoteVocabulary.Meaning
    }

    private let tokens: [NoteScanner.Token]
    private let range: Range<Int>
    private let vocabulary: NoteVocabulary

    // What the clause as a whole says, found once so that the longest clause is read in one pass.
    private var firstAnimal = Int.max
    private var firstTreated = Int.max
    private var firstMissed = Int.max
    private var lastSettled = Int.min
    private var isDischarged = false
    private var hasTreatment = false
    private var family = FamilySide.none
    /// Whether somebody who goes back from a token comes to a negation, by the token's place in the clause.
    private var isDenied: [Bool] = []
    /// The same for the screening and the hospital, of which a patient may be "not in" or "not under".
    private var isDeniedPlace: [Bool] = []

    init(tokens: [NoteScanner.Token], range: Range<Int>, vocabulary: NoteVocabulary) {
        self.tokens = tokens
        self.range = range
        self.vocabulary = vocabulary
    }

    /// Adds what the clause says.
    mutating func read(into mentions: inout [Mention]) {
        let found = findPhrases()
        guard !found.isEmpty else { return }
        survey()
        surveyDenials(found)
        family = familySide()
        for item in found {
            switch item.meaning {
            case .nothing: break
            case .ruledOut(let subject): mentions.append(mention(subject, false, item.range))
            case .subject(let subject): judge(subject, item, into: &mentions)
            }
        }
    }

    private mutating func survey() {
        for position in range {
            let role = role(position)
            if role.contains(.animal) { firstAnimal = min(firstAnimal, position) }
            if role.contains(.settled) { lastSettled = position }
            if role.contains(.discharged) { isDischarged = true }
            if role.contains(.treatment) { hasTreatment = true }
            if tokens[position].word == vocabulary.treated { firstTreated = min(firstTreated, position) }
            if firstMissed == Int.max, let row = vocabulary.missedScreening.first(where: { stands($0, at: position) }) {
                firstMissed = position + row.count
            }
        }
    }

    private mutating func surveyDenials(_ found: [Found]) {
        isDenied = Array(repeating: false, count: range.count)
        isDeniedPlace = isDenied
        var next = found[...]
        for position in range {
            let offset = position - range.lowerBound
            while let first = next.first, first.range.upperBound <= position { next = next.dropFirst() }
            if let owner = next.first, owner.range.contains(position), isConditionWord(owner.meaning) {
                let before = owner.range.lowerBound - range.lowerBound - 1
                isDenied[offset] = before >= 0 && isDenied[before]
                isDeniedPlace[offset] = before >= 0 && isDeniedPlace[before]
                continue
            }
            let word = tokens[position].word
            let role = role(position)
            if role.contains(.negation) {
                isDenied[offset] = true
                isDeniedPlace[offset] = true
                continue
            }
            guard offset > 0, word != 0 else { continue }
            let isFiller = role.contains(.filler) || word == vocabulary.colon || word == vocabulary.equals
            isDenied[offset] = isFiller && isDenied[offset - 1]
            isDeniedPlace[offset] =
                (isFiller || vocabulary.placeWords.contains(word)) && isDeniedPlace[offset - 1]
        }
    }

    // MARK: Finding

    private func findPhrases() -> [Found] {
        var found: [Found] = []
        var position = range.lowerBound
        while position < range.upperBound {
            if let phrase = longestPhrase(at: position) {
                found.append(Found(range: position..<position + phrase.words.count, meaning: phrase.meaning))
                position += phrase.words.count
            } else {
                position += 1
            }
        }
        return found
    }

    private func longestPhrase(at position: Int) -> NoteVocabulary.Phrase? {
        let candidates = vocabulary.phrases[Int(tokens[position].word)]
        if candidates.isEmpty { return nil }
        return candidates.first { stands($0.words, at: position) }
    }

    private func stands(_ words: [UInt16], at position: Int) -> Bool {
        guard position >= range.lowerBound, position + words.count <= range.upperBound else { return false }
        for offset in words.indices where tokens[position + offset].word != words[offset] { return false }
        return true
    }

    private func role(_ position: Int) -> NoteVocabulary.Role { vocabulary.roles[Int(tokens[position].word)] }

    // MARK: Judging

    private enum FamilySide {
        case none
        /// A first-degree relative is named, or no distant one.
        case close
        case distantOnly
    }

    private func judge(
        _ subject: Subject, _ item: Found, into mentions: inout [Mention]
    ) {
        switch subject {
        case .death, .deathUnclear:
            let found = isNegated(item) ? nil : death(subject, item.range)
            mentions.append(mention(found ?? subject, found != nil, item.range))
        case .unreadStop:
            let isPresent = !isNegated(item) && !isCorrected(behind: item.range)
            mentions.append(mention(subject, isPresent, item.range))
        case .noCalls:
            switch limit(item.range) {
            case .none: mentions.append(mention(subject, true, item.range))
            case .elsewhere: mentions.append(mention(subject, false, item.range))
            case .some: mentions.append(mention(.limitedCalls, true, item.range))
            }
        case .complaint:
            let settled = lastSettled >= item.range.upperBound
            let present = isOfThePractice(item.range) && !settled && !isNegated(item)
            mentions.append(mention(subject, present, item.range))
        default:
            judgeCondition(subject, item, into: &mentions)
        }
    }

    private func judgeCondition(
        _ subject: Subject, _ item: Found, into mentions: inout [Mention]
    ) {
        if firstAnimal < item.range.lowerBound {
            mentions.append(mention(subject, false, item.range))
            return
        }
        if isNegated(item) {
            mentions.append(mention(subject, false, item.range))
            if subject == .screened { mentions.append(mention(.unscreened, true, item.range)) }
            return
        }
        if family != .none, subject != .referral, subject != .moved, subject != .powerOfAttorney,
            subject != .capacity || isOfFamily(before: item.range.lowerBound)
        {
            mentions.append(mention(subject, false, item.range))
            if subject == .glaucoma || subject == .glaucomaSuspect || subject == .familyHistoryOfGlaucoma {
                if subject == .familyHistoryOfGlaucoma { mentions.removeLast() }
                mentions.append(mention(.familyHistoryOfGlaucoma, family == .close, item.range))
            }
            return
        }
        switch subject {
        case .contactLensWearer, .extendedWear:
            mentions.append(mention(subject, !isFormerLens(item.range), item.range))
        case .glaucoma:
            mentions.append(mention(isUnsure(item.range) ? .glaucomaSuspect : .glaucoma, true, item.range))
        case .ocularHypertension:
            mentions.append(mention(isTreated(item.range) ? .treatedOcularHypertension : subject, true, item.range))
        case .moved:
            mentions.append(mention(subject, isMoveOfHouse(item.range), item.range))
        case .hospital:
            mentions.append(mention(subject, !isDischarged, item.range))
        case .screened:
            mentions.append(mention(isMissed(item.range) ? .unscreened : .screened, true, item.range))
        default:
            mentions.append(mention(subject, true, item.range))
        }
    }

    private func mention(_ subject: Subject, _ isPresent: Bool, _ place: Range<Int>) -> Mention {
        guard isPresent else { return Mention(subject: subject, isPresent: false, words: "") }
        let words = place.map { vocabulary.texts[Int(tokens[$0].word)] }.joined(separator: " ")
        return Mention(subject: subject, isPresent: true, words: words)
    }

    /// Whether somebody of the family stands in front: `wife has dementia`; in `dementia, call daughter` it is the patient.
    private func isOfFamily(before end: Int) -> Bool {
        (range.lowerBound..<end).contains { !role($0).isDisjoint(with: [.family, .firstDegree, .distant]) }
            || family == .close && vocabulary.familyPairs.contains { stands($0, at: range.lowerBound) }
    }

    // MARK: Denial

    private func isNegated(_ item: Found) -> Bool {
        isNegatedInFront(item) || isNegatedBehind(item.range)
    }

    private func isNegatedInFront(_ item: Found) -> Bool {
        let before = item.range.lowerBound - range.lowerBound - 1
        guard before >= 0 else { return false }
        // A patient who is "not in" the screening or "not under" the hospital is as plainly not there as one who is "not".
        let passesPlaces = item.meaning == .subject(.screened) || item.meaning == .subject(.hospital)
        return passesPlaces ? isDeniedPlace[before] : isDenied[before]
    }

    private func isConditionWord(_ meaning: NoteVocabulary.Meaning) -> Bool {
        switch meaning {
        case .subject(let subject), .ruledOut(let subject): subject.isCondition
        case .nothing: false
        }
    }

    private func isNegatedBehind(_ place: Range<Int>) -> Bool {
        var rest: [UInt16] = []
        var position = place.upperBound
        while position < range.upperBound {
            if stands(vocabulary.hasBeen, at: position) {
                position += 2
                continue
            }
            let word = tokens[position].word
            if word == vocabulary.negativeEnding, tokens[position - 1].word != vocabulary.hyphen { return false }
            if !role(position).contains(.copula) { rest.append(word) }
            // The longest denial is two words.
            if rest.count > 2 { return false }
            position += 1
        }
        return !rest.isEmpty && vocabulary.denials.contains(rest)
    }

    // MARK: Somebody else

    private func familySide() -> FamilySide {
        var isFamily = false
        var hasClose = false
        var hasDistant = false
        for position in range {
            let role = role(position)
            if role.contains(.family) { isFamily = true }
            if vocabulary.familyPairs.contains(where: { stands($0, at: position) }) { isFamily = true }
            if role.contains(.distant) {
                hasDistant = true
            } else if role.contains(.firstDegree) {
                if isByMarriage(position) { hasDistant = true } else { hasClose = true }
            }
        }
        guard isFamily || hasClose || hasDistant else { return .none }
        return hasClose || !hasDistant ? .close : .distantOnly
    }

    private func isByMarriage(_ position: Int) -> Bool {
        stands(vocabulary.inLaw, at: position + 1)
            || (position > range.lowerBound && role(position - 1).contains(.byMarriage))
    }

    /// Whether one of the three words before is a relative or an animal.
    private func isSomebodyElsesDeath(_ place: Range<Int>) -> Bool {
        var left = 3
        var position = place.lowerBound - 1
        while position >= range.lowerBound, left > 0 {
            if tokens[position].isWord {
                // `Husband and patient deceased`.
                if role(position).contains(.patient), position > range.lowerBound,
                    tokens[position - 1].word == vocabulary.and
                {
                    return false
                }
                if !role(position).isDisjoint(with: [.firstDegree, .distant, .animal]) { return true }
                left -= 1
            }
            position -= 1
        }
        return false
    }

    // MARK: Particulars

    private enum CallLimit {
        /// No call at all is wanted.
        case none
        /// Only at work, where nobody is called.
        case elsewhere
        case some
    }

    /// What *do not call* is limited to: a time, a place or a telephone. Safeguarding and its like never are.
    private func limit(_ place: Range<Int>) -> CallLimit {
        let last = vocabulary.texts[Int(tokens[place.upperBound - 1].word)]
        guard ["phone", "call", "calls", "ring", "contact", "telephone", "dnc"].contains(last),
            vocabulary.texts[Int(tokens[place.lowerBound].word)] != "safe"
        else { return .none }
        var next = place.upperBound
        if next < range.upperBound, role(next).contains(.callObject) { next += 1 }
        guard next < range.upperBound, !vocabulary.wholly.contains(where: { stands($0, at: next) }) else {
            return .none
        }
        guard !role(next).isDisjoint(with: [.limitsCalls, .dayTime]) || tokens[next].digits > 0 else { return .none }
        return next + 1 < range.upperBound && tokens[next + 1].word == vocabulary.work ? .elsewhere : .some
    }

    /// Whether a complaint, a solicitor or a legal action is the practice's matter: a profession is not, nor is an action
    /// against somebody else.
    private func isOfThePractice(_ place: Range<Int>) -> Bool {
        switch vocabulary.texts[Int(tokens[place.lowerBound].word)] {
        case "solicitor", "solicitors":
            var before = place.lowerBound - 1
            while before >= range.lowerBound, role(before).contains(.solicitorFiller) { before -= 1 }
            if before >= range.lowerBound, role(before).contains(.solicitorBefore) { return true }
            var behind = place.upperBound
            while behind < range.upperBound, role(behind).contains(.solicitorFiller) { behind += 1 }
            return behind < range.upperBound && role(behind).contains(.solicitorBehind)
        case "legal":
            guard place.upperBound < range.upperBound, tokens[place.upperBound].word == vocabulary.against else {
                return true
            }
            return range.suffix(from: place.upperBound).contains { vocabulary.practiceWords.contains(tokens[$0].word) }
        default: return true
        }
    }

    /// Whether *moved away from* names a place to live, and not `screens at work`.
    private func isMoveOfHouse(_ place: Range<Int>) -> Bool {
        guard place.upperBound < range.upperBound, tokens[place.upperBound].word == vocabulary.from else { return true }
        var next = place.upperBound + 1
        while next < range.upperBound, tokens[next].word == vocabulary.theWord { next += 1 }
        guard next < range.upperBound else { return true }
        return tokens[next].isCapitalised || vocabulary.areaWords.contains(tokens[next].word)
    }

    /// Whether the text goes on to say that what was wrong has been put right.
    private func isCorrected(behind place: Range<Int>) -> Bool {
        (place.upperBound..<tokens.count).contains { role($0).contains(.corrected) }
    }

    // MARK: Death

    /// What a word about death says of the patient: that the patient has died, that somebody may have, or nothing.
    private func death(_ subject: Subject, _ place: Range<Int>) -> Subject? {
        if isSomebodyElsesDeath(place) { return isToldByRelative(before: place.lowerBound) ? .deathUnclear : nil }
        guard subject == .death else {
            if isOfRelative(behind: place.upperBound) || isPassedOver(place) { return nil }
            return .deathUnclear
        }
        return death(place)
    }

    /// Whether a relative brings the news: `daughter rang to say mum has died` is written from the relative's side.
    private func isToldByRelative(before end: Int) -> Bool {
        guard
            let verb = (range.lowerBound..<end).first(where: { role($0).contains(.reported) })
        else { return false }
        let front = range.lowerBound..<verb
        if front.contains(where: { isRelative($0) }) { return !front.contains { role($0).contains(.patient) } }
        // `Told by son that dad died`, `call from wife`.
        let next = verb + 1
        guard next < end, tokens[next].word == vocabulary.by || tokens[next].word == vocabulary.from else {
            return false
        }
        return (next + 1..<min(end, next + 4)).contains { isRelative($0) }
    }

    /// Whether *passed* has something behind it that was passed: an examination, a message.
    private func isPassedOver(_ place: Range<Int>) -> Bool {
        guard vocabulary.texts[Int(tokens[place.upperBound - 1].word)] == "passed", place.upperBound < range.upperBound
        else { return false }
        let next = tokens[place.upperBound]
        return next.isWord && next.digits == 0 && !role(place.upperBound).contains(.month)
            && role(place.upperBound).isDisjoint(with: [.deathFiller, .limitsCalls])
    }

    /// Whether it is a relative's: `death of her husband`, `funeral of mum`; not `executor is the daughter`.
    private func isOfRelative(behind start: Int) -> Bool {
        guard start < range.upperBound, !role(start).contains(.copula) else { return false }
        return (start..<min(range.upperBound, start + 4)).contains { isRelative($0) }
    }

    private func isRelative(_ position: Int) -> Bool { !role(position).isDisjoint(with: [.firstDegree, .distant]) }

    /// What a plain word about death says, where nobody else is named as its subject.
    private func death(_ place: Range<Int>) -> Subject? {
        switch vocabulary.texts[Int(tokens[place.lowerBound].word)] {
        case "rip", "r": rip(place)
        case "died": died(place)
        default: isUnsure(place) ? .deathUnclear : .death
        }
    }

    /// *RIP* is plain in capitals or with a date; elsewhere it may be a hole in something, or a name.
    private func rip(_ place: Range<Int>) -> Subject? {
        let others = range.filter { !place.contains($0) && tokens[$0].isWord && tokens[$0].digits == 0 }
        let isInCapitals = place.allSatisfy { tokens[$0].isCapitals }
        // Where the whole clause is in capitals, they say nothing.
        let standsOut = isInCapitals && others.contains { !tokens[$0].isCapitals }
        let before = place.lowerBound - 1
        if others.contains(where: { role($0).contains(.torn) })
            || before >= range.lowerBound && role(before).contains(.article)
        {
            return standsOut ? .deathUnclear : nil
        }
        if isUnsure(place) { return .deathUnclear }
        if isInCapitals || isBeforeDate(place.upperBound) { return .death }
        let isAlone = others.allSatisfy { !role($0).isDisjoint(with: [.patient, .deathFiller]) }
        if !isAlone, tokens[place.lowerBound].isCapitalised, place.lowerBound > range.lowerBound { return nil }
        return .deathUnclear
    }

    /// *Died* is plain where nothing stands in front but the patient, and nothing where a thing does.
    private func died(_ place: Range<Int>) -> Subject? {
        var subject = place.lowerBound - 1
        while subject >= range.lowerBound, !tokens[subject].isWord || role(subject).contains(.deathFiller) {
            subject -= 1
        }
        let isPlain = subject < range.lowerBound || role(subject).contains(.patient)
        if isPlain { return isUnsure(place) ? .deathUnclear : .death }
        if !role(subject).isDisjoint(with: [.firstDegree, .distant, .animal]) { return nil }
        let front = range.lowerBound..<place.lowerBound
        let thing = front.last { role($0).contains(.thing) }
        let patient = front.last { role($0).contains(.patient) }
        if let thing, thing > patient ?? Int.min { return nil }
        return .deathUnclear
    }

    /// Whether a date follows: its day, month and year, a month by name, or a year.
    private func isBeforeDate(_ start: Int) -> Bool {
        var position = start
        while position < range.upperBound, tokens[position].digits == 0, !role(position).contains(.month) {
            let isPassed = role(position).contains(.limitsCalls) || !tokens[position].isWord
            guard isPassed, position < start + 2 else { return false }
            position += 1
        }
        guard position < range.upperBound else { return false }
        if role(position).contains(.month) || tokens[position].digits == 4 { return true }
        let rest = (position..<min(range.upperBound, position + 5)).filter { tokens[$0].isWord }
        if rest.count > 1, role(rest[1]).contains(.month) || tokens[rest[1]].digits == 4 { return true }
        return rest.prefix(3).count { (1...4).contains(tokens[$0].digits) } == 3
    }

    // MARK: More particulars

    private func isFormerLens(_ place: Range<Int>) -> Bool {
        var position = place.lowerBound
        while position > range.lowerBound {
            if ends(vocabulary.lensEndings, before: position) { return true }
            guard role(position - 1).contains(.lensFiller) else { return false }
            position -= 1
        }
        return false
    }

    private func ends(_ rows: [[UInt16]], before position: Int) -> Bool {
        rows.contains { stands($0, at: position - $0.count) }
    }

    private func isUnsure(_ place: Range<Int>) -> Bool {
        if place.lowerBound > range.lowerBound {
            let before = place.lowerBound - 1
            if tokens[before].word == vocabulary.question || role(before).contains(.unsureBefore) { return true }
            if ends([vocabulary.ruleOut], before: place.lowerBound) { return true }
        }
        guard place.upperBound < range.upperBound else { return false }
        return tokens[place.upperBound].word == vocabulary.question || role(place.upperBound).contains(.unsureBehind)
    }

    private func isTreated(_ place: Range<Int>) -> Bool { hasTreatment || firstTreated < place.lowerBound }

    private func isMissed(_ place: Range<Int>) -> Bool { firstMissed <= place.lowerBound }
}
