/// How near two words of headers are to each other: misspelt, cut short or without its vowels.
enum WordSpelling {
    /// How surely `word` stands for `known`, 0 to 1; nil where it does not.
    static func likeness(_ word: [UInt8], _ known: [UInt8]) -> Double? {
        guard word.count >= 3, known.count >= 3 else { return nil }
        let isCut = word.count < known.count && known.starts(with: word)
        if isCut, word.count >= 4 || known.count <= 6 { return 0.86 }
        if word[0] == known[0], word.count < known.count, consonants(known) == word { return 0.82 }
        guard word.count >= 4, known.count >= 4, abs(word.count - known.count) <= 2 else { return isCut ? 0.74 : nil }
        let most = known.count >= 8 ? 2 : 1
        let changed = distance(word, known, most: most)
        guard changed <= most else { return isCut ? 0.74 : nil }
        if changed == 2 { return 0.82 }
        // Swapped letters are the commonest slip, a wrong letter the rarest.
        let slip = word.count != known.count ? 0.9 : word.sorted() == known.sorted() ? 0.92 : 0.88
        return known.count >= 5 ? slip : slip - 0.06
    }

    private static func consonants(_ word: [UInt8]) -> [UInt8] {
        guard let first = word.first else { return [] }
        return [first] + word.dropFirst().filter { ![97, 101, 105, 111, 117].contains($0) }
    }

    /// The number of letters to change, add, drop or swap with a neighbour; more than `most` where there are more.
    static func distance(_ left: [UInt8], _ right: [UInt8], most: Int) -> Int {
        guard abs(left.count - right.count) <= most else { return most + 1 }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            row.reserveCapacity(right.count + 1)
            var least = i + 1
            for j in right.indices {
                var cost = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
                least = min(least, cost)
            }
            if least > most { return most + 1 }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}
