package import RecallCore

/// Everything that the staff's page of one practice shows; what the page says depends on nothing else.
package struct PageContent: Equatable, Sendable {
    package var practice: String
    package var isLive: Bool
    /// When the page was written, in local time: `Tuesday 24 November 2026, 14:05`.
    package var updatedAt: String
    /// The same moment, for the page to tell its age by.
    package var writtenAt: Instant
    package var provider: Provider
    package var isPaused: Bool
    /// Whether names stand in full; otherwise initials and the patient's id do.
    package var showsFullNames: Bool
    package var patientsExport: NewestExport?
    package var diaryExport: NewestExport?
    /// Where the newest settings export differs from what the practice's file says.
    package var settingsDifferences: [SettingsDifference] = []
    package var levels: [LevelCount] = []
    /// How many calls wait for each reason.
    package var waiting: [GateCause: Int] = [:]
    package var callsToday: [Call] = []
    package var bookings: [Booking] = []
    package var tasks: [StaffTask] = []
    package var contactUpdates: [ContactUpdate] = []
    package var reviews: [Review] = []
    package var rejected: [RejectedFile] = []
    package var layouts: [LearnedLayout] = []
    package var uncollected: [OutboxFile] = []
    package var problems: [Problem] = []
    /// Calls of today by hour of the local clock, 0 to 23.
    package var callsByHour: [Int: Int] = [:]
    /// The oldest first; four weeks as a rule.
    package var outcomesByDay: [DayOutcomes] = []

    package init(
        practice: String, isLive: Bool, updatedAt: String, writtenAt: Instant,
        provider: Provider = Provider(state: .ok),
        isPaused: Bool = false, showsFullNames: Bool = false
    ) {
        self.practice = practice
        self.isLive = isLive
        self.updatedAt = updatedAt
        self.writtenAt = writtenAt
        self.provider = provider
        self.isPaused = isPaused
        self.showsFullNames = showsFullNames
    }
}

extension PageContent {
    /// How the telephone service answers.
    package struct Provider: Equatable, Sendable {
        package enum State: String, Sendable { case ok, unreachable, stopped }
        package var state: State
        /// What the service said, in plain words.
        package var reason: String?

        package init(state: State, reason: String? = nil) {
            self.state = state
            self.reason = reason
        }
    }

    /// How exports with one header are read because somebody has said so.
    package struct LearnedLayout: Equatable, Sendable {
        package var kind: String
        package var columns: Int
        /// The columns that are used for nothing.
        package var unused: String
        package var approvedBy: String
        package var approvedAt: String

        package init(kind: String, columns: Int, unused: String, approvedBy: String, approvedAt: String) {
            self.kind = kind
            self.columns = columns
            self.unused = unused
            self.approvedBy = approvedBy
            self.approvedAt = approvedAt
        }
    }

    /// The newest export of one kind.
    package struct NewestExport: Equatable, Sendable {
        package var file: String
        /// In words, `2 hours`.
        package var age: String
        /// How often one arrives as a rule, `about every 24 hours`; nil while too few have come to tell.
        package var rhythm: String?
        /// Whether it is later than its rhythm allows, or too old to call from.
        package var isLate: Bool

        package init(file: String, age: String, rhythm: String? = nil, isLate: Bool = false) {
            self.file = file
            self.age = age
            self.rhythm = rhythm
            self.isLate = isLate
        }
    }

    /// Something that a settings export says otherwise than the practice's file.
    package struct SettingsDifference: Equatable, Sendable {
        package enum Kind: String, Sendable { case hours, practitioners }
        package var kind: Kind
        /// The weekday, or the practitioner.
        package var subject: String
        /// `09:00 to 17:30`, `closed`, `Dr A Shah (AS)` or `not named`.
        package var configured: String
        package var exported: String

        package init(kind: Kind, subject: String, configured: String, exported: String) {
            self.kind = kind
            self.subject = subject
            self.configured = configured
            self.exported = exported
        }
    }

    /// The recalls of one level.
    package struct LevelCount: Equatable, Sendable {
        package var level: RiskLevel
        package var callable: Int
        package var waiting: Int

        package init(level: RiskLevel, callable: Int, waiting: Int) {
            self.level = level
            self.callable = callable
            self.waiting = waiting
        }
    }

    /// A patient as the page may name them.
    package struct Patient: Equatable, Sendable, CustomStringConvertible {
        package var id: String
        package var name: PersonName

        package init(id: String, name: PersonName) {
            self.id = id
            self.name = name
        }

        package var description: String { "‹patient›" }
    }

    /// A call of today.
    package struct Call: Equatable, Sendable {
        /// Local time, `14:05`.
        package var time: String
        package var patient: Patient
        /// Nil while the call is in progress.
        package var outcome: Outcome?

        package init(time: String, patient: Patient, outcome: Outcome?) {
            self.time = time
            self.patient = patient
            self.outcome = outcome
        }
    }

    /// A booking that staff have to enter in the diary.
    package struct Booking: Equatable, Sendable {
        package var patient: Patient
        package var date: String
        package var time: String
        package var practitioner: String
        /// The outbox file that holds it.
        package var file: String

        package init(patient: Patient, date: String, time: String, practitioner: String, file: String) {
            self.patient = patient
            self.date = date
            self.time = time
            self.practitioner = practitioner
            self.file = file
        }
    }

    /// Something that a member of staff has to do.
    package struct StaffTask: Equatable, Sendable {
        package var patient: Patient
        package var priority: TaskProposal.Priority
        package var reason: String
        package var dueBy: String

        package init(patient: Patient, priority: TaskProposal.Priority, reason: String, dueBy: String) {
            self.patient = patient
            self.priority = priority
            self.reason = reason
            self.dueBy = dueBy
        }
    }

    /// A change that a call brought and that no export has shown in the patient's record yet.
    package struct ContactUpdate: Equatable, Sendable {
        package var patient: Patient
        package var change: ContactChange.Kind
        package var reportedOn: String
        /// The outbox file that holds it.
        package var file: String

        package init(patient: Patient, change: ContactChange.Kind, reportedOn: String, file: String) {
            self.patient = patient
            self.change = change
            self.reportedOn = reportedOn
            self.file = file
        }
    }

    /// An export that waits until a person has looked at it.
    package struct Review: Equatable, Sendable {
        package var file: String
        package var reason: String
        /// What to do, in a sentence; nil for the usual two steps.
        package var advice: String?

        package init(file: String, reason: String, advice: String? = nil) {
            self.file = file
            self.reason = reason
            self.advice = advice
        }
    }

    /// An export that could not be used.
    package struct RejectedFile: Equatable, Sendable {
        package var file: String
        package var reason: String

        package init(file: String, reason: String) {
            self.file = file
            self.reason = reason
        }
    }

    /// An outbox file that nobody has collected yet.
    package struct OutboxFile: Equatable, Sendable {
        package var file: String
        /// In words, `3 days`.
        package var age: String
        package var isAlarm: Bool

        package init(file: String, age: String, isAlarm: Bool) {
            self.file = file
            self.age = age
            self.isAlarm = isAlarm
        }
    }

    /// Trouble that lasts until it is acknowledged or over.
    package struct Problem: Equatable, Sendable {
        /// What the administrator's `recalld ack` knows it by.
        package var code: String
        package var message: String
        /// In local time.
        package var since: String

        package init(code: String, message: String, since: String) {
            self.code = code
            self.message = message
            self.since = since
        }
    }

    /// What the calls of one day came to.
    package struct DayOutcomes: Equatable, Sendable {
        /// `24 Nov`.
        package var day: String
        package var counts: [Outcome: Int]

        package init(day: String, counts: [Outcome: Int]) {
            self.day = day
            self.counts = counts
        }
    }
}
