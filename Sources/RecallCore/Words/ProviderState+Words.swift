extension ProviderState {
    /// Whether the provider was ever asked.
    package var wasAsked: Bool { askedAt.milliseconds > 0 }

    /// What the provider is known to be at a moment; nil where it was never asked, so that nobody can tell.
    package var known: Word? { word != .ok || wasAsked ? word : nil }

    /// How old that is, in words; nil where the moment is not known.
    private func age(at now: Instant) -> String? {
        wasAsked ? "\(MomentWords.age(seconds: max(0, now.seconds(since: askedAt)))) ago" : nil
    }

    /// What is behind `known`, where it is not plain: why, or that it is old or not known.
    ///
    /// - Parameter now: The moment.
    /// - Returns: The words; nil where the provider answered not long ago.
    package func remark(at now: Instant) -> String? {
        guard known == .ok else { return known == nil ? "not asked yet" : reason }
        guard abs(now.seconds(since: askedAt)) >= ProviderRule.secondsUntilOld else { return nil }
        return age(at: now).map { "asked \($0)" }
    }

    /// How the provider stands to us, with the age of what is known.
    ///
    /// - Parameter now: The moment.
    /// - Returns: The words.
    package func words(at now: Instant) -> String {
        let asked = age(at: now).map { "asked \($0)" }
        let why = [reason, asked].compactMap(\.self).joined(separator: "; ")
        return switch known {
        case nil: "not asked yet"
        case .ok?:
            remark(at: now).map { "\($0): ok" } ?? (asked.map { "ok, \($0)" } ?? "ok")
        case .unreachable?: "cannot be reached (\(why)); calls wait"
        case .stopped?: "stopped (\(why)). Put it right, then run recalld resume"
        }
    }
}
