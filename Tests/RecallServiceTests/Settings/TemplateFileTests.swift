import Foundation
import RecallCore
import RecallTestSupport
import Tabular
import Testing

@testable import RecallService

/// Templates of the outbox files: what they can say, and what is refused with the line that it stands on.
@Suite struct TemplateFileTests {
    private func load(_ text: String, name: String = "mine.toml") throws -> Result<OutboxTemplate, ConfigProblems> {
        try ConfigFolder.with { folder in
            try folder.write(name, text)
            do {
                return .success(try TemplateFile.load(folder.path + "/" + name))
            } catch let problems as ConfigProblems {
                return .failure(problems)
            }
        }
    }

    private func problems(_ text: String) throws -> [ConfigProblem] {
        if case .failure(let problems) = try load(text) { return problems.problems }
        return []
    }

    @Test func `every shipped template loads, says whether it is verified, and tells which line is which`() throws {
        let folder = Fixtures.root.appending(path: "Config/templates").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".toml") }
            .sorted()
        #expect(
            names
                == ["4sight", "acuitas", "i-clarity", "optisoft", "optix", "standard", "vision-experts"].map {
                    $0 + ".toml"
                })
        for name in names {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            #expect(text.contains("\nverified = "), "\(name)")
            let template = try TemplateFile.load("\(folder)/\(name)")
            for kind in EventKind.allCases {
                let fields = template.sheet(kind).columns.compactMap { column -> OutboxField? in
                    if case .field(let field) = column.content { field } else { nil }
                }
                #expect(fields.contains(.eventID), "\(name) \(kind.rawValue)")
                #expect(fields.contains(.patientID), "\(name) \(kind.rawValue)")
            }
        }
        let standard = try TemplateFile.load("\(folder)/standard.toml")
        for kind in EventKind.allCases { #expect(standard.sheet(kind) == .standard(kind)) }
    }

    @Test func `a kind may say otherwise than the file`() throws {
        let template = try load(
            """
            delimiter = "semicolon"
            encoding = "windows-1252"
            date = "YYYY-MM-DD"
            name = "last-first"
            [bookings]
            date = "DD.MM.YYYY"
            delimiter = "tab"
            columns = ["event_id", { header = "Who", field = "full_name" }, { header = "Source", value = "Téléphone" }]
            [tasks]
            encoding = "utf-16le"
            """
        ).get()
        #expect(template.name == "mine")
        #expect(template.sheet(.outcomes).dateForm == .iso)
        #expect(template.sheet(.outcomes).dialect.delimiter == UInt8(ascii: ";"))
        #expect(template.sheet(.bookings).dateForm == .dayMonthYearDots)
        #expect(template.sheet(.bookings).dialect.delimiter == UInt8(ascii: "\t"))
        #expect(template.sheet(.bookings).nameForm == .lastFirst)
        #expect(template.sheet(.bookings).columns.map(\.header) == ["event_id", "Who", "Source"])
        #expect(template.sheet(.tasks).hasBOM)
        #expect(!template.sheet(.outcomes).hasBOM)
    }

    @Test func `what is wrong is refused with its line and what to write instead`() throws {
        let table: [(text: String, line: Int, words: String)] = [
            ("[bookings]\ncolumns = [\n  \"event_id\",\n  \"patient_di\",\n]\n", 4, "Did you mean patient_id?"),
            (
                "encoding = \"windows-1252\"\n[tasks]\ncolumns = [\n  \"event_id\",\n  { header = \"Größe Ω\", field = \"reason\" },\n]\n",
                5, "\"Ω\" cannot be written in windows-1252"
            ),
            (
                "encoding = \"ibm850\"\n[tasks]\ncolumns = [\"event_id\",\n { header = \"Von\", value = \"€\" }]\n", 4,
                "\"€\" cannot be written in ibm850"
            ),
            (
                "[tasks]\ncolumns = [\"event_id\",\n { header = \"a\\tb\", field = \"reason\" }]\n", 2,
                "control character U+9"
            ),
            ("[tasks]\ncolumns = [\"event_id\",\n { header = \"A\" }]\n", 3, "must have a field or a value"),
            (
                "[tasks]\ncolumns = [\"event_id\",\n { header = \"A\", field = \"note\" },\n { header = \"A\", field = \"reason\" }]\n",
                3, "over two columns"
            ),
            ("[tasks]\ncolumns = []\n", 2, "must be a list of columns"),
            ("[outcomes]\ncolumns = [\n\"event_id\",\n\"slot_id\"]\n", 4, "no field of this kind"),
            ("\n\ndate = \"MM/DD/YYYY\"\n", 3, "Write one of: DD/MM/YYYY"),
            ("[bookings]\nencoding = \"latin1\"\n", 2, "none of the words"),
            ("[booking]\ncolumns = []\n", 1, "Did you mean bookings?"),
            ("quotin = \"all\"\n", 1, "Did you mean quoting?"),
        ]
        for (text, line, words) in table {
            let found = try problems(text)
            #expect(found.count == 1, "\(text)\n\(found)")
            #expect(found.first?.line == line, "\(text)\n\(found)")
            #expect(found.first?.message.contains(words) == true, "\(text)\n\(found)")
        }
    }
}
