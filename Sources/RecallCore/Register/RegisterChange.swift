/// What a patient of an export changes in the register of the practice.
package enum RegisterChange: Equatable, Sendable {
    /// The practice has not had the patient before.
    case new
    /// The patient is known, and the row takes the place of what was known.
    case renewed
    /// An earlier row of the same export was about the patient, and the two are joined.
    case repeated

    /// Decides by the export that the patient was last seen in; nil where there was none.
    package init(lastSeenIn export: Int64?, importing: Int64) {
        switch export {
        case nil: self = .new
        case importing?: self = .repeated
        case _?: self = .renewed
        }
    }

    /// Whether the row counts as one more patient of the export.
    package var isAnotherPatient: Bool { self != .repeated }
}
