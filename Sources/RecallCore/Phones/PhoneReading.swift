/// What a telephone cell of an export says, by the rules of reading.
package struct PhoneReading: Equatable, Sendable {
    /// The number as read, whether it may be dialled or not; nil where none can be read.
    package var number: PhoneNumber?
    package var kind: PhoneKind?
    /// The flags of the whole cell, in the order of `PhoneFlag.allCases`, each once.
    package var flags: [PhoneFlag]
    package var refusal: PhoneRefusal
    /// Further numbers of the cell, in its order.
    package var also: [PhoneNumber]
    /// Those of `also` that may be dialled, in the cell's order.
    package var alsoUsable: [PhoneNumber]

    package init(
        number: PhoneNumber? = nil, kind: PhoneKind? = nil, flags: [PhoneFlag] = [], refusal: PhoneRefusal = .none,
        also: [PhoneNumber] = [], alsoUsable: [PhoneNumber] = []
    ) {
        self.number = number
        self.kind = kind
        self.flags = flags
        self.refusal = refusal
        self.also = also
        self.alsoUsable = alsoUsable
    }

    /// The number if it may be dialled.
    package var usable: PhoneNumber? { refusal == .none ? number : nil }
}

extension PhoneReading: CustomStringConvertible {
    package var description: String { "‹telephone cell, \(refusal.rawValue)›" }
}

/// What sort of line a number is, by the United Kingdom's plan.
package enum PhoneKind: String, Sendable, Codable {
    case mobile
    case landline
    case other
}

/// What was seen in a telephone cell beside its number.
package enum PhoneFlag: String, Sendable, Codable, CaseIterable {
    case repaired
    case belongsToOther = "belongs_to_other"
    case note
    case several
    case `extension`
}

/// Why a number of a cell is never dialled.
package enum PhoneRefusal: String, Sendable, Codable {
    case none
    case placeholder
    case excelDestroyed = "excel_destroyed"
    case markedBad = "marked_bad"
    case `extension`
    case foreign
    case tooShort = "too_short"
    case tooLong = "too_long"
    case emergency
    case crownDependency = "crown_dependency"
    case personalNumber = "personal_number"
    case pager
    case premium
    case freephone
    case service
    case unallocated
}
