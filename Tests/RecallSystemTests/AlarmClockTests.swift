import Synchronization
import Testing

@testable import RecallSystem

struct AlarmClockTests {
    @Test func `alarms ring in their order, none too early, and one that was taken back never`() async {
        let (rung, continuation) = AsyncStream.makeStream(of: (name: Int, at: Double).self)
        let start = SystemClock.monotonicSeconds
        func set(_ milliseconds: Int) -> Int {
            AlarmClock.shared.set(in: .milliseconds(milliseconds)) {
                continuation.yield((milliseconds, SystemClock.monotonicSeconds))
            }
        }
        _ = set(90)
        let never = set(60)
        _ = set(30)
        _ = set(0)
        AlarmClock.shared.cancel(never)
        var names: [Int] = []
        for await (name, at) in rung {
            #expect(at - start >= Double(name) / 1000)
            names.append(name)
            if names.count == 3 { break }
        }
        #expect(names == [0, 30, 90])
    }

    @Test func `alarms that many tasks set all ring once`() async {
        let count = 500
        let (rung, continuation) = AsyncStream.makeStream(of: Int.self)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                group.addTask {
                    _ = AlarmClock.shared.set(in: .milliseconds(number % 20)) { continuation.yield(number) }
                }
            }
        }
        // After all of them, so that one that rang twice would be among those counted.
        _ = AlarmClock.shared.set(in: .milliseconds(40)) { continuation.finish() }
        var seen: [Int: Int] = [:]
        for await number in rung { seen[number, default: 0] += 1 }
        #expect(seen.count == count && seen.values.allSatisfy { $0 == 1 })
    }
}
