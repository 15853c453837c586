package import Foundation

/// Which call ends how: rules first, in their order, then the default, then weights drawn with a seed.
///
/// ```json
/// {"seed": 7,
///  "rules": [{"number": "+447700900123", "outcome": "booked", "slot": "b"},
///            {"number": "+447700900124", "outcomes": ["no_answer", {"outcome": "callback", "words": "at six"}]},
///            {"number": "+447700900125", "fault": "dnc"},
///            {"number_prefix": "+44113", "outcome": "busy"},
///            {"call": 3, "outcome": "voicemail"}],
///  "default": "no_answer",
///  "weights": {"booked": 5, "no_answer": 3}}
/// ```
///
/// `call` counts accepted calls from 1. With `outcomes`, the nth call to the number has the nth of them and
/// later ones the last. Without `default`, weights decide by seed, number and how often that number was called,
/// so that the order in which calls come in makes no difference.
package struct CallScript: Sendable {
    struct Rule: Sendable {
        var digits: String?
        var prefix: String?
        var call: Int?
        var plans: [CallPlan]

        func matches(digits: String, call: Int) -> Bool {
            if let wanted = self.digits, wanted != digits { return false }
            if let prefix, !digits.hasPrefix(prefix) { return false }
            if let wanted = self.call, wanted != call { return false }
            return true
        }
    }

    var rules: [Rule] = []
    var fallback: CallPlan?
    var weights: [(outcome: ScriptedOutcome, weight: Double)] = CallScript.usualWeights
    /// The seed of the weights.
    package var seed: UInt64

    /// About what a recall campaign meets.
    static let usualWeights: [(outcome: ScriptedOutcome, weight: Double)] = [
        (.booked, 30), (.noAnswer, 18), (.voicemail, 14), (.callback, 9), (.declined, 6), (.optedOut, 4),
        (.busy, 4), (.wrongNumber, 3), (.seenElsewhere, 3), (.voicemailMislabelledHuman, 2), (.movedAway, 1),
        (.deceased, 1), (.identityNotConfirmed, 2), (.newNumber, 1), (.symptoms, 1), (.failed, 1),
    ]

    /// A script without rules: weights decide.
    package init(seed: UInt64 = 1) { self.seed = seed }

    /// One outcome for every call.
    package init(always plan: CallPlan) {
        self.init()
        fallback = plan
    }

    /// Reads a script.
    package init(parsing data: Data) throws {
        let json = try JSON(parsing: data)
        guard let members = json.object else { throw ScriptError.notAnObject("the script") }
        self.init(seed: UInt64(max(0, members["seed"]?.number ?? 1)))
        for name in members.keys where !["seed", "rules", "default", "weights"].contains(name) {
            throw ScriptError.unknownMember(name)
        }
        try add(rules: members["rules"]?.array ?? [])
        if let plan = members["default"] { fallback = try CallPlan(json: plan) }
        if let weighted = members["weights"]?.object {
            weights = try weighted.sorted { $0.key < $1.key }.map { word, weight in
                guard let outcome = ScriptedOutcome(word: word) else { throw ScriptError.unknownOutcome(word) }
                return (outcome, max(0, weight.number ?? 0))
            }
        }
    }

    /// Puts rules before those that are there.
    package mutating func add(rules more: [JSON]) throws {
        let known = Set(CallPlan.CodingKeys.allCases.map(\.rawValue) + ["number", "number_prefix", "call", "outcomes"])
        let read = try more.map { json in
            guard let members = json.object else { throw ScriptError.notAnObject("a rule") }
            if let odd = members.keys.sorted().first(where: { !known.contains($0) }) {
                throw ScriptError.unknownMember(odd)
            }
            var plans = try (members["outcomes"]?.array ?? []).map { try CallPlan(json: $0) }
            if plans.isEmpty {
                guard members["outcome"] != nil || members["fault"] != nil else { throw ScriptError.ruleWithoutPlan }
                plans = [try CallPlan(json: json)]
            }
            return Rule(
                digits: members["number"]?.string.map(PhoneDigits.of),
                prefix: members["number_prefix"]?.string.map(PhoneDigits.of),
                call: members["call"]?.number.map { Int($0) },
                plans: plans
            )
        }
        rules.insert(contentsOf: read, at: 0)
    }

    /// The plan of the call that would be the `call`th of all and the `nth` to its number, both from 1.
    func plan(digits: String, call: Int, nth: Int) -> CallPlan {
        if let rule = rules.first(where: { $0.matches(digits: digits, call: call) }) {
            return rule.plans[min(nth, rule.plans.count) - 1]
        }
        if let fallback { return fallback }
        var random = SeededRandom(seed: seed, about: "\(digits)/\(nth)")
        let total = weights.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return CallPlan(.noAnswer) }
        var point = Double.random(in: 0..<total, using: &random)
        for (outcome, weight) in weights {
            point -= weight
            if point < 0 {
                var plan = CallPlan(outcome)
                plan.slot = ["a", "b", "c"].randomElement(using: &random)
                return plan
            }
        }
        return CallPlan(.noAnswer)
    }
}
