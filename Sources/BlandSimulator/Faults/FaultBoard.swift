/// The faults that are switched on, and the dice that decide when one strikes.
struct FaultBoard {
    private(set) var switches: [FaultSwitch]
    private var random: SeededRandom

    init(_ switches: [FaultSwitch], seed: UInt64) {
        self.switches = switches
        random = SeededRandom(seed: seed, about: "faults")
    }

    mutating func add(_ fault: FaultSwitch) { switches.append(fault) }

    mutating func clear(_ name: FaultName?) { switches.removeAll { name == nil || $0.name == name } }

    /// Whether a fault is switched on at all, without using it up.
    func isOn(_ name: FaultName) -> Bool { switches.contains { $0.name == name && $0.count != 0 } }

    /// The first fault of these kinds that strikes this request; a counted one is used up by it.
    mutating func strike(
        at place: Endpoint, digits: String?, where isWanted: (FaultName) -> Bool
    ) -> FaultSwitch? {
        for index in switches.indices {
            let fault = switches[index]
            guard isWanted(fault.name), fault.count != 0, fault.meets(place, digits: digits) else { continue }
            guard fault.probability >= 1 || Double.random(in: 0..<1, using: &random) < fault.probability else {
                continue
            }
            if let count = fault.count { switches[index].count = count - 1 }
            return fault
        }
        return nil
    }
}
