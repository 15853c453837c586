extension GateCause {
    /// Why calls wait, and what opens the way.
    package var words: CodeWords {
        switch self {
        case .deceasedInRecord:
            CodeWords(
                "The patient is recorded as deceased.", "The export says that the patient has died.",
                advice: "They will not be called.")
        case .deceasedByStatus:
            CodeWords(
                "The status of the record says that the patient has died.",
                "The status of the record says that the patient has died.", advice: "They will not be called.")
        case .deceasedByName:
            CodeWords(
                "The name is marked as that of somebody who has died.",
                "The name carries a mark that the patient has died.", advice: "They will not be called.")
        case .deceasedInNotes:
            CodeWords(
                "The notes say that the patient has died.", "The notes say that the patient has died.",
                advice: "They will not be called. Please correct the patient's record if that is wrong.")
        case .deceasedReported:
            CodeWords(
                "We were told on the telephone that the patient has died.",
                "We were told on the telephone that the patient has died.", advice: "Please check the patient's record."
            )
        case .optedOut:
            CodeWords(
                "The patient asked us to stop.",
                "The patient has asked not to be called, and is on our own stop list.",
                advice: "They will not be called.")
        case .numberStopped:
            CodeWords(
                "The number is on our own stop list.", "The number that would be called is on our own stop list.",
                advice: "It will not be called.")
        case .doNotContact:
            CodeWords(
                "The patient's record says do not contact.", "The export says that the patient is not to be contacted.",
                advice: "They will not be called.")
        case .noTelephoneConsent:
            CodeWords(
                "The patient's record says no telephone calls.",
                "The export says that the patient does not consent to telephone calls.",
                advice: "They will not be called.")
        case .noAutomatedConsent:
            CodeWords(
                "The patient's record says no automated calls.",
                "The export says that the patient does not consent to automated calls.",
                advice: "They will not be called.")
        case .noCallsInNotes:
            CodeWords(
                "The notes say that the patient is not to be called.",
                "The notes say that the patient is not to be called.", advice: "They will not be called.")
        case .preferenceService:
            CodeWords(
                "The number is registered with the Telephone Preference Service.",
                "The number is registered with the Telephone Preference Service, and the recall counts as marketing.",
                advice: "It will not be called.")
        case .reminderSuppressed:
            CodeWords(
                "Reminders are switched off in the patient's record.",
                "The record is not on recall: recalls are switched off, or the patient has left or moved away.")
        case .movedAway:
            CodeWords(
                "We were told on the telephone that the patient has moved away.",
                "We were told on the telephone that the patient has moved away.",
                advice: "Please check the patient's record.")
        case .heldByStaff:
            CodeWords(
                "A member of staff put the call on hold.", "Somebody of the practice holds the recall.",
                advice: "It waits until someone releases it.")
        case .cancelled:
            CodeWords(
                "A member of staff cancelled the recall.", "Somebody of the practice has cancelled the recall.",
                advice: "It is not called until someone has it tried again.")
        case .birthDatesConflict:
            CodeWords(
                "Two patients in your export have the same number but different dates of birth.",
                "The export gives this number to people with different dates of birth; a person has to find out which is right.",
                advice: "Please find out which is right, and correct the record.")
        case .complaint:
            CodeWords(
                "The notes speak of a complaint.", "The notes speak of a complaint; a person decides.",
                advice: "Please decide whether to ring.")
        case .capacity:
            CodeWords(
                "The notes speak of the patient's capacity.",
                "The notes speak of the patient's capacity; a person decides.",
                advice: "Please decide whether to ring.")
        case .powerOfAttorney:
            CodeWords(
                "The notes speak of a power of attorney.", "The notes speak of a power of attorney; a person decides.",
                advice: "Please decide whom to ring.")
        case .noDueDate:
            CodeWords(
                "No due date is known.", "No due date is known; a person has to look.",
                advice: "Please look at the patient's record.")
        case .deathUnclear:
            CodeWords(
                "The notes speak of a death.", "The notes speak of a death, and do not say plainly whose.",
                advice: "Please look at the patient's record, and decide whether to ring.")
        case .unreadStop:
            CodeWords(
                "A cell of the record may say that the patient must not be called.",
                "A cell that may say that the patient must not be called could not be read.",
                advice: "Please look at the patient's record, and decide whether to ring.")
        case .noPreferredTime:
            CodeWords(
                "The patient's wishes leave no time at which we may call.",
                "The wishes about times leave none within the practice's hours in the next 14 days.",
                advice: "Please ring the patient yourself.")
        case .noName:
            CodeWords(
                "The patient's name cannot be said in a call.",
                "What stands in the cells of the name is no name that a call could ask for.",
                advice: "Please ring the patient yourself, and correct the name in the record.")
        case .anotherPerson:
            CodeWords(
                "The patient number stood for somebody else before.",
                "The number has another name and date of birth than before; a person has to find out who it is.",
                advice: "Please find out which is right, and correct the record or release the call.")
        case .requestRefused:
            CodeWords(
                "The telephone service refused the call for what stands in the record.",
                "The provider refused the request for this call; a person has to look.",
                advice: "Please see the task: check the record, then release the call.")
        case .samePerson:
            CodeWords(
                "The same person stands in the list under another number.",
                "The same person under another number must not be called now.",
                advice: "Please join the two records.")
        case .unclearEnd:
            CodeWords(
                "The last call did not come to a clear end.",
                "The last call did not come to a clear end; a person decides.", advice: "Please see the task.")
        case .minor:
            CodeWords(
                "The patient is under age.", "The patient is a child, and no parent or guardian is on record.",
                advice: "Please contact a parent or guardian.")
        case .consentRequired:
            CodeWords(
                "The recall is too old to call without recorded consent.",
                "The recall is so long overdue that the law counts it as marketing, and no consent to automated calls is recorded."
            )
        case .futureAppointment:
            CodeWords("The patient already has an appointment.", "The patient has an appointment.")
        case .recentlySeen:
            CodeWords(
                "The patient was seen recently.", "The patient was in the practice less than 14 days ago.")
        case .awaitingExport:
            CodeWords(
                "An appointment was known, and we do not know yet what came of it.",
                "An appointment was known; the next export tells whether the patient was seen.",
                advice: "Please export the patients or the diary again.")
        case .noUsableNumber:
            CodeWords(
                "There is no telephone number that we can call.", "No telephone number could be read.",
                advice: "Please correct the patient's record.")
        case .wrongNumber:
            CodeWords(
                "The number belongs to somebody else.",
                "The number belongs to somebody else; a person has to find the right one.",
                advice: "Please find the right one, and correct the patient's record.")
        case .telephoneClosed:
            CodeWords(
                "A call to this telephone showed that it must not be used.",
                "The telephone was said to be somebody else's, or of a patient who has died.",
                advice: "Please correct the patient's record.")
        case .numberRefused:
            CodeWords(
                "The telephone service refuses to call the number.", "The provider refuses to call the number.",
                advice: "Please check the number in the patient's record.")
        case .ownNumber:
            CodeWords(
                "The only number in the record is the practice's own.",
                "The only number on record is the practice's own.", advice: "Please correct the patient's record.")
        case .sharedNumber:
            CodeWords(
                "The number stands in the records of many patients.", "The number is shared by many patients.",
                advice: "Please correct the records if that is wrong.")
        case .numberKind:
            CodeWords(
                "The number is of a kind that we never call, such as a premium-rate or a foreign one.",
                "Every number is of a kind that is never called.", advice: "Please correct the patient's record.")
        case .notDue: CodeWords("The recall is not due yet.", "The recall is not due yet.")
        case .humanFirst:
            CodeWords(
                "The patient is urgent.", "The recall is urgent: a person rings first, or releases it.",
                advice: "A member of staff should ring first, or release the call.")
        case .staleExport:
            CodeWords(
                "The patients export is too old.", "The export is too old to call from.",
                advice: "Please export the patients again.")
        case .missingFromExport:
            CodeWords(
                "The newest patients export leaves the patient out.",
                "The newest export leaves the patient out.",
                advice: "Please export again with the patient, or see whether the patient has left the practice.")
        case .attemptLimit:
            CodeWords("We have called as often as the rules allow.", "No more calls are allowed.")
        case .numberInUse:
            CodeWords(
                "Another call to the same number is under way or not settled yet.",
                "A call to this number is in progress.")
        case .attemptSpacing:
            CodeWords(
                "We called not long ago.", "The last call was not long ago.", advice: "We wait before we try again.")
        case .householdToday:
            CodeWords(
                "Someone in the same household was called today.",
                "This number has its one call of the day already, or another patient on it goes first.")
        case .inboxStuck:
            CodeWords(
                "A file waits in the inbox that cannot be read.",
                "A file of the inbox cannot be taken, and it may be a do-not-call list.",
                advice: "Please take the file away, or export it again.")
        case .clockUnsure:
            CodeWords(
                "The clock of this machine may be wrong.",
                "The clock is behind what is stored, or was not set yet since the machine started.",
                advice: "Calls go on when it is right. Please tell your administrator.")
        case .providerStopped:
            CodeWords(
                "The telephone service has stopped our calls.",
                "The telephone provider takes no calls from us at present.", advice: "Please tell your administrator.")
        case .paused:
            CodeWords(
                "Calls are paused.", "Calling is paused.",
                advice: "Remove the file PAUSE or PAUSE.txt, or ask your administrator to resume.")
        case .practiceClosed: CodeWords("The practice is closed today.", "The practice is closed today.")
        case .bankHoliday: CodeWords("Today is a bank holiday.", "Today is a bank holiday.")
        case .outsideHours:
            CodeWords(
                "It is outside calling hours.",
                "It is outside the hours in which the practice's patients are called.",
                advice: "Calls go on when the hours begin.")
        case .preferredTime:
            CodeWords(
                "The patient wishes to be called at another time.",
                "The patient wishes to be called at another time.", advice: "Calls wait for that time.")
        case .dailyLimit:
            CodeWords(
                "Today's limit of calls is reached.", "The calls of today are used up.",
                advice: "Calls go on tomorrow.")
        case .spendLimit:
            CodeWords(
                "Today's spending limit is reached.", "The money of today is used up.",
                advice: "Calls go on tomorrow.")
        case .dryRun:
            CodeWords(
                "This is a dry run.", "Nothing is called in dry-run mode.", advice: "No real call is made.")
        }
    }
}

extension GateCode {
    /// That the gate is open, and so holds nothing back.
    package var openSentence: String {
        switch self {
        case .deceased: "Nothing says that the patient has died."
        case .optedOut: "Neither the patient nor the number is on our own stop list."
        case .doNotContact: "Nothing in the record forbids a call."
        case .reminderSuppressed: "The patient is on recall."
        case .held: "Nobody holds the recall, and nothing calls for a person to decide first."
        case .samePerson: "No other number of the same person speaks against a call."
        case .minor: "The patient is no child, or a parent or guardian is on record."
        case .consentRequired: "The recall counts as care, or consent to automated calls is recorded."
        case .futureAppointment: "No appointment today or later is known."
        case .recentlySeen: "The patient has not been in the practice since, in the last 14 days."
        case .awaitingExport: "No appointment is past of which nothing is known yet."
        case .noUsableNumber: "A telephone number could be read."
        case .blockedNumber: "A number is known that may be called."
        case .notDue: "The recall is due, or does not wait for its date."
        case .humanFirst: "The recall is not urgent, or a person has released it."
        case .staleExport: "The newest export is recent and holds the patient."
        case .attemptLimit: "More calls are allowed."
        case .numberInUse: "No call to this number is in progress."
        case .attemptSpacing: "No earlier attempt stands in the way."
        case .householdToday: "The number has had no call today."
        case .inboxStuck: "No file of the inbox waits that cannot be taken."
        case .clockUnsure: "The clock runs on from what is stored."
        case .providerStopped: "The telephone provider takes calls."
        case .paused: "Calling is not paused."
        case .practiceClosed: "Today is no closed day of the practice."
        case .bankHoliday: "No bank holiday stands in the way."
        case .outsideHours: "The hours allow a call."
        case .preferredTime: "No wish about times stands in the way."
        case .dailyLimit: "There are calls left for today."
        case .spendLimit: "There is money left for today."
        case .dryRun: "Calls are real."
        }
    }
}
