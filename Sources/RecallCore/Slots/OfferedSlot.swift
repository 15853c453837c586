/// A free appointment that one call offers, under the letter that the answers name it by.
package struct OfferedSlot: Hashable, Sendable, Codable {
    /// `a`, `b`, `c` …
    package var letter: String
    /// What the diary knows the slot by.
    package var key: String
    package var day: Day
    /// Minutes since midnight by the clock on the wall.
    package var minute: Int
    /// Empty where the diary names nobody.
    package var practitioner: String

    package init(letter: String, key: String, day: Day, minute: Int, practitioner: String = "") {
        self.letter = letter
        self.key = key
        self.day = day
        self.minute = minute
        self.practitioner = practitioner
    }

    /// Whether a place of the diary is the one that was offered, under its number and at its time.
    package func isPlace(_ slot: Slot) -> Bool { slot.key == key && slot.day == day && slot.start == minute }

    /// The letter of the slot that is offered as number `index`, from 0; nil beyond the alphabet.
    package static func letter(_ index: Int) -> String? {
        let letters = "abcdefghijklmnopqrstuvwxyz"
        guard index >= 0, index < letters.count else { return nil }
        return String(letters[letters.index(letters.startIndex, offsetBy: index)])
    }

    /// The slot as it is spoken: `Tuesday 24 November at 10:30 with Dr Shah`.
    package var words: String {
        let start = "\(MomentWords.dayAndMonth(day)) at \(clockTime(minute))"
        return practitioner.isEmpty ? start : "\(start) with \(practitioner)"
    }

    /// The offered slot that an answer names, by its letter or by its day and time; nil where it names none of them, or
    /// more than one.
    package static func named(in answer: String, among offered: [OfferedSlot], now: LocalTime) -> OfferedSlot? {
        let words = PlainWords(answer.replacing("_", with: " ")).words
        // "A or b", "not a": more than one is named, or none.
        if words.contains(where: ["or", "not", "neither", "either", "both", "and"].contains) { return nil }
        var named: Set<OfferedSlot> = []
        let fillers: Set<String> = [
            "slot", "option", "letter", "appointment", "the", "answer", "choice", "accepted", "offered", "number",
        ]
        let letters = words.filter { $0.count == 1 && $0.first?.isLetter == true }
        let onlyLetter = words.allSatisfy { $0.count == 1 && $0.first?.isLetter == true || fillers.contains($0) }
        let leadingLetter = words.first { !fillers.contains($0) }.flatMap { $0.count == 1 ? $0 : nil }
        if onlyLetter || leadingLetter != nil {
            for letter in onlyLetter ? letters : [leadingLetter].compactMap(\.self) where letter.first?.isLetter == true
            {
                guard let slot = offered.first(where: { $0.letter == letter }) else { return nil }
                named.insert(slot)
            }
        }
        if !onlyLetter, let time = CallbackWords.exactTime(in: answer, now: now) {
            let namesMonth = words.contains { word in MonthName.all.contains { $0.lowercased() == word } }
            var match = offered.filter { $0.day == time.day && $0.minute == time.second / 60 }
            if match.isEmpty, !namesMonth {
                // A weekday alone may be that of a later week.
                match = offered.filter {
                    $0.minute == time.second / 60 && words.contains($0.day.weekday.rawValue.lowercased())
                }
            }
            guard !match.isEmpty else { return nil }
            // The same time with two practitioners: the letter or the name decides.
            let byName = match.filter {
                !$0.practitioner.isEmpty && PlainWords(answer).has(PlainWords($0.practitioner).joined)
            }
            let chosen = byName.count == 1 ? byName : match
            if named.isEmpty || chosen.count == 1 {
                named.formUnion(chosen)
            } else if !named.isSubset(of: Set(chosen)) {
                return nil
            }
        }
        return named.count == 1 ? named.first : nil
    }
}

/// The months' names as they are spoken.
package enum MonthName {
    package static let all = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
