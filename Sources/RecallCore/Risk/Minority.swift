/// Who is a child, for whom a parent or guardian is asked.
package enum Minority {
    /// The age in years from which a patient is asked for in person.
    package static let endsAtAge = 16

    /// Whether a patient is a child: by the age where the record has a birth date, else by what else it says.
    ///
    /// A title that a grown man kept on the record from his childhood does not make him a child.
    ///
    /// - Parameters:
    ///   - age: Whole years today; nil where no birth date is on record.
    ///   - isSaidChild: Whether the title is "Master", or a column of ages or kinds of patients says that it is a child.
    /// - Returns: Whether a parent or guardian is to be asked for.
    package static func isMinor(age: Int?, isSaidChild: Bool) -> Bool {
        age.map(isMinor(age:)) ?? isSaidChild
    }

    /// Whether somebody of an age is a child.
    package static func isMinor(age: Int) -> Bool { age < endsAtAge }
}
