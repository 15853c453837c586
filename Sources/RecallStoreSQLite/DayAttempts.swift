/// The questions about a day's attempts.
enum Today {
    static let calls = """
        SELECT count(*) AS calls, total(price) AS spend FROM attempt WHERE local_day = ? AND state <> 'void'
        """
    static let numbers = "SELECT phone FROM attempt WHERE local_day = ? AND state <> 'void'"
}
