import RecallCore
import RecallTestSupport
import Testing

@Suite struct DateTableTests {
    @Test func `every column of the table is read as it says`() throws {
        let table = try DateTable.load()
        #expect(table.cases.count >= 27)
        for column in table.cases {
            for result in column.read(today: table.today) {
                let id = column.id ?? ""
                #expect(result.decision.order?.rawValue == result.expected.order, "\(id)")
                for (index, reading) in result.readings.enumerated() {
                    #expect(
                        reading.day?.description == result.expected.iso[index],
                        "\(id): \(result.expected.cells[index]) → \(reading)")
                }
            }
        }
    }
}
