#if DEBUG
import Foundation
import Synchronization
#endif

/// The moments between two durable steps, in the order in which an export and a call go through the house.
///
/// A test has the daemon die at one of them, as if the power had failed there. A release build dies at none.
package enum CrashPoint: String, CaseIterable, Sendable {
    // A file: renamed into the working space, read, decided, its reports beside it, moved, its place noted.
    case fileClaimed = "file-claimed"
    case fileRead = "file-read"
    case decisionStored = "decision-stored"
    case reportsWritten = "reports-written"
    case fileMoved = "file-moved"
    case placeStored = "place-stored"

    // A call: planned, its intent stored, answered by Bland, that answer stored.
    case planStored = "plan-stored"
    case attemptStored = "attempt-stored"
    case requestAnswered = "request-answered"
    case acceptStored = "accept-stored"
    case lossStored = "loss-stored"
    case voidStored = "void-stored"
    case refusalStored = "refusal-stored"

    // Its end: looked at, the look noted, its questions answered, settled; or searched for, and found or told.
    case reportReceived = "report-received"
    case pollStored = "look-stored"
    case answersReceived = "answers-received"
    case settlementStored = "settlement-stored"
    case callSeen = "call-seen"
    case callFound = "call-found"
    case unknownTold = "unknown-told"

    // A file of the outbox: its batch stored, written, noted as written, noted as collected.
    case batchStored = "batch-stored"
    case outboxWritten = "outbox-written"
    case writtenStored = "written-stored"
    case collectedStored = "collected-stored"

    /// The environment variable that names the point to die at, as `NAME` or `NAME:N` for the Nth time.
    package static let variable = "RECALLD_CRASH_AT"

    /// Says that the work has come to a point; the process ends here without a word where it was told to.
    package static func reached(_ point: CrashPoint) {
        #if DEBUG
        guard let wish, wish.point == point.rawValue else { return }
        let count = reachings.withLock { count in
            count += 1
            return count
        }
        if count == wish.time { kill(getpid(), SIGKILL) }
        #endif
    }

    #if DEBUG
    private static let reachings = Mutex(0)

    private static let wish: (point: String, time: Int)? = {
        guard let text = ProcessInfo.processInfo.environment[variable] else { return nil }
        let parts = text.split(separator: ":", maxSplits: 1)
        guard let name = parts.first else { return nil }
        return (String(name), parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }()
    #endif
}
