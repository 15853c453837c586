import RecallCore
import RecallPorts

/// How what earlier exports said of a patient stands in the column `kept`; nothing is an empty text.
enum PackedKept {
    static func pack(_ kept: [KeptCell]) -> String {
        guard !kept.isEmpty else { return "" }
        var writer = PackedTextWriter()
        writer.put(kept) { writer, kept in
            writer.put(Int(kept.export))
            writer.put(kept.cell.column)
            writer.put(kept.cell.field)
            writer.put(kept.cell.header)
            writer.put(kept.cell.text)
            writer.put(kept.day.map { Int($0.number) })
        }
        return writer.text
    }

    static func unpack(_ text: String) throws(StoreError) -> [KeptCell] {
        guard !text.isEmpty else { return [] }
        var reader = try PackedTextReader(text)
        let kept = try reader.values { (reader: inout PackedTextReader) throws(StoreError) in
            KeptCell(
                export: Int64(try reader.number()),
                cell: Cell(
                    column: try reader.number(), field: try reader.optionalWord(Field.self),
                    header: try reader.text(), text: try reader.text()),
                day: try reader.optionalNumber().map { Day(number: $0) })
        }
        guard reader.isAtEnd else { throw .damaged }
        return kept
    }
}
