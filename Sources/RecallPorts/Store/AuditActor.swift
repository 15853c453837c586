/// Who does something, and from where: the audit's answer to "who was that?".
package struct AuditActor: Equatable, Sendable {
    /// From where something is done.
    package enum Place: String, Sendable, CaseIterable {
        case command
        case page
        case key
        /// By moving a file in the shared folder, where nobody gives a name.
        case folder
    }

    package var name: String
    /// Nil for what recalld does by itself, and for lines written before places were noted.
    package var place: Place?

    package init(name: String, place: Place?) {
        self.name = name
        self.place = place
    }

    /// The daemon, which acts on its own.
    package static let recalld = AuditActor(name: "recalld", place: nil)

    /// Whoever approves a file by moving it.
    package static let folder = AuditActor(name: staff, place: .folder)

    /// The name of a person who gives none.
    package static let staff = "staff"

    /// The longest name that is kept, in bytes.
    private static let longest = 64

    /// The person who runs a command.
    ///
    /// Commands run as root or as the service's user; only `sudo` tells who that was.
    ///
    /// - Parameter environment: The environment of the command.
    /// - Returns: The person, by the name that `sudo` gives or as one of the staff.
    package static func command(environment: [String: String]) -> AuditActor {
        let name = environment["SUDO_USER", default: ""]
        let isName = !name.isEmpty && name.utf8.count <= longest && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return AuditActor(name: isName && !name.contains("(") ? name : staff, place: .command)
    }
}

extension AuditActor {
    /// The actor as the audit stores it: `alice (command)`.
    package var stored: String { place.map { "\(name) (\($0.rawValue))" } ?? name }

    /// Reads what `stored` wrote; a text without a place is a name.
    package init(stored text: String) {
        self.init(name: text, place: nil)
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex,
            let place = Place(rawValue: String(text[text.index(after: open)...].dropLast()))
        else { return }
        self.init(name: String(text[..<open].dropLast()), place: place)
    }
}
