import RecallCore
import Testing

/// Whom a diary means that gives names.
@Suite struct PatientNamesTests {
    private static let register: [(String, String)] = [
        ("1", "Ada Fields"), ("2", "Ben Okoro"), ("3", "Adam Fields"), ("4", "Cai Rees"), ("5", "Cai Rees"),
    ]

    @Test(arguments: [
        ("Ada Fields", ["1"]), ("FIELDS, Ada (Mrs)", ["1"]), ("Mrs Ada Fields", ["1"]), ("B Okoro", ["2"]),
        ("A Fields", []), ("Cai Rees", ["4", "5"]), ("Okoro", []), ("Dee Shah", []), ("", []),
    ]) func `a name means those who have it, and an initial the only one whom it fits`(
        text: String, expected: [String]
    ) {
        var names = PatientNames()
        for (id, name) in Self.register { names.note(id, NameReader.read(fullName: name)) }
        #expect(names.numbers(of: NameReader.read(fullName: text)) == expected, "\(text)")
    }
}
