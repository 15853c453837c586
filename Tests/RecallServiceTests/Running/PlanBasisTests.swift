import Foundation
import RecallCore
import Testing

@testable import RecallService

/// A large plan is not made anew for every small change.
struct PlanBasisTests {
    @Test func `a plan rests the longer the more recalls it has, unless staff have changed something`() async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            let lines = try await Planning.plan(
                bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
            let line = try #require(lines.first)
            let first = try await PlanBasis(bench.practice, bench.runtime())
            func basis(after seconds: Int) async throws -> PlanBasis {
                try await PlanBasis(bench.practice, bench.runtime(at: Bench.now.adding(seconds: seconds)))
            }

            func of(_ lines: [PlanLine]) -> PlanBasis { lines.reduce(into: first) { $0.add($1) } }
            let small = of(lines)
            #expect(small.rest(first) == nil)
            let large = of(Array(repeating: line, count: 15_000))
            #expect(large.rest(try await basis(after: 0)) == .seconds(6))
            #expect(large.rest(try await basis(after: 5)) == .seconds(1))
            #expect(large.rest(try await basis(after: 6)) == nil)
            #expect(large.rest(try await basis(after: -7)) == nil, "the clock was set back")
            let largest = of(Array(repeating: line, count: 200_000))
            #expect(largest.rest(try await basis(after: 0)) == .seconds(30))

            try Data().write(to: URL(filePath: bench.share + "/PAUSE"))
            #expect(largest.rest(try await basis(after: 1)) == nil)
        }
    }
}
