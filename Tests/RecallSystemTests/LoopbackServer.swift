import Foundation
import Glibc
import Synchronization

@testable import RecallSystem

/// A server on loopback that misbehaves as it is told, and counts what it was sent.
final class LoopbackServer: Sendable {
    /// What to do with one connection, once its request was read.
    enum Behaviour: Sendable {
        /// Gives an answer, and keeps the connection for the next request.
        case answer(String)
        /// Gives an answer as if the connection would be kept, then closes it.
        case answerAndClose(String)
        /// Sends bytes and closes the connection.
        case raw([UInt8])
        /// Sends bytes again and again, until the client hangs up.
        case flood(head: String)
        /// Sends a byte at a time, with a wait between, until the client hangs up.
        case drip(head: String)
        /// Reads the request and says nothing until the client hangs up.
        case stall
        /// Cuts the connection with a reset once the request was read.
        case reset
        /// Sends bytes before it has read any, and closes the connection once the client has hung up.
        case greet([UInt8])
    }

    let port: UInt16
    private let listener: Int32
    private let heard = Mutex<[String]>([])
    private let signal: AsyncStream<Void>.Continuation
    /// Yields for each request that was read whole.
    let requests: AsyncStream<Void>

    var received: [String] { heard.withLock { $0 } }
    var url: String { "http://127.0.0.1:\(port)/v1/calls" }

    init(_ behaviour: Behaviour) throws {
        (requests, signal) = AsyncStream.makeStream()
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let number = listener
        let opened = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(number, address, length) == 0 && listen(number, 16) == 0
                    && getsockname(number, address, &length) == 0
            }
        }
        guard opened else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        RecallSystem.Thread.start(name: "loopback") { [self] in
            while true {
                let connection = accept(number, nil, nil)
                guard connection >= 0 else {
                    // Closed here and not in `stop`, where the number might already be another server's.
                    close(number)
                    return
                }
                RecallSystem.Thread.start(name: "connection") { self.serve(connection, behaviour) }
            }
        }
    }

    /// Stops listening; the accepting thread ends.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        signal.finish()
    }

    private func serve(_ connection: Int32, _ behaviour: Behaviour) {
        defer { close(connection) }
        if case .greet(let bytes) = behaviour {
            Self.send(connection, bytes)
            shutdown(connection, Int32(SHUT_WR))
            Self.readToEnd(connection)
            return
        }
        while let request = Self.readRequest(connection) {
            heard.withLock { $0.append(request) }
            signal.yield()
            switch behaviour {
            case .answer(let body):
                Self.send(connection, Self.reply(body))
            case .answerAndClose(let body):
                Self.send(connection, Self.reply(body))
                return
            case .raw(let bytes):
                Self.send(connection, bytes)
                return
            case .flood(let head):
                Self.send(connection, Array(head.utf8))
                let piece = [UInt8](repeating: 65, count: 65_536)
                while Self.send(connection, piece) {}
                return
            case .drip(let head):
                Self.send(connection, Array(head.utf8))
                while Self.send(connection, [65]) { usleep(50_000) }
                return
            case .stall:
                Self.readToEnd(connection)
                return
            case .reset:
                var option = linger(l_onoff: 1, l_linger: 0)
                unsafe setsockopt(
                    connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
                return
            case .greet:
                return
            }
        }
    }

    private static func readToEnd(_ connection: Int32) {
        var byte: UInt8 = 0
        while unsafe recv(connection, &byte, 1, 0) > 0 {}
    }

    private static func reply(_ body: String) -> [UInt8] {
        Array(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Two: a\r\nX-Two: b\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
                .utf8)
    }

    @discardableResult
    private static func send(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
        unsafe Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// One request with its body; nil when the client hangs up.
    private static func readRequest(_ connection: Int32) -> String? {
        var text: [UInt8] = []
        var byte: UInt8 = 0
        while unsafe recv(connection, &byte, 1, 0) == 1 {
            text.append(byte)
            guard text.suffix(4).elementsEqual([13, 10, 13, 10]) else { continue }
            let head = String(decoding: text, as: UTF8.self)
            var rest = 0
            for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-length:") {
                rest = Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)) ?? 0
            }
            while rest > 0, unsafe recv(connection, &byte, 1, 0) == 1 {
                text.append(byte)
                rest -= 1
            }
            return String(decoding: text, as: UTF8.self)
        }
        return nil
    }
}
