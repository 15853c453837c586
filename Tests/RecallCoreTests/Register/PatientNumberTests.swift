import RecallCore
import Testing

/// When two numbers are one patient's, and when one number is another person's.
@Suite struct PatientNumberTests {
    @Test(arguments: [
        ("00123", "123", true), ("123", "0123", true), ("P12", "p12", true), (" 12 ", "12", true),
        ("0P12", "p12", true),
        ("000", "0", true), ("\u{A0}7", "007", true), ("P012", "P12", false), ("12", "120", false),
        ("1 2", "12", false),
        ("0", "", false), ("12-1", "12", false),
    ])
    func `numbers are compared without blanks around, leading zeros and case`(one: String, other: String, isSame: Bool)
    {
        #expect(PatientIdentity.isSameNumber(one, other) == isSame)
        #expect(PatientIdentity.key(PatientIdentity.key(one)) == PatientIdentity.key(one))
    }

    @Test(arguments: [
        ("Eve", "Young", "EVE", "YOUNG", true), ("Siân", "O'Hara", "Sian", "OHara", true),
        ("Eve", "Young", "Young", "Eve", true), ("Eve", "Young", "Eve M", "Young", true),
        ("Mary Ann", "Lee", "Maryann", "Lee", true), ("Ann", "Smith-Jones", "Ann", "Smith Jones", true),
        ("Eve", "Young", "Eva", "Young", false), ("Eve", "Young", "Eve", "Old", false),
        ("", "Young", "Eve", "Young", false),
        ("", "", "", "", false),
    ])
    func `names are compared without title, case, accents and order`(
        first: String, last: String, otherFirst: String, otherLast: String, isSame: Bool
    ) {
        let one = PersonName(title: "Mrs", first: first, last: last)
        let other = PersonName(title: "Ms", first: otherFirst, last: otherLast)
        #expect(one.isSame(as: other) == isSame)
        #expect(other.isSame(as: one) == isSame)
    }

    private static func facts(_ first: String, _ last: String, _ born: String?) -> PatientFacts {
        PatientFacts(name: PersonName(first: first, last: last), birth: born.flatMap { Day(iso: $0) })
    }

    @Test func `another name and another birth date are another person, and one of the two is not`() {
        let before = Self.facts("Eve", "Young", "1950-05-05")
        let cases: [(PatientFacts, Bool)] = [
            (Self.facts("Tom", "Old", "1980-01-02"), true), (Self.facts("Eve", "Old", "1950-05-05"), false),
            (Self.facts("Eve", "Young", "1950-05-06"), false), (Self.facts("Young", "Eve", "1951-05-05"), false),
            (Self.facts("Tom", "Old", nil), false), (Self.facts("", "", "1980-01-02"), false),
            (Self.facts("Tom", "Young", "1980-01-02"), true),
        ]
        for (now, expected) in cases {
            #expect(
                PatientIdentity.isAnotherPerson(now, than: before) == expected, "\(now.name.first) \(now.name.last)")
            #expect(PatientIdentity.isAnotherPerson(before, than: now) == expected)
        }
    }

    @Test func `a stop names a patient by the number as it is compared`() {
        let list = StopList([Stop(practice: "x", phone: nil, patientID: "00P7", reason: "asked", source: "staff")])
        for number in ["P7", "p7", "0p7"] { #expect(list.isStopped(number)) }
        #expect(!list.isStopped("P8"))
    }
}
