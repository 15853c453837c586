import Foundation
import RecallConformance
import RecallPorts
import RecallStoreSQLite
import Testing

/// Every store keeps the promises of its ports.
@Suite struct StoreConformanceTests {
    enum Implementation: String, CaseIterable, CustomTestStringConvertible {
        case sqlite = "SQLite"
        case memory = "memory"

        var testDescription: String { rawValue }

        /// A store that nobody has used.
        func makeStore() throws -> StoreOpener {
            switch self {
            case .sqlite:
                let folder = try TemporaryFolder()
                return { try SQLiteStore(path: folder.path + "/recalld.sqlite") { "\($0)_\(UUID().uuidString)" } }
            case .memory:
                let database = MemoryDatabase()
                return { MemoryStore(database) }
            }
        }
    }

    @Test(arguments: Implementation.allCases, StoreConformance.checks)
    func `a store keeps its promise`(implementation: Implementation, check: StoreCheck) async throws {
        try await check.run { try implementation.makeStore() }
    }

    @Test(arguments: StoreCheck.Port.allCases)
    func `each port has checks, and each check a sentence of its own`(port: StoreCheck.Port) {
        let names = StoreConformance.checks.filter { $0.port == port }.map(\.name)
        #expect(!names.isEmpty)
        #expect(Set(names).count == names.count)
    }
}
