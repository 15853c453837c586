/// A booking that was asked for on the telephone and that no diary has shown yet.
package struct OpenBooking: Equatable, Sendable {
    /// The attempt that it came of.
    package var attempt: String
    package var patientID: String
    package var name: PersonName
    package var appointment: Appointment
    /// The line that told staff of it.
    package var told: Event

    package init(attempt: String, patientID: String, name: PersonName, appointment: Appointment, told: Event) {
        self.attempt = attempt
        self.patientID = patientID
        self.name = name
        self.appointment = appointment
        self.told = told
    }
}

extension OpenBooking: CustomStringConvertible {
    package var description: String { "‹booking of \(attempt)›" }
}

/// What a newer diary shows at the places of open bookings. The rows are noted one by one; nothing else is kept of them.
package struct DiaryReconciler: Sendable {
    /// What a diary says of a booking.
    package enum Finding: Equatable, Sendable {
        /// The patient has the place.
        case taken
        /// Another patient has it.
        case takenByAnother
        /// Nobody is seen at that time any more.
        case blocked
        /// The day is in the diary, and the place is not.
        case gone
        /// The time has passed, and no diary has shown the patient there.
        case passed
    }

    private let bookings: [OpenBooking]
    /// The bookings of a day and start, and those of a slot's own number, by their index.
    private var byTime: [Place: [Int]] = [:]
    private var byKey: [String: [Int]] = [:]
    private var sightings: [Int: [Slot]] = [:]
    private var lastDay: Day?

    private struct Place: Hashable {
        var day: Day
        var start: Int
    }

    package init(_ bookings: [OpenBooking]) {
        self.bookings = bookings
        for (index, booking) in bookings.enumerated() {
            let appointment = booking.appointment
            byTime[Place(day: appointment.day, start: appointment.start), default: []].append(index)
            byKey[appointment.slotID, default: []].append(index)
        }
    }

    /// Notes a row of the newer diary.
    package mutating func note(_ slot: Slot) {
        lastDay = max(lastDay ?? slot.day, slot.day)
        let near = byTime[Place(day: slot.day, start: slot.start)] ?? []
        for index in Set(near + (byKey[slot.key] ?? [])) where Self.isPlace(slot, of: bookings[index].appointment) {
            sightings[index, default: []].append(slot)
        }
    }

    /// What the diary says of each booking of which it says something; the others stay open.
    package func findings(now: LocalTime) -> [(booking: OpenBooking, finding: Finding)] {
        bookings.enumerated().compactMap { index, booking in finding(index, booking, now).map { (booking, $0) } }
    }

    private func finding(_ index: Int, _ booking: OpenBooking, _ now: LocalTime) -> Finding? {
        let seen = sightings[index] ?? []
        let booked = seen.filter { $0.status == .booked }
        if booked.contains(where: { Self.isPatient($0, of: booking) }) { return .taken }
        if !booked.isEmpty { return .takenByAnother }
        let appointment = booking.appointment
        if LocalTime(day: appointment.day, second: appointment.start * 60) <= now { return .passed }
        if seen.contains(where: { $0.status == .free }) { return nil }
        if seen.contains(where: { $0.status == .blocked }) { return .blocked }
        // A diary that ends before that day says nothing of it.
        return lastDay.map { appointment.day <= $0 } ?? false ? .gone : nil
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
        if let id = slot.patientID { return plain(id) == plain(booking.patientID) }
        let words = Set(nameWords(slot.name.first) + nameWords(slot.name.last))
        let last = nameWords(booking.name.last)
        guard !last.isEmpty, words.isSuperset(of: last) else { return false }
        let others = words.subtracting(last)
        guard let initial = nameWords(booking.name.first).first?.first else { return true }
        return others.isEmpty || others.contains { $0.first == initial }
    }

    /// A patient's number without the zeros that some exports pad it with.
    private static func plain(_ id: String) -> Substring {
        let rest = id.drop { $0 == "0" }
        return rest.isEmpty ? id[...] : rest
    }

    private static func nameWords(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter }.map(String.init)
    }
}

extension DiaryReconciler.Finding {
    /// How far the booking has come.
    package var status: BookingStatus {
        switch self {
        case .taken: .confirmed
        case .takenByAnother, .blocked: .conflict
        case .gone, .passed: .expired
        }
    }

    /// The lines that tell staff: the booking's new status, and a task where somebody has to speak to the patient.
    package func events(about booking: OpenBooking, today: Day, now: Instant, newID: () -> String) -> [Event] {
        var line = booking.told
        line.id = newID()
        line.bookingStatus = status
        line.note = note
        guard let task else { return [line] }
        let event = Event.task(
            task, id: newID(), patientID: booking.told.patientID, name: booking.told.name,
            phone: booking.told.phone, at: now, today: today, attempt: booking.told.attempt,
            callID: booking.told.callID, note: "The place was \(OfferedSlot(booking.appointment).words).")
        return [line, event]
    }

    private var note: String {
        switch self {
        case .taken: "Your diary shows this appointment. Nothing is left to do."
        case .takenByAnother: "Your diary shows another patient in this place."
        case .blocked: "Your diary shows this place as blocked."
        case .gone: "This place is no longer in your diary."
        case .passed: "The time has passed, and no diary showed this appointment."
        }
    }

    private var task: TaskProposal? {
        switch self {
        case .taken: nil
        case .takenByAnother:
            TaskProposal(.placeTaken)
        case .blocked:
            TaskProposal(.placeBlocked)
        case .gone:
            TaskProposal(.placeGone)
        case .passed:
            TaskProposal(.appointmentNotSeen)
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
