import GRDB
package import RecallPorts

extension SQLiteStore {
    /// How SQLite answers the questions that are asked for each call: the lines of its `EXPLAIN QUERY PLAN`.
    package func queryPlans() async throws(StoreError) -> (queue: [String], live: [String], day: [String]) {
        try await read { db in
            func plan(_ questions: [String]) throws -> [String] {
                try questions.flatMap { sql in
                    let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
                    let count = sql.count { $0 == "?" }
                    return try Row.fetchAll(
                        statement, arguments: StatementArguments(Array(repeating: 0, count: count))
                    ).map { $0["detail"] as String }
                }
            }
            return (
                queue: try plan([Queue.nextMoment, Queue.firstAtMoment]), live: try plan(Live.all),
                day: try plan([
                    Today.calls, Today.numbers + Chosen.numbers, Today.callsSince + Chosen.numbers,
                    Live.numbersInUse + Chosen.numbers,
                    PlanReading.attemptsQuery(filter: Chosen.patients),
                ])
            )
        }
    }
}
