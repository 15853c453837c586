import RecallCore
import Tabular
import Testing

@testable import RecallService

/// `inspect` goes by the encoding of a file's start until the whole is looked at: what stands at its end alone must count.
@Suite struct InspectLateBytesTests {
    private static let today = Day(iso: "2026-11-23")!

    @Test(arguments: [
        (Array("Renée".utf8), TextEncoding.utf8), ([0x52, 0x65, 0x6E, 0xE9, 0x65], .windows1252),
        ([0x52, 0x65, 0x6E, 0x82, 0x65], .ibm850), ([0x52, 0x00, 0x6E], .utf8),
        (Array("Ren\u{FFFD}e".utf8), .utf8),
    ])
    func `a large file is what all of its bytes say, and not its start alone`(
        name: [UInt8], encoding: TextEncoding
    ) async throws {
        var bytes = Array("Patient No,Surname,Forename,Mobile,Last Test Date\r\n".utf8)
        var row = 0
        while bytes.count < 1_500_000 {
            bytes += Array("\(40_017 + row),Whitfield,Alan,07700 900\(100 + row % 900),14/03/2024\r\n".utf8)
            row += 1
        }
        for _ in 0..<3 {
            bytes += Array("\(40_017 + row),Whitfield,".utf8) + name + Array(",07700 900123,14/03/2024\r\n".utf8)
            row += 1
        }
        let report = try await inspected(bytes, today: Self.today)
        let whole = try ExportReader(layouts: [], today: Self.today).read(ArraySource(bytes), name: report.file)
        #expect(report.reading.profile.encoding == encoding)
        #expect(report.reading.profile.rows == row)
        #expect(report.reading.profile.damage == whole.profile.damage)
        #expect(report.reading.profile.rejection == whole.profile.rejection)
        #expect(report.reading.recognition == whole.recognition)
        #expect(report.reading.profile.notes == whole.profile.notes)
    }
}
