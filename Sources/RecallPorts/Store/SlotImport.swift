package import RecallCore

/// Takes the slots of one diary, inside its transaction.
package protocol SlotImport: AnyObject {
    /// The bookings that no diary has shown yet.
    var openBookings: [OpenBooking] { get }
    /// Whose numbers are not to be kept.
    var forgotten: Forgotten { get }
    /// How many slots are stored.
    var count: Int { get }

    /// Stores a slot; a second row of the same place is left out.
    func add(_ slot: Slot) throws

    /// Stores how far a booking has come, with the lines that tell of it; one that has been settled is left alone.
    func settle(_ booking: OpenBooking, as status: BookingStatus, telling events: [Event]) throws
}
