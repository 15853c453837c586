/// Why the bytes of a zone file cannot be used.
package enum ZoneError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file does not begin as a TZif file does.
    case notAZoneFile
    /// The file ends early or contradicts itself.
    case damaged
    /// The rule for later years cannot be read.
    case unreadableRule(String)

    package var description: String {
        switch self {
        case .notAZoneFile: "this is no time zone file (TZif)"
        case .damaged: "the time zone file is damaged"
        case .unreadableRule(let rule): "the time zone file has a rule that cannot be read: \(rule)"
        }
    }
}
