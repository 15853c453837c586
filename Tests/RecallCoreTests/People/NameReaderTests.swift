import RecallTestSupport
import Testing

@testable import RecallCore

@Suite struct NameReaderTests {
    @Test func `every name of the table reads as it says`() throws {
        let table = try CaseTable("names.tsv")
        #expect(table.rows.count > 20)
        for row in table.rows {
            let full = row["full_name"] ?? ""
            let name =
                full.isEmpty
                ? NameReader.read(
                    title: row["title"] ?? "", first: row["first_name"] ?? "", last: row["last_name"] ?? "")
                : NameReader.read(fullName: full)
            let wanted = ["want_title", "want_first_name", "want_last_name"].map { row[$0] ?? "" }
            #expect([name.title, name.first, name.last] == wanted, "\(row["id"] ?? "")")
        }
    }
}
