/// Somebody who tests eyes, with the code that the diary uses.
package struct Practitioner: Hashable, Sendable {
    package var name: String
    /// Empty where exports name the person by name only.
    package var code: String

    package init(name: String, code: String = "") {
        self.name = name
        self.code = code
    }
}

/// Who tests eyes at a practice, under the names and the codes that exports know them by.
package struct PractitionerList: Equatable, Sendable {
    package var people: [Practitioner]

    package init(_ people: [Practitioner] = []) {
        self.people = people
    }

    /// The person whom a cell names, by name or by code; nil for one whom the list does not hold.
    package func person(_ cell: String) -> Practitioner? {
        let wanted = Self.key(cell)
        guard !wanted.isEmpty else { return nil }
        return people.first { Self.key($0.name) == wanted } ?? people.first { Self.key($0.code) == wanted }
    }

    /// The name that a cell stands for; the cell itself where the list does not help.
    package func name(_ cell: String) -> String { person(cell)?.name ?? cell }

    /// Whether two cells name one person: the patient's record may say `Dr A Shah` and the diary `AS`.
    package func isSame(_ left: String, _ right: String) -> Bool { key(of: left) == key(of: right) }

    /// What the person whom a cell names is compared by; empty for a cell that names nobody.
    func key(of cell: String) -> String { Self.key(name(cell)) }

    /// The list with those of another whom this one knows neither by name nor by code.
    package func adding(_ other: PractitionerList) -> PractitionerList {
        var list = self
        for person in other.people where list.match(person) == nil { list.people.append(person) }
        return list
    }

    /// Where an exported list differs from this one, by person: who is missing here or there, or has another code or name.
    package func differences(from exported: PractitionerList) -> [Difference] {
        let theirs = exported.people.compactMap { person -> Difference? in
            let ours = match(person)
            return ours == person || (ours != nil && person.code.isEmpty) ? nil : Difference(ours: ours, theirs: person)
        }
        return theirs
            + people.filter { exported.match($0) == nil }.map { Difference(ours: $0, theirs: nil) }
    }

    /// A person of whom the practice's file and an export say different things.
    package struct Difference: Equatable, Sendable {
        package var ours: Practitioner?
        package var theirs: Practitioner?

        package init(ours: Practitioner?, theirs: Practitioner?) {
            self.ours = ours
            self.theirs = theirs
        }
    }

    private func match(_ person: Practitioner) -> Practitioner? {
        people.first { Self.key($0.name) == Self.key(person.name) }
            ?? people.first { !$0.code.isEmpty && Self.key($0.code) == Self.key(person.code) }
    }

    private static func key(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
