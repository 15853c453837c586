/// What the words of whoever took a call give away, by plain phrases.
///
/// The lists hold what people say on the telephone, without apostrophes. A phrase that is missed is caught by the
/// answers or goes to staff; a phrase that stands here by mistake stops calls, so each is plain.
struct TranscriptCues: Equatable, Sendable {
    /// Turns of the other side that are not blank.
    private(set) var turns = 0
    /// Turns that neither greet nor sound like a machine.
    private(set) var speech = 0
    private(set) var machineWording = false
    private(set) var stop: AnalysisAnswers.StopWish?
    private(set) var circumstances: Set<AnalysisAnswers.Circumstance> = []
    private(set) var asksForCallback = false
    private(set) var declines = false
    private(set) var asksForPerson = false
    private(set) var symptoms = false
    private(set) var affirms = false

    init(_ turns: [CallTurn]) {
        for turn in turns where turn.speaker == .user {
            let words = PlainWords(turn.text)
            guard !words.isEmpty else { continue }
            self.turns += 1
            let soundsLikeMachine = words.hasAny(Self.machine)
            if soundsLikeMachine {
                machineWording = true
            } else if !Self.isGreeting(words) {
                speech += 1
            }
            if let wish = Self.stopWish(words) { stop = max(stop ?? wish, wish) }
            if words.hasAny(Self.symptomPhrases) { symptoms = true }
            if soundsLikeMachine { continue }
            for (circumstance, phrases) in Self.circumstancePhrases where words.hasAny(phrases) {
                circumstances.insert(circumstance)
            }
            if words.hasAny(Self.callback) { asksForCallback = true }
            if words.hasAny(Self.decline) { declines = true }
            if words.hasAny(Self.person) { asksForPerson = true }
            if words.hasAny(Self.yes) { affirms = true }
        }
    }

    /// Whether a turn says no more than one says on picking up.
    static func isGreeting(_ words: PlainWords) -> Bool {
        words.count <= 8 && words.words.allSatisfy { greetingWords.contains($0) }
    }

    private static let greetingWords: Set<String> = [
        "hello", "hi", "hey", "hiya", "yes", "yeah", "yep", "speaking", "good", "morning", "afternoon", "evening",
        "who",
        "is", "this", "whos", "calling", "it", "its", "hallo", "allo", "there", "um", "uh", "er", "erm", "pardon",
        "sorry", "can", "you", "hear", "me", "ok", "okay", "bye", "goodbye",
    ]

    private static let machine: Phrases = [
        "leave a message", "leave your message", "leave me a message", "after the tone", "after the beep",
        "at the tone",
        "voicemail", "voice mail", "answerphone", "answering machine", "answer phone",
        "not available to take your call",
        "unable to take your call", "cant take your call", "cannot take your call", "cant come to the phone",
        "you have reached", "youve reached", "record your message", "please hang up", "press hash", "press 1",
        "press one", "the person you are calling", "the person youre calling", "the number you have dialled",
        "the number you have called", "is switched off", "has not been recognised", "not in service", "mailbox",
        "please try again later", "ill get back to you", "ill call you back as soon as",
    ]

    private static let stopAnyContact: Phrases = [
        "remove me", "take me off", "take my name off", "remove my name", "remove my details", "delete my details",
        "dont contact me", "do not contact me", "never contact me", "stop contacting me", "no more reminders",
        "no more recalls", "stop sending", "unsubscribe", "leave me alone", "delete my number",
    ]
    private static let stopCalls: Phrases = [
        "stop calling", "stop ringing", "stop phoning", "never call me again", "never ring me again", "dont call again",
        "do not call again", "dont ring again", "do not ring again", "dont call here", "dont ring here",
        "dont call this number", "do not call this number", "no more calls", "stop these calls", "stop the calls",
        "dont want any more calls", "dont want you to call", "dont want calls", "dont want these calls", "quit calling",
        "opt out", "stop bothering me", "dont ever call", "not call me again", "not ring me again",
        "dont you call me again",
    ]
    /// A wish for no call, unless what follows makes it one for another time.
    private static let stopCallsPerhaps: Phrases = [
        "dont call me", "do not call me", "dont ring me", "do not ring me", "dont phone me", "do not phone me",
    ]
    private static let automated: Phrases = [
        "robot", "robots", "ai", "automated", "machine", "machines", "computer", "bot", "recording", "artificial",
    ]
    private static let stopAutomated: Phrases = [
        "no more robots", "no more automated calls", "no robots", "no ai calls", "stop the robot calls",
        "dont use a robot", "no more ai", "no more robot calls", "stop the automated calls", "no automated calls",
        "stop using a robot", "stop robot calls", "stop automated calls", "dont want automated calls",
        "dont want robot calls", "dont want ai calls",
    ]
    /// With these "don't call me" is a wish for another time, not for none.
    private static let onlyLater: Phrases = [
        "dont call me before", "dont ring me before", "dont call me after", "dont ring me after", "dont call me until",
        "dont ring me until", "dont call me at work", "dont ring me at work", "do not call me before",
        "dont call me now", "dont ring me now", "dont call me in the", "dont ring me in the", "dont call me on a",
        "dont call me today", "dont ring me today", "dont call me tomorrow", "dont ring me tomorrow",
        "dont call me back", "dont call me mrs", "dont call me mr", "dont call me love",
    ]

    private static func stopWish(_ words: PlainWords) -> AnalysisAnswers.StopWish? {
        if words.hasAny(stopAnyContact) { return .recalls }
        if words.hasAny(stopAutomated) { return .aiCalls }
        let stops = words.hasAny(stopCalls) || words.hasAny(stopCallsPerhaps) && !words.hasAny(onlyLater)
        guard stops else { return nil }
        return words.hasAny(automated) ? .aiCalls : .phone
    }

    private static let circumstancePhrases: [(AnalysisAnswers.Circumstance, Phrases)] = [
        (
            .deceased,
            [
                "passed away", "he died", "she died", "has died", "they died", "is dead", "hes dead", "shes dead",
                "deceased", "passed on", "no longer with us", "he has passed", "she has passed", "hes passed",
                "shes passed", "died last", "died in", "died a",
            ]
        ),
        (
            .wrongNumber,
            [
                "wrong number", "no one here by that name", "nobody here by that name", "no one of that name",
                "nobody of that name", "no one by that name", "nobody by that name", "no one called that",
                "dont know anyone called", "dont know anybody called", "never heard of her", "never heard of him",
                "nobody called that", "wrong person", "isnt her number", "isnt his number", "not her number",
                "not his number",
            ]
        ),
        (
            .movedAway,
            [
                "moved away", "moved house", "has moved", "have moved to", "ive moved", "weve moved", "hes moved",
                "shes moved", "doesnt live here", "does not live here", "no longer lives here", "moved out",
                "moved abroad", "live in another", "dont live there any more",
            ]
        ),
        (
            .seenElsewhere,
            [
                "somewhere else", "elsewhere", "another optician", "another opticians", "different optician",
                "different opticians", "already had my eyes tested", "already had an eye test", "already had it done",
                "already been", "go to specsavers", "went to specsavers", "go to boots", "went to boots",
            ]
        ),
    ]

    private static let callback: Phrases = [
        "call me back", "ring me back", "call back", "ring back", "phone me back", "call later", "ring later",
        "call me later", "ring me later", "call again", "ring again", "try again", "call me tomorrow",
        "ring me tomorrow", "another time", "not a good time", "bad time", "im driving", "at work", "call after",
        "ring after", "try after", "call me after", "ring me after", "call me on", "ring me on", "call me at",
        "ring me at", "call me in", "ring me in", "call her", "call him", "give me a call",
    ]
    private static let decline: Phrases = [
        "not interested", "dont want an appointment", "dont want one", "dont need one", "dont need an appointment",
        "dont want to book", "dont want it", "id rather not", "ill leave it", "not at the moment thank",
        "i dont want to come", "dont want a test", "dont need a test", "not for me",
    ]
    private static let person: Phrases = [
        "speak to a person", "talk to a person", "speak to someone", "talk to someone", "speak to a human",
        "talk to a human", "real person", "speak to somebody", "talk to somebody", "speak to the receptionist",
        "speak to reception", "put me through", "speak to the practice",
    ]
    private static let symptomPhrases: Phrases = [
        "flashes", "flashing lights", "floaters", "floater", "a curtain", "lost my sight", "lost my vision",
        "lost vision", "losing my sight", "losing my vision", "loss of vision", "loss of sight", "cant see out of",
        "cant see anything", "gone blind", "going blind", "painful red eye", "red and painful", "painful eye",
        "eye is painful", "eye hurts", "eye is red", "eye injury", "injured my eye", "hurt my eye", "hit in the eye",
        "hit my eye", "something in my eye", "double vision", "seeing double", "poked in the eye", "chemical in my eye",
    ]
    private static let yes: Phrases = [
        "yes", "yeah", "yep", "speaking", "thats me", "it is", "this is she", "this is he", "i am",
    ]
}
