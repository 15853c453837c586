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

    /// Has a stopped account asked about at once.
    func askAboutAccountSoon(now: Instant) async throws(StoreError)
}
