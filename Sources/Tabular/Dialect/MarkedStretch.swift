/// A stretch of a file, and where the quotation marks and backslashes stand in it, which are few.
struct MarkedStretch {
    static let backslash = UInt8(ascii: "\\")
    private static let double = UInt8(ascii: "\"")
    private static let single = UInt8(ascii: "'")

    let bytes: [UInt8]
    private var doubles: [Int] = []
    private var singles: [Int] = []
    private var backslashes: [Int] = []
    /// Whether each byte stands anywhere.
    private let isThere: [Bool]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let span = bytes.span
        var isThere = [Bool](repeating: false, count: 256)
        for index in span.indices { isThere[Int(span[index])] = true }
        self.isThere = isThere
        ByteSearch.forEach(ByteSearch.Wanted(Self.double, Self.single, Self.backslash, Self.backslash, nil), in: span) {
            switch span[$0] {
            case Self.double: doubles.append($0)
            case Self.single: singles.append($0)
            default: backslashes.append($0)
            }
        }
    }

    func has(_ byte: UInt8) -> Bool { isThere[Int(byte)] }

    /// Whether each apostrophe stands behind a backslash.
    var escapesEveryApostrophe: Bool {
        singles.allSatisfy { before($0) == Self.backslash }
    }

    /// Whether a quote stands where a cell begins.
    func opens(_ quote: UInt8, _ delimiter: UInt8) -> Bool {
        places(of: quote).contains { place in
            let before = before(place)
            return before == delimiter || before == 0x0A || before == 0x0D
        }
    }

    /// Whether blanks stand between a delimiter and a quote anywhere.
    func hasPadding(_ quote: UInt8, _ delimiter: UInt8) -> Bool {
        func isBlank(_ byte: UInt8) -> Bool { byte != delimiter && (byte == 0x20 || byte == 0x09) }
        return places(of: quote).contains { place in
            var left = place - 1
            while left >= 0, isBlank(bytes[left]) { left -= 1 }
            if left < place - 1, left >= 0, bytes[left] == delimiter { return true }
            var right = place + 1
            while right < bytes.count, isBlank(bytes[right]) { right += 1 }
            return right > place + 1 && right < bytes.count && bytes[right] == delimiter
        }
    }

    /// Whether a backslash stands right before a byte anywhere.
    func hasBackslash(before byte: UInt8) -> Bool {
        backslashes.contains { $0 + 1 < bytes.count && bytes[$0 + 1] == byte }
    }

    /// Where a quote stands; one that is neither of the usual ones was given by whoever calls.
    private func places(of quote: UInt8) -> [Int] {
        switch quote {
        case Self.double: doubles
        case Self.single: singles
        default: bytes.indices.filter { bytes[$0] == quote }
        }
    }

    /// The byte before a place; a line end before the first.
    private func before(_ place: Int) -> UInt8 { place == 0 ? 0x0A : bytes[place - 1] }
}
