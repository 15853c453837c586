/// What holds a recall back. The order of the cases is the order of precedence: the first that holds is shown.
package enum GateCode: String, Sendable, Codable, CaseIterable {
    case deceased
    case optedOut = "opted_out"
    case doNotContact = "do_not_contact"
    case reminderSuppressed = "reminder_suppressed"
    case held
    case minor
    case consentRequired = "consent_required"
    case futureAppointment = "future_appointment"
    case recentlySeen = "recently_seen"
    case noUsableNumber = "no_usable_number"
    case blockedNumber = "blocked_number"
    case notDue = "not_due"
    case humanFirst = "human_first"
    case staleExport = "stale_export"
    case attemptLimit = "attempt_limit"
    case numberInUse = "number_in_use"
    case attemptSpacing = "attempt_spacing"
    case householdToday = "household_today"
    case providerStopped = "provider_stopped"
    case paused
    case practiceClosed = "practice_closed"
    case bankHoliday = "bank_holiday"
    case outsideHours = "outside_hours"
    case dailyLimit = "daily_limit"
    case spendLimit = "spend_limit"
    case dryRun = "dry_run"
}

/// A shut gate, and when time alone opens it.
package struct ShutGate: Equatable, Sendable {
    package var cause: GateCause
    /// The moment at which time alone opens the gate; nil where something else has to happen.
    package var until: Instant?

    package init(_ cause: GateCause, until: Instant? = nil) {
        self.cause = cause
        self.until = until
    }

    package var code: GateCode { cause.gate }
}
