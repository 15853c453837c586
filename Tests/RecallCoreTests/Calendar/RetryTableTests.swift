import Foundation
import RecallCore
import RecallTestSupport
import Testing

@Suite struct RetryTableTests {
    private struct Table: Decodable { var cases: [Case] }
    private struct Case: Decodable {
        struct Attempt: Decodable {
            var at: Instant
            var outcome: Outcome
            var callback: Instant?
            enum CodingKeys: String, CodingKey {
                case at, outcome
                case callback = "callback_at"
            }
        }
        struct Calling: Decodable {
            var voicemail: String?
            var hoursBetween: Int?
            enum CodingKeys: String, CodingKey {
                case voicemail
                case hoursBetween = "min_hours_between_attempts"
            }
        }
        var id: String
        var calling: Calling
        var attempts: [Attempt]
        var now: Instant
        var next: Instant?
        var gate: GateCode?
        var leaveMessage: Bool
        enum CodingKeys: String, CodingKey {
            case id, calling, attempts, now, next, gate
            case leaveMessage = "leave_message"
        }
    }

    @Test func `every case of the table is tried again as it says`() throws {
        let table = try JSONDecoder().decode(Table.self, from: Fixtures.cases("retries.json"))
        #expect(table.cases.count >= 18)
        let hours = try Samples.openingHours()
        for one in table.cases {
            var calling = CallingRules()
            if let word = one.calling.voicemail { calling.voicemail = try #require(VoicemailPolicy(rawValue: word)) }
            if let number = one.calling.hoursBetween { calling.minHoursBetweenAttempts = number }
            let attempts = one.attempts.map {
                PastAttempt(startedAt: $0.at, outcome: $0.outcome, callbackAt: $0.callback)
            }
            let decision = RetryRule.decide(
                attempts: attempts, calling: calling, hours: hours, zone: .london, now: one.now)
            #expect(decision.next == one.next, "\(one.id)")
            #expect(decision.gate?.code == one.gate, "\(one.id)")
            #expect(decision.gate?.until == (one.gate == nil ? nil : one.next), "\(one.id)")
            #expect(decision.mayLeaveMessage == one.leaveMessage, "\(one.id)")
        }
    }
}
