import RecallCore
import Testing

/// Wishes about the time of calls, as practices write them.
@Suite struct TimeWishReaderTests {
    /// What is left of the week in the short form of the tables: days, then times; `all` for every day.
    private static func short(_ wishes: TimeWishes?) -> String {
        guard let wishes else { return "-" }
        let names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        var groups: [(days: [String], times: String)] = []
        for (name, day) in zip(names, Weekday.allCases) {
            let times = wishes.minutes(of: day).map { clockTime($0.lowerBound) + "-" + clockTime($0.upperBound) }
                .joined(separator: "+")
            if times.isEmpty { continue }
            if let index = groups.firstIndex(where: { $0.times == times }) {
                groups[index].days.append(name)
            } else {
                groups.append(([name], times))
            }
        }
        if groups.isEmpty { return "never" }
        return groups.map { ($0.days.count == 7 ? "all" : $0.days.joined()) + " " + $0.times }.joined(separator: ", ")
    }

    private static let notes: [(String, String)] = [
        // Days.
        ("No calls on Mondays", "TuWeThFrSaSu 00:00-24:00"), ("no calls Mondays", "TuWeThFrSaSu 00:00-24:00"),
        ("Do not call on a Monday", "TuWeThFrSaSu 00:00-24:00"), ("weekdays only", "MoTuWeThFr 00:00-24:00"),
        ("not Tuesdays or Thursdays", "MoWeFrSaSu 00:00-24:00"),
        ("Please don't ring at weekends", "MoTuWeThFr 00:00-24:00"),
        ("Mon, Wed, Fri only", "MoWeFr 00:00-24:00"), ("only Saturdays", "Sa 00:00-24:00"),
        ("call Mon-Fri", "MoTuWeThFr 00:00-24:00"), ("Ring Mon to Thurs only", "MoTuWeTh 00:00-24:00"),
        ("Fri-Mon only", "MoFrSaSu 00:00-24:00"), ("Mondays no good", "TuWeThFrSaSu 00:00-24:00"),
        ("never on Sundays", "MoTuWeThFrSa 00:00-24:00"), ("avoid Fridays", "MoTuWeThSaSu 00:00-24:00"),
        ("Not available Wednesdays", "MoTuThFrSaSu 00:00-24:00"),
        // Times of the clock.
        ("After 5", "all 17:00-24:00"), ("after 5pm", "all 17:00-24:00"), ("Between 10 and 12", "all 10:00-12:00"),
        ("Seen after 5", "-"), ("drops in, after 5 minutes", "-"), ("Before 4 attempts", "-"),
        ("after 5pm only", "all 17:00-24:00"), ("not before 10", "all 10:00-24:00"),
        ("do not call before 10", "all 10:00-24:00"),
        ("Do not call her before 10am", "all 10:00-24:00"), ("call between 2 and 4", "all 14:00-16:00"),
        ("ring after 5", "all 17:00-24:00"), ("phone after 17:30", "all 17:30-24:00"),
        ("please ring after 5.30", "all 17:30-24:00"),
        ("no calls after 8", "all 00:00-20:00"), ("no calls after 6 p.m.", "all 00:00-18:00"),
        ("call 9-5", "all 09:00-17:00"), ("call from 10 to 2", "all 10:00-14:00"), ("call from 4pm", "all 16:00-24:00"),
        ("contact before noon", "all 00:00-12:00"), ("best after 1830", "all 18:30-24:00"),
        ("only 10am - 12", "all 10:00-12:00"),
        ("tel 6pm onwards", "all 18:00-24:00"), ("ring 4 or later", "all 16:00-24:00"),
        ("ring at 11", "all 11:00-12:00"),
        ("no calls between 12 and 2", "all 00:00-12:00+14:00-24:00"), ("not 1pm to 2pm", "all 00:00-13:00+14:00-24:00"),
        ("No calls before 10 or after 6", "all 10:00-18:00"), ("Phone until 3pm", "all 00:00-15:00"),
        ("Do not ring after 12 noon", "all 00:00-12:00"), ("ring 9-11pm", "all 21:00-23:00"),
        // Parts of the day.
        ("mornings best", "all 00:00-12:00"), ("Prefers mornings", "-"), ("Prefers afternoons", "-"),
        ("ring evenings", "all 17:00-24:00"),
        ("No calls in the mornings", "all 12:00-24:00"), ("best in the afternoon", "all 12:00-18:00"),
        ("am only", "all 00:00-12:00"), ("pm only please", "all 12:00-24:00"), ("call after lunch", "all 14:00-24:00"),
        ("do not call at lunchtime", "all 00:00-12:00+14:00-24:00"),
        ("Prefers to be called in the evening", "all 17:00-24:00"),
        ("not mornings, afternoons best", "all 12:00-18:00"), ("mornings, not Mondays", "TuWeThFrSaSu 00:00-12:00"),
        ("call mornings, not Mondays", "TuWeThFrSaSu 00:00-12:00"),
        ("Do not call during working hours", "MoTuWeThFr 00:00-09:00+17:00-24:00, SaSu 00:00-24:00"),
        ("mornings or evenings only", "all 00:00-12:00+17:00-24:00"),
        // Both.
        ("weekdays after 6pm only", "MoTuWeThFr 18:00-24:00"), ("Mon mornings only", "Mo 00:00-12:00"),
        ("Call Tuesdays 10-12", "Tu 10:00-12:00"),
        ("Call Mondays 10-12, Thursdays 2-4", "Mo 10:00-12:00, Th 14:00-16:00"),
        ("no calls Monday mornings", "Mo 12:00-24:00, TuWeThFrSaSu 00:00-24:00"),
        ("call weekdays after 5 and weekends any time", "MoTuWeThFr 17:00-24:00, SaSu 00:00-24:00"),
        ("weekdays only, after 5pm only", "MoTuWeThFr 17:00-24:00"),
        ("only mornings Mon-Fri", "MoTuWeThFr 00:00-12:00"),
        ("Mondays only, not Mondays", "never"),
        // Beside other words.
        ("Do not call before 10 as husband works nights", "all 10:00-24:00"),
        ("Works nights so please ring after 2pm", "all 14:00-24:00"),
        ("Glaucoma. No calls on Mondays; hard of hearing", "TuWeThFrSaSu 00:00-24:00"),
        ("Deaf, not before 10", "all 10:00-24:00"),
        ("Ring after 5. Not Fridays.", "MoTuWeThSaSu 17:00-24:00"), ("Call mobile after 6", "all 18:00-24:00"),
        ("NO CALLS ON MONDAYS", "TuWeThFrSaSu 00:00-24:00"), ("don’t ring Sundays", "MoTuWeThFrSa 00:00-24:00"),
        // No wishes about calls.
        ("Drops mornings only", "-"), ("CL wearer, weekends only", "-"), ("prefers morning appointments", "-"),
        ("Called 10am, no answer", "-"), ("Rang Monday, no reply", "-"), ("Call Monday 12th May", "-"),
        ("call in 2 weeks", "-"),
        ("ring after 5 days", "-"), ("IOP 18 after 5pm", "-"), ("latanoprost at night", "-"), ("last seen Monday", "-"),
        ("no phone calls", "-"), ("do not call until March", "-"), ("do not call until Monday", "-"),
        ("Tel: 01632 960001", "-"), ("2 calls only", "-"), ("contact by email only", "-"),
        ("Wears lenses, evenings only", "-"),
        ("anytime", "-"), ("", "-"), ("only eye", "-"), ("No change since 2019", "-"), ("Sat test 2020 only", "-"),
        ("Headaches worse mornings", "-"), ("no call back 12/03/2026", "-"), ("Best corrected 6/9", "-"),
    ]

    private static let cells: [(String, String)] = [
        ("Mornings", "all 00:00-12:00"), ("AM", "all 00:00-12:00"), ("Evening", "all 17:00-24:00"),
        ("After 6", "all 18:00-24:00"),
        ("9-5", "all 09:00-17:00"), ("Mon, Wed", "MoWe 00:00-24:00"), ("Monday", "Mo 00:00-24:00"),
        ("10:00 - 12:00", "all 10:00-12:00"),
        ("18:30", "all 18:30-19:30"), ("10", "all 10:00-11:00"), ("Not Mondays", "TuWeThFrSaSu 00:00-24:00"),
        ("PM/Eve", "all 12:00-24:00"),
        ("Weekday evenings", "MoTuWeThFr 17:00-24:00"), ("09:00-11:30", "all 09:00-11:30"),
        ("before 9:30am", "all 00:00-09:30"),
        ("Any", "any"), ("Anytime", "any"), ("any time", "any"), ("No preference", "unread"),
        ("When kids asleep", "unread"),
        ("ask wife", "unread"), ("Never", "unread"),
    ]

    @Test func `a note narrows the hours where it plainly says so`() {
        for (note, wanted) in Self.notes {
            #expect(Self.short(TimeWishReader.read(note)) == wanted, "\(note)")
        }
        #expect(Self.notes.count >= 60)
    }

    @Test func `a cell of a column of preferred times needs no further words`() {
        for (cell, wanted) in Self.cells {
            let found =
                switch TimeWishReader.column(cell) {
                case .wishes(let wishes): Self.short(wishes)
                case .any: "any"
                case .unread: "unread"
                }
            #expect(found == wanted, "\(cell)")
        }
    }

    @Test func `wishes come back from their text`() {
        for (note, _) in Self.notes {
            guard let wishes = TimeWishReader.read(note) else { continue }
            #expect(TimeWishes(code: wishes.code) == wishes, "\(note)")
        }
        for text in ["", ";;;;;;;", "0-1440", "x;;;;;;", "10-5;;;;;;", "0-2000;;;;;;", "1;;;;;;"] {
            #expect(TimeWishes(code: text) == nil, "\(text)")
        }
    }

    @Test func `what is left and what is not are the whole week`() {
        for (note, _) in Self.notes {
            guard let wishes = TimeWishReader.read(note) else { continue }
            #expect(wishes.inverted.inverted == wishes && wishes.widened(by: wishes.inverted) == .none, "\(note)")
            #expect(wishes.narrowed(by: wishes.inverted).isEmpty, "\(note)")
        }
    }

    @Test func `any bytes at all are read`() {
        for text in [
            "(((", "-", "9-", "-5", "99:99", "5:", "a.m", "12-12", "👓 only",
            String(repeating: "no calls 9-5, ", count: 300),
        ] {
            _ = TimeWishReader.read(text)
            _ = TimeWishReader.column(text)
        }
    }
}
