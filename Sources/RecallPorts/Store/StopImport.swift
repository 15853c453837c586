package import RecallCore

/// Takes the entries of one do-not-call list, inside its transaction.
package protocol StopImport: AnyObject {
    /// Whom the entries so far stop.
    var change: ListChange { get }

    /// Stores an entry; one that the list has brought already is kept as it is.
    func add(_ stop: Stop) throws
}
