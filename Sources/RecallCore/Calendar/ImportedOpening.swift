/// Opening hours of one practitioner on one weekday, as a settings export says.
package struct ImportedOpening: Equatable, Sendable {
    package var weekday: Weekday
    /// Minutes since midnight; equal to `closes` where the day is closed.
    package var opens: Int
    package var closes: Int
    package var practitioner: String
    package var code: String

    package init(weekday: Weekday, opens: Int, closes: Int, practitioner: String, code: String) {
        self.weekday = weekday
        self.opens = opens
        self.closes = closes
        self.practitioner = practitioner
        self.code = code
    }
}
