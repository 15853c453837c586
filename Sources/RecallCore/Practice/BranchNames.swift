/// The branches of a practice, under the names that exports know them by.
package struct BranchNames: Equatable, Sendable {
    /// The branch that each name stands for.
    package private(set) var names: [String: String]
    private var keys: [String: String]

    /// The branches that the names of exports stand for: `LDS` and `Leeds LS1` may both be `Leeds`.
    package init(_ names: [String: String] = [:]) {
        self.names = names
        keys = [:]
        for (name, branch) in names {
            keys[Self.folded(name)] = Self.folded(branch)
            keys[Self.folded(branch)] = Self.folded(branch)
        }
    }

    /// What all branches that the practice's file tells of are compared by.
    package var all: Set<String> { Set(keys.values) }

    /// What the branch that a cell names is compared by; empty for a cell that names none.
    package func key(of cell: String) -> String {
        let folded = Self.folded(cell)
        return keys[folded] ?? folded
    }

    /// A name without what exports write in one way or another.
    package static func folded(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
