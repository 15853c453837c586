import RecallCore
import Testing

@Suite struct PractitionerListTests {
    private let ours = PractitionerList([
        Practitioner(name: "Dr A Shah", code: "AS"), Practitioner(name: "Mr T Rowbotham", code: "TR"),
        Practitioner(name: "B Lee"),
    ])

    @Test(arguments: [
        ("Dr A Shah", "Dr A Shah"), ("dr. a. shah", "Dr A Shah"), ("AS", "Dr A Shah"), ("tr", "Mr T Rowbotham"),
        ("b lee", "B Lee"), ("JO", "JO"), ("", ""),
    ])
    func `a person is known by name and by code, and an unknown one keeps the words of the cell`(
        cell: String, name: String
    ) {
        #expect(ours.name(cell) == name)
    }

    @Test func `the record's name and the diary's code are one person, and two codes are two`() {
        #expect(ours.isSame("Dr A Shah", "as"))
        #expect(ours.isSame("Jo Okoye", "JO OKOYE"))
        #expect(!ours.isSame("AS", "TR"))
        #expect(!ours.isSame("", "TR"))
    }

    @Test func `whom an export names is added once, and takes no name or code from one who is known`() {
        let exported = PractitionerList([
            Practitioner(name: "dr a shah", code: "XX"), Practitioner(name: "A. Shah-Jones", code: "AS"),
            Practitioner(name: "Ms J Okoye", code: "JO"),
        ])
        #expect(ours.adding(exported).people == ours.people + [Practitioner(name: "Ms J Okoye", code: "JO")])
        #expect(PractitionerList().adding(exported) == exported)
    }

    @Test func `what an export says otherwise is told by person: new, gone, another code`() {
        let exported = PractitionerList([
            Practitioner(name: "Dr A Shah", code: "ASH"), Practitioner(name: "B Lee"),
            Practitioner(name: "Ms J Okoye", code: "JO"),
        ])
        #expect(
            ours.differences(from: exported) == [
                .init(ours: ours.people[0], theirs: exported.people[0]), .init(ours: nil, theirs: exported.people[2]),
                .init(ours: ours.people[1], theirs: nil),
            ])
        #expect(ours.differences(from: ours).isEmpty)
        // An export without codes says nothing against ours.
        #expect(ours.differences(from: PractitionerList(ours.people.map { Practitioner(name: $0.name) })).isEmpty)
    }
}
