import RecallSystem
import Synchronization
import Tabular

/// A file that is read from its start to its end once, for all that is to be known of its bytes.
///
/// Whoever finds out its shape reads it in order; what passes by is digested and looked at for its encoding on the way.
/// The start is kept, because it is asked for again and again: a file that is no longer than that is read once in all.
final class OnePassSource: ByteSource {
    /// The bytes from the start of a file that nearly always show its encoding.
    static let headLength = 1 << 20
    private static let pieceLength = 1 << 18

    private struct State: ~Copyable {
        var digest = Digest()
        var evidence: EncodingEvidence
        /// The byte behind the last that was digested.
        var reached: Int
    }

    private let source: any ByteSource
    private let head: [UInt8]
    private let state: Mutex<State>

    /// What the start alone says of the encoding.
    let startEvidence: EncodingEvidence
    var count: Int { source.count }

    /// - Parameter source: the file.
    /// - Throws: what the source throws.
    init(_ source: any ByteSource) throws {
        self.source = source
        head = try source.read(0..<min(Self.headLength, source.count))
        startEvidence = EncodingEvidence(ofStart: head, isWhole: head.count == source.count)
        var state = State(evidence: startEvidence, reached: head.count)
        state.digest.update(head)
        self.state = Mutex(state)
    }

    func append(_ range: Range<Int>, to bytes: inout [UInt8]) throws {
        if range.upperBound <= head.count {
            bytes.append(contentsOf: head[range])
            return
        }
        let before = bytes.count
        try source.append(range, to: &bytes)
        let read = range.lowerBound + bytes.count - before
        state.withLock { state in
            guard range.lowerBound <= state.reached, state.reached < read else { return }
            let new = Array(bytes[(before + state.reached - range.lowerBound)...])
            state.digest.update(new)
            state.evidence.add(new)
            state.reached = read
        }
    }

    /// Reads what nobody has asked for, as behind the place where a file was given up.
    ///
    /// - Returns: the digest in hexadecimal digits, and what all bytes say of the encoding.
    /// - Throws: what the source throws.
    func finish() throws -> (sha256: String, evidence: EncodingEvidence) {
        var piece: [UInt8] = []
        var place = state.withLock { $0.reached }
        while place < count {
            piece.removeAll(keepingCapacity: true)
            try append(place..<min(place + Self.pieceLength, count), to: &piece)
            if piece.isEmpty { break }
            place += piece.count
        }
        return state.withLock { state in
            if state.reached > head.count { state.evidence.finish() }
            var digest = Digest()
            swap(&digest, &state.digest)
            return (Digest.hexadecimal(digest.finish()), state.evidence)
        }
    }
}
