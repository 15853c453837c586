import Foundation
import RecallTestSupport
import Testing

@testable import RecallCore

/// Names beyond the table, rule by rule: the name, then title, forenames, surname.
@Suite struct NameRuleTests {
    private func check(_ table: String) {
        for line in table.split(separator: "\n") {
            let cells = line.components(separatedBy: " → ")
            let name = NameReader.read(fullName: CaseTable.unescaped(cells[0]))
            #expect([name.title, name.first, name.last].joined(separator: "|") == cells[1], "\(cells[0])")
        }
    }

    @Test func `titles go in front, behind the comma, in brackets and at the end`() {
        check(
            """
            Mr. John Smith → Mr|John|Smith
            Revd Dr Ann Lee → Rev Dr|Ann|Lee
            Rev'd Tom Price → Rev|Tom|Price
            Councillor Jim Hall → Cllr|Jim|Hall
            Mstr Tim Bell → Master|Tim|Bell
            Professor Ada King → Prof|Ada|King
            Captain John Hall → Capt|John|Hall
            Father Ted Hall → Fr|Ted|Hall
            John Smith Mr → Mr|John|Smith
            Smith, John, Mr → Mr|John|Smith
            Smith, Dr → Dr||Smith
            SMITH, MISS JANE → Miss|Jane|Smith
            Mary Jones (Miss) → Miss|Mary|Jones
            Mr.Smith → Mr||Smith
            Mr.J.A.Smith → Mr|J A|Smith
            John Major → |John|Major
            Dr Lord → Dr||Lord
            Mrs → ||Mrs
            Mary Sister → |Mary|Sister
            Mrs SMITH → Mrs||Smith
            Mr VAN DER BERG → Mr||van der Berg
            """)
    }

    @Test func `nicknames, former names, letters and marks are left out`() {
        check(
            """
            Robert 'Bob' Wilson → |Robert|Wilson
            William (Bill) Hart → |William|Hart
            Mary Jones nee Evans → |Mary|Jones
            Mary Jones formerly Evans → |Mary|Jones
            Mary Jones, née Evans → |Mary|Jones
            Jones née Evans, Mary → |Mary|Jones
            Robert Wilson aka Bob → |Robert|Wilson
            Robert Wilson known as Bob → |Robert|Wilson
            John Smith Jnr → |John|Smith
            John Smith III → |John|Smith
            Smith, John OBE → |John|Smith
            Smith, John, PhD → |John|Smith
            Smith MBE, John → |John|Smith
            Dr John Smith M.B.E. PhD → Dr|John|Smith
            *DECEASED* John Smith → |John|Smith
            Smith, John - dec'd → |John|Smith
            Smith J.P. → |J P|Smith
            """)
    }

    @Test func `capitals, initials and small words show the surname`() {
        check(
            """
            SMITH-JONES Ann → |Ann|Smith-Jones
            Ann McDONALD → |Ann|McDonald
            O'BRIEN Pat → |Pat|O'Brien
            VAN DER BERG Anna → |Anna|van der Berg
            Anna DE SOUZA → |Anna|de Souza
            van der BERG Anna → |Anna|van der Berg
            Mr Jan van der BERG → Mr|Jan|van der Berg
            Al SMITH → |Al|Smith
            Mac DONALD Ann → |Ann|Mac Donald
            Ann MacDONALD → |Ann|MacDonald
            Ann o'BRIEN → |Ann|O'Brien
            SMITH John Paul → |John Paul|Smith
            ANNA VAN DER BERG → |Anna|van der Berg
            MARY LEE → |Mary|Lee
            Smith J. → |J|Smith
            van der Berg J A → |J A|van der Berg
            JA Smith → |J A|Smith
            Smith JA → |J A|Smith
            Mr JA Smith → Mr|J A|Smith
            Smith, JA → |J A|Smith
            Smith, J.A. → |J A|Smith
            JOHN ST CLAIR → |John|St Clair
            Seán Ó Briain → |Seán|Ó Briain
            Dylan ap Rhys → |Dylan|ap Rhys
            Omar al Said → |Omar|al Said
            Mr van Dijk → Mr||van Dijk
            Al Green → |Al|Green
            Dos Santos, Maria → |Maria|Dos Santos
            DOS SANTOS, MARIA → |Maria|dos Santos
            de la Cruz, ana → |Ana|de la Cruz
            Cher → ||Cher
            """)
    }

    @Test func `words get their capitals`() {
        check(
            """
            mary o’neill → |Mary|O'Neill
            JOHN MACLEOD → |John|MacLeod
            JOHN MACHIN → |John|Machin
            JOHN MACKENZIE-SMITH → |John|MacKenzie-Smith
            JOHN MCKAY → |John|McKay
            LUC D'ARCY → |Luc|D'Arcy
            ÉMILE ZOLA → |Émile|Zola
            John Macdonald → |John|Macdonald
            ANNE-MARIE MCCALL-O'DEA → |Anne-Marie|McCall-O'Dea
            """)
        let name = NameReader.read(title: "Mr", first: "Mrs JA", last: "Smith OBE")
        #expect([name.title, name.first, name.last] == ["Mr", "J A", "Smith"])
        let bare = NameReader.read(title: "", first: "Miss", last: "JONES")
        #expect([bare.title, bare.first, bare.last] == ["Miss", "", "Jones"])
        let lord = NameReader.read(title: "", first: "John", last: "Lord")
        #expect([lord.title, lord.first, lord.last] == ["", "John", "Lord"])
    }

    @Test func `marks of the dead are whole words`() {
        for text in ["Smith (DECEASED)", "RIP", "John dec'd", "Dec’d", "R.I.P. John", "deceased-Smith"] {
            #expect(NameReader.isMarkedDeceased("", text), "\(text)")
        }
        for text in ["Ripley", "Decker", "Dec", "", "Grip"] { #expect(!NameReader.isMarkedDeceased(text), "\(text)") }
    }

    @Test func `speech and files get their forms`() {
        let name = PersonName(title: "Mrs", first: "Margaret", last: "O'Neill-Šmith")
        #expect(name.spoken == "Margaret O'Neill-Šmith")
        #expect(name.full == "Mrs Margaret O'Neill-Šmith")
        #expect(name.initials == "M.O.")
        #expect(name.surnameKey == "oneillsmith")
        #expect(PersonName(title: "Mr", last: "Ng").spoken == "Mr Ng")
        #expect(PersonName(first: "Ann {{x}}", last: "1; DROP").spoken == nil)
        #expect(PersonName(first: "Ann", last: String(repeating: "ab", count: 45)).spoken == nil)
    }

    /// The cells of title, forename and surname, and what is said; nothing where nothing is.
    private static let spoken: [(String, String, String, String?)] = [
        ("Mrs", "Mary", "Jones", "Mary Jones"), ("", "Mary (Diabetic)", "Jones", "Mary Jones"),
        ("Mrs", "Mary - Diabetic", "Jones", "Mrs Jones"), ("", "Mary - Diabetic", "Jones", nil),
        ("Mr", "John DNC", "Smith", "Mr Smith"),
        ("", "JOHN", "DNC", nil), ("", "GLAUCOMA", "PATIENT", nil), ("Mr", "do not call", "Smith", "Mr Smith"),
        ("", "O'Neil-Jones", "Pat", "O'Neil-Jones Pat"),
        ("", "Anna", "van der Berg", "Anna van der Berg"), ("MR", "IAN", "MCDONALD", "Ian McDonald"),
        ("", "XXTEST", "XXTEST", nil),
        ("Mr", "XXTEST", "Smith", "Mr Smith"), ("", "Baby", "Smith", nil), ("Miss", "Baby", "Smith", "Miss Smith"),
        ("", "Ann2", "Smith", nil),
        ("", "Zoë-Mae", "O’Brien", "Zoë-Mae O'Brien"), ("Mr", "", "Ng", "Mr Ng"), ("", "", "Ng", "Ng"),
        ("", "Mary Ann", "St John", "Mary Ann St John"),
        ("", "José María", "de la Cruz", "José María de la Cruz"), ("", "J", "Smith", "J Smith"),
        ("", "Thi", "Do", "Thi Do"), ("", "Wai", "To", "Wai To"),
        ("", "Will", "Call", "Will Call"), ("", "Call if", "Smith", nil), ("", "Rhys", "Llwyd", "Rhys Llwyd"),
        ("", "Bryn", "Cwm", "Bryn Cwm"),
        ("", "Unknown", "Smith", nil), ("", "Test", "Patient", nil),
        ("Dr", "Please ring wife", "Shah", "Dr Shah"), ("", "Hard of hearing", "Shah", nil),
        ("", "Łukasz", "Wójcik", "Łukasz Wójcik"), ("", "Γιώργος", "Παππάς", "Γιώργος Παππάς"),
        ("", "李", "王", "李 王"), ("", "Rip", "Thorne", "Rip Thorne"), ("Master", "Tim", "Bell", "Tim Bell"),
        ("", "Mary", "Jones needs interpreter", nil),
        ("", "T2DM", "Jones", nil), ("Mrs", "AMD LE", "Jones", "Mrs Jones"), ("", "Mary*", "Jones", "Mary Jones"),
        ("Mrs", "Ada", "Fields HIV", nil), ("", "Ada", "Fields-DM", nil), ("", "Ada", "Fields Monovision", nil),
        ("", "Ada", "Fields Prisoner", nil), ("", "Ada", "Fields PASSED AWAY", nil),
        ("", "Estate of", "Ada Fields", nil),
        ("", "Ada", "Fields - owes £40", nil), ("", "Ada", "Fields-Jones", "Ada Fields-Jones"),
        ("Mrs", "", "", nil), ("", "", "", nil),
        ("", "Mary", "", "Mary"),
    ]

    @Test func `only what has the shape of a name is said`() {
        for (title, first, last, wanted) in Self.spoken {
            let name = NameReader.read(title: title, first: first, last: last)
            #expect(name.spoken == wanted, "\(title)|\(first)|\(last)")
            #expect(
                name.isUnspeakable == (wanted == nil && !(first.isEmpty && last.isEmpty)), "\(title)|\(first)|\(last)")
        }
    }

    @Test func `Rip is a name in mixed case, and a mark of death elsewhere`() {
        for text in ["Rip", "Rip Thorne", "Mr Rip Thorne", "Thorne, Rip"] {
            #expect(!NameReader.isMarkedDeceased(text), "\(text)")
        }
        for text in [
            "RIP", "rip", "Smith (RIP)", "Smith (Rip)", "Smith RIP", "Smith Rip", "Rip Thorne RIP", "R.I.P. John",
            "Rip (deceased)",
        ] {
            #expect(NameReader.isMarkedDeceased(text), "\(text)")
        }
        #expect(NameReader.read(fullName: "Rip Thorne") == PersonName(first: "Rip", last: "Thorne"))
        #expect(NameReader.read(title: "", first: "Rip", last: "Rip") == PersonName(first: "Rip", last: "Rip"))
    }

    @Test func `letters of other languages come out as they are written there`() {
        for (cell, wanted) in [
            ("İBRAHİM", "İbrahim"), ("ŞAHİN", "Şahin"), ("ΓΙΏΡΓΟΣ", "Γιώργος"), ("ΠΑΠΠΑΣ", "Παππας"),
            ("ΠΑΠΠΑΣ-ΣΑΒΒΑΣ", "Παππας-Σαββας"),
            ("ŁUKASZ", "Łukasz"), ("JOSÉPHINE", "Joséphine"), ("SIÔN", "Siôn"), ("ibrahim", "Ibrahim"),
        ] {
            #expect(NameReader.read(title: "", first: cell, last: "Smith").first == wanted, "\(cell)")
        }
    }

    @Test func `no text whatever makes the reader crash`() {
        var generator = SeededGenerator(seed: 11)
        let pieces = Array("Mr Dr. Van de O'Mc-,,()\"'\u{301}éABCabc née RIP &".unicodeScalars)
        for round in 0..<3_000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...30, using: &generator) {
                view.append(pieces[Int.random(in: 0..<pieces.count, using: &generator)])
            }
            let text = String(view)
            let full = NameReader.read(fullName: text)
            let parted = NameReader.read(title: text, first: text, last: text)
            #expect((full.spoken ?? "").count <= 60 && (parted.spoken ?? "").count <= 60, "seed 11, round \(round)")
            #expect(!full.last.contains("  "), "seed 11, round \(round)")
        }
    }
}
