/// A shut gate, and when time alone opens it.
package struct ShutGate: Equatable, Sendable {
    package var cause: GateCause
    /// The moment at which time alone opens the gate; nil where something else has to happen.
    package var until: Instant?

    package init(_ cause: GateCause, until: Instant? = nil) {
        self.cause = cause
        self.until = until
    }

    package var code: GateCode { cause.gate }
}
