import RecallCore
import RecallSystem

/// A person's number, surname and telephones as bytes that every encoding writes in the same way.
struct PersonBytes: Sendable {
    fileprivate let id: [UInt8]
    fileprivate let names: [[UInt8]]
    /// The last nine and the last six digits of each telephone.
    fileprivate let numbers: Set<Int>
    fileprivate let ends: Set<Int>
    fileprivate let longest: Int

    /// Shorter numbers stand in every file, for other things.
    private static let leastOfNumber = 4
    private static let leastOfRun = 3

    fileprivate var hasTellingNumber: Bool { id.count >= Self.leastOfNumber }

    init(patientID: String, name: PersonName, numbers: [PhoneNumber]) {
        id = Array(PatientIdentity.key(patientID).utf8)
        names = Self.forms(of: name.last.lowercased())
        let digits = numbers.map { $0.e164.utf8.filter(PersonScan.isDigit).map { Int($0) - 48 } }
        self.numbers = Set(digits.map { $0.suffix(9).reduce(0) { $0 * 10 + $1 } })
        ends = Set(digits.map { $0.suffix(6).reduce(0) { $0 * 10 + $1 } })
        longest = max(id.count, names.map(\.count).max() ?? 0)
    }

    /// The longest run of letters that all encodings share; of a name without one, the name in UTF-8 and in the encodings of
    /// western Europe.
    private static func forms(of surname: String) -> [[UInt8]] {
        let runs = surname.split { !$0.isASCII || !$0.isLetter }
        if let run = runs.max(by: { $0.count < $1.count }), run.count >= leastOfRun { return [Array(run.utf8)] }
        guard surname.contains(where: \.isLetter) else { return [] }
        let latin = surname.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        return latin.count == surname.unicodeScalars.count ? [Array(surname.utf8), latin] : [Array(surname.utf8)]
    }

    /// Whether the name of a file or of a folder on the way holds the surname, a telephone or the number.
    func areNamed(in path: FolderPath) -> Bool {
        path.components.contains { name in
            var scan = PersonScan(self)
            scan.take(name, isLast: true)
            return scan.isPerhapsNamed
        }
    }
}

/// Looks for a person in bytes that come in pieces.
struct PersonScan {
    private let words: PersonBytes
    /// The end of what came before, so that nothing is lost between two pieces.
    private var text: [UInt8] = []
    private var isFirst = true

    private var hasID = false
    private var hasPartOfName = false
    private var hasName = false
    private var hasEndOfNumber = false
    private var hasNumber = false

    /// The digits of the run that goes on: how many, and the value of the last nine.
    private var runLength = 0
    private var runValue = 0

    /// Zeros in front of a number, which are looked back over.
    private static let mostZeros = 64

    init(_ words: PersonBytes) { self.words = words }

    /// The number, with the name or a telephone beside it somewhere; the number alone where nothing else is known.
    var names: Bool {
        hasID && (hasPartOfName || hasEndOfNumber || (words.names.isEmpty && words.numbers.isEmpty))
    }

    /// The surname, a telephone or the number alone.
    var isPerhapsNamed: Bool { hasName || hasNumber || (hasID && words.hasTellingNumber) }

    /// Takes the next piece. Without NUL bytes, UTF-16 reads like the others as far as letters and digits go.
    mutating func take(_ piece: [UInt8], isLast: Bool) {
        for byte in piece where byte != 0 {
            text.append((65...90).contains(byte) ? byte | 0x20 : byte)
            count(byte)
        }
        hasID = hasID || contains(words.id, isLast: isLast, isWord: Self.isWordByte)
        for name in words.names where !hasName {
            hasName = contains(name, isLast: isLast, isWord: Self.isLetter)
            hasPartOfName = hasPartOfName || hasName || contains(name, isLast: isLast, isWord: { _ in false })
        }
        let kept = words.longest + Self.mostZeros
        if text.count > kept {
            text.removeFirst(text.count - kept)
            isFirst = false
        }
    }

    private mutating func count(_ byte: UInt8) {
        guard Self.isDigit(byte) else {
            if !Self.isBetweenDigits(byte) { (runLength, runValue) = (0, 0) }
            return
        }
        runLength += 1
        runValue = (runValue * 10 + Int(byte) - 48) % 1_000_000_000
        if runLength >= 6, words.ends.contains(runValue % 1_000_000) { hasEndOfNumber = true }
        if runLength >= 9, words.numbers.contains(runValue) { hasNumber = true }
    }

    /// Whether a word stands in the text. One at the very end is looked for again once it is known what follows, and one at
    /// the very beginning was found before.
    private func contains(_ word: [UInt8], isLast: Bool, isWord: (UInt8) -> Bool) -> Bool {
        guard let first = word.first, text.count >= word.count else { return false }
        var place = 0
        while let start = text[place...].firstIndex(of: first), start + word.count <= text.count {
            place = start + 1
            let end = start + word.count
            guard text[start..<end].elementsEqual(word), isLast || end < text.count else { continue }
            var before = start
            // Some files pad the number with zeros.
            while before > 0, text[before - 1] == UInt8(ascii: "0") { before -= 1 }
            guard before > 0 ? !isWord(text[before - 1]) : isFirst else { continue }
            if end == text.count || !isWord(text[end]) { return true }
        }
        return false
    }

    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "-")
    }

    /// What people and systems write between the digits of a telephone.
    private static func isBetweenDigits(_ byte: UInt8) -> Bool { " -().+/".utf8.contains(byte) }
}
