import RecallCore
import Testing

/// Whom a person means by what is typed behind a command.
@Suite struct PatientQueryTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var likeness: PatientQuery.Likeness?

        init(_ text: String, _ likeness: PatientQuery.Likeness?) {
            self.text = text
            self.likeness = likeness
        }

        var testDescription: String { text }
    }

    /// What each text says of patient `A0123`, Mrs Zoë O'Neill-Łukasik on 07700 900123.
    static let cases = [
        Case("A0123", .exactNumber), Case(" A0123 ", .exactNumber), Case("a0123", .number), Case("0A0123", .number),
        Case("A123", nil), Case("A01234", nil), Case("0123", nil),
        Case("07700900123", .telephone), Case("07700 900123", .telephone), Case("+44 7700 900 123", .telephone),
        Case("0044 7700 900123", .telephone), Case("7700900123", .telephone), Case("07700 900124", nil),
        Case("O'Neill-Łukasik", .name), Case("lukasik", .name), Case("ZOE", .name), Case("Zoë O'Neill Lukasik", .name),
        Case("Mrs Lukasik", .name), Case("Luka", .partOfName), Case("zoe luk", .partOfName), Case("Smith", nil),
        Case("Zoe Smith", nil), Case("Z", nil), Case("", nil), Case("-", nil),
    ]

    @Test(arguments: cases) func `a patient is meant by number, telephone or a part of the name`(_ given: Case) throws {
        let number = try #require(PhoneNumber(e164: "+447700900123"))
        let likeness = PatientQuery(given.text).likeness(
            patientID: "A0123", name: PersonName(title: "Mrs", first: "Zoë", last: "O'Neill-Łukasik"), numbers: [number]
        )
        #expect(likeness == given.likeness)
    }

    @Test func `who is meant surely puts aside who is meant less surely`() {
        #expect(
            PatientQuery.chosen([("Smithson", .partOfName), ("Smith", .name), ("Smythe", .partOfName)]) == ["Smith"])
        #expect(PatientQuery.chosen([("Ann", .name), ("Anne", .partOfName), ("Ann B", .name)]) == ["Ann", "Ann B"])
        #expect(PatientQuery.chosen([] as [(String, PatientQuery.Likeness)]) == [])
    }
}
