/// A do-not-call list of which entries stand.
package struct StopExport: Equatable, Sendable {
    package var id: Int64
    package var practice: String
    /// The name under which it was dropped.
    package var name: String
    /// Where the file stands now, relative to the shared folder; nil until it has been moved.
    package var place: String?
    /// How many of its entries stand.
    package var entries: Int

    package init(id: Int64, practice: String, name: String, place: String?, entries: Int) {
        self.id = id
        self.practice = practice
        self.name = name
        self.place = place
        self.entries = entries
    }
}

/// What taking one list back came to.
package struct EndedStops: Equatable, Sendable {
    /// The entries of the list that were ended.
    package var ended: Int
    /// Those of them who stay stopped, because somebody else has asked for it too.
    package var kept: Int

    package init(ended: Int, kept: Int) {
        self.ended = ended
        self.kept = kept
    }
}
