import Foundation
package import RecallCore
import RecallSystem
import Tabular

/// The folder of a demonstration: a practice that is always open, a share, a state, exports of an invented practice.
package struct DemoPractice: Sendable {
    package let root: String
    package var share: String { root + "/harbour-lane" }
    package var state: String { root + "/state" }
    package var configuration: String { root + "/recalld.toml" }
    package var ledger: String { root + "/ledger.jsonl" }
    package var portFile: String { root + "/port" }
    package var script: String { root + "/script.json" }
    package var log: String { root + "/recalld.log" }

    /// The day on which the shipped exports were made.
    private static let madeOn = Day(iso: "2026-11-23")

    /// Makes the folder.
    package init(in parent: String) throws {
        root = parent + "/recalld-demo-" + Identifier.make("d").suffix(8)
        for folder in [root, share, share + "/inbox", state, root + "/practices.d"] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        try write(
            root + "/practices.d/harbour-lane.toml",
            """
            name = "Harbour Lane Opticians"
            folder = "\(share)"
            phone = "+441632960001"

            [calling]
            weekdays = "00:00-24:00"
            saturday = "00:00-24:00"
            sunday = "00:00-24:00"
            bank_holidays = "00:00-24:00"

            """)
        try write(root + "/bland-api-key", "demo-key\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: root + "/bland-api-key")
        try write(
            script,
            """
            {"seed": 11, "weights": {"booked": 9, "no_answer": 4, "voicemail": 4, "callback": 2, "declined": 2, \
            "busy": 1, "opted_out": 1, "wrong_number": 1, "new_number": 1, "seen_elsewhere": 1, "symptoms": 1, \
            "identity_not_confirmed": 1, "moved_away": 1, "voicemail_mislabelled_human": 1}}

            """)
    }

    /// Writes the configuration, once the simulator's port is known.
    package func configure(port: Int) throws {
        try write(
            configuration,
            """
            mode = "live"  # against the simulator on this machine: no telephone rings
            state_directory = "\(state)"

            [bland]
            base_url = "http://127.0.0.1:\(port)"
            poll_seconds = 1
            requests_per_second = 50
            max_concurrent = 25
            # A call has to end within the hours, so the last minute before midnight is shut.
            max_call_minutes = 1

            [limits]
            calls_per_day = 1000
            spend_per_day_usd = 1000

            [inbox]
            settle_seconds = 1

            """)
    }

    /// Drops an export into the inbox. Its dates, but for those of birth, are moved by whole weeks to where they would
    /// stand if it had been made this week.
    ///
    /// - Returns: by how many days they were moved.
    @discardableResult
    package func drop(_ name: String, from folder: String, today: Day) throws -> Int {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)))
        let age = Self.madeOn.map { today.days(since: $0) } ?? 0
        let shift = age / 7 * 7
        let fresh = shift > 0 ? try Self.shifted(bytes, days: shift) : bytes
        // As a careful program would: written beside, then renamed in.
        let part = share + "/" + name + ".part"
        try Data(fresh).write(to: URL(filePath: part))
        try FileManager.default.moveItem(atPath: part, toPath: share + "/inbox/" + name)
        return shift
    }

    private static func shifted(_ bytes: [UInt8], days: Int) throws -> [UInt8] {
        let source = ArraySource(bytes)
        let profile = try FormatDetector.profile(source, headerAffinity: HeaderVocabulary.affinity(of:))
        var writer = RecordWriter(
            dialect: profile.dialect, encoding: profile.encoding, byteOrderMark: profile.hasByteOrderMark)
        var records = try profile.records(of: source)
        var shifted: [UInt8] = []
        while try records.next() {
            let cells = records.strings().enumerated().map { index, cell in
                index < profile.header.count && profile.header[index] != "DOB" ? move(cell, days: days) : cell
            }
            shifted += writer.bytes(of: cells)
        }
        return shifted
    }

    /// A cell of the form DD/MM/YYYY so many days later; any other as it is.
    private static func move(_ cell: String, days: Int) -> String {
        let parts = cell.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, cell.utf8.count == 10, let day = Int(parts[0]), let month = Int(parts[1]),
            let year = Int(parts[2]), let date = Day(year: year, month: month, day: day)
        else { return cell }
        return MomentWords.shortDate(date.adding(days: days))
    }

    /// Takes the folder away.
    package func remove() throws { try FileManager.default.removeItem(atPath: root) }

    private func write(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
