import Testing

@testable import RecallCore

/// What a column about recalls says against a recall.
@Suite struct RecallEndTests {
    @Test(arguments: [
        ("Recall Status", "Suspended", true), ("Recall Status", "No", true), ("Recall Status", "None", true),
        ("Recall Status", "Not required", true), ("Recall Status", "Letter 1", false), ("Recall Status", "2", false),
        ("Reminders Sent", "None", false), ("Reminders Sent", "0", false), ("Recall Type", "Stop", true),
        ("Recall Type", "Sight test", false), ("Next Recall", "Never", true), ("Recall Period", "Discharged", true),
        ("Next Recall", "14/03/2026", false), ("Last Call Result", "Wrong number", true),
        ("Recall Outcome", "No", true), ("Recall Outcome", "None", false), ("Recall Response", "N", true),
    ]) func `words that end recalls are told from those that count them`(header: String, text: String, isSaid: Bool) {
        #expect(RecallEnd.isSaid(by: text, header: header) == isSaid, "\(header): \(text)")
    }
}
