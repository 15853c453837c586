import RecallCore
import RecallStore
import RecallSystem

/// Disks without room.
///
/// Told from how much is free and not from what was noted: the full disk may be the one on which it would be noted.
enum DiskAlarm {
    /// With less than this, in bytes, a disk is full: the database's journal grows by about as much between two clearings.
    private static let least: Int64 = 4 << 20

    /// The alarms of the state directory and of every shared folder, but for those that are among the `known`.
    static func all(_ installation: Installation, besides known: [Trouble], now: Instant) -> [Trouble] {
        let state = installation.settings.stateDirectory
        var alarms: [Trouble] = []
        if isFull(state) {
            alarms.append(
                Trouble(
                    practice: "", code: StoreError.full.code, message: "\(StoreError.full) It holds \(state).",
                    since: now))
        }
        for desk in installation.practices where isFull(desk.practice.folder) {
            alarms.append(
                Trouble(
                    practice: desk.id, code: StoreError.full.code,
                    message:
                        "The disk that holds \(desk.practice.folder) is full. Make room; recalld goes on by itself.",
                    since: now))
        }
        return alarms.filter { alarm in
            !known.contains { $0.practice == alarm.practice && $0.code == alarm.code }
        }
    }

    /// Whether the disk of a path has no room; what cannot be measured has troubles of its own.
    private static func isFull(_ path: String) -> Bool {
        do {
            return try DiskSpace.free(at: path) < least
        } catch {
            return false
        }
    }
}
