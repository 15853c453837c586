import Glibc

/// The terminal that somebody looks at.
package enum Terminal {
    /// How many letters a line of it holds (`ioctl_tty(2)`); nil where a descriptor is no terminal or does not say.
    ///
    /// - Parameter descriptor: 1 for standard output.
    /// - Returns: The columns.
    package static func columns(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// How many lines of it are seen at once; nil where a descriptor is no terminal or does not say.
    ///
    /// - Parameter descriptor: 1 for standard output.
    /// - Returns: The rows.
    package static func rows(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        return Int(size.ws_row)
    }

    /// Leaves the key that interrupts to whatever program the terminal belongs to meanwhile.
    package static func ignoreInterrupts() { _ = signal(SIGINT, SIG_IGN) }
}
