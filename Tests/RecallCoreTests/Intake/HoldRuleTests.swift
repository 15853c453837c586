import RecallCore
import Testing

/// Which changes of an export are held for a person, and in which words.
@Suite struct HoldRuleTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var words: String
        var change: ImportChange
        /// What each reason holds, in their order.
        var reasons: [String] = []

        var testDescription: String { words }
    }

    static let cases = [
        Case(words: "the first export", change: ImportChange(patients: 3)),
        Case(
            words: "nothing changed",
            change: ImportChange(stopsKnown: 9, birthsKnown: 90, patients: 90, patientsBefore: 90)),
        Case(words: "two stops of two are lifted", change: ImportChange(stopsKnown: 2, stopsLifted: 2)),
        Case(
            words: "three stops of three are lifted", change: ImportChange(stopsKnown: 3, stopsLifted: 3),
            reasons: ["Of 3 patients who were not to be called, this export lets 3 be called again."]),
        Case(words: "one in a hundred stops is lifted", change: ImportChange(stopsKnown: 1000, stopsLifted: 10)),
        Case(
            words: "more than one in a hundred", change: ImportChange(stopsKnown: 1000, stopsLifted: 11),
            reasons: ["lets 11 be called again"]),
        Case(words: "five births change", change: ImportChange(birthsKnown: 5, birthsChanged: 5)),
        Case(
            words: "six births change", change: ImportChange(birthsKnown: 6, birthsChanged: 6),
            reasons: ["another one than before for 6 of 6 patients. Check that the rows"]),
        Case(words: "one birth in twenty changes", change: ImportChange(birthsKnown: 200, birthsChanged: 10)),
        Case(
            words: "day and month change places",
            change: ImportChange(birthsKnown: 200, birthsChanged: 11, birthsTurned: 10),
            reasons: ["for 11 of 200 patients. In 10 of them day and month have changed places"]),
        Case(words: "half of the patients", change: ImportChange(patients: 10, patientsBefore: 20)),
        Case(
            words: "fewer than half", change: ImportChange(patients: 9, patientsBefore: 20),
            reasons: ["held 20 patients, this one holds 9: 11 fewer"]),
        Case(words: "fewer than half of few", change: ImportChange(patients: 1, patientsBefore: 19)),
        Case(
            words: "all at once",
            change: ImportChange(
                stopsKnown: 9, stopsLifted: 9, birthsKnown: 9, birthsChanged: 9, patients: 9, patientsBefore: 100),
            reasons: ["be called again", "date of birth", "91 fewer"]),
    ]

    @Test(arguments: cases) func `an export is held for what the table says`(one: Case) {
        let reasons = HoldRule.reasons(one.change, limits: HoldLimits())
        #expect(reasons.count == one.reasons.count, "\(reasons)")
        for (reason, words) in zip(reasons, one.reasons) { #expect(reason.contains(words)) }
    }

    @Test func `a diary is held for a branch that is not the only one and that nobody told of`() {
        let rows: [(String, Set<String>, Set<String>, [String: String], [String])] = [
            ("no branch", [], [], [:], []),
            ("the only one", ["Leeds"], [], [:], []),
            ("the only one, as before", ["Leeds"], ["Leeds"], [:], []),
            ("the only one, written otherwise", ["LEEDS "], ["Leeds"], [:], []),
            ("two at first", ["Leeds", "York"], [], [:], ["\"Leeds\", \"York\" for the first time"]),
            ("a second one", ["Leeds", "York"], ["Leeds"], [:], ["of \"York\" for"]),
            ("another one", ["York"], ["Leeds"], [:], ["of \"York\" for"]),
            ("two that were told of", ["Leeds", "York"], ["Leeds", "York"], [:], []),
            ("two names of one", ["Leeds", "LDS"], [], ["LDS": "Leeds"], []),
            ("a third beside them", ["LDS", "YRK"], [], ["LDS": "Leeds"], ["of \"YRK\" for"]),
            ("both stand in the file", ["LDS", "YRK"], [], ["LDS": "Leeds", "YRK": "York"], []),
            ("the name that was mapped since", ["York"], ["YRK", "Leeds"], ["YRK": "York"], []),
            ("many", Set((1...9).map { "B\($0)" }), [], [:], ["\"B5\" and 4 more"]),
        ]
        for (words, branches, seen, names, expected) in rows {
            let reasons = HoldRule.reasons(branches: branches, seen: seen, names: BranchNames(names))
            #expect(reasons.count == expected.count, "\(words)")
            for (reason, part) in zip(reasons, expected) { #expect(reason.contains(part), "\(words)") }
        }
    }

    @Test func `a list is held that stops more than a fifth and more than twenty`() {
        for (stopped, callable, isHeld) in [
            (20, 20, false), (21, 21, true), (21, 104, true), (21, 105, false), (100, 1000, false), (0, 0, false),
        ] {
            let change = ListChange(callable: callable, stopped: stopped)
            let reasons = HoldRule.reasons(change, limits: HoldLimits())
            #expect(reasons.count == (isHeld ? 1 : 0), "\(stopped) of \(callable)")
            for words in reasons { #expect(words.contains("stops \(stopped) of \(callable) patients")) }
            var limits = HoldLimits()
            limits.listStops.patients = 1000
            #expect(HoldRule.reasons(change, limits: limits).isEmpty)
        }
    }

    @Test func `each number can be set`() {
        let change = ImportChange(
            stopsKnown: 9, stopsLifted: 9, birthsKnown: 9, birthsChanged: 9, patients: 9, patientsBefore: 100)
        var limits = HoldLimits()
        limits.stopsLifted.patients = 9
        #expect(HoldRule.reasons(change, limits: limits).count == 2)
        limits.birthsChanged.percent = 100
        #expect(HoldRule.reasons(change, limits: limits).count == 1)
        limits.shrunkBelowPercent = 0
        #expect(HoldRule.reasons(change, limits: limits).isEmpty)
        limits = HoldLimits()
        limits.shrunkFrom = 101
        #expect(HoldRule.reasons(change, limits: limits).count == 2)
    }
}
