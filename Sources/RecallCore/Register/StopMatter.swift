/// Which headers of stops ask the same question, so that one may take back what another has said.
///
/// `Do Not Contact` and `DNC` are one question; `Ex Directory`, `Bereavement` and `Leave Message OK` are others, and a no there
/// says nothing of it.
enum StopMatter {
    /// The question that a header asks: a word for those that are known, else the header itself.
    static func aspect(of header: String) -> String {
        let words = header.lowercased().split { !$0.isLetter }.map(String.init)
        if words.contains("tps") || words.contains("ctps") { return "tps" }
        let letters = words.joined()
        if words.contains(where: ["optout", "opted", "opt"].contains) { return "optout" }
        let telling = words.filter { !fillers.contains($0) }.joined(separator: " ")
        for (aspect, known) in questions where known.contains(telling) || known.contains(letters) { return aspect }
        return telling.isEmpty ? letters : telling
    }

    private static let fillers: Set<String> = [
        "flag", "is", "date", "y", "n", "yes", "no?", "patient", "px", "pt", "status", "of", "the", "all", "any", "via",
        "by", "to", "for", "be", "indicator", "ind", "marker", "bool", "chk", "or",
    ]
    private static let questions: [(String, Set<String>)] = [
        (
            "contact",
            [
                "do not contact", "donotcontact", "dnc", "do not call", "donotcall", "no contact", "nocontact",
                "no calls",
                "nocalls", "do not phone", "donotphone", "do not telephone", "do not ring", "no phone", "nophone",
                "no telephone", "don t call", "dont call", "don t contact", "dont contact", "no phone calls", "no call",
                "contactable", "ok contact", "may contact", "can contact", "contact allowed", "allow contact",
                "never contact", "never call", "stop contact", "contact stop", "stop calls", "call stop",
            ]
        ),
        (
            "consent",
            [
                "consent", "phone consent", "consent phone", "telephone consent", "consent telephone", "call consent",
                "consent call", "consent calls", "consent phone calls", "contact phone", "phone contact", "phone ok",
                "ok phone", "phone allowed", "allow phone", "allow calls", "calls allowed", "phone permission",
                "permission phone", "gdpr phone", "gdpr consent", "consent contact",
                "contact consent", "phone", "telephone", "calls", "phone calls", "may phone",
                "may call", "can phone", "can call", "ok call", "permission call", "permission contact", "gdpr",
                "ring ok", "may we phone", "may we call",
            ]
        ),
        ("death", ["deceased", "dead", "died", "death", "dod", "decd", "dateofdeath", "isdeceased", "rip", "alive"]),
        (
            "recall",
            [
                "no recall", "norecall", "do not recall", "donotrecall", "stop recall", "stoprecall", "recall stopped",
                "recall suppressed", "suppress recall", "recall suspended", "suspend recall", "no recalls",
                "recall off",
                "recall", "recalls", "on recall", "recall on", "recall active", "recall enabled", "send recall",
                "include in recall", "in recall", "recall ok", "recall allowed", "recall blocked", "recallable",
                "exclude from recall", "excluded from recall", "recall suppression", "recall disabled",
            ]
        ),
        (
            "reminder",
            [
                "reminders suppressed", "suppress reminders", "no reminders", "stop reminders", "reminders stopped",
                "reminder suppressed", "send reminders", "send reminder", "reminders on", "reminders off",
                "reminders allowed", "stop start reminders",
            ]
        ),
    ]
}
