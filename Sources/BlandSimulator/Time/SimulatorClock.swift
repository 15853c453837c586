package import Foundation

/// Where the simulator gets the time from, so that a test can hand it in.
package struct SimulatorClock: Sendable {
    /// The present moment.
    package let now: @Sendable () -> Date
    /// Waits for so many seconds.
    package let sleep: @Sendable (_ seconds: Double) async throws -> Void

    /// A clock of these two functions.
    package init(
        now: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The clock of the machine.
    package static let system = SimulatorClock(
        now: { Date() },
        sleep: { try await Task.sleep(for: .seconds($0)) }
    )
}
