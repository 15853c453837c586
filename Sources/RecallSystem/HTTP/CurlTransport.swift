package import RecallPorts
internal import Synchronization

/// Makes HTTP requests with libcurl, each on one of a few threads with a handle and connections of its own.
///
/// Verifies TLS, goes through the proxy that the environment names (`https_proxy`, `no_proxy`), follows no redirect,
/// speaks nothing but HTTP, and reads no more than `bodyLimit`. A POST is sent once or not at all.
package final class CurlTransport: HTTPTransport {
    /// More than any answer of the provider, and little enough for a small machine.
    package static let defaultBodyLimit = 2 * 1024 * 1024

    private let exchanges = JobQueue<Exchange>()

    package init(connections: Int = 4, bodyLimit: Int = CurlTransport.defaultBodyLimit) {
        for number in 1...max(connections, 1) {
            Thread.start(name: "http-\(number)") { [exchanges] in
                guard var handle = CurlHandle() else {
                    while let exchange = exchanges.next() {
                        exchange.take()?.resume(
                            returning: .failure(.notSent(code: 2, reason: "libcurl could not be opened")))
                    }
                    return
                }
                while let exchange = exchanges.next() {
                    exchange.perform(with: &handle, bodyLimit: bodyLimit)
                }
            }
        }
    }

    deinit { exchanges.close() }

    package func send(_ request: HTTPRequest, timeoutSeconds: Int) async throws(TransportError) -> HTTPReply {
        let exchange = Exchange(request, timeoutSeconds: timeoutSeconds)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if exchange.wait(with: continuation), !exchanges.add(exchange) {
                    exchange.take()?.resume(returning: .failure(.notSent(code: 0, reason: "shutting down")))
                }
            }
        } onCancel: {
            exchange.cancel()
        }
        return try result.get()
    }
}

/// One request on its way from the task that waits to the thread that sends it.
private final class Exchange: Sendable {
    typealias Waiter = CheckedContinuation<Result<HTTPReply, TransportError>, Never>

    private let request: HTTPRequest
    private let timeoutSeconds: Int
    private let asked = SystemClock.monotonicSeconds
    private let isCancelled = Atomic(false)
    /// The task that waits, until a thread or a cancellation takes it.
    private let waiter = Mutex<Waiter?>(nil)

    init(_ request: HTTPRequest, timeoutSeconds: Int) {
        self.request = request
        self.timeoutSeconds = timeoutSeconds
    }

    /// Keeps who waits; false, and answered, where the task had been cancelled before.
    func wait(with continuation: Waiter) -> Bool {
        let isWanted = waiter.withLock { waiter in
            guard !isCancelled.load(ordering: .sequentiallyConsistent) else { return false }
            waiter = continuation
            return true
        }
        if !isWanted { continuation.resume(returning: .failure(.cancelled(sent: false))) }
        return isWanted
    }

    func take() -> Waiter? {
        waiter.withLock { waiter in
            defer { waiter = nil }
            return waiter
        }
    }

    /// Ends the wait at once while no thread has the request; a running transfer asks by itself.
    func cancel() {
        let waiting = waiter.withLock { waiter in
            isCancelled.store(true, ordering: .sequentiallyConsistent)
            defer { waiter = nil }
            return waiter
        }
        waiting?.resume(returning: .failure(.cancelled(sent: false)))
    }

    func perform(with handle: inout CurlHandle, bodyLimit: Int) {
        guard let waiting = take() else { return }
        guard SystemClock.monotonicSeconds - asked <= Double(timeoutSeconds) else {
            waiting.resume(returning: .failure(.notSent(code: 28, reason: "no line was free in time")))
            return
        }
        do throws(TransportError) {
            let reply = try handle.perform(
                request, timeoutSeconds: timeoutSeconds, limit: bodyLimit,
                isCancelled: { self.isCancelled.load(ordering: .relaxed) })
            waiting.resume(returning: .success(reply))
        } catch {
            waiting.resume(returning: .failure(error))
        }
    }
}
