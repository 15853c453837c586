import RecallCore
import Testing

/// What others have written of a person who is to be forgotten.
@Suite struct PersonMentionTests {
    private static let cases: [(text: String, left: String?)] = [
        ("Mrs Quillfeather asked by letter", "Mrs ‹erased› asked by letter"),
        ("philippa QUILLFEATHER's daughter rang", "‹erased› ‹erased›'s daughter rang"),
        ("husband of QX77310, see note", "husband of ‹erased›, see note"),
        ("same as 000qx77310", "same as ‹erased›"),
        ("ring 07700 900123 instead", "ring ‹erased› instead"), ("+44 7700-900123", "+‹erased›"),
        ("on 900123.", "on ‹erased›."),
        ("the same person stands under QX77310.", "the same person stands under ‹erased›."),
        ("Philippa asked", nil), ("Quillfeathers", nil), ("AQX77310", nil), ("QX773101", nil), ("07700 900124", nil),
        ("no calls on Mondays", nil), ("", nil), ("12 entries: moved", nil), ("do-not-call list", nil),
    ]

    @Test(arguments: cases) func `a text loses the name, the number and the telephone, and keeps the rest`(
        text: String, left: String?
    ) throws {
        let mention = PersonMention(
            patientID: "QX77310", name: PersonName(title: "Mrs", first: "Philippa", last: "Quillfeather"),
            numbers: [try #require(PhoneNumber(e164: "+447700900123"))])
        #expect(mention.redacted(text) == left)
    }

    @Test func `accents, case and double names are compared as names are, and short numbers are left alone`() {
        let mention = PersonMention(
            patientID: "17", name: PersonName(first: "Zoë", last: "O’Neill-Brontë"), numbers: [])
        for (text, left) in [
            ("Zoe o'neill-bronte", "‹erased› ‹erased›"), ("Ms BRONTE", "Ms ‹erased›"), ("17 people", nil),
        ] as [(String, String?)] { #expect(mention.redacted(text) == left) }
        #expect(PersonMention(patientID: "17", name: PersonName(), numbers: []).redacted("17, anybody") == nil)
    }
}
