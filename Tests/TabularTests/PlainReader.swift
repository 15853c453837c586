import Tabular

/// A second reader, slow and obvious, that the fast one is held against.
enum PlainReader {
    /// The cells of every record, and the line and the byte at which each begins.
    static func records(_ bytes: [UInt8], _ dialect: Dialect) -> (cells: [[[UInt8]]], places: [[Int]]) {
        var records: [[[UInt8]]] = []
        var starts = [0]
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        var isInside = false
        var isStart = true
        var index = 0
        var hasRecord = false
        /// The place behind blanks that a padded dialect leaves out, if this byte stands there.
        func skipping(_ start: Int, to wanted: [UInt8?]) -> Int? {
            guard dialect.isPadded else { return nil }
            var place = start
            while at(place) == 32 || at(place) == 9, at(place) != dialect.delimiter { place += 1 }
            return place > start && wanted.contains(at(place)) ? place : nil
        }
        func at(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }
        while let byte = at(index) {
            hasRecord = true
            let following = at(index + 1)
            if let escape = dialect.escape, byte == escape, let following,
                following == dialect.quote || following == dialect.delimiter || following == escape || following == 10
                    || following == 13
            {
                let isPair = following == 13 && at(index + 2) == 10
                cell += isPair ? [13, 10] : [following]
                index += isPair ? 3 : 2
                isStart = false
                continue
            }
            if isInside {
                if byte == dialect.quote, following == byte {
                    cell.append(byte)
                    index += 2
                } else if byte == dialect.quote {
                    isInside = false
                    index += 1
                    if let place = skipping(index, to: [dialect.delimiter, 10, 13, nil]) { index = place }
                } else {
                    cell.append(byte)
                    index += 1
                }
                continue
            }
            if isStart, let quote = dialect.quote, let place = skipping(index, to: [quote]) {
                index = place
                continue
            }
            if isStart, byte == dialect.quote {
                isInside = true
                isStart = false
                index += 1
                continue
            }
            isStart = false
            if byte == dialect.delimiter {
                cells.append(cell)
                cell = []
                isStart = true
                index += 1
            } else if byte == 10 || byte == 13 {
                index += byte == 13 && following == 10 ? 2 : 1
                records.append(cells + [cell])
                starts.append(index)
                cells = []
                cell = []
                isStart = true
                hasRecord = false
            } else {
                cell.append(byte)
                index += 1
            }
        }
        if hasRecord { records.append(cells + [cell]) }
        return (records, starts.prefix(records.count).map { [line(of: $0, bytes), $0] })
    }

    /// The line that a byte stands on, from 1.
    private static func line(of place: Int, _ bytes: [UInt8]) -> Int {
        var line = 1
        for index in 0..<place where bytes[index] == 10 || bytes[index] == 13 {
            let isHalf = bytes[index] == 13 && index + 1 < bytes.count && bytes[index + 1] == 10
            if !isHalf { line += 1 }
        }
        return line
    }
}

/// All records of some bytes, and the lines and bytes at which they begin.
func readAll(
    _ bytes: [UInt8], _ dialect: Dialect, encoding: TextEncoding = .utf8, mixedWith: TextEncoding? = nil, chunk: Int
) throws -> (cells: [[[UInt8]]], places: [[Int]]) {
    var reader = try RecordReader(
        source: ArraySource(bytes), encoding: encoding, dialect: dialect, mixedWith: mixedWith, chunkSize: chunk)
    var cells: [[[UInt8]]] = []
    var places: [[Int]] = []
    while try reader.next() {
        cells.append((0..<reader.fieldCount).map { Array(reader.fieldBytes($0)) })
        places.append([reader.line, reader.byteOffset])
    }
    return (cells, places)
}
