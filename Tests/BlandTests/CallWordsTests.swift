import Bland
import RecallCore
import Testing

@Suite struct CallWordsTests {
    @Test func `an error of the queue gives a call up, trouble after the call does not`() {
        for (completed, queue, expected) in [
            (false, nil, .underWay), (false, "queued", .underWay), (false, "complete", .underWay),
            (true, nil, .over), (true, "complete", .over), (false, "complete_error", .over),
            (true, "complete_error", .over), (false, "pre_queue_error", .givenUp), (false, "queue_error", .givenUp),
            (false, "call_error", .givenUp), (true, "call_error", .givenUp),
        ] as [(Bool, String?, CallProgress)] {
            let progress = CallProgress(completed: completed, queueStatus: queue)
            #expect(progress == expected, "\(completed) \(queue ?? "nil")")
        }
    }

    @Test func `a status says how a call ended that nobody took`() {
        for (status, expected) in [
            ("busy", .busy), ("no-answer", .noAnswer), ("failed", .failed), ("canceled", .failed),
            ("completed", nil), ("in-progress", nil), ("queued", nil), ("", nil), (nil, nil),
        ] as [(String?, CallEnding?)] {
            #expect(CallEnding(status: status) == expected, "\(status ?? "nil")")
        }
    }

    @Test func `a fault is read from the message, and from two words of the status`() {
        for (message, status, expected) in [
            ("Number is on the DNC list", nil, .numberRefused), ("Sensitive number", "failed", .numberRefused),
            ("Phone number not found", nil, .numberRefused), ("Invalid phone number", nil, .numberRefused),
            ("blacklisted", "busy", .numberRefused), ("User busy", nil, .lineBusy), ("SIP 503", nil, .other),
            ("...", nil, nil), ("", nil, nil), (nil, nil, nil), (nil, "completed", nil), (nil, "error", .other),
            (nil, "cancelled", .other), ("busy here", "error", .lineBusy), (nil, "failed", nil),
        ] as [(String?, String?, CallFault?)] {
            #expect(CallFault(message: message, status: status) == expected, "\(message ?? "nil") \(status ?? "nil")")
        }
    }

    @Test func `a disposition is one of ours, one of Bland's, or says nothing`() {
        for outcome in Outcome.allCases where outcome != .unknown {
            #expect(CallOpinion(disposition: outcome.rawValue.uppercased()) == .outcome(outcome))
        }
        for (word, expected) in [
            ("DO_NOT_CONTACT", .outcome(.optedOut)), ("do not call", .outcome(.optedOut)), ("DNC", .outcome(.optedOut)),
            ("CALL_BACK_SCHEDULED", .outcome(.callbackRequested)), ("CALLBACK", .outcome(.callbackRequested)),
            ("NOT_INTERESTED", .outcome(.declined)), ("CANCELED", .outcome(.failed)), ("UNKNOWN", .nothing),
            ("NO_CONTACT_MADE", .nothing), ("COMPLETED_ACTION", .nothing), ("", .nothing),
        ] as [(String, CallOpinion)] {
            #expect(CallOpinion(disposition: word) == expected, "\(word)")
        }
    }
}
