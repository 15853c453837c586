import RecallPorts
import Testing

/// Who the audit says has done something.
@Suite struct AuditActorTests {
    @Test(arguments: [
        ([:], "staff"), (["SUDO_USER": "alice"], "alice"), (["SUDO_USER": ""], "staff"),
        (["SUDO_USER": "a\u{1B}[31m"], "staff"), (["SUDO_USER": "x (page)"], "staff"),
        (["SUDO_USER": String(repeating: "a", count: 65)], "staff"), (["USER": "bob"], "staff"),
    ])
    func `a command is run by whom sudo names, else by staff`(environment: [String: String], name: String) {
        #expect(AuditActor.command(environment: environment) == AuditActor(name: name, place: .command))
    }

    @Test func `what is stored is read as it was`() {
        let actors =
            AuditActor.Place.allCases.map { AuditActor(name: "alice", place: $0) } + [
                .recalld, .folder, AuditActor(name: "retention", place: nil),
            ]
        for actor in actors { #expect(AuditActor(stored: actor.stored) == actor) }
        for text in ["staff", "somebody (else)", "(page)", ")", ""] {
            #expect(AuditActor(stored: text) == AuditActor(name: text, place: nil), "\(text)")
        }
    }
}
