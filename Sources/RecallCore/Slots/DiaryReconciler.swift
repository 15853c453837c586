/// A booking that was asked for on the telephone and has not ended.
package struct OpenBooking: Equatable, Sendable {
    /// The attempt that it came of.
    package var attempt: String
    package var patientID: String
    package var name: PersonName
    package var appointment: Appointment
    /// The line that told staff of it.
    package var told: Event
    /// Requested, or confirmed by a diary.
    package var status: BookingStatus
    /// When the newest export was first seen that holds the patient.
    package var recordSeenAt: Instant

    package init(
        attempt: String, patientID: String, name: PersonName, appointment: Appointment, told: Event,
        status: BookingStatus = .requested, recordSeenAt: Instant
    ) {
        self.attempt = attempt
        self.patientID = patientID
        self.name = name
        self.appointment = appointment
        self.told = told
        self.status = status
        self.recordSeenAt = recordSeenAt
    }
}

extension OpenBooking: CustomStringConvertible {
    package var description: String { "‹booking of \(attempt)›" }
}

/// What a booking becomes, with the lines that tell of it.
package struct BookingChange: Equatable, Sendable {
    package var status: BookingStatus
    /// Where the appointment is now.
    package var appointment: Appointment
    /// Where the recall opens again: the first day on which it may be called about.
    package var reopensOn: Day?
    package var events: [Event]

    package init(status: BookingStatus, appointment: Appointment, reopensOn: Day? = nil, events: [Event] = []) {
        self.status = status
        self.appointment = appointment
        self.reopensOn = reopensOn
        self.events = events
    }
}

/// What a newer diary shows of bookings. The rows are noted one by one; nothing else is kept of them.
package struct DiaryReconciler: Sendable {
    /// What a diary says of a booking.
    package enum Finding: Equatable, Sendable {
        /// The patient has the place.
        case taken
        /// The patient has another place instead.
        case moved(Appointment)
        /// Another patient has it.
        case takenByAnother
        /// Nobody is seen at that time any more.
        case blocked
        /// The day is in the diary, and the place is not.
        case gone
        /// The time has passed, and no diary has shown the patient there.
        case passed
        /// The appointment was cancelled, or the patient has the place no longer.
        case cancelled
        case notAttended
    }

    /// How long after a booking was made diaries are asked about it, in days.
    package static let daysFollowed = 150

    private let bookings: [OpenBooking]
    /// Whether the diary has a column that names patients; one of free places alone says nothing of bookings.
    private let namesPatients: Bool
    /// The bookings of a day and start, those of a slot's own number, and those of a patient, by their index.
    private var byTime: [Place: [Int]] = [:]
    private var byKey: [String: [Int]] = [:]
    private var byPatient: [String: [Int]] = [:]
    private var sightings: [Int: [Slot]] = [:]
    /// The first other place of the patient that is not past when a booking's is looked for.
    private var elsewhere: [Int: [Slot]] = [:]
    private var firstDay: Day?
    private var lastDay: Day?
    private var practitioners: Set<String> = []

    private struct Place: Hashable {
        var day: Day
        var start: Int
    }

    package init(_ bookings: [OpenBooking], namesPatients: Bool = true) {
        self.bookings = bookings
        self.namesPatients = namesPatients
        for (index, booking) in bookings.enumerated() {
            let appointment = booking.appointment
            byTime[Place(day: appointment.day, start: appointment.start), default: []].append(index)
            byKey[appointment.slotID, default: []].append(index)
            byPatient[PatientIdentity.key(booking.patientID), default: []].append(index)
        }
    }

    /// Notes a row of the newer diary.
    package mutating func note(_ slot: Slot) {
        firstDay = min(firstDay ?? slot.day, slot.day)
        lastDay = max(lastDay ?? slot.day, slot.day)
        practitioners.insert(slot.practitioner.lowercased())
        let near = byTime[Place(day: slot.day, start: slot.start)] ?? []
        for index in Set(near + (byKey[slot.key] ?? [])) where Self.isPlace(slot, of: bookings[index].appointment) {
            sightings[index, default: []].append(slot)
        }
        guard slot.status == .booked, let id = slot.patientID else { return }
        for index in byPatient[PatientIdentity.key(id)] ?? []
        where !Self.isPlace(slot, of: bookings[index].appointment) {
            elsewhere[index, default: []].append(slot)
        }
    }

    /// What the diary says of each booking of which it says something; the others stay as they are.
    package func findings(now: LocalTime, zone: Zone = .london) -> [(booking: OpenBooking, finding: Finding)] {
        bookings.enumerated().compactMap { index, booking in
            finding(index, booking, now, zone).map { (booking, $0) }
        }
    }

    private func finding(_ index: Int, _ booking: OpenBooking, _ now: LocalTime, _ zone: Zone) -> Finding? {
        let seen = sightings[index] ?? []
        let own = seen.filter { Self.isPatient($0, of: booking) }
        if own.contains(where: { $0.status == .booked }) { return booking.status == .confirmed ? nil : .taken }
        // Once the patient was seen in the place, a row of it that names nobody is the patient's as well.
        let isConfirmed = booking.status == .confirmed
        let ended = isConfirmed ? own + seen.filter { $0.patientID == nil && $0.name.isEmpty } : own
        if ended.contains(where: { $0.status == .notAttended }) { return .notAttended }
        if let other = otherPlace(index, from: now.day) { return .moved(Appointment(other)) }
        let isCancelled = ended.contains { $0.status == .cancelled }
        if isConfirmed { return isCancelled || isGone(booking, now, zone) ? .cancelled : nil }
        // Beside a place that is free the row is of the time before the booking, which nobody has entered yet.
        if isCancelled, !seen.contains(where: { $0.status == .free }) { return .cancelled }
        return requested(booking, seen, now)
    }

    /// The patient's next place beside that of the booking.
    private func otherPlace(_ index: Int, from today: Day) -> Slot? {
        (elsewhere[index] ?? []).filter { $0.day >= today }.min { ($0.day, $0.start) < ($1.day, $1.start) }
    }

    private func requested(_ booking: OpenBooking, _ seen: [Slot], _ now: LocalTime) -> Finding? {
        if seen.contains(where: { $0.status == .booked }) { return .takenByAnother }
        let appointment = booking.appointment
        if LocalTime(day: appointment.day, second: appointment.start * 60) <= now { return .passed }
        if seen.contains(where: { $0.status == .free }) { return nil }
        if seen.contains(where: { $0.status == .blocked }) { return .blocked }
        // A diary that ends before that day says nothing of it.
        return lastDay.map { appointment.day <= $0 } ?? false ? .gone : nil
    }

    /// Whether a place that a diary has confirmed is the patient's no longer.
    ///
    /// Only a diary that could show it says so: one that names patients, of that day and of that practitioner. Of a day that
    /// is past an export of patients from a later day must have left the recall open as well: places that were used go too.
    private func isGone(_ booking: OpenBooking, _ now: LocalTime, _ zone: Zone) -> Bool {
        let appointment = booking.appointment
        let practitioner = appointment.practitioner.lowercased()
        guard namesPatients, let firstDay, let lastDay, firstDay <= appointment.day, appointment.day <= lastDay,
            practitioner.isEmpty || practitioners.contains(practitioner)
        else { return false }
        let isToCome = now < LocalTime(day: appointment.day, second: appointment.start * 60)
        return isToCome || zone.day(of: booking.recordSeenAt) > appointment.day
    }

    /// Whether a row is the place of an appointment.
    ///
    /// Some diaries give a place another number once it is booked, so that the time and the practitioner count too; a
    /// number that is used again at another time is another place.
    private static func isPlace(_ slot: Slot, of appointment: Appointment) -> Bool {
        guard slot.day == appointment.day, slot.start == appointment.start else { return false }
        if slot.key == appointment.slotID { return true }
        let practitioners = [slot.practitioner, appointment.practitioner].map { $0.lowercased() }
        if practitioners[0] != practitioners[1] { return false }
        return !practitioners[0].isEmpty || slot.room.lowercased() == appointment.room.lowercased()
    }

    /// Whether the row names the patient: by the number; where there is none, by the name.
    private static func isPatient(_ slot: Slot, of booking: OpenBooking) -> Bool {
        if let id = slot.patientID { return PatientIdentity.isSameNumber(id, booking.patientID) }
        let words = Set(nameWords(slot.name.first) + nameWords(slot.name.last))
        let last = nameWords(booking.name.last)
        guard !last.isEmpty, words.isSuperset(of: last) else { return false }
        let others = words.subtracting(last)
        guard let initial = nameWords(booking.name.first).first?.first else { return true }
        return others.isEmpty || others.contains { $0.first == initial }
    }

    private static func nameWords(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter }.map(String.init)
    }
}

extension DiaryReconciler.Finding {
    /// How far the booking has come.
    package var status: BookingStatus {
        switch self {
        case .taken, .moved: .confirmed
        case .takenByAnother, .blocked: .conflict
        case .gone, .passed: .expired
        case .cancelled: .cancelled
        case .notAttended: .notAttended
        }
    }

    /// What becomes of the booking: its new status and place, the lines that tell staff, with a task where somebody has to
    /// speak to the patient, and from when on the recall is open again.
    package func change(about booking: OpenBooking, today: Day, now: Instant, newID: () -> String) -> BookingChange {
        var change = BookingChange(status: status, appointment: booking.appointment)
        if case .moved(let place) = self { change.appointment = place }
        change.reopensOn = reopensOn(booking.appointment.day, today: today)
        // A booking that is confirmed already and was moved is no news for those who moved it.
        if status == booking.status { return change }
        var line = booking.told
        line.id = newID()
        line.bookingStatus = status
        line.appointment = change.appointment
        line.note = note
        change.events = [line]
        if let task {
            change.events.append(
                Event.task(
                    task, id: newID(), patientID: booking.told.patientID, name: booking.told.name,
                    phone: booking.told.phone, at: now, today: today, attempt: booking.told.attempt,
                    callID: booking.told.callID, note: "The place was \(OfferedSlot(booking.appointment).words)."))
        }
        return change
    }

    /// The day after the one on which it came to nothing: staff are told first, and whoever has just cancelled is not rung.
    private func reopensOn(_ day: Day, today: Day) -> Day? {
        switch self {
        case .notAttended: max(today, day.adding(days: 1))
        case .cancelled: today.adding(days: 1)
        case .taken, .moved, .takenByAnother, .blocked, .gone, .passed: nil
        }
    }

    private var note: String {
        switch self {
        case .taken: "Your diary shows this appointment. Nothing is left to do."
        case .moved: "Your diary shows this patient at this time instead. Nothing is left to do."
        case .takenByAnother: "Your diary shows another patient in this place."
        case .blocked: "Your diary shows this place as blocked."
        case .gone: "This place is no longer in your diary."
        case .passed: "The time has passed, and no diary showed this appointment."
        case .cancelled: "Your diary shows this appointment no longer, or as cancelled. The recall is open again."
        case .notAttended: "Your diary shows that the patient did not come. The recall is open again."
        }
    }

    private var task: TaskProposal? {
        switch self {
        case .taken, .moved: nil
        case .takenByAnother:
            TaskProposal(.placeTaken)
        case .blocked:
            TaskProposal(.placeBlocked)
        case .gone:
            TaskProposal(.placeGone)
        case .passed:
            TaskProposal(.appointmentNotSeen)
        case .cancelled:
            TaskProposal(.appointmentCancelled)
        case .notAttended:
            TaskProposal(.appointmentNotAttended)
        }
    }
}

extension OfferedSlot {
    /// An appointment in the words in which it was offered.
    init(_ appointment: Appointment) {
        self.init(
            letter: "a", key: appointment.slotID, day: appointment.day, minute: appointment.start,
            practitioner: appointment.practitioner)
    }
}
