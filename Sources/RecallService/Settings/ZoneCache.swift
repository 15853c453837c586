package import RecallCore
import RecallSystem
import Synchronization

/// The time zones of this machine, each read once.
package enum ZoneCache {
    private static let zones = Mutex<[String: Zone]>([:])

    /// The zone of that name.
    ///
    /// - Throws: what the file of the zone is found to be wrong with; nothing stands in for a zone that cannot be read.
    package static func zone(_ name: String) throws -> Zone {
        if let known = zones.withLock({ $0[name] }) { return known }
        let zone = try Zone(tzif: try ZoneFile.read(name), name: name)
        zones.withLock { $0[name] = zone }
        return zone
    }
}
