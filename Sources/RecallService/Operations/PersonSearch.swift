import Foundation
import RecallCore
import RecallSystem

/// Finds the files of a share that name a person, whatever their encoding.
struct PersonSearch {
    private let id: [UInt8]
    private let name: [UInt8]
    private let numbers: [[UInt8]]

    init(patientID: String, name: PersonName, numbers: [PhoneNumber]) {
        id = Array(PatientIdentity.key(patientID).utf8)
        // The letters that every encoding writes in the same way.
        let runs = name.last.lowercased().split { !$0.isASCII || !$0.isLetter }
        self.name = Array((runs.max { $0.count < $1.count } ?? "").utf8)
        self.numbers = numbers.map { Array($0.e164.suffix(6).utf8) }
    }

    /// The files that name the person, by their place.
    func files(in shared: SharedFolder) throws -> [String] {
        var found: [String] = []
        for folder in [
            PracticeFolders.archive, PracticeFolders.outbox, PracticeFolders.review, PracticeFolders.rejected,
            PracticeFolders.inbox,
        ] {
            for file in try shared.list(folder).files {
                let source = try shared.open(file.path)
                if isNamed(in: try source.read(0..<source.count)) { found.append("\(file.path)") }
            }
        }
        return found
    }

    /// Whether a file names the person: by the number, with the name or a telephone number beside it somewhere.
    func isNamed(in bytes: [UInt8]) -> Bool {
        // Without NUL bytes, UTF-16 reads like the others as far as letters and digits go.
        let text = Data(bytes.lazy.filter { $0 != 0 }.map { (65...90).contains($0) ? $0 + 32 : $0 })
        guard hasWord(id, in: text) else { return false }
        if name.isEmpty, numbers.isEmpty { return true }
        if !name.isEmpty, text.range(of: Data(name)) != nil { return true }
        let digits = Data(text.filter { (48...57).contains($0) })
        return numbers.contains { digits.range(of: Data($0)) != nil }
    }

    private func hasWord(_ word: [UInt8], in text: Data) -> Bool {
        var from = text.startIndex
        while let found = text.range(of: Data(word), in: from..<text.endIndex) {
            var start = found.lowerBound
            // Some files pad the number with zeros.
            while start > text.startIndex, text[start - 1] == UInt8(ascii: "0") { start -= 1 }
            let before = start > text.startIndex ? text[start - 1] : 32
            let after = found.upperBound < text.endIndex ? text[found.upperBound] : 32
            if !Self.isWordByte(before), !Self.isWordByte(after) { return true }
            from = found.lowerBound + 1
        }
        return false
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
    }
}
