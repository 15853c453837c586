import Foundation
import RecallTestSupport
import Testing

/// What must hold after any number of kills, checked against what the telephone did and not against the database.
struct StormCheck {
    /// What the storm came to.
    private(set) var figures = Figures()

    struct Figures: CustomStringConvertible {
        var kills = 0
        var accepted = 0
        var doubled = 0
        var lost = 0
        var doubledOutcomes = 0
        var eventsTwice = 0
        var filesLost = 0
        var files = 0
        var outboxFiles = 0
        var events = 0
        var unknown = 0
        var unknownFound = 0
        var unknownNeverCalled = 0

        /// The figures of another practice as well.
        mutating func add(_ other: Figures) {
            kills += other.kills
            accepted += other.accepted
            doubled += other.doubled
            lost += other.lost
            doubledOutcomes += other.doubledOutcomes
            eventsTwice += other.eventsTwice
            filesLost += other.filesLost
            files += other.files
            outboxFiles += other.outboxFiles
            events += other.events
            unknown += other.unknown
            unknownFound += other.unknownFound
            unknownNeverCalled += other.unknownNeverCalled
        }

        var description: String {
            """
            \(kills) kills; \(accepted) calls accepted, \(doubled) doubled; outcomes lost \(lost), doubled \(doubledOutcomes); \
            \(events) events in \(outboxFiles) files, in two files \(eventsTwice); \(files) exports dropped, lost \(filesLost); \
            unknown \(unknown), of which found later \(unknownFound), never asked for at the provider \(unknownNeverCalled)
            """
        }
    }

    /// Checks all of it, and records what does not hold.
    init(_ storm: StormPractice, _ about: String) throws {
        figures.kills = storm.kills
        let called = try storm.called()
        let outbox = try OutboxFolder(storm.practice)
        checkCalls(called, about)
        checkOutcomes(called, outbox, about)
        checkEvents(outbox, about)
        try checkFiles(storm, about)
    }

    /// Nobody is called twice: not by one attempt, and no number twice.
    private mutating func checkCalls(_ called: [String: [[String: Any]]], _ about: String) {
        figures.accepted = called.values.reduce(0) { $0 + $1.count }
        #expect(called["none"] == nil, "\(about): a call without an attempt")
        for (attempt, calls) in called where calls.count > 1 {
            figures.doubled += calls.count - 1
            Issue.record("\(about): \(attempt) was accepted \(calls.count) times")
        }
        let numbers = Dictionary(grouping: called.values.joined(), by: { $0["number"] as? String ?? "" })
        for calls in numbers.values where calls.count > 1 {
            figures.doubled += calls.count - 1
            let attempts = calls.compactMap { $0["attempt_id"] as? String }
            Issue.record("\(about): one number was called by \(attempts.joined(separator: " and "))")
        }
    }

    /// Each call has one outcome, `unknown` may stand before it; what was not called has none but `unknown` or a refusal.
    private mutating func checkOutcomes(
        _ called: [String: [[String: Any]]], _ outbox: OutboxFolder, _ about: String
    ) {
        let rows = Dictionary(grouping: outbox.rows("outcomes"), by: { $0["attempt"] ?? "" })
        for (attempt, calls) in called {
            let outcomes = (rows[attempt] ?? []).compactMap { $0["outcome"] }
            let last = outcomes.filter { $0 != "unknown" }
            if last.isEmpty { figures.lost += 1 }
            if last.count > 1 || outcomes.count - last.count > 1 { figures.doubledOutcomes += 1 }
            #expect(last.count == 1, "\(about): \(attempt) has the outcomes \(outcomes)")
            #expect(
                outcomes.dropLast().allSatisfy { $0 == "unknown" } && outcomes.count <= 2,
                "\(about): \(attempt) \(outcomes)")
            if outcomes.first == "unknown" {
                figures.unknown += 1
                figures.unknownFound += 1
            }
            // A newer diary may have taken the slot away meanwhile; any other outcome is as the telephone had it.
            if let truth = calls.first?["read_as"] as? String, truth != "booked" {
                #expect(last.first == truth, "\(about): \(attempt) was \(truth)")
            }
            #expect(
                rows[attempt]?.last?["call_id"] == calls.first?["call_id"] as? String,
                "\(about): \(attempt) has another call")
        }
        for (attempt, told) in rows where called[attempt] == nil {
            let outcomes = told.compactMap { $0["outcome"] }
            if outcomes == ["unknown"] {
                figures.unknown += 1
                figures.unknownNeverCalled += 1
            }
            #expect(
                outcomes == ["unknown"] || outcomes == ["number_refused"],
                "\(about): \(attempt) called nobody and has the outcomes \(outcomes)")
        }
        let booked = outbox.rows("outcomes").filter { $0["outcome"] == "booked" }.compactMap { $0["call_id"] }
        // Later rows say how far a booking has come.
        let bookings = outbox.rows("bookings").filter { $0["status"] == "requested" }.compactMap { $0["call_id"] }
        #expect(booked.sorted() == bookings.sorted(), "\(about): bookings and outcomes do not agree")
        let slots = outbox.rows("bookings").filter { $0["status"] == "requested" }.compactMap { $0["slot_id"] }
        #expect(Set(slots).count == slots.count, "\(about): a slot is booked twice")
    }

    /// Names count up without a gap, and an event stands in one file, once.
    private mutating func checkEvents(_ outbox: OutboxFolder, _ about: String) {
        figures.outboxFiles = outbox.files.count
        #expect(outbox.files.map(\.number) == Array(1..<outbox.files.count + 1), "\(about): numbers have gaps")
        var homes: [String: String] = [:]
        for file in outbox.files {
            for row in file.rows {
                guard let event = row["event_id"], !event.isEmpty else {
                    Issue.record("\(about): a row of \(file.name) has no event")
                    continue
                }
                figures.events += 1
                if let home = homes.updateValue(file.name, forKey: event) {
                    figures.eventsTwice += 1
                    Issue.record("\(about): \(event) stands in \(home) and in \(file.name)")
                }
            }
        }
    }

    /// Every dropped file stands somewhere, as often as it was dropped, byte for byte; nothing is left in between.
    private mutating func checkFiles(_ storm: StormPractice, _ about: String) throws {
        figures.files = storm.dropped.count
        var places: [Data: Int] = [:]
        for folder in ["archive", "review", "rejected"] {
            for file in try storm.files(in: folder) { places[file.data, default: 0] += 1 }
        }
        for (data, drops) in Dictionary(grouping: storm.dropped, by: \.data) {
            let count = places[data] ?? 0
            if count < drops.count { figures.filesLost += drops.count - count }
            #expect(
                count == drops.count,
                "\(about): \(drops.map(\.name)) dropped \(drops.count) times, stand \(count) times")
        }
        let papers = Dictionary(
            try storm.files(in: "rejected").map { ($0.name, String(decoding: $0.data, as: UTF8.self)) },
            uniquingKeysWith: { one, _ in one })
        for drop in storm.dropped where drop.data.range(of: Data("\r\n,,,".utf8)) != nil {
            let rows = papers[drop.name + ".rows.csv"] ?? ""
            #expect(rows.contains("no patient number"), "\(about): the unusable row of \(drop.name) is told to nobody")
        }
        for folder in ["inbox", ".recalld/claimed", ".recalld/tmp"] {
            let left = try storm.files(in: folder).map(\.name)
            #expect(left.isEmpty, "\(about): \(left) left in \(folder)")
        }
        // What waits in review/ or stands in rejected/ has its reason beside it, and each reason its file.
        for (folder, ending) in [("review", ".review.txt"), ("review", ".layout.toml"), ("rejected", ".reason.txt")] {
            let names = Set(try storm.files(in: folder).map(\.name))
            let isReport = { (name: String) in
                [".review.txt", ".layout.toml", ".reason.txt", ".rows.csv"].contains { name.hasSuffix($0) }
            }
            for name in names where !isReport(name) {
                #expect(names.contains(name + ending), "\(about): \(name) stands in \(folder) without its \(ending)")
            }
            for name in names where name.hasSuffix(ending) {
                #expect(
                    names.contains(String(name.dropLast(ending.count))), "\(about): \(name) stands without its file")
            }
        }
    }
}
