package import RecallPorts
import Synchronization
import Testing

/// Meets the requests that it was told to expect, in their order, and fails the test on any other.
package final class FakeTransport: HTTPTransport {
    private struct Expectation {
        var method: HTTPRequest.Method
        var url: String
        var answer: Result<HTTPReply, TransportError>
    }

    private struct State {
        var expected: [Expectation] = []
        var sent: [HTTPRequest] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// What was sent, in its order.
    package var sent: [HTTPRequest] { state.withLock { $0.sent } }

    /// Whether every expected request has come.
    package var isDone: Bool { state.withLock { $0.expected.isEmpty } }

    /// Notes what the next request must be, behind those that are expected already, and what it is answered with.
    @discardableResult
    package func expect(
        _ method: HTTPRequest.Method, _ url: String, _ answer: Result<HTTPReply, TransportError>
    ) -> Self {
        state.withLock { $0.expected.append(Expectation(method: method, url: url, answer: answer)) }
        return self
    }

    package func send(_ request: HTTPRequest, timeoutSeconds: Int) async throws(TransportError) -> HTTPReply {
        let expected = state.withLock { state -> Expectation? in
            state.sent.append(request)
            return state.expected.isEmpty ? nil : state.expected.removeFirst()
        }
        guard let expected, expected.method == request.method, expected.url == request.url else {
            Issue.record("unexpected request: \(request.method.rawValue) \(request.url)")
            throw .notSent(code: 0, reason: "unexpected")
        }
        return try expected.answer.get()
    }
}
