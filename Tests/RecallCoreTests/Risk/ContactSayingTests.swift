import Testing

@testable import RecallCore

/// What cells of preferences, channels and permissions say of calls.
@Suite struct ContactSayingTests {
    private static let cells: [(String, [String], ContactSaying)] = [
        (
            "Contact Preference",
            [
                "Post only", "DoNotCall", "No contact", "Do not call", "don't call", "Don’t ring", "none", "None", "No",
                "n", "letter only",
                "Letters only please", "text only", "SMS only", "Email only", "E-mail or text only", "no phone",
                "do not allow",
                "No calls", "Do not contact", "DO NOT PHONE", "never phone", "DNC", "Opted out", "Refused", "Declined",
                "Stop",
                "unsubscribed", "donotcall", "No telephone contact", "not by phone", "Email only, no texts",
                "Restricted", "Blocked",
                "No mobile", "not to be contacted", "Mail only - no calls", "NoCalls", "Withdrawn", "No recall",
            ], .refused
        ),
        (
            "Contact Preference",
            [
                "Phone", "Mobile", "SMS", "Email", "Letter", "Phone/Text", "Any", "No preference", "not specified",
                "None specified", "Y", "",
                "Home phone", "Landline", "Text", "Either", "Post", "Phone only", "Mobile only", "No texts",
                "do not email", "no sms", "?",
                "Not set", "default", "Telephone call", "ring home", "WhatsApp", "N/K", "No letters", "-", "Evenings",
                "No calls on Mondays",
                "Phone, not before 10", "not at work", "no marketing", "opted out of marketing", "Consent given 2024",
                "12/03/2024",
            ], .allowed
        ),
        (
            "Contact Preference", ["See notes", "Daughter", "7", "XQ", "0", "ask first", "only if urgent", "not Dave"],
            .unread
        ),
        ("Allow SMS", ["N", "No", "None"], .allowed),
        ("Allow Voice Message", ["N", "No", "do not allow"], .refused),
        ("Best Time To Call", ["Mornings", "9-5", "after 6", "any time", "Flexible", "No preference"], .allowed),
        ("Best Time To Call", ["Do not call", "never phone"], .refused),
        ("Best Time To Call", ["When kids asleep", "ask wife"], .unread),
    ]

    @Test func `refusals, permissions and what is neither are told apart`() {
        for (header, texts, wanted) in Self.cells {
            for text in texts { #expect(ContactSaying(text, header: header) == wanted, "\(header): \(text)") }
        }
    }

    @Test func `a whole cell that refuses is known in any column`() {
        for text in [
            "Do not call", "DO NOT CONTACT", "DoNotCall", "no phone", "Post only", "RESTRICTED", "don't call",
            "Opted-out",
        ] {
            #expect(StopWords(text) == .refusal, "\(text)")
        }
        for text in [
            "Phone", "No", "None", "Mrs", "Restricted eye movements", "", "12", "Norcall", "Donald", "Postman",
        ] {
            #expect(StopWords(text) != .refusal, "\(text)")
        }
    }

    private static let harmless = [
        "Preferred Practitioner", "Contact Lens Type", "Contact Name", "Preferred Name", "Phone Type",
        "Preferred Branch",
        "Preferred Language", "Contact Person", "Preferred Store", "Call Centre", "Photo Consent", "Consent Form",
        "Data Sharing Consent",
        "Phone Extension", "Country Code", "Contact ID", "Preferred Frame", "Contact Lens Solution",
        "Last Contact Outcome",
        "Preferred Optician", "SMS Delivery", "Blockage Angle", "Preferred Pronouns", "Call Log", "Frame Colour",
        "Occupation", "Hobbies",
        "Contact Relationship", "Marketing Consent Source", "Ring Size", "Stop Date", "Phone Model",
    ]
    private static let suspicious = [
        "Contact Flag", "Calls", "Voice Pref", "Permission", "Contact Status", "Blocked",

        "Phone Status", "Phone Pref", "Do Not Approach", "Communication Choice", "Consent Status",
        "Call Status",
    ]

    @Test func `headers that may speak of a stop are told from harmless ones`() {
        func mayBe(_ header: String) -> Bool {
            PermissionColumns.mayBe(header, HeaderVocabulary.standard.reading(of: header))
        }
        for header in Self.harmless { #expect(!mayBe(header), "\(header)") }
        for header in Self.suspicious {
            #expect(mayBe(header), "\(header)")
        }
    }
}
