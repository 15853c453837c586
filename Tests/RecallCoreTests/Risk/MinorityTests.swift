import RecallCore
import Testing

@Suite struct MinorityTests {
    @Test(
        arguments: [
            (0, false, true), (15, false, true), (15, true, true), (16, false, false), (40, false, false),
            (nil, false, false), (nil, true, true),
            // The title of the boy that he was still stands on the record.
            (16, true, false), (40, true, false),
        ] as [(Int?, Bool, Bool)])
    func `the age decides, and the title where there is no age`(age: Int?, isMaster: Bool, isMinor: Bool) {
        #expect(Minority.isMinor(age: age, isMaster: isMaster) == isMinor)
    }
}
