import RecallPorts

/// Writes values one after the other into one text, from which `PackedTextReader` reads them in the same order.
///
/// A number is its digits and a semicolon; a text is the count of its bytes, a colon and the bytes; what is not there is
/// a full stop. A tenth of the time of JSON, which every patient of every plan would cost, and half its room.
///
/// Before them stands the version of the form: a `v`, its digits and a semicolon.
struct PackedTextWriter {
    private var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(512)
        bytes.append(PackedVersion.mark)
        put(PackedVersion.newest)
    }

    /// What was written.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func put(_ number: Int) {
        putDigits(number)
        bytes.append(UInt8(ascii: ";"))
    }

    mutating func put(_ number: Int?) {
        if let number { put(number) } else { bytes.append(UInt8(ascii: ".")) }
    }

    mutating func put(_ text: String) {
        var text = text
        putDigits(text.utf8.count)
        bytes.append(UInt8(ascii: ":"))
        text.makeContiguousUTF8()
        bytes.append(contentsOf: text.utf8)
    }

    mutating func put(_ text: String?) {
        if let text { put(text) } else { bytes.append(UInt8(ascii: ".")) }
    }

    mutating func put(_ word: (some RawRepresentable<String>)?) { put(word?.rawValue) }

    mutating func put(_ flag: Bool?) { put(flag.map { $0 ? 1 : 0 }) }

    /// Writes how many there are, and each.
    mutating func put<Values: Collection>(_ values: Values, each: (inout PackedTextWriter, Values.Element) -> Void) {
        put(values.count)
        for value in values { each(&self, value) }
    }

    private mutating func putDigits(_ number: Int) {
        if 0..<10 ~= number {
            bytes.append(UInt8(ascii: "0") + UInt8(number))
            return
        }
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }
}

/// Reads what `PackedTextWriter` wrote, in this version of the form or an earlier one. A text that it did not write is a
/// damaged database.
struct PackedTextReader {
    private let bytes: [UInt8]
    private var position = 0
    /// The version in which the text stands.
    private(set) var version = PackedVersion.unmarked

    init(_ text: String) throws(StoreError) {
        bytes = Array(text.utf8)
        guard bytes.first == PackedVersion.mark else { return }
        position = 1
        version = try number()
        guard (PackedVersion.unmarked + 1...PackedVersion.newest).contains(version) else { throw .damaged }
    }

    /// Whether everything has been read.
    var isAtEnd: Bool { position == bytes.count }

    mutating func optionalNumber() throws(StoreError) -> Int? {
        if takesNothing() { return nil }
        return try digits(until: UInt8(ascii: ";"))
    }

    mutating func optionalText() throws(StoreError) -> String? {
        if takesNothing() { return nil }
        let count = try digits(until: UInt8(ascii: ":"))
        guard count >= 0, count <= bytes.count - position else { throw .damaged }
        defer { position += count }
        return String(decoding: bytes[position..<position + count], as: UTF8.self)
    }

    mutating func number() throws(StoreError) -> Int { try there(try optionalNumber()) }

    mutating func text() throws(StoreError) -> String { try there(try optionalText()) }

    mutating func optionalFlag() throws(StoreError) -> Bool? { try optionalNumber().map { $0 != 0 } }

    mutating func optionalWord<Word: RawRepresentable<String>>(_ type: Word.Type) throws(StoreError) -> Word? {
        guard let text = try optionalText() else { return nil }
        return try there(Word(rawValue: text))
    }

    mutating func word<Word: RawRepresentable<String>>(_ type: Word.Type) throws(StoreError) -> Word {
        try there(try optionalWord(type))
    }

    /// Reads as many as were written.
    mutating func values<Value>(
        _ each: (inout PackedTextReader) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        let count = try number()
        // Each takes a byte at least, so that a damaged count asks for no room that is not there.
        guard count >= 0, count <= bytes.count - position else { throw .damaged }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try each(&self)) }
        return values
    }

    /// The value, which has to be there.
    func there<Value>(_ value: Value?) throws(StoreError) -> Value {
        guard let value else { throw .damaged }
        return value
    }

    private mutating func takesNothing() -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return false }
        position += 1
        return true
    }

    private mutating func digits(until end: UInt8) throws(StoreError) -> Int {
        var number = 0
        var isNegative = false
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") {
            isNegative = true
            position += 1
        }
        let start = position
        while position < bytes.count, bytes[position] != end {
            let digit = bytes[position] &- UInt8(ascii: "0")
            // More than eighteen digits were never written.
            guard digit < 10, position - start < 18 else { throw .damaged }
            number = number * 10 + Int(digit)
            position += 1
        }
        guard position < bytes.count, position > start else { throw .damaged }
        position += 1
        return isNegative ? -number : number
    }
}
