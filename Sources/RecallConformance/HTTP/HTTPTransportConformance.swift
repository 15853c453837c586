import RecallPorts
import Testing

/// What every transport must do, one check a case; each is run on a bench of its own.
package enum HTTPTransportConformance: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case bringsTheWholeReply
    case sendsTheBody
    case bringsAStatusThatRefuses
    case sortsFailuresByWhatMayHaveBeenHeard
    case saysThatNobodyListens
    case giveUpBeforeSending
    case givesUpWhileWaiting

    package var testDescription: String { rawValue }

    /// Runs the check; what is wrong is recorded as an issue of the running test.
    package func run(_ bench: some HTTPTransportBench) async throws {
        switch self {
        case .bringsTheWholeReply:
            try await Self.use(.answers(#"{"a":[1,2]}"#), bench) { line in
                let reply = try await line.transport.send(Self.post(line), timeoutSeconds: 60)
                #expect(reply.status == 200)
                #expect(String(decoding: reply.body, as: UTF8.self) == #"{"a":[1,2]}"#)
                #expect(reply.headers["x-two"] == "a, b", "names in small letters, values of one name joined")
            }
        case .sendsTheBody:
            try await Self.use(.answers("{}"), bench) { line in
                _ = try await line.transport.send(Self.post(line), timeoutSeconds: 60)
                let empty = HTTPRequest(method: .post, url: line.url)
                _ = try await line.transport.send(empty, timeoutSeconds: 60)
                _ = try await line.transport.send(HTTPRequest(method: .get, url: line.url), timeoutSeconds: 60)
                #expect(line.heard == [#"POST {"a":1}"#, "POST ", "GET "])
            }
        case .bringsAStatusThatRefuses:
            for status in [302, 404, 429, 500] {
                try await Self.use(.refuses(status: status), bench) { line in
                    let reply = try await line.transport.send(Self.post(line), timeoutSeconds: 60)
                    #expect(reply.status == status, "a status is a reply, and no redirect is followed")
                    #expect(line.heard.count == 1)
                }
            }
        case .sortsFailuresByWhatMayHaveBeenHeard:
            for (peer, seconds) in [(HTTPPeer.isSilent, 1), (.tearsBody, 60), (.hangsUp, 60), (.floods, 60)] {
                try await Self.use(peer, bench) { line in
                    let error = await Self.failure(line, timeoutSeconds: seconds)
                    switch (peer, error) {
                    case (.floods, .answerTooLarge), (.isSilent, .outcomeUnknown), (.tearsBody, .outcomeUnknown),
                        (.hangsUp, .outcomeUnknown):
                        break
                    default:
                        Issue.record("\(peer): \(String(describing: error))")
                        return
                    }
                    #expect(line.heard.count == 1, "\(peer): never sent again")
                }
            }
        case .saysThatNobodyListens:
            try await Self.use(.isAway, bench) { line in
                let error = await Self.failure(line, timeoutSeconds: 60)
                guard case .notSent = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        case .giveUpBeforeSending:
            try await Self.use(.answers("{}"), bench) { line in
                let (gate, opening) = AsyncStream<Void>.makeStream()
                defer { opening.finish() }
                let task = Task {
                    // Ends when the task is cancelled, and not before.
                    for await _ in gate {}
                    return await Self.failure(line, timeoutSeconds: 60)
                }
                task.cancel()
                #expect(await task.value == .cancelled(sent: false))
                #expect(line.heard.isEmpty)
            }
        case .givesUpWhileWaiting:
            try await Self.use(.isSilent, bench) { line in
                let task = Task { await Self.failure(line, timeoutSeconds: 600) }
                await line.waitForRequest()
                task.cancel()
                #expect(await task.value == .cancelled(sent: true))
                #expect(line.heard.count == 1)
            }
        }
    }

    private static func use(
        _ peer: HTTPPeer, _ bench: some HTTPTransportBench, _ body: (any HTTPTransportLine) async throws -> Void
    ) async throws {
        let line = try await bench.connect(peer, bodyLimit: 1 << 16)
        defer { line.close() }
        try await body(line)
    }

    private static func post(_ line: any HTTPTransportLine) -> HTTPRequest {
        HTTPRequest(
            method: .post, url: line.url, headers: [("Content-Type", "application/json")], body: Array(#"{"a":1}"#.utf8)
        )
    }

    /// Why no reply came; nil where one did.
    private static func failure(_ line: any HTTPTransportLine, timeoutSeconds: Int) async -> TransportError? {
        do throws(TransportError) {
            _ = try await line.transport.send(post(line), timeoutSeconds: timeoutSeconds)
            return nil
        } catch {
            return error
        }
    }
}
