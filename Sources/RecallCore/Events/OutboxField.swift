/// What a column of an outbox file can hold, by the names of the standard template.
package enum OutboxField: String, Sendable, CaseIterable {
    case eventID = "event_id"
    case patientID = "patient_id"
    case title
    case firstName = "first_name"
    case lastName = "last_name"
    case fullName = "full_name"
    case phone
    case calledOn = "called_on"
    case calledAt = "called_at"
    case attempt
    case outcome
    case answeredBy = "answered_by"
    case durationSeconds = "duration_seconds"
    case riskLevel = "risk_level"
    case nextStep = "next_step"
    case callID = "call_id"
    case note
    case date
    case start
    case end
    case practitioner
    case appointmentType = "appointment_type"
    case room
    case slotID = "slot_id"
    case status
    case bookedOn = "booked_on"
    case bookedAt = "booked_at"
    case change
    case oldValue = "old_value"
    case newValue = "new_value"
    case reportedOn = "reported_on"
    case priority
    case reason
    case dueBy = "due_by"
    case raisedOn = "raised_on"
}

extension EventKind {
    /// The columns of the standard template, in their order.
    package var standardColumns: [OutboxField] {
        switch self {
        case .outcomes:
            [
                .eventID, .patientID, .firstName, .lastName, .phone, .calledOn, .calledAt, .attempt, .outcome,
                .answeredBy, .durationSeconds, .riskLevel, .nextStep, .callID, .note,
            ]
        case .bookings:
            [
                .eventID, .patientID, .title, .firstName, .lastName, .phone, .date, .start, .end, .practitioner,
                .appointmentType, .room, .slotID, .status, .bookedOn, .bookedAt, .callID, .note,
            ]
        case .contactUpdates:
            [
                .eventID, .patientID, .firstName, .lastName, .change, .oldValue, .newValue, .reportedOn, .callID, .note,
            ]
        case .tasks:
            [
                .eventID, .patientID, .firstName, .lastName, .phone, .priority, .reason, .dueBy, .raisedOn, .callID,
                .note,
            ]
        }
    }
}
