import RecallCore
import Testing

/// Which names say that a file is a conflicting copy.
@Suite struct ConflictingCopyTests {
    @Test(arguments: [
        "recall (Anna's conflicted copy 2026-11-28).csv", "recall (conflicted copy).csv",
        "recall (conflicted copy 2026-11-28 101112).csv", "recall.sync-conflict-20261128-101112-ABCDEFG.csv",
        "recall (Case Conflict).csv", "recall_conflict-20261128-101112.csv", "recall [Conflict].csv",
        "recall (SFConflict anna@example.com 2026-11-28-10-11-12).csv", "recall_SERVER_Nov-28-1011-2026_Conflict.csv",
        "recall-DESKTOP-AB12CD3.csv", "recall-LAPTOP-1A2B3C4D.csv", "RECALL-FRONTDESK.csv", "recall-ANNA-PC.csv",
        "two-parts-RECEPTION-2.csv",
    ]) func `a name that a program gives to a conflicting copy is one`(name: String) {
        #expect(ConflictingCopy.isOne(name, known: ["RECALL.csv", "recall.csv", "two-parts.csv"]))
    }

    @Test(arguments: [
        "recall.csv", "recall (1).csv", "recall - Copy.csv", "recall-2026-11-28.csv", "recall-20261128.csv",
        "recall-november.csv", "recall-Leeds.csv", "recall-NEW.csv", "recall-FRONTDESK.csv", "other-FRONTDESK.csv",
        "patients.sync.csv", "-FRONTDESK", "", "-", "recall-.csv", "recall-DESKTOP.txt",
    ]) func `any other name is none, and neither is one that was taken before`(name: String) {
        #expect(!ConflictingCopy.isOne(name, known: ["recall.csv", "recall-FRONTDESK.csv"]))
    }

    @Test func `the names of before are asked for only where they matter`() {
        #expect(ConflictingCopy.mayBeOne("recall-FRONTDESK.csv"))
        #expect(!ConflictingCopy.mayBeOne("recall-2026-11-28.csv"))
        #expect(!ConflictingCopy.mayBeOne("recall.csv"))
    }
}
