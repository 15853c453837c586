import RecallPorts
import Synchronization

/// A transport with nothing behind it, whose other side does as the suite says.
package struct FakeTransportBench: HTTPTransportBench {
    package init() {}

    package func connect(_ peer: HTTPPeer, bodyLimit: Int) async throws -> any HTTPTransportLine {
        FakeTransportLine(peer)
    }
}

/// The fake transport and its other side in one: time-outs come at once, except for whoever waits to be cancelled.
private final class FakeTransportLine: HTTPTransportLine, HTTPTransport {
    private struct State {
        var heard: [String] = []
        var listener: CheckedContinuation<Void, Never>?
        var silent: CheckedContinuation<Void, Never>?
        var isGivenUp = false
    }

    private let peer: HTTPPeer
    private let state = Mutex(State())

    init(_ peer: HTTPPeer) { self.peer = peer }

    var transport: any HTTPTransport { self }
    var url: String { "http://peer.test/v1/calls" }
    var heard: [String] { state.withLock { $0.heard } }

    func close() {}

    func waitForRequest() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.heard.isEmpty { state.listener = continuation }
                return !state.heard.isEmpty
            }
            if isThere { continuation.resume() }
        }
    }

    func send(_ request: HTTPRequest, timeoutSeconds: Int) async throws(TransportError) -> HTTPReply {
        if Task.isCancelled { throw .cancelled(sent: false) }
        if peer == .isAway { throw .notSent(code: 7, reason: "nobody listens") }
        hear(request)
        switch peer {
        case .answers(let body):
            return HTTPReply(status: 200, headers: ["x-two": "a, b"], body: Array(body.utf8))
        case .refuses(let status): return HTTPReply(status: status)
        case .isSilent where timeoutSeconds >= 600:
            await waitForCancellation()
            throw .cancelled(sent: true)
        case .isSilent: throw .outcomeUnknown(code: 28, reason: "timed out")
        case .tearsBody: throw .outcomeUnknown(code: 18, reason: "the body was torn")
        case .hangsUp: throw .outcomeUnknown(code: 52, reason: "nothing came back")
        case .floods: throw .answerTooLarge
        case .isAway: throw .notSent(code: 7, reason: "nobody listens")
        }
    }

    private func hear(_ request: HTTPRequest) {
        let listener = state.withLock { state in
            state.heard.append("\(request.method.rawValue) \(String(decoding: request.body ?? [], as: UTF8.self))")
            defer { state.listener = nil }
            return state.listener
        }
        listener?.resume()
    }

    private func waitForCancellation() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if !state.isGivenUp { state.silent = continuation }
                    return state.isGivenUp
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let silent = state.withLock { state in
                state.isGivenUp = true
                defer { state.silent = nil }
                return state.silent
            }
            silent?.resume()
        }
    }
}
