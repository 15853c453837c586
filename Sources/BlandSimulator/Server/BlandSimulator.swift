import FlyingFox
import FlyingSocks
import Foundation

/// Plays Bland on a loopback port: places no call, but answers as if, and keeps a ledger of what was asked of it.
package actor BlandSimulator {
    /// How it is set up.
    package struct Configuration: Sendable {
        /// The port; 0 for a free one.
        package var port: UInt16 = 0
        /// The key that requests must bring; nil takes any or none.
        package var key: String?
        /// The key of the practice's own telephone provider that requests must bring; nil takes any or none.
        package var encryptedKey: String?
        /// What happens in the calls.
        package var script = CallScript()
        /// What a call's own seconds are divided by.
        package var speed: Double = 1
        /// Faults that are switched on from the start.
        package var faults: [FaultSwitch] = []
        /// Whether a second call to a number within ten of the call's own seconds is refused.
        package var sameNumberRule = true
        /// The file of the ledger; nil keeps it in memory only.
        package var ledgerPath: String?
        /// Where the time comes from.
        package var clock = SimulatorClock.system

        /// The usual set-up.
        package init() {}
    }

    private let configuration: Configuration
    private let switchboard: Switchboard
    private var server: HTTPServer?
    private var running: [Task<Void, any Error>] = []

    /// A simulator that is not listening yet; calls that an existing ledger names are known to it.
    package init(_ configuration: Configuration = Configuration()) throws {
        self.configuration = configuration
        switchboard = try Switchboard(configuration)
    }

    /// Starts to listen on 127.0.0.1, and gives the port.
    package func start() async throws -> Int {
        let clock = configuration.clock
        let switchboard = switchboard
        let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: configuration.port)
        // The time-out is FlyingFox's for its handlers: longer than any slow answer that is wished for.
        let server = HTTPServer(
            address: address, timeout: 3600, logger: .disabled,
            handler: ClosureHTTPHandler { request in
                try await Self.response(to: request, from: switchboard, clock: clock)
            })
        running = [
            Task { try await server.run() },
            Task {
                // Ends are written down soon after they happen even if nobody asks; real time, as only the
                // moment of writing hangs on it.
                while !Task.isCancelled {
                    try await Task.sleep(for: .milliseconds(100))
                    try await switchboard.settle()
                }
            },
        ]
        // Long, so that a machine that is busy with other things does not count as a failure.
        try await server.waitUntilListening(timeout: 300)
        self.server = server
        guard case .ip4(_, let port) = await server.listeningAddress else { throw SocketError.unsupportedAddress }
        return Int(port)
    }

    /// Every line of the ledger so far.
    package var ledger: [JSON] {
        get async throws {
            try await switchboard.settle()
            return await switchboard.entries
        }
    }

    /// Switches a fault on.
    package func add(_ fault: FaultSwitch) async { await switchboard.add(fault) }

    /// Switches one kind of fault off, or all.
    package func clearFaults(_ name: FaultName? = nil) async { await switchboard.clearFaults(name) }

    /// Stops listening and closes the ledger.
    package func stop() async throws {
        await server?.stop(timeout: 0)
        server = nil
        for task in running {
            task.cancel()
            // How the server ended is of no interest once it was told to.
            _ = await task.result
        }
        running = []
        try await switchboard.close()
    }

    private static func response(
        to request: HTTPRequest, from switchboard: Switchboard, clock: SimulatorClock
    ) async throws -> HTTPResponse {
        var headers: [String: String] = [:]
        for (header, value) in request.headers { headers[header.rawValue.lowercased()] = value }
        let query = Dictionary(request.query.map { ($0.name, $0.value) }) { _, last in last }
        var reply = try await switchboard.reply(
            to: SimulatorRequest(
                method: request.method.rawValue, path: request.path, query: query, headers: headers,
                body: request.bodyData))
        while case .late(let seconds, let later) = reply {
            try await clock.sleep(seconds)
            reply = later
        }
        var answerHeaders: HTTPHeaders = [:]
        // FlyingFox closes after a request that asks for it, but does not say so.
        if headers["connection"]?.lowercased().contains("close") == true { answerHeaders[.connection] = "close" }
        switch reply {
        case .answer(let status, let type, let body):
            answerHeaders[.contentType] = type
            return HTTPResponse(
                statusCode: HTTPStatusCode(status, phrase: phrase(status)), headers: answerHeaders, body: body)
        case .torn(let status, let type, let body):
            answerHeaders[.contentType] = type
            return HTTPResponse(
                statusCode: HTTPStatusCode(status, phrase: phrase(status)), headers: answerHeaders,
                body: HTTPBodySequence(from: TornBody(body: body), count: body.count))
        case .hangUp, .late: return HTTPResponse(webSocket: ClosingHandler())
        }
    }

    private static func phrase(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 402: "Payment Required"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 429: "Too Many Requests"
        case 502: "Bad Gateway"
        default: "Internal Server Error"
        }
    }
}
