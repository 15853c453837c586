/// What a request asks for.
package enum Endpoint: String, Sendable, CaseIterable {
    case send, details, list, analyze, stop, me, active
    /// Every one of them, in a fault's switch.
    case any
    case unknown
}
