import Foundation
import RecallCore
import RecallPorts
import RecallSystem
import RecallTestSupport
import Testing

@testable import RecallService

/// Where the key lies by which forgotten people are told from others, and what happens where it does not.
@Suite struct ForgetKeyTests {
    private static let patients = """
        Patient No,Forename,Surname,DOB,Mobile,Last Eye Test,Recall Due\r
        10023,Ada,Palmer,04/05/1980,07700 900123,01/09/2023,01/09/2025\r
        10024,Tom,Lee,04/05/1981,07700 900124,01/09/2023,01/09/2025\r

        """

    private struct Unexpected: Error {}

    private func configuration(_ bench: Bench) throws -> LoadedConfiguration {
        try LoadedConfiguration.load(
            path: "\(bench.root)/recalld.toml",
            environment: ["RECALLD_DATA": Fixtures.root.appending(path: "Config").path])
    }

    private func setUp(_ bench: Bench) async throws -> String? {
        if !FileManager.default.fileExists(atPath: keyPath(bench)) { try write("", bench) }
        return try await ForgetKeySetup(configuration: "\(bench.root)/recalld.toml", environment: [:]).fill()
    }

    private func keyPath(_ bench: Bench) -> String { "\(bench.root)/forget-key" }

    private func write(_ text: String, _ bench: Bench) throws {
        try Data(text.utf8).write(to: URL(filePath: keyPath(bench)))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keyPath(bench))
    }

    /// Opens the store anew, as a command does or as the service at its start.
    private func reopened<Value>(
        _ bench: Bench, atStart: Bool = false, _ body: (any Store, LoadedConfiguration) async throws -> Value
    ) async throws -> Value {
        let configuration = try configuration(bench)
        let store = try StoreFile.open(configuration, settlesKey: atStart)
        do {
            let value = try await body(store, configuration)
            try store.close()
            return value
        } catch {
            try store.close()
            throw error
        }
    }

    private func forget(_ patient: String, _ store: any Store, _ bench: Bench) async throws {
        let answer = try await store.forget(
            practice: bench.practice.id, patientID: patient, now: Bench.now, hash: PersonHash.of)
        guard case .done = answer else { throw Unexpected() }
    }

    /// Who is known after the list has come again.
    private func comeAgain(_ store: any Store, _ configuration: LoadedConfiguration, _ bench: Bench) async throws
        -> [String]
    {
        let path = "\(bench.root)/again-\(Identifier.make("f")).csv"
        try Data((Self.patients + "10025,Ian,Poole,04/05/1982,07700 900125,01/09/2023,01/09/2025\r\n").utf8).write(
            to: URL(filePath: path))
        let practice = try #require(configuration.practices.first)
        _ = try await HandImport.take(
            path, practice: practice, configuration: configuration, store: store, now: Bench.now)
        return try await Planning.plan(practice, settings: configuration.settings, store: store, at: Bench.now)
            .map(\.patientID).sorted()
    }

    /// Whether the database or its journal holds these bytes.
    private func stateHolds(_ key: [UInt8], _ bench: Bench) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: bench.state).contains { name in
            let bytes = FileManager.default.contents(atPath: "\(bench.state)/\(name)") ?? Data()
            return bytes.range(of: Data(key)) != nil
        }
    }

    @Test func `a key that lies in the database is copied out by setup, and leaves it at the next start`() async throws
    {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Self.patients)
            try await forget("10023", bench.store, bench)
            let key = try await bench.store.forgotten().key
            #expect(try stateHolds(key, bench))
            let words = try await setUp(bench)
            #expect(words?.contains("leaves the database at the next start") == true, "\(words ?? "")")
            #expect(try String(contentsOfFile: keyPath(bench), encoding: .utf8) == Digest.hexadecimal(key) + "\n")
            #expect(try await setUp(bench) == nil, "what is there stays")
            // A command before the next start works by either.
            try await reopened(bench) { (store, _) async throws in #expect(try await store.forgotten().isKeyInside) }
            try bench.store.close()
            try await reopened(bench, atStart: true) { (store, configuration) async throws in
                #expect(try await store.forgotten().key == key)
                #expect(try await !store.forgotten().isKeyInside)
                #expect(try stateHolds(key, bench) == false)
                #expect(try await comeAgain(store, configuration, bench) == ["10024", "10025"])
            }
        }
    }

    @Test func `a new machine has the key outside from the start`() async throws {
        try await Bench.open { bench in
            let words = try await setUp(bench)
            #expect(words?.contains("keep a copy") == true && words?.contains("restart") == false, "\(words ?? "")")
            try await bench.take("patients.csv", Self.patients)
            try await reopened(bench) { (store, configuration) async throws in
                try await forget("10023", store, bench)
                let forgotten = try await store.forgotten()
                #expect(!forgotten.isKeyInside)
                #expect(try stateHolds(forgotten.key, bench) == false)
                #expect(try await comeAgain(store, configuration, bench) == ["10024", "10025"])
            }
        }
    }

    @Test(arguments: ["", "missing", String(repeating: "ab", count: 32), "no key at all"])
    func `without the right key nobody is imported and the service does not start, and calls can be stopped`(
        instead: String
    ) async throws {
        try await Bench.open { bench in
            _ = try await setUp(bench)
            try await bench.take("patients.csv", Self.patients)
            try await reopened(bench) { (store, _) async throws in try await forget("10023", store, bench) }
            let kept = try String(contentsOfFile: keyPath(bench), encoding: .utf8)
            if instead == "missing" {
                try FileManager.default.removeItem(atPath: keyPath(bench))
            } else {
                try write(instead, bench)
            }
            await #expect(throws: StoreError.forgetKeyMissing) {
                try await reopened(bench, atStart: true) { _, _ in }
            }
            await #expect(throws: StoreError.forgetKeyMissing) {
                try await reopened(bench) { (store, configuration) async throws in
                    _ = try await comeAgain(store, configuration, bench)
                }
            }
            try await reopened(bench) { (store, configuration) async throws in
                await #expect(throws: StoreError.forgetKeyMissing) {
                    try await forget("10024", store, bench)
                }
                let operations = Operations(
                    configuration: configuration, store: store, actor: AuditActor(name: "alice", place: .command),
                    clock: { Bench.now })
                #expect(try await operations.pause(bench.practice).result == .done)
            }
            if instead == "" {
                await #expect(throws: StoreError.forgetKeyMissing) { _ = try await setUp(bench) }
            }
            // The right one comes back.
            try write(kept, bench)
            try await reopened(bench, atStart: true) { (store, configuration) async throws in
                #expect(try await comeAgain(store, configuration, bench) == ["10024", "10025"])
            }
        }
    }

    @Test func `those whose key is lost are given up by a person's word, and another key takes its place`() async throws
    {
        try await Bench.open { bench in
            _ = try await setUp(bench)
            try await bench.take("patients.csv", Self.patients)
            try await reopened(bench) { (store, _) async throws in try await forget("10023", store, bench) }
            try write("", bench)
            let count = try await ForgetKeySetup.giveUp(
                configuration: "\(bench.root)/recalld.toml", environment: [:],
                by: AuditActor(name: "alice", place: .command), now: Bench.now)
            #expect(count > 0)
            _ = try await setUp(bench)
            try await reopened(bench, atStart: true) { (store, configuration) async throws in
                #expect(try await comeAgain(store, configuration, bench) == ["10023", "10024", "10025"])
                try await forget("10024", store, bench)
                #expect(try await store.audit().contains { $0.action == "give up forgotten" })
            }
        }
    }

    @Test func `a key that cannot be read makes no other one in the database`() async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Self.patients)
            try write("half of a key", bench)
            try await reopened(bench) { (store, _) async throws in
                await #expect(throws: StoreError.forgetKeyMissing) { try await forget("10023", store, bench) }
                #expect(try await store.forgotten().key.isEmpty)
            }
        }
    }
}
