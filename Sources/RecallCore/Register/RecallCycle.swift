/// When a recall of a patient begins, goes on, is resumed or ends.
///
/// A patient who was tested since the last calls has a new recall; the old one and its attempts are history. What tells one
/// recall from the next is its cycle.
package enum RecallCycle {
    /// The cycle of a patient: the last sight test and the last contact-lens check.
    package static func cycle(of facts: PatientFacts) -> String {
        [facts.lastTest, facts.lastLensCheck].map { $0?.description ?? "" }.joined(separator: "/")
    }

    /// The current recall of a patient.
    package struct Current: Equatable, Sendable {
        package var cycle: String
        package var isHeldByStaff: Bool
        package var isReleasedByStaff: Bool
        package var isCancelled: Bool
        /// Whether staff were told that the patient is urgent.
        package var isUrgentTaskRaised: Bool
        /// Whether it has an attempt that counts.
        package var hasAttempts: Bool
        /// Whether one of its attempts has not ended.
        package var isBusy: Bool

        package init(
            cycle: String, isHeldByStaff: Bool = false, isReleasedByStaff: Bool = false, isCancelled: Bool = false,
            isUrgentTaskRaised: Bool = false, hasAttempts: Bool = false, isBusy: Bool = false
        ) {
            self.cycle = cycle
            self.isHeldByStaff = isHeldByStaff
            self.isReleasedByStaff = isReleasedByStaff
            self.isCancelled = isCancelled
            self.isUrgentTaskRaised = isUrgentTaskRaised
            self.hasAttempts = hasAttempts
            self.isBusy = isBusy
        }

        /// Whether anything has come of it that belongs to its cycle and to no other.
        var isUsed: Bool { isReleasedByStaff || isCancelled || isUrgentTaskRaised || hasAttempts }
    }

    /// An earlier recall of the patient with the cycle that the export gives.
    package struct Earlier: Equatable, Sendable {
        package var id: String
        package var isHeldByStaff: Bool

        package init(id: String, isHeldByStaff: Bool = false) {
            self.id = id
            self.isHeldByStaff = isHeldByStaff
        }
    }

    /// What becomes of a patient's recalls.
    package enum Step: Equatable, Sendable {
        /// The current recall goes on.
        case keep
        /// The current recall, of which nothing has come, goes on with another cycle.
        case move
        /// The current recall ends, if there is one, and a new one begins.
        case begin(isHeld: Bool)
        /// The current recall ends, and an earlier one goes on.
        case resume(String, isHeld: Bool)
    }

    /// What an export's cycle makes of the recalls of its patient.
    ///
    /// An export that goes back to an earlier cycle, as when two reports of a system are dropped by turns and only one has
    /// the contact-lens column, goes back to the earlier recall: its attempts count on, or the patient would be called
    /// beyond the limit. What staff hold stays held until they let it go.
    ///
    /// - Parameters:
    ///   - cycle: The cycle that the export gives.
    ///   - current: The patient's current recall; nil where there is none.
    ///   - earlier: The newest earlier recall of that cycle; asked for only where it matters.
    /// - Returns: What becomes of them.
    /// - Throws: What `earlier` throws.
    package static func step(
        to cycle: String, current: Current?, earlier: () throws -> Earlier?
    ) rethrows -> Step {
        guard let current else { return .begin(isHeld: false) }
        // A call in progress is about the recall that it began with.
        guard current.cycle != cycle, !current.isBusy else { return .keep }
        if let earlier = try earlier() {
            return .resume(earlier.id, isHeld: current.isHeldByStaff || earlier.isHeldByStaff)
        }
        return current.isUsed ? .begin(isHeld: current.isHeldByStaff) : .move
    }
}
