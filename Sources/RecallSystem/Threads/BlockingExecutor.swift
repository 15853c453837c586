internal import Dispatch

/// Runs one actor on a thread that is allowed to wait.
///
/// A serial queue of Dispatch takes a thread from outside Swift's pool, and Dispatch starts another where it waits.
package final class BlockingExecutor: SerialExecutor {
    private let queue: DispatchQueue

    package init(label: String) { queue = DispatchQueue(label: label) }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // The runtime keeps the job alive until it is run, and it is run exactly once.
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
