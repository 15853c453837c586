import Foundation

/// The list of calls, filtered as `GET /v1/calls` documents it.
enum CallList {
    static func reply(_ calls: [SimulatedCall], query: [String: String], now: Date) -> Reply {
        let view = SimulatedCall.View(now: now)
        var chosen = calls
        if let number = query["to_number"].map(PhoneDigits.of) {
            chosen.removeAll { PhoneDigits.of($0.number) != number }
        }
        if let number = query["from_number"].map(PhoneDigits.of) {
            chosen.removeAll { PhoneDigits.of($0.from) != number }
        }
        for (name, isKept) in [
            ("start_date", { (call: Date, limit: Date, _: Bool) in call >= limit }),
            // Documented as inclusive: a day alone counts whole.
            ("end_date", { call, limit, isDay in isDay ? call < limit + 86400 : call <= limit }),
            ("created_at", { call, limit, _ in call >= limit && call < limit + 86400 }),
        ] {
            guard let text = query[name] else { continue }
            guard let (limit, isDay) = Timestamp.parse(text) else { return .error(400, "Invalid \(name).") }
            chosen.removeAll { !isKept($0.acceptedAt, limit, isDay) }
        }
        var rows = chosen.map { (call: $0, row: $0.row(view)) }
        for name in ["completed", "inbound", "batch_id", "answered_by", "status"] {
            guard let wanted = query[name] else { continue }
            rows.removeAll { element in
                switch element.call.details(view)[name] {
                case .bool(let value): wanted != "\(value)"
                case .string(let value): wanted != value
                default: wanted != "null"
                }
            }
        }
        for (name, isKept) in [("duration_gt", { (a: Double, b: Double) in a > b }), ("duration_lt", { $0 < $1 })] {
            guard let limit = query[name].flatMap(Double.init) else { continue }
            rows.removeAll { !isKept($0.row["call_length"]?.number ?? 0, limit) }
        }
        if query["ascending"] != "true" { rows.reverse() }
        let total = rows.count
        if let first = query["from"].flatMap(Int.init) { rows = Array(rows.dropFirst(max(0, first))) }
        if let end = query["to"].flatMap(Int.init) {
            rows = Array(rows.prefix(max(0, end - max(0, query["from"].flatMap(Int.init) ?? 0))))
        }
        rows = Array(rows.prefix(max(0, query["limit"].flatMap(Int.init) ?? 1000)))
        return .json(
            200, ["total_count": .int(total), "count": .int(rows.count), "calls": .array(rows.map(\.row))])
    }
}
