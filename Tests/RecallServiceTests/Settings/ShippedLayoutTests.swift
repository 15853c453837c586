import Foundation
import RecallCore
import RecallTestSupport
import Tabular
import Testing

@testable import RecallService

/// The layouts that ship.
@Suite struct ShippedLayoutTests {
    private static let systems = [
        "4sight", "acuitas", "i-clarity", "nvc-labs", "opticabase", "optinet-flex", "optisoft", "optix",
        "vision-experts",
    ]
    private static let today = Day(iso: "2026-11-23")!

    private static func shipped() throws -> [Layout] {
        try LayoutFile.load(
            folder: Fixtures.root.appending(path: "Config/layouts").path, source: .builtIn)
    }

    @Test func `every system has a layout for patients and for its diary, and says what it stands on`() throws {
        let layouts = try Self.shipped()
        for system in Self.systems {
            let own = layouts.filter { $0.family == system }
            #expect(Set(own.map(\.kind)) == [.patients, .slots], "\(system)")
        }
        for layout in layouts {
            #expect(["documented labels", "inferred"].contains(layout.provenance), "\(layout.name)")
            #expect(layout.dateOrder != nil, "\(layout.name)")
            let fields = Set(layout.columns.values.compactMap(\.self))
            switch layout.kind {
            case .patients: #expect(fields.contains { $0.isPhone }, "\(layout.name)")
            case .slots: #expect(fields.isSuperset(of: [.apptDate, .apptStartTime]), "\(layout.name)")
            case .suppressions, .settings: #expect(!fields.isEmpty, "\(layout.name)")
            }
        }
    }

    @Test func `a practice may name its system in full or in part, and has its layouts only`() throws {
        let layouts = try Self.shipped()
        let names = [
            ("optix", "optix"), ("OPTISOFT", "optisoft"), ("optinet-flex", "optinet-flex"), ("flex", "optinet-flex"),
            ("iclarity", "i-clarity"), ("Vision Experts", "vision-experts"), ("nvc", "nvc-labs"),
            ("optics", nil), ("", nil),
        ]
        for (name, family) in names { #expect(LayoutFamily.named(name, in: layouts) == family, "\(name)") }
        let own = LayoutFamily.only("optix", of: layouts)
        #expect(Set(own.map(\.family)) == ["optix", "do-not-call"], "lists of numbers are no system's")
        #expect(own.count { $0.family == "optix" } == layouts.count { $0.family == "optix" })
    }

    @Test func `a file with the headers of a layout is taken for that layout`() throws {
        let layouts = try Self.shipped()
        for layout in layouts {
            let headers = layout.columns.keys.sorted()
            let recogniser = Recogniser(
                header: headers, columns: headers.count, today: Self.today, fileName: "export.csv")
            let recognition = recogniser.finish(layouts: layouts)
            #expect(recognition.layout.name == layout.name)
            #expect(recognition.kind == layout.kind, "\(layout.name)")
            for column in recognition.columns {
                let wanted = layout.columns[column.header].flatMap(\.self)
                #expect(column.field == wanted, "\(layout.name): \(column.header)")
            }
        }
    }

    @Test func `every sample reads with the shipped layouts as its manifest says`() async throws {
        struct Manifest: Decodable {
            struct File: Decodable {
                struct AlsoOK: Decodable {
                    var fields: [String: [String?]]?
                    var verdict: [String]?
                }
                var file: String
                var kind: String
                var fields: [String?]
                var date_order: String?
                var verdict: String
                var also_ok: AlsoOK
            }
            var files: [File]
        }
        let data = try Data(contentsOf: Fixtures.root.appending(path: "Tests/Fixtures/Samples/manifest.json"))
        let files = try JSONDecoder().decode(Manifest.self, from: data).files
        #expect(files.count >= 15)
        let layouts = try Self.shipped()
        for truth in files {
            let report = try await InspectReport(
                path: Fixtures.sample(truth.file).path, layouts: { layouts }, today: Self.today,
                given: FormatDetector.Given()
            )
            let recognition = try #require(report.reading.recognition, "\(truth.file)")
            #expect(recognition.kind?.rawValue == truth.kind, "\(truth.file)")
            #expect(recognition.dateOrder?.rawValue == truth.date_order, "\(truth.file)")
            let verdicts = [truth.verdict] + (truth.also_ok.verdict ?? [])
            #expect(verdicts.contains(report.verdict.word.rawValue), "\(truth.file): \(report.reasons)")
            for (index, wanted) in truth.fields.enumerated() {
                let allowed = [wanted] + (truth.also_ok.fields?["\(index)"] ?? [])
                let column = recognition.columns[index]
                #expect(allowed.contains(column.field?.rawValue), "\(truth.file): \(column.header)")
            }
        }
    }
}
