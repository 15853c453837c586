import Foundation
import RecallConformance
import RecallCore
import RecallPorts
import RecallSystem
import Testing

@testable import RecallService

/// The sinks of events that there are, and what the writer does with any of them.
@Suite struct EventSinkTests {
    private static func file(_ id: Int64, _ name: String) -> OutboxFile {
        OutboxFile(
            id: id, practice: "p", kind: .outcomes, name: name, content: Data(name.utf8), replacedCharacters: 0,
            createdAt: Bench.now)
    }

    private static let two = [file(1, "a"), file(2, "b")]

    @Test func `a sink in memory is a sink of events`() async throws {
        try await EventSinkConformance.check { body in
            let fake = FakeEventSink()
            fake.store(Self.two)
            try await body(
                EventSinkConformance.Bench(
                    sink: fake, received: { fake.delivered.map { ($0.name, Array($0.content)) } },
                    obstruct: { fake.fail($0, .othersNow) },
                    cut: { for file in Self.two { fake.fail(file.name, .later) } }))
        }
    }

    @Test func `an outbox is a sink of events`() async throws {
        try await EventSinkConformance.check { body in
            try await Bench.open { bench in
                let id = bench.practice.id
                for kind in [EventKind.outcomes, .tasks] {
                    try await bench.store.tell(
                        [Bench.event("e_\(kind.rawValue)", kind)], practice: id, now: Bench.now)
                    let file = try await bench.store.makeOutboxFile(practice: id, kind: kind, now: Bench.now) {
                        number, _ in
                        RenderedFile(
                            name: "\(kind.rawValue)-\(number).csv", content: Data("\(kind.rawValue)\r\n".utf8),
                            replacedCharacters: 0)
                    }
                    #expect(file != nil)
                }
                let outbox = bench.share + "/outbox"
                try await body(
                    EventSinkConformance.Bench(
                        sink: OutboxFolder(
                            practice: id, shared: try SharedFolder(path: bench.share), runtime: bench.runtime()),
                        received: {
                            try bench.outbox().map {
                                ($0, [UInt8](try Data(contentsOf: URL(filePath: "\(outbox)/\($0)"))))
                            }
                        },
                        obstruct: { try Data("not ours".utf8).write(to: URL(filePath: "\(outbox)/\($0)")) },
                        cut: { try FileManager.default.moveItem(atPath: outbox, toPath: bench.share + "/away") }))
            }
        }
    }

    @Test func `a delivery that is refused holds up no other, and one that cannot be made holds up all`() async throws {
        let sink = FakeEventSink()
        sink.store(Self.two)
        sink.fail("a", .never)
        let turn = try await OutboxWriter.deliver(to: sink)
        #expect(turn.hasWork && turn.trouble?.retry == .never)
        #expect(sink.delivered.map(\.name) == ["b"])
        sink.fail("a", .later)
        sink.store([Self.file(3, "c")])
        await #expect(throws: EventSinkError.self) { try await OutboxWriter.deliver(to: sink) }
        #expect(sink.calls == ["a", "b", "a"], "the rest waits until the sink is there again")
        sink.fail("a", nil)
        #expect(try await OutboxWriter.deliver(to: sink).trouble == nil)
        #expect(sink.delivered.map(\.name) == ["b", "a", "c"])
        #expect(try await OutboxWriter.deliver(to: sink).hasWork == false)
    }

    @Test func `a note that is lost brings the same delivery again, and it counts once`() async throws {
        let sink = FakeEventSink()
        sink.store(Self.two)
        sink.loseNextMark()
        await #expect(throws: StoreError.full) { try await OutboxWriter.deliver(to: sink) }
        #expect(try await OutboxWriter.deliver(to: sink).trouble == nil)
        #expect(sink.calls == ["a", "a", "b"])
        #expect(sink.delivered == Self.two)
    }
}
