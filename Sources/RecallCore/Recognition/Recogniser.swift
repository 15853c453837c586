package import Tabular

/// Works out what an export holds and what its columns mean, from its header and from its rows as they stream past.
package struct Recogniser {
    private let header: [String]?
    private let given: Layout?
    private let today: Day
    private let fileName: String
    private let titleLines: [String]
    private let vocabulary: HeaderVocabulary
    private var profiles: [ColumnProfile]
    /// The columns of which every cell matters, as far as the rows looked at closely tell.
    private var dateColumns: [Int] = []
    private var row = 0

    /// Rows from the top that are looked at closely; one in eight behind them, up to the most.
    private static let closeRows = 400
    private static let stride = 8
    private static let mostRows = 8000

    /// - Parameters:
    ///   - header: The names of the columns; nil where the file has none.
    ///   - columns: How many columns the file has.
    ///   - given: How a person said that this file is to be read; nil where nobody has.
    ///   - today: The local date, against which dates are judged.
    ///   - fileName: The file's name, a weak sign of what it holds.
    ///   - titleLines: The lines above the header.
    ///   - vocabulary: The words of headers.
    package init(
        header: [String]?, columns: Int, given: Layout? = nil, today: Day, fileName: String,
        titleLines: [String] = [], vocabulary: HeaderVocabulary = .standard
    ) {
        self.header = header
        self.given = given
        self.today = today
        self.fileName = fileName
        self.titleLines = titleLines
        self.vocabulary = vocabulary
        profiles = Array(repeating: ColumnProfile(today: today), count: max(columns, header?.count ?? 0))
    }

    // MARK: Rows

    /// Whether the next row is looked at closely; else its dates are enough.
    private var looksClosely: Bool {
        row < Self.closeRows || row < Self.mostRows && row % Self.stride == 0
    }

    /// Takes the row at which a reader stands.
    package mutating func add(_ cells: RecordReader) {
        if looksClosely {
            for index in profiles.indices {
                if index < cells.fieldCount {
                    cells.withText(index) { profiles[index].add($0, row: row) }
                } else {
                    profiles[index].addMissing()
                }
            }
            dateColumns = profiles.indices.filter { profiles[$0].needsEveryCell }
        } else {
            for index in dateColumns where index < cells.fieldCount { profiles[index].addDate(cells, index) }
        }
        row += 1
    }

    /// Takes a row.
    package mutating func add(_ cells: [String]) {
        if looksClosely {
            for index in profiles.indices {
                profiles[index].add((index < cells.count ? cells[index] : "").utf8.span, row: row)
            }
            dateColumns = profiles.indices.filter { profiles[$0].needsEveryCell }
        } else {
            for index in dateColumns where index < cells.count { profiles[index].addDate(cells[index].utf8.span) }
        }
        row += 1
    }

    // MARK: The result

    /// What the rows so far come to. `layouts` are those that are known, the practice's own and the shipped ones.
    package func finish(layouts: [Layout] = []) -> Recognition {
        let known = header ?? []
        let names = (0..<profiles.count).map { $0 < known.count ? known[$0] : "" }
        let readings = names.map(vocabulary.reading)
        let layout = bestLayout(names, among: layouts)
        let screening = ScreeningColumns(headers: names, readings: readings, profiles: profiles)
        let judged = KindJudge(
            headers: names, readings: readings, profiles: profiles, screening: screening, title: title)
        let kind = layout?.layout.kind ?? judged.kind
        let fields = layout?.layout.fields(of: names) ?? [:]
        var columns = ColumnMatching(
            kind: kind ?? .patients, headers: names, readings: readings, profiles: profiles, layout: fields
        ).columns()
        if kind == .suppressions { screening.apply(to: &columns, layout: fields) }
        if kind == .patients { PermissionColumns.take(&columns, readings, profiles, named: Set(fields.keys)) }
        let undecided = decideDates(&columns, layout?.layout)
        let doubts = Doubts(
            kind: kind ?? .patients, columns: columns, readings: readings, profiles: profiles,
            screening: screening, undecidedDates: undecided, hasHeader: header != nil, named: Set(fields.keys),
            isKnownLayout: layout != nil, title: title)
        var recognition = Recognition(
            kind: kind, layout: match(layout, columns), columns: columns, dateOrder: order(of: columns, layout?.layout),
            doubts: [], fingerprint: Layout.fingerprint(of: names), hasHeader: header != nil)
        guard recognition.isRecognised else { return recognition }
        let loose = doubts.looseStops
        for column in doubts.doubtedStops(loose) { recognition.columns[column].isDoubtedStop = true }
        if kind == .patients { judgeStatuses(&recognition.columns, layout?.layout, doubts) }
        if isApproved(layout?.layout) {
            recognition.doubts = doubts.lasting
            recognition.contradictions = contradictions(fields, columns)
        } else {
            recognition.doubts = doubts.reasons(loose) + recognition.columns.compactMap(Doubts.unlisted)
        }
        return recognition
    }

    /// Tells of each status which of its words are in no list, and which of those stop nobody.
    private func judgeStatuses(_ columns: inout [Recognition.Column], _ layout: Layout?, _ doubts: Doubts) {
        let keys = Layout.keys(of: columns.map(\.header))
        for index in columns.indices {
            let column = columns[index]
            guard StatusWords.decide(column.field, column.header) else { continue }
            func isUnlisted(_ text: String) -> Bool {
                StatusWords.areUnlisted(Cell(column: index, field: column.field, header: column.header, text: text))
            }
            let unlisted = (profiles[index].values ?? [:]).filter { isUnlisted($0.key) }
            if given == nil, let approved = layout?.ordinaryWords?[keys[index]] {
                // Nobody approves that the dead are called.
                columns[index].ordinaryWords = Set(approved.filter(isUnlisted))
                continue
            }
            let count = unlisted.values.reduce(0, +)
            // Who has one of a few waits for a person; so many would silence a practice, so somebody is asked about the words.
            if count >= Self.mostWaiting && count * 5 > profiles[index].cells || doubts.holdsCodes(index) != nil {
                columns[index].unlistedWords = unlisted.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
            }
        }
    }

    /// So many patients may wait because of words that are not known before somebody is asked about the words.
    private static let mostWaiting = 10

    private var title: String { (titleLines + [fileName]).joined(separator: " ").lowercased() }

    // MARK: Layouts

    /// The layout that the header is; a person's own before the shipped ones.
    private func bestLayout(_ names: [String], among layouts: [Layout]) -> (layout: Layout, likeness: Double)? {
        if let given { return (given, 1) }
        guard header != nil else { return nil }
        let fingerprint = Layout.fingerprint(of: names)
        if let learned = layouts.first(where: { $0.source == .learned && $0.fingerprint == fingerprint }) {
            return (learned, 1)
        }
        for source in [Layout.Source.practice, .builtIn] {
            let alike = layouts.filter { $0.source == source }.map { ($0, $0.likeness(to: names)) }
                .filter { $0.1 >= 0.8 }
            if let best = alike.map(\.1).max(), let found = alike.first(where: { $0.1 == best }) { return found }
        }
        return nil
    }

    /// Whether a person has said how exactly this header is to be read.
    private func isApproved(_ layout: Layout?) -> Bool { given != nil || layout?.source == .learned }

    private func match(
        _ layout: (layout: Layout, likeness: Double)?, _ columns: [Recognition.Column]
    ) -> Recognition.LayoutMatch {
        if let layout {
            return Recognition.LayoutMatch(
                name: layout.layout.name, source: layout.layout.source,
                confidence: (layout.likeness * 100).rounded() / 100, scope: layout.layout.scope ?? .whole)
        }
        let used = columns.filter { $0.field != nil }
        let sum = used.reduce(0.0) { $0 + $1.confidence }
        let confidence = used.isEmpty ? 0 : sum / Double(used.count)
        return Recognition.LayoutMatch(
            name: "recognised", source: .proposed, confidence: (confidence * 100).rounded() / 100)
    }

    /// Where a layout that a person wrote says what the cells deny.
    private func contradictions(_ fields: [Int: Field?], _ columns: [Recognition.Column]) -> [String] {
        let keys = Layout.keys(of: columns.map(\.header))
        return columns.compactMap { column in
            guard case .some(.some(let field)) = fields[column.column], column.field != field else { return nil }
            let sample = profiles[column.column].samples.first ?? ""
            return
                "The layout says that \"\(keys[column.column])\" is \(field.rawValue), but its cells are something else, such as \"\(sample)\"."
        }
    }

    // MARK: Dates

    /// Decides the order of every date column.
    ///
    /// - Returns: the headers of those whose order cannot be told.
    private func decideDates(_ columns: inout [Recognition.Column], _ layout: Layout?) -> [String] {
        let dated = columns.indices.filter { columns[$0].field?.dateSense != nil }
        let decisions = DateColumn.decideOrders(
            of: dated.map { profiles[$0].dateColumn }, otherwise: layout?.dateOrder == .mdy ? .mdy : .dmy)
        var undecided: [String] = []
        for (index, decision) in zip(dated, decisions) {
            columns[index].dateOrder = decision.order
            guard decision.isUndecided else { continue }
            if isApproved(layout), let order = layout?.dateOrder {
                columns[index].dateOrder = order
            } else {
                undecided.append(columns[index].header)
            }
        }
        return undecided
    }

    /// The order of most date columns.
    private func order(of columns: [Recognition.Column], _ layout: Layout?) -> DateOrder? {
        let orders = columns.compactMap(\.dateOrder)
        let most = DateOrder.allCases.map { order in (order, orders.count { $0 == order }) }
            .filter { $0.1 > 0 }.max { $0.1 < $1.1 }?.0
        return most ?? (columns.contains { $0.field?.dateSense != nil } ? layout?.dateOrder : nil)
    }
}
