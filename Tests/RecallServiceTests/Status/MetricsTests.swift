import RecallCore
import RecallPorts
import Testing

@testable import RecallService

@Suite struct MetricsTests {
    private static let moment = Instant(milliseconds: 1_795_000_000_500)

    private static var metrics: Metrics {
        var counts = PracticeCounts()
        counts.patients = 300
        counts.callsToday = 17
        counts.newestPatientsAt = moment
        return Metrics(
            isLive: true, provider: .stopped, practices: [("harbour-lane", counts), ("mill-road", PracticeCounts())],
            alerts: [
                Alert(practice: "mill-road", code: "disk_full", message: "said to nobody", since: moment)
            ], writtenAt: moment)
    }

    /// Samples are `name{label="value",…} number`; every family has its type and help before them, once.
    @Test func `the text is what collectors read`() throws {
        let lines = Self.metrics.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.suffix(2) == ["# EOF", ""])
        var families: [Substring] = []
        let sample = try Regex(#"recalld_[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9]+(\.[0-9]+)?"#)
        for line in lines.dropLast(2) {
            let words = line.split(separator: " ", maxSplits: 3)
            if line.hasPrefix("# TYPE ") {
                #expect(words.last == "gauge")
                #expect(!families.contains(words[2]))
                families.append(words[2])
            } else if line.hasPrefix("# HELP ") {
                #expect(words[2] == families.last)
            } else {
                #expect(line.wholeMatch(of: sample) != nil, "\(line)")
                #expect(line.prefix { $0 != "{" && $0 != " " } == families.last ?? "", "\(line)")
            }
        }
        #expect(families.count >= 10)
    }

    @Test(arguments: [
        "recalld_live 1", "recalld_calls_today{practice=\"harbour-lane\"} 17",
        "recalld_patients{practice=\"mill-road\"} 0", "recalld_provider_state{state=\"stopped\"} 1",
        "recalld_provider_state{state=\"ok\"} 0",
        "recalld_newest_patients_export_timestamp_seconds{practice=\"harbour-lane\"} 1795000000.500",
        "recalld_trouble{practice=\"mill-road\",code=\"disk_full\"} 1",
    ])
    func `what stands in it is what was counted`(line: String) {
        #expect(Self.metrics.text.split(separator: "\n").contains(Substring(line)))
    }

    @Test func `the words of a alert, which may name a file, stay out`() {
        #expect(!Self.metrics.text.contains("said to nobody"))
        #expect(!Self.metrics.text.contains("newest_patients_export_timestamp_seconds{practice=\"mill-road\"}"))
    }

    @Test func `a practice full of people is counted, and nobody in it is named`() async throws {
        try await Bench.open { bench in
            #expect(try await bench.take("patients.csv", Bench.patients).state == .imported)
            try await bench.call("10023", attempt: "a_1", outcome: .optedOut)
            let number = PhoneNumber(e164: "+447700900124")
            _ = try await bench.store.addStop(
                Stop(practice: nil, phone: number, patientID: nil, reason: "asked by Mr Lee", source: "staff"),
                now: Bench.now)
            try await bench.tell([Bench.event("e_1", .tasks, patient: "10025")])
            try await bench.store.raise(
                "share", practice: bench.practice.id, message: "Mrs Waterhouse.csv", now: Bench.now)
            let text = try await Metrics.gather(bench.configuration, store: bench.store, now: Bench.now).text
            #expect(text.contains("recalld_patients{practice=\"harbour-lane\"} 3\n"))
            #expect(text.contains("recalld_calls_today{practice=\"harbour-lane\"} 1\n"))
            #expect(text.contains("recalld_tasks_open{practice=\"harbour-lane\"} 1\n"))
            for trace in ["Waterhouse", "Ann", "Lee", "Poole", "770090", "1002", "Mrs", "asked by", ".csv"] {
                #expect(!text.contains(trace), "\(trace)")
            }
        }
    }
}
