package import RecallPorts
import Testing

/// Opens one store: empty at first, and later with all that it was told before. Several may be open at once, as the daemon
/// and a command are.
package typealias StoreOpener = @Sendable () async throws -> any Store

/// Makes a store that nobody has used, and returns what opens it.
package typealias StoreMaker = @Sendable () async throws -> StoreOpener

/// One promise of a port of the store, and how it is tried.
package struct StoreCheck: Sendable {
    /// The ports by the protocols of `RecallPorts`, such as `ImportStore`.
    package enum Port: String, Sendable, CaseIterable {
        case imports
        case claims
        case register
        case queue
        case attempts
        case events
        case stops
        case alerts
        case changes
        case clock
        case shares
        case reports
        case upkeep
    }

    package let port: Port
    /// The promise, as a sentence.
    package let name: String
    private let body: @Sendable (Clinic) async throws -> Void

    init(_ port: Port, _ name: String, _ body: @escaping @Sendable (Clinic) async throws -> Void) {
        self.port = port
        self.name = name
        self.body = body
    }

    /// Tries the promise on a store; what is broken is an issue of the test that runs.
    ///
    /// - Parameter makeStore: Makes a store that nobody has used.
    /// - Throws: What keeps the check from being made.
    package func run(_ makeStore: @escaping StoreMaker) async throws {
        let clinic = try await Clinic(makeStore)
        try await body(clinic)
        try clinic.store.close()
    }
}

extension StoreCheck: CustomTestStringConvertible {
    package var testDescription: String { "\(port.rawValue): \(name)" }
}
