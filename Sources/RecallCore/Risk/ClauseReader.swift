/// Finds the phrases of one clause and decides what each of them says.
struct ClauseReader {
    private struct Found {
        var range: Range<Int>
        var meaning: NoteVocabulary.Meaning
    }

    private let tokens: [NoteScanner.Token]
    private let range: Range<Int>
    private let vocabulary: NoteVocabulary

    init(tokens: [NoteScanner.Token], range: Range<Int>, vocabulary: NoteVocabulary) {
        self.tokens = tokens
        self.range = range
        self.vocabulary = vocabulary
    }

    /// Adds what the clause says.
    func read(into mentions: inout [Mention]) {
        let found = findPhrases()
        guard !found.isEmpty else { return }
        let family = familySide()
        for item in found {
            switch item.meaning {
            case .nothing: break
            case .ruledOut(let subject): mentions.append(mention(subject, false, item.range))
            case .subject(let subject): judge(subject, item, found, family, into: &mentions)
            }
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
        _ subject: Subject, _ item: Found, _ found: [Found], _ family: FamilySide, into mentions: inout [Mention]
    ) {
        switch subject {
        case .death:
            let present = !isSomebodyElsesDeath(item.range) && !isNegated(item, found)
            mentions.append(mention(subject, present, item.range))
        case .noCalls:
            mentions.append(mention(subject, !isLimited(item.range), item.range))
        case .complaint:
            let settled = follows(.settled, behind: item.range)
            mentions.append(mention(subject, !settled && !isNegated(item, found), item.range))
        default:
            judgeCondition(subject, item, found, family, into: &mentions)
        }
    }

    private func judgeCondition(
        _ subject: Subject, _ item: Found, _ found: [Found], _ family: FamilySide, into mentions: inout [Mention]
    ) {
        if isBehindAnimal(item.range) {
            mentions.append(mention(subject, false, item.range))
            return
        }
        if isNegated(item, found) {
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
            mentions.append(mention(subject, !range.contains { role($0).contains(.discharged) }, item.range))
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

    private func isNegated(_ item: Found, _ found: [Found]) -> Bool {
        isNegatedInFront(item, found) || isNegatedBehind(item.range)
    }

    private func isNegatedInFront(_ item: Found, _ found: [Found]) -> Bool {
        var position = item.range.lowerBound - 1
        // A patient who is "not in" the screening or "not under" the hospital is as plainly not there as one who is "not".
        let passesPlaces = item.meaning == .subject(.screened) || item.meaning == .subject(.hospital)
        while position >= range.lowerBound {
            if let other = found.first(where: { $0.range.contains(position) }), isConditionWord(other.meaning) {
                position = other.range.lowerBound - 1
                continue
            }
            let token = tokens[position]
            let role = vocabulary.roles[Int(token.word)]
            if role.contains(.negation) { return true }
            let isPassed =
                role.contains(.filler) || token.word == vocabulary.colon || token.word == vocabulary.equals
                || (passesPlaces && vocabulary.placeWords.contains(token.word))
            guard isPassed, token.word != 0 else { return false }
            position -= 1
        }
        return false
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

    private func isBehindAnimal(_ place: Range<Int>) -> Bool {
        (range.lowerBound..<place.lowerBound).contains { role($0).contains(.animal) }
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

    private func follows(_ wanted: NoteVocabulary.Role, behind place: Range<Int>) -> Bool {
        (place.upperBound..<range.upperBound).contains { role($0).contains(wanted) }
    }

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

    private func isTreated(_ place: Range<Int>) -> Bool {
        range.contains { role($0).contains(.treatment) }
            || (range.lowerBound..<place.lowerBound).contains { tokens[$0].word == vocabulary.treated }
    }

    private func isMissed(_ place: Range<Int>) -> Bool {
        (range.lowerBound..<place.lowerBound).contains { start in
            vocabulary.missedScreening.contains { stands($0, at: start) && start + $0.count <= place.lowerBound }
        }
    }
}
