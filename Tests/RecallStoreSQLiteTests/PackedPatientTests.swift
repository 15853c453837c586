import RecallConformance
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@testable import RecallStoreSQLite

/// How a patient stands in the database.
@Suite struct PackedPatientTests {
    @Test func `a row and what it comes to are read as they were stored`() throws {
        var random = SeededGenerator(seed: 7)
        var columns = PackedColumns()
        var stored: [(row: ReadRow, packed: String)] = []
        for _ in 0..<500 {
            let row = Self.row(&random)
            stored.append((row, try row.packed(&columns)))
            let facts = Self.facts(&random)
            #expect(try PatientFacts(packed: facts.packed) == facts, "seed 7")
        }
        let read = try PackedColumns(packed: columns.packed)
        #expect(read == columns)
        for (row, packed) in stored { #expect(try ReadRow(packed: packed, read) == row, "seed 7") }
    }

    @Test func `a text says which version it is of, and one that stood without is read as it was stored`() throws {
        var random = SeededGenerator(seed: 17)
        var columns = PackedColumns()
        func unmarked(_ text: String) throws -> String {
            #expect(text.hasPrefix("v1;"))
            #expect(!PackedVersion.isOld(text))
            let body = String(text.dropFirst("v1;".count))
            #expect(PackedVersion.isOld(body))
            #expect(try PackedTextReader(body).version == 0)
            #expect(try PackedTextReader(text).version == 1)
            return body
        }
        var stored: [(row: ReadRow, old: String)] = []
        for _ in 0..<500 {
            let row = Self.row(&random)
            stored.append((row, try unmarked(try row.packed(&columns))))
            let facts = Self.facts(&random)
            #expect(try PatientFacts(packed: try unmarked(facts.packed)) == facts, "seed 17")
        }
        let read = try PackedColumns(packed: try unmarked(columns.packed))
        #expect(read == columns)
        for (row, old) in stored {
            let found = try ReadRow(packed: old, read)
            #expect(found == row, "seed 17")
            var columns = read
            #expect(try found.packed(&columns) == "v1;" + old, "packed anew, nothing but its version is new")
            #expect(columns == read)
        }
    }

    @Test func `a version that nobody has written is damage`() {
        for text in ["v", "v;", "v0;", "v2;", "v-1;", "v01x;", "v99999999999999999999;", "vv1;", ""] {
            #expect(throws: StoreError.damaged, "\(text)") { try PatientFacts(packed: text) }
        }
    }

    /// A member that is added has to be packed too; then the numbers here change with it. The times of a diary's row are no
    /// patient's.
    @Test func `no member is left out`() {
        #expect(Mirror(reflecting: PatientFacts()).children.count == 24)
        #expect(Mirror(reflecting: ReadRow(row: 0, line: 1)).children.count == 9)
        #expect(Mirror(reflecting: Cell(column: 0, field: nil, header: "", text: "")).children.count == 4)
        let phone = ReadPhone(column: 0, field: .mobilePhone, reading: PhoneReading())
        #expect(Mirror(reflecting: phone).children.count == 3)
        #expect(Mirror(reflecting: phone.reading).children.count == 6)
        let problem = RowProblem(row: 0, line: 0, field: nil, value: "", problem: "")
        #expect(Mirror(reflecting: problem).children.count == 6)
        #expect(Mirror(reflecting: PersonName()).children.count == 3)
        #expect(Mirror(reflecting: Finding(subject: .diabetes, words: "", field: .flagDiabetes)).children.count == 3)
    }

    @Test func `a plain patient takes few bytes`() throws {
        var facts = try Clinic.patient("1").facts
        facts.findings = [Finding(subject: .glaucoma, words: "POAG", field: .clinicalNotesFreetext)]
        #expect(facts.packed.utf8.count < 120)
    }

    @Test func `a text that was damaged is refused or read, whatever byte it was`() throws {
        var random = SeededGenerator(seed: 11)
        var columns = PackedColumns()
        let packed = Array(try Self.row(&random).packed(&columns).utf8)
        let facts = Array(Self.facts(&random).packed.utf8)
        for count in 0..<packed.count {
            #expect(throws: StoreError.damaged, "cut after \(count) bytes") {
                try ReadRow(packed: String(decoding: packed[..<count], as: UTF8.self), columns)
            }
        }
        for count in 0..<facts.count {
            #expect(throws: StoreError.damaged, "cut after \(count) bytes") {
                try PatientFacts(packed: String(decoding: facts[..<count], as: UTF8.self))
            }
        }
        // A changed byte of a name is a name too; what may not happen is that reading goes astray.
        var refused = 0
        for _ in 0..<5000 {
            var bytes = facts
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            do throws(StoreError) {
                _ = try PatientFacts(packed: String(decoding: bytes, as: UTF8.self))
            } catch {
                #expect(error == .damaged)
                refused += 1
            }
        }
        #expect(refused > 1000)
    }

    // MARK: Random people

    private static func text(_ random: inout SeededGenerator) -> String {
        let parts = ["", "Siân", "O'Hara", "7:", ".", ";", "\u{0}", "👓", "12;3:abc", "\r\n", "Nguyễn", "a\"b"]
        return (0..<Int.random(in: 0...3, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
            .joined()
    }

    private static func field(_ random: inout SeededGenerator) -> Field {
        Field.allCases.randomElement(using: &random) ?? .patientID
    }

    private static func day(_ random: inout SeededGenerator) -> Day? {
        Bool.random(using: &random) ? Day(number: Int.random(in: -40_000...40_000, using: &random)) : nil
    }

    private static func numbers(_ random: inout SeededGenerator) -> [PhoneNumber] {
        (0..<Int.random(in: 0...2, using: &random)).compactMap { _ in
            PhoneNumber(e164: "+4477009\(Int.random(in: 10_000...99_999, using: &random))")
        }
    }

    private static func flag(_ random: inout SeededGenerator) -> Bool? {
        [true, false, nil].randomElement(using: &random) ?? nil
    }

    private static func row(_ random: inout SeededGenerator) -> ReadRow {
        var row = ReadRow(
            row: Int.random(in: 0...2_000_000, using: &random), line: Int.random(in: 1...2_000_001, using: &random))
        for column in 0..<Int.random(in: 1...8, using: &random) {
            row.cells.append(
                Cell(
                    column: column, field: Bool.random(using: &random) ? field(&random) : nil,
                    header: "Column \(Int.random(in: 0...2, using: &random))", text: text(&random)))
        }
        for _ in 0..<3 { row.dates[field(&random)] = day(&random) }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            var reading = PhoneReading(
                number: numbers(&random).first,
                kind: [PhoneKind.mobile, .landline, .other, nil].randomElement(using: &random) ?? nil,
                flags: PhoneFlag.allCases.filter { _ in Bool.random(using: &random) },
                refusal: [.none, .excelDestroyed, .extension].randomElement(using: &random) ?? .none)
            reading.also = numbers(&random)
            reading.alsoUsable = numbers(&random)
            row.phones.append(
                ReadPhone(column: Int.random(in: 0...30, using: &random), field: field(&random), reading: reading))
        }
        row.name = PersonName(title: text(&random), first: text(&random), last: text(&random))
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            row.problems.append(
                RowProblem(
                    row: row.row, line: row.line, field: Bool.random(using: &random) ? field(&random) : nil,
                    value: text(&random), problem: text(&random), isFatal: Bool.random(using: &random)))
        }
        return row
    }

    private static func facts(_ random: inout SeededGenerator) -> PatientFacts {
        var facts = PatientFacts(
            name: PersonName(title: text(&random), first: text(&random), last: text(&random)), birth: day(&random),
            lastTest: day(&random), nextRecall: day(&random), lastVisit: day(&random), nextAppointment: day(&random),
            lastLensCheck: day(&random), nextLensCheck: day(&random), lensSpecificationExpiry: day(&random),
            interval: [GivenInterval.months(24), .months(60), .weeks(2), nil].randomElement(using: &random) ?? nil,
            numbers: numbers(&random))
        facts.findings = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            Finding(
                subject: Subject.allCases.randomElement(using: &random) ?? .diabetes, words: text(&random),
                field: field(&random))
        }
        let words: [RiskWord?] = [.level(.urgent), .level(.low), .condition(.glaucoma), .unknown, nil]
        facts.riskWord = words.randomElement(using: &random) ?? nil
        facts.deceased = [StopSource.column, .status, .name, nil].randomElement(using: &random) ?? nil
        facts.telephoneConsent = flag(&random)
        facts.automatedConsent = flag(&random)
        facts.hasReadNumber = Bool.random(using: &random)
        facts.isClinicalStatusUnknown = Bool.random(using: &random)
        facts.isNoLensWearer = Bool.random(using: &random)
        facts.doNotContact = Bool.random(using: &random)
        facts.isOnPreferenceService = Bool.random(using: &random)
        facts.reminderSuppressed = Bool.random(using: &random)
        facts.hasGuardian = Bool.random(using: &random)
        facts.isSaidChild = Bool.random(using: &random)
        return facts
    }
}
