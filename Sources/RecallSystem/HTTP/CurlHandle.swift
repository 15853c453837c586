internal import CCurl
import RecallPorts
internal import Synchronization

/// What one transfer collects while libcurl calls back, and whether it is still wanted.
final class Transfer {
    private let limit: Int
    private let isCancelled: () -> Bool

    private(set) var body: [UInt8] = []
    private(set) var headers: [String: String] = [:]
    private(set) var isTooLarge = false
    /// Whether the empty line behind the last reply's headers came. libcurl is content with a reply that ends before.
    private(set) var isHeadWhole = false

    init(limit: Int, isCancelled: @escaping () -> Bool) {
        self.limit = limit
        self.isCancelled = isCancelled
    }

    var wasCancelled: Bool { isCancelled() }

    /// False ends the transfer.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= limit - body.count else {
            isTooLarge = true
            return false
        }
        unsafe body.append(contentsOf: bytes)
        return true
    }

    func takeHeader(_ bytes: UnsafeRawBufferPointer) {
        let line = unsafe String(decoding: bytes, as: UTF8.self)
        // Each reply on the way (100 Continue) begins anew; only the last one counts.
        if line.hasPrefix("HTTP/") {
            headers.removeAll()
            isHeadWhole = false
            return
        }
        if line == "\r\n" || line == "\n" { isHeadWhole = true }
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return }
        let name = line[..<colon].lowercased()
        let value = line[line.utf8.index(after: colon)...].trimmed
        headers[name] = headers[name].map { "\($0), \(value)" } ?? value
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var rest = self
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}

/// One libcurl easy handle with one owner.
///
/// libcurl lets a handle move between threads but never be used by two at once. A noncopyable owner turns that line of
/// its manual into a compile error.
@safe struct CurlHandle: ~Copyable {
    private let curl: ccurl
    private let raw: UnsafeMutableRawPointer

    /// libcurl, opened once for the process and before any second thread uses it; nil where that failed.
    // Unsafe only by its type: pointers to functions, set once behind the lock of `static let`, never changed, and good
    // for every thread as long as the process lives.
    private nonisolated(unsafe) static let opened: ccurl? = {
        var curl = ccurl()
        return unsafe ccurl_open(&curl) != 0 ? curl : nil
    }()

    init?() {
        guard let curl = unsafe Self.opened, let raw = unsafe ccurl_init(curl) else { return nil }
        self.curl = curl
        unsafe self.raw = raw
    }

    deinit { unsafe ccurl_cleanup(curl, raw) }

    /// Sends the request and waits for the whole reply, holding the calling thread.
    mutating func perform(
        _ request: HTTPRequest, timeoutSeconds: Int, limit: Int, isCancelled: @escaping () -> Bool
    ) throws(TransportError) -> HTTPReply {
        // Forgets the options of the last request and keeps its connections.
        unsafe ccurl_reset(curl, raw)
        let list = HeaderList(curl)
        do throws(CurlFailure) {
            try setOptions(for: request, timeoutSeconds: timeoutSeconds, limit: limit)
            try list.fill(request)
            try check(unsafe ccurl_set_headers(curl, raw, list.first))
        } catch {
            throw .notSent(code: Int(error.code.rawValue), reason: error.reason)
        }

        let transfer = Transfer(limit: limit, isCancelled: isCancelled)
        let code = withExtendedLifetime(transfer) {
            // The context outlives the call, and libcurl calls back only within it.
            let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
            let code = unsafe ccurl_set_callbacks(curl, raw, receiveHeader, receiveBody, askWhetherToGoOn, context)
            return unsafe code == CURLE_OK ? ccurl_perform(curl, raw) : code
        }
        withExtendedLifetime(list) {}
        guard code == CURLE_OK else { throw failure(code, transfer: transfer, request: request) }
        guard transfer.isHeadWhole else {
            throw failure(CURLE_PARTIAL_FILE, transfer: transfer, request: request)
        }
        return HTTPReply(status: number(CURLINFO_RESPONSE_CODE), headers: transfer.headers, body: transfer.body)
    }

    private func setOptions(
        for request: HTTPRequest, timeoutSeconds: Int, limit: Int
    ) throws(CurlFailure) {
        guard !request.url.utf8.contains(0) else { throw CurlFailure(curl, code: CURLE_URL_MALFORMAT) }
        try set(CURLOPT_URL, to: request.url)
        try set(CURLOPT_PROTOCOLS_STR, to: "http,https")
        // A redirect would take the key and a patient's number to an address nobody configured.
        try set(CURLOPT_FOLLOWLOCATION, to: 0)
        try set(CURLOPT_SSL_VERIFYPEER, to: 1)
        try set(CURLOPT_SSL_VERIFYHOST, to: 2)
        // Signals belong to the process, and libcurl's time-outs for names need none.
        try set(CURLOPT_NOSIGNAL, to: 1)
        try set(CURLOPT_CONNECTTIMEOUT, to: min(10, max(timeoutSeconds, 1)))
        try set(CURLOPT_TIMEOUT, to: max(timeoutSeconds, 1))
        try set(CURLOPT_USERAGENT, to: "recalld")
        // The headers of a proxy's reply to CONNECT are not the provider's.
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, to: 1)
        // Over HTTP/2 libcurl repeats a request by itself when the server refuses its stream.
        try set(CURLOPT_HTTP_VERSION, to: Int(CURL_HTTP_VERSION_1_1))
        try check(unsafe ccurl_set_offset(curl, raw, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limit)))

        switch request.method {
        case .get:
            try set(CURLOPT_HTTPGET, to: 1)
        case .post:
            // When a kept connection turns out to be dead, libcurl sends the request again on a new one, though the
            // other side may have read it before it hung up. On a connection of its own it never does, so a call
            // cannot be placed twice.
            try set(CURLOPT_FRESH_CONNECT, to: 1)
            try set(CURLOPT_POST, to: 1)
            let body = request.body ?? []
            try check(unsafe ccurl_set_offset(curl, raw, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
            // An empty array has no address, and libcurl takes none to mean that the body is read elsewhere.
            try check(unsafe body.isEmpty ? ccurl_set_body(curl, raw, "") : ccurl_set_body(curl, raw, body))
        }
    }

    /// Sorts a failure by what the other side may have heard.
    ///
    /// No byte of a request written means that it was not sent. `CURLINFO_REQUEST_SIZE` counts what a proxy was told
    /// with CONNECT too, so for a POST over TLS, always on a new connection, it also was not sent when the handshake
    /// never ended. Anything else may have been heard.
    private func failure(_ code: CURLcode, transfer: Transfer, request: HTTPRequest) -> TransportError {
        let isOverTLS = request.url.lowercased().hasPrefix("https:")
        let hasNoTLS = isOverTLS && request.method == .post && seconds(CURLINFO_APPCONNECT_TIME) == 0
        let wasSent = number(CURLINFO_REQUEST_SIZE) > 0 && !hasNoTLS
        if code == CURLE_ABORTED_BY_CALLBACK, transfer.wasCancelled { return .cancelled(sent: wasSent) }
        if wasSent, transfer.isTooLarge || code == CURLE_FILESIZE_EXCEEDED { return .answerTooLarge }
        let failure = CurlFailure(curl, code: code)
        return wasSent
            ? .outcomeUnknown(code: Int(failure.code.rawValue), reason: failure.reason)
            : .notSent(code: Int(failure.code.rawValue), reason: failure.reason)
    }

    private func set(_ option: CURLoption, to value: Int) throws(CurlFailure) {
        try check(unsafe ccurl_set_long(curl, raw, option, value))
    }

    private func set(_ option: CURLoption, to value: String) throws(CurlFailure) {
        try check(unsafe ccurl_set_text(curl, raw, option, value))
    }

    private func number(_ info: CURLINFO) -> Int {
        var value = 0
        return unsafe ccurl_get_long(curl, raw, info, &value) == CURLE_OK ? value : 0
    }

    private func seconds(_ info: CURLINFO) -> Double {
        var value = 0.0
        return unsafe ccurl_get_double(curl, raw, info, &value) == CURLE_OK ? value : 0
    }

    private func check(_ code: CURLcode) throws(CurlFailure) {
        guard code == CURLE_OK else { throw CurlFailure(curl, code: code) }
    }
}

/// What libcurl says is wrong; its words name no address and nothing that was sent.
private struct CurlFailure: Error {
    let code: CURLcode
    let reason: String

    init(_ curl: ccurl, code: CURLcode) {
        self.code = code
        reason = unsafe String(cString: ccurl_words(curl, code))
    }

    init(code: CURLcode, reason: String) {
        self.code = code
        self.reason = reason
    }
}

/// The header lines of one request, which libcurl reads but does not copy.
@safe private final class HeaderList {
    private let curl: ccurl
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    init(_ curl: ccurl) { self.curl = curl }

    deinit { unsafe ccurl_free_list(curl, first) }

    func fill(_ request: HTTPRequest) throws(CurlFailure) {
        // Without this line libcurl asks before it sends a long body, and sends the request again after a 417.
        try add("Expect:")
        for (name, value) in request.headers {
            // A line break in a value would be a header, or a request, of its own.
            guard !name.isEmpty, !"\(name)\(value)".utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
                throw CurlFailure(code: CURLE_BAD_FUNCTION_ARGUMENT, reason: "a header holds a control character")
            }
            try add("\(name): \(value)")
        }
    }

    private func add(_ line: String) throws(CurlFailure) {
        guard let list = unsafe ccurl_append(curl, first, line) else {
            throw CurlFailure(curl, code: CURLE_OUT_OF_MEMORY)
        }
        unsafe first = list
    }
}

private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return 0 }
    unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().takeHeader(
        UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}

private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return 0 }
    let taken = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(
        UnsafeRawBufferPointer(start: bytes, count: size * count))
    // Any other number than that of the bytes ends the transfer; 0 would do for all but an empty piece.
    return taken ? size * count : size * count + 1
}

/// Called at least once a second, while nothing comes too; anything but 0 ends the transfer.
private func askWhetherToGoOn(
    _ context: UnsafeMutableRawPointer?, _: curl_off_t, _: curl_off_t, _: curl_off_t, _: curl_off_t
) -> CInt {
    guard let context = unsafe context else { return 1 }
    return unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().wasCancelled ? 1 : 0
}
