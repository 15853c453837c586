package import RecallCore

/// A line of the plan with all that it was decided from.
package struct ExplainedLine: Sendable {
    package var line: PlanLine
    package var input: GateInput
    package var context: GateContext

    package init(line: PlanLine, input: GateInput, context: GateContext) {
        self.line = line
        self.input = input
        self.context = context
    }
}
