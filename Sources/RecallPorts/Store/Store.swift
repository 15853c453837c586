/// All that recalld remembers.
///
/// Each verb is one transaction. The daemon and the commands use one store at once: it orders their writes, and every change of
/// a state is guarded by the state that it leaves. `RecallConformance` holds the suite that an implementation must pass.
package protocol Store: ImportStore, ClaimStore, RegisterStore, QueueStore, AttemptStore, EventStore, StopStore,
    AlertStore,
    ChangeStore, ClockStore,
    ShareStore, ReportStore, UpkeepStore
{
    /// In whose name the audit notes what is changed; `recalld` as it was opened.
    var actor: AuditActor { get }

    /// The same store in the hands of somebody else.
    func acting(as actor: AuditActor) -> any Store
}
