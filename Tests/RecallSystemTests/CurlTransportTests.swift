import Foundation
import RecallPorts
import Testing

@testable import RecallSystem

@Suite(.timeLimit(.minutes(2))) struct CurlTransportTests {
    private func post(_ url: String) -> HTTPRequest {
        HTTPRequest(
            method: .post, url: url, headers: [("Content-Type", "application/json"), ("authorization", "k")],
            body: Array(#"{"a":1}"#.utf8))
    }

    /// How a request to a server of some behaviour fails.
    private func failure(
        _ behaviour: LoopbackServer.Behaviour, timeoutSeconds: Int = 5, bodyLimit: Int = 1 << 20
    ) async throws -> TransportError? {
        let server = try LoopbackServer(behaviour)
        defer { server.stop() }
        let transport = CurlTransport(connections: 1, bodyLimit: bodyLimit)
        do throws(TransportError) {
            _ = try await transport.send(post(server.url), timeoutSeconds: timeoutSeconds)
            return nil
        } catch {
            #expect(server.received.count == 1, "sent \(server.received.count) times")
            return error
        }
    }

    private func isUnknown(_ error: TransportError?) -> Bool {
        switch error {
        case .outcomeUnknown, .answerTooLarge: true
        case .notSent, .cancelled, nil: false
        }
    }

    private func isNotSent(_ error: TransportError?) -> Bool {
        if case .notSent = error { true } else { false }
    }

    @Test func `a reply comes back whole, with header names in small letters`() async throws {
        let server = try LoopbackServer(.answer(#"{"status":"success"}"#))
        defer { server.stop() }
        let reply = try await CurlTransport().send(post(server.url), timeoutSeconds: 10)
        #expect(reply.status == 200)
        #expect(String(decoding: reply.body, as: UTF8.self) == #"{"status":"success"}"#)
        #expect(reply.headers["content-type"] == "application/json")
        #expect(reply.headers["x-two"] == "a, b")
        let request = try #require(server.received.first)
        #expect(request.hasPrefix("POST /v1/calls HTTP/1.1\r\n"))
        #expect(request.hasSuffix("\r\n\r\n{\"a\":1}"))
        #expect(request.contains("\r\nauthorization: k\r\n"))
        #expect(!request.lowercased().contains("expect:"))
    }

    @Test func `a POST without a body sends an empty one`() async throws {
        let server = try LoopbackServer(.answer("{}"))
        defer { server.stop() }
        let reply = try await CurlTransport().send(HTTPRequest(method: .post, url: server.url), timeoutSeconds: 10)
        #expect(reply.status == 200)
        #expect(server.received.first?.lowercased().contains("\r\ncontent-length: 0\r\n") == true)
    }

    @Test func `what is not HTTP, or does not connect, was not sent`() async throws {
        let closed = try LoopbackServer(.stall)
        closed.stop()
        let transport = CurlTransport(connections: 1)
        for url in [
            closed.url, "http://nowhere.invalid/", "file:///etc/passwd", "ftp://127.0.0.1/", "not a url", "", "http://",
            "gopher://127.0.0.1:\(closed.port)/", "https://127.0.0.1:\(closed.port)/",
            "http://127.0.0.1:\(closed.port)/\0",
        ] {
            let error = await #expect(throws: TransportError.self, "\(url)") {
                _ = try await transport.send(post(url), timeoutSeconds: 5)
            }
            #expect(isNotSent(error), "\(url): \(String(describing: error))")
        }
    }

    @Test func `a TLS handshake that fails means not sent`() async throws {
        for (name, behaviour) in [
            ("silence", .stall), ("something else", .greet(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))),
            ("garbage", .greet([0x16, 3, 3, 0, 4, 255, 255, 255, 255])), ("hung up", .greet([])),
            // An alert of the protocol: the handshake has failed.
            ("an alert", .greet([0x15, 3, 3, 0, 2, 2, 40])),
        ] as [(String, LoopbackServer.Behaviour)] {
            let server = try LoopbackServer(behaviour)
            defer { server.stop() }
            let error = await #expect(throws: TransportError.self, "\(name)") {
                _ = try await CurlTransport(connections: 1).send(
                    post("https://127.0.0.1:\(server.port)/"), timeoutSeconds: 2)
            }
            #expect(isNotSent(error), "\(name): \(String(describing: error))")
            #expect(server.received.isEmpty, "\(name)")
        }
    }

    @Test func `a server for which nobody vouches is told nothing`() async throws {
        try await TLSServer.use { server in
            let error = await #expect(throws: TransportError.self) {
                _ = try await CurlTransport(connections: 1).send(
                    post("https://localhost:\(server.port)/v1/calls"), timeoutSeconds: 20)
            }
            // 60 is CURLE_PEER_FAILED_VERIFICATION: a server was there, and its certificate was not taken.
            guard case .notSent(code: 60, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let heard = try server.output()
            #expect(!heard.contains("POST"))
        }
    }

    @Test func `what was sent and not answered whole is unknown`() async throws {
        let cases: [(String, LoopbackServer.Behaviour)] = [
            ("stall", .stall), ("reset", .reset), ("empty reply", .raw([])),
            ("garbage", .raw([0, 255, 1, 254, 13, 10])),
            ("cut body", .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\"".utf8))),
            ("cut head", .raw(Array("HTTP/1.1 200 OK\r\nContent-Le".utf8))),
            ("cut chunk", .raw(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"st".utf8))),
            ("drip", .drip(head: "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")),
            ("announced too large", .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{".utf8))),
            ("too large", .flood(head: "HTTP/1.1 200 OK\r\n\r\n")),
        ]
        for (name, behaviour) in cases {
            let error = try await failure(behaviour, timeoutSeconds: 2)
            // Bytes that are no HTTP at all are refused or taken for HTTP/0.9; in neither case is there a reply.
            #expect(isUnknown(error), "\(name): \(String(describing: error))")
        }
    }

    @Test func `a redirect is given back and not followed`() async throws {
        let server = try LoopbackServer(
            .raw(Array("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n".utf8)))
        defer { server.stop() }
        let reply = try await CurlTransport().send(post(server.url), timeoutSeconds: 10)
        #expect(reply.status == 302)
        #expect(server.received.count == 1)
    }

    @Test func `a POST is sent once where the kept connection is dead`() async throws {
        let server = try LoopbackServer(.answerAndClose("{}"))
        defer { server.stop() }
        let transport = CurlTransport(connections: 1)
        for count in 1...5 {
            _ = try await transport.send(HTTPRequest(method: .get, url: server.url), timeoutSeconds: 10)
            _ = try await transport.send(post(server.url), timeoutSeconds: 10)
            #expect(server.received.filter { $0.hasPrefix("POST") }.count == count)
        }
    }

    @Test func `a header cannot smuggle another one in`() async throws {
        let server = try LoopbackServer(.answer("{}"))
        defer { server.stop() }
        var request = post(server.url)
        request.headers.append(("x", "a\r\nEvil: 1"))
        let error = await #expect(throws: TransportError.self) {
            _ = try await CurlTransport().send(request, timeoutSeconds: 5)
        }
        #expect(isNotSent(error))
        #expect(server.received.isEmpty)
    }

    @Test func `cancelling ends a transfer long before its time is over, and says that it was sent`() async throws {
        let server = try LoopbackServer(.stall)
        defer { server.stop() }
        let transport = CurlTransport(connections: 1)
        let task = Task { try await transport.send(post(server.url), timeoutSeconds: 600) }
        #expect(await next(server.requests) { _ in true } != nil)
        // A second one waits for the only connection.
        let waiting = Task { try await transport.send(post(server.url), timeoutSeconds: 60) }
        waiting.cancel()
        #expect(await failure(of: waiting) == .cancelled(sent: false))
        task.cancel()
        #expect(await failure(of: task) == .cancelled(sent: true))
        #expect(server.received.count == 1)
    }

    private func failure(of task: Task<HTTPReply, any Error>) async -> TransportError? {
        switch await task.result {
        case .success: nil
        case .failure(let error): error as? TransportError
        }
    }

    @Test func `waiting transfers leave Swift's threads free`() async throws {
        let server = try LoopbackServer(.stall)
        defer { server.stop() }
        let transport = CurlTransport(connections: 8)
        let tasks = (0..<8).map { _ in Task { try await transport.send(post(server.url), timeoutSeconds: 60) } }
        var seen = 0
        for await _ in server.requests {
            seen += 1
            if seen == 8 { break }
        }
        #expect(seen == 8)
        for task in tasks { task.cancel() }
        for task in tasks { #expect(await failure(of: task) == .cancelled(sent: true)) }
    }

    @Test func `loopback is this machine and nothing that polls like it`() {
        for url in [
            "http://127.0.0.1", "http://127.9.8.7:80/x", "http://[::1]:8080/", "http://localhost:1/",
            "http://LOCALHOST",
        ] {
            #expect(LoopbackHost.isLoopback(url: url), "\(url)")
        }
        for url in [
            "https://api.bland.ai/v1", "http://127.0.0.1.example.com/", "http://localhost.example.com",
            "http://128.0.0.1",
            "http://localhost@example.com/", "http://[::2]", "http://[::1].example.com/", "http://0x7f.1", "127.0.0.1",
            "",
            "http://example.com/?http://127.0.0.1", "http://example.com\\@127.0.0.1/",
        ] {
            #expect(!LoopbackHost.isLoopback(url: url), "\(url)")
        }
    }
}
