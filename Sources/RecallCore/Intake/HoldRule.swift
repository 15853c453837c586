/// Why an export that could be read is held for a person all the same: it changes too much of what is known.
///
/// It is asked inside the import's transaction, once all rows are counted; an import that is held leaves nothing behind.
/// What a person has approved is not asked about again.
package enum HoldRule {
    /// Why an export of patients is held, in plain words; empty where it is not.
    ///
    /// - Parameters:
    ///   - change: What it changes.
    ///   - limits: How much it may.
    /// - Returns: The reasons, the most dangerous first.
    package static func reasons(_ change: ImportChange, limits: HoldLimits) -> [String] {
        var reasons: [String] = []
        if limits.stopsLifted.isExceeded(by: change.stopsLifted, of: change.stopsKnown) {
            reasons.append(
                """
                Of \(patients(change.stopsKnown)) who were not to be called, this export lets \(change.stopsLifted) be \
                called again. Check the columns that say who must not be called (do not contact, deceased, consent, \
                status, recall on or off).
                """)
        }
        if limits.birthsChanged.isExceeded(by: change.birthsChanged, of: change.birthsKnown) {
            reasons.append(births(change))
        }
        if change.patientsBefore >= limits.shrunkFrom,
            change.patients * 100 < limits.shrunkBelowPercent * change.patientsBefore
        {
            reasons.append(
                """
                The last export with these columns held \(patients(change.patientsBefore)), this one holds \
                \(change.patients): \(change.patientsBefore - change.patients) fewer. Nobody who is left out would be \
                called. Check the choice of patients in your system. Where it is only a part of them, and the others are \
                still to be called: recalld approve FILE --part.
                """)
        }
        return reasons
    }

    /// Why a do-not-call list is held, in plain words; empty where it is not.
    ///
    /// - Parameters:
    ///   - change: Whom it stops.
    ///   - limits: How many it may.
    /// - Returns: The reasons.
    package static func reasons(_ change: ListChange, limits: HoldLimits) -> [String] {
        guard limits.listStops.isExceeded(by: change.stopped, of: change.callable) else { return [] }
        return [
            """
            This do-not-call list stops \(change.stopped) of \(patients(change.callable)) who could be called. Check that it \
            is the list of those who must not be called, and not of all patients. Until it is approved nobody is stopped \
            by it.
            """
        ]
    }

    /// Why an export of patients is held, in plain words; empty where it is not: a line between its rows says that the rows
    /// below it are of people who must not be called, and nothing in these rows does.
    ///
    /// - Parameter stopHeading: The line; nil where there is none.
    /// - Returns: The reasons.
    package static func reasons(stopHeading: String?) -> [String] {
        guard let stopHeading else { return [] }
        return [
            """
            A line between the rows says "\(stopHeading)", and the rows below it may be of people who must not be called. \
            Export them with a column that says so, or approve the file if all of them may be called.
            """
        ]
    }

    /// Why a diary is held, in plain words; empty where it is not: it names a branch that nobody has told of, and it is
    /// not the only one. Which branch a patient belongs to would then be told by names that may mean the same.
    ///
    /// - Parameters:
    ///   - branches: The names of branches in the diary.
    ///   - seen: The names in the diaries before it.
    ///   - names: What the practice's file says of names.
    /// - Returns: The reasons.
    package static func reasons(branches: Set<String>, seen: Set<String>, names: BranchNames) -> [String] {
        let known = Set(seen.map(names.key)).union(names.all)
        let unknown = branches.filter { !known.contains(names.key(of: $0)) }.sorted()
        let all = known.union(unknown.map(names.key)).subtracting([""])
        guard !unknown.isEmpty, all.count > 1 else { return [] }
        let few = unknown.prefix(namesTold).map { "\"\($0)\"" }.joined(separator: ", ")
        let more = unknown.count > namesTold ? " and \(unknown.count - namesTold) more" : ""
        return [
            """
            This diary tells of more than one branch, and of \(few)\(more) for the first time. A patient is offered places \
            of the own branch only. Where it is another name of a branch, write it in the practice's file under \
            [branches], such as "LDS" = "Leeds"; where it is a branch of its own, approve the file, which is asked once.
            """
        ]
    }

    /// How many names of branches a reason holds.
    private static let namesTold = 5

    private static func births(_ change: ImportChange) -> String {
        var words =
            "The date of birth is another one than before for \(change.birthsChanged) of \(change.birthsKnown) patients."
        if change.birthsTurned > 0 {
            words +=
                " In \(change.birthsTurned) of them day and month have changed places: check in which order this"
                + " export writes them."
        } else {
            words += " Check that the rows still belong to the same patients."
        }
        return words
    }

    private static func patients(_ count: Int) -> String { count == 1 ? "1 patient" : "\(count) patients" }
}
