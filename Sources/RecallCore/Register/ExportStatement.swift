/// What a new export leaves standing of what an earlier one said of the same patients. Silence says nothing.
///
/// A column that the new export lacks takes nothing back. A blank cell in a column that is there says "not said" where it
/// is about a condition or a consent, and so leaves what was said; anywhere else it says that there is nothing.
package struct ExportStatement: Sendable {
    /// What a new export does with the cells of one earlier column.
    private enum Reply {
        /// It speaks of the matter: the earlier cell is history.
        case speaks
        /// It has no column for the matter: the earlier cell stands.
        case silent
        /// It has these columns for the matter, and the earlier cell stands where they say nothing of the patient.
        case asks([String])
    }

    /// A matter that columns speak of, however they are headed.
    private struct Matter: Hashable {
        var field: Field
        var aspect: String
    }

    private let new: [Matter: Set<String>]
    private let newFields: Set<Field>
    private let newHeaders: [String: Set<Field>]
    /// The headers of all its columns, those that mean nothing known too.
    private let allHeaders: Set<String>
    private let earlier: [Matter: Set<String>]
    private var replies: [ExportColumn: Reply] = [:]

    /// Compares the columns of two exports.
    ///
    /// - Parameters:
    ///   - columns: Those of the new export.
    ///   - earlier: Those of the export before.
    package init(columns: [ExportColumn], after earlier: [ExportColumn]) {
        new = Self.headers(of: columns)
        newFields = Set(columns.compactMap(\.field))
        newHeaders = Dictionary(grouping: columns.filter { $0.field != nil }, by: \.header)
            .mapValues { Set($0.compactMap(\.field)) }
        allHeaders = Set(columns.map(\.header))
        self.earlier = Self.headers(of: earlier)
    }

    /// What stands of what was said before.
    ///
    /// - Parameters:
    ///   - row: The patient's row of the new export.
    ///   - earlier: The patient's row of the export before.
    ///   - export: That export.
    ///   - kept: What that one had left standing.
    /// - Returns: The cells that stand, each with the export that spoke of it last.
    package mutating func kept(
        by row: ReadRow, earlier: ReadRow, of export: Int64, kept: [KeptCell]
    ) -> [KeptCell] {
        var standing: [KeptCell] = []
        for cell in earlier.cells {
            guard stands(cell, row) else { continue }
            standing.append(KeptCell(export: export, cell: cell, day: cell.field.flatMap { earlier.dates[$0] }))
        }
        for kept in kept {
            if stands(kept.cell, row) { standing.append(kept) }
        }
        return standing
    }

    private mutating func stands(_ cell: Cell, _ row: ReadRow) -> Bool {
        // Of a column that means nothing known, only words that speak for or against a call are worth keeping.
        guard let field = cell.field else {
            guard CellFacts(cell) != nil else { return false }
            return !allHeaders.contains(cell.header)
                || !row.cells.contains { $0.header == cell.header && Answer($0.text) != .unknown }
        }
        let column = ExportColumn(column: 0, field: field, header: cell.header)
        let reply: Reply
        if let known = replies[column] {
            reply = known
        } else {
            reply = self.reply(to: column, field)
            replies[column] = reply
        }
        switch reply {
        // `#N/A` and `Unknown` say nothing otherwise: a formula that found nothing lifts no stop.
        case .speaks:
            // Words against a call in a column of something else outlast a blank.
            if !field.isSafety {
                return !row.cells.contains { $0.header == cell.header } && CellFacts(cell)?.isAgainstCalls == true
            }
            let says = row.cells.filter { $0.field == field && $0.header == cell.header }
            return says.contains { !Self.says($0, instead: cell, field) }
        case .silent: return true
        case .asks(let headers):
            return !row.cells.contains { new in
                new.field == field && headers.contains(new.header) && Self.says(new, instead: cell, field)
                    && (field != .dateOfBirth || row.dates[field] != nil)
            }
        }
    }

    private func reply(to column: ExportColumn, _ field: Field) -> Reply {
        if let isSaid = groupSpeaks(column.header, field) { return isSaid ? .speaks : .silent }
        let matter = Self.matter(column.header, field)
        guard let headers = new[matter] else { return .silent }
        // Notes under another name are other notes, and a date of appointments may be that of past ones: they deny nothing.
        let isOfItsOwn = field == .clinicalNotesFreetext || field == .nextAppointmentDate
        if isOfItsOwn, !headers.contains(column.header) { return .silent }
        let before = (earlier[matter] ?? []).union([column.header])
        // Of several columns for one matter, each is answered by its own, unless all of them have gone by another name.
        guard headers.contains(column.header) || headers.count >= before.count else { return .silent }
        let isSameColumn = headers.contains(column.header)
        // A column that goes by another name may fill its cells in another way.
        let isStopOfBlank =
            (field == .doNotContact || field == .deceased || field == .reminderSuppressed) && isSameColumn
            && ColumnSense(Cell(column: 0, field: field, header: column.header, text: "y")).saysStop
        // Where only a yes is ever written, a blank is a no.
        guard field.isUnsaidWhereBlank || field.isSafety && !isStopOfBlank else { return .speaks }
        return .asks(isSameColumn ? [column.header] : headers.sorted())
    }

    /// Whether the new export speaks of a name, a telephone or a date that may stand in one column or another; nil for
    /// all other matters.
    private func groupSpeaks(_ header: String, _ field: Field) -> Bool? {
        switch field {
        case .title, .firstName, .lastName: newFields.contains(field) || newFields.contains(.fullName)
        case .fullName: newFields.contains(.fullName) || newFields.contains(.lastName)
        case .phoneUnspecified: newFields.contains(where: \.isPhone)
        case .mobilePhone, .homePhone, .workPhone:
            newFields.contains(field) || newFields.contains(.phoneUnspecified)
        // The rows about contact lenses of a system that writes one row a recall give their dates in these columns.
        case .lastClCheckDate: newFields.contains(field) || newHeaders[header]?.contains(.lastExamDate) == true
        case .nextClCheckDate: newFields.contains(field) || newHeaders[header]?.contains(.nextRecallDate) == true
        default: nil
        }
    }

    /// Whether a cell says anything in the place of an earlier one.
    private static func says(_ new: Cell, instead earlier: Cell, _ field: Field) -> Bool {
        if new.header != earlier.header, !Self.answers(new, field) { return false }
        // A mark, a formula that found nothing or a bare yes in the place of notes is none.
        if field == .clinicalNotesFreetext {
            let isMark = !new.text.contains { $0.isLetter || $0.isNumber } || new.text.hasPrefix("#")
            if isMark || Answer(new.text) != .other && CellFacts(earlier)?.isAgainstCalls == true { return false }
        }
        if takesBack(field), CellFacts(earlier)?.isAgainstCalls == true, !Self.takesBack(new, field) { return false }
        if Answer(new.text) != .unknown { return true }
        // That nothing is known takes no refusal back, and leaves no consent standing.
        return field == .consentRecallPhone && CellFacts(earlier)?.isRefusal != true
    }

    /// Whether a stop in a column of that field is taken back only by a plain word.
    private static func takesBack(_ field: Field) -> Bool {
        switch field {
        case .patientStatus, .reminderSuppressed, .doNotContact, .deceased: true
        default: false
        }
    }

    private static func takesBack(_ new: Cell, _ field: Field) -> Bool {
        switch field {
        case .patientStatus: PatientStatus.takesBack(new)
        // What says as much against calls takes its place; words that are neither yes nor no say nothing.
        default: new.text != "-" && [.yes, .no].contains(Answer(new.text)) || CellFacts(new)?.isAgainstCalls == true
        }
    }

    /// Whether a cell speaks plainly of the matter of a column that went by another name.
    private static func answers(_ new: Cell, _ field: Field) -> Bool {
        switch field {
        case .patientStatus: PatientStatus.isPlain(new)
        case .preferredContactMethod: ContactSaying.namesCalls(new.text)
        default: true
        }
    }

    private static func headers(of columns: [ExportColumn]) -> [Matter: Set<String>] {
        var headers: [Matter: Set<String>] = [:]
        for column in columns {
            guard let field = column.field else { continue }
            headers[matter(column.header, field), default: []].insert(column.header)
        }
        return headers
    }

    private static func matter(_ header: String, _ field: Field) -> Matter {
        let cell = Cell(column: 0, field: field, header: header, text: "")
        switch field {
        case .consentRecallPhone:
            let isAutomated = ColumnSense(cell).namesAutomatedCalls
            return Matter(field: field, aspect: isAutomated ? "automated" : StopMatter.aspect(of: header))
        case .doNotContact, .deceased, .reminderSuppressed:
            return Matter(field: field, aspect: StopMatter.aspect(of: header))
        case .flagOtherClinical, .flagDiabetes, .flagGlaucoma, .flagFamilyHistoryGlaucoma, .flagOcularHypertension,
            .flagAmd, .flagMyopiaManagement:
            let subjects = ColumnSubjects.of(header: header, field: field).map(\.rawValue).sorted()
            return Matter(field: field, aspect: subjects.joined(separator: " "))
        default: return Matter(field: field, aspect: "")
        }
    }
}

extension ExportStatement {
    /// The fields in which a patient's row says that nobody is to ring, or what is wrong with the eyes.
    package static func fieldsThatTell(_ row: ReadRow) -> Set<Field> {
        var fields: Set<Field> = []
        for cell in row.cells {
            guard let field = cell.field, field.isSafety || field.isClinical, !fields.contains(field),
                CellFacts(cell)?.isTelling == true
            else { continue }
            fields.insert(field)
        }
        return fields
    }
}

extension Field {
    /// Whether the column says what is wrong with a patient's eyes, or what they wear.
    package var isClinical: Bool {
        switch self {
        case .flagDiabetes, .flagGlaucoma, .flagFamilyHistoryGlaucoma, .flagOcularHypertension, .flagAmd,
            .flagMyopiaManagement, .flagOtherClinical, .clinicalNotesFreetext, .riskLevel, .clWearer:
            true
        default: false
        }
    }

    /// Whether a blank cell of the column says "not said", and not that there is nothing.
    fileprivate var isUnsaidWhereBlank: Bool {
        switch self {
        case .consentRecallPhone, .patientStatus, .preferredContactMethod, .dateOfBirth, .age, .reminderStage: true
        default: isClinical
        }
    }
}

extension CellFacts {
    /// Whether the cell refuses calls.
    fileprivate var isRefusal: Bool { telephoneConsent == false || automatedConsent == false }

    /// Whether the cell says anything against calls.
    fileprivate var isAgainstCalls: Bool {
        if deceased != nil || doNotContact || isOnPreferenceService || reminderSuppressed || isRefusal { return true }
        return findings.contains { !$0.subject.isCondition && $0.subject != .callTimes }
    }

    /// Whether the cell says that nobody is to ring, or what is wrong with the eyes.
    fileprivate var isTelling: Bool {
        if deceased != nil || doNotContact || isOnPreferenceService || reminderSuppressed || isRefusal { return true }
        if isLensWearer == true || !findings.isEmpty { return true }
        return riskWord.map { $0 != .unknown } ?? false
    }
}

extension ImportedPatient {
    /// The patient with what earlier exports said and the new one is silent about.
    ///
    /// - Parameters:
    ///   - kept: What stands of it.
    ///   - memo: What earlier rows of the export came to.
    /// - Returns: The patient, with the facts of both.
    package func keeping(_ kept: [KeptCell], memo: inout RowMemo) -> ImportedPatient {
        guard !kept.isEmpty else { return self }
        var patient = self
        patient.kept = kept
        patient.facts = PatientFacts(row: read, kept: kept, memo: &memo)
        patient.cycle = RecallCycle.cycle(of: patient.facts)
        return patient
    }
}

/// What cells say against calls, each with its column.
package struct SaidAgainstCalls: Equatable, Sendable {
    private var said: Set<[String]>

    /// What a record said.
    ///
    /// - Parameters:
    ///   - row: The patient's row.
    ///   - kept: What stands of earlier exports.
    package init(_ row: ReadRow, kept: [KeptCell]) {
        said = Set(
            (row.cells + kept.map(\.cell)).filter { cell in
                CellFacts(cell).map { $0.isAgainstCalls || $0.saysAppointment } ?? false
            }.map {
                [$0.header, $0.text]
            })
    }

    package func adds(to earlier: SaidAgainstCalls?) -> Bool { !said.isSubset(of: earlier?.said ?? []) }
}

extension PatientFacts {
    /// Whether a person has to look because of what the record says, and may let the patient be called then. What staff have
    /// released stays released only as long as nothing is added to what they looked at.
    package var isHeldUntilReleased: Bool { findings.contains { $0.subject.isHeldUntilReleased } }
}

extension Subject {
    /// Whether a person has to look, and may let the patient be called then.
    package var isHeldUntilReleased: Bool {
        [.deathUnclear, .unreadStop, .complaint, .capacity, .powerOfAttorney].contains(self)
    }
}
