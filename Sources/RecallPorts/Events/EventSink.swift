import RecallCore

/// Where the events of one practice go, packed into deliveries whose bytes are fixed: a folder, an address.
///
/// A delivery is made, then noted as made. After a crash between the two the same bytes come again under the same name,
/// and whoever receives them must count them once. `EventSinkConformance` holds what an implementation must do.
package protocol EventSink: Sendable {
    /// What is stored and not yet noted as delivered, the oldest first.
    func waiting() async throws(StoreError) -> [OutboxFile]

    /// Delivers. What was delivered before under the same name, with the same bytes, is left as it is.
    func deliver(_ delivery: OutboxFile) async throws(EventSinkError)

    /// Notes that a delivery was made, so that it no longer waits.
    func markDelivered(_ delivery: OutboxFile) async throws(StoreError)
}
