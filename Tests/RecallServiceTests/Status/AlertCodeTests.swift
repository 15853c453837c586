import RecallCore
import RecallPorts
import Testing

@testable import RecallService

/// The codes of what can go wrong, and their words.
@Suite struct AlertCodeTests {
    @Test func `each code has words of its own, in whole sentences without a code`() {
        let all = AlertCode.allCases.map(\.words)
        #expect(Set(all.map(\.short)).count == all.count)
        #expect(Set(all.map(\.sentence)).count == all.count)
        for words in all {
            #expect(words.advice?.hasSuffix(".") == true && words.sentence.hasSuffix("."), "\(words)")
            #expect(!words.explanation.contains("_"), "\(words)")
        }
    }

    @Test func `each service of the daemon has a code of its own`() async throws {
        try await Bench.open { bench in
            let runtime = bench.runtime()
            let services: [any PollingService] = [
                Dialler(runtime: runtime), Intake(runtime: runtime), OutboxWriter(runtime: runtime),
                PageWriter(runtime: runtime), MetricsWriter(runtime: runtime, environment: [:]),
                CallPoller(runtime: runtime), Housekeeping(runtime: runtime),
            ]
            let codes = services.map { AlertCode(service: $0.name) }
            #expect(Set(codes).count == services.count && !codes.contains(.serviceFailed), "\(codes)")
            for service in services {
                #expect(AlertCode(service: service.name).rawValue == "service_\(service.name)")
            }
            #expect(AlertCode(service: "none") == .serviceFailed)
        }
    }

    @Test func `what the store refuses is told in the words of its code`() {
        #expect(
            "\(StoreError.full)" == "The disk that holds the database is full. Make room; recalld goes on by itself.")
        #expect("\(StoreError.busy)" == "The database is in use by another program. recalld tries again.")
        #expect(
            "\(StoreError.damaged)"
                == "The database is damaged. Stop recalld and put the newest backup in its place.")
        #expect(
            "\(StoreError.readOnly)"
                == "The database cannot be written. Give its folder to the user that recalld runs as.")
        #expect(
            "\(StoreError.newerSchema)"
                == "The database was written by a newer recalld. Install that version again, or a newer one.")
        #expect("\(StoreError.inputOutput(code: 5))".contains("SQLite 5"))
        #expect(StoreError.passingCodes == [.diskFull, .databaseLocked, .diskError, .databaseReadOnly])
    }
}
