import RecallCore

/// Why a source of exports did not do what it was asked.
package struct ExportSourceError: Error, CustomStringConvertible {
    /// What the trouble is of: one export, so that the next is taken all the same, or the whole source.
    package enum Extent: Sendable {
        case export
        case source
    }

    package var extent: Extent
    /// Whether it is over as soon as there is room.
    package var isDiskFull: Bool
    /// What happened; its words name no patient.
    package var cause: any Error

    package init(_ extent: Extent, isDiskFull: Bool = false, cause: any Error) {
        self.extent = extent
        self.isDiskFull = isDiskFull
        self.cause = cause
    }

    package var description: String { "\(cause)" }
}
