/// Which numbers of a row may be rung, in the order in which they are tried.
package struct PhoneChoice: Equatable, Sendable {
    /// A number that may be rung, and where it stands.
    package struct Candidate: Equatable, Sendable {
        package var number: PhoneNumber
        package var field: Field
        /// The flags of its cell.
        package var flags: [PhoneFlag]

        package init(number: PhoneNumber, field: Field, flags: [PhoneFlag] = []) {
            self.number = number
            self.field = field
            self.flags = flags
        }
    }

    /// The numbers that may be rung, best first, each once.
    package let candidates: [Candidate]
    /// Whether a number could be read at all, be it one that is dialled or not; the work number does not count.
    package let hasReadNumber: Bool

    /// The columns that are tried, best first. A work number is never rung.
    static let fields: [Field] = [.mobilePhone, .homePhone, .phoneUnspecified]

    /// Chooses from the telephone cells of a row.
    package init(_ phones: [ReadPhone]) {
        var candidates: [Candidate] = []
        var seen = Set<PhoneNumber>()
        for field in Self.fields {
            for phone in phones where phone.field == field {
                let usable = (phone.reading.usable.map { [$0] } ?? []) + phone.reading.alsoUsable
                for number in usable where seen.insert(number).inserted {
                    candidates.append(Candidate(number: number, field: field, flags: phone.reading.flags))
                }
            }
        }
        self.candidates = candidates
        hasReadNumber = phones.contains { Self.fields.contains($0.field) && $0.reading.number != nil }
    }

    /// The number to ring first.
    package var best: PhoneNumber? { candidates.first?.number }

    /// Why nothing can be rung; nil where something can.
    package var gate: GateCode? {
        if !candidates.isEmpty { return nil }
        return hasReadNumber ? .blockedNumber : .noUsableNumber
    }
}
