import RecallCore
import RecallPorts
import RecallSystem

/// Disks without room.
///
/// Told from how much is free and not from what was noted: the full disk may be the one on which it would be noted.
enum DiskAlarm {
    /// With less than this, in bytes, a disk is full: the database's journal grows by about as much between two clearings.
    private static let least: Int64 = 4 << 20

    /// The alarms of the state directory and of every shared folder, but for those that are among the `known`.
    static func all(_ configuration: LoadedConfiguration, besides known: [Alert], now: Instant) -> [Alert] {
        let state = configuration.settings.stateDirectory
        var alarms: [Alert] = []
        if isFull(state) {
            alarms.append(
                Alert(
                    practice: "", code: .diskFull, message: "\(StoreError.full) It holds \(state).",
                    since: now))
        }
        for practice in configuration.practices where isFull(practice.settings.folder) {
            alarms.append(
                Alert(
                    practice: practice.id, code: .diskFull,
                    message:
                        "The disk that holds \(practice.settings.folder) is full. Make room; recalld goes on by itself.",
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
