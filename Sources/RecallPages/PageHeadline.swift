import RecallCore

/// The sentences at the top of the page: whether all is well, and what a person must do first.
struct PageHeadline: Equatable {
    /// How the frame round the sentences looks; the words say the same.
    enum Tone: String { case well, attention, alert }

    var tone: Tone
    var sentence: String
    /// Things to do, the most pressing first.
    var steps: [Step]

    /// One thing to do, and the part of the page that tells more.
    struct Step: Equatable {
        var words: String
        var see: PageSection?

        init(_ words: String, see: PageSection? = nil) {
            self.words = words
            self.see = see
        }
    }

    init(_ content: PageContent) {
        let alert = Self.pressing(content)
        let attention = Self.toDo(content)
        steps = alert + attention
        tone = !alert.isEmpty ? .alert : !attention.isEmpty ? .attention : .well
        sentence =
            switch tone {
            case .alert: "Something needs your attention now."
            case .attention: "All is running, and there is something for you to do."
            case .well: "All is well. There is nothing that you need to do."
            }
        if content.isPaused { addPause() }
        if !content.isLive { sentence += " This is a dry run: no real call is made." }
    }

    private mutating func addPause() {
        sentence = "Calls are paused. " + (tone == .alert ? sentence : "No one is called until you resume.")
        if tone == .well { tone = .attention }
        steps.append(Step("To resume calls, remove the file PAUSE or PAUSE.txt, or ask your administrator."))
    }

    /// What cannot wait.
    private static func pressing(_ content: PageContent) -> [Step] {
        [
            urgentTasks(content), provider(content.provider), problems(content), uncollectedFiles(content),
            late(content.patientsExport, "patients"), late(content.diaryExport, "diary"),
        ].compactMap(\.self)
    }

    /// What is to be done in its time.
    private static func toDo(_ content: PageContent) -> [Step] {
        let noPatients = Step("Put a patients export in the inbox folder. None has arrived yet.", see: .exports)
        return [
            urgentPatients(content), tasks(content, .today, "today"),
            step(content.bookings.count, see: .bookings) { "Enter \(counted($0, "booking")) in the diary." },
            step(content.contactUpdates.count, see: .changes) {
                "Check \(counted($0, "change")) of patients' records."
            },
            step(content.settingsDifferences.count, see: .exports) { _ in
                "Tell your administrator that your system and our settings differ."
            },
            step(content.reviews.count, see: .reviews) { "Check \(counted($0, "file")) in the review folder." },
            step(content.rejected.count, see: .rejected) { "Look at \(counted($0, "file")) that could not be used." },
            tasks(content, .soon, "in the next days"),
            content.patientsExport == nil ? noPatients : nil,
        ].compactMap(\.self)
    }

    /// A step about so many things; nil where there are none.
    private static func step(_ count: Int, see: PageSection, _ words: (Int) -> String) -> Step? {
        count > 0 ? Step(words(count), see: see) : nil
    }

    /// Urgent patients whom nobody calls: in a dry run nobody, whatever the rules say, and else those of whom no task tells.
    private static func urgentPatients(_ content: PageContent) -> Step? {
        let forPerson = content.waiting[.humanFirst] ?? 0
        let ready = content.levels.first { $0.level == .urgent }?.callable ?? 0
        let count = content.isLive ? (content.tasks.isEmpty ? forPerson : 0) : forPerson + ready
        return step(count, see: .recalls) {
            "Ring \(counted($0, "urgent patient")): \($0 == 1 ? "that call waits" : "they wait") for a person."
        }
    }

    private static func urgentTasks(_ content: PageContent) -> Step? {
        step(content.tasks.count { $0.priority == .urgent }, see: .tasks) {
            "Ring \(counted($0, "patient")) with an urgent task now."
        }
    }

    private static func tasks(
        _ content: PageContent, _ priority: TaskProposal.Priority, _ when: String
    ) -> Step? {
        step(content.tasks.count { $0.priority == priority }, see: .tasks) { "Do \(counted($0, "task")) \(when)." }
    }

    private static func provider(_ provider: PageContent.Provider) -> Step? {
        switch provider.state {
        case .ok: nil
        case .unreachable:
            Step(
                "Tell your administrator that the telephone service cannot be reached. Calls go on by themselves when it answers."
            )
        case .stopped: Step("Tell your administrator that the telephone service has stopped our calls.")
        }
    }

    private static func problems(_ content: PageContent) -> Step? {
        step(content.problems.count, see: .problems) { "Tell your administrator about \(counted($0, "problem"))." }
    }

    private static func uncollectedFiles(_ content: PageContent) -> Step? {
        step(content.uncollected.count(where: \.isAlarm), see: .outbox) {
            "Collect \(counted($0, "file")) from the outbox. \($0 == 1 ? "It has" : "They have") waited too long."
        }
    }

    private static func late(_ export: PageContent.NewestExport?, _ what: String) -> Step? {
        guard export?.isLate == true else { return nil }
        return Step("Export the \(what) again. The newest export is late.", see: .exports)
    }
}
