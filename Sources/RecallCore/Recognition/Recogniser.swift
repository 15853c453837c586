/// Works out what an export holds and what its columns mean, from its header and from its rows as they stream past.
package struct Recogniser {
    private let header: [String]?
    private let layouts: [Layout]
    private let today: Day
    private let fileName: String
    private let titleLines: [String]
    private var profiles: [ColumnProfile]

    package init(
        header: [String]?, columns: Int, layouts: [Layout], today: Day, fileName: String, titleLines: [String] = []
    ) {
        self.header = header
        self.layouts = layouts
        self.today = today
        self.fileName = fileName
        self.titleLines = titleLines
        profiles = Array(repeating: ColumnProfile(today: today), count: max(columns, header?.count ?? 0))
        dateColumns = Array(repeating: DateColumn(sense: .due), count: profiles.count)
    }

    private var dateColumns: [DateColumn]

    package mutating func add(_ row: [String]) {
        for index in profiles.indices {
            let cell = index < row.count ? row[index] : ""
            profiles[index].add(cell)
            dateColumns[index].observe(cell)
        }
    }

    package func finish() -> Recognition {
        let known = header ?? []
        let names = (0..<profiles.count).map { $0 < known.count ? known[$0] : "" }
        let layout = bestLayout(names)
        let kind = layout?.layout.kind ?? ColumnMatching.kind(names, profiles, title: title)
        let matching = ColumnMatching(
            kind: kind ?? .patients, headers: names, profiles: profiles, layout: layout?.layout.fields ?? [:])
        var columns = matching.columns()
        let dated = columns.indices.filter { columns[$0].field?.dateSense != nil }
        let decisions = DateColumn.decideOrders(of: dated.map { dateColumns[$0] })
        var orders: [DateOrder] = []
        var undecided: [String] = []
        for (index, decision) in zip(dated, decisions) {
            columns[index].dateOrder = decision.order
            if let order = decision.order { orders.append(order) }
            if decision.isUndecided { undecided.append(columns[index].header) }
        }
        let isUsed = columns.contains { $0.field != nil }
        var reasons: [String] = []
        var verdict = Recognition.Verdict.accept
        if kind == nil || !isUsed {
            verdict = .reject
            reasons = ["No column of this file could be recognised: it holds neither patients nor a diary."]
        } else if let kind {
            reasons = Doubts(kind: kind, columns: columns, undecidedDates: undecided, hasHeader: header != nil).reasons
            if !reasons.isEmpty { verdict = .review }
        }
        return Recognition(
            kind: kind, layout: match(layout, columns), columns: columns,
            dateOrder: Self.most(orders) ?? (dated.isEmpty ? nil : layout?.layout.dateOrder), verdict: verdict,
            reasons: reasons,
            fingerprint: Layout.fingerprint(of: names), hasHeader: header != nil)
    }

    private var title: String { (titleLines + [fileName]).joined(separator: " ").lowercased() }

    private func bestLayout(_ names: [String]) -> (layout: Layout, likeness: Double)? {
        guard header != nil else { return nil }
        let best = layouts.map { ($0, $0.likeness(to: names)) }.enumerated()
            .max { ($0.element.1, $1.offset) < ($1.element.1, $0.offset) }?.element
        guard let best, best.1 >= 0.8 else { return nil }
        return best
    }

    private func match(
        _ layout: (layout: Layout, likeness: Double)?, _ columns: [Recognition.Column]
    ) -> Recognition.LayoutMatch {
        if let layout {
            return Recognition.LayoutMatch(
                name: layout.layout.name, source: layout.layout.source,
                confidence: (layout.likeness * 100).rounded() / 100)
        }
        let used = columns.filter { $0.field != nil }
        let sum = used.reduce(0.0) { $0 + $1.confidence }
        let confidence = used.isEmpty ? 0 : sum / Double(used.count)
        return Recognition.LayoutMatch(
            name: "recognised", source: .proposed, confidence: (confidence * 100).rounded() / 100)
    }

    private static func most(_ orders: [DateOrder]) -> DateOrder? {
        DateOrder.allCases.map { order in (order, orders.count { $0 == order }) }
            .filter { $0.1 > 0 }.max { $0.1 < $1.1 }?.0
    }
}

/// What makes a reading too doubtful to be taken without a person.
struct Doubts {
    var kind: ExportKind
    var columns: [Recognition.Column]
    var undecidedDates: [String]
    var hasHeader: Bool

    var reasons: [String] {
        var reasons: [String] = []
        func has(_ field: Field) -> Bool { columns.contains { $0.field == field } }
        if !hasHeader { reasons.append("The file does not name its columns. Check what each was taken for.") }
        if !undecidedDates.isEmpty {
            let names = undecidedDates.map { "\"\($0)\"" }.joined(separator: ", ")
            reasons.append("Day and month cannot be told apart in \(names). Say which comes first.")
        }
        switch kind {
        case .patients:
            if !columns.contains(where: { $0.field?.isPhone == true }) {
                reasons.append("No column holds telephone numbers, so nobody of this file could be called.")
            }
            let isNamed = has(.lastName) || has(.fullName)
            if !has(.patientID), !(isNamed && (has(.firstName) || has(.fullName))) {
                reasons.append("No column holds a patient number, and none a whole name.")
            }
            if ![.lastExamDate, .nextRecallDate, .lastClCheckDate, .nextClCheckDate].contains(where: has) {
                reasons.append("No column says when a patient was tested or is due.")
            }
        case .slots:
            if !has(.apptDate), !has(.apptStartDatetime) {
                reasons.append("No column holds the day of an appointment.")
            }
            if !has(.apptStartTime), !has(.apptStartDatetime) {
                reasons.append("No column holds the time of an appointment.")
            }
        case .suppressions:
            if !has(.patientID), !columns.contains(where: { $0.field?.isPhone == true }) {
                reasons.append("The list holds neither telephone numbers nor patient numbers.")
            }
        case .settings: break
        }
        for column in columns {
            guard let field = column.field, field.isPhone || field.isSafety || field == .patientID else { continue }
            if column.confidence < 0.6 {
                reasons.append(
                    "It is not sure that \"\(column.header)\" is \(field.rawValue). Check it, and approve the file if it is."
                )
            }
        }
        return reasons
    }
}
