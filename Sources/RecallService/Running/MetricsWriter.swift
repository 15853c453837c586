import Foundation
import RecallCore
import RecallPorts

/// Writes the metrics where the service manager gave a folder for it (`RuntimeDirectory=`), once a minute.
final class MetricsWriter: PollingService {
    let name = "metrics"
    let waitsUntilReady = true
    let runtime: Runtime
    let wakeSignal = WakeSignal()
    private let file: String?

    init(runtime: Runtime, environment: [String: String]) {
        self.runtime = runtime
        file = environment["RUNTIME_DIRECTORY"]?.split(separator: ":").first.map { "\($0)/recalld.prom" }
    }

    func runOnce() async throws -> Duration {
        guard let file else { return .seconds(60) }
        let metrics = try await Metrics.gather(runtime.configuration, store: runtime.store, now: runtime.now)
        // Atomically: the collector sees the old file or the new one.
        try Data(metrics.text.utf8).write(to: URL(filePath: file), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        return .seconds(60)
    }
}
