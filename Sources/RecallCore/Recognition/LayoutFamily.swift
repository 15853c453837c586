/// The systems that layouts are for, as a practice names its own.
package enum LayoutFamily {
    /// The family that `name` means: its own name, or one part of it (`flex` is `optinet-flex`), in any case and with
    /// hyphens or without; nil where there is none, or where there are two.
    package static func named(_ name: String, in layouts: [Layout]) -> String? {
        let families = Set(layouts.map(\.family))
        let wanted = plain(name)
        if let whole = families.first(where: { plain($0) == wanted }) { return whole }
        let parts = families.filter { $0.split(separator: "-").map(String.init).contains(name.lowercased()) }
        return parts.count == 1 ? parts.first : nil
    }

    /// The layouts of a family; of the other families only those of a kind that this one has none of, such as lists of
    /// numbers not to be called.
    package static func only(_ family: String, of layouts: [Layout]) -> [Layout] {
        let kinds = Set(layouts.filter { $0.family == family }.map(\.kind))
        return layouts.filter { $0.family == family || !kinds.contains($0.kind) }
    }

    private static func plain(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
