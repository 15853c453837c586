package import RecallCore
package import RecallPorts

/// What people may do, by command, page or key.
///
/// Each verb changes the store in one transaction, stands in the audit with who did it and from where, and answers in words
/// that any of them can show. What the store or a shared folder refuses is thrown.
package struct Operations: Sendable {
    package let configuration: LoadedConfiguration
    /// The store in the hands of whoever acts.
    let store: any Store
    private let clock: @Sendable () -> Instant

    var now: Instant { clock() }

    package init(
        configuration: LoadedConfiguration, store: any Store, actor: AuditActor,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.configuration = configuration
        self.store = store.acting(as: actor)
        self.clock = clock
    }
}
