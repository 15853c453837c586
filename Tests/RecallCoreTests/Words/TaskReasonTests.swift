import RecallCore
import Testing

/// The words in which staff are told what to do.
@Suite struct TaskReasonTests {
    @Test func `each reason has whole sentences of its own without a code`() {
        let words = TaskReason.allCases.map(\.words)
        #expect(Set(words).count == words.count)
        #expect(words.allSatisfy { $0.hasSuffix(".") && $0.first?.isUppercase == true && !$0.contains("_") })
    }

    @Test func `symptoms alone cannot wait for the day's end, and a record that is to be checked can`() {
        #expect(TaskReason.allCases.filter { $0.priority == .urgent } == [.symptoms])
        #expect(
            Set(TaskReason.allCases.filter { $0.priority == .soon }) == [
                .notReached, .wrongNumber, .deceasedReported, .movedAway, .newNumberUnreadable, .appointmentNotSeen,
                .deathUnclear, .unreadStop, .noPreferredTime, .noName,
                .appointmentNotAttended, .appointmentCancelled, .samePerson,
            ])
        #expect(TaskProposal(.symptoms) == TaskProposal(.urgent, TaskReason.symptoms.words))
    }
}
