internal import Glibc

/// What the time services of Linux leave for others to see.
enum TimeService {
    /// Whether one of them has set the clock since the machine started.
    ///
    /// A file that systemd-timesyncd makes at its first answer says that it has; its folder is there as long as it runs
    /// (systemd-timesyncd.service(8)). The others tell the kernel, which a service in a sandbox may not be allowed to ask:
    /// then nothing is known, and nothing is waited for.
    ///
    /// - Parameters:
    ///   - run: The folder of what runs, such as `/run`.
    ///   - isKept: What the kernel says; nil where it may not be asked.
    /// - Returns: nil where there is no time service, or it cannot be told.
    static func hasSetClock(run: String, isKept: Bool?) -> Bool? {
        func isThere(_ path: String) -> Bool { unsafe access("\(run)/\(path)", F_OK) == 0 }
        if isKept == true || isThere("systemd/timesync/synchronized") { return true }
        if isThere("systemd/timesync") { return false }
        let isRunning = ["chrony/chronyd.pid", "chronyd.pid", "ntpd.pid", "ntpsec/ntpd.pid"].contains(where: isThere)
        return isRunning ? isKept : nil
    }
}
