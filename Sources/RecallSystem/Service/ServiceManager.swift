internal import Glibc

/// Why the service manager could not be told.
package struct ServiceManagerError: Error, Equatable, Sendable, CustomStringConvertible {
    package let code: Int32
    package let words: String

    package var description: String { "cannot tell the service manager: \(words)" }
}

/// The line to systemd: that recalld is ready, alive, reading its settings again, or stopping.
///
/// Speaks the protocol of sd_notify(3) by itself. Without a service manager every message is left unsaid.
package struct ServiceManager: Sendable {
    private let address: String?

    /// How often the service manager wants to hear of progress, at the latest, in microseconds; nil where it does not.
    /// Tell it twice as often.
    package let watchdogMicroseconds: Int?

    package init(environment: [String: String] = Environment.current, process: Int32 = getpid()) {
        address = environment["NOTIFY_SOCKET"].flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
        let isMeant = environment["WATCHDOG_PID"].map { Int32($0) == process } ?? true
        watchdogMicroseconds = environment["WATCHDOG_USEC"].flatMap { Int($0) }.flatMap { isMeant && $0 > 0 ? $0 : nil }
    }

    /// Whether there is a service manager to tell.
    package var isPresent: Bool { address != nil }

    package func ready(status: String? = nil) throws(ServiceManagerError) { try send("READY=1", status: status) }
    package func stopping(status: String? = nil) throws(ServiceManagerError) { try send("STOPPING=1", status: status) }
    package func watchdog() throws(ServiceManagerError) { try send("WATCHDOG=1", status: nil) }

    /// The start or the stop takes longer: the service manager is to wait for so many seconds more.
    package func delayed(seconds: Int, status: String) throws(ServiceManagerError) {
        try send("EXTEND_TIMEOUT_USEC=\(seconds * 1_000_000)", status: status)
    }

    /// One sentence for `systemctl status`, which must name nobody.
    package func status(_ sentence: String) throws(ServiceManagerError) { try send(nil, status: sentence) }

    /// Settings are being read again; `ready` ends it.
    package func reloading() throws(ServiceManagerError) {
        try send("RELOADING=1\nMONOTONIC_USEC=\(SystemClock.monotonicMicroseconds)", status: nil)
    }

    private func send(_ state: String?, status: String?) throws(ServiceManagerError) {
        guard let address else { return }
        // A line break would begin another assignment.
        let line = status.map { "STATUS=" + String($0.map { $0.isNewline ? " " : $0 }) }
        let message = Array([state, line].compactMap(\.self).joined(separator: "\n").utf8)
        var path = Array(address.utf8)
        // An abstract name begins with a NUL byte, which the environment cannot hold.
        if path.first == UInt8(ascii: "@") { path[0] = 0 }
        var target = sockaddr_un()
        target.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: target.sun_path)
        guard path.count < room else {
            throw ServiceManagerError(code: ENAMETOOLONG, words: "NOTIFY_SOCKET is too long")
        }
        unsafe withUnsafeMutableBytes(of: &target.sun_path) { unsafe $0.copyBytes(from: path) }
        // A path is counted with its end, an abstract name without.
        let length = MemoryLayout<sa_family_t>.size + path.count + (path.first == 0 ? 0 : 1)

        let number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw Self.failure() }
        let connection = Descriptor(number)
        let sent = unsafe withUnsafePointer(to: &target) { target in
            unsafe target.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                unsafe sendto(connection.number, message, message.count, Int32(MSG_NOSIGNAL), target, socklen_t(length))
            }
        }
        guard sent == message.count else { throw Self.failure() }
    }

    private static func failure() -> ServiceManagerError {
        let code = errno
        return ServiceManagerError(code: code, words: unsafe String(cString: strerror(code)))
    }
}
