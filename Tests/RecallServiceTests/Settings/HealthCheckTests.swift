import RecallSystem
import Testing

@testable import RecallService

/// What `check` makes of what it finds; that it finds it is shown with real folders and under a real systemd.
struct HealthCheckTests {
    @Test(
        arguments: [
            (0, HealthCheck.State.note), (199 << 20, .note), ((200 << 20) - 1, .note), (200 << 20, .passed),
            (5 << 40, .passed),
        ] as [(Int64, HealthCheck.State)])
    func `less than 200 MiB in the shared folder is told of`(free: Int64, state: HealthCheck.State) {
        let check = HealthChecker.space("harbour-lane", free: free)
        #expect(check.state == state)
        #expect(check.practice == "harbour-lane")
        #expect(check.words.contains("\(free >> 20) MiB free"))
    }

    @Test(arguments: [(true, HealthCheck.State.passed), (false, .note), (nil, .note)] as [(Bool?, HealthCheck.State)])
    func `a clock that nothing keeps right is told of, with what to install`(isKept: Bool?, state: HealthCheck.State) {
        let check = HealthChecker.clock(isKept: isKept)
        #expect(check.state == state)
        #expect(check.words.contains("apt install") == (isKept == false))
    }

    @Test(arguments: [
        (WriterProbe.noWriter, HealthCheck.State.passed), (.writerOpen, .failed), (.notOurs, .note),
        (.unsupported, .note),
    ])
    func `a file system that does not tell who writes is told of`(probe: WriterProbe, state: HealthCheck.State) {
        #expect(HealthChecker.writers("harbour-lane", probe).state == state)
    }
}
