import FlyingFox
import FlyingSocks
import Foundation

/// Ends a connection before the first byte of an answer.
///
/// FlyingFox writes the head of an answer only after a web socket's handler has agreed; one that throws leaves
/// nothing written and closes.
struct ClosingHandler: WSHandler {
    struct Closed: Error {}

    func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) async throws -> AsyncStream<WSFrame> {
        throw Closed()
    }
}

/// The first half of a body; then the connection breaks.
struct TornBody: AsyncBufferedSequence {
    typealias Element = UInt8

    struct Torn: Error {}

    struct AsyncIterator: AsyncBufferedIteratorProtocol {
        var rest: Data

        mutating func next() async throws -> UInt8? {
            guard let byte = rest.popFirst() else { throw Torn() }
            return byte
        }

        mutating func nextBuffer(suggested count: Int) async throws -> Data? {
            if rest.isEmpty { throw Torn() }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
    }

    let body: Data

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: body.prefix(body.count / 2)) }
}
