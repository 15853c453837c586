/// How long the places of each practitioner usually are.
struct UsualLengths {
    /// In minutes, by the practitioner as the diary names them.
    private let lengths: [String: Int]

    /// The length that most of a practitioner's places have; of two equally frequent ones the shorter.
    init(_ slots: some Sequence<Slot>) {
        var counts: [String: [Int: Int]] = [:]
        for slot in slots {
            if let length = slot.length { counts[slot.practitioner, default: [:]][length, default: 0] += 1 }
        }
        lengths = counts.compactMapValues { lengths in lengths.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }
    }

    /// The usual length of a practitioner's places in minutes; nil where none is known.
    func of(_ practitioner: String) -> Int? { lengths[practitioner] }
}
