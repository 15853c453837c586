import Foundation
import RecallTestSupport
import Synchronization

/// A program of a practice that takes whatever ends in `.csv` the moment it sees it: reads an outbox without a pause.
///
/// Each name is read whole as soon as it is there, and again now and then; what it holds must not change.
final class OutboxPoller: Sendable {
    /// What it has seen.
    struct Seen: Sendable {
        var files: [String: Data] = [:]
        var reads = 0
        var faults: [String] = []
    }

    private let outbox: URL
    private let seen = Mutex(Seen())

    init(_ practice: RealPractice) { outbox = practice.outbox }

    /// Reads until the task is cancelled, and then once more.
    func poll() async -> Seen {
        var turn = 0
        while !Task.isCancelled {
            pass(turn)
            turn += 1
            await Task.yield()
        }
        pass(0)
        return seen.withLock { $0 }
    }

    /// What it has seen so far.
    var soFar: Seen { seen.withLock { $0 } }

    private func pass(_ turn: Int) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: outbox.path) else { return }
        for name in names where name != "collected" {
            guard name.hasSuffix(".csv") else {
                seen.withLock { $0.faults.append("\(name) stands in outbox/") }
                continue
            }
            let known = seen.withLock { $0.files[name] }
            // A name seen before is read again in one pass of sixteen, or new ones would have to wait.
            if known != nil, (name.utf8.reduce(0) { $0 &* 31 &+ Int($1) } &+ turn) & 15 != 0 { continue }
            guard let data = try? Data(contentsOf: outbox.appending(path: name)) else {
                seen.withLock { $0.faults.append("\(name) cannot be read") }
                continue
            }
            seen.withLock { seen in
                seen.reads += 1
                if let known {
                    if known != data { seen.faults.append("\(name) has changed") }
                } else {
                    seen.files[name] = data
                    if let fault = Self.fault(data) { seen.faults.append("\(name) \(fault)") }
                }
            }
        }
    }

    /// What a reader would stumble over in a file that is not whole.
    private static func fault(_ data: Data) -> String? {
        guard data.prefix(3) == Data([0xEF, 0xBB, 0xBF]) else { return "does not begin as it should" }
        guard data.suffix(2) == Data("\r\n".utf8) else { return "is torn" }
        guard data.count(where: { $0 == UInt8(ascii: "\n") }) > 1 else { return "has no rows" }
        return nil
    }
}
