import RecallCore

/// What a call has cost, as the spending limit counts it.
///
/// A price that cannot be one must not switch the limit off: it counts as the dearest call that there may be.
enum CallPrice {
    /// In dollars, what is believed; a call lasts half an hour at the most, at $0.14 a minute by the dearest of the provider's
    /// plans, and numbers abroad cost more.
    private static let believed = 0.0...100.0
    /// In dollars, what a call with a price that is not believed counts as: over twice the longest call at the dearest plan.
    static let dearest = 10.0
    /// In dollars, what a minute counts as of a call without a price: that of the dearest plan.
    static let ofMinute = 0.14

    /// Reads the price of a call.
    ///
    /// - Parameters:
    ///   - value: What the provider says.
    ///   - seconds: How long the call lasted; nil where that is not known.
    /// - Returns: The price in dollars, and what the provider wrote where that is not believed.
    static func read(_ value: JSONValue?, seconds: Int?) -> (usd: Double?, odd: String?) {
        guard let value else { return (seconds.map { Double($0) / 60 * ofMinute }, nil) }
        if let price = value.double, believed.contains(price) { return (price, nil) }
        return (dearest, value.text ?? "no number")
    }
}
