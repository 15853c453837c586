/// What became of a request to place a call, by what may have happened at the other end.
///
/// Reasons are plain words without names and numbers, fit for logs and for the status.
package enum PlacementResult: Equatable, Sendable {
    /// The provider has the call and will dial.
    case accepted(callID: String, notice: String?)
    /// Certainly nobody was called: try later, as a new attempt.
    case nobodyCalled(retryAfterSeconds: Int?, reason: String)
    /// This request called nobody, because the provider had another for the same number within ten seconds. After a
    /// request whose answer was lost, it is a sign that the lost one was taken.
    case sameNumberTooSoon(retryAfterSeconds: Int, reason: String)
    /// Somebody may have been called: look for the call, never send it again.
    case perhapsCalled(reason: String)
    /// This number will never be called by the provider, and asking again endangers the account.
    case numberRefused(reason: String)
    /// The account or the configuration is wrong: no call will be taken until a person has acted.
    case accountWrong(reason: String)
    /// The provider does not take this request as it is; nobody was called and sending it again is of no use.
    case requestWrong(reason: String)
}
