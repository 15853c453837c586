import Tabular

/// Turns events into the rows of a file; the same events and template always give the same rows.
package struct OutboxRenderer: Sendable {
    private let template: OutboxTemplate
    private let zone: Zone

    package init(template: OutboxTemplate, zone: Zone) {
        self.template = template
        self.zone = zone
    }

    /// The name of a file: `KIND-PRACTICE-YYYYMMDDTHHMMSS-NNNNNN.csv`, local time.
    package func fileName(kind: EventKind, practice: String, number: Int, at instant: Instant) -> String {
        let local = zone.local(instant)
        let date = MomentWords.compact(local.day)
        let time = "\(padded(local.hour, 2))\(padded(local.minute, 2))\(padded(local.second % 60, 2))"
        return "\(kind.rawValue)-\(practice)-\(date)T\(time)-\(padded(number, 6)).csv"
    }

    /// The header and a row for each event.
    package func rows(kind: EventKind, events: [Event]) -> [[String]] {
        let sheet = template.sheet(kind)
        let page = OutboxCells(sheet: sheet, zone: zone)
        return [sheet.columns.map(\.header)] + events.map { event in sheet.columns.map { page.cell($0, event) } }
    }
}

/// The cells of files of one kind.
private struct OutboxCells {
    let sheet: OutboxTemplate.Sheet
    let zone: Zone

    func cell(_ column: OutboxTemplate.Column, _ event: Event) -> String {
        switch column.content {
        case .constant(let text): harmless(text)
        case .field(let field): value(field, event)
        }
    }

    private func value(_ field: OutboxField, _ event: Event) -> String {
        switch field {
        case .eventID: event.id
        case .patientID: harmless(event.patientID)
        case .title: harmless(event.name.title)
        case .firstName: harmless(event.name.first)
        case .lastName: harmless(lastName(event.name))
        case .fullName: harmless(fullName(event.name))
        case .phone: event.phone.map(phone) ?? ""
        case .calledOn, .bookedOn, .reportedOn, .raisedOn: date(zone.local(event.at).day)
        case .calledAt, .bookedAt: time(zone.local(event.at).second / 60)
        case .attempt: event.attempt ?? ""
        case .outcome: event.outcome?.rawValue ?? ""
        case .answeredBy: event.answeredBy ?? ""
        case .durationSeconds: event.durationSeconds.map(String.init) ?? ""
        case .riskLevel: event.riskLevel?.rawValue ?? ""
        case .nextStep: harmless(event.nextStep ?? "")
        case .callID: event.callID ?? ""
        case .note: harmless(event.note)
        case .date: event.appointment.map { date($0.day) } ?? ""
        case .start: event.appointment.map { time($0.start) } ?? ""
        case .end: event.appointment?.end.map(time) ?? ""
        case .practitioner: harmless(event.appointment?.practitioner ?? "")
        case .appointmentType: harmless(event.appointment?.type ?? "")
        case .room: harmless(event.appointment?.room ?? "")
        case .slotID: harmless(event.appointment?.slotID ?? "")
        case .status: event.bookingStatus?.rawValue ?? ""
        case .change: event.change?.rawValue ?? ""
        case .oldValue: contactValue(event.oldValue)
        case .newValue: contactValue(event.newValue)
        case .priority: event.priority?.rawValue ?? ""
        case .reason: harmless(event.reason ?? "")
        case .dueBy: event.dueBy.map(date) ?? ""
        }
    }

    private func lastName(_ name: PersonName) -> String {
        sheet.nameForm == .capitalLastFirst ? name.last.uppercased() : name.last
    }

    private func fullName(_ name: PersonName) -> String {
        func joined(_ parts: [String], _ separator: String = " ") -> String {
            parts.filter { !$0.isEmpty }.joined(separator: separator)
        }
        return switch sheet.nameForm {
        case .titleFirstLast: joined([name.title, name.first, name.last])
        case .firstLast: joined([name.first, name.last])
        case .lastFirst, .capitalLastFirst: joined([lastName(name), name.first], ", ")
        }
    }

    /// A telephone number in the template's form where the value is one, else words.
    private func contactValue(_ text: String?) -> String {
        guard let text else { return "" }
        return PhoneNumber(e164: text).map(phone) ?? harmless(text)
    }

    private func date(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.parts
        let two = (day: padded(dayOfMonth, 2), month: padded(month, 2))
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return switch sheet.dateForm {
        case .dayMonthYear: "\(two.day)/\(two.month)/\(padded(year, 4))"
        case .dayMonthYearDashes: "\(two.day)-\(two.month)-\(padded(year, 4))"
        case .dayMonthYearDots: "\(two.day).\(two.month).\(padded(year, 4))"
        case .dayNameMonthYear: "\(two.day)-\(names[month - 1])-\(padded(year, 4))"
        case .iso: day.description
        case .compact: "\(padded(year, 4))\(two.month)\(two.day)"
        }
    }

    private func time(_ minutes: Int) -> String {
        let hour = padded(minutes / 60, 2)
        let minute = padded(minutes % 60, 2)
        return switch sheet.timeForm {
        case .colon: "\(hour):\(minute)"
        case .dot: "\(hour).\(minute)"
        case .compact: "\(hour)\(minute)"
        case .seconds: "\(hour):\(minute):00"
        }
    }

    private func phone(_ number: PhoneNumber) -> String {
        switch sheet.phoneForm {
        case .national: number.national
        case .digits: number.national.filter { $0 != " " }
        case .e164: number.e164
        }
    }

    /// Text that no spreadsheet runs as a formula, on one line. What the encoding makes of it is looked at once more when it
    /// is written.
    private func harmless(_ text: String) -> String {
        let oneLine = String(text.map { $0.isNewline || $0 == "\t" || $0 == "\u{0}" ? " " : $0 })
        let trimmed = String(oneLine.drop { $0 == " " })
        return FormulaGuard.isFormula(trimmed) ? FormulaGuard.mark + trimmed : trimmed
    }
}
