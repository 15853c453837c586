/// What is said in a call, turn by turn.
struct Conversation {
    struct Turn: Hashable {
        /// `assistant`, `user` or `agent-action`.
        let user: String
        let text: String
    }

    let turns: [Turn]

    /// The turns as one text, in the odd form that Bland gives them.
    static func joined(_ turns: some Sequence<Turn>) -> String {
        turns.map { "\($0.user): \($0.text) \n " }.joined()
    }

    init(_ plan: CallPlan, _ words: RequestWords) {
        if let own = plan.transcript {
            turns = own.map { Turn(user: $0["user"]?.string ?? "user", text: $0["text"]?.string ?? "") }
            return
        }
        var turns: [Turn] = []
        func agent(_ text: String) { turns.append(Turn(user: "assistant", text: text)) }
        func person(_ text: String) { turns.append(Turn(user: "user", text: text)) }
        let greeting = "Hi, you have reached \(words.firstName). Please leave a message after the tone."

        switch plan.outcome {
        case .noAnswer, .busy, .failed, .spamBlocked, .queueError:
            self.turns = []
            return
        case .voicemail, .voicemailMislabelledHuman: person(greeting)
        case .voicemailLeft:
            person(greeting)
            agent(words.filled(words.voicemailMessage ?? ""))
        case .wrongNumber:
            agent(words.firstSentence)
            person("No, there is nobody of that name here. You have the wrong number.")
            agent("I am sorry to have troubled you. I will let the practice know. Goodbye.")
        case .deceased:
            agent(words.firstSentence)
            person("I am afraid \(words.firstName) died in the spring.")
            agent("I am very sorry to hear that. I will tell the practice, and nobody will ring again. Goodbye.")
        case .movedAway:
            agent(words.firstSentence)
            person("\(words.firstName) does not live here any more, they moved away last year.")
            agent("Thank you for telling me. I will let the practice know. Goodbye.")
        case .identityNotConfirmed:
            agent(words.firstSentence)
            person("Who is this? I would rather not give my details to a machine.")
            agent("I understand. Please ring \(words.practice) when it suits you. Goodbye.")
        case .spokeNoResult:
            agent(words.firstSentence)
            person("Sorry, I can hardly hear you, it is a very bad line.")
            agent("I am sorry. Somebody from \(words.practice) will be in touch. Goodbye.")
        default:
            agent(words.firstSentence)
            person("Yes, speaking.")
            if let identifier = words.identifier {
                agent("Thank you. So that I know I have the right person, could you confirm that for me?")
                person("Yes, it is \(identifier).")
            }
            let offer =
                words.offer.isEmpty ? "When would suit you?" : "We could offer \(words.offer). Would one suit you?"
            agent("Thank you. Your eye examination is due. \(offer)")
            Self.reply(plan, words, agent: agent, person: person)
        }
        if plan.symptoms == true && plan.outcome.isConversation {
            person("I have been seeing flashes and a lot of floaters in one eye since yesterday.")
            agent(
                "Thank you for telling me. I cannot advise on that. The practice will ring you; if it gets worse, ring 111."
            )
        }
        if let stop = plan.stop, plan.outcome.isConversation {
            person(Self.wish(stop))
            agent("Of course, I will see to that. Goodbye.")
        }
        if let number = plan.newNumber, plan.outcome.isConversation {
            person("And I have a new number now, it is \(number).")
            agent("Thank you, I will pass that on. Goodbye.")
        }
        turns.append(
            plan.outcome == .transferred
                ? Turn(user: "agent-action", text: "Transferred call")
                : Turn(user: "agent-action", text: "Ended call")
        )
        self.turns = turns
    }

    private static func reply(
        _ plan: CallPlan, _ words: RequestWords, agent: (String) -> Void, person: (String) -> Void
    ) {
        switch plan.outcome {
        case .booked, .newNumber, .answeredByNull:
            let taken = words.slots.first { $0.letter == plan.slot }?.words ?? "the first one"
            person("\(taken) would be fine, please.")
            agent("Lovely, I have asked the practice to keep \(taken) for you. Goodbye.")
        case .callback:
            person("I am rather busy just now. Could you ring me back \(plan.words ?? "tomorrow after four")?")
            agent("Of course, I will pass that on. Goodbye.")
        case .declined:
            person("No thank you, I do not want an appointment.")
            agent("That is quite all right. Goodbye.")
        case .seenElsewhere:
            person("I have already had my eyes tested, at another optician's last month.")
            agent("Thank you for telling me. I will let the practice know. Goodbye.")
        case .transferred:
            person("I would rather speak to a person, please.")
            agent("Of course, I will transfer you now.")
        default: break
        }
    }

    private static func wish(_ stop: String) -> String {
        switch stop {
        case "ai_calls": "Please do not have a machine ring me again. I would talk to a person."
        case "recalls": "I do not want any more reminders at all, by any means. Please take me off your list."
        default: "Please stop telephoning me. A letter is fine, but no more calls."
        }
    }
}
