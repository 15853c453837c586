/// How much an export may change before a person looks at it first.
package struct HoldLimits: Equatable, Sendable {
    /// A number of patients and a part of all of them; only what is more than both is held.
    package struct Share: Equatable, Sendable {
        package var patients: Int
        package var percent: Int

        package init(patients: Int, percent: Int) {
            self.patients = patients
            self.percent = percent
        }

        /// Whether so many of `all` are more than that.
        package func isExceeded(by count: Int, of all: Int) -> Bool {
            count > patients && count * 100 > percent * all
        }
    }

    /// Patients whose stop is lifted, of those who had one.
    package var stopsLifted = Share(patients: 2, percent: 1)
    /// Patients whose date of birth is another one, of those whose date was known.
    package var birthsChanged = Share(patients: 5, percent: 5)
    /// An export with fewer patients than this part of the one before, in percent, is held.
    package var shrunkBelowPercent = 50
    /// The fewest patients that the one before must have had for that.
    package var shrunkFrom = 20
    /// Patients whom a do-not-call list stops, of those who could be called.
    package var listStops = Share(patients: 20, percent: 20)
    /// Whether a name that a program which copies folders gives to a conflicting copy is held.
    package var holdsConflictingCopies = true

    package init() {}
}
