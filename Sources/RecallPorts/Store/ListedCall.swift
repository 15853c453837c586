package import RecallCore

/// A call as a list shows it.
package struct ListedCall: Sendable {
    package var attempt: Attempt
    package var patientID: String
    package var answeredBy: String?
    package var durationSeconds: Int?
    package var priceUSD: Double?
    package var settledAt: Instant?
    package var booking: Appointment?
    package var bookingStatus: BookingStatus?
    /// The lines that the call brought, with the file that each stands in.
    package var events: [FiledEvent] = []

    package init(
        attempt: Attempt, patientID: String, answeredBy: String? = nil, durationSeconds: Int? = nil,
        priceUSD: Double? = nil, settledAt: Instant? = nil, booking: Appointment? = nil,
        bookingStatus: BookingStatus? = nil, events: [FiledEvent] = []
    ) {
        self.attempt = attempt
        self.patientID = patientID
        self.answeredBy = answeredBy
        self.durationSeconds = durationSeconds
        self.priceUSD = priceUSD
        self.settledAt = settledAt
        self.booking = booking
        self.bookingStatus = bookingStatus
        self.events = events
    }
}
