/// What a whole cell says by itself against a call.
///
/// An address that reads `DECEASED`, a kind of recall that reads `Gone away`: whoever had no better column wrote it where
/// there was room. Only a cell that is nothing but these words counts, beside numbers and signs; the status of a record may
/// go on after them (`Moved to Leeds`).
enum StopWords: Equatable {
    /// It speaks of a death; whose, a person has to see.
    case death
    /// It says that the patient is no longer one, or is not recalled.
    case gone
    /// It refuses calls.
    case refusal
    /// It says of the recall that it is settled, given up or set aside.
    case settled

    /// What a column is about, as far as the same word may mean another thing in it.
    enum Column {
        /// Anything, or what is not known.
        case any
        /// Recalls and reminders, and what came of them.
        case recall
        /// The state of the patient's record.
        case record
    }

    /// Reads a cell; nil where it says none of these.
    init?(_ text: String, in column: Column = .any) {
        // Most cells hold no letter, or more of them than any of the words.
        var count = 0
        for byte in text.utf8 where byte > 0x40 {
            count += 1
            if count > Self.mostLetters, column != .record { return nil }
        }
        guard count > 1 else { return nil }
        let lowered = text.lowercased()
        if let word = Self.table[lowered.filter(\.isLetter)]?.first(where: { $0.reach.holds(column) }) {
            self = word.meaning
            return
        }
        guard column == .record else { return nil }
        // Those that were called, and those that came.
        if ["leftm", "leftv", "leftans", "transferredin"].contains(where: lowered.filter(\.isLetter).hasPrefix) {
            return nil
        }
        var beginning = ""
        for part in StatusWords.words(lowered).prefix(3) {
            beginning += part.filter(\.isLetter)
            if let word = Self.table[beginning]?.first(where: \.mayGoOn) {
                self = word.meaning
                return
            }
        }
        return nil
    }

    private static let mostLetters = 32

    // MARK: The words

    /// The columns in which a word says so.
    private enum Reach {
        case any
        /// Columns about recalls, and the state of a record.
        case statuses
        case record

        func holds(_ column: Column) -> Bool {
            switch self {
            case .any: true
            case .statuses: column != .any
            case .record: column == .record
            }
        }
    }

    private struct Word {
        let meaning: StopWords
        let reach: Reach
        /// Whether the state of a record that begins with it says so too.
        let mayGoOn: Bool
    }

    /// By the letters alone; of one word the narrowest reach first.
    private static let table: [String: [Word]] = {
        var table: [String: [Word]] = [:]
        for (meaning, reach, mayGoOn, words) in lines {
            for word in words.split(separator: "|") {
                table[word.filter(\.isLetter), default: []].append(
                    Word(meaning: meaning, reach: reach, mayGoOn: mayGoOn))
            }
        }
        return table
    }()

    /// What the words mean, where they do, whether anything may follow in the state of a record, and the words; the
    /// narrowest reach first.
    private static let lines: [(StopWords, Reach, Bool, String)] = [
        (.death, .record, true, "dec"),
        (
            .gone, .record, true,
            """
            ga|left|lost|former|now at|no longer|do not|dont|no recall|no recalls|opted out|opt out|off recall|\
            other practice|another practice|moved on|ex patient|other optician
            """
        ),
        (
            .gone, .record, false,
            "not interested|declined|refused|expired|passed|g a|nlr|rem|del|dnr|on hold|never|stop"
        ),
        (
            .gone, .statuses, true,
            """
            archive|merged|duplicate|closed|not live|not current|suspended|recalls suspended|blocked|barred|erased|\
            anonymised|anonymized|void|obsolete|discharged|elsewhere|ceased|terminated|withdrawn|unsubscribed|\
            off list|disabled|hidden|excluded|deregistered|de registered|not coming|not attending
            """
        ),
        (
            .settled, .statuses, false,
            """
            not required|do not send|dns|booked|appointment made|appointment booked|already booked|appt booked|\
            wrong number|wrong no|number wrong|wrong person|not this person|incorrect number|not wanted|\
            number not in service|number unobtainable|disconnected|no further recall|no further recalls|stop recall|\
            stop recalls|paused|hold|held|cancelled|discontinued|unsub|excl|exclude|do not remind|\
            removed from recall|not on recall|recall off|opted out by phone|stopped by patient|asked to stop|\
            no thanks|remove|changed optician|complaint|non patient|recalls stopped|not needed|\
            cancelled by patient
            """
        ),
        (
            .settled, .statuses, false,
            """
            not interested|declined|refused|on hold|dnr|hospice|in hospice|palliative|end of life|terminal|terminally ill|\
            sectioned|in prison|prison|safeguarding|vulnerable|legal|solicitor|litigation|restricted access
            """
        ),
        (.refusal, .statuses, false, "tps|ctps|on tps|tps registered"),
        (.death, .any, true, "deceased|dead|died|rip|dec'd|decd|passed away"),
        (
            .death, .any, false,
            """
            passed on|has passed away|has died|is deceased|is dead|patient deceased|patient died|patient is dead|\
            patient dead|pt deceased|pt died|now deceased|the late|death|deceased date|deceased patient
            """
        ),
        (
            .gone, .any, true,
            """
            moved away|moved|gone away|gone|emigrated|left practice|transferred|not a patient|inactive|not active|\
            non active|deactivated|archived|removed|deleted|blacklisted|banned
            """
        ),
        (
            .gone, .any, false,
            """
            moved abroad|left the practice|left area|moved practice|transferred out|no longer a patient|\
            no longer patient|former patient|ex patient|other optician|seen elsewhere|gone elsewhere|no reminder|\
            no reminders|reminders off|recalls off|recall stopped|recall suspended|stopped|do not use|\
            remove from list|take off recall|off recall|moved out of area
            """
        ),
        (
            .refusal, .any, false,
            """
            do not call|don't call|do not phone|don't phone|do not ring|don't ring|do not contact|don't contact|\
            do not telephone|don't telephone|no contact|no calls|no phone|no telephone|no phone calls|\
            no telephone calls|post only|letter only|letters only|text only|texts only|sms only|email only|emails only|mail only|stop|\
            do not allow|dnc|do not recall|no recall|no recalls|opted out|opt out|restricted|do not disturb|\
            not to be contacted|not to be called|not to be phoned|not to be telephoned|do not approach|\
            no further contact|never phone|never telephone|never call|never contact|stop calls|stop calling|\
            refuses calls|refuses contact|declined contact|declined calls|do not send recall|no phone contact|\
            no telephone contact
            """
        ),
    ]
}
