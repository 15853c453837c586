import RecallCore
import Testing

@Suite struct NoteReaderTests {
    /// Notes, and the subjects that are present in them, by their raw values in alphabetical order.
    private static let notes: [(String, [Subject])] = [
        // The words themselves.
        ("POAG R+L", [.glaucoma]), ("glaucomatous discs", [.glaucoma]), ("Glaucomas", []),
        ("NTG; OHT", [.glaucoma, .ocularHypertension]), ("suspicious discs", [.glaucomaSuspect]),
        ("Discs suspicious", [.glaucomaSuspect]), ("raised  IOP LE", [.ocularHypertension]),
        ("T2DM, diet controlled", [.diabetes]), ("DM/cataract", [.diabetes, .cataract]), ("ADMIN note", []),
        ("nAMD LE", [.macularDegeneration]), ("ARMD", [.macularDegeneration]), ("keratoconic", [.keratoconus]),
        ("highly myopic", [.highMyopia]), ("myopic degeneration", [.highMyopia]), ("One-eyed", [.sightImpairment]),
        ("severely sight impaired", [.sightImpairment]), ("colour blind", []),
        ("Colour-blind; registered blind", [.sightImpairment]),
        ("Stellest", [.myopiaManagement]), ("MiSight 1day", [.childTreatment]), ("lazy eye", [.binocularVision]),
        ("lens opacities", [.cataract]), ("Ortho-K", [.orthoK]), ("ortho k", [.orthoK]), ("OrthoK", [.orthoK]),
        ("sleeps in CLs", [.extendedWear]), ("sleeps in contact lenses", [.extendedWear]),
        ("RGPs", [.contactLensWearer]), ("CL wearer", [.contactLensWearer]),
        ("ＰＯＡＧ，cataract", [.glaucoma, .cataract]), ("Glaucoma – no", []),
        // Pressure that is treated.
        ("treated OHT", [.treatedOcularHypertension]), ("untreated OHT", [.ocularHypertension]),
        ("OHT on drops", [.treatedOcularHypertension]), ("OHT, on drops", [.ocularHypertension]),
        ("OHT post SLT", [.treatedOcularHypertension]), ("uses latanoprost", [.treatedOcularHypertension]),
        ("no timolol", []), ("mother uses timolol", []),
        // What is not diabetes.
        ("Pre-diabetic", []), ("prediabetic", []), ("borderline diabetic", []), ("At risk of diabetes", []),
        ("diabetes insipidus", []), ("gestational diabetes 2019", []),
        // Screening.
        ("Attends DESP yearly", [.screened]), ("retinal screening ok", [.screened]),
        ("DNA DESP", [.unscreened]), ("declined diabetic eye screening", [.unscreened]),
        ("not in DESP", [.unscreened]), ("No DRSS", [.unscreened]), ("DESP: no", [.unscreened]),
        ("awaiting DESP appt", [.unscreened]), ("opted out of retinal screening", [.unscreened]),
        ("Diabetic, DESP", [.diabetes, .screened]),
        // Denied in front.
        ("no glaucoma or diabetes", []), ("not known to be diabetic", []), ("no change in glaucoma", [.glaucoma]),
        ("no diabetes, glaucoma", [.glaucoma]), ("Denies diabetes", []), ("never diagnosed with glaucoma", []),
        ("no h/o glaucoma", []), ("No FH glaucoma", []), ("No FHG", []), ("no F/H of glaucoma", []),
        ("non-diabetic", []), ("no signs of AMD/cataract", []), ("isn’t diabetic", []), ("without cataract", []),
        ("no obvious cataract but glaucoma", [.glaucoma]), ("not yet diabetic", []),
        ("no ?glaucoma", [.glaucomaSuspect]),
        ("No keratoconus. Cataract", [.cataract]), ("nil AMD + POAG", [.glaucoma]),
        // Denied behind.
        ("Glaucoma: No", []), ("Glaucoma - no change", [.glaucoma]), ("Glaucoma = N", []),
        ("diabetes was ruled out", []),
        ("cataract -ve", []), ("cataract ve", [.cataract]), ("AMD has been excluded", []),
        ("diabetic? no", [.diabetes]),
        ("keratoconus not found", []), ("glaucoma: no, diabetic: yes", [.diabetes]), ("glaucoma is negative.", []),
        // Family.
        ("Mother glaucoma", [.familyHistoryOfGlaucoma]), ("mum's glaucoma", [.familyHistoryOfGlaucoma]),
        ("Grandmother had glaucoma", []), ("grandmother and mother glaucoma", [.familyHistoryOfGlaucoma]),
        ("FH glaucoma", [.familyHistoryOfGlaucoma]), ("F/H: POAG", [.familyHistoryOfGlaucoma]),
        ("family history of glaucoma", [.familyHistoryOfGlaucoma]), ("fam hx glaucoma", [.familyHistoryOfGlaucoma]),
        ("FHG", [.familyHistoryOfGlaucoma]), ("FHG (aunt)", [.familyHistoryOfGlaucoma]), ("FHG - aunt", []),
        ("mother-in-law glaucoma", []), ("mother in law glaucoma", []), ("stepmother glaucoma", []),
        ("step-father has glaucoma", []), ("foster son glaucoma", []), ("sister-in-law POAG", []),
        ("motherinlaw POAG", []), ("adopted daughter glaucoma", []),
        ("Father cataracts", []), ("husband diabetic", []), ("wife diabetic, own glaucoma", [.glaucoma]),
        ("FH diabetes", []), ("Mother ?glaucoma", [.familyHistoryOfGlaucoma]), ("son: referral pending", [.referral]),
        ("daughter has LPA", [.powerOfAttorney]),
        // Animals.
        ("Cat diabetic", []), ("dog's cataract", []), ("diabetic cat", [.diabetes]),
        // Lenses that were, or never came to be.
        ("no longer wearing contact lenses", []), ("ex CL wearer", []), ("stopped using soft lenses", []),
        ("not suitable for contact lenses", []), ("interested in contact lenses", []),
        ("wants to try contact lenses", []),
        ("considering ortho-k", [.orthoK]), ("tried extended wear", []),
        ("happy in contact lenses", [.contactLensWearer]),
        ("former RGP", []),
        // Doubt.
        ("?glaucoma", [.glaucomaSuspect]), ("glaucoma?", [.glaucomaSuspect]), ("query POAG", [.glaucomaSuspect]),
        ("r/o glaucoma", [.glaucomaSuspect]), ("rule out glaucoma", [.glaucomaSuspect]),
        ("glaucoma suspect", [.glaucomaSuspect]), ("borderline glaucoma", [.glaucomaSuspect]),
        ("poss AMD", [.macularDegeneration]), ("NTG suspected", [.glaucomaSuspect]), ("?cataract", [.cataract]),
        // Referral and hospital.
        ("Referral pending", [.referral]), ("DNA HES", [.referral]), ("no referral pending", []),
        ("missed hospital appointment", [.referral]), ("Under HES", [.hospital]), ("under the hospital", [.hospital]),
        ("not under HES", []), ("discharged from HES", []), ("HES, discharged", [.hospital]),
        ("Moorfields", [.hospital]),
        // Matters.
        ("Deceased", [.death]), ("husband died", []), ("husband has recently died", []), ("Px passed away", [.death]),
        ("dog died", []), ("not deceased", []), ("RIP", [.death]), ("dec’d 2024", [.death]),
        ("husband of the patient rang, died", [.death]),
        ("do not call", [.noCalls]), ("Don't phone", [.noCalls]), ("do not call before 10", [.limitedCalls]),
        ("no calls at work", []),
        ("no phone calls", [.noCalls]), ("DNC", [.noCalls]), ("safeguarding", [.noCalls]),
        ("safeguarding in place", [.noCalls]), ("domestic abuse", [.noCalls]), ("Mother says do not ring", [.noCalls]),
        ("no calls at all", [.noCalls]), ("do not call in future", [.noCalls]), ("do not call her", [.noCalls]),
        ("do not call her after 6", [.limitedCalls]), ("no calls Mondays", [.limitedCalls]),
        ("no calls on landline", [.limitedCalls]), ("do not call on any number", [.noCalls]),
        // Death that is plain, that is not, and that is none.
        ("died", [.death]), ("Pt died 3/24", [.death]), ("he has sadly died", [.death]), ("Patient died", [.death]),
        ("Mr Jones died", [.deathUnclear]), ("told that his boss died", [.deathUnclear]),
        ("?deceased", [.deathUnclear]), ("query deceased", [.deathUnclear]), ("deceased?", [.deathUnclear]),
        ("Phone died during last call", []), ("Battery in hearing aid died", []), ("line suddenly died", []),
        ("patient's phone died", []), ("Car broke and died", []), ("passed away 2/2025", [.death]),
        ("Mother passed away in May", []), ("Her husband sadly and suddenly died", []),
        ("Small rip in left contact lens", [.contactLensWearer]), ("Lens has a rip", []), ("tiny rip", []),
        ("RPE rip LE", []),
        ("R.I.P.", [.death]), ("rip 12/03/2025", [.death]), ("rip March 2025", [.death]),
        ("rip on 12-03-2025", [.death]),
        ("Pt RIP 3/25", [.death]),
        ("Daughter rang to say mum has died", [.deathUnclear]), ("Pt rang, her husband died", []),
        ("Pt rang to say husband died", []), ("told by son that dad passed away", [.deathUnclear]),
        ("Call from wife to say husband deceased", [.deathUnclear]), ("Death cert received", [.deathUnclear]),
        ("Passed on", [.deathUnclear]), ("details passed on to GP", []), ("message passed on to Dr Shah", []),
        ("cancelled - funeral of her mother", []), ("notified of death", [.deathUnclear]),
        ("Executor is the daughter", [.deathUnclear]), ("funeral director by trade", []),
        ("Patient has sadly passed", [.deathUnclear]), ("Patient passed away", [.death]),
        ("Pt sadly passed away", [.death]), ("patient passed driving test", []), ("has passed driving test", []),
        ("Pt dead", [.deathUnclear]),
        ("Has passed away 3/25", [.death]), ("Family informed us of death", [.deathUnclear]),
        ("husband and patient deceased", [.death]), ("Rest in peace", [.deathUnclear]),
        ("DOD 12/3/25", [.deathUnclear]),
        ("Dementia - call daughter", [.capacity]), ("Has dementia - wife Joan to be called", [.capacity]),
        ("Do not contact lens wear", []), ("No calls returned", []), ("Left practice manager a message", []),
        ("do not under any circumstances call", [.noCalls]), ("Consent withdrawn for calls", [.noCalls]),
        ("No longer at this number", [.unreadStop]), ("Seen elsewhere", [.moved]), ("Already booked", [.unreadStop]),
        ("No longer with us", [.deathUnclear]), ("In hospice", [.deathUnclear]), ("Ring daughter only", [.unreadStop]),
        ("Contact via carer", [.unreadStop]), ("Declined recall", [.unreadStop]), ("Has appt 12 Dec", [.unreadStop]),
        ("Not interested", [.unreadStop]), ("not interested in contact lenses", []),
        ("only daughter has glaucoma", [.familyHistoryOfGlaucoma]),
        ("no longer alive", [.deathUnclear]), ("he passed", [.deathUnclear]), ("he passed his driving test", []),
        ("Do not contact GP without consent", []), ("Return to sender", [.moved]), ("txt only", [.noCalls]),
        // Refusals in other words.
        ("Email only please", [.noCalls]), ("Unsubscribed", [.noCalls]), ("GDPR erasure request", [.noCalls]),
        ("unsubscribed from newsletter", []), ("opted out", [.noCalls]), ("opted out of marketing", []),
        ("Asked us not to ring", [.noCalls]), ("stop calling", [.noCalls]), ("not to ring before 10", [.limitedCalls]),
        ("no contact lenses", []), ("no further contact", [.noCalls]), ("do not recall", [.noCalls]),
        ("Wrong number", [.unreadStop]), ("wrong number 3/25, updated", []), ("number no longer in use", [.unreadStop]),
        ("Gone to Specsavers", [.moved]), ("moved abroad", [.moved]), ("no longer a patient", [.moved]),
        // Solicitors and complaints.
        ("Solicitor by profession", []), ("works as a solicitor", []), ("retired solicitor", []),
        ("solicitor's letter received", [.complaint]), ("contact via his solicitor", [.complaint]),
        ("letter from solicitors", [.complaint]), ("threatening legal action", [.complaint]),
        ("legal action against employer", []), ("legal action against us", [.complaint]),
        ("Complaint of headaches", []), ("complaints of glare", []), ("Presenting complaint: blur", []),
        ("complaint about glasses", [.complaint]),
        ("complaint 2025", [.complaint]), ("complaint resolved", []), ("no complaint", []),
        ("complains of dry eyes", []),
        ("complained of pain", []), ("c/o headaches", []), ("complained", [.complaint]), ("legal action", [.complaint]),
        ("Dementia", [.capacity]), ("wife has dementia", []), ("Alzheimer's", [.capacity]),
        ("learning disability", [.capacity]),
        ("POA in place", [.powerOfAttorney]), ("Gone away", [.moved]), ("moved away?", [.moved]),
        ("Moved from another practice, records requested", []), ("Moved away from screens at work", []),
        ("moved away from the area", [.moved]),
    ]

    @Test func `every note says what it says`() {
        for (note, wanted) in Self.notes {
            let found = Set(NoteReader.read(note).filter(\.isPresent).map(\.subject))
            #expect(found == Set(wanted), "\(note)")
        }
    }

    @Test func `case, line breaks and further clauses change nothing`() {
        for (note, wanted) in Self.notes {
            for form in [note.uppercased(), "Reglaze own frame; " + note, note + "\nDrives", "• " + note + "; ok"] {
                let found = Set(NoteReader.read(form).filter(\.isPresent).map(\.subject))
                #expect(found == Set(wanted), "\(form)")
            }
        }
    }

    /// Of *rip* the letters' case counts.
    private static let marks: [(String, [Subject])] = [
        ("RIP", [.death]), ("Patient RIP", [.death]), ("RIP 12/03/2025", [.death]), ("rip", [.deathUnclear]),
        ("pt rip", [.deathUnclear]), ("Rip 12/3/2025", [.death]), ("Spoke to Rip today", []),
        ("r.i.p.", [.deathUnclear]),
        ("Small RIP in lens", [.deathUnclear]), ("SMALL RIP IN LEFT LENS", []), ("Grip", []), ("stripped", []),
        ("ripped lens", []), ("not RIP", []), ("husband RIP", []), ("Trouser rip mended", [.deathUnclear]),
    ]

    @Test func `a rip is a mark of death in capitals or with a date`() {
        for (note, wanted) in Self.marks {
            let found = Set(NoteReader.read(note).filter(\.isPresent).map(\.subject))
            #expect(found == Set(wanted), "\(note)")
        }
    }

    @Test func `any bytes at all are read without alert`() {
        for text in [
            "", " ", "-", "--- -", "'", "''s", "?", "/", "h/o", "f/", "(((", "…", "👓 glaucoma", "no", "\u{FEFF}POAG",
        ] {
            #expect(NoteReader.read(text).count <= 1, "\(text)")
        }
        #expect(NoteReader.read(String(repeating: "glaucoma no ", count: 2_000)).count == 2_000)
    }
}
