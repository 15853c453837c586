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
        case .death:
            let present = !isSomebodyElsesDeath(item.range) && !isNegated(item)
            mentions.append(mention(subject, present, item.range))
        case .noCalls:
            mentions.append(mention(subject, !isLimited(item.range), item.range))
        case .complaint:
            let settled = lastSettled >= item.range.upperBound
            mentions.append(mention(subject, !settled && !isNegated(item), item.range))
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
        if family != .none, subject != .referral, subject != .moved, subject != .powerOfAttorney {
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
                if !role(position).isDisjoint(with: [.firstDegree, .distant, .animal]) { return true }
                left -= 1
            }
            position -= 1
        }
        return false
    }

    // MARK: Particulars

    /// Whether *do not call* is limited to a time or a place. Safeguarding and its like never are.
    private func isLimited(_ place: Range<Int>) -> Bool {
        guard place.upperBound < range.upperBound, role(place.upperBound).contains(.limitsCalls) else { return false }
        let last = vocabulary.texts[Int(tokens[place.upperBound - 1].word)]
        return ["phone", "call", "calls", "ring", "contact", "telephone", "dnc"].contains(last)
            && vocabulary.texts[Int(tokens[place.lowerBound].word)] != "safe"
    }

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
