package import RecallCore

/// What goes wrong outside, and how the voice provider stands to us.
package protocol AlertStore: Sendable {
    /// Notes an alert; one that is noted already keeps its beginning.
    func raise(_ code: String, practice: String, message: String, now: Instant) async throws(StoreError)

    /// Takes an alert away that is over.
    func resolve(_ code: String, practice: String) async throws(StoreError)

    /// Every alert that stands.
    func alerts() async throws(StoreError) -> [Alert]

    /// Notes that a person has seen an alert. It leaves the page; the same after a success is a new one.
    ///
    /// - Parameters:
    ///   - code: The alert's code; nil for every alert.
    ///   - practice: The practice's id; nil for every practice.
    ///   - now: The moment.
    /// - Returns: How many were not acknowledged before.
    /// - Throws: Why the store could not do it.
    func acknowledge(code: String?, practice: String?, now: Instant) async throws(StoreError) -> Int

    /// How Bland stands to us; `ok` where nothing was ever noted.
    func provider() async throws(StoreError) -> ProviderState

    /// Notes how Bland stands to us. The moment since when is kept while the word stays the same.
    func setProvider(_ word: ProviderState.Word, reason: String?, now: Instant) async throws(StoreError)

    /// Notes that the provider still stands to us as it did, where it does: what was noted meanwhile stays.
    ///
    /// - Parameters:
    ///   - word: How it stood.
    ///   - now: When it was asked.
    /// - Throws: Why the store could not do it.
    func confirmProvider(_ word: ProviderState.Word, now: Instant) async throws(StoreError)

    /// Has a stopped account asked about at once.
    func askAboutAccountSoon(now: Instant) async throws(StoreError)
}

extension AlertStore {
    /// Notes what a rule has made of an answer of the provider.
    ///
    /// - Parameters:
    ///   - note: What is to be noted.
    ///   - known: What stood noted when the rule was asked.
    ///   - now: The moment.
    /// - Throws: Why the store could not do it.
    package func setProvider(
        _ note: ProviderRule.Note, known: ProviderState, now: Instant
    ) async throws(StoreError) {
        if note.word == known.word, note.reason == known.reason {
            try await confirmProvider(note.word, now: now)
        } else {
            try await setProvider(note.word, reason: note.reason, now: now)
        }
    }
}
