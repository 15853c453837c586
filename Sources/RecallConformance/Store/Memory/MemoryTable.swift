import RecallPorts

/// Rows by their keys, in the order in which they were put in.
///
/// A row stands in a box, so that the copy that a transaction makes of a table is one of references.
struct MemoryTable<Key: Hashable & Sendable, Row: Sendable>: Sendable {
    private final class Box: Sendable {
        let key: Key
        let row: Row

        init(_ key: Key, _ row: Row) {
            self.key = key
            self.row = row
        }
    }

    private var boxes: [Box] = []
    private var places: [Key: Int] = [:]
    /// How many rows have been put in, changed or taken away.
    private(set) var changes = 0

    var count: Int { boxes.count }

    subscript(key: Key) -> Row? { places[key].map { boxes[$0].row } }

    /// Every row that `condition` holds for, in order.
    func rows(where condition: (Row) -> Bool = { _ in true }) -> [Row] {
        var found: [Row] = []
        for box in boxes where condition(box.row) { found.append(box.row) }
        return found
    }

    func contains(where condition: (Row) -> Bool) -> Bool { boxes.contains { condition($0.row) } }

    /// Puts a row in.
    ///
    /// - Throws: `StoreError.refused` where its key is taken.
    mutating func insert(_ row: Row, _ key: Key) throws(StoreError) {
        guard places[key] == nil else { throw .refused("a key is taken") }
        places[key] = boxes.count
        boxes.append(Box(key, row))
        changes += 1
    }

    /// Changes the row of a key.
    ///
    /// - Returns: Whether there is one that `condition` holds for.
    @discardableResult
    mutating func update(_ key: Key, where condition: (Row) -> Bool = { _ in true }, _ change: (inout Row) -> Void)
        -> Bool
    {
        guard let place = places[key], condition(boxes[place].row) else { return false }
        var row = boxes[place].row
        change(&row)
        boxes[place] = Box(key, row)
        changes += 1
        return true
    }

    /// Changes every row that `condition` holds for.
    ///
    /// - Returns: How many they are.
    @discardableResult
    mutating func update(where condition: (Row) -> Bool, _ change: (inout Row) -> Void) -> Int {
        var count = 0
        for place in boxes.indices where condition(boxes[place].row) {
            var row = boxes[place].row
            change(&row)
            boxes[place] = Box(boxes[place].key, row)
            count += 1
        }
        changes += count
        return count
    }

    /// Takes away every row that `condition` holds for.
    ///
    /// - Returns: The rows.
    @discardableResult
    mutating func remove(where condition: (Row) -> Bool) -> [Row] {
        let gone = rows(where: condition)
        guard !gone.isEmpty else { return [] }
        boxes.removeAll { condition($0.row) }
        places = [:]
        for (place, box) in boxes.enumerated() { places[box.key] = place }
        changes += gone.count
        return gone
    }
}
