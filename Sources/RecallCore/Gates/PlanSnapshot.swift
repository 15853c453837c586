/// All that a plan is made of, beside the moment: the patients, and the numbers that are no one patient's.
package struct PlanSnapshot: Sendable {
    package var patients: [PlanPatient]
    /// Numbers that nobody is called on.
    package var stoppedNumbers: Set<PhoneNumber>
    /// Numbers with a call in progress, of whichever practice.
    package var numbersInUse: Set<PhoneNumber>
    /// Numbers with a call on the local day, of whichever practice.
    package var numbersDialledToday: Set<PhoneNumber>

    package init(
        patients: [PlanPatient], stoppedNumbers: Set<PhoneNumber> = [], numbersInUse: Set<PhoneNumber> = [],
        numbersDialledToday: Set<PhoneNumber> = []
    ) {
        self.patients = patients
        self.stoppedNumbers = stoppedNumbers
        self.numbersInUse = numbersInUse
        self.numbersDialledToday = numbersDialledToday
    }
}

extension PlanSnapshot: CustomStringConvertible {
    package var description: String { "‹snapshot of \(patients.count)›" }
}

extension Planner {
    /// Makes the plan of a snapshot, and hands on one line after the other.
    package static func plan(_ snapshot: PlanSnapshot, context: GateContext, body: (PlanLine) -> Void) {
        plan(
            snapshot.patients, context: context, stoppedNumbers: snapshot.stoppedNumbers,
            numbersInUse: snapshot.numbersInUse, numbersDialledToday: snapshot.numbersDialledToday, body: body)
    }

    /// The line of one patient with all that its gates were decided from; nil where the patient is not among them.
    package static func explain(
        _ patientID: String, in snapshot: PlanSnapshot, context: GateContext
    ) -> (line: PlanLine, input: GateInput)? {
        explain(
            patientID, among: snapshot.patients, context: context, stoppedNumbers: snapshot.stoppedNumbers,
            numbersInUse: snapshot.numbersInUse, numbersDialledToday: snapshot.numbersDialledToday)
    }
}
