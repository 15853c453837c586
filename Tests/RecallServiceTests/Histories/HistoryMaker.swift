import RecallTestSupport

/// Makes histories from seeds: what a practice's system holds, changes and exports, and what people and clocks do meanwhile.
struct HistoryMaker {
    typealias Column = HistoryFile.Column

    /// What a history is made of.
    enum Kind: Sendable {
        /// Everything that may happen.
        case mixed
        /// Nothing stops or holds anybody, so that everybody who is due must be called.
        case quiet
    }

    /// A patient as the practice's system knows them.
    private struct Person {
        var number: String
        let forename: String
        let surname: String
        let birth: String
        var phone: String
        var cells: [Column: String]
        var isExported = true
    }

    private static let forenames = ["Ada", "Ben", "Cai", "Dee"]
    private static let surnames = ["Fields", "Okoro", "Rees", "Rees"]
    private static let births = ["30/04/1961", "02/02/1955", "09/09/1950", "11/11/1970"]

    private var random: SeededGenerator
    private let kind: Kind
    private var people: [Person] = []
    private var layouts: [[Column]] = []
    private var files: [HistoryFile] = []
    private var numbers: Set<String> = []

    init(seed: UInt64, kind: Kind) {
        random = SeededGenerator(seed: seed)
        self.kind = kind
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

    private mutating func pick<Value>(_ values: [Value], or other: Value) -> Value {
        values.randomElement(using: &random) ?? other
    }

    // MARK: The steps

    mutating func make() -> [HistoryStep] {
        begin()
        var steps: [HistoryStep] = [.drop(export(widest: true))]
        if kind == .mixed { steps.append(.dial(talks())) }
        for _ in 0..<Int.random(in: kind == .quiet ? 2...4 : 2...5, using: &random) {
            steps += kind == .quiet ? quietStep() : step()
        }
        if kind == .mixed { steps.append(.dial(talks())) }
        return steps
    }

    /// What happens at the end of a quiet history, by which every telephone must have been called.
    mutating func quietEnd() -> [HistoryStep] {
        let file = export(widest: true)
        return [.drop(file), .approve(.command), .morning, .dial([])]
    }

    /// The telephones of all who are in the practice's system.
    var phones: Set<String> { Set(people.map { HistoryModel.dialled($0.phone) }) }

    private mutating func begin() {
        let prefix = pick(["", "00", "P", "ab"], or: "")
        let first = Int.random(in: 101...899, using: &random)
        for index in 0..<pick([3, 3, 4], or: 3) {
            // The third and the fourth live together.
            let phone = "07700 9001\(10 + (index == 3 ? 2 : index))"
            people.append(
                Person(
                    number: "\(prefix)\(first + index)", forename: Self.forenames[index], surname: Self.surnames[index],
                    birth: Self.births[index], phone: phone,
                    cells: [
                        .deceased: "N", .doNotContact: "N", .consent: "Yes", .status: "Active", .preference: "Phone",
                        .glaucoma: "N", .notes: "Likes blue frames",
                    ]))
            numbers.insert(people[index].number)
        }
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            var columns = Column.core
            for column in Column.others where chance(3) { columns.append(column) }
            layouts.append(columns)
        }
        layouts.append(
            Column.core + [.deceased, .doNotContact, .glaucoma] + (chance(2) ? [.consent, .status] : [.notes]))
    }

    private mutating func quietStep() -> [HistoryStep] {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: [.drop(export(widest: false)), .approve(pick(HistoryStep.Approval.allCases, or: .command))]
        case 2: [.drop(pick(files, or: export(widest: true)))]
        case 3: [.restart(minutes: 0)]
        case 4, 5: [.wait(minutes: pick([20, 180, 1_440], or: 20))]
        case 6: [.dropAndDie(export(widest: false))]
        default: [chance(2) ? .dial([]) : .restart(minutes: 20)]
        }
    }

    private mutating func step() -> [HistoryStep] {
        switch Int.random(in: 0..<40, using: &random) {
        case 0...7:
            change()
            let file = export(widest: chance(3))
            let dropped: HistoryStep = chance(12) ? .dropAndDie(file) : .drop(file)
            var steps = [dropped]
            if !chance(4) { steps.append(.approve(pick(HistoryStep.Approval.allCases, or: .command))) }
            if chance(2) { steps.append(.dial(talks())) }
            return steps
        case 8...10: return [.drop(pick(files, or: export(widest: true))), .dial(talks())]
        case 11, 12: return [.drop(list())]
        case 13: return [.approve(pick(HistoryStep.Approval.allCases, or: .command))]
        case 14: return [.reject]
        case 15, 16: return [.stop(subject())]
        case 17: return [.endStop(subject())]
        case 18: return [chance(3) ? .takeBackList : .hold(number())]
        case 19, 20: return [.release(number())]
        case 21: return [.forget(number())]
        case 22: return [.pause]
        case 23: return [.resume]
        case 24: return [.pauseEntry(chance(2) ? nil : pick(["PAUSE", "Pause.txt", "pAuse.docx"], or: "PAUSE"))]
        case 25: return [.setClock(minutes: pick([-600, -60, 90, 2_880], or: 90)), .dial(talks())]
        case 26: return [.restart(minutes: pick([-600, -60, -1_440, 0, 0, 90], or: 0)), .dial(talks())]
        case 27...31:
            return [
                .wait(minutes: pick([20, 180, 1_080, 1_440, 1_440, 4_320, 7_200, 21_000], or: 20)), .dial(talks()),
            ]
        default: return [.wait(minutes: 1_440), .dial(talks())]
        }
    }

    private mutating func talks() -> [HistoryStep.Talk] {
        (0..<3).map { _ in chance(2) ? .noAnswer : pick(HistoryStep.Talk.allCases, or: .noAnswer) }
    }

    /// A number that the practice's system has or had, perhaps written otherwise.
    private mutating func number() -> String {
        pick(numbers.sorted(), or: "1")
    }

    private mutating func subject() -> HistoryStep.Subject {
        chance(2) ? .patient(number()) : .number(pick(people.map(\.phone), or: ""))
    }

    // MARK: What the practice's system does

    /// Something changes in the practice's system before an export.
    private mutating func change() {
        let index = Int.random(in: 0..<people.count, using: &random)
        switch Int.random(in: 0..<15, using: &random) {
        case 0: people[index].cells[.deceased] = chance(3) ? "" : "Y"
        case 1: people[index].cells[.doNotContact] = chance(4) ? "N" : "Y"
        case 2: people[index].cells[.consent] = pick(["No", "No", "", "Yes"], or: "No")
        case 3: people[index].cells[.status] = pick(["Deceased", "Moved Away", "Inactive", "Active"], or: "")
        case 4: people[index].cells[.preference] = pick(["Post only", "Do not call", "No contact", "Phone"], or: "")
        case 5: people[index].cells[.glaucoma] = pick(["Y", "Y", "", "N"], or: "Y")
        case 6:
            people[index].cells[.notes] = pick(
                [
                    "Do not call", "Patient passed away", "RIP 12/03/2025", "No calls on Mondays",
                    "Complaint via solicitor", "Solicitor by profession", "Small rip in left lens", "",
                ], or: "")
        case 7:
            // A spreadsheet eats the zeros.
            for index in people.indices { people[index].number = String(people[index].number.drop { $0 == "0" }) }
        case 8:
            for index in people.indices { people[index].number = people[index].number.uppercased() }
        case 9: people[index].number = "7\(people[index].number)"
        case 10:
            let other = Int.random(in: 0..<people.count, using: &random)
            (people[index].number, people[other].number) = (people[other].number, people[index].number)
        case 11: people[index].phone = "07700 9002\(10 + index)"
        case 12, 13: people[index].isExported.toggle()
        default: break
        }
        numbers.formUnion(people.map(\.number))
    }

    private mutating func export(widest: Bool) -> HistoryFile {
        let columns = widest ? layouts[layouts.count - 1] : pick(layouts, or: Column.core)
        let rows = people.filter(\.isExported).map { person in
            var row = person.cells
            row[.number] = person.number
            row[.forename] = person.forename
            row[.surname] = person.surname
            row[.birth] = person.birth
            row[.mobile] = person.phone
            row[.tested] = "14/03/2024"
            row[.due] = "14/03/2026"
            return row.filter { columns.contains($0.key) }
        }
        let file = HistoryFile(content: .patients(columns, rows))
        files.append(file)
        return file
    }

    private mutating func list() -> HistoryFile {
        let form = pick(HistoryFile.ListForm.allCases, or: .numbers)
        var entries: [HistoryFile.Entry] = []
        for person in people where chance(form == .numbers ? 4 : 1) {
            entries.append(HistoryFile.Entry(phone: person.phone, isRegistered: chance(4)))
        }
        if entries.isEmpty { entries.append(HistoryFile.Entry(phone: people[0].phone, isRegistered: true)) }
        // Numbers of nobody, as such lists have.
        entries += (0..<3).map { HistoryFile.Entry(phone: "07700 9009\(20 + $0)", isRegistered: $0 == 1) }
        return HistoryFile(content: .list(form, entries))
    }
}
