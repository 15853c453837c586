/// The sentences at the top of the page: whether all is well, and what a person must do first.
struct PageHeadline: Equatable {
    /// How the frame round the sentences looks; the words say the same.
    enum Tone: String { case well, attention, trouble }

    var tone: Tone
    var sentence: String
    /// Things to do, the most pressing first.
    var steps: [String]

    init(_ content: PageContent) {
        var trouble: [String] = []
        var attention: [String] = []
        let urgent = content.tasks.count { $0.priority == .urgent }
        if urgent > 0 {
            trouble.append("Ring \(PageWords.count(urgent, "patient")) with an urgent task now. See Tasks.")
        }
        switch content.provider.state {
        case .ok: break
        case .unreachable:
            trouble.append(
                "Tell your administrator that the telephone service cannot be reached. Calls go on by themselves when it answers."
            )
        case .stopped: trouble.append("Tell your administrator that the telephone service has stopped our calls.")
        }
        if !content.problems.isEmpty {
            trouble.append(
                "Tell your administrator about \(PageWords.count(content.problems.count, "problem")). See Problems.")
        }
        let alarms = content.uncollected.count(where: \.isAlarm)
        if alarms > 0 {
            trouble.append(
                "Collect \(PageWords.count(alarms, "file")) from the outbox. \(alarms == 1 ? "It has" : "They have") waited too long."
            )
        }
        if content.patientsExport?.isLate == true {
            trouble.append("Export the patients again. The newest export is late.")
        }
        if content.diaryExport?.isLate == true {
            trouble.append("Export the diary again. The newest export is late.")
        }
        let today = content.tasks.count { $0.priority == .today }
        if today > 0 { attention.append("Do \(PageWords.count(today, "task")) today. See Tasks.") }
        if !content.bookings.isEmpty {
            attention.append(
                "Enter \(PageWords.count(content.bookings.count, "booking")) in the diary. See Bookings to enter.")
        }
        if !content.contactUpdates.isEmpty {
            attention.append(
                "Check \(PageWords.count(content.contactUpdates.count, "change")) of patients' records. See Changes to check."
            )
        }
        if !content.hoursDifferences.isEmpty {
            attention.append("Tell your administrator that the opening hours differ. See Exports.")
        }
        if !content.reviews.isEmpty {
            attention.append(
                "Check \(PageWords.count(content.reviews.count, "file")) in the review folder. See Files to check.")
        }
        if !content.rejected.isEmpty {
            attention.append(
                "Look at \(PageWords.count(content.rejected.count, "file")) that could not be used. See Rejected files."
            )
        }
        let soon = content.tasks.count { $0.priority == .soon }
        if soon > 0 { attention.append("Do \(PageWords.count(soon, "task")) in the next days. See Tasks.") }
        if content.patientsExport == nil {
            attention.append("Put a patients export in the inbox folder. None has arrived yet.")
        }
        steps = trouble + attention
        if !trouble.isEmpty {
            tone = .trouble
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
            sentence = "Calls are paused. " + (trouble.isEmpty ? "No one is called until you resume." : sentence)
            steps.append("To resume calls, remove the file PAUSE or PAUSE.txt, or ask your administrator.")
        }
        if !content.isLive { sentence += " This is a dry run: no real call is made." }
    }
}
