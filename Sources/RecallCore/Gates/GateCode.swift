/// What holds a recall back. The order of the cases is the order of precedence: the first that holds is shown.
package enum GateCode: String, Sendable, Codable, CaseIterable {
    case deceased
    case optedOut = "opted_out"
    case doNotContact = "do_not_contact"
    case reminderSuppressed = "reminder_suppressed"
    case held
    case samePerson = "same_person"
    case minor
    case consentRequired = "consent_required"
    case futureAppointment = "future_appointment"
    case recentlySeen = "recently_seen"
    case awaitingExport = "awaiting_export"
    case noUsableNumber = "no_usable_number"
    case blockedNumber = "blocked_number"
    case notDue = "not_due"
    case humanFirst = "human_first"
    case staleExport = "stale_export"
    case attemptLimit = "attempt_limit"
    case numberInUse = "number_in_use"
    case attemptSpacing = "attempt_spacing"
    case householdToday = "household_today"
    case inboxStuck = "inbox_stuck"
    case clockUnsure = "clock_unsure"
    case providerStopped = "provider_stopped"
    case paused
    case practiceClosed = "practice_closed"
    case bankHoliday = "bank_holiday"
    case outsideHours = "outside_hours"
    case preferredTime = "preferred_time"
    case dailyLimit = "daily_limit"
    case spendLimit = "spend_limit"
    case dryRun = "dry_run"
}

extension GateCode {
    /// What a recall is that the gate holds first; nil where it only waits.
    var state: RecallState? {
        switch self {
        case .deceased, .optedOut, .doNotContact, .reminderSuppressed, .minor, .consentRequired, .noUsableNumber,
            .blockedNumber:
            .suppressed
        case .held, .samePerson, .humanFirst: .held
        case .futureAppointment, .recentlySeen, .awaitingExport, .notDue, .staleExport, .attemptLimit, .numberInUse,
            .attemptSpacing, .householdToday, .inboxStuck, .clockUnsure, .providerStopped, .paused, .practiceClosed,
            .bankHoliday, .outsideHours, .preferredTime, .dailyLimit, .spendLimit, .dryRun:
            nil
        }
    }
}

/// Why a gate is shut. Each cause belongs to one gate, which may be shut by several.
package enum GateCause: String, Sendable, CaseIterable {
    case deceasedInRecord = "deceased_in_record"
    case deceasedByStatus = "deceased_by_status"
    case deceasedByName = "deceased_by_name"
    case deceasedInNotes = "deceased_in_notes"
    case deceasedReported = "deceased_reported"

    /// The patient's wish, on our own stop list or said in a call.
    case optedOut = "opted_out"
    /// The number stands on our own stop list, whoever has it.
    case numberStopped = "number_stopped"

    case doNotContact = "do_not_contact"
    case noTelephoneConsent = "no_telephone_consent"
    case noAutomatedConsent = "no_automated_consent"
    case noCallsInNotes = "no_calls_in_notes"
    case preferenceService = "preference_service"

    case reminderSuppressed = "reminder_suppressed"
    case movedAway = "moved_away"

    case heldByStaff = "held_by_staff"
    case cancelled
    /// An export gives the patient's id to people with different dates of birth.
    case birthDatesConflict = "birth_dates_conflict"
    case complaint
    case capacity
    case powerOfAttorney = "power_of_attorney"
    case noDueDate = "no_due_date"
    /// Free text speaks of death and does not say plainly that the patient has died.
    case deathUnclear = "death_unclear"
    /// A cell that may be a refusal is not understood.
    case unreadStop = "unread_stop"
    /// The wishes about times leave none within the practice's hours.
    case noPreferredTime = "no_preferred_time"
    /// Nothing in the name's cells has the shape of a name.
    case noName = "no_name"
    /// The number of the patient has another name and birth date than before.
    case anotherPerson = "another_person"
    /// The provider refused the request for what stands in it.
    case requestRefused = "request_refused"
    /// The last call did not come to a clear end.
    case unclearEnd = "unclear_end"

    /// The same person under another number is stopped, held, or was called.
    case samePerson = "same_person"

    case minor
    case consentRequired = "consent_required"
    case futureAppointment = "future_appointment"
    case recentlySeen = "recently_seen"
    /// An appointment was known, and no newer export says what came of it.
    case awaitingExport = "awaiting_export"

    case noUsableNumber = "no_usable_number"
    case wrongNumber = "wrong_number"
    /// The telephone was said to be somebody else's or of a patient who has died, and nobody has opened it again.
    case telephoneClosed = "telephone_closed"

    /// The provider has refused to call it.
    case numberRefused = "number_refused"
    case ownNumber = "own_number"
    case sharedNumber = "shared_number"
    /// Every number is of a kind that is never called.
    case numberKind = "number_kind"

    case notDue = "not_due"
    case humanFirst = "human_first"

    case staleExport = "stale_export"
    case missingFromExport = "missing_from_export"

    case attemptLimit = "attempt_limit"
    case numberInUse = "number_in_use"
    case attemptSpacing = "attempt_spacing"
    case householdToday = "household_today"
    case inboxStuck = "inbox_stuck"
    case clockUnsure = "clock_unsure"
    case providerStopped = "provider_stopped"
    case paused
    case practiceClosed = "practice_closed"
    case bankHoliday = "bank_holiday"
    case outsideHours = "outside_hours"
    case preferredTime = "preferred_time"
    case dailyLimit = "daily_limit"
    case spendLimit = "spend_limit"
    case dryRun = "dry_run"

    /// The gate that it shuts.
    package var gate: GateCode {
        switch self {
        case .deceasedInRecord, .deceasedByStatus, .deceasedByName, .deceasedInNotes, .deceasedReported: .deceased
        case .optedOut, .numberStopped: .optedOut
        case .doNotContact, .noTelephoneConsent, .noAutomatedConsent, .noCallsInNotes, .preferenceService:
            .doNotContact
        case .reminderSuppressed, .movedAway: .reminderSuppressed
        case .heldByStaff, .cancelled, .birthDatesConflict, .complaint, .capacity, .powerOfAttorney, .noDueDate,
            .deathUnclear, .unreadStop, .noPreferredTime, .noName, .anotherPerson, .requestRefused, .unclearEnd:
            .held
        case .samePerson: .samePerson
        case .minor: .minor
        case .consentRequired: .consentRequired
        case .futureAppointment: .futureAppointment
        case .recentlySeen: .recentlySeen
        case .awaitingExport: .awaitingExport
        case .noUsableNumber, .wrongNumber, .telephoneClosed: .noUsableNumber
        case .numberRefused, .ownNumber, .sharedNumber, .numberKind: .blockedNumber
        case .notDue: .notDue
        case .humanFirst: .humanFirst
        case .staleExport, .missingFromExport: .staleExport
        case .attemptLimit: .attemptLimit
        case .numberInUse: .numberInUse
        case .attemptSpacing: .attemptSpacing
        case .householdToday: .householdToday
        case .inboxStuck: .inboxStuck
        case .clockUnsure: .clockUnsure
        case .providerStopped: .providerStopped
        case .paused: .paused
        case .practiceClosed: .practiceClosed
        case .bankHoliday: .bankHoliday
        case .outsideHours: .outsideHours
        case .preferredTime: .preferredTime
        case .dailyLimit: .dailyLimit
        case .spendLimit: .spendLimit
        case .dryRun: .dryRun
        }
    }
}
