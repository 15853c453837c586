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

extension Recognition {
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
        let keys = Layout.keys(of: columns.map(\.header))
        var lost: [LostStop] = []
        for (column, key) in zip(columns, keys) {
            let written = other.columns.first { $0.column == column.column }?.field
            guard let own = stop(of: column), written != own else { continue }
            let use = written.map { "takes it for \($0.rawValue)" } ?? "uses it for nothing"
            lost.append(
                LostStop("The column \"\(key)\" reads as \(own.rawValue), which may stop calls, and the layout \(use)"))
        }
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
    /// does.
    private func stop(of column: Column) -> Field? {
        if let field = column.field {
            if field.mayStop { return field }
            return kind == .suppressions && (field.isPhone || field == .patientID) ? field : nil
        }
        // Of a column that is used for nothing by its cells, the header may say plainly what it is.
        let reading = HeaderVocabulary.standard.reading(of: column.header)
        let plain: Set<Field> = [.deceased, .doNotContact, .reminderSuppressed, .consentRecallPhone]
        return reading.isOther ? nil : reading.matches.first { $0.score >= 0.9 && plain.contains($0.field) }?.field
    }
}
