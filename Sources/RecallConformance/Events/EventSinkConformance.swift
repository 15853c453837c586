import RecallCore
package import RecallPorts
import Testing

/// What every sink of events must do. Each check is given a new sink with two deliveries that wait.
package struct EventSinkConformance: Sendable {
    /// A sink under test, and the eyes of whoever receives its deliveries.
    package struct Bench: Sendable {
        package var sink: any EventSink
        /// The bytes of every delivery that was received, by name; one that was received twice counts as two.
        package var received: @Sendable () async throws -> [(name: String, bytes: [UInt8])]
        /// Has something else stand where a delivery of that name would go; nil where nothing can.
        package var obstruct: (@Sendable (_ name: String) async throws -> Void)?
        /// Has nothing be reached.
        package var cut: @Sendable () async throws -> Void

        package init(
            sink: any EventSink, received: @escaping @Sendable () async throws -> [(name: String, bytes: [UInt8])],
            obstruct: (@Sendable (String) async throws -> Void)?, cut: @escaping @Sendable () async throws -> Void
        ) {
            self.sink = sink
            self.received = received
            self.obstruct = obstruct
            self.cut = cut
        }
    }

    /// Runs every check.
    ///
    /// - Parameter open: runs a body with a new sink.
    /// - Throws: what the sink and the body throw.
    package static func check(_ open: (_ body: (Bench) async throws -> Void) async throws -> Void) async throws {
        try await open(eachOnce)
        try await open(dies)
        try await open(isObstructed)
        try await open(isCut)
    }

    /// The two deliveries that wait.
    private static func two(_ bench: Bench) async throws -> (first: OutboxFile, second: OutboxFile) {
        let waiting = try await bench.sink.waiting()
        #expect(waiting.count == 2)
        return (try #require(waiting.first), try #require(waiting.last))
    }

    private static func expect(_ bench: Bench, has files: [OutboxFile]) async throws {
        let received = try await bench.received().sorted { $0.name < $1.name }
        let wanted = files.sorted { $0.name < $1.name }
        #expect(received.map(\.name) == wanted.map(\.name))
        #expect(received.map(\.bytes) == wanted.map { Array($0.content) })
    }

    private static func eachOnce(_ bench: Bench) async throws {
        let (first, second) = try await two(bench)
        for file in [first, second] {
            try await bench.sink.deliver(file)
            try await bench.sink.markDelivered(file)
        }
        try await expect(bench, has: [first, second])
        #expect(try await bench.sink.waiting().isEmpty, "what is noted no longer waits")
    }

    /// The power fails between a delivery and the note of it.
    private static func dies(_ bench: Bench) async throws {
        let (first, second) = try await two(bench)
        try await bench.sink.deliver(first)
        let again = try await bench.sink.waiting()
        #expect(again.map(\.name) == [first.name, second.name], "it waits until it is noted")
        #expect(again.first?.content == first.content, "and comes again with the same bytes under the same name")
        try await bench.sink.deliver(first)
        try await expect(bench, has: [first])
        try await bench.sink.markDelivered(first)
        #expect(try await bench.sink.waiting().map(\.name) == [second.name])
    }

    /// What is in the way of one delivery is not in the way of the next.
    private static func isObstructed(_ bench: Bench) async throws {
        guard let obstruct = bench.obstruct else { return }
        let (first, second) = try await two(bench)
        try await obstruct(first.name)
        let error = await failure { () throws(EventSinkError) in try await bench.sink.deliver(first) }
        #expect(error?.retry == .othersNow || error?.retry == .never)
        #expect(error?.description.isEmpty == false)
        try await bench.sink.deliver(second)
        try await bench.sink.markDelivered(second)
        #expect(try await bench.sink.waiting().map(\.name) == [first.name], "it goes on to wait")
    }

    private static func isCut(_ bench: Bench) async throws {
        let (first, second) = try await two(bench)
        try await bench.cut()
        let error = await failure { () throws(EventSinkError) in try await bench.sink.deliver(first) }
        #expect(error?.retry == .later)
        #expect(try await bench.sink.waiting().map(\.name) == [first.name, second.name], "nothing is lost")
    }

    private static func failure(_ body: () async throws(EventSinkError) -> Void) async -> EventSinkError? {
        do throws(EventSinkError) {
            try await body()
            return nil
        } catch { return error }
    }
}
