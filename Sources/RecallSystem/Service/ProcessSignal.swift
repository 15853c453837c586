internal import Glibc

/// Signals to other processes.
package enum ProcessSignal {
    /// Has a process read its settings again.
    package static func reload(_ process: Int) throws(FileError) {
        guard let number = pid_t(exactly: process), number > 1, kill(number, SIGHUP) == 0 else {
            throw FileError(code: errno, doing: "signal the process", path: "\(process)")
        }
    }
}
