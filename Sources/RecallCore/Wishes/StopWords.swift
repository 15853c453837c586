/// What a whole cell says by itself against a call, whatever its column is about.
///
/// An address that reads `DECEASED`, a kind of recall that reads `Gone away`: whoever had no better column wrote it where
/// there was room. Only a cell that is nothing but these words counts, beside numbers and signs.
enum StopWords: Equatable {
    /// It speaks of a death; whose, a person has to see.
    case death
    /// It says that the patient is no longer one, or is not recalled.
    case gone
    /// It refuses calls.
    case refusal

    /// Reads a cell; nil where it says none of these.
    init?(_ text: String) {
        // Most cells hold no letter, or more of them than any of the words.
        var count = 0
        for byte in text.utf8 where byte > 0x40 {
            count += 1
            if count > Self.mostLetters { return nil }
        }
        guard count > 2 else { return nil }
        let letters = text.lowercased().filter(\.isLetter)
        if Self.deaths.contains(letters) {
            self = .death
        } else if Self.goings.contains(letters) {
            self = .gone
        } else if ContactSaying.isPlainRefusal(letters) {
            self = .refusal
        } else {
            return nil
        }
    }

    private static let mostLetters = 32

    private static let deaths: Set<String> = [
        "deceased", "dead", "died", "decd", "rip", "passedaway", "passedon", "haspassedaway", "hasdied", "isdeceased",
        "isdead", "patientdeceased", "patientdied", "patientisdead", "patientdead", "ptdeceased", "ptdied",
        "nowdeceased",
        "thelate", "death", "deceaseddate", "deceasedpatient",
    ]
    private static let goings: Set<String> = [
        "movedaway", "moved", "goneaway", "gone", "emigrated", "movedabroad", "leftpractice", "leftthepractice",
        "leftarea",
        "movedpractice", "transferred", "transferredout", "nolongerapatient", "nolongerpatient", "notapatient",
        "formerpatient", "expatient", "otheroptician", "seenelsewhere", "goneelsewhere", "inactive", "notactive",
        "nonactive",
        "deactivated", "archived", "removed", "deleted", "noreminder", "noreminders", "remindersoff", "recallsoff",
        "recallstopped", "recallsuspended", "stopped", "donotuse", "blacklisted", "banned", "removefromlist",
        "takeoffrecall", "offrecall", "movedoutofarea",
    ]
}
