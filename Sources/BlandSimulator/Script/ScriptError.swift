/// What is wrong with a script.
package enum ScriptError: Error, Hashable, CustomStringConvertible {
    case notAnObject(String)
    case unknownMember(String)
    case unknownOutcome(String)
    case unknownStop(String)
    case unknownFault(String)
    case ruleWithoutPlan

    package var description: String {
        switch self {
        case .notAnObject(let what): "\(what) must be a JSON object"
        case .unknownMember(let name): "the script has no member \"\(name)\""
        case .unknownOutcome(let word):
            "\"\(word)\" is no outcome; use one of "
                + ScriptedOutcome.allCases.map(\.rawValue).joined(separator: ", ")
        case .unknownStop(let word): "\"\(word)\" is no wish to stop; use ai_calls, phone or recalls"
        case .unknownFault(let word):
            "\"\(word)\" is no fault; use one of " + FaultName.allCases.map(\.rawValue).joined(separator: ", ")
        case .ruleWithoutPlan: "a rule needs \"outcome\", \"outcomes\" or \"fault\""
        }
    }
}
