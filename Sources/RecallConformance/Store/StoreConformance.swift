/// What every store promises, as checks that know it by its ports alone.
///
/// A store is tried with one parameterised test, which makes an empty store for each check:
///
/// ```swift
/// @Test(arguments: StoreConformance.checks)
/// func `it keeps the promises of a store`(check: StoreCheck) async throws {
///     try await check.run {
///         let server = try TestServer()
///         return { try OtherStore(server) }
///     }
/// }
/// ```
///
/// What the closure returns opens that one store as often as it is asked, also while it is open; it keeps alive what the
/// store stands on, and lets go of it after the check.
package enum StoreConformance {
    /// Every check, by port.
    package static let checks: [StoreCheck] =
        imports + claims + statements + unusableRows + register + persons + queue + attempts + histories + events
        + stops + alerts + changes + clocks + shares
        + reports
        + upkeep
}
