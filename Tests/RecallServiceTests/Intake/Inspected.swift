import Foundation
import RecallCore
import Tabular
import Testing

@testable import RecallService

/// What `inspect` tells of a file with these bytes, with no layouts known.
func inspected(_ bytes: some Collection<UInt8>, today: Day) async throws -> InspectReport {
    let path = FileManager.default.temporaryDirectory.appending(path: "recalld-inspected-\(UUID().uuidString).csv")
    try Data(bytes).write(to: path)
    defer {
        do {
            try FileManager.default.removeItem(at: path)
        } catch {
            Issue.record("\(path) could not be removed: \(error)")
        }
    }
    return try await InspectReport(path: path.path, layouts: { [] }, today: today, given: FormatDetector.Given())
}
