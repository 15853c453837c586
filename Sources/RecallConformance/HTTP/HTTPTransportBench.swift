package import RecallPorts

/// A transport with a hold on its other side, so that the suite can say what it does with a request.
package protocol HTTPTransportBench: Sendable {
    /// A transport and an other side that does as it is told to every request.
    ///
    /// - Parameters:
    ///   - peer: What the other side does.
    ///   - bodyLimit: How many bytes of a body the transport reads at the most.
    /// - Returns: The two, connected.
    /// - Throws: What keeps the other side from being set up.
    func connect(_ peer: HTTPPeer, bodyLimit: Int) async throws -> any HTTPTransportLine
}

/// A transport, and what the other side has heard through it.
package protocol HTTPTransportLine: Sendable {
    var transport: any HTTPTransport { get }
    /// Where the other side is reached.
    var url: String { get }
    /// The requests that came whole, as `METHOD BODY`.
    var heard: [String] { get }
    /// Waits until a request has come whole.
    func waitForRequest() async
    /// Takes the other side away.
    func close()
}

/// What the other side does with a request.
package enum HTTPPeer: Equatable, Sendable {
    /// Gives this body, status 200 and two headers `X-Two`.
    case answers(String)
    /// Gives a status and no body.
    case refuses(status: Int)
    /// Says nothing at all.
    case isSilent
    /// Hangs up in the middle of the body.
    case tearsBody
    /// Hangs up at once.
    case hangsUp
    /// Sends a body without an end.
    case floods
    /// Nobody listens at the address.
    case isAway
}
