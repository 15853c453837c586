import RecallCore
import RecallPorts

/// An export and what was decided about it.
struct ExportRow: Sendable {
    var id: Int64
    var export: ClaimedExport
    var decidedAt: Instant
    var state: ExportState
    var reading: ImportedReading?
    var rows: Int
    var unusableRows = 0
    /// How many patients it holds.
    var patients = 0
    /// The rows that could not be used.
    var unusable: [UnusableRow] = []
    var reason: String
    /// When what it says was last said.
    var saidAt: Instant
    var place: String?

    var stored: StoredExport {
        StoredExport(
            id: id, practice: export.practice, name: export.name, claim: export.claim, state: state,
            kind: reading?.kind, layout: reading?.layout, rows: rows, unusableRows: unusableRows, reason: reason,
            place: place, firstSeenAt: export.firstSeenAt, saidAt: saidAt)
    }
}

struct PatientRow: Sendable {
    var key: Int64
    var practice: String
    var patientID: String
    /// The newest export that holds the patient.
    var export: Int64
    var hasConflict: Bool
    var read: ReadRow
    /// What earlier exports said and that one is silent about.
    var kept: [KeptCell]
    var facts: PatientFacts
    /// For a record whose number another has by now: that number as it is compared.
    var formerKey: String?
    /// Numbers that earlier exports gave, and the newest does not.
    var earlierNumbers: [PhoneNumber] = []
    var anotherPerson = PersonMark.none
    var samePerson = PersonMark.none

    /// The number as it is compared.
    var numberKey: String { PatientIdentity.key(patientID) }
    /// All numbers that the record has or had.
    var allNumbers: [PhoneNumber] { facts.numbers + earlierNumbers }
}

/// How far a question of who somebody is has come.
enum PersonMark: Sendable {
    case none
    case open
    case told
    case released
}

/// One reason to call one patient.
struct RecallRow: Sendable {
    var id: String
    var patient: Int64
    var practice: String
    var cycle: String
    var openedAt: Instant
    var isCurrent = true
    var isHeldByStaff: Bool
    var isReleased = false
    var isCancelled = false
    /// Whether the provider refused the request, until staff have it go on.
    var isRequestRefused = false
    var isUrgentTaskRaised = false
    /// Attempts begun before then count towards no limit.
    var setAsideAt: Instant?
    var reopensOn: Day?
    var order: Int?
    var nextAttemptAt: Instant?
}

struct AttemptRow: Sendable {
    var attempt: Attempt
    var localDay: Day
    var nextPollAt: Instant?
    var isInCall = false
    var settlement: Settlement?
    var settledAt: Instant?

    var isLive: Bool { attempt.state.isLive }
    var counts: Bool { attempt.state != .notPlaced }
    /// Whether it is asked about until its end is known.
    var isFollowed: Bool { attempt.state == .following || attempt.state == .unknown }
    var isInProgress: Bool { attempt.state.isInProgress }
}

/// A slot of a diary, or a reservation or a booking of one.
struct SlotKey: Hashable, Sendable {
    var practice: String
    var slot: String
}

/// A branch, by a name that exports use.
struct BranchKey: Hashable, Sendable {
    var practice: String
    var name: String
}

struct SlotRow: Sendable {
    var practice: String
    var slot: Slot
    var export: Int64

    var key: SlotKey { SlotKey(practice: practice, slot: slot.key) }
}

/// A free slot that is kept for the call that offers it.
struct ReservationRow: Sendable {
    var key: SlotKey
    var attempt: String
    var expiresAt: Instant
}

struct BookingRow: Sendable {
    var attempt: String
    var practice: String
    var patient: Int64
    var appointment: Appointment
    var status = BookingStatus.requested
    var bookedAt: Instant
}

struct AppointmentKey: Hashable, Sendable {
    var practice: String
    var patientID: String
    var day: Day
}

struct AppointmentRow: Sendable {
    var practice: String
    var appointment: KnownAppointment
}

struct StopRow: Sendable {
    var stop: Stop
    /// The do-not-call list that brought it; nil where a person, a call or the provider asked for it.
    var export: Int64?
    var endedAt: Instant?
}

/// A call to somebody who was forgotten since, on a telephone that others have: for these it still counts.
struct KeptCallRow: Sendable {
    var phone: PhoneNumber
    var localDay: Day
    var startedAt: Instant
}

struct OutboxRow: Sendable {
    var number: Int
    var file: OutboxFile
}

struct SummaryKey: Hashable, Sendable {
    var practice: String
    var day: Day
}

struct SummaryRow: Sendable {
    var key: SummaryKey
    var text: String
    var writtenAt: Instant?
}

struct EventRow: Sendable {
    var event: Event
    var practice: String
    var patient: Int64?
    var attempt: String?
    var createdAt: Instant
    /// The file that it stands in.
    var file: Int64?
    var doneAt: Instant?

    /// Whether it waits for a member of staff.
    var isOpen: Bool { doneAt == nil && [.tasks, .contactUpdates].contains(event.kind) }
}

struct AlertKey: Hashable, Sendable {
    var practice: String
    var code: String
}

/// Whether the clock is believed.
struct ClockRow: Sendable {
    var state = ClockState()
    /// The newest moment that was stored when a person took the clock as it was.
    var acceptedOver: Instant?
    /// How far the clock has run since, while it is behind that moment.
    var reached: Instant?
}

struct PauseRow: Sendable {
    /// The practice, or "" where all are meant.
    var practice: String
    var since: Instant
}

struct LayoutKey: Hashable, Sendable {
    var practice: String
    var fingerprint: String
}

struct LayoutRow: Sendable {
    var key: LayoutKey
    var body: String
    var approver: AuditActor
    var learnedAt: Instant

    var layout: LearnedLayout {
        LearnedLayout(fingerprint: key.fingerprint, body: body, approver: approver, learnedAt: learnedAt)
    }
}

/// The opening hours that the newest settings export of a practice gives.
struct OpeningsRow: Sendable {
    var practice: String
    var openings: [ImportedOpening]
}

/// The hash of a forgotten person, and that of the number with which it goes.
struct ForgottenPatientRow: Sendable {
    var hash: String
    var belongsTo: String?
}

struct ForgottenNumberRow: Sendable {
    var hash: String
    var number: Forgotten.Number
}

struct ShareRow: Sendable {
    var practice: String
    var share: KnownShare
}
