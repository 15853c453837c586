package import RecallCore

/// One call of the local day.
package struct CallOfDay: Equatable, Sendable {
    package var startedAt: Instant
    package var patientID: String
    package var name: PersonName
    package var outcome: Outcome?

    package init(startedAt: Instant, patientID: String, name: PersonName, outcome: Outcome? = nil) {
        self.startedAt = startedAt
        self.patientID = patientID
        self.name = name
        self.outcome = outcome
    }
}
