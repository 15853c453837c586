import RecallCore
import Testing

@Suite struct DateFormTests {
    private let today = Day(year: 2026, month: 11, day: 23)

    private func check(_ cases: [DateCase]) throws {
        let today = try #require(today)
        for column in cases {
            for result in column.read(today: today) {
                let id = column.id ?? ""
                #expect(result.decision.order?.rawValue == result.expected.order, "\(id)")
                for (index, reading) in result.readings.enumerated() {
                    #expect(
                        reading.day?.description == result.expected.iso[index],
                        "\(id): \(result.expected.cells[index]) → \(reading)")
                }
            }
        }
    }

    @Test func `dates with month names are read in every form`() throws {
        let want = "2024-03-14"
        let forms = [
            "14 Mar 2024", "14 MAR 2024", "14mar2024", "14Mar24", "14-Mar-24", "14 March, 2024", "14th March 2024",
            "14th of March 2024", "14th of March, 2024", "14thMarch2024", "March 14, 2024", "March 14th, 2024",
            "Mar-14-2024", "Mar 14 2024", "2024 March 14", "2024-Mar-14", "Thu 14 Mar 2024", "Thursday, 14 March 2024",
            "Thurs. 14 March 2024", "14/Mar/2024", "14.Mar.2024", "14 March 2024.", "14 March 2024*",
            "c. 14 March 2024", "circa 14 March 2024", "about 14 Mar 24", "14 March 2024 approx", "approx. 14/Mar/24",
            "14 Mar. 2024", "14 Mar '24", "14 March 2024 10:30", "14 March 2024 10:30 am", "14 March 2024, 9.05pm",
            "１４ Ｍａｒ ２０２４", "14\u{00A0}March\u{2009}2024", "14\u{2013}Mar\u{2013}2024", "14ᵗʰ March 2024",
        ]
        try check([DateCase("names", .lastExamDate, nil, forms.map { ($0, want) })])
        try check([
            DateCase(
                "sept", .lastExamDate, nil,
                [
                    ("5 Sept 2023", "2023-09-05"), ("Sep 5 2023", "2023-09-05"), ("1st May 2024", "2024-05-01"),
                    ("2nd June 2024", "2024-06-02"), ("3rd July 2024", "2024-07-03"), ("31 June 2024", nil),
                    ("29 February 2023", nil), ("5 Septe 2023", nil), ("14 Mars 2024", nil),
                ])
        ])
    }

    @Test func `numbers are read with every separator and no two different ones`() throws {
        try check([
            DateCase(
                "separators", .lastExamDate, "dmy",
                [
                    ("14/03/2024", "2024-03-14"), ("14-03-2024", "2024-03-14"), ("14.03.2024", "2024-03-14"),
                    ("14\\03\\2024", "2024-03-14"), ("14,03,2024", "2024-03-14"), ("14 03 2024", "2024-03-14"),
                    ("14 . 03 . 2024", "2024-03-14"), ("14. 3. 24", "2024-03-14"), ("14032024", "2024-03-14"),
                    ("Thu 14/03/2024", "2024-03-14"), ("c 14/3/24", "2024-03-14"), ("14/03/2024 *", "2024-03-14"),
                    ("\"14/03/2024\"", "2024-03-14"), ("'14/03/2024", "2024-03-14"), ("=14/03/2024", "2024-03-14"),
                    ("14‒03‒2024", "2024-03-14"), ("14/03/2024 23:59:59", "2024-03-14"),
                    ("14/03/2024 09:30 AM", "2024-03-14"), ("14/03/2024T09:30", "2024-03-14"),
                    ("14/03-2024", nil), ("14 03/2024", nil), ("14/03/024", nil), ("14/03/20245", nil),
                    ("14/03/2024 15/03/2024", nil), ("14/03/2024 - 15/03/2024", nil), ("14/03/2024 & 15/03/2024", nil),
                    ("14/03/2024 (DNA)", nil), ("booked 14/03/2024", nil), ("14/03/2024 cancelled", nil),
                    ("14/03/2024 Thu", nil), ("14/03/2024?", nil), ("before 14/03/2024", nil),
                    ("14/03/2024 25:00", nil),
                    ("14/03", nil), ("14 March", nil), ("2024", nil), ("10:30", nil), ("140324", nil),
                ])
        ])
        try check([
            DateCase(
                "year first", .lastExamDate, "ymd",
                [
                    ("2024/03/14", "2024-03-14"), ("2024.3.4", "2024-03-04"), ("2024 03 14", "2024-03-14"),
                    ("20240314", "2024-03-14"), ("20240314T101500", "2024-03-14"), ("2024-14-03", nil),
                    ("2024-02-30", nil), ("2024-03-14T10:15", "2024-03-14"), ("2024-03-14 10:15:00.123", "2024-03-14"),
                ])
        ])
    }

    @Test func `an offset makes it London's date at that moment`() throws {
        try check([
            DateCase(
                "offsets", .lastExamDate, "ymd",
                [
                    ("2024-06-13T23:30:00+00:00", "2024-06-14"), ("2024-06-13T22:30:00Z", "2024-06-13"),
                    ("2024-06-14T00:30:00+02:00", "2024-06-13"), ("2024-06-14T00:30:00+0100", "2024-06-14"),
                    ("2024-01-13T20:00:00-05:00", "2024-01-14"), ("2024-01-13 20:00-04", "2024-01-14"),
                    ("2024-03-31T00:59:59Z", "2024-03-31"), ("2024-10-27T23:30Z", "2024-10-27"),
                    ("2024-10-26T23:30Z", "2024-10-27"), ("2024-03-14Z", "2024-03-14"),
                    ("2026-11-23T23:59:59Z", "2026-11-23"), ("2026-11-24T00:30:00+01:00", "2026-11-23"),
                    ("0001-01-01T00:00:00Z", nil), ("1970-01-01T00:00:00Z", nil),
                ]),
            DateCase("day first", .lastExamDate, "dmy", [("13/06/2024 23:30Z", "2024-06-14")]),
        ])
    }

    @Test func `day numbers count from 1899, and their decimals are a time`() throws {
        try check([
            DateCase(
                "numbers", .dateOfBirth, nil,
                [
                    ("25569", "1970-01-01"), ("22720", "1962-03-15"), ("10000", "1927-05-18"), ("9999", nil),
                    ("45365.999", "2024-03-14"), ("45365.0", "2024-03-14"), ("73051", nil), ("46350", nil),
                ]),
            DateCase("no date", .lastExamDate, nil, [("25569", nil), ("25570", "1970-01-02"), ("73050", nil)]),
            DateCase(
                "ahead", .nextRecallDate, nil, [("46350", "2026-11-24"), ("50000", "2036-11-21"), ("50003", nil)]),
        ])
    }

    @Test func `dates that systems write for none, and words for nothing, are no problem`() throws {
        let today = try #require(today)
        let cells = [
            "", "  ", "\u{200B}", "n/a", "N/A", "none", "NONE", "never", "Never", "tbc", "unknown", "n/k", "-", "--",
            "?",
            "####", "##########", "#N/A", "/  /", "00/00/0000", "0000-00-00", "00000000", "0000-00-00 00:00:00",
            "01/01/0001", "0001-01-01", "0001-01-01T00:00:00", "1 January 1753", "1753-01-01", "30/12/1899",
            "12/30/1899", "30 Dec 1899", "31.12.1899", "18991230", "1900-01-01", "1/1/1900", "1 Jan 1900", "6/6/2079",
            "06-06-2079 00:00", "1/1/2099", "20991231", "31/12/2099", "12/31/2099", "73050", "72686", "01/01/9999",
            "9999-12-31T23:59:59Z", "31/12/9999", "00/01/1900", "=\"\"",
        ]
        for sense in [DateSense.birth, .past, .due, .diary] {
            for order in [DateOrder.dmy, .mdy, .ymd, nil] {
                let reader = DateReader(order: order, sense: sense, today: today)
                for cell in cells { #expect(reader.read(cell) == .empty, "\(cell)") }
                for cell in ["01/01/1970", "1970-01-01", "1 Jan 1970", "25569", "1 January 70"] where sense == .past {
                    #expect(reader.read(cell) == .empty, "\(cell)")
                }
            }
        }
        let births = DateReader(order: .dmy, sense: .birth, today: today)
        #expect(births.read("01/01/1970").day?.description == "1970-01-01")
        for cell in ["DNA", "31/02/2024", "2024", "soon", "14/03/2062"] {
            guard case .problem = births.read(cell) else {
                Issue.record("\(cell) is no date and has to be told")
                continue
            }
        }
    }

    @Test func `a month without a day is its first day, but no date of birth`() throws {
        try check([
            DateCase(
                "due", .nextRecallDate, nil,
                [
                    ("03/2027", "2027-03-01"), ("3/2027", "2027-03-01"), ("2027-03", "2027-03-01"),
                    ("Mar-27", "2027-03-01"),
                    ("March 2027", "2027-03-01"), ("Mar27", "2027-03-01"), ("2027 March", "2027-03-01"),
                    ("March, 2027", "2027-03-01"), ("03.2027", "2027-03-01"), ("27-Mar", nil), ("13/2027", nil),
                    ("00/2027", nil), ("March", nil), ("March 27th", nil), ("Nov 36", "2036-11-01"), ("12/2036", nil),
                ]),
            DateCase(
                "past", .lastExamDate, nil,
                [("11/2026", "2026-11-01"), ("12/2026", nil), ("Dec-26", nil), ("Mar-24", "2024-03-01")]
            ),
            DateCase("birth", .dateOfBirth, nil, [("03/1962", nil), ("Mar-62", nil), ("1962-03", nil)]),
        ])
    }

    @Test func `years of two digits follow the sense of the column`() throws {
        try check([
            DateCase(
                "birth", .dateOfBirth, "dmy",
                [("23/11/26", "2026-11-23"), ("24/11/26", "1926-11-24"), ("29/02/00", "2000-02-29"), ("29/02/27", nil)]),
            DateCase(
                "past", .lastExamDate, "dmy",
                [("23/11/26", "2026-11-23"), ("24/11/26", nil), ("24/11/50", "1950-11-24"), ("24/11/49", nil)]),
            DateCase(
                "due", .nextRecallDate, "dmy",
                [
                    ("24/11/26", "2026-11-24"), ("23/11/36", "2036-11-23"), ("24/11/36", nil), ("31/12/89", nil),
                    ("13/01/90", "1990-01-13"),
                ]),
        ])
    }

    @Test func `a date has to make sense in its column`() throws {
        try check([
            DateCase(
                "birth", .dateOfBirth, "dmy",
                [("23/11/1906", "1906-11-23"), ("22/11/1906", nil), ("23/11/2026", "2026-11-23"), ("24/11/2026", nil)]),
            DateCase(
                "past", .lastVisitDate, "dmy",
                [("31/12/1949", nil), ("01/01/1950", "1950-01-01"), ("23/11/2026", "2026-11-23"), ("24/11/2026", nil)]),
            DateCase(
                "due", .nextReminderDate, "dmy",
                [("31/12/1989", nil), ("01/01/1990", "1990-01-01"), ("23/11/2036", "2036-11-23"), ("24/11/2036", nil)]),
        ])
    }
}
