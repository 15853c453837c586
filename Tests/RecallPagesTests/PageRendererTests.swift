import RecallCore
import RecallPages
import RecallTestSupport
import Testing

@Suite struct PageRendererTests {
    private static let samples = PageSamples.all

    private func top(_ content: PageContent) -> String {
        PageChecker(PageRenderer.html(content)).all("h2").first?.text ?? ""
    }

    private func steps(_ content: PageContent) -> [String] {
        PageChecker(PageRenderer.html(content)).all("li").map(\.text)
    }

    @Test func `every tag is closed and the landmarks stand once each`() {
        for (id, content) in Self.samples {
            let page = PageChecker(PageRenderer.html(content))
            #expect(page.faults.isEmpty, "\(id)")
            for landmark in ["header", "main", "footer", "h1", "title"] {
                #expect(page.all(landmark).count == 1, "\(id) \(landmark)")
            }
            #expect(page.all("html").first?.attributes == " lang=\"en-GB\"", "\(id)")
            #expect(page.all("a").first?.attributes.contains("href=\"#main\"") == true, "\(id)")
        }
    }

    @Test func `headings go down one step at a time and begin with the practice`() {
        for (id, content) in Self.samples {
            let levels = PageChecker(PageRenderer.html(content)).elements.compactMap { element in
                element.name.count == 2 && element.name.hasPrefix("h") ? Int(element.name.dropFirst()) : nil
            }
            #expect(levels.first == 1, "\(id)")
            for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1, "\(id)") }
        }
    }

    @Test func `every table has a caption, every heading cell a scope, and every id is one of its kind`() {
        for (id, content) in Self.samples {
            let page = PageChecker(PageRenderer.html(content))
            #expect(page.all("table").count == page.all("caption").count, "\(id)")
            #expect(page.all("caption").allSatisfy { !$0.text.isEmpty }, "\(id)")
            #expect(page.all("th").allSatisfy { $0.attributes.contains("scope=\"") }, "\(id)")
            let ids = page.elements.compactMap { element in
                element.attributes.split(separator: " ").first { $0.hasPrefix("id=") }
            }
            #expect(Set(ids).count == ids.count, "\(id)")
        }
    }

    @Test func `every picture has words or is hidden from screen readers`() {
        for (id, content) in Self.samples {
            for picture in PageChecker(PageRenderer.html(content)).all("svg") {
                let hasWords =
                    picture.attributes.contains("role=\"img\"") && picture.attributes.contains("aria-label=\"")
                #expect(hasWords || picture.attributes.contains("aria-hidden=\"true\""), "\(id)")
            }
        }
    }

    @Test func `nothing comes from elsewhere and the page renews itself every minute`() {
        for (id, content) in Self.samples {
            let html = PageRenderer.html(content)
            for foreign in ["://", "src=", "<link", "@import", "url("] {
                #expect(!html.contains(foreign), "\(id) \(foreign)")
            }
            #expect(html.contains("<meta http-equiv=\"refresh\" content=\"60\">"), "\(id)")
            #expect(PageChecker(html).all("script").map(\.text) == [PageAge.script], "\(id)")
        }
    }

    @Test func `the top says that all is well only when there is nothing to do`() {
        #expect(top(PageSamples.well) == "All is well. There is nothing that you need to do.")
        #expect(steps(PageSamples.well).isEmpty)
        #expect(top(PageSamples.busy) == "All is running, and there is something for you to do.")
        #expect(steps(PageSamples.busy).first == "Do 1 task today. See Tasks.")
        #expect(top(PageSamples.alert) == "Something needs your attention now.")
        #expect(steps(PageSamples.alert).first == "Ring 1 patient with an urgent task now. See Tasks.")
    }

    @Test func `each kind of alert alone is named at the top`() {
        var unreachable = PageSamples.well
        unreachable.provider = .init(state: .unreachable, reason: "No answer.")
        var stopped = PageSamples.well
        stopped.provider = .init(state: .stopped)
        var problem = PageSamples.well
        problem.problems = [.init(code: "outbox", message: "The disk is full.", since: "today")]
        var uncollected = PageSamples.well
        uncollected.uncollected = [.init(file: "tasks.csv", age: "3 days", isAlarm: true)]
        var late = PageSamples.well
        late.patientsExport?.isLate = true
        var lateDiary = PageSamples.well
        lateDiary.diaryExport?.isLate = true
        for content in [unreachable, stopped, problem, uncollected, late, lateDiary] {
            #expect(top(content) == "Something needs your attention now.", "\(steps(content))")
            #expect(steps(content).count == 1)
        }
    }

    @Test func `a file that merely waits in the outbox raises no alarm`() {
        var content = PageSamples.well
        content.uncollected = [.init(file: "tasks.csv", age: "1 hour", isAlarm: false)]
        #expect(top(content) == "All is well. There is nothing that you need to do.")
    }

    @Test func `a pause and a dry run are said at the top`() {
        var content = PageSamples.well
        content.isPaused = true
        #expect(top(content) == "Calls are paused. No one is called until you resume.")
        #expect(steps(content).last?.contains("PAUSE.txt") == true)
        content.isLive = false
        #expect(top(content).hasSuffix("This is a dry run: no real call is made."))
        var alert = PageSamples.alert
        alert.isPaused = true
        #expect(top(alert) == "Calls are paused. Something needs your attention now.")
    }

    @Test func `a practice without any export is told to bring one`() {
        #expect(
            steps(PageSamples.empty) == [
                "Put a patients export in the inbox folder. None has arrived yet. See Exports."
            ])
    }

    @Test func `in a dry run all is not well while urgent patients wait, whoever is to ring them`() {
        for (waiting, ready, isLive, step) in [
            (0, 0, false, nil), (1, 0, false, "Ring 1 urgent patient: that call waits for a person. See Recalls."),
            (0, 2, false, "Ring 2 urgent patients: they wait for a person. See Recalls."),
            (1, 2, false, "Ring 3 urgent patients: they wait for a person. See Recalls."),
            (0, 2, true, nil), (1, 0, true, "Ring 1 urgent patient: that call waits for a person. See Recalls."),
        ] as [(Int, Int, Bool, String?)] {
            var content = PageSamples.well
            content.isLive = isLive
            content.waiting = waiting > 0 ? [.humanFirst: waiting] : [:]
            content.levels = [.init(level: .urgent, callable: ready, waiting: waiting)]
            #expect(steps(content) == (step.map { [$0] } ?? []))
            #expect(top(content).hasPrefix("All is well") == (step == nil))
        }
    }

    @Test func `every text of the content is escaped`() {
        let hostile = "\"><script>alert('x')</script>&\u{202E}\u{0}"
        let patient = PageContent.Patient(id: hostile, name: PersonName(first: hostile, last: hostile))
        for showsFullNames in [false, true] {
            var content = PageContent(
                practice: hostile, isLive: true, updatedAt: hostile, writtenAt: PageSamples.writtenAt,
                provider: .init(state: .stopped, reason: hostile), showsFullNames: showsFullNames)
            content.patientsExport = .init(file: hostile, age: hostile, rhythm: hostile)
            content.callsToday = [.init(time: hostile, patient: patient, outcome: .booked)]
            content.bookings = [
                .init(patient: patient, date: hostile, time: hostile, practitioner: hostile, file: hostile)
            ]
            content.tasks = [.init(patient: patient, priority: .today, reason: hostile, dueBy: hostile)]
            content.reviews = [.init(file: hostile, reason: hostile, advice: hostile)]
            content.rejected = [.init(file: hostile, reason: hostile)]
            content.uncollected = [.init(file: hostile, age: hostile, isAlarm: true)]
            content.problems = [.init(code: hostile, message: hostile, since: hostile)]
            content.contactUpdates = [.init(patient: patient, change: .movedAway, reportedOn: hostile, file: hostile)]
            content.settingsDifferences = [
                .init(kind: .hours, subject: hostile, configured: hostile, exported: hostile)
            ]
            content.outcomesByDay = [.init(day: hostile, counts: [.booked: 1])]
            let html = PageRenderer.html(content)
            #expect(html.ranges(of: "<script").count == 1, "its own")
            #expect(!html.contains("alert('x')"))
            #expect(!html.unicodeScalars.contains { $0 == "\u{0}" || $0 == "\u{202E}" })
            #expect(html.contains("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"))
            #expect(PageChecker(html).faults.isEmpty)
        }
    }

    @Test func `random cells never break the page`() {
        let seed: UInt64 = 0x5EED_0006
        var generator = SeededGenerator(seed: seed)
        let letters = Array("<>&\"'=/ab \n\t\u{0}\u{7F}\u{85}é😀-!")
        for _ in 0..<300 {
            let cell = String((0..<20).compactMap { _ in letters.randomElement(using: &generator) })
            var content = PageSamples.well
            content.practice = cell
            content.rejected = [.init(file: cell, reason: cell)]
            content.callsToday = [
                .init(time: cell, patient: .init(id: cell, name: PersonName(first: cell, last: cell)), outcome: nil)
            ]
            #expect(PageChecker(PageRenderer.html(content)).faults.isEmpty, "seed \(seed), \(cell.debugDescription)")
        }
    }

    @Test func `names stand as initials and id unless full names are wished`() {
        var content = PageSamples.busy
        #expect(PageRenderer.html(content).contains("M.T. 10000"))
        #expect(!PageRenderer.html(content).contains("Thompson"))
        content.showsFullNames = true
        #expect(PageRenderer.html(content).contains("Dr Margaret Thompson 10000"))
    }

    @Test func `every reason and every result has its own sentence without a code`() {
        var content = PageSamples.well
        content.waiting = Dictionary(uniqueKeysWithValues: GateCause.allCases.map { ($0, 7) })
        content.callsToday = Outcome.allCases.map {
            .init(time: "09:00", patient: PageSamples.patient(1), outcome: $0)
        }
        let html = PageRenderer.html(content)
        for code in GateCause.allCases.map(\.rawValue) + Outcome.allCases.map(\.rawValue) where code.contains("_") {
            #expect(!html.contains(code), "\(code)")
        }
        let cells = PageChecker(html).elements
        let sentences = cells.filter { $0.attributes.contains("scope=\"row\"") && $0.text.hasSuffix(".") }.map(\.text)
        #expect(Set(sentences).count == GateCause.allCases.count)
        #expect(Set(cells.filter { $0.name == "td" }.map(\.text)).count > Outcome.allCases.count)
    }

    @Test func `tasks and levels stand with the most pressing first`() throws {
        let html = PageRenderer.html(PageSamples.alert)
        let badges = PageChecker(html).all("span").filter { $0.attributes.contains("badge") }.map(\.text)
        #expect(Array(badges.prefix(3)) == ["Urgent", "Today", "Soon"])
        let levels = try #require(badges.firstIndex(of: "Medium"))
        #expect(Array(badges[(levels - 2)...(levels + 1)]) == ["Urgent", "High", "Medium", "Low"])
    }

    @Test func `the same content gives the same page`() {
        #expect(PageRenderer.html(PageSamples.alert) == PageRenderer.html(PageSamples.alert))
    }
}
