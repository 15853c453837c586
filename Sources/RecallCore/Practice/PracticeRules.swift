/// One practice and all that its configuration says about whom to call and when.
package struct PracticeRules: Equatable, Sendable {
    /// The name of the configuration file without its ending.
    package var id: String
    package var name: String
    package var nation: Nation
    /// Shown to the patient; never dialled.
    package var phone: PhoneNumber
    package var contact: String
    /// Dates on which the practice is closed.
    package var closed: Set<Day>
    package var calling: CallingRules
    package var recall: RecallRules
    package var risk = RiskRules()
    package var slots: SlotRules

    package init(
        id: String, name: String, nation: Nation, phone: PhoneNumber, contact: String = "", closed: Set<Day> = [],
        calling: CallingRules = CallingRules(), recall: RecallRules = RecallRules(), slots: SlotRules = SlotRules()
    ) {
        self.id = id
        self.name = name
        self.nation = nation
        self.phone = phone
        self.contact = contact
        self.closed = closed
        self.calling = calling
        self.recall = recall
        self.slots = slots
    }
}

/// A nation of the United Kingdom; bank holidays and the age of a senior differ.
package enum Nation: String, Sendable, Codable, CaseIterable {
    case england
    case wales
    case scotland
    case northernIreland = "northern-ireland"
}

/// One stretch of hours of a day by the clock on the wall, half-open: the closing minute is closed.
package struct Hours: Hashable, Sendable {
    /// Minutes since midnight, 0 to 1,439.
    package let opens: Int
    /// Minutes since midnight, greater than `opens`, up to 1,440.
    package let closes: Int

    /// Nil unless `0 <= opens < closes <= 1440`.
    package init?(opens: Int, closes: Int) {
        guard opens >= 0, opens < closes, closes <= 1440 else { return nil }
        self.opens = opens
        self.closes = closes
    }

    /// The hours that both windows share; nil where they share none.
    package func intersection(_ other: Hours) -> Hours? {
        Hours(opens: max(opens, other.opens), closes: min(closes, other.closes))
    }

    /// Both as one stretch; nil where time lies between them. `other` begins no earlier.
    func joined(_ other: Hours) -> Hours? {
        other.opens <= closes ? Hours(opens: opens, closes: max(closes, other.closes)) : nil
    }

    private init(checkedOpens opens: Int, closes: Int) {
        self.opens = opens
        self.closes = closes
    }

    /// 09:00 to 19:00.
    package static let usualWeekday = Hours(checkedOpens: 540, closes: 1140)
    /// 10:00 to 16:00.
    package static let usualSaturday = Hours(checkedOpens: 600, closes: 960)
}

/// When and how often a practice's patients may be called.
package struct CallingRules: Equatable, Sendable {
    package var weekdays = DayHours.usualWeekday
    package var saturday = DayHours.usualSaturday
    package var sunday = DayHours.closed
    package var bankHolidays = DayHours.closed
    /// Hours of single days from Monday to Friday that differ from those of weekdays.
    package var ownDays: [Weekday: DayHours] = [:]
    package var maxAttempts = 3
    package var minHoursBetweenAttempts = 20
    package var withinDays = 21
    package var voicemail = VoicemailPolicy.hangUp
    package var identityCheck = IdentityCheck.dateOfBirth
    package var urgent = UrgentPolicy.humanFirst

    package init() {}

    /// The hours of a day of the week that is no bank holiday.
    package func hours(on weekday: Weekday) -> DayHours {
        switch weekday {
        case .saturday: saturday
        case .sunday: sunday
        default: ownDays[weekday] ?? weekdays
        }
    }
}

/// What the voice agent does when a machine answers.
package enum VoicemailPolicy: String, Sendable, CaseIterable {
    case hangUp = "hang-up"
    case leaveMessage = "leave-message"
}

/// What the person on the telephone is asked, to make sure that it is the patient.
package enum IdentityCheck: String, Sendable, CaseIterable {
    case dateOfBirth = "date-of-birth"
    case postcode
    case nameOnly = "name-only"
}

/// Who rings an urgent patient first.
package enum UrgentPolicy: String, Sendable, CaseIterable {
    case humanFirst = "human-first"
    case aiFirst = "ai-first"
}

/// When a patient is due, lapsed or read from too old an export.
package struct RecallRules: Equatable, Sendable {
    package var leadDays = 0
    package var lapsedAfterMonths = 48
    package var staleAfterDays = 14
    package var intervals = RecallIntervals()

    package init() {}
}

/// Months between sight tests by group, used only where the export gives no recall date.
package struct RecallIntervals: Equatable, Sendable {
    package var standard = 24
    package var under16 = 12
    package var seventyPlus = 12
    package var diabetes = 12
    package var glaucoma = 12
    package var familyHistoryGlaucoma40Plus = 12
    package var contactLens = 12

    package init() {}
}

/// Which free slots are offered in a call, and how long they are kept for it.
package struct SlotRules: Equatable, Sendable {
    package var offer = 3
    package var holdMinutes = 30
    package var earliestHours = 24
    /// Who tests eyes, so that a patient's own practitioner is known whichever way an export names them.
    package var practitioners = PractitionerList()
    /// Which branch each name stands for that exports use.
    package var branches = BranchNames()

    package init() {}
}
