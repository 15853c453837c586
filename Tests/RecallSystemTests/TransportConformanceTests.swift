import RecallConformance
import RecallPorts
import Synchronization
import Testing

@testable import RecallSystem

/// libcurl with a server on loopback, and the fake, held to what every transport must do.
@Suite(.timeLimit(.minutes(5))) struct TransportConformanceTests {
    @Test(arguments: HTTPTransportConformance.allCases)
    func `libcurl does what a transport must do`(check: HTTPTransportConformance) async throws {
        try await check.run(CurlBench())
    }

    @Test(arguments: HTTPTransportConformance.allCases)
    func `the fake does what a transport must do`(check: HTTPTransportConformance) async throws {
        try await check.run(FakeTransportBench())
    }

    private struct CurlBench: HTTPTransportBench {
        func connect(_ peer: HTTPPeer, bodyLimit: Int) async throws -> any HTTPTransportLine {
            let behaviour: LoopbackServer.Behaviour =
                switch peer {
                case .answers(let body): .answer(body)
                case .refuses(let status):
                    .raw(Array("HTTP/1.1 \(status) No\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n".utf8))
                case .isSilent, .isAway: .stall
                case .tearsBody: .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\"".utf8))
                case .hangsUp: .raw([])
                case .floods: .flood(head: "HTTP/1.1 200 OK\r\n\r\n")
                }
            let server = try LoopbackServer(behaviour)
            if peer == .isAway { server.stop() }
            return CurlLine(
                server: server, transport: CurlTransport(connections: 1, bodyLimit: bodyLimit), isThere: peer != .isAway
            )
        }
    }

    private struct CurlLine: HTTPTransportLine {
        let server: LoopbackServer
        let transport: any HTTPTransport
        let isThere: Bool

        var url: String { server.url }

        var heard: [String] {
            server.received.map { request in
                let parts = request.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
                return "\(request.prefix { $0 != " " }) \(parts.count > 1 ? String(parts[1]) : "")"
            }
        }

        func waitForRequest() async {
            for await _ in server.requests { return }
        }

        func close() {
            if isThere { server.stop() }
        }
    }
}
