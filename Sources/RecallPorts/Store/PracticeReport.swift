package import RecallCore

/// What a practice's files and results come to, for the page and `status`.
package struct PracticeReport: Sendable {
    package var newestPatients: StoredExport?
    package var newestDiary: StoredExport?
    /// When each of the newest patients exports was first seen, newest first.
    package var patientsSeenAt: [Instant]
    package var diariesSeenAt: [Instant]
    /// Held exports that staff have not settled, newest first.
    package var inReview: [StoredExport]
    package var rejected: [StoredExport]
    package var callsToday: [CallOfDay]
    package var openTasks: [Event]
    /// Bookings that nobody has seen in the diary yet, with the file that tells of them.
    package var openBookings: [FiledEvent]
    /// Changes of contact that no export has shown taken over, with the file that tells of them.
    package var openContactUpdates: [FiledEvent]
    /// Outcomes of the last four weeks, by local day.
    package var outcomes: [Day: [Outcome: Int]]
    package var uncollected: [OutboxFile]
    package var unknown: Int

    package init(
        newestPatients: StoredExport? = nil, newestDiary: StoredExport? = nil, patientsSeenAt: [Instant],
        diariesSeenAt: [Instant], inReview: [StoredExport], rejected: [StoredExport], callsToday: [CallOfDay],
        openTasks: [Event], openBookings: [FiledEvent],
        openContactUpdates: [FiledEvent], outcomes: [Day: [Outcome: Int]], uncollected: [OutboxFile], unknown: Int
    ) {
        self.newestPatients = newestPatients
        self.newestDiary = newestDiary
        self.patientsSeenAt = patientsSeenAt
        self.diariesSeenAt = diariesSeenAt
        self.inReview = inReview.newestOfEachPlace
        self.rejected = rejected
        self.callsToday = callsToday
        self.openTasks = openTasks
        self.openBookings = openBookings
        self.openContactUpdates = openContactUpdates
        self.outcomes = outcomes
        self.uncollected = uncollected
        self.unknown = unknown
    }
}

extension [StoredExport] {
    /// A file that was held again, as after an approval that could not be followed, is one file: its newest row.
    ///
    /// The rows come with the newest first.
    package var newestOfEachPlace: [StoredExport] {
        var places: Set<String> = []
        return filter { export in export.place.map { places.insert($0).inserted } ?? true }
    }
}
