internal import CLinux
internal import Glibc

/// How this process ends.
package enum ProcessEnd {
    /// Ends the process at once, with what was printed written out.
    ///
    /// Threads may still wait in the kernel for a share or in libcurl, and nothing can make them end. exit(3) would take
    /// the libraries apart below them (`atexit`, destructors of OpenSSL), which ends in a crash now and then; so
    /// nothing is taken apart (_exit(2)). All that has to last is in the database and on the disk by then.
    ///
    /// - Parameter code: The exit code.
    package static func end(_ code: Int32) -> Never {
        fflush(nil)
        _exit(code)
    }
}
