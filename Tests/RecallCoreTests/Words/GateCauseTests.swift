import RecallCore
import RecallTestSupport
import Testing

/// Which of its causes shuts a gate, and in which words that is told.
@Suite struct GateCauseTests {
    private let quiet = [
        "DOB": "15/06/1981", "Last Sight Test": "01/10/2024", "Diabetic": "N", "Glaucoma": "N", "FH Glaucoma": "N",
    ]

    /// The causes that shut the gates of a patient, the first to be shown first.
    private func causes(
        _ cells: [String: String], _ outcome: Outcome? = nil, context: GateContext = PlanFixture.context(),
        stoppedNumbers: Set<PhoneNumber> = [], change: (inout PlanPatient) -> Void = { _ in }
    ) -> [GateCause] {
        var patient = PlanFixture.patient(quiet.merging(cells) { $1 }, context: context)
        if let outcome {
            patient.attempts = [PastAttempt(startedAt: context.now.adding(hours: -48), outcome: outcome)]
        }
        change(&patient)
        let lines = Planner.plan([patient], context: context, stoppedNumbers: stoppedNumbers)
        return lines.first?.decision.shut.map(\.cause) ?? []
    }

    @Test(
        arguments: [
            (["Deceased": "12/03/2025"], nil, GateCause.deceasedInRecord),
            (["Patient Status": "RIP"], nil, .deceasedByStatus), (["Title": "RIP"], nil, .deceasedByName),
            (["Notes": "Px died 2024"], nil, .deceasedInNotes), ([:], .deceasedReported, .deceasedReported),
            ([:], .optedOut, .optedOut), (["Do Not Contact": "Y"], nil, .doNotContact),
            (["Phone Consent": "No"], nil, .noTelephoneConsent), (["AI Call Consent": "F"], nil, .noAutomatedConsent),
            (["Notes": "do not ring"], nil, .noCallsInNotes),
            (["No Recall": "X"], nil, .reminderSuppressed), ([:], .movedAway, .movedAway),
            (["Notes": "complaint open"], nil, .complaint), (["Notes": "dementia"], nil, .capacity),
            (["Notes": "LPA held by son"], nil, .powerOfAttorney), (["Last Sight Test": ""], nil, .noDueDate),
            ([:], .spokeNoResult, .unclearEnd), ([:], .identityNotConfirmed, .unclearEnd),
            (["Mobile": "none"], nil, .noUsableNumber), ([:], .wrongNumber, .wrongNumber),
            ([:], .numberRefused, .numberRefused), (["Mobile": "01632 960001"], nil, .ownNumber),
            (["Mobile": "0909 879 0000"], nil, .numberKind),
        ] as [([String: String], Outcome?, GateCause)])
    func `a record or a call shuts the gate by the cause that it names`(
        cells: [String: String], outcome: Outcome?, cause: GateCause
    ) {
        #expect(causes(cells, outcome).first == cause)
    }

    @Test func `what the practice has done is told apart from what the record says`() throws {
        #expect(causes([:]) { $0.isHeldByStaff = true } == [.heldByStaff])
        #expect(causes([:]) { $0.isCancelled = true } == [.cancelled])
        #expect(causes([:]) { $0.hasConflict = true } == [.birthDatesConflict])
        #expect(causes([:]) { $0.isStopped = true } == [.optedOut])
        #expect(causes([:], stoppedNumbers: [PlanFixture.number("+447700900123")]) == [.numberStopped])
        #expect(causes([:]) { $0.isMissingFromNewest = true } == [.missingFromExport])
        let context = PlanFixture.context()
        #expect(causes([:]) { $0.exportSeenAt = context.now.adding(hours: -24 * 60) } == [.staleExport])
    }

    @Test func `a number that many patients share is neither refused nor on a list`() {
        let context = PlanFixture.context()
        let patients = ["Ash", "Ash", "Birch", "Birch", "Cedar"].enumerated().map { index, surname in
            PlanFixture.patient(quiet.merging(["Surname": surname]) { $1 }, id: "p\(index)", context: context)
        }
        let lines = Planner.plan(patients, context: context)
        #expect(lines.allSatisfy { $0.decision.gate?.cause == .sharedNumber })
    }

    @Test func `only a number on our list is said to be on a list, and only staff's hold is said to be staff's`() {
        for cause in GateCause.allCases {
            let words = cause.words
            let all = [words.short, words.sentence, words.advice ?? ""].joined(separator: " ").lowercased()
            #expect(all.contains("stop list") == [.optedOut, .numberStopped].contains(cause), "\(cause)")
            #expect(all.contains("on hold") == (cause == .heldByStaff), "\(cause)")
        }
    }

    @Test func `each cause has words of its own, in whole sentences without a code`() {
        #expect(Set(GateCause.allCases.map(\.gate)) == Set(GateCode.allCases))
        #expect(Set(GateCause.allCases.map(\.words.text)).count == GateCause.allCases.count)
        #expect(Set(GateCause.allCases.map(\.words.sentence)).count == GateCause.allCases.count)
        for cause in GateCause.allCases {
            for text in [cause.words.short, cause.words.sentence, cause.words.advice].compactMap(\.self) {
                #expect(text.hasSuffix(".") && text.first?.isUppercase == true && !text.contains("_"), "\(text)")
            }
        }
    }

    @Test func `each outcome has words of its own, without a code`() {
        let outcomes = Outcome.allCases.map(\.words)
        #expect(Set(outcomes.map(\.short)).count == outcomes.count)
        #expect(Set(outcomes.map(\.sentence)).count == outcomes.count)
        #expect(outcomes.allSatisfy { !"\($0)".contains("_") && !$0.sentence.hasSuffix(".") })
    }
}
