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
        var alert: [Step] = []
        var attention: [Step] = []
        let urgent = content.tasks.count { $0.priority == .urgent }
        if urgent > 0 {
            alert.append(Step("Ring \(PageWords.count(urgent, "patient")) with an urgent task now.", see: .tasks))
        }
        switch content.provider.state {
        case .ok: break
        case .unreachable:
            alert.append(
                Step(
                    "Tell your administrator that the telephone service cannot be reached. Calls go on by themselves when it answers."
                ))
        case .stopped: alert.append(Step("Tell your administrator that the telephone service has stopped our calls."))
        }
        if !content.problems.isEmpty {
            alert.append(
                Step(
                    "Tell your administrator about \(PageWords.count(content.problems.count, "problem")).",
                    see: .problems))
        }
        let alarms = content.uncollected.count(where: \.isAlarm)
        if alarms > 0 {
            alert.append(
                Step(
                    "Collect \(PageWords.count(alarms, "file")) from the outbox. \(alarms == 1 ? "It has" : "They have") waited too long.",
                    see: .outbox))
        }
        if content.patientsExport?.isLate == true {
            alert.append(Step("Export the patients again. The newest export is late.", see: .exports))
        }
        if content.diaryExport?.isLate == true {
            alert.append(Step("Export the diary again. The newest export is late.", see: .exports))
        }
        let today = content.tasks.count { $0.priority == .today }
        if today > 0 { attention.append(Step("Do \(PageWords.count(today, "task")) today.", see: .tasks)) }
        if !content.bookings.isEmpty {
            attention.append(
                Step("Enter \(PageWords.count(content.bookings.count, "booking")) in the diary.", see: .bookings))
        }
        if !content.contactUpdates.isEmpty {
            attention.append(
                Step(
                    "Check \(PageWords.count(content.contactUpdates.count, "change")) of patients' records.",
                    see: .changes))
        }
        if !content.settingsDifferences.isEmpty {
            attention.append(
                Step("Tell your administrator that your system and our settings differ.", see: .exports))
        }
        if !content.reviews.isEmpty {
            attention.append(
                Step("Check \(PageWords.count(content.reviews.count, "file")) in the review folder.", see: .reviews))
        }
        if !content.rejected.isEmpty {
            attention.append(
                Step(
                    "Look at \(PageWords.count(content.rejected.count, "file")) that could not be used.", see: .rejected
                ))
        }
        let soon = content.tasks.count { $0.priority == .soon }
        if soon > 0 { attention.append(Step("Do \(PageWords.count(soon, "task")) in the next days.", see: .tasks)) }
        if content.patientsExport == nil {
            attention.append(Step("Put a patients export in the inbox folder. None has arrived yet.", see: .exports))
        }
        steps = alert + attention
        if !alert.isEmpty {
            tone = .alert
            sentence = "Something needs your attention now."
        } else if !attention.isEmpty {
            tone = .attention
            sentence = "All is running, and there is something for you to do."
        } else {
            tone = .well
            sentence = "All is well. There is nothing that you need to do."
        }
        if content.isPaused {
            if tone == .well { tone = .attention }
            sentence = "Calls are paused. " + (alert.isEmpty ? "No one is called until you resume." : sentence)
            steps.append(Step("To resume calls, remove the file PAUSE or PAUSE.txt, or ask your administrator."))
        }
        if !content.isLive { sentence += " This is a dry run: no real call is made." }
    }
}
