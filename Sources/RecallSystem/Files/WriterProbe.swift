/// Whether somebody has a file open for writing, as far as the system tells.
package enum WriterProbe: Equatable, Sendable {
    /// Nobody has.
    case noWriter
    case writerOpen
    /// The file belongs to another user, whom alone the system tells.
    case notOurs
    /// This file system cannot tell.
    case unsupported
}
