/// A column that stops calls as it reads by itself, and does not by a layout that somebody wrote.
package struct LostStop: Equatable, Sendable {
    /// What the layout changes, without a full stop.
    private let words: String

    fileprivate init(_ words: String) { self.words = words }

    /// Why the layout is not followed.
    package var asRefused: String {
        words
            + ". The shared folder cannot say so. Put the layout right, or have your administrator run recalld approve "
            + "for this file."
    }

    /// What was done.
    package var asDone: String { words + ", as it was approved." }
}

extension Field {
    /// Whether cells of the column can stop calls to a patient, or say who answers for them.
    fileprivate var mayStop: Bool {
        switch self {
        case .preferredContactMethod, .consentMarketing, .clinicalNotesFreetext, .guardianContact, .dateOfBirth: true
        default: isSafety
        }
    }
}

extension Field {
    /// Whether the column says when a patient is to be seen.
    fileprivate var isDueOrBooked: Bool { self == .nextAppointmentDate || self == .nextRecallDate }
}

extension Recognition {
    /// The columns that may say who must not be called and are not understood: approved as they are, whoever they name
    /// would be called.
    package var stopsUnused: [LostStop] { stopsUnused(of: self) }

    /// Those that another reading finds doubtful, and that this one uses for nothing or for the same.
    private func stopsUnused(of own: Recognition) -> [LostStop] {
        own.columns.filter { column in
            guard column.isDoubtedStop else { return false }
            let written = columns.first { $0.column == column.column }?.field
            return written == nil || written == column.field
        }.map {
            LostStop("The column \"\($0.header)\" may say who must not be called, and what it holds is not understood")
        }
    }

    /// What stops calls by this reading of a file, and not by another of the same file.
    ///
    /// - Parameters:
    ///   - other: The other reading, by a layout that somebody wrote.
    ///   - otherKind: What that layout takes the file for.
    /// - Returns: The columns, or the file, in their order.
    package func stopsLost(in other: Recognition, kind otherKind: ExportKind) -> [LostStop] {
        if let kind, kind == .suppressions, otherKind != kind {
            return [LostStop("The file reads as a do-not-call list, and the layout takes it for \(otherKind.rawValue)")]
        }
        if isRegister(takenFor: otherKind) {
            return [
                LostStop(
                    "The names of the columns speak of people who must not be called, and the layout takes the file for \(otherKind.rawValue)"
                )
            ]
        }
        let keys = Layout.keys(of: columns.map(\.header))
        var lost: [LostStop] = []
        for (column, key) in zip(columns, keys) {
            let written = other.columns.first { $0.column == column.column }?.field
            guard let own = stop(of: column, as: otherKind), written != own else { continue }
            let use = written.map { "takes it for \($0.rawValue)" } ?? "uses it for nothing"
            lost.append(
                LostStop("The column \"\(key)\" reads as \(own.rawValue), which may stop calls, and the layout \(use)"))
        }
        lost += other.stopsUnused(of: self)
        // A second column of the same meaning could speak before the one that stops.
        for (column, key) in zip(other.columns, keys) {
            guard let written = column.field, written.isSafety, has(written),
                columns.first(where: { $0.column == column.column })?.field != written
            else { continue }
            lost.append(
                LostStop(
                    "The column \"\(key)\" is a second one of \(written.rawValue) by the layout, and may deny the first"
                ))
        }
        return lost
    }

    /// What a column is that may stop calls; nil for the others. In a do-not-call list each column that says whom it means
    /// does. The header counts as much as the cells: whoever wrote those may have made them something else.
    private func stop(of column: Column, as otherKind: ExportKind) -> Field? {
        if let field = column.field, field.mayStop { return field }
        if kind == .patients || otherKind == .patients, let field = Self.plainStop(column.header) { return field }
        guard kind == .suppressions, let field = column.field else { return nil }
        return field.isPhone || field == .patientID ? field : nil
    }

    /// The stop that a header plainly is, whatever its column holds; nil where it is none.
    private static func plainStop(_ header: String) -> Field? {
        let plain: Set<Field> = [
            .deceased, .doNotContact, .reminderSuppressed, .consentRecallPhone, .patientStatus, .preferredContactMethod,
            .clinicalNotesFreetext, .nextAppointmentDate, .nextRecallDate,
        ]
        let reading = HeaderVocabulary.standard.reading(of: header)
        return reading.isOther ? nil : reading.matches.first { $0.score >= 0.9 && plain.contains($0.field) }?.field
    }

    /// Whether the columns speak of people who must not be called, in a file that is taken for something that stops nobody.
    private func isRegister(takenFor kind: ExportKind) -> Bool {
        ![.patients, .suppressions].contains(kind) && columns.contains { Self.namesRegister($0.header) }
    }

    /// Whether a header speaks of a register of people who must not be called.
    private static func namesRegister(_ header: String) -> Bool {
        if [.doNotContact, .deceased, .consentRecallPhone, .reminderSuppressed].contains(plainStop(header)) {
            return true
        }
        return HeaderVocabulary.words(of: header).contains {
            ["tps", "ctps", "dnc", "dnd", "suppression", "optout"].contains($0)
        }
    }

    /// What of this reading may be remembered for the files to come, where nobody at the machine has written it: not what
    /// takes the place of a stop that a header names, for the cells of one file may be anything.
    ///
    /// - Returns: The columns that may be; nil where files with this header are to be looked at anew.
    package func columnsToLearn(as kind: ExportKind) -> [Column]? {
        if isRegister(takenFor: kind) { return nil }
        guard kind == .patients else { return columns }
        return columns.filter { column in
            guard let stop = Self.plainStop(column.header) else { return true }
            return column.field == stop || column.field?.mayStop == true || column.field?.isDueOrBooked == true
        }
    }
}
