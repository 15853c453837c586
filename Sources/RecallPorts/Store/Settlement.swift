package import RecallCore

/// What is to be stored at the end of an attempt, in one transaction.
package struct Settlement: Equatable, Sendable {
    package var outcome: Outcome
    package var answeredBy: String
    package var durationSeconds: Int
    package var priceUSD: Double?
    package var callbackAt: Instant?
    /// The provider's report as JSON, kept for `[retention]`.
    package var report: String?
    package var stops: [Stop]
    package var booking: Appointment?
    package var events: [Event]

    package init(
        outcome: Outcome, answeredBy: String = "", durationSeconds: Int = 0, priceUSD: Double? = nil,
        callbackAt: Instant? = nil, report: String? = nil, stops: [Stop] = [], booking: Appointment? = nil,
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
