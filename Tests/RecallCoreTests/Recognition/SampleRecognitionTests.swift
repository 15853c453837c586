import Foundation
import RecallCore
import RecallTestSupport
import Tabular
import Testing

/// What the manifest of the samples says of one file.
struct SampleTruth: Decodable {
    struct AlsoOK: Decodable {
        var fields: [String: [String?]]?
        var verdict: [String]?
    }

    struct Slots: Decodable {
        var free: Int
        var blocked: Int
        var with_patient: Int
    }

    var file: String
    var kind: String
    var fields: [String?]
    var header: [String]
    var date_order: String?
    var verdict: String
    var also_ok: AlsoOK
    var slots: Slots?

    static func all() throws -> [SampleTruth] {
        struct Manifest: Decodable { var files: [SampleTruth] }
        let data = try Data(contentsOf: Fixtures.root.appending(path: "Tests/Fixtures/Samples/manifest.json"))
        return try JSONDecoder().decode(Manifest.self, from: data).files
    }
}

@Suite struct SampleRecognitionTests {
    private let today = Day(iso: "2026-11-23")!

    private func recognise(_ file: String, layouts: [Layout] = []) throws -> (FileProfile, Recognition, ArraySource) {
        let source = ArraySource([UInt8](try Data(contentsOf: Fixtures.sample(file))))
        let profile = try FormatDetector.profile(source, headerAffinity: HeaderVocabulary.affinity(of:))
        var titles: [String] = []
        var records = try profile.records(of: source)
        while titles.count < profile.preambleRows, try records.next() {
            titles.append(records.strings().joined(separator: " "))
        }
        var recogniser = Recogniser(
            header: profile.headerRow == nil ? nil : profile.header, columns: profile.columns,
            today: today,
            fileName: file, titleLines: titles)
        var rows = try profile.dataRows(of: source)
        while try rows.next() { recogniser.add(rows.strings()) }
        return (profile, recogniser.finish(layouts: layouts), source)
    }

    @Test func `every sample is recognised without its layout, column by column`() throws {
        for truth in try SampleTruth.all() {
            let (_, recognition, _) = try recognise(truth.file)
            #expect(recognition.kind?.rawValue == truth.kind, "\(truth.file)")
            // Dates with the month's name are in no order that has to be decided, unless a layout says so.
            if let order = recognition.dateOrder { #expect(order.rawValue == truth.date_order, "\(truth.file)") }
            let verdicts = [truth.verdict] + (truth.also_ok.verdict ?? [])
            let verdict = FileVerdict.ofColumns(recognition)
            #expect(verdicts.contains(verdict.word.rawValue), "\(truth.file): \(verdict.reasons)")
            for (index, wanted) in truth.fields.enumerated() {
                let got = recognition.columns[index].field?.rawValue
                let allowed = [wanted] + (truth.also_ok.fields?[String(index)] ?? [])
                #expect(
                    allowed.contains(got),
                    "\(truth.file) \"\(truth.header[index])\": \(got ?? "none") for \(wanted ?? "none")")
            }
        }
    }

    @Test func `every sample is recognised by its layout, and gets its date order`() throws {
        for truth in try SampleTruth.all() {
            guard let kind = ExportKind(rawValue: truth.kind) else { continue }
            let columns = Dictionary(
                zip(truth.header, truth.fields.map { $0.flatMap(Field.init(rawValue:)) }), uniquingKeysWith: { $1 })
            let layout = Layout(
                name: "known", family: "known", kind: kind, provenance: "inferred", columns: columns,
                dateOrder: truth.date_order.flatMap(DateOrder.init(rawValue:)), source: .builtIn)
            let (_, recognition, _) = try recognise(truth.file, layouts: [layout])
            #expect(recognition.layout.name == "known", "\(truth.file)")
            #expect(recognition.dateOrder?.rawValue == truth.date_order, "\(truth.file)")
            for (index, wanted) in truth.fields.enumerated() {
                let got = recognition.columns[index].field?.rawValue
                let allowed = [wanted] + (truth.also_ok.fields?[String(index)] ?? [])
                #expect(allowed.contains(got), "\(truth.file) \"\(truth.header[index])\": \(got ?? "none")")
            }
        }
    }

    @Test func `what is remembered from row to row changes no row`() throws {
        for truth in try SampleTruth.all() where truth.kind == "patients" {
            let (profile, recognition, source) = try recognise(truth.file)
            let reader = RowReader(recognition, today: today, zone: .london)
            var memo = RowMemo()
            var rows = try profile.dataRows(of: source)
            while try rows.next() {
                let alone = reader.read(row: rows.row, line: rows.line, cells: rows.strings())
                let together = reader.read(row: rows.row, line: rows.line, cells: rows.strings(), memo: &memo)
                #expect(together == alone, "\(truth.file), row \(rows.row)")
                let lenses = RowMerger.aboutLenses(alone)
                #expect(
                    PatientFacts(row: lenses, memo: &memo) == PatientFacts(row: lenses),
                    "\(truth.file), row \(rows.row)")
            }
        }
    }

    @Test func `every diary has as many free, blocked and booked rows as it truly has`() throws {
        for truth in try SampleTruth.all() {
            guard let slots = truth.slots else { continue }
            let (profile, recognition, source) = try recognise(truth.file)
            let reader = RowReader(recognition, today: today, zone: .london)
            var counts: [Slot.Status: Int] = [:]
            var rows = try profile.dataRows(of: source)
            while try rows.next() {
                let slot = try DiaryReader.read(reader.read(row: rows.row, line: rows.line, cells: rows.strings()))
                    .get()
                counts[slot.status, default: 0] += 1
            }
            #expect(counts[.free] == slots.free, "\(truth.file)")
            #expect(counts[.blocked] == slots.blocked, "\(truth.file)")
            let withPatient = [Slot.Status.booked, .cancelled, .notAttended].reduce(0) { $0 + (counts[$1] ?? 0) }
            #expect(withPatient == slots.with_patient, "\(truth.file)")
        }
    }
}
