package import RecallCore

/// What of a practice can be counted without reading anybody's data.
package struct PracticeCounts: Equatable, Sendable {
    package var patients = 0
    package var callsToday = 0
    package var callsInProgress = 0
    package var unknown = 0
    package var openTasks = 0
    package var uncollected = 0
    package var oldestUncollectedAt: Instant?
    package var newestPatientsAt: Instant?

    package init() {}
}
