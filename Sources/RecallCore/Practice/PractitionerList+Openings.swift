extension PractitionerList {
    /// Those whom a settings export names, each once.
    package init(openings: [ImportedOpening]) {
        self.init()
        for opening in openings where !opening.practitioner.isEmpty {
            self = adding(PractitionerList([Practitioner(name: opening.practitioner, code: opening.code)]))
        }
    }
}
