internal import Dispatch
internal import Synchronization

/// Work that waits for threads of its own, first come first served.
///
/// Swift's shared pool has one thread for each core. On a clinic's machine with two, two tasks that wait in libcurl or
/// for a slow share would stop every other task of the daemon; so what may wait is handed to threads that may wait.
final class JobQueue<Job: Sendable>: Sendable {
    private struct State {
        var jobs: [Job] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    /// Counts jobs, and one for the close, which each thread hands on to the next.
    private let available = DispatchSemaphore(value: 0)

    /// Takes a job; false once the queue is closed.
    func add(_ job: Job) -> Bool {
        let added = state.withLock { state in
            guard !state.isClosed else { return false }
            state.jobs.append(job)
            return true
        }
        if added { available.signal() }
        return added
    }

    /// Waits for the next job; nil once the queue is closed and empty. Holds the calling thread.
    func next() -> Job? {
        available.wait()
        let job = state.withLock { state in state.jobs.isEmpty ? nil : state.jobs.removeFirst() }
        if job == nil { available.signal() }
        return job
    }

    /// Lets the threads end once what has been taken is done.
    func close() {
        state.withLock { $0.isClosed = true }
        available.signal()
    }
}
