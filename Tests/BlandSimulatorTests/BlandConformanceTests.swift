import Bland
import BlandSimulator
import Foundation
import RecallConformance
import RecallCore
import RecallPorts
import RecallSystem
import Testing

/// Bland over libcurl, with the simulator on loopback at the other end, held to what every provider of calls must do.
@Suite(.timeLimit(.minutes(5))) struct BlandConformanceTests {
    @Test(arguments: VoiceProviderConformance.allCases)
    func `Bland does what a provider of calls must do`(check: VoiceProviderConformance) async throws {
        try await SimulatorBench.with { bench in
            try await check.run(try Bench(bench))
        }
    }

    private struct Bench: VoiceProviderBench {
        let provider: any VoiceProvider
        let unreachable: any VoiceProvider
        private let simulator: SimulatorBench

        init(_ simulator: SimulatorBench) throws {
            self.simulator = simulator
            let key = try #require(BlandKey("key"))
            let transport = CurlTransport(connections: 1)
            provider = BlandClient(transport: transport, baseURL: simulator.base, apiKey: key, timeoutSeconds: 60)
            // No service has port 1; who connects to it is told so at once.
            unreachable = BlandClient(transport: transport, baseURL: "http://127.0.0.1:1", apiKey: key)
        }

        var now: Instant { Instant(milliseconds: Int64(simulator.now.timeIntervalSince1970 * 1000)) }

        func meetNext(_ meeting: VoiceMeeting) async {
            // Between two requests, so that the number is free again.
            simulator.advance(60)
            let fault: FaultName? =
                switch meeting {
                case .taken: nil
                case .takenAnswerLost: .lostAnswer
                case .busy: .rateLimit
                case .sameNumberTooSoon: .sameNumber
                case .numberRefused: .dnc
                case .accountWrong: .balance
                case .requestWrong: .additionalProperties
                }
            if let fault { await simulator.add(FaultSwitch(fault, count: 1)) }
        }

        func closeAccount() async { await simulator.add(FaultSwitch(.auth)) }

        func endCalls() async { simulator.advance(3600) }

        func callsMade(attempt: String) async throws -> Int {
            try await simulator.ledger("accepted").count { $0["attempt_id"]?.string == attempt }
        }
    }
}
