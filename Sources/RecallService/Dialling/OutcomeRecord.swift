import Foundation
package import RecallCore
package import RecallPorts
import RecallSystem

/// What is to be stored of a call of a practice: what it came to, and what follows. Decides by Core's rules and keeps
/// nothing.
package struct OutcomeRecord: Sendable {
    package var practice: PracticeContext

    package init(practice: PracticeContext) { self.practice = practice }

    /// What is to be stored of a call that is over.
    package func settlement(
        _ subject: CallSubject, report: CallReport, answers: AnalysisAnswers, now: Instant
    ) throws -> Settlement {
        let context = CallContext(
            number: subject.attempt.phone, identityCheck: practice.rules.calling.identityCheck,
            messageSent: subject.attempt.leavesMessage, placedAt: practice.zone.local(subject.attempt.startedAt))
        // What was said is understood among all that was offered; only what the call still holds can be booked, for a newer
        // diary may show a place taken.
        let offered = subject.attempt.offered
        let held = subject.held
        let conclusion = Conclusion.conclude(
            report, answers: answers, offered: offered, held: offered.filter { held.contains(where: $0.isPlace) },
            context: context)
        var settlement = settlement(subject, conclusion, callID: report.callID, now: now)
        settlement.priceUSD = report.priceUSD
        settlement.report = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
        return settlement
    }

    /// What is to be stored where the provider refuses the number for ever.
    package func refusal(_ subject: CallSubject, now: Instant) -> Settlement {
        settlement(subject, Conclusion.numberRefused(subject.attempt.phone), callID: nil, now: now)
    }

    /// The lines that tell staff that the provider refused the request for what stands in it.
    package func refusedEvents(_ subject: CallSubject, reason: String, now: Instant) -> [Event] {
        let today = practice.zone.day(of: now)
        return [
            Event.task(
                TaskProposal(.requestRefused), id: Identifier.make("e", at: now), patientID: subject.patientID,
                name: subject.facts.name, phone: subject.attempt.phone, at: now, today: today,
                attempt: subject.attempt.id,
                riskLevel: Assessor.assess(subject.facts, rules: practice.rules, today: today).level,
                note: "Nobody was called. The telephone service said: \(reason)")
        ]
    }

    /// What is to be stored where staff say what an unknown attempt came to.
    package func settlementByStaff(_ subject: CallSubject, outcome: Outcome, now: Instant) -> Settlement {
        settlement(
            subject, .bySaying(outcome, number: subject.attempt.phone), callID: subject.attempt.callID, now: now)
    }

    /// The lines that tell staff that it cannot be found out whether a call was made.
    package func unknownEvents(_ subject: CallSubject, now: Instant) -> [Event] {
        let conclusion = Conclusion.unknown()
        let retry = RetryDecision(finished: false, gate: nil, next: nil, mayLeaveMessage: false)
        return story(subject, callID: nil, now: now)
            .events(
                conclusion, booking: nil, retry: retry, zone: practice.zone, newID: { Identifier.make("e", at: now) })
    }

    /// The line that says that nobody was called after all.
    package func notCalledEvents(_ subject: CallSubject, now: Instant) -> [Event] {
        var conclusion = Conclusion.unknown()
        conclusion.outcome = .failed
        conclusion.tasks = []
        conclusion.note = "Staff found that nobody was called. The patient may be called again."
        let retry = RetryDecision(finished: false, gate: nil, next: now, mayLeaveMessage: false)
        return story(subject, callID: nil, now: now)
            .events(
                conclusion, booking: nil, retry: retry, zone: practice.zone, newID: { Identifier.make("e", at: now) })
    }

    private func settlement(
        _ subject: CallSubject, _ conclusion: Conclusion, callID: String?, now: Instant
    ) -> Settlement {
        let booking = conclusion.acceptedSlot.flatMap { accepted in
            subject.held.first(where: accepted.isPlace).map { Appointment($0) }
        }
        let callback = conclusion.callbackAt.map { practice.zone.instant($0) }
        var attempts = subject.attempts.filter { $0.startedAt != subject.attempt.startedAt }
        attempts.append(
            PastAttempt(
                startedAt: subject.attempt.startedAt, outcome: conclusion.outcome, callbackAt: callback,
                messageSent: subject.attempt.leavesMessage))
        let retry = RetryRule.decide(
            attempts: attempts, calling: practice.rules.calling, hours: practice.hours, zone: practice.zone, now: now)
        let events = story(subject, callID: callID, now: now)
            .events(
                conclusion, booking: booking, retry: retry, zone: practice.zone,
                newID: { Identifier.make("e", at: now) })
        let closing = Stop.closing(
            after: conclusion.outcome, practice: practice.id, phone: subject.attempt.phone,
            patientID: subject.patientID)
        return Settlement(
            outcome: conclusion.outcome, answeredBy: conclusion.answeredBy,
            durationSeconds: conclusion.durationSeconds, callbackAt: callback,
            stops: conclusion.stops.map {
                Stop($0, practice: practice.id, phone: subject.attempt.phone, patientID: subject.patientID)
            } + [closing].compactMap(\.self), booking: booking, events: events)
    }

    private func story(_ subject: CallSubject, callID: String?, now: Instant) -> CallEvents {
        let today = practice.zone.day(of: now)
        return CallEvents(
            patientID: subject.patientID, name: subject.facts.name, phone: subject.attempt.phone,
            riskLevel: Assessor.assess(subject.facts, rules: practice.rules, today: today).level,
            attempt: subject.attempt.id, callID: callID, startedAt: subject.attempt.startedAt, today: today, now: now)
    }
}
