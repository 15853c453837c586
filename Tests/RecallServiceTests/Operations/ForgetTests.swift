import Foundation
import RecallCore
import RecallPorts
import RecallSystem
import Testing

@testable import RecallService

/// A person who is forgotten leaves no trace in the state directory, and does not come back.
@Suite struct ForgetTests {
    private static let patients = """
        Patient No,Title,Forename,Surname,DOB,Mobile,Home Phone,Last Eye Test,Recall Due,Next Appointment,Do Not Contact,Notes\r
        QX77310,Mrs,Philippa,Quillfeather,04/05/1980,07700 900123,01632 960345,01/09/2023,01/09/2025,,N,keratoconus wibble\r
        10024,Mr,Tom,Lee,04/05/1981,07700 900124,01632 960345,01/09/2023,01/09/2025,,N,\r
        10025,Mr,Ian,Poole,04/05/1982,07700 900125,,01/09/2023,01/09/2025,,N,\r

        """
    private static let diary =
        "Appt ID,Date,Time,End Time,Optometrist,Room,Appt Type,Status,Patient No,Patient Name\r\n"
        + "S1,26/11/2026,10:00,10:30,Dr A Shah,Room 1,Sight test,Booked,QX77310,\"Quillfeather, Philippa\"\r\n"
        + "S2,26/11/2026,10:30,11:00,Dr A Shah,Room 1,,Free,,\r\n"
        + "S3,27/11/2026,10:30,11:00,Dr A Shah,Room 1,,Free,,\r\n"

    /// What must not be found anywhere: the number, the name, telephone numbers as they are stored, the notes.
    private static let traces = [
        "QX77310", "Quillfeather", "quillfeather", "Philippa", "7700900123", "07700 900123", "wibble",
    ]

    /// The traces that the files below a folder hold, as `FILE: TRACE`.
    private static func found(below folder: String) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)
        var found: [String] = []
        var files = 0
        while let name = names?.nextObject() as? String {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
            files += 1
            for trace in traces where data.range(of: Data(trace.utf8)) != nil { found.append("\(name): \(trace)") }
        }
        #expect(files > 0, "\(folder) holds no file")
        return found
    }

    private func told(_ id: String, _ kind: EventKind) -> Event {
        var event = Event(
            id: id, kind: kind, patientID: "QX77310",
            name: PersonName(title: "Mrs", first: "Philippa", last: "Quillfeather"),
            phone: PhoneNumber(e164: "+447700900123"), at: Bench.now, note: "wibble")
        event.priority = .today
        return event
    }

    /// A practice that knows the person in every way in which a person can be known.
    private func fill(_ bench: Bench) async throws {
        #expect(try await bench.take("patients.csv", Self.patients).state == .imported)
        #expect(try await bench.take("diary.csv", Self.diary).state == .imported)
        let number = try #require(PhoneNumber(e164: "+447700900123"))
        for entry in [
            Stop(practice: nil, phone: number, patientID: nil, reason: "asked", source: "call"),
            Stop(practice: bench.practice.id, phone: nil, patientID: "QX77310", reason: "asked", source: "staff"),
        ] { #expect(try await bench.store.addStop(entry, now: Bench.now)) }
        try await bench.tell([
            told("e_1", .outcomes), told("e_2", .tasks), Bench.event("e_9", .outcomes, patient: "10024"),
        ])
        try await bench.tell([told("e_3", .contactUpdates)])
        try await PageWriter(runtime: bench.runtime()).write(bench.practice)
        #expect(try Set(Self.found(below: bench.state).map { $0.split(separator: ": ").last ?? "" }).count >= 5)
        #expect(try String(contentsOfFile: bench.share + "/status.html", encoding: .utf8).contains("QX77310"))
    }

    /// What was erased; nil where the patient is not known.
    private func forget(_ patient: String, _ bench: Bench) async throws -> ForgetReport? {
        let forgetting = Forgetting(configuration: bench.configuration, store: bench.store, now: Bench.now)
        switch try await forgetting.forget(patient, bench.practice) {
        case .erased(let report): return report
        case .unknown: return nil
        case .inCall, .waiting: throw Unexpected()
        }
    }

    private struct Unexpected: Error {}

    @Test func `no file of the state directory holds a trace, nor does the page, and the rest is untouched`()
        async throws
    {
        try await Bench.open { bench in
            try await fill(bench)
            let files = try bench.outbox()
            let report = try #require(try await forget("QX77310", bench))
            #expect(try Self.found(below: bench.state) == [])
            #expect(try !String(contentsOfFile: bench.share + "/status.html", encoding: .utf8).contains("QX77310"))
            let erased = try #require(report.erased)
            #expect(erased.lines == 3)
            #expect(erased.stops == 2)
            #expect(erased.diaryPlaces == 1)
            #expect(erased.files.count == 3)
            #expect(report.json.line.contains("\"out_of_reach\":[\"archive/2026/11/diary.csv\""))
            for name in files {
                #expect(report.left.naming.contains("outbox/\(name)") == erased.files.contains(name))
            }
            #expect(report.left.naming.contains("archive/2026/11/patients.csv"))
            let left = try await Planning.plan(
                bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
            #expect(Set(left.map(\.patientID)) == ["10024", "10025"])
            let again = try await bench.operations().reissue(erased.files[0])
            #expect(again.result == .cannot && again.words.contains("cannot be written again"))
            #expect(try await forget("QX77310", bench)?.erased == nil, "there is nobody left to forget")
            #expect(try await forget("QX77399", bench) == nil)
        }
    }

    @Test func `what stands in no file yet is written first, and appointments to come are named`() async throws {
        try await Bench.open { bench in
            try await fill(bench)
            try await bench.store.tell([told("e_4", .outcomes)], practice: bench.practice.id, now: Bench.now)
            let answer = try await bench.store.forget(
                practice: bench.practice.id, patientID: "QX77310", now: Bench.now, hash: PersonHash.of)
            guard case .waiting = answer else { throw Unexpected() }
            let before = try bench.outbox().count
            let report = try #require(try await forget("QX77310", bench))
            #expect(try bench.outbox().count == before + 1)
            #expect(report.erased?.appointments.map { "\($0)" } == ["2026-11-26"])
            #expect(report.lines.contains { $0.contains("2026-11-26") })
        }
    }

    @Test func `forgetting that was cut off after the first step is finished by doing it again`() async throws {
        try await Bench.open { bench in
            try await fill(bench)
            let answer = try await bench.store.forget(
                practice: bench.practice.id, patientID: "QX77310", now: Bench.now, hash: PersonHash.of)
            guard case .done = answer else { throw Unexpected() }
            #expect(try String(contentsOfFile: bench.share + "/status.html", encoding: .utf8).contains("QX77310"))
            let report = try #require(try await forget("0qx77310", bench))
            #expect(report.erased == nil && report.lines.first?.hasPrefix("This person was forgotten before.") == true)
            #expect(report.left.naming.contains("archive/2026/11/patients.csv"))
            #expect(try Self.found(below: bench.state) == [])
            #expect(try !String(contentsOfFile: bench.share + "/status.html", encoding: .utf8).contains("QX77310"))
        }
    }

    @Test func `nothing is erased before it is known what remains, and no file of the share stands in the way`()
        async throws
    {
        try await Bench.open { bench in
            try await fill(bench)
            let (files, share) = (FileManager.default, bench.share)
            try files.moveItem(atPath: share, toPath: "\(bench.root)/away")
            await #expect(throws: FileError.self) { _ = try await forget("QX77310", bench) }
            #expect(try await bench.store.history(practice: bench.practice.id, patientID: "QX77310") != nil)
            try files.moveItem(atPath: "\(bench.root)/away", toPath: share)

            // A file that claims to be larger than any memory, a pipe, a link, and names that tell.
            try Data("x".utf8).write(to: URL(filePath: "\(share)/review/huge.csv"))
            let huge = try FileHandle(forWritingTo: URL(filePath: "\(share)/review/huge.csv"))
            try huge.truncate(atOffset: 1 << 42)
            try huge.close()
            #expect(unsafe mkfifo("\(share)/review/pipe", 0o600) == 0)
            try files.createSymbolicLink(atPath: "\(share)/review/link", withDestinationPath: "/etc/passwd")
            for (name, text) in [
                ("letter to Quillfeather.txt", "nothing"), ("07700 900123.txt", "nothing"),
                ("notes.txt", "Mrs quillfeather"),
                ("others.txt", "Quillfeathers of Leeds, 07700 900124"),
            ] { try Data(text.utf8).write(to: URL(filePath: "\(share)/\(name)")) }
            let left = try #require(try await forget("QX77310", bench)).left
            #expect(Set(left.unsearched.map(\.place)) == ["review/huge.csv", "review/pipe", "review/link"])
            #expect(left.unsearched.contains { $0.why.contains("larger than 256 MiB") })
            #expect(left.named == ["07700 900123.txt", "letter to Quillfeather.txt"])
            #expect(left.perhaps == ["notes.txt"])
            #expect(try Self.found(below: bench.state) == [])
        }
    }

    @Test func `a person is found wherever the pieces of a file are cut`() throws {
        let number = try #require(PhoneNumber(e164: "+447700900123"))
        let words = PersonBytes(
            patientID: "1023", name: PersonName(first: "Zoë", last: "O'Neill-Brontë"), numbers: [number])
        for (text, names, perhaps) in [
            ("a,001023,b,Neill,c", true, true), ("07700 900123\r\n", false, true), ("x1023 Oneill 91023", false, false),
            ("1023;900123;", true, true), ("ref 1023", false, true), ("oneill-bront", false, false),
        ] {
            let long = String(repeating: ";", count: 200)
            for (bytes, size) in [text, long + text + long].map({ Array($0.utf8) }).flatMap({ bytes in
                (1...min(bytes.count, 90)).map { (bytes, $0) }
            }) {
                var scan = PersonScan(words)
                for start in stride(from: 0, to: bytes.count, by: size) {
                    let end = min(start + size, bytes.count)
                    scan.take(Array(bytes[start..<end]), isLast: end == bytes.count)
                }
                #expect(scan.names == names && scan.isPerhapsNamed == perhaps, "\(text) in pieces of \(size)")
            }
        }
    }

    @Test func `a later export does not bring the person back, and the number stays stopped for whoever has it`()
        async throws
    {
        try await Bench.open { bench in
            try await fill(bench)
            _ = try await forget("QX77310", bench)
            let again = try await bench.take("patients-2.csv", Self.patients + "\r\n")
            #expect(again.state == .imported)
            #expect(again.rows == 3)
            #expect(again.stored == 2)
            #expect(try await bench.take("diary-2.csv", Self.diary + "\r\n").state == .imported)
            #expect(try Self.found(below: bench.state) == [])

            // The number goes to somebody else, who is stopped too: a wish to stop survives everything.
            let moved = Self.patients.replacing("07700 900124", with: "07700 900123")
            #expect(try await bench.take("patients-3.csv", moved).stored == 2)
            let plan = try await Planning.plan(
                bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
            let lee = try #require(plan.first { $0.patientID == "10024" })
            #expect(lee.decision.phone != PhoneNumber(e164: "+447700900123") || lee.decision.gate?.code == .optedOut)

            // Only a person lets somebody back.
            let subject = StopSubject.patient("QX77310", bench.practice)
            #expect(try await bench.operations().endStop(subject, reason: "came back").result == .done)
            #expect(try await bench.operations().endStop(subject, reason: "came back").result == .notThere)
            #expect(try await bench.take("patients-4.csv", moved + "\r\n").stored == 3)
        }
    }

    @Test func `nobody is forgotten while results about them wait to be written`() async throws {
        try await Bench.open { bench in
            try await fill(bench)
            try FileManager.default.moveItem(atPath: "\(bench.share)/outbox", toPath: "\(bench.share)/away")
            try await bench.store.tell([told("e_4", .outcomes)], practice: bench.practice.id, now: Bench.now)
            try await bench.flush()
            let answer = try await bench.operations().forget("QX77310", of: bench.practice)
            #expect(answer.result == .cannot && answer.words.hasSuffix("Nothing was erased."), "\(answer.words)")
            #expect(try await bench.store.history(practice: bench.practice.id, patientID: "QX77310") != nil)
            try FileManager.default.moveItem(atPath: "\(bench.share)/away", toPath: "\(bench.share)/outbox")
            try await bench.flush()
            #expect(try await forget("QX77310", bench) != nil)
        }
    }

    @Test func `files that name a person are found in every encoding, and others are not`() throws {
        let search = PersonSearch(
            patientID: "1023", name: PersonName(first: "Zoë", last: "O'Neill-Brontë"),
            numbers: [try #require(PhoneNumber(e164: "+447700900123"))])
        let cases: [(String, [UInt8], Bool)] = [
            ("id and name", Array("1023,Zoë,O'NEILL-BRONTË".utf8), true),
            ("id and number", Array("1023;07700 900123".utf8), true),
            ("a longer number that holds the id", Array("910234,Neill".utf8), false),
            ("the id of somebody else's order", Array("1023,Tom,Lee,07700 900999".utf8), false),
            ("the name alone", Array("Neill,Zoë".utf8), false),
            ("UTF-16", "1023\tO'Neill-Brontë".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, true),
        ]
        for (words, bytes, expected) in cases { #expect(search.isNamed(in: bytes) == expected, "\(words)") }
    }
}
