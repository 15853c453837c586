/// Which patients a name means, for diaries that name whom they have booked and give no numbers.
package struct PatientNames: Sendable {
    /// The patients of a name, and those of a surname and the first letter of a forename.
    private var whole: [String: [String]] = [:]
    private var shortened: [String: [String]] = [:]

    package init() {}

    /// Notes a patient.
    package mutating func note(_ patientID: String, _ name: PersonName) {
        guard let key = name.key else { return }
        whole[key, default: []].append(patientID)
        if let short = Self.short(name) { shortened[short, default: []].append(patientID) }
    }

    /// The patients whom a name may mean: all of that name, for one of them is booked; by an initial only where it means
    /// nobody else.
    ///
    /// - Parameter name: The name as the diary gives it.
    /// - Returns: Their numbers; none where nobody has the name.
    package func numbers(of name: PersonName) -> [String] {
        if let key = name.key, let found = whole[key] { return found }
        guard NameFold.key(name.first).count == 1, let short = Self.short(name), let found = shortened[short],
            found.count == 1
        else { return [] }
        return found
    }

    private static func short(_ name: PersonName) -> String? {
        guard let initial = NameFold.key(name.first).first, !name.surnameKey.isEmpty else { return nil }
        return "\(initial) \(name.surnameKey)"
    }
}

extension PatientNames: CustomStringConvertible {
    package var description: String { "‹names of \(whole.count)›" }
}
