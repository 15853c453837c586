/// The questions about a day's attempts.
enum Today {
    static let calls = """
        SELECT count(*) AS calls, total(price) AS spend FROM attempt WHERE local_day = ? AND state <> 'void'
        """
    /// Calls since a moment that count towards what may go to one telephone: those made before staff had a recall tried
    /// again do not.
    static let callsSince = """
        SELECT phone, started_at FROM attempt
        WHERE local_day >= ? AND started_at > ? AND state <> 'void' AND NOT EXISTS (SELECT 1 FROM recall
            WHERE recall.id = attempt.recall AND attempt.started_at < recall.set_aside_at)
        """
    static let keptCallsSince = "SELECT phone, started_at FROM kept_call WHERE local_day >= ? AND started_at > ?"
    static let keptNumbers = "SELECT phone FROM kept_call WHERE local_day = ?"
    static let numbers = "SELECT phone FROM attempt WHERE local_day = ? AND state <> 'void'"
}
