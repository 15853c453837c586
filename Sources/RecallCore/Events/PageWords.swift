/// Codes in the words that staff read.
package enum PageWords {
    /// Why calls wait, and what opens the way.
    package static func reason(_ code: GateCode) -> String {
        switch code {
        case .deceased: "The patient is recorded as deceased. They will not be called."
        case .optedOut: "The patient asked us to stop. They will not be called."
        case .doNotContact: "The patient's record says do not contact. They will not be called."
        case .reminderSuppressed: "Reminders are switched off in the patient's record."
        case .held: "A member of staff put the call on hold. It waits until someone releases it."
        case .minor: "The patient is under age. Please contact a parent or guardian."
        case .consentRequired: "The recall is too old to call without recorded consent."
        case .futureAppointment: "The patient already has an appointment."
        case .recentlySeen: "The patient was seen recently."
        case .noUsableNumber: "There is no telephone number that we can call. Please correct the patient's record."
        case .blockedNumber: "The number is on the do-not-call list."
        case .notDue: "The recall is not due yet."
        case .humanFirst: "The patient is urgent. A member of staff should ring first, or release the call."
        case .staleExport: "The patients export is too old. Please export the patients again."
        case .attemptLimit: "We have called as often as the rules allow."
        case .numberInUse: "Another call to the same number is under way or not settled yet."
        case .attemptSpacing: "We called not long ago. We wait before we try again."
        case .householdToday: "Someone in the same household was called today."
        case .providerStopped: "The telephone service has stopped our calls. Please tell your administrator."
        case .paused: "Calls are paused. Remove the file PAUSE or PAUSE.txt, or ask your administrator to resume."
        case .practiceClosed: "The practice is closed today."
        case .bankHoliday: "Today is a bank holiday."
        case .outsideHours: "It is outside calling hours. Calls go on when the hours begin."
        case .dailyLimit: "Today's limit of calls is reached. Calls go on tomorrow."
        case .spendLimit: "Today's spending limit is reached. Calls go on tomorrow."
        case .dryRun: "This is a dry run. No real call is made."
        }
    }

    package static func outcome(_ outcome: Outcome?) -> String {
        switch outcome {
        case nil: "In the call"
        case .booked: "Booked"
        case .callbackRequested: "Asked to be called back"
        case .declined: "Declined"
        case .seenElsewhere: "Seen elsewhere"
        case .wrongNumber: "Wrong number"
        case .optedOut: "Asked us to stop"
        case .deceasedReported: "Told us that the patient has died"
        case .movedAway: "Moved away"
        case .transferred: "Put through to the practice"
        case .identityNotConfirmed: "Did not confirm who they are"
        case .spokeNoResult: "Spoke, but without a clear result"
        case .voicemailLeft: "Message left"
        case .voicemail: "Voicemail, no message left"
        case .noAnswer: "No answer"
        case .busy: "Busy"
        case .failed: "The call failed"
        case .numberRefused: "The number was refused"
        case .unknown: "Not known. Please check"
        }
    }

    package static func change(_ change: ContactChange.Kind) -> String {
        switch change {
        case .phoneNew: "Gave a new telephone number"
        case .phoneWrong: "The number is not theirs"
        case .optedOutAICalls: "Wants no calls from a machine"
        case .optedOutPhone: "Wants no telephone calls"
        case .optedOutRecalls: "Wants no more recalls"
        case .deceasedReported: "We were told that the patient has died"
        case .movedAway: "Has moved away"
        }
    }

    package static func level(_ level: RiskLevel) -> String {
        switch level {
        case .urgent: "Urgent"
        case .high: "High"
        case .medium: "Medium"
        case .low: "Low"
        }
    }

    package static func priority(_ priority: TaskProposal.Priority) -> String {
        switch priority {
        case .urgent: "Urgent"
        case .today: "Today"
        case .soon: "Soon"
        }
    }

    /// `1 file`, `3 files`.
    package static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }
}
