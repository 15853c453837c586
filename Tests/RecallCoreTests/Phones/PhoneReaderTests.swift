import RecallTestSupport
import Testing

@testable import RecallCore

@Suite struct PhoneReaderTests {
    @Test func `every cell of the table reads as it says`() throws {
        let table = try CaseTable("phones.tsv")
        #expect(table.rows.count > 100)
        for row in table.rows {
            let reading = PhoneReader.read(row["raw"] ?? "")
            let wanted = ["e164", "kind", "flags", "refusal", "also"].map { row[$0] ?? "" }
            #expect(reading.columns == wanted, "\(row["id"] ?? "")")
        }
    }
}

extension PhoneReading {
    /// The reading in the columns of the table: e164, kind, flags, refusal, also.
    var columns: [String] {
        [
            number?.e164 ?? "", kind?.rawValue ?? "", flags.map(\.rawValue).joined(separator: ","), refusal.rawValue,
            also.map(\.e164).joined(separator: ","),
        ]
    }
}
