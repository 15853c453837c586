/// All that a plan is made of, beside the moment: the patients, and the numbers that are no one patient's.
package struct PlanSnapshot: Sendable {
    package var patients: [PlanPatient]
    /// Numbers that nobody is called on.
    package var stoppedNumbers: Set<PhoneNumber>
    /// Numbers with a call in progress, of whichever practice.
    package var numbersInUse: Set<PhoneNumber>
    /// Numbers with a call on the local day, of whichever practice.
    package var numbersDialledToday: Set<PhoneNumber>
    /// Numbers of the practice that a call has shown to be nobody's to be called on, until a person opens them.
    package var closedNumbers: Set<PhoneNumber> = []
    /// When each number was called lately, of whichever practice and patient; calls from before staff had a recall tried
    /// again are left out.
    package var callsByNumber: [PhoneNumber: [Instant]] = [:]

    package init(
        patients: [PlanPatient], stoppedNumbers: Set<PhoneNumber> = [], numbersInUse: Set<PhoneNumber> = [],
        numbersDialledToday: Set<PhoneNumber> = []
    ) {
        self.patients = patients
        self.stoppedNumbers = stoppedNumbers
        self.numbersInUse = numbersInUse
        self.numbersDialledToday = numbersDialledToday
    }

    /// Counts attempts that are taken as made for the patient added last, as calls of the number that would be dialled.
    package mutating func suppose(_ attempts: [PastAttempt]) {
        guard let number = patients.last?.facts.numbers.first else { return }
        callsByNumber[number, default: []] += attempts.map(\.startedAt)
    }
}

extension PlanSnapshot: CustomStringConvertible {
    package var description: String { "‹snapshot of \(patients.count)›" }
}

extension Planner {
    /// Makes the plan of a snapshot, and hands on one line after the other.
    package static func plan(_ snapshot: PlanSnapshot, context: GateContext, body: (PlanLine) -> Void) {
        weigh(snapshot, context: context) { line, _ in body(line) }
    }

    /// The line of one patient with all that its gates were decided from; nil where the patient is not among them.
    package static func explain(
        _ patientID: String, in snapshot: PlanSnapshot, context: GateContext
    ) -> (line: PlanLine, input: GateInput)? {
        let key = PatientIdentity.key(patientID)
        var found: (line: PlanLine, input: GateInput)?
        weigh(snapshot, context: context) { line, input in
            if PatientIdentity.key(line.patientID) == key { found = (line, input) }
        }
        return found
    }
}
