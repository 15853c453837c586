import RecallCore
package import RecallPorts

/// Makes the request for an attempt that has been stored.
package struct AttemptRequest: Sendable {
    package var practice: PracticeContext
    package var script: CallScript

    package init(practice: PracticeContext, script: CallScript) {
        self.practice = practice
        self.script = script
    }

    /// What the provider is told of a call.
    ///
    /// - Parameter subject: Whom the attempt concerns.
    /// - Returns: The request, which holds nothing that the call does not need.
    package func make(_ subject: CallSubject) -> CallRequest {
        let today = practice.zone.day(of: subject.attempt.startedAt)
        let assessment = Assessor.assess(subject.facts, rules: practice.rules, today: today)
        return CallRequest(
            attemptID: subject.attempt.id, practiceID: practice.id, practiceName: practice.rules.name,
            practicePhone: practice.rules.phone, timeZone: practice.settings.timeZone, number: subject.attempt.phone,
            patient: subject.facts.name,
            asksForGuardian: Minority.isMinor(age: assessment.age, isSaidChild: subject.facts.isSaidChild),
            recallType: assessment.type, identityCheck: practice.rules.calling.identityCheck,
            dateOfBirth: subject.facts.birth, postcode: subject.read.text(.postcode), offered: subject.attempt.offered,
            leavesMessage: subject.attempt.leavesMessage, maxCallMinutes: practice.maxCallMinutes, script: script)
    }
}
