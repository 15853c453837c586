import Foundation
import RecallTestSupport

/// A trial at random of the real binaries: about a minute in the check, and longer where `RECALLD_TRIAL_MINUTES` says so.
/// `RECALLD_SEED` repeats one.
struct Trial {
    /// What everything that is left to chance comes from.
    let seed: UInt64
    /// For how long new things are done; what they come to is waited for after that.
    let duration: Duration
    private let begun = ContinuousClock.now

    /// A trial that prints its seed.
    ///
    /// - Parameters:
    ///   - name: What is tried, for the line that is printed.
    ///   - seconds: How long it takes in the check.
    init(_ name: String, seconds: Int) {
        let environment = ProcessInfo.processInfo.environment
        let minutes = environment["RECALLD_TRIAL_MINUTES"].flatMap(Double.init)
        duration = minutes.map { .seconds($0 * 60) } ?? .seconds(seconds)
        seed = environment["RECALLD_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64(UInt32.max))
        print("\(name): seed \(seed), for \(Int(duration / .seconds(1))) seconds")
    }

    /// Whether there is time for more.
    var goesOn: Bool { ContinuousClock.now - begun < duration }
}
