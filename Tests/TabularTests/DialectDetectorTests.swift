import Tabular
import Testing

/// One small file for each thing that tells how a file is cut, beyond regular records and known shapes of cells.
@Suite struct DialectDetectorTests {
    private struct Case {
        var name: String
        var text: String
        var delimiter: Character
        var quote: Character?
        var escape: Character?
        var columns: Int
    }

    private static let cases = [
        Case(
            name: "quotes that stand round cells under one cut and inside of them under another speak for the first",
            text: (1...20).map {
                $0 % 5 == 0 ? "F\($0),\"Spent; in pounds; frames, lenses\"\n" : "F\($0),Spent; in pounds; part \($0)\n"
            }.joined(),
            delimiter: ",", quote: "\"", columns: 2),
        Case(
            name: "apostrophes inside of cells are no quotes, though some stand behind a delimiter",
            text: (1...12).map {
                "17.\($0), importer, WARNING, cannot read 'row \($0)' of 'inbox', 'b\($0)' is left\n"
            }.joined(),
            delimiter: ",", columns: 5),
        Case(
            name: "apostrophes of which each is escaped are the quote of whoever wrote them",
            text: "31;Opticians\\' assistants\n32;Dispensing\n33;Children\\'s clinic\n34;Stores\n",
            delimiter: ";", quote: "'", escape: "\\", columns: 2),
        Case(
            name: "a quoted table outweighs the longer block of lines before it",
            text: "Answer: 200\nDate: Fri, 20 Nov 2026 16:04:36\nServer: desk/2 (a)\nTag: \"2a-203\"\nLength: 212\n\n"
                + "ref,\"name\",\"town\",\"branch\",\"state\",\"seen\"\n7,\"Ann\",\"Leeds\",\"North\",\"due\",\"a@b.example\"\n",
            delimiter: ",", quote: "\"", columns: 6),
        Case(
            name: "titles that end in a colon make no table",
            text:
                "Desk 8 - export\n\nInput file:  july.mdb\nOutput file: july.csv\nClinic type: north\nGrade:   5\nDone: \n\n"
                + "Ref,Surname,Forename,Town,Postcode,Mobile,Email,Seen,Due\n",
            delimiter: ",", columns: 9),
        Case(
            name: "a blank parts cells where nothing else does and every line has as many",
            text: (1...9).map { "item\($0 * 7) \($0 * 131) n\n" }.joined(), delimiter: " ", columns: 3),
        Case(
            name: "a plus parts cells where nothing else does",
            text: "\"place\"+\"town\"+\"seen\"\nHarry's+ Mill End+ 2/1/03\nShark Bay+ Oak Hill+ 12/8/02\n",
            delimiter: "+",
            quote: "\"", columns: 3),
        Case(
            name: "a remark counts less than a row",
            text: "LIST\n# user, clinic, note\ntest;north;[first]\n", delimiter: ";", columns: 3),
        Case(
            name: "numbers with a decimal comma are not cut at it",
            text: (1...8).map { "\($0),5;\($0 + 1),25;\($0 * 3),75\n" }.joined(), delimiter: ";", columns: 3),
        Case(
            name: "a list of telephone numbers is one column",
            text: (100...120).map { "020 7946 0\($0)\n" }.joined(), delimiter: ",", columns: 1),
        Case(
            name: "a list of names is one column",
            text: "Name\n" + (1...9).map { "Mr John Smith\($0)\n" }.joined(), delimiter: ",", columns: 1),
    ]

    @Test func `each sign is followed`() throws {
        for sample in Self.cases {
            let profile = try FormatDetector.profile(ArraySource(Array(sample.text.utf8)))
            if sample.columns > 1 {
                #expect(profile.dialect.delimiter == sample.delimiter.asciiValue, "\(sample.name)")
            }
            #expect(profile.dialect.quote == sample.quote?.asciiValue, "\(sample.name)")
            #expect(profile.dialect.escape == sample.escape?.asciiValue, "\(sample.name)")
            #expect(profile.columns == sample.columns, "\(sample.name)")
        }
    }

    @Test func `one escaped word far down is found beside another damaged quote`() throws {
        var lines = (1...900).map { "\"key\($0)\";\"Text of line \($0)\"\n" }
        lines[20] = "\"key21\";\"Text that ends wrongly';\n"
        lines[700] = "\"key701\";\"<b class=\\\"red\\\">*</b> is needed\"\n"
        let profile = try FormatDetector.profile(ArraySource(Array(lines.joined().utf8)))
        #expect(profile.dialect.escape == UInt8(ascii: "\\"))
    }

    @Test func `escaped apostrophes are read as apostrophes`() throws {
        let text = "31;Opticians\\' assistants\n32;Dispensing\n33;Children\\'s clinic\n34;Stores\n"
        let source = ArraySource(Array(text.utf8))
        var rows = try FormatDetector.profile(source).dataRows(of: source)
        #expect(try rows.next() && rows.strings() == ["31", "Opticians' assistants"])
    }

    @Test func `what tables of any kind call their columns is a header without a vocabulary`() throws {
        for head in ["Column 1,Column 2,Column 3", "country,cityName,region_code", "Title,Author,Language"] {
            let profile = try FormatDetector.profile(
                ArraySource(Array((head + "\nSun,Sea,Sand\nRock,Hill,Wood\n").utf8)))
            #expect(profile.headerRow == 0 && profile.rows == 2, "\(head)")
        }
        let bare = try FormatDetector.profile(
            ArraySource(Array("Ann,Leeds,North\nBob,York,South\nEve,Hull,West\n".utf8))
        ) {
            _ in 0
        }
        #expect(bare.headerRow == nil)
    }
}
