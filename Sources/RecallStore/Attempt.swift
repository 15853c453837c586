package import RecallCore

/// How far an attempt has come.
package enum AttemptState: String, Sendable, Codable {
    /// The intent is stored; the request may or may not have left.
    case placing
    /// Bland has the call.
    case following
    /// The answer was lost: somebody may have been called. Never sent again.
    case unknown
    /// It has an outcome.
    case settled
    /// It certainly reached nobody, and does not count.
    case void
}

/// An attempt as stored.
package struct Attempt: Equatable, Sendable {
    package var id: String
    package var recall: String
    package var patient: Int64
    package var practice: String
    package var phone: PhoneNumber
    package var startedAt: Instant
    package var state: AttemptState
    package var callID: String?
    package var leavesMessage: Bool
    package var offered: [OfferedSlot]
    package var unknownSince: Instant?
    /// Whether staff have been told that it is unknown.
    package var unknownTold: Bool
    package var looks: Int
    /// When the call was first seen to be over.
    package var overSince: Instant?
    package var outcome: Outcome?
}

/// All that is known about whom an attempt concerns, read in the transaction that changes it.
package struct CallSubject: Equatable, Sendable {
    package var attempt: Attempt
    package var patientID: String
    package var facts: PatientFacts
    package var read: ReadRow
    /// The attempts of the recall that count, this one included, oldest first.
    package var attempts: [PastAttempt]
    /// Those of the offered slots that the call still holds, as the diary has them.
    package var held: [FreeSlot]
}

/// What is to be stored at the end of an attempt, in one transaction.
package struct Settlement: Equatable, Sendable {
    package var outcome: Outcome
    package var answeredBy: String
    package var durationSeconds: Int
    package var priceUSD: Double?
    package var callbackAt: Instant?
    /// The provider's report as JSON, kept for `[retention]`.
    package var report: String?
    package var stops: [Suppression]
    package var booking: Appointment?
    package var events: [Event]

    package init(
        outcome: Outcome, answeredBy: String = "", durationSeconds: Int = 0, priceUSD: Double? = nil,
        callbackAt: Instant? = nil, report: String? = nil, stops: [Suppression] = [], booking: Appointment? = nil,
        events: [Event] = []
    ) {
        self.outcome = outcome
        self.answeredBy = answeredBy
        self.durationSeconds = durationSeconds
        self.priceUSD = priceUSD
        self.callbackAt = callbackAt
        self.report = report
        self.stops = stops
        self.booking = booking
        self.events = events
    }
}
