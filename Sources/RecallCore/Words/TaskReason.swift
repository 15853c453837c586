/// Why staff have something to do, with how soon and in which words.
package enum TaskReason: String, Sendable, CaseIterable {
    // Of the plan.
    case urgentRingFirst = "urgent_ring_first"
    case urgentMinor = "urgent_minor"
    case urgentConsent = "urgent_consent"
    case urgentNumber = "urgent_number"
    case urgentDueDate = "urgent_due_date"
    case callbackBeyondLimit = "callback_beyond_limit"
    case notReached = "not_reached"
    case deathUnclear = "death_unclear"
    case unreadStop = "unread_stop"
    case noPreferredTime = "no_preferred_time"
    case noName = "no_name"
    // Of a call.
    case outcomeUnknown = "outcome_unknown"
    case symptoms
    case unclearEnd = "unclear_end"
    case identityNotConfirmed = "identity_not_confirmed"
    case wrongNumber = "wrong_number"
    case deceasedReported = "deceased_reported"
    case movedAway = "moved_away"
    case bookingAndStop = "booking_and_stop"
    case acceptedPlaceGone = "accepted_place_gone"
    case callbackUnreadable = "callback_unreadable"
    case asksForPerson = "asks_for_person"
    case newNumberUnreadable = "new_number_unreadable"
    case requestRefused = "request_refused"
    // Of an export.
    case birthDatesConflict = "birth_dates_conflict"
    case anotherPerson = "another_person"
    case samePerson = "same_person"
    case placeTaken = "place_taken"
    case placeBlocked = "place_blocked"
    case placeGone = "place_gone"
    case appointmentNotSeen = "appointment_not_seen"
    case appointmentNotAttended = "appointment_not_attended"
    case appointmentCancelled = "appointment_cancelled"

    package var priority: TaskProposal.Priority {
        switch self {
        case .symptoms: .urgent
        case .urgentRingFirst, .urgentMinor, .urgentConsent, .urgentNumber, .urgentDueDate, .callbackBeyondLimit,
            .outcomeUnknown, .unclearEnd, .identityNotConfirmed, .bookingAndStop, .acceptedPlaceGone,
            .callbackUnreadable, .asksForPerson,
            .requestRefused, .birthDatesConflict, .anotherPerson, .placeTaken, .placeBlocked, .placeGone:
            .today
        case .notReached, .wrongNumber, .deceasedReported, .movedAway, .newNumberUnreadable, .appointmentNotSeen,
            .appointmentNotAttended, .appointmentCancelled, .samePerson,
            .deathUnclear, .unreadStop, .noPreferredTime, .noName:
            .soon
        }
    }

    /// What happened and what to do, without a condition, a name or a number.
    package var words: String {
        switch self {
        case .urgentRingFirst:
            "Urgent: please ring this patient yourself today. Release the recall to have it called instead."
        case .urgentMinor:
            "Urgent: no parent or guardian is on record, so nobody is called. Please ring the family today."
        case .urgentConsent:
            "Urgent: no consent to automated calls is on record, so nobody is called. Please get in touch today."
        case .urgentNumber: "Urgent: no number on record can be called. Please get in touch in another way today."
        case .urgentDueDate:
            "Urgent: no due date is known, so nobody is called. Please look at the record today."
        case .callbackBeyondLimit: "Asked to be called back, but no more calls are allowed. Please ring."
        case .notReached: "Could not be reached after all calls, and should be seen. Please ring or write."
        case .deathUnclear:
            "The record speaks of a death and does not say whose, so nobody is called: check the record."
        case .unreadStop:
            "The record may say that the patient must not be called, and could not be understood: check the record."
        case .noPreferredTime:
            "The patient's wishes about times leave none in the hours of calls: please ring at another time."
        case .noName: "What stands as the patient's name is no name, so nobody is called: correct it, or ring."
        case .outcomeUnknown: "It is not known what came of the call: find out, then settle the attempt."
        case .symptoms: "Something was said in the call that must not wait: ring the patient now."
        case .unclearEnd: "Somebody answered, but what was agreed is not sure: ring the patient."
        case .identityNotConfirmed: "Somebody answered who could not be confirmed as the patient: ring the patient."
        case .wrongNumber: "The number is said to be wrong: check the record."
        case .deceasedReported: "The patient is said to have died: check the record."
        case .movedAway: "The patient is said to have moved away: check the record."
        case .bookingAndStop: "An appointment was accepted and calls were refused: book or clear it by hand."
        case .acceptedPlaceGone:
            "Said yes to a time that has been given away meanwhile: ring the patient and agree on another."
        case .callbackUnreadable: "A call-back was asked for at a time that could not be read: ring the patient."
        case .asksForPerson: "Asked to speak to a member of staff: ring back."
        case .newNumberUnreadable: "A new telephone number was given but could not be read: ask for it."
        case .requestRefused:
            "The telephone service refused to call, for what stands in the record: check it, then release the recall, or ring."
        case .birthDatesConflict: "Two patients have one number: find out which is right."
        case .anotherPerson:
            "The patient number stood for somebody else before: find out who it is. Release the recall to have it called."
        case .samePerson: "The same person stands in the list under two numbers: join the two records."
        case .placeTaken:
            "The place that this patient was promised went to another patient. Ring and offer another."
        case .placeBlocked: "The place that this patient was promised is blocked. Ring and offer another."
        case .placeGone:
            "The place that this patient was promised is no longer in the diary. Ring and offer another."
        case .appointmentNotSeen:
            "No diary showed this patient's appointment. Find out whether the patient came; if not, ring."
        case .appointmentNotAttended:
            "The patient did not come to the appointment. The recall is open again: ring, or leave it to the next call."
        case .appointmentCancelled:
            "The appointment is no longer in the diary. The recall is open again: ring, or leave it to the next call."
        }
    }
}

extension TaskProposal {
    package init(_ reason: TaskReason) { self.init(reason.priority, reason.words) }
}
