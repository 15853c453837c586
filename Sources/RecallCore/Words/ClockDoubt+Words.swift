extension ClockDoubt {
    /// What is wrong and what to do, in words for staff and for the journal.
    ///
    /// - Parameter now: What the clock shows.
    /// - Returns: A few sentences.
    package func words(at now: Instant) -> String {
        let what =
            hasToReach.flatMap { $0 > now ? $0 : nil }.map {
                "The clock of this machine is \(MomentWords.age(seconds: $0.seconds(since: now))) behind what is stored."
            } ?? "The clock of this machine has not been set by its time service yet."
        return what + " No call is placed until it is right. If it is right now, run recalld resume."
    }
}
