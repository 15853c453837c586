package import RecallCore
package import RecallPorts
import Synchronization
package import Tabular

/// A source of exports in memory: an interface that brings each export's bytes with its name, layout and scope.
package final class FakeExportSource: ExportSource {
    /// An export that has come to rest.
    package struct Rested: Equatable, Sendable {
        package var place: RestingPlace
        package var name: String
        package var bytes: [UInt8]
    }

    private struct State {
        var waiting: [(export: WaitingExport, bytes: [UInt8])] = []
        var claimed: [(claim: ExportClaim, bytes: [UInt8])] = []
        var rested: [Rested] = []
        var papers: [ExportPaper] = []
        var open: Set<String> = []
        var number = 0
        var crashes = false
        var reads: [String: Int] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Lets an export wait.
    package func offer(
        _ bytes: [UInt8], name: String, terms: ExportTerms = ExportTerms(), stillSeconds: Double? = nil,
        at now: Instant
    ) {
        state.withLock { state in
            state.number += 1
            let export = WaitingExport(
                id: "w\(state.number)", name: name, firstSeenAt: now, stillSeconds: stillSeconds, terms: terms)
            state.waiting.append((export, bytes))
        }
    }

    /// Has somebody write an export of that name, or end writing it.
    package func setWriter(of name: String, isOpen: Bool) {
        state.withLock { state in
            if isOpen { state.open.insert(name) } else { state.open.remove(name) }
        }
    }

    /// Takes an export away before it is claimed.
    package func withdraw(_ name: String) {
        state.withLock { state in state.waiting.removeAll { $0.export.name == name } }
    }

    /// The power fails before the next export comes to rest.
    package struct Crash: Error {}

    /// Has the power fail before the next export comes to rest.
    package func failNextRest() { state.withLock { $0.crashes = true } }

    /// What has come to rest, in its order.
    package var rested: [Rested] { state.withLock { $0.rested } }
    /// What staff were told, in its order.
    package var papers: [ExportPaper] { state.withLock { $0.papers } }
    /// How many bytes were read of the exports of each name.
    package var bytesRead: [String: Int] { state.withLock { $0.reads } }

    // MARK: The port

    package func claimed() async throws(ExportSourceError) -> [ExportClaim] {
        state.withLock { state in state.claimed.map(\.claim) }
    }

    package func waiting() async throws(ExportSourceError) -> [WaitingExport] {
        state.withLock { state in state.waiting.map(\.export) }
    }

    package func open(_ export: WaitingExport) async throws(ExportSourceError) -> (any ByteSource)? {
        let bytes = state.withLock { state -> [UInt8]? in
            if state.open.contains(export.name) { return nil }
            return state.waiting.first { $0.export.id == export.id }?.bytes
        }
        return bytes.map { Counted(ArraySource($0), name: export.name, fake: self) }
    }

    package func claim(_ export: WaitingExport) async throws(ExportSourceError) -> ExportClaim? {
        state.withLock { state in
            guard let place = state.waiting.firstIndex(where: { $0.export.id == export.id }) else { return nil }
            let taken = state.waiting.remove(at: place)
            let claim = ExportClaim(
                id: "c-\(taken.export.id)", name: taken.export.name, firstSeenAt: taken.export.firstSeenAt,
                terms: taken.export.terms)
            state.claimed.append((claim, taken.bytes))
            return claim
        }
    }

    package func open(_ claim: ExportClaim) async throws(ExportSourceError) -> any ByteSource {
        let bytes = state.withLock { state in state.claimed.first { $0.claim.id == claim.id }?.bytes }
        guard let bytes else { throw ExportSourceError(.export, cause: Gone()) }
        return Counted(ArraySource(bytes), name: claim.name, fake: self)
    }

    package func rest(
        _ claim: ExportClaim, at place: RestingPlace, papers: @Sendable (String) -> [ExportPaper]
    ) async throws(ExportSourceError) -> String {
        let isCrash = state.withLock { state in
            defer { state.crashes = false }
            return state.crashes
        }
        if isCrash { throw ExportSourceError(.source, cause: Crash()) }
        let name = state.withLock { state -> String? in
            guard let index = state.claimed.firstIndex(where: { $0.claim.id == claim.id }) else { return nil }
            var name = claim.name
            var number = 1
            while state.rested.contains(where: { $0.place == place && $0.name == name }) {
                number += 1
                name = "\(claim.name)-\(number)"
            }
            state.papers += papers(name)
            let taken = state.claimed.remove(at: index)
            state.rested.append(Rested(place: place, name: name, bytes: taken.bytes))
            return name
        }
        guard let name else { throw ExportSourceError(.export, cause: Gone()) }
        return "memory/\(place)/\(name)"
    }

    package func secondsUntilNext() async -> Double? { nil }

    private struct Gone: Error, CustomStringConvertible {
        var description: String { "the export is gone" }
    }

    /// Counts what is read.
    private struct Counted: ByteSource {
        let source: ArraySource
        let name: String
        let fake: FakeExportSource
        var count: Int { source.count }

        init(_ source: ArraySource, name: String, fake: FakeExportSource) {
            self.source = source
            self.name = name
            self.fake = fake
        }

        func append(_ range: Range<Int>, to bytes: inout [UInt8]) throws {
            source.append(range, to: &bytes)
            fake.state.withLock { $0.reads[name, default: 0] += range.count }
        }
    }
}
