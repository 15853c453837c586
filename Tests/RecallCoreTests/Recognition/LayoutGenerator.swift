import RecallCore
import RecallTestSupport

/// An export that was made up, with what each of its columns truly is.
struct MadeExport {
    var kind: ExportKind
    var headers: [String]
    /// The field of each column; nil where it is none. Several are right where the words leave it open.
    var truth: [Set<Field>]
    var rows: [[String]]
}

/// Makes exports of layouts that nobody has seen: headers drawn from the vocabulary and spoilt, columns that mean nothing,
/// and telephones of other people.
struct LayoutGenerator {
    private var random: SeededGenerator
    private let headers: [Field: [String]]
    private var style = Style()

    /// How one export writes its cells.
    private struct Style {
        var dates = 0
        var yes = "Y"
        var no = "N"
        var id = 0
        /// How many cells are blank or filler beyond those that always are.
        var gaps = 0.0
        /// How many headers are misspelt.
        var slips = 0.14
        /// Whether leading NULs of telephones are lost.
        var losesNoughts = false
    }

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        headers = HeaderVocabulary.headers
    }

    mutating func export() -> MadeExport {
        style = Style()
        style.dates = number(0...6)
        (style.yes, style.no) = pick([
            ("Y", "N"), ("Y", "N"), ("Yes", "No"), ("1", "0"), ("True", "False"), ("X", ""), ("-1", "0"),
            ("TRUE", "FALSE"),
        ])
        style.id = number(0...3)
        style.gaps = chance(0.2) ? 0.4 : 0
        style.slips = pick([0, 0.1, 0.2, 0.35])
        style.losesNoughts = chance(0.1)
        return chance(0.12) ? diary() : patients()
    }

    // MARK: Chance

    private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
    private mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &random)] }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    // MARK: Layouts

    private struct Column {
        var header: String
        var truth: Set<Field>
        var cells: [String]
    }

    private mutating func patients() -> MadeExport {
        let rows = number(6...36)
        var fields: [Field] = []
        if !chance(0.05) { fields.append(.patientID) }
        if chance(0.8) { fields += [.firstName, .lastName] } else { fields.append(.fullName) }
        func some(_ share: Double, _ field: Field) -> Field? { chance(share) ? field : nil }
        let optional: [(Double, Field)] = [
            (0.6, .title), (0.2, .initials), (0.2, .salutation), (0.25, .sex), (0.85, .dateOfBirth), (0.2, .age),
            (0.75, .mobilePhone), (0.55, .homePhone), (0.3, .workPhone), (0.35, .phoneUnspecified), (0.7, .email),
            (0.6, .addressLine1), (0.5, .town), (0.3, .county), (0.7, .postcode), (0.15, .nhsNumber),
            (0.75, .lastExamDate), (0.2, .lastVisitDate), (0.8, .nextRecallDate), (0.15, .nextReminderDate),
            (0.15, .lastReminderSentDate), (0.3, .recallType), (0.4, .recallIntervalMonths),
            (0.2, .nextAppointmentDate), (0.35, .reminderSuppressed), (0.4, .flagDiabetes), (0.4, .flagGlaucoma),
            (0.3, .flagFamilyHistoryGlaucoma), (0.2, .flagOcularHypertension), (0.2, .flagAmd),
            (0.3, .clinicalNotesFreetext), (0.2, .riskLevel), (0.2, .fundingStatus), (0.2, .gosCategory),
            (0.35, .consentMarketing), (0.3, .consentRecallPhone), (0.2, .preferredContactMethod),
            (0.45, .doNotContact), (0.35, .deceased), (0.3, .patientStatus), (0.3, .practiceBranch),
            (0.4, .practitioner), (0.2, .clWearer), (0.2, .lastClCheckDate), (0.2, .nextClCheckDate),
            (0.25, .guardianContact), (0.2, .gpName), (0.1, .recordCreatedDate), (0.1, .accessibilityLanguage),
        ]
        for (share, field) in optional where chance(share) { fields.append(field) }
        if !fields.contains(where: \.isPhone) { fields.append(.mobilePhone) }
        if !fields.contains(where: { [.lastExamDate, .nextRecallDate].contains($0) }) {
            fields.append(.nextRecallDate)
        }
        return made(.patients, fields, rows: rows, distractors: number(0...4))
    }

    private mutating func diary() -> MadeExport {
        var fields: [Field] = [.apptDate, .apptStartTime, .practitioner]
        let optional: [(Double, Field)] = [
            (0.5, .apptID), (0.5, .apptEndTime), (0.5, .apptDurationMinutes), (0.8, .apptType), (0.8, .apptStatus),
            (0.4, .apptRoom), (0.7, .patientID), (0.6, .fullName), (0.5, .phoneUnspecified), (0.4, .apptNotes),
        ]
        for (share, field) in optional where chance(share) { fields.append(field) }
        return made(.slots, fields, rows: number(15...40), distractors: 0)
    }

    private mutating func made(_ kind: ExportKind, _ fields: [Field], rows: Int, distractors: Int) -> MadeExport {
        var columns: [Column] = []
        var used: Set<String> = []
        for field in fields {
            var header = pick(headers[field] ?? [field.rawValue])
            for _ in 0..<20 where Self.isUnfit(header, field) || used.contains(HeaderVocabulary.normalised(header)) {
                header = pick(headers[field] ?? [field.rawValue])
            }
            guard !Self.isUnfit(header, field), used.insert(HeaderVocabulary.normalised(header)).inserted else {
                continue
            }
            let truth = Self.truth(of: header, field, headers)
            let isBlank = chance(0.04) && field != .patientID
            let cells = (0..<rows).map { row in
                isBlank || chance(field == .patientID ? 0 : style.gaps) ? "" : cell(field, row: row, header: header)
            }
            columns.append(Column(header: spoilt(header), truth: truth, cells: cells))
        }
        for _ in 0..<distractors {
            let made = distractor(rows)
            if used.insert(HeaderVocabulary.normalised(made.header)).inserted { columns.append(made) }
        }
        if chance(0.4) { columns.shuffle(using: &random) }
        return MadeExport(
            kind: kind, headers: columns.map(\.header), truth: columns.map(\.truth),
            rows: (0..<rows).map { row in columns.map { $0.cells[row] } })
    }

    /// Headers that are of the field only with other cells than those made here.
    private static func isUnfit(_ header: String, _ field: Field) -> Bool {
        let unfit: [Field: Set<String>] = [
            .recallIntervalMonths: ["interval_unit", "recallSchedule"], .patientStatus: ["archived_at", "deleted_at"],
            .reminderSuppressed: ["DisableUntilDate", "IsDisabled"], .deceased: ["Date of Death", "DOD", "Death Date"],
            .consentMarketing: ["Consent Date", "GDPR Date"], .nextAppointmentDate: ["appointment_id"],
            .guardianContact: ["Family ID", "Family No", "Family"], .practitioner: ["GOC No", "GOC Number"],
            .flagOcularHypertension: ["IOP", "IOP R", "IOP L", "IOP RE", "IOP LE", "Pressures"],
            .preferredContactMethod: [
                "Best Time", "Preferred Time", "preferredAppointmentTime", "auto_include_sms_reminder",
            ],
            .addressLine1: ["address", "House No", "House"], .lastVisitDate: ["Patients not seen since"],
            .recallType: ["Spectacles", "Contact Lenses", "Schemes"], .clWearer: ["CL Type", "Lens Type", "Modality"],
            .apptStatus: [
                "Cancellation Reason", "Cancellation Reasons", "DNA", "FTA", "No Show", "Cancelled", "Confirmed",
            ],
            .apptDurationMinutes: ["Slots", "No Of Slots", "Units", "TimePatternOverride"],
            .apptEndTime: ["EndDateTime", "End DateTime", "DTEND"],
            .clinicalNotesFreetext: ["Management", "Advice", "Outcome"],
        ]
        return unfit[field]?.contains(header) ?? false
    }

    /// The fields that the same words stand for, in any case and punctuation, and that cells like these fit as well.
    private static func truth(of header: String, _ field: Field, _ headers: [Field: [String]]) -> Set<Field> {
        let open: [Set<Field>] = [
            [.apptNotes, .clinicalNotesFreetext], [.apptType, .recallType], [.patientID, .apptPatientRef],
            [.apptPatientRef, .fullName], [.fundingStatus, .gosCategory], [.practitioner, .gpName],
            [.practitioner, .apptRoom], [.addressLine1, .fullAddress], [.practiceBranch, .gpName],
            [.apptStatus, .patientStatus], [.lastClCheckDate, .nextClCheckDate],
        ]
        let key = HeaderVocabulary.normalised(header)
        var truth: Set<Field> = [field]
        for kin in open where kin.contains(field) {
            for other in kin where headers[other]?.contains(where: { HeaderVocabulary.normalised($0) == key }) == true {
                truth.insert(other)
            }
        }
        return truth
    }

    // MARK: Spoiling

    /// A header as another system, or a hurried person, would write it.
    private mutating func spoilt(_ header: String) -> String {
        var text = header
        if chance(0.22) { text = abbreviated(text) }
        if chance(0.05) { text = cut(text) }
        if chance(style.slips) { text = misspelt(text) }
        if chance(0.08) { text = reordered(text) }
        switch number(0...11) {
        case 0: text = text.uppercased()
        case 1: text = text.lowercased()
        case 2: text = text.replacing(" ", with: "_")
        case 3: text = text.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        case 4: text = text.replacing(" ", with: "-")
        case 5: text = text.replacing(" ", with: "\n")
        case 6: text += ":"
        case 7: text = "  " + text.replacing(" ", with: "  ") + " "
        default: break
        }
        return text
    }

    private mutating func abbreviated(_ header: String) -> String {
        let short: [(String, [String])] = [
            ("Patient", ["Px", "Pt", "Pat"]), ("Number", ["No", "No.", "Num"]), ("Telephone", ["Tel", "Tel."]),
            ("Phone", ["Tel", "Ph"]), ("Mobile", ["Mob"]), ("Address", ["Addr", "Add"]), ("Date", ["Dt"]),
            ("Appointment", ["Appt", "App"]), ("Reference", ["Ref"]), ("Examination", ["Exam"]), ("Last", ["Lst"]),
            ("Next", ["Nxt"]), ("Marketing", ["Mktg"]), ("Practice", ["Prac"]), ("Optometrist", ["Optom"]),
            ("Contact Lens", ["CL"]), ("Previous", ["Prev"]), ("Postcode", ["Pcode", "Post Code"]),
            ("Glaucoma", ["Glauc"]), ("Surname", ["Sname"]), ("Months", ["Mths"]), ("Preferred", ["Pref"]),
        ]
        var text = header
        for (long, forms) in short where text.contains(long) && chance(0.7) {
            text = text.replacing(long, with: pick(forms))
        }
        return text
    }

    /// A long word cut short, or without its vowels.
    private mutating func cut(_ header: String) -> String {
        var words = header.split(separator: " ").map(String.init)
        let long = words.indices.filter { words[$0].count >= 7 && words[$0].allSatisfy(\.isLetter) }
        guard !long.isEmpty else { return header }
        let index = pick(long)
        words[index] =
            chance(0.5)
            ? String(words[index].prefix(number(4...5)))
            : String(words[index].prefix(1)) + words[index].dropFirst().filter { !"aeiou".contains($0) }
        return words.joined(separator: " ")
    }

    /// One slip of the fingers, in a word that is long enough to be known again.
    private mutating func misspelt(_ header: String) -> String {
        var words = header.split(separator: " ", omittingEmptySubsequences: false).map(Array.init)
        let long = words.indices.filter { words[$0].count >= 5 && words[$0].allSatisfy(\.isLetter) }
        guard !long.isEmpty else { return header }
        let index = pick(long)
        let place = number(1...(words[index].count - 2))
        switch number(0...2) {
        case 0: words[index].swapAt(place, place + 1)
        case 1: words[index].remove(at: place)
        default: words[index].insert(words[index][place], at: place)
        }
        return words.map { String($0) }.joined(separator: " ")
    }

    private mutating func reordered(_ header: String) -> String {
        var words = header.split(separator: " ")
        guard words.count > 1, words.count < 4, !["No", "Do", "Not", "Opt"].contains(String(words[0])) else {
            return header
        }
        words.append(words.removeFirst())
        return words.joined(separator: " ")
    }

    // MARK: Columns that are no field of the patient

    private mutating func distractor(_ rows: Int) -> Column {
        let people = [
            "Mother's Mobile", "Mothers Mobile", "Father Tel", "Mum Mobile", "Dad's Phone", "Parent Mobile",
            "Guardian Phone", "Guardian Mobile No", "Carer Phone", "Carer Mobile", "Next of Kin Tel", "NOK Phone",
            "NOK Mobile", "Emergency Contact Number", "Emergency Tel", "Emergency Phone No", "Partner Mobile",
            "Husband Tel", "Wife's Mobile", "Daughter Mobile", "Son's Phone No", "Neighbour Tel", "Spouse Phone",
        ]
        let strangers = [
            "GP Phone", "GP Tel", "Doctor Telephone", "Surgery Tel", "Surgery Phone No", "School Phone", "Employer Tel",
            "Practice Phone", "Branch Tel", "Optometrist Phone", "Hospital Tel", "Fax", "Fax No", "Pharmacy Phone",
            "Solicitor Tel", "Clinic Telephone",
        ]
        switch number(0...9) {
        case 0, 1, 2:
            let header = pick(people)
            return Column(
                header: spoilt(header), truth: [.guardianContact],
                cells: (0..<rows).map { _ in chance(0.6) ? phone() : "" })
        case 3, 4:
            return Column(
                header: spoilt(pick(strangers)), truth: [], cells: (0..<rows).map { _ in chance(0.7) ? phone() : "" })
        case 5:
            return Column(
                header: pick(["Balance", "Total Spend", "Account Balance", "Last Sale Amount"]), truth: [],
                cells: (0..<rows).map { _ in "\(number(0...400)).\(number(10...99))" })
        case 6:
            return Column(
                header: pick(["Invoice No", "Order Ref", "Tray No", "Voucher No", "Household ID"]), truth: [],
                cells: (0..<rows).map { _ in "\(number(10000...99999))" })
        case 7:
            return Column(
                header: pick(["Varifocal", "Sunglasses", "Tinted", "Loyalty", "VDU User", "Thinned"]), truth: [],
                cells: (0..<rows).map { _ in pick(["Y", "N"]) })
        case 8:
            return Column(
                header: pick(["Frame", "Brand", "Occupation", "Country", "Sph R", "Cyl L", "Axis"]), truth: [],
                cells: (0..<rows).map { _ in pick(["Ray-Ban", "Teacher", "UK", "Oakley", "Retired", "-1.25", "90"]) })
        default:
            return Column(
                header: pick(["Collected On", "Dispensed", "Frame Ordered", "Invoice Date", "Statement Date"]),
                truth: [],
                cells: (0..<rows).map { _ in day(from: -900, to: -5) })
        }
    }

    // MARK: Cells

    private static let forenames = [
        "Margaret", "James", "Priya", "Mohammed", "Siân", "Oliver", "Amelia", "Jack", "Doris", "Keith", "Zoë", "Ruth",
        "Callum", "Aoife", "Raymond", "Eileen",
    ]
    private static let surnames = [
        "Thompson", "O'Neill", "Patel", "Smith", "McDonald", "Waterhouse", "Khan", "Jones", "Farooq", "Dawson", "Evans",
        "Hughes", "Taylor", "Wright", "Begum", "Clarke",
    ]

    private mutating func phone() -> String {
        switch number(0...3) {
        case 0: "07700 900\(number(100...999))"
        case 1: "07700900\(number(100...999))"
        case 2: "0113 496 0\(number(100...999))"
        default: "+44 7700 900\(number(100...999))"
        }
    }

    private mutating func mobile() -> String {
        style.losesNoughts ? "7700900\(number(100...999))" : "07700 900\(number(100...999))"
    }
    private mutating func landline() -> String {
        style.losesNoughts ? "1632960\(number(100...999))" : "01632 960\(number(100...999))"
    }

    private mutating func day(from: Int, to: Int) -> String {
        let day = Day(iso: "2026-11-23")!.adding(days: number(from...to))
        let (year, month, date) = day.parts
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        switch style.dates {
        case 0: return "\(year)-\(two(month))-\(two(date))"
        case 1: return "\(date) \(months[month - 1]) \(year)"
        case 2: return "\(two(date)).\(two(month)).\(year)"
        case 3: return "\(two(date))/\(two(month))/\(year) 00:00:00"
        case 4: return "\(two(date))/\(two(month))/\(two(year % 100))"
        default: return "\(two(date))/\(two(month))/\(year)"
        }
    }

    private mutating func answer(_ yes: Double) -> String {
        if chance(0.1) { return "" }
        return chance(yes) ? style.yes : style.no
    }

    private mutating func cell(_ field: Field, row: Int, header: String) -> String {
        switch field {
        case .patientID, .apptPatientRef:
            switch style.id {
            case 0: return "\(10000 + row * 7 + number(0...6))"
            case 1: return "\(1200 + row)"
            case 2: return "A\(104_000 + row * 3)"
            default: return "HL-\(row + 1)"
            }
        case .nhsNumber: return nhsNumber()
        case .title: return pick(["Mr", "Mrs", "Miss", "Ms", "Dr", "Mstr"])
        case .salutation: return pick(Self.forenames)
        case .firstName: return pick(Self.forenames)
        case .initials: return pick(["A", "J", "M R", "K", ""])
        case .lastName, .previousSurname: return pick(Self.surnames)
        case .fullName:
            let first = pick(Self.forenames)
            let last = pick(Self.surnames)
            return header.contains(",") || row % 2 == 0 ? "\(last), \(first)" : "\(first) \(last)"
        case .sex: return pick(["M", "F"])
        case .dateOfBirth: return day(from: -33_000, to: -2500)
        case .age: return "\(number(5...95))"
        case .mobilePhone: return chance(0.85) ? mobile() : ""
        case .homePhone: return chance(0.8) ? landline() : ""
        case .workPhone: return chance(0.5) ? landline() : ""
        case .phoneUnspecified: return chance(0.8) ? phone() : ""
        case .email: return chance(0.8) ? "p\(number(1...999))@example.org" : ""
        case .addressLine1: return "\(number(1...200)) \(pick(["Chapel Grove", "High Street", "Mill Lane"]))"
        case .town: return pick(["Leeds", "York", "Harrogate", "Otley"])
        case .county: return pick(["West Yorkshire", "Kent", "Gwynedd"])
        case .postcode: return "LS\(number(1...29)) \(number(1...9))\(pick(["AB", "WP", "QX"]))"
        case .lastExamDate, .lastVisitDate, .lastClinicalTestDate, .lastClCheckDate: return day(from: -1500, to: -300)
        case .lastReminderSentDate, .recordCreatedDate: return day(from: -1000, to: -20)
        case .nextRecallDate: return day(from: -250, to: 300)
        case .nextReminderDate: return day(from: -20, to: 200)
        case .nextClCheckDate: return day(from: -100, to: 300)
        case .nextAppointmentDate: return chance(0.3) ? day(from: 1, to: 60) : ""
        case .recallType: return pick(["Sight Test", "CL Aftercare", "Child EE", "Diabetic"])
        case .recallIntervalMonths: return pick(["12", "24", "6", "24"])
        case .reminderSuppressed: return answer(header.hasPrefix("No") || header.contains("op") ? 0.1 : 0.85)
        case .flagDiabetes, .flagGlaucoma, .flagFamilyHistoryGlaucoma, .flagOcularHypertension, .flagAmd, .clWearer:
            return answer(0.15)
        case .clinicalNotesFreetext:
            return chance(0.5)
                ? pick(["Mother has glaucoma", "On metformin, watch fields", "Dry eye, drops given"]) : ""
        case .riskLevel: return pick(["High", "Medium", "Low", "Low"])
        case .fundingStatus: return pick(["NHS", "Private"])
        case .gosCategory: return pick(["Over 60", "Diabetic", "FH Glaucoma", "Under 16", ""])
        case .consentMarketing, .consentRecallPhone: return answer(0.5)
        case .preferredContactMethod: return pick(["Letter", "SMS", "Email", "Phone"])
        case .doNotContact: return answer(["Safe", "Contactable", "OK"].contains { header.hasPrefix($0) } ? 0.9 : 0.08)
        case .deceased: return answer(0.04)
        case .patientStatus:
            return header.lowercased().contains("status") ? pick(["Active", "Active", "Inactive"]) : answer(0.1)
        case .practiceBranch: return pick(["Harbour Lane", "Otley"])
        case .practitioner: return pick(["Dr A Shah", "T Rowbotham", "AS"])
        case .guardianContact: return chance(0.2) ? "\(pick(Self.forenames)) \(pick(Self.surnames))" : ""
        case .gpName: return pick(["Dr Green, Otley Surgery", "Chapel Medical Centre", "Dr Khan"])
        case .accessibilityLanguage: return pick(["", "", "Welsh", "Urdu"])
        case .apptID: return "S\(1000 + row)"
        case .apptDate: return day(from: -5, to: 40)
        case .apptStartTime: return "\(number(10...16)):\(pick(["00", "30"]))"
        case .apptEndTime: return "17:\(pick(["00", "30"]))"
        case .apptDurationMinutes: return pick(["20", "30", "40"])
        case .apptType: return pick(["Sight Test", "CL Aftercare", "Child EE", ""])
        case .apptStatus: return pick(["Booked", "Free", "Seen", "DNA"])
        case .apptRoom: return pick(["Room 1", "Room 2"])
        case .apptNotes: return chance(0.2) ? "Needs wheelchair access" : ""
        default: return ""
        }
    }

    private mutating func nhsNumber() -> String {
        while true {
            let digits = (0..<9).map { _ in number(0...9) }
            let check = (11 - (0..<9).reduce(0) { $0 + digits[$1] * (10 - $1) } % 11) % 11
            if check < 10 { return digits.map(String.init).joined() + "\(check)" }
        }
    }
}
