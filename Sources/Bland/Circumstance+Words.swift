import RecallCore

extension AnalysisAnswers.Circumstance {
    /// What is asked, with the words to answer in.
    static let question =
        "Was this the wrong number, or is the patient deceased, moved away, or seen elsewhere? "
        + "Answer none, wrong_number, deceased, moved_away or seen_elsewhere."

    /// The words of an answer that speak for it.
    var answers: Phrases {
        switch self {
        case .deceased: ["deceased", "dead", "died", "passed away"]
        case .wrongNumber: ["wrong number", "wrongnumber", "wrong person"]
        case .movedAway: ["moved away", "moved", "movedaway"]
        case .seenElsewhere: ["seen elsewhere", "elsewhere", "seenelsewhere"]
        }
    }
}
