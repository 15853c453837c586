/// Joins rows that speak of one patient: some systems write one row a recall.
package enum RowMerger {
    /// The row with contact-lens dates in their own fields, where its recall type says that it is about contact lenses.
    ///
    /// Such a row has the same columns as one about a sight test, but a check of lenses is no sight test.
    package static func aboutLenses(_ row: ReadRow) -> ReadRow {
        guard let type = row.text(.recallType), isAboutLenses(type) else { return row }
        var row = row
        if let seen = row.dates.removeValue(forKey: .lastExamDate), row.dates[.lastClCheckDate] == nil {
            row.dates[.lastClCheckDate] = seen
        }
        if let due = row.dates.removeValue(forKey: .nextRecallDate), row.dates[.nextClCheckDate] == nil {
            row.dates[.nextClCheckDate] = due
        }
        row.cells = row.cells.compactMap { cell in
            var cell = cell
            switch cell.field {
            case .lastExamDate: cell.field = .lastClCheckDate
            case .nextRecallDate: cell.field = .nextClCheckDate
            // The interval is that of the lenses; a sight test does not go by it.
            case .recallIntervalMonths: return nil
            default: break
            }
            return cell
        }
        return row
    }

    /// One row of what both say: the later of two past dates, the earlier of two due dates, every cell.
    package static func merge(_ first: ReadRow, _ second: ReadRow) -> ReadRow {
        var merged = first
        for (field, day) in second.dates {
            guard let known = merged.dates[field] else {
                merged.dates[field] = day
                continue
            }
            switch field.dateSense {
            case .past: merged.dates[field] = max(known, day)
            case .due, .diary: merged.dates[field] = min(known, day)
            case .birth, nil: break
            }
        }
        merged.cells += second.cells.filter { !merged.cells.contains($0) }
        merged.phones += second.phones.filter { !merged.phones.contains($0) }
        merged.problems += second.problems
        if merged.name.isEmpty { merged.name = second.name }
        return merged
    }

    private static func isAboutLenses(_ type: String) -> Bool {
        let words = type.lowercased().split { !$0.isLetter }
        let speaksOfLenses =
            words.contains { ["cl", "cla", "clac", "lens", "lenses"].contains($0) }
            || zip(words, words.dropFirst()).contains { $0 == "contact" && $1.hasPrefix("lens") }
        let speaksOfEyes = words.contains { ["sight", "eye", "exam", "test", "ee", "st"].contains($0) }
        return speaksOfLenses && !speaksOfEyes
    }
}
