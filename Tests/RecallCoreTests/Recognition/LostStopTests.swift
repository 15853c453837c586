import Testing

@testable import RecallCore

/// What a layout that somebody wrote takes away from those who must not be called.
@Suite struct LostStopTests {
    private func reading(_ fields: [(String, Field?)], kind: ExportKind = .patients) -> Recognition {
        Recognition(
            kind: kind, layout: Recognition.LayoutMatch(name: "t", source: .proposed, confidence: 1),
            columns: fields.enumerated().map { index, column in
                Recognition.Column(
                    column: index, header: column.0, field: column.1, confidence: 1, evidence: "", samples: [])
            }, doubts: [], fingerprint: "", hasHeader: true)
    }

    @Test(arguments: [
        Field.deceased, .doNotContact, .reminderSuppressed, .consentRecallPhone, .consentMarketing, .patientStatus,
        .preferredContactMethod, .clinicalNotesFreetext,
    ])
    func `a column that stops calls and is used for nothing or for something else is lost`(field: Field) {
        let own = reading([("No", .patientID), ("X", field)])
        for instead in [nil, Field.gpName] {
            let lost = own.stopsLost(in: reading([("No", .patientID), ("X", instead)]), kind: .patients)
            #expect(lost.count == 1)
            #expect(lost.first?.asRefused.contains("\"X\" reads as \(field.rawValue)") == true)
        }
        #expect(own.stopsLost(in: own, kind: .patients).isEmpty)
    }

    @Test func `a header that names a stop counts though its cells say nothing`() {
        let own = reading([("No", .patientID), ("Deceased", nil)])
        let other = reading([("No", .patientID), ("Deceased", .gpName)])
        #expect(own.stopsLost(in: other, kind: .patients).count == 1)
    }

    @Test func `a header that names a stop counts whatever its cells were made to look like`() {
        let own = reading([("No", .patientID), ("Deceased", .phoneUnspecified), ("Notes", .email)])
        #expect(own.stopsLost(in: own, kind: .patients).count == 2)
        let learnt = own.columnsToLearn(as: .patients)?.map(\.header)
        #expect(learnt == ["No"])
        let plain = reading([("No", .patientID), ("Deceased", .deceased), ("Notes", .clinicalNotesFreetext)])
        #expect(plain.columnsToLearn(as: .patients)?.count == 3)
    }

    @Test func `a header that names a register is never taken for a diary`() {
        let own = reading([("Phone Number", nil), ("TPS Status", .apptStatus), ("Date", .apptDate)], kind: .slots)
        #expect(own.stopsLost(in: own, kind: .slots).count == 1)
        #expect(own.columnsToLearn(as: .slots) == nil)
        let diary = reading([("Date", .apptDate), ("Status", .apptStatus), ("Notes", nil)], kind: .slots)
        #expect(diary.stopsLost(in: diary, kind: .slots).isEmpty)
        #expect(diary.columnsToLearn(as: .slots)?.count == 3)
    }

    @Test func `a column that may be a stop and is not understood is not used for nothing`() {
        var own = reading([("No", .patientID), ("AI Calls", nil)])
        own.columns[1].isDoubtedStop = true
        #expect(own.stopsUnused.count == 1)
        #expect(own.stopsLost(in: reading([("No", .patientID), ("AI Calls", nil)]), kind: .patients).count == 1)
        let other = reading([("No", .patientID), ("AI Calls", .consentRecallPhone)])
        #expect(own.stopsLost(in: other, kind: .patients).isEmpty, "somebody has said what it is")
    }

    @Test func `a column that says when a patient is to be seen stays one`() {
        let own = reading([
            ("No", .patientID), ("Next Appointment", .nextAppointmentDate), ("Recall Date", .nextRecallDate),
        ])
        let other = reading([("No", .patientID), ("Next Appointment", nil), ("Recall Date", .nextReminderDate)])
        #expect(own.stopsLost(in: other, kind: .patients).count == 2)
        #expect(own.stopsLost(in: own, kind: .patients).isEmpty)
    }

    @Test func `a second column of the same meaning may not deny the first`() {
        let own = reading([("No", .patientID), ("Deceased", .deceased), ("Y", nil)])
        let other = reading([("No", .patientID), ("Deceased", .deceased), ("Y", .deceased)])
        #expect(own.stopsLost(in: other, kind: .patients).count == 1)
        let first = reading([("No", .patientID), ("Y", nil)])
        #expect(first.stopsLost(in: reading([("No", .patientID), ("Y", .deceased)]), kind: .patients).isEmpty)
    }

    @Test func `a do-not-call list stays one, with all that says whom it means`() {
        let own = reading([("Phone", .phoneUnspecified), ("Reason", nil)], kind: .suppressions)
        #expect(own.stopsLost(in: own, kind: .suppressions).isEmpty)
        #expect(own.stopsLost(in: own, kind: .patients).count == 1)
        let other = reading([("Phone", nil), ("Reason", nil)], kind: .suppressions)
        #expect(own.stopsLost(in: other, kind: .suppressions).count == 1)
    }

    @Test func `what stops nobody may be changed as anybody likes`() {
        let own = reading([("No", .patientID), ("Line A", .mobilePhone), ("GP", .gpName)])
        let other = reading([("No", .patientID), ("Line A", .homePhone), ("GP", nil)])
        #expect(own.stopsLost(in: other, kind: .patients).isEmpty)
    }
}
