/// How the account with a provider of calls stands.
package struct VoiceAccount: Equatable, Sendable {
    /// What is left, in US dollars; nil where the provider does not say.
    package var balanceUSD: Double?

    package init(balanceUSD: Double?) { self.balanceUSD = balanceUSD }
}
