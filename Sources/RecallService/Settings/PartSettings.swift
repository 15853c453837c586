/// The sections of `recalld.toml` that belong to one part each, such as a provider of calls: what the composition needs to
/// make it. A part's keys, values and checks stand with the part's own settings.
package struct PartSettings: Equatable, Sendable {
    package var bland: BlandSettings

    /// In the order of the sample.
    static let keys = BlandSettings.keys

    init(_ reader: inout ConfigReader) {
        bland = BlandSettings(&reader)
    }

    /// Notes what is wrong with the keys that parts are let in by, so that the daemon cannot start.
    func checkKeys(
        _ settings: Settings, environment: [String: String], _ note: (_ key: String, _ message: String) -> Void
    ) {
        bland.checkKeys(settings, environment: environment, note)
    }
}
