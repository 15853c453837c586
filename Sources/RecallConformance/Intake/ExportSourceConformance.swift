import RecallCore
package import RecallPorts
import Synchronization
import Tabular
import Testing

/// What every source of exports must do. Each check is given a new source, and a way to leave exports in it.
package struct ExportSourceConformance: Sendable {
    /// A source under test, and the hands of whoever leaves exports there.
    package struct Bench: Sendable {
        package var source: any ExportSource
        /// Leaves an export that is whole and still, in such a way that the next look lists it.
        package var leave: @Sendable (_ name: String, _ bytes: [UInt8]) async throws -> Void
        /// Takes an export away that was left.
        package var withdraw: @Sendable (_ name: String) async throws -> Void
        /// The source as a new life of the program finds it.
        package var reopen: @Sendable () async throws -> any ExportSource
        /// The bytes that stand at a place that `rest` has told.
        package var bytes: @Sendable (_ place: String) async throws -> [UInt8]

        package init(
            source: any ExportSource, leave: @escaping @Sendable (String, [UInt8]) async throws -> Void,
            withdraw: @escaping @Sendable (String) async throws -> Void,
            reopen: @escaping @Sendable () async throws -> any ExportSource,
            bytes: @escaping @Sendable (String) async throws -> [UInt8]
        ) {
            self.source = source
            self.leave = leave
            self.withdraw = withdraw
            self.reopen = reopen
            self.bytes = bytes
        }
    }

    private static let archive = RestingPlace.archive(Day(number: 20_781))
    private static let content = Array("Patient No,Surname\r\n1,Ash\r\n".utf8)

    private static func read(_ source: any ByteSource) throws -> [UInt8] { try source.read(0..<source.count) }

    /// The one export that waits under a name.
    private static func waiting(_ name: String, _ source: any ExportSource) async throws -> WaitingExport {
        let found = try await source.waiting().filter { $0.name == name }
        #expect(found.count == 1, "an export that was left is listed once")
        return try #require(found.first)
    }

    /// Runs every check.
    ///
    /// - Parameter open: runs a body with a new source.
    /// - Throws: what the source and the body throw.
    package static func check(_ open: (_ body: (Bench) async throws -> Void) async throws -> Void) async throws {
        try await open(goesItsWay)
        try await open(survivesARestart)
        try await open(namesMeet)
        try await open(isWithdrawn)
        try await open(namesAreData)
    }

    private static func goesItsWay(_ bench: Bench) async throws {
        let source = bench.source
        #expect(try await source.waiting().isEmpty)
        #expect(try await source.claimed().isEmpty)
        try await bench.leave("list.csv", content)
        let export = try await waiting("list.csv", source)
        let early = try #require(try await source.open(export))
        #expect(try read(early) == content)
        let claim = try #require(try await source.claim(export))
        #expect(claim.name == "list.csv")
        #expect(claim.firstSeenAt == export.firstSeenAt)
        #expect(claim.terms == export.terms)
        #expect(try await source.waiting().isEmpty, "what is claimed does not wait")
        #expect(try await source.claimed() == [claim])
        #expect(try read(early) == content, "what was opened before the claim goes on to be read")
        #expect(try read(try await source.open(claim)) == content)
        let place = try await source.rest(claim, at: archive) { _ in [] }
        #expect(try await bench.bytes(place) == content, "no byte is altered")
        #expect(try await source.claimed().isEmpty, "what rests is claimed no longer")
        #expect(try await source.waiting().isEmpty)
    }

    private static func survivesARestart(_ bench: Bench) async throws {
        try await bench.leave("list.csv", content)
        let claim = try #require(try await bench.source.claim(try await waiting("list.csv", bench.source)))
        let again = try await bench.reopen()
        #expect(try await again.claimed() == [claim], "a claim is the same after a restart")
        #expect(try await again.waiting().isEmpty)
        let place = try await again.rest(claim, at: .rejected) { _ in [] }
        #expect(try await bench.bytes(place) == content)
        #expect(try await bench.reopen().claimed().isEmpty)
    }

    private static func namesMeet(_ bench: Bench) async throws {
        var places: [String] = []
        for (place, number) in [
            (RestingPlace.review, 1), (.review, 2), (.rejected, 3), (archive, 4), (archive, 5),
        ] {
            let bytes = content + Array("\(number)".utf8)
            try await bench.leave("list.csv", bytes)
            let claim = try #require(try await bench.source.claim(try await waiting("list.csv", bench.source)))
            let names = Names()
            let rests = try await bench.source.rest(claim, at: place) { name in
                names.note(name)
                return []
            }
            #expect(!names.all.isEmpty, "the papers are asked for by the name that the export rests under")
            #expect(try await bench.bytes(rests) == bytes)
            places.append(rests)
        }
        #expect(Set(places).count == places.count, "each export rests under a name of its own")
    }

    private static func isWithdrawn(_ bench: Bench) async throws {
        try await bench.leave("gone.csv", content)
        try await bench.leave("stays.csv", content + content)
        let gone = try await waiting("gone.csv", bench.source)
        try await bench.withdraw("gone.csv")
        do {
            #expect(try await bench.source.claim(gone) == nil)
        } catch {
            // A source may also say that it is gone.
            #expect(!error.description.isEmpty)
        }
        let claim = try #require(try await bench.source.claim(try await waiting("stays.csv", bench.source)))
        #expect(try read(try await bench.source.open(claim)) == content + content, "the next is taken all the same")
    }

    private static func namesAreData(_ bench: Bench) async throws {
        for name in ["a..csv", "a b'c;d.csv", "-rf", "$(x).csv", "Ünïcode ☎️.csv", String(repeating: "x", count: 250)] {
            try await bench.leave(name, content + Array(name.utf8))
            let claim = try #require(try await bench.source.claim(try await waiting(name, bench.source)))
            let place = try await bench.source.rest(claim, at: archive) { _ in [] }
            #expect(try await bench.bytes(place) == content + Array(name.utf8), "\(name)")
        }
    }

    /// The names that papers were asked for by.
    private final class Names: Sendable {
        private let names = Mutex<[String]>([])
        var all: [String] { names.withLock { $0 } }
        func note(_ name: String) { names.withLock { $0.append(name) } }
    }
}
