/// The words that free text is searched for: section by section those of the rule set.
///
/// Every word has a number; phrases are rows of numbers, kept by their first word with the longest in front.
struct NoteVocabulary: Sendable {
    /// Built once, read only.
    static let shared = NoteVocabulary()

    /// A word of up to 24 bytes, small letters, packed so that comparing is integer arithmetic.
    struct Key: Hashable, Sendable {
        private var low: UInt64 = 0
        private var middle: UInt64 = 0
        private var high: UInt64 = 0

        /// Nil for more than 24 bytes: no word of the vocabulary is longer.
        init?(_ bytes: some Collection<UInt8>) {
            guard bytes.count <= 24 else { return nil }
            var position: UInt64 = 0
            for byte in bytes {
                let part = UInt64(byte) << (position % 8 * 8)
                if position < 8 { low |= part } else if position < 16 { middle |= part } else { high |= part }
                position += 1
            }
        }
    }

    /// What a word does to the words round it.
    struct Role: OptionSet, Sendable {
        let rawValue: UInt32
        /// Passed over between a negation and the word that it denies.
        static let filler = Role(rawValue: 1 << 0)
        static let negation = Role(rawValue: 1 << 1)
        static let animal = Role(rawValue: 1 << 2)
        static let firstDegree = Role(rawValue: 1 << 3)
        static let distant = Role(rawValue: 1 << 4)
        /// Says by itself that the clause is about the family.
        static let family = Role(rawValue: 1 << 5)
        /// Makes the word directly behind it a doubt.
        static let unsureBefore = Role(rawValue: 1 << 6)
        /// Makes the word directly in front of it a doubt.
        static let unsureBehind = Role(rawValue: 1 << 7)
        /// Passed over between *no longer* and a contact lens.
        static let lensFiller = Role(rawValue: 1 << 8)
        /// Ends a complaint.
        static let settled = Role(rawValue: 1 << 9)
        /// A time or place behind *do not call*, which is no stop then.
        static let limitsCalls = Role(rawValue: 1 << 10)
        /// Where it stands, a hospital no longer treats the patient.
        static let discharged = Role(rawValue: 1 << 11)
        /// Means that raised pressure is treated.
        static let treatment = Role(rawValue: 1 << 12)
        /// Makes the relative behind it one by marriage or adoption.
        static let byMarriage = Role(rawValue: 1 << 13)
        /// Left out of what follows a word before it is compared with a denial.
        static let copula = Role(rawValue: 1 << 14)
        /// Ends a clause, like a comma.
        static let cutsClause = Role(rawValue: 1 << 15)
        /// The patient, as the subject of *died*.
        static let patient = Role(rawValue: 1 << 16)
        /// A thing that can die without anybody having died.
        static let thing = Role(rawValue: 1 << 17)
        /// Something that can have a rip.
        static let torn = Role(rawValue: 1 << 18)
        /// Passed over between *died* and who it was.
        static let deathFiller = Role(rawValue: 1 << 19)
        static let month = Role(rawValue: 1 << 20)
        /// In front of *rip*, where it is a hole.
        static let article = Role(rawValue: 1 << 21)
        /// In front of a solicitor who acts against the practice.
        static let solicitorBefore = Role(rawValue: 1 << 22)
        /// Behind such a solicitor.
        static let solicitorBehind = Role(rawValue: 1 << 23)
        /// Passed over next to a solicitor.
        static let solicitorFiller = Role(rawValue: 1 << 24)
        /// A day of the week or a part of the day.
        static let dayTime = Role(rawValue: 1 << 25)
        /// Whom a call reaches, between *do not call* and what limits it.
        static let callObject = Role(rawValue: 1 << 26)
        /// How news of a death comes, and from whom: `daughter rang`.
        static let reported = Role(rawValue: 1 << 27)
        /// Behind a number that was wrong, and is so no more.
        static let corrected = Role(rawValue: 1 << 28)
    }

    /// What a phrase means where it is found.
    enum Meaning: Sendable, Equatable {
        case subject(Subject)
        /// Names the subject only to say that it is something else: `pre-diabetic`.
        case ruledOut(Subject)
        /// Holds a word of another phrase by chance: `colour blind`, `complains of`.
        case nothing
    }

    struct Phrase: Sendable {
        var words: [UInt16]
        /// Letters and blanks, to tell the longest.
        var length: Int
        var meaning: Meaning
    }

    private(set) var numbers: [Key: UInt16] = [:]
    private(set) var roles: [Role] = [[]]
    private(set) var texts: [String] = [""]
    private(set) var phrases: [[Phrase]] = [[]]
    /// Word rows that turn up in front of contact lenses of which nothing is left: `no longer`.
    private(set) var lensEndings: [[UInt16]] = []
    /// Word rows in front of the screening that say it was missed.
    private(set) var missedScreening: [[UInt16]] = []
    /// Word rows that deny what stands in front of them.
    private(set) var denials: [[UInt16]] = []
    /// Two words that together make a clause one about the family.
    private(set) var familyPairs: [[UInt16]] = []
    private(set) var inLaw: [UInt16] = []
    private(set) var ruleOut: [UInt16] = []
    private(set) var hasBeen: [UInt16] = []
    private(set) var slash: UInt16 = 0
    private(set) var question: UInt16 = 0
    private(set) var hyphen: UInt16 = 0
    private(set) var colon: UInt16 = 0
    private(set) var equals: UInt16 = 0
    private(set) var negativeEnding: UInt16 = 0
    private(set) var treated: UInt16 = 0
    private(set) var work: UInt16 = 0
    private(set) var from: UInt16 = 0
    private(set) var by: UInt16 = 0
    private(set) var and: UInt16 = 0
    private(set) var theWord: UInt16 = 0
    /// Where somebody who *moved away from* it has moved house.
    private(set) var areaWords: Set<UInt16> = []
    private(set) var against: UInt16 = 0
    /// Whom a legal action may be against, if it is the practice's matter.
    private(set) var practiceWords: Set<UInt16> = []
    /// Word rows behind *no calls* that limit nothing.
    private(set) var wholly: [[UInt16]] = []
    /// Words that a screening or a hospital may have between itself and its negation: `not in`, `not under`.
    private(set) var placeWords: Set<UInt16> = []

    private init() {
        slash = number(of: "/")
        question = number(of: "?")
        hyphen = number(of: "-")
        colon = number(of: ":")
        equals = number(of: "=")
        // The letters that `h/o`, `f/h`, `r/o` and `c/o` begin with.
        for letter in ["h", "f", "r", "c"] { _ = number(of: letter) }
        addRoles()
        addRelatives()
        addConditions()
        addMatters()
        for first in phrases.indices { phrases[first].sort { $0.length > $1.length } }
    }

    /// The number of a word in small letters, 0 for a word that means nothing here.
    func find(_ bytes: some Collection<UInt8>) -> UInt16 {
        guard let key = Key(bytes) else { return 0 }
        return numbers[key] ?? 0
    }

    private mutating func number(of word: String) -> UInt16 {
        guard let key = Key(word.utf8) else { preconditionFailure("a word of the vocabulary is too long") }
        if let known = numbers[key] { return known }
        let new = UInt16(roles.count)
        numbers[key] = new
        roles.append([])
        texts.append(word)
        phrases.append([])
        return new
    }

    private mutating func row(_ phrase: String) -> [UInt16] {
        phrase.split(separator: " ").map { number(of: String($0)) }
    }

    private mutating func give(_ role: Role, to words: String) {
        for word in words.split(separator: " ") { roles[Int(number(of: String(word)))].formUnion(role) }
    }

    /// Adds phrases, parted by commas.
    private mutating func add(_ meaning: Meaning, _ list: String) {
        for text in list.split(separator: ",") {
            let words = row(String(text))
            guard let first = words.first else { continue }
            phrases[Int(first)].append(Phrase(words: words, length: text.utf8.count, meaning: meaning))
        }
    }

    private mutating func addRoles() {
        give(.negation, to: "no not non nil never denies without isn't hasn't doesn't isnt hasnt doesnt")
        give(
            .filler,
            to: """
                any evidence of sign signs history h/o hx known current currently previous new the a is has have had been \
                diagnosed with as yet further suspicion suggestion definite obvious to be or nor and / fh fhx fhg f/h foh \
                family fam hist
                """)
        give(.animal, to: "cat dog pet horse")
        give(.family, to: "fh fhx f/h fhg foh")
        give(.unsureBefore, to: "query possible poss probable suspect suspected susp borderline r/o")
        give(.unsureBehind, to: "suspect suspected")
        give(.lensFiller, to: "to try trying wear wearing wearer with in using the soft")
        give(.settled, to: "resolved closed settled")
        give(.limitsCalls, to: "before after until till between at on in during")
        give(.discharged, to: "discharged")
        give(.treatment, to: "drops slt latanoprost travoprost bimatoprost tafluprost timolol brinzolamide dorzolamide")
        give(.byMarriage, to: "step foster adopted adoptive")
        give(.copula, to: "was is : = -")
        give(.cutsClause, to: "but however though")
        addMatterRoles()
        familyPairs = ["family history", "family hx", "fam hist", "fam hx"].map { row($0) }
        inLaw = row("in law")
        ruleOut = row("rule out")
        hasBeen = row("has been")
        negativeEnding = number(of: "ve")
        treated = number(of: "treated")
        placeWords = Set(row("in under on with for"))
        denials = [
            "no", "n", "none", "nil", "neg", "negative", "ve", "false", "ruled out", "excluded", "discounted",
            "not found", "not present",
        ].map { row($0) }
        lensEndings = [
            "no longer", "ceased", "stopped", "gave up", "ex", "former", "formerly", "not suitable for",
            "unsuitable for", "interested in", "enquired about", "asked about", "considering", "declined", "wants",
            "tried",
        ].map { row($0) }
        missedScreening = [
            "dna", "declined", "declines", "did not attend", "missed", "awaiting", "refuses", "refused", "opted out of",
            "not attended", "does not attend", "not attending",
        ].map { row($0) }
    }

    private mutating func addMatterRoles() {
        give(.patient, to: "patient patients pt pts px pat client customer he she")
        give(
            .thing,
            to: """
                phone telephone mobile handset battery batteries aid aids computer laptop tablet ipad car van line signal \
                connection call printer system screen machine engine charger internet wifi server lamp light bulb torch \
                monitor boiler plant tv television
                """)
        give(
            .torn,
            to: """
                lens lenses cl cls contact contacts edge frame frames case coat coating bag cover lid cloth seam nosepad pad \
                conjunctiva cornea retina retinal rpe pigment epithelium tear torn material dailies monthlies toric rgp \
                scleral sclera film
                """)
        give(
            .deathFiller,
            to:
                "has had have sadly unfortunately suddenly recently since just now then who also and it says that is was"
        )
        give(
            .reported,
            to: """
                rang called phoned telephoned said says told informed informs advised notified notifies reports reported \
                emailed texted wrote confirmed confirms confirming informing saying mentioned letter email call message
                """)
        give(.corrected, to: "updated corrected amended changed replaced")
        give(
            .month,
            to: """
                jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october \
                nov november dec december
                """)
        give(.article, to: "a an the small tiny slight little large big has have had let")
        give(
            .solicitorBefore,
            to: "via through from threatening threatened threatens threaten instructed instructing using involving")
        give(
            .solicitorBehind,
            to: """
                letter letters involved instructed acting correspondence writing wrote written contacted claim request \
                requested requesting threatened threatening emailed
                """)
        give(.solicitorFiller, to: "his her their the a my own has have had is are was were now s")
        give(
            .dayTime,
            to: """
                monday mondays mon tuesday tuesdays tue tues wednesday wednesdays wed weds thursday thursdays thu thur thurs \
                friday fridays fri saturday saturdays sat sunday sundays sun weekday weekdays weekend weekends morning \
                mornings am afternoon afternoons pm evening evenings eve eves lunchtime lunchtimes night nights daytime
                """)
        give(.callObject, to: "patient pt px him her them me us")
        work = number(of: "work")
        from = number(of: "from")
        by = number(of: "by")
        and = number(of: "and")
        areaWords = Set(
            row(
                "area district town city county village here us region uk england scotland wales practice address locally"
            ))
        theWord = number(of: "the")
        against = number(of: "against")
        practiceWords = Set(row("us practice practise me store branch shop optician opticians optometrist company"))
        wholly = ["at all", "at any", "in future", "in the future", "in any", "on any"].map { row($0) }
    }

    private mutating func addRelatives() {
        let firstDegree = """
            mother mum mam father dad parent parents brother sister sibling siblings son daughter child
            """
        let distant = """
            grandmother grandfather grandparent grandparents gran nan nana grandma grandad aunt auntie uncle cousin niece \
            nephew husband wife partner spouse friend neighbour
            """
        give(.firstDegree, to: firstDegree)
        give(.distant, to: distant)
        for relative in (firstDegree + " " + distant).split(separator: " ") {
            give(.distant, to: "step\(relative) foster\(relative) \(relative)inlaw")
        }
    }

    private mutating func addConditions() {
        add(.subject(.glaucoma), "glaucoma,glaucomatous,glauc,poag,coag,oag,ntg,pacg")
        add(
            .subject(.glaucomaSuspect),
            "glaucoma suspect,suspect glaucoma,suspicious disc,suspicious discs,disc suspicious,discs suspicious")
        add(.subject(.ocularHypertension), "ocular hypertension,ocular hypertensive,oht,raised iop,high iop")
        add(
            .subject(.treatedOcularHypertension),
            "latanoprost,travoprost,bimatoprost,tafluprost,timolol,brinzolamide,dorzolamide")
        add(.subject(.diabetes), "diabetes,diabetic,t1dm,t2dm,iddm,niddm,dm")
        add(
            .ruledOut(.diabetes),
            """
            pre diabetes,pre diabetic,prediabetes,prediabetic,borderline diabetic,borderline diabetes,at risk of diabetes,\
            diabetes insipidus,gestational diabetes
            """)
        add(
            .subject(.screened),
            "desp,drss,diabetic screening,diabetic eye screening,diabetic retinal screening,retinal screening")
        add(.subject(.familyHistoryOfGlaucoma), "fhg")
        add(.subject(.macularDegeneration), "macular degeneration,amd,armd,namd")
        add(.subject(.keratoconus), "keratoconus,keratoconic")
        add(
            .subject(.highMyopia),
            "high myopia,high myope,highly myopic,pathological myopia,degenerative myopia,myopic degeneration")
        add(
            .subject(.sightImpairment),
            """
            uniocular,one eyed,only eye,monocular,prosthetic eye,artificial eye,registered blind,blind,sight impaired,\
            severely sight impaired,partially sighted,ssi
            """)
        add(.nothing, "colour blind,color blind")
        add(.subject(.myopiaManagement), "myopia management,myopia control,miyosmart,stellest")
        add(.subject(.childTreatment), "misight,atropine")
        add(
            .subject(.binocularVision),
            """
            bv anomaly,binocular vision,squint,strabismus,amblyopia,amblyopic,lazy eye,esotropia,exotropia,patching
            """)
        add(.subject(.cataract), "cataract,cataracts,lens opacity,lens opacities")
        add(.subject(.orthoK), "ortho k,orthok,orthokeratology")
        add(
            .subject(.extendedWear),
            """
            extended wear,continuous wear,overnight wear,sleeps in lenses,sleeps in contact lenses,sleeps in cls
            """)
        add(
            .subject(.contactLensWearer),
            "contact lens,contact lenses,cl wearer,cls,soft lenses,rgp,rgps,dailies")
        add(
            .subject(.referral),
            """
            referral pending,pending referral,awaiting referral,referral outstanding,referral not attended,\
            did not attend referral,dna referral,dna hes,dna hospital,did not attend hospital,did not attend hes,\
            missed hospital appointment,missed hes appointment,hospital appointment missed,referred not seen,\
            referral not actioned
            """)
        add(
            .subject(.hospital),
            """
            hes,hospital eye service,hospital eye clinic,under hospital,under the hospital,eye hospital,\
            under ophthalmology,moorfields
            """)
    }

    private mutating func addMatters() {
        add(
            .subject(.death),
            "deceased,died,passed away,has passed away,sadly passed away,dec'd,decd,is dead,rip,r i p")
        add(
            .subject(.deathUnclear),
            """
            condolence card,condolences sent,condolence letter,condolences,sympathy card,px passing,pt passing,patient passing,\
            passed on,death cert,death certificate,death notification,notified of death,notification of death,funeral,\
            executor,executors,estate of,informed of death,told of death,report of death,of death,death notified,\
            death reported,has passed,sadly passed,has passed on,pt dead,px dead,patient dead,\
            now dead,found dead,rest in peace,dod,no longer with us,no longer alive,he's dead,she's dead,he is dead,\
            she is dead,he passed,she passed,his passing,her passing,patient's passing,lost to cancer,dcsd,hospice,palliative,end of life,deceassed,decesed,deseased,deceaced,decceased
            """)
        add(
            .nothing,
            "cause of death,date of death unknown,has passed driving,has passed his,has passed her,has passed the")
        add(
            .nothing,
            "passed on to,passed on the,passed on details,passed on message,funeral director,funeral directors")
        add(
            .subject(.unreadStop),
            """
            wrong number,wrong numbers,wrong phone number,wrong telephone number,wrong tel,wrong mobile,not their number,\
            not his number,not her number,not patient's number,number belongs to,number no longer,number not in use,\
            number incorrect,incorrect number,incorrect phone number,number is wrong,numbers wrong,wrong no,\
            not this patients number,not this patient's number,not this patient number,no longer at this number,\
            not on this number,duplicate record,duplicate of,do not use record,do not use this record,already booked,\
            not due till,not due until,booked for,booked in for,has appt,has appointment,declined recall,declines recall,\
            not interested,can't hear on phone,cannot hear on phone,cannot hear on the phone,textphone,minicom
            """)
        // Whoever may be spoken to in the patient's place is nobody whom a machine can ask for.
        for relative in [
            "daughter", "son", "wife", "husband", "mother", "father", "carer", "partner", "sister", "brother",
        ] {
            add(.subject(.unreadStop), "\(relative) only,via \(relative)")
        }
        for negation in ["do not", "don't", "dont"] {
            for verb in ["phone", "call", "ring", "contact", "telephone"] {
                add(.subject(.noCalls), "\(negation) \(verb)")
            }
            for rest in [
                "text or call", "text or phone", "text or ring", "email or call", "text email or call", "use phone",
                "use telephone", "allow calls", "allow phone calls", "recall", "make contact", "send recall",
                "send recalls", "leave messages or call",
            ] { add(.subject(.noCalls), "\(negation) \(rest)") }
        }
        for modal in [
            "must not be", "should not be", "never to be", "not to be", "can not be", "may not be", "is not to be",
        ] {
            for verb in ["called", "rung", "phoned", "telephoned", "contacted", "recalled"] {
                add(.subject(.noCalls), "\(modal) \(verb)")
            }
        }
        for wish in [
            "doesn't want", "doesnt want", "does not want", "don't want", "dont want", "no longer wants", "wants no",
            "opted out of", "unsubscribed from", "withdrawn from", "no consent to", "no consent for",
            "not consented to",
            "withdrew consent to", "withdrew consent for", "consent withdrawn from",
        ] {
            for what in [
                "calls", "any calls", "any more calls", "more calls", "phone calls", "any phone calls", "call",
                "contact",
                "any contact", "any more contact", "recalls", "any recalls", "any more recalls", "reminders",
                "any reminders", "any more reminders", "everything", "all calls", "sms and calls", "texts and calls",
                "calls and texts", "emails and calls", "to be called", "to be rung", "to be phoned", "to be recalled",
                "to be contacted",
            ] { add(.subject(.noCalls), "\(wish) \(what)") }
        }
        add(
            .subject(.noCalls),
            "only email,only text,only texts,only sms,only post,only by post,only by email,only by letter,no ph calls,no tel"
        )
        add(
            .subject(.noCalls),
            """
            no phone calls,no calls,no telephone calls,dnc,safeguarding,safe contact,domestic abuse,injunction,no tel calls,\
            no automated calls,no ai calls,no robot calls,no more calls,no further calls,refuses calls,refuses automated calls,\
            does not want calls,doesn't want calls,does not want to be called,doesn't want to be called,\
            does not wish to be called,doesn't wish to be called,does not wish to be contacted,\
            doesn't wish to be contacted,not to be rung,not to be called,not to be phoned,not to be contacted,\
            asked us to stop calling,asked to stop calling,opt out of calls,opted out of calls,opted out of reminders,\
            opted out of recalls,consent withdrawn to calls,withdrawn consent to calls,unsubscribed from recalls,\
            unsubscribed from reminders,remove from recall,removed from recall,take off recall,taken off recall,\
            remove from recalls,removed from recalls,removed from list,remove from list,email only,emails only,text only,\
            texts only,sms only,letter only,letters only,post only,written contact only,contact in writing only,\
            unsubscribed,unsubscribe,opted out,opt out,opted out of all,opted out of everything,opted out of contact,\
            opted out of all contact,opted out of phone calls,opted out of telephone calls,erasure request,\
            right to erasure,right to be forgotten,asked to be forgotten,gdpr erasure,gdpr deletion,asked to be removed,\
            asked to be deleted,asked to be taken off,asked us not to call,asked us not to ring,asked us not to phone,\
            asked us not to contact,asked not to be contacted,asked not to be called,asked not to be rung,\
            stop calling,stop phoning,stop ringing,stop contacting,stop recalls,stop recall,stop reminders,never phone,\
            never ring,no contact please,no contact at all,no contact whatsoever,wants no contact,requests no contact,\
            requested no contact,no further contact,no more contact,no recalls,no further recalls,no more recalls,\
            no more reminders,no further reminders,do not recall,do not remind,do not disturb,not to ring,not to phone,\
            not to contact,no longer wants contact,no longer wants recalls,no longer wants reminders,\
            no longer wishes to be contacted,does not want contact,doesn't want contact,does not want to be contacted,\
            doesn't want to be contacted,does not want recalls,doesn't want recalls,does not want reminders,\
            doesn't want reminders,does not want phone calls,doesn't want phone calls,harassment,harassed,\
            cannot be phoned,cannot be called,cannot be contacted,cannot be rung,does not want automated calls,\
            doesn't want automated calls,no ai,don't ever call,dont ever call,do not ever call,do not ever phone,\
            do not under any circumstances,domestic violence,non molestation order,restraining order,hates phone calls,\
            hates calls,hates being called,consent withdrawn for calls,consent withdrawn for recalls,\
            consent withdrawn for contact,no reminders please,reminders stopped,recall suspended,recalls suspended,\
            recall stopped,recalls stopped,does not want calling,doesn't want calling,no tel contact,don't bother calling,\
            don't bother ringing,ring no more,call no more,txt only,declined all future recalls,declined future recalls,\
            declined all recalls,declines recalls,declined recalls,does not wish to be recalled,doesn't wish to be recalled,\
            does not want to be recalled,doesn't want to be recalled
            """)
        add(
            .nothing,
            """
            unsubscribed from,unsubscribe from,opted out of,opt out of,do not contact lens,do not contact gp,\
            no calls returned,no calls answered
            """)
        add(.subject(.complaint), "complaint,complaints,complained,solicitor,solicitors,legal action")
        add(
            .nothing,
            """
            complains of,complained of,complaining of,c/o,complaint of,complaints of,presenting complaint,\
            presenting complaints,chief complaint,main complaint
            """)
        add(
            .subject(.capacity),
            "dementia,alzheimer's,alzheimers,lacks capacity,learning disability,learning disabilities")
        add(.subject(.powerOfAttorney), "power of attorney,lpa,poa")
        add(
            .subject(.moved),
            """
            moved away,gone away,emigrated,left practice,left the practice,moved abroad,moved out of area,\
            moved out of the area,moved overseas,moved to another practice,moved to another optician,\
            moved to another opticians,no longer a patient,no longer our patient,no longer patient,gone elsewhere,\
            goes elsewhere,going elsewhere,attends elsewhere,now attends another,sees another optician,\
            goes to another optician,goes to another opticians,changed optician,changed opticians,gone to specsavers,\
            goes to specsavers,now at specsavers,now with specsavers,gone to boots,gone to vision express,\
            now attends specsavers,now attends boots,now attends vision express,transferred to specsavers,\
            transferred to boots,transferred to vision express,transferred to another,seen elsewhere,left area,\
            left the area,transferred out,registered elsewhere,return to sender,returned to sender,\
            no longer at this address
            """)
        add(.nothing, "left practice manager,seen elsewhere for,not interested in")
    }
}
