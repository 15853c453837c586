import RecallCore

/// A question that Bland is asked about a call after it was answered by a person.
struct AnalysisQuestion: Equatable, Sendable {
    var text: String
    /// `boolean` or `string`.
    var type: String

    /// What the analysis is for, in words for Bland.
    static let goal = "Decide what the person who answered a call from an optician's practice said."

    /// The seven questions, in the order in which `AnalysisAnswers` reads their answers.
    static let all = [
        AnalysisQuestion(
            text: "Did the person confirm that they are the patient, or the parent or guardian we asked for?",
            type: "boolean"),
        AnalysisQuestion(
            text: "Which offered appointment did they accept? Answer with its letter, or none.", type: "string"),
        AnalysisQuestion(
            text: "Did they ask to be called back? Answer with the day and time they gave, or none.", type: "string"),
        AnalysisQuestion(
            text: "Did they ask us to stop? Answer none, ai_calls, phone or recalls.", type: "string"),
        AnalysisQuestion(text: AnalysisAnswers.Circumstance.question, type: "string"),
        AnalysisQuestion(
            text: "Did they give a new telephone number? Answer with it, or none.", type: "string"),
        AnalysisQuestion(
            text: "Did they mention sudden loss of vision, flashes, floaters, a painful red eye or an injury?",
            type: "boolean"),
    ]
}
