package import RecallCore

/// Takes the slots of one diary, inside its transaction.
package protocol SlotImport: AnyObject {
    /// The bookings that have not ended: those that no diary has shown yet, and those of current recalls that one has.
    var openBookings: [OpenBooking] { get }
    /// Whose numbers are not to be kept.
    var forgotten: Forgotten { get }
    /// The names of branches that the diaries before this one had.
    var branches: Set<String> { get }
    /// How many slots are stored.
    var count: Int { get }

    /// Which of the practice's patients a name means.
    func patientNames() throws -> PatientNames

    /// Stores a row of the diary; several may be of one place.
    func add(_ slot: Slot) throws

    /// Stores what a booking becomes, with the lines that tell of it; one that is not as it was read is left alone.
    ///
    /// Where the recall opens again, the calls so far count towards no limit any more.
    func settle(_ booking: OpenBooking, _ change: BookingChange) throws

    /// Remembers the appointments that the diary shows.
    ///
    /// - Parameters:
    ///   - appointments: The appointments.
    ///   - cover: Of which others that were known it is the newest word, so that they are none any more; nil where of none.
    ///   - before: Days before this one are forgotten.
    /// - Throws: What the store throws.
    func remember(_ appointments: [KnownAppointment], replacing cover: DiaryCover?, forgetting before: Day) throws
}
