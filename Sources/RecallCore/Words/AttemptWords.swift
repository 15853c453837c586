/// What came of an attempt, in a sentence that staff can read to the patient.
package enum AttemptWords {
    /// The sentence of one attempt; `outcome` is nil while the call is in progress.
    package static func sentence(
        startedAt: Instant, outcome: Outcome?, number: PhoneNumber, zone: Zone, callbackAt: Instant? = nil
    ) -> String {
        let when = MomentWords.moment(startedAt, zone)
        let what =
            switch outcome {
            case nil: "the call is in progress"
            case .callbackRequested?:
                callbackAt.map { "we were asked to ring again on \(MomentWords.moment($0, zone))" }
                    ?? Outcome.callbackRequested.words.sentence
            case let outcome?: outcome.words.sentence
            }
        return "On \(when) we rang \(number.national): \(what)."
    }

    /// The sentence of an attempt that certainly reached nobody.
    package static func nobody(startedAt: Instant, zone: Zone) -> String {
        "On \(MomentWords.moment(startedAt, zone)) a call was to be made, and nobody was rung."
    }
}
