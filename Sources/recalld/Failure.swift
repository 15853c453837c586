import Foundation
import RecallPorts
import RecallService

/// Why a command failed, with the exit code that says so to programs.
struct Failure: Error {
    static let failed: Int32 = 1
    static let waits: Int32 = 3
    static let usage: Int32 = 64
    static let unusableFile: Int32 = 65
    static let unreachable: Int32 = 69
    static let locked: Int32 = 75
    static let configuration: Int32 = 78

    var code: Int32
    /// Lines for standard error; empty where all has been said.
    var lines: [String]

    init(_ code: Int32, _ lines: String...) {
        self.code = code
        self.lines = lines
    }

    init(_ problems: ConfigProblems) {
        code = Self.configuration
        lines = problems.problems.map(\.description)
    }

    init(_ error: StoreError) {
        code = Self.failed
        lines = ["recalld: \(error)"]
    }

    func tell() { for line in lines { Output.error(line) } }
}
