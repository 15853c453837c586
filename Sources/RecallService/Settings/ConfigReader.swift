import RecallCore

/// Reads a parsed file by a catalogue of keys: every value checked, every mistake noted, defaults filled in.
struct ConfigReader {
    let file: ConfigFile
    private let keys: [String: ConfigKey]
    private(set) var problems: [ConfigProblem] = []

    init(file: ConfigFile, keys: [ConfigKey]) {
        self.file = file
        self.keys = Dictionary(uniqueKeysWithValues: keys.map { ($0.name, $0) })
        noteUnknownKeys(keys)
        for key in keys where key.standard == nil && file.values[key.name] == nil {
            problems.append(
                ConfigProblem(
                    file: file.path, line: nil, key: key.name,
                    message: "is missing. Write \(key.name) = \(key.sample ?? "\"…\"")"))
        }
    }

    /// Whether the file itself sets the key.
    func isSet(_ name: String) -> Bool { file.values[name] != nil }

    mutating func note(_ key: String, _ message: String) {
        problems.append(
            ConfigProblem(
                file: file.path, line: file.values[key] == nil ? nil : file.line(of: key), key: key, message: message))
    }

    /// Notes a problem on a line that is known better than by its key.
    mutating func note(_ key: String, line: Int, _ message: String) {
        problems.append(ConfigProblem(file: file.path, line: line, key: key, message: message))
    }

    mutating func words(_ name: String) -> String {
        switch value(name) {
        case .string(let text)?:
            switch keys[name]?.kind {
            case .oneOf(let allowed)?:
                if allowed.contains(text) { return text }
                let nearest = Spelling.nearest(to: text, among: allowed)
                note(name, "\"\(text)\" is none of the words it takes. Write \(choice(allowed, nearest: nearest))")
                return allowed.first ?? ""
            case .words(let mayBeEmpty)?:
                if text.isEmpty, !mayBeEmpty { note(name, "is empty. Write a value between the quotes") }
                return text
            default:
                return text
            }
        case nil: return ""
        default:
            note(name, "must be words in straight double quotes. Write \(example(name))")
            return ""
        }
    }

    mutating func integer(_ name: String) -> Int {
        guard case .integer(let range)? = keys[name]?.kind else { return 0 }
        switch value(name) {
        case .integer(let number)?:
            if !range.contains(number) {
                note(
                    name,
                    "\(number) is out of range. Write a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return min(max(number, range.lowerBound), range.upperBound)
        case nil: return range.lowerBound
        default:
            note(name, "must be a whole number without quotes, from \(range.lowerBound) to \(range.upperBound)")
            return range.lowerBound
        }
    }

    mutating func number(_ name: String) -> Double {
        guard case .number(let range)? = keys[name]?.kind else { return 0 }
        let found: Double
        switch value(name) {
        case .integer(let number)?: found = Double(number)
        case .number(let number)?: found = number
        case nil: return range.lowerBound
        default:
            note(name, "must be a number without quotes, such as \(keys[name]?.standard ?? "1")")
            return range.lowerBound
        }
        if !range.contains(found) {
            note(name, "\(found) is out of range. Write a number from \(range.lowerBound) to \(range.upperBound)")
            return range.lowerBound
        }
        return found
    }

    /// True or false.
    mutating func flag(_ name: String) -> Bool {
        switch value(name) {
        case .bool(let flag)?: return flag
        case nil: return false
        default:
            note(name, "must be true or false, without quotes")
            return false
        }
    }

    /// Hours of a day; closed where they cannot be read.
    mutating func hours(_ name: String) -> DayHours {
        let text = words(name)
        if text == "closed" { return .closed }
        switch HoursText.read(text) {
        case .success(let hours): return hours
        case .failure(let problem):
            note(
                name,
                "\"\(text)\" \(problem.message). Write hours such as \"09:00-17:30\" or \"09:00-13:00, 14:00-17:30\", or \"closed\""
            )
            return .closed
        }
    }

    /// Hours of one day of the week that may have its own; nil where it has not.
    mutating func ownHours(_ name: String) -> DayHours? {
        words(name) == "weekdays" ? nil : hours(name)
    }

    mutating func dates(_ name: String) -> Set<Day> {
        guard case .array(let items)? = value(name) else {
            note(name, "must be a list of dates. Write [\"2026-12-24\", \"2026-12-31\"]")
            return []
        }
        var days: Set<Day> = []
        for item in items {
            guard case .string(let text) = item, let day = Day(iso: text) else {
                let shown = if case .string(let text) = item { "\"\(text)\"" } else { "a value" }
                note(name, "\(shown) is no date. Write year-month-day, such as \"2026-12-24\"")
                continue
            }
            days.insert(day)
        }
        return days
    }

    mutating func practitioners(_ name: String) -> [Practitioner] {
        let help = "Write [{ name = \"Dr A Shah\", code = \"AS\" }]"
        guard case .array(let items)? = value(name) else {
            note(name, "must be a list of people. \(help)")
            return []
        }
        var people: [Practitioner] = []
        for item in items {
            guard case .table(let members) = item, case .string(let person)? = members["name"],
                Set(members.keys).isSubset(of: ["name", "code"])
            else {
                note(name, "holds something that is no practitioner. \(help)")
                continue
            }
            let code = if case .string(let text)? = members["code"] { text } else { "" }
            people.append(Practitioner(name: person, code: code))
        }
        return people
    }

    /// The lines of a section whose keys are free: each name and what it stands for.
    ///
    /// A name that stands for two things, by whatever capitals and signs it is written, and one that stands for another and
    /// is itself stood for are noted.
    mutating func names(_ section: String) -> [String: String] {
        if file.values[section] != nil {
            note(section, "is the name of a section. Write [\(section)] on a line of its own")
            return [:]
        }
        var names: [String: String] = [:]
        for (key, value) in file.values.sorted(by: { $0.key < $1.key }) where key.hasPrefix(section + ".") {
            let name = String(key.dropFirst(section.count + 1))
            guard case .string(let meant) = value, !BranchNames.folded(meant).isEmpty, !BranchNames.folded(name).isEmpty
            else {
                note(key, "must be two names in straight double quotes. Write \(example(section))")
                continue
            }
            let other = names.first { BranchNames.folded($0.key) == BranchNames.folded(name) && $0.value != meant }
            if let other { note(key, "stands for \"\(other.value)\" too. Keep one of the two lines") }
            names[name] = meant
        }
        for (name, meant) in names.sorted(by: { $0.key < $1.key }) {
            let isOther = names.contains {
                BranchNames.folded($0.value) == BranchNames.folded(name)
                    && BranchNames.folded(meant) != BranchNames.folded(name)
            }
            if isOther {
                note(
                    "\(section).\(name)",
                    "stands for \"\(meant)\", and another name for it. Write \"\(meant)\" there too")
            }
        }
        return names
    }

    private func value(_ name: String) -> ConfigValue? {
        if let value = file.values[name] { return value }
        guard let standard = keys[name]?.standard else { return nil }
        // A default of the catalogue that does not parse is found by the test that reads them all.
        return try? ConfigFile(text: "v = \(standard)", path: "").values["v"]
    }

    private mutating func noteUnknownKeys(_ catalogue: [ConfigKey]) {
        var known = Set(catalogue.map(\.name))
        for key in catalogue {
            var parts = key.name.split(separator: ".")
            while parts.count > 1 {
                parts.removeLast()
                known.insert(parts.joined(separator: "."))
            }
        }
        let names = known.sorted()
        let free = catalogue.filter { if case .names = $0.kind { true } else { false } }.map { $0.name + "." }
        func isFree(_ name: String) -> Bool { free.contains { name.hasPrefix($0) } }
        let unknownTables = file.tables.subtracting(known).filter { !isFree($0) }
        for name in unknownTables.sorted() where !unknownTables.contains(where: { name.hasPrefix($0 + ".") }) {
            noteUnknown(name, nearest: Spelling.nearest(to: name, among: names))
        }
        for name in file.values.keys.sorted() where keys[name] == nil && !isFree(name) {
            guard !unknownTables.contains(where: { name.hasPrefix($0 + ".") }) else { continue }
            if known.contains(name) {
                note(name, "is the name of a section. Write [\(name)] on a line of its own")
                continue
            }
            noteUnknown(name, nearest: Spelling.nearest(to: name, among: names))
        }
    }

    private mutating func noteUnknown(_ name: String, nearest: String?) {
        let hint = nearest.map { ". Did you mean \($0)?" } ?? ". Take it out, or look in the sample for the right name"
        problems.append(
            ConfigProblem(file: file.path, line: file.line(of: name), key: name, message: "is no known key\(hint)"))
    }

    private func example(_ name: String) -> String {
        if case .names(let example)? = keys[name]?.kind { return example }
        return keys[name].flatMap { $0.sample ?? $0.standard } ?? "\"…\""
    }

    private func choice(_ allowed: [String], nearest: String?) -> String {
        if let nearest { return "\"\(nearest)\", or another of: \(allowed.joined(separator: ", "))" }
        return "one of: \(allowed.joined(separator: ", "))"
    }
}

/// Reads `09:00-17:30`, or several of them with commas between.
enum HoursText {
    struct Problem: Error { let message: String }

    static func read(_ text: String) -> Result<DayHours, Problem> {
        var all: [Hours] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            switch stretch(String(part)) {
            case .success(let hours):
                if all.contains(where: { $0.intersection(hours) != nil }) {
                    return .failure(Problem(message: "names the same time twice"))
                }
                all.append(hours)
            case .failure(let problem): return .failure(problem)
            }
        }
        return .success(DayHours(all))
    }

    private static func stretch(_ text: String) -> Result<Hours, Problem> {
        let dashes = text.map { "–—−".contains($0) ? "-" : $0 }
        let sides = String(dashes).split(separator: "-", omittingEmptySubsequences: false)
        guard sides.count == 2 else { return .failure(Problem(message: "is no pair of times")) }
        guard let opens = minutes(sides[0]), let closes = minutes(sides[1]) else {
            return .failure(Problem(message: "holds a time that does not exist"))
        }
        if opens == 1440 { return .failure(Problem(message: "cannot begin at 24:00; midnight at the start is 00:00")) }
        if opens == closes { return .failure(Problem(message: "begins and ends at the same time")) }
        guard let hours = Hours(opens: opens, closes: closes) else {
            return .failure(Problem(message: "ends before it begins"))
        }
        return .success(hours)
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.trimmingPrefix(while: \.isWhitespace).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let minuteText = parts[1].prefix { !$0.isWhitespace }
        // `UInt` takes a sign too, and `+17` is no hour.
        guard (1...2).contains(parts[0].count), minuteText.count == 2, parts[0].utf8.allSatisfy(isDigit),
            minuteText.utf8.allSatisfy(isDigit), parts[1].dropFirst(minuteText.count).allSatisfy(\.isWhitespace),
            let hour = UInt(parts[0]), let minute = UInt(minuteText), minute < 60,
            hour < 24 || (hour == 24 && minute == 0)
        else { return nil }
        return Int(hour * 60 + minute)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

/// Suggestions for words that were probably misspelt.
package enum Spelling {
    /// The candidate nearest to `word`, if it is near: at most a third of the letters differ.
    package static func nearest(to word: String, among candidates: [String]) -> String? {
        let lowered = word.lowercased()
        let ranked = candidates.map { candidate in
            // A key under the wrong table is nearest by its own name.
            let own = candidate.split(separator: ".").last.map(String.init) ?? candidate
            let ownWord = lowered.split(separator: ".").last.map(String.init) ?? lowered
            return (candidate, min(distance(lowered, candidate), distance(ownWord, own) + (ownWord == own ? 0 : 1)))
        }
        guard let best = ranked.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return nil }
        return best.1 <= max(1, lowered.count / 3) ? best.0 : nil
    }

    /// The number of letters to change, add, drop or swap with a neighbour (restricted Damerau-Levenshtein).
    private static func distance(_ left: String, _ right: String) -> Int {
        let a = Array(left.utf8)
        let b = Array(right.utf8)
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
