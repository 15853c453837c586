/// Words by which a column about recalls says that there are to be none, or that something was agreed already.
enum RecallEnd {
    /// Whether a header speaks of recalls, reminders or calls and of what came of them.
    static func isAbout(_ header: String) -> Bool {
        let words = HeaderVocabulary.words(of: header)
        return words.contains(where: ["recall", "recalls", "reminder", "reminders", "call", "contact"].contains)
            && words.contains(where: ["status", "outcome", "result", "response", "reply", "state"].contains)
    }

    /// Reads a cell.
    ///
    /// - Parameters:
    ///   - text: The cell.
    ///   - header: The column's header: of how many reminders were sent, *none* says another thing than of a status.
    /// - Returns: Whether it ends the recalls.
    static func isSaid(by text: String, header: String) -> Bool {
        guard text.utf8.count <= 40 else { return false }
        let letters = text.lowercased().filter(\.isLetter)
        if words.contains(letters) { return true }
        guard denials.contains(letters) else { return false }
        let header = HeaderVocabulary.words(of: header)
        return header.contains("status") || header == ["recall"] || header == ["on", "recall"]
            || letters == "never" || letters == "off" || letters == "stop"
    }

    private static let words: Set<String> = [
        "notrequired", "suspended", "declined", "refused", "excluded", "donotsend", "donotrecall", "onhold", "dnr",
        "dns",
        "booked", "appointmentmade", "appointmentbooked", "alreadybooked", "discharged", "wrongnumber", "notwanted",
        "nofurtherrecall", "nofurtherrecalls", "norecall", "norecalls", "stopped", "stoprecall", "stoprecalls",
        "removed",
        "optedout", "optout", "withdrawn", "deceased", "moved", "movedaway", "goneaway", "notinterested",
        "seenelsewhere",
        "paused", "hold", "held", "closed", "cancelled", "ceased", "discontinued", "blocked", "unsub", "excl",
        "exclude",
        "donotremind", "removedfromrecall", "notonrecall", "recalloff", "optedoutbyphone", "stoppedbypatient",
        "askedtostop", "wrongno", "numberwrong", "wrongperson", "notthisperson", "incorrectnumber", "nothanks",
        "remove",
        "changedoptician", "numbernotinservice", "numberunobtainable", "disconnected", "apptbooked", "complaint",
        "nonpatient", "notapatient", "recallsuspended", "recallstopped", "notneeded", "unsubscribed",
        "cancelledbypatient",
    ]
    private static let denials: Set<String> = ["no", "n", "none", "off", "never", "stop", "nil"]
}
