/// One request to the provider.
package struct HTTPRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    package var method: Method
    package var url: String
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]?

    package init(method: Method, url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

extension HTTPRequest: CustomStringConvertible {
    /// Addresses, headers and bodies hold numbers and keys.
    package var description: String { "‹\(method.rawValue) request›" }
}

/// The provider's whole reply.
package struct HTTPReply: Sendable {
    package var status: Int
    /// Names in small letters.
    package var headers: [String: String]
    package var body: [UInt8]

    package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension HTTPReply: CustomStringConvertible {
    package var description: String { "‹reply with status \(status)›" }
}

/// Why no whole reply came, by what the other side may have heard.
package enum TransportError: Error, Equatable, Sendable {
    /// The request certainly never left: no connection, no name, TLS refused, a bad address.
    case notSent(code: Int, reason: String)
    /// The request may have arrived: a time-out, a cut connection, a torn reply.
    case outcomeUnknown(code: Int, reason: String)
    /// The request arrived, and its reply is larger than is read.
    case answerTooLarge
    /// The task was cancelled; whether the request had left is in the flag.
    case cancelled(sent: Bool)
}

/// Sends one request and waits for the whole reply; never repeats a request by itself.
package protocol HTTPTransport: Sendable {
    func send(_ request: HTTPRequest, timeoutSeconds: Int) async throws(TransportError) -> HTTPReply
}
