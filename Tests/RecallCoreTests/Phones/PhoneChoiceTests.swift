import Testing

@testable import RecallCore

@Suite struct PhoneChoiceTests {
    private func choice(_ cells: (Field, String)...) -> PhoneChoice {
        PhoneChoice(
            cells.enumerated().map { ReadPhone(column: $0, field: $1.0, reading: PhoneReader.read($1.1)) })
    }

    @Test func `mobile comes before home, home before unspecified, and work is never rung`() {
        let found = choice(
            (.workPhone, "01632 960001"), (.phoneUnspecified, "01632 960002"), (.homePhone, "01632 960003/4"),
            (.mobilePhone, "0909 8790005 / 07700 900006"), (.mobilePhone, "07700 900007"))
        #expect(
            found.candidates.map(\.number.e164) == [
                "+447700900006", "+447700900007", "+441632960003", "+441632960004", "+441632960002",
            ])
        #expect(found.gate == nil)
    }

    @Test func `a number that is never dialled is another matter than none`() {
        #expect(choice((.mobilePhone, "07640 123127"), (.homePhone, "n/a")).gate == .blockedNumber)
        #expect(choice((.mobilePhone, "tbc")).gate == .noUsableNumber)
        #expect(choice((.workPhone, "01632 960001")).gate == .noUsableNumber)
        #expect(choice().gate == .noUsableNumber)
        #expect(choice((.homePhone, "01632 960001"), (.mobilePhone, "01632 960001")).candidates.count == 1)
    }

    @Test func `files show numbers with one blank behind the area code`() {
        for (e164, national) in [
            ("+447700900123", "07700 900123"), ("+441134960485", "0113 4960485"), ("+442079460123", "020 79460123"),
            ("+441632960001", "01632 960001"), ("+44169772345", "016977 2345"), ("+441914980174", "0191 4980174"),
            ("+441539412345", "015394 12345"), ("+441204960123", "01204 960123"), ("+443069990123", "0306 9990123"),
            ("+353209123128", "+353209123128"), ("+448081570125", "0808 1570125"),
        ] {
            #expect(PhoneNumber(e164: e164)?.national == national, "\(e164)")
        }
    }

    @Test func `drama numbers are known as such`() {
        for e164 in ["+447700900999", "+441632960000", "+442079460999", "+442896496123", "+441134960999"] {
            #expect(PhoneNumber(e164: e164)?.isDrama == true, "\(e164)")
        }
        for e164 in ["+447700901000", "+441632961000", "+442079461000", "+12025550178"] {
            #expect(PhoneNumber(e164: e164)?.isDrama == false, "\(e164)")
        }
        #expect(PhoneNumber(e164: "+447640123127")?.refusal == .pager)
        #expect(PhoneNumber(e164: "+353209123128")?.refusal == .foreign)
        #expect(PhoneNumber(e164: "+441632960000")?.kind == .landline)
    }
}
