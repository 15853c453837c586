import RecallCore

/// Who may be called, by what files, people and calls have said: told the same as recalld, and sharing no rule with it.
///
/// Where the contract leaves open what is right the model has nothing to say against a call.
struct HistoryModel {
    /// Who somebody is, whatever their number.
    struct Identity: Hashable, CustomStringConvertible {
        var name: String
        var birth: String
        var phone: String

        var bearer: String { "\(name) \(birth)" }
        var description: String { "\(bearer) \(phone)" }
    }

    /// Why somebody is not called.
    enum Reason: String, CaseIterable, Comparable {
        case unknownPerson = "no export tells of that person with that telephone"
        case columnStop = "the newest statement of a column is a stop"
        case refusedConsent = "the newest statement is that calls are refused"
        case silence = "a stop or condition was told, and exports since are silent about it"
        case noteStop = "the newest notes are a stop"
        case patientStop = "a person has stopped calls to the patient"
        case numberStop = "the number is stopped by staff, a call or a list"
        case stopOfSamePerson = "calls to the same person are stopped under another number"
        case closedTelephone = "the telephone was closed by a call"
        case heldByStaff = "staff hold the recall"
        case anotherPerson = "the number was another person's before"
        case forgotten = "the person was forgotten"
        case urgent = "a person rings first"
        case ended = "a call ended the recall"
        case openCall = "a call is in progress, or nobody knows what came of it"
        case tooMany = "the telephone was called three times in three weeks"
        case tooSoon = "the last call was not 20 hours ago"
        case today = "the telephone was called today"
        case forgottenCalls = "the telephone was called for somebody who was forgotten since"
        case callbackLater = "the patient asked for a later time"
        case stale = "what the export says is older than 14 days"
        case leftOut = "the newest export of the layout leaves the patient out"
        case notThatDay = "the patient is not called on that day"
        case paused = "calling is paused"
        case clock = "the clock is behind at a start"
        case hours = "it is outside the hours"

        static func < (one: Reason, other: Reason) -> Bool { one.rawValue < other.rawValue }
    }

    private enum Meaning {
        case stop
        case clear
        /// The column is there, and what its cell says may be taken either way.
        case unclear
        /// The column is there and the cell says nothing.
        case silent
        case notOnMondays
        case held
    }

    private struct Statement {
        var meaning: Meaning
        var order: Int
    }

    private struct Record {
        var identity: Identity
        var statements: [HistoryFile.Column: Statement] = [:]
        /// The columns of the layout that told of the patient last.
        var layout: [HistoryFile.Column]
        var saidAt: Instant
        var isLeftOut = false
        var wasAnother = false
        /// The order of the file that showed the telephone last.
        var order: Int
    }

    /// A call, or a request that may have become one.
    struct Call {
        var attempt: String
        var identity: Identity
        var keys: Set<String>
        var at: Instant
        var outcome: Outcome?
        var callbackAt: Instant?
        var isOver = false
        /// Nobody was called after all.
        var isVoid = false
        /// Whom it was for was forgotten since.
        var isForgotten = false
    }

    private struct PatientStop {
        var key: String
        var identity: Identity?
    }

    private(set) var calls: [Call] = []
    private var records: [String: Record] = [:]
    /// Whom each number has stood for.
    private var bearers: [String: Set<String>] = [:]
    private var order = 0
    private var stoppedPatients: [PatientStop] = []
    /// What has stopped each number: a person, a call, lists by their names.
    private var stoppedNumbers: [String: Set<String>] = [:]
    private var closed: [String: (identity: Identity, order: Int)] = [:]
    private var held: Set<String> = []
    private var released: Set<String> = []
    private var forgotten: [PatientStop] = []
    private var isPaused = false
    private var hasPauseEntry = false
    /// Calls wait until the clock has come to this moment.
    private var clockReaches: Instant?
    private var newestMoment: Instant

    init(start: Instant) { newestMoment = start }

    // MARK: What is said

    /// A number without what practices' systems add and lose.
    static func key(_ number: String) -> String {
        let rest = number.drop { $0 == "0" }
        return (rest.isEmpty ? number[...] : rest).uppercased()
    }

    /// The telephone as it is dialled.
    static func dialled(_ phone: String) -> String { "+44" + phone.filter(\.isNumber).dropFirst() }

    private static func meaning(_ column: HistoryFile.Column, _ cell: String) -> Meaning {
        switch (column, cell) {
        case (.deceased, "Y"), (.doNotContact, "Y"), (.glaucoma, "Y"): .stop
        case (.deceased, "N"), (.doNotContact, "N"), (.glaucoma, "N"): .clear
        case (.consent, "No"): .stop
        case (.consent, "Yes"): .clear
        case (.consent, ""), (.glaucoma, ""): .silent
        case (.status, "Deceased"), (.status, "Moved Away"), (.status, "Inactive"): .stop
        case (.status, "Active"): .clear
        case (.preference, "Post only"), (.preference, "Do not call"), (.preference, "No contact"): .stop
        case (.preference, "Phone"): .clear
        case (.notes, "Do not call"), (.notes, "Patient passed away"), (.notes, "RIP 12/03/2025"): .stop
        case (.notes, "No calls on Mondays"): .notOnMondays
        case (.notes, "Complaint via solicitor"): .held
        case (.notes, "Solicitor by profession"), (.notes, "Small rip in left lens"), (.notes, "Likes blue frames"):
            .clear
        default: .unclear
        }
    }

    /// A file was imported: each cell of its columns is the newest statement of its column.
    mutating func accept(_ file: HistoryFile, named name: String, at now: Instant) {
        order += 1
        note(now)
        switch file.content {
        case .list(let form, let entries):
            for entry in entries where form == .numbers || entry.isRegistered {
                stoppedNumbers[Self.dialled(entry.phone), default: []].insert(name)
            }
        case .patients(let columns, let rows): accept(columns, rows, at: now)
        }
    }

    private mutating func accept(
        _ columns: [HistoryFile.Column], _ rows: [[HistoryFile.Column: String]], at now: Instant
    ) {
        var seen: Set<String> = []
        for row in rows {
            let key = Self.key(row[.number, default: ""])
            seen.insert(key)
            let identity = Identity(
                name: "\(row[.forename, default: ""]) \(row[.surname, default: ""])", birth: row[.birth, default: ""],
                phone: Self.dialled(row[.mobile, default: ""]))
            var record = records[key] ?? Record(identity: identity, layout: [], saidAt: now, order: order)
            if record.identity.name != identity.name, record.identity.birth != identity.birth {
                // What was known of the number was said of somebody else.
                record = Record(identity: identity, layout: [], saidAt: now, order: order)
                // One who comes back to a number that was theirs is nobody new.
                record.wasAnother = bearers[key, default: []].isDisjoint(with: [identity.bearer])
                released.remove(key)
                for index in stoppedPatients.indices where stoppedPatients[index].key == key {
                    stoppedPatients[index].key = ""
                }
                for index in calls.indices { calls[index].keys.remove(key) }
            }
            record.identity = identity
            record.layout = columns
            record.saidAt = now
            record.isLeftOut = false
            record.order = order
            for column in columns where HistoryFile.Column.others.contains(column) {
                let meaning = Self.meaning(column, row[column, default: ""])
                if meaning != .silent { record.statements[column] = Statement(meaning: meaning, order: order) }
            }
            bearers[key, default: []].insert(identity.bearer)
            records[key] = record
        }
        for (key, record) in records where record.layout == columns && !seen.contains(key) {
            records[key]?.isLeftOut = true
        }
    }

    /// A file was found to be the newest once more: what it says of patients is said again. What a list says is not: a
    /// person may have taken it back since.
    mutating func renew(_ file: HistoryFile, named name: String, at now: Instant) {
        note(now)
        if file.isPatients { accept(file, named: name, at: now) }
    }

    /// What one list has stopped is taken back.
    mutating func takeBack(_ name: String, at now: Instant) {
        note(now)
        for phone in stoppedNumbers.keys { stoppedNumbers[phone]?.remove(name) }
    }

    // MARK: What people do

    mutating func stop(_ subject: HistoryStep.Subject, at now: Instant) {
        note(now)
        switch subject {
        case .number(let phone): stoppedNumbers[Self.dialled(phone), default: []].insert("a person")
        case .patient(let number):
            let key = Self.key(number)
            stoppedPatients.append(PatientStop(key: key, identity: records[key]?.identity))
        }
    }

    mutating func endStop(_ subject: HistoryStep.Subject, at now: Instant) {
        note(now)
        switch subject {
        case .number(let phone):
            stoppedNumbers[Self.dialled(phone)] = nil
            closed[Self.dialled(phone)] = nil
            // Whoever was forgotten may come back by their number.
            forgotten.removeAll { $0.identity.map { $0.phone == Self.dialled(phone) } ?? true }
        case .patient(let number):
            let key = Self.key(number)
            let identity = records[key]?.identity
            stoppedPatients.removeAll { $0.key == key || $0.identity == identity }
            forgotten.removeAll { $0.key == key || $0.identity == identity }
            closed = closed.filter { $0.value.identity != identity }
        }
    }

    mutating func hold(_ number: String, at now: Instant) {
        note(now)
        held.insert(Self.key(number))
    }

    mutating func release(_ number: String, at now: Instant) {
        note(now)
        let key = Self.key(number)
        for key in keys(of: records[key]?.identity).union([key]) {
            held.remove(key)
            released.insert(key)
            records[key]?.wasAnother = false
        }
    }

    mutating func forget(_ number: String, at now: Instant) {
        note(now)
        let key = Self.key(number)
        forgotten.append(PatientStop(key: key, identity: records[key]?.identity))
        records[key] = nil
        for index in calls.indices where calls[index].keys.contains(key) { calls[index].isForgotten = true }
    }

    mutating func pause(_ isPaused: Bool, at now: Instant) {
        note(now)
        self.isPaused = isPaused
        // Whoever has calls go on has looked at the clock.
        if !isPaused { clockReaches = nil }
    }

    mutating func pauseEntry(_ isThere: Bool) { hasPauseEntry = isThere }

    // MARK: The clock

    /// Something was stored at that moment.
    mutating func note(_ now: Instant) { newestMoment = max(newestMoment, now) }

    mutating func restart(at now: Instant) {
        clockReaches = now < newestMoment ? newestMoment : nil
    }

    // MARK: Calls

    /// What became of a call is known.
    mutating func settle(_ attempt: String, outcome: Outcome?, callbackAt: Instant?, isVoid: Bool, at now: Instant) {
        guard let index = calls.firstIndex(where: { $0.attempt == attempt && !$0.isOver }) else { return }
        note(now)
        calls[index].isOver = true
        calls[index].isVoid = isVoid
        calls[index].outcome = outcome
        calls[index].callbackAt = callbackAt
        let call = calls[index]
        func stopPatients() {
            for key in call.keys { stoppedPatients.append(PatientStop(key: key, identity: call.identity)) }
        }
        switch outcome {
        case .optedOut:
            stopPatients()
            stoppedNumbers[call.identity.phone, default: []].insert("a call")
        case .deceasedReported:
            stopPatients()
            closed[call.identity.phone] = (call.identity, order)
        case .wrongNumber: closed[call.identity.phone] = (call.identity, order)
        case .movedAway: stopPatients()
        case .numberRefused: stoppedNumbers[call.identity.phone, default: []].insert("a call")
        default: break
        }
    }

    var openAttempts: [String] { calls.filter { !$0.isOver }.map(\.attempt) }

    /// Takes a call that is being placed, and says what was against it.
    mutating func place(attempt: String, name: String, phone: String, at now: Instant) -> [Reason] {
        note(now)
        let matching = records.filter { $0.value.identity.name == name && $0.value.identity.phone == phone }
        guard let identity = matching.values.map(\.identity).min(by: { $0.birth < $1.birth }) else {
            return [.unknownPerson]
        }
        let reasons = reasonsAgainst(identity, at: now)
        calls.append(Call(attempt: attempt, identity: identity, keys: keys(of: identity), at: now))
        return reasons
    }

    /// The numbers under which files tell of somebody.
    func keys(of identity: Identity?) -> Set<String> {
        Set(records.filter { $0.value.identity == identity }.keys)
    }

    /// Everybody of whom files tell.
    var identities: Set<Identity> { Set(records.values.map(\.identity)) }

    /// What is against a call now.
    func reasonsAgainst(_ identity: Identity, at now: Instant) -> [Reason] {
        let keys = keys(of: identity)
        guard !keys.isEmpty else { return [.unknownPerson] }
        return stops(identity, keys) + history(identity, keys, now) + moment(identity, keys, now)
    }

    private func newestStatements(_ keys: Set<String>) -> [HistoryFile.Column: Statement] {
        keys.compactMap { records[$0]?.statements }.reduce(into: [:]) { all, statements in
            all.merge(statements) { $0.order >= $1.order ? $0 : $1 }
        }
    }

    private func stops(_ identity: Identity, _ keys: Set<String>) -> [Reason] {
        var reasons: Set<Reason> = []
        let newestFile = keys.compactMap { records[$0]?.order }.max() ?? 0
        for (column, statement) in newestStatements(keys) {
            let isSilent = statement.order < newestFile
            switch (column, statement.meaning) {
            case (.glaucoma, .stop), (.notes, .held):
                guard keys.isDisjoint(with: released) else { break }
                reasons.insert(isSilent ? .silence : column == .notes ? .noteStop : .urgent)
            case (_, .stop) where isSilent: reasons.insert(.silence)
            case (.consent, .stop): reasons.insert(.refusedConsent)
            case (.notes, .stop): reasons.insert(.noteStop)
            case (_, .stop): reasons.insert(.columnStop)
            default: break
            }
        }
        for stop in stoppedPatients {
            if keys.contains(stop.key) {
                reasons.insert(.patientStop)
            } else if stop.identity == identity {
                reasons.insert(.stopOfSamePerson)
            }
        }
        if stoppedNumbers[identity.phone]?.isEmpty == false { reasons.insert(.numberStop) }
        if let closing = closed[identity.phone], !isMoved(closing.identity, since: closing.order) {
            reasons.insert(.closedTelephone)
        }
        if !keys.isDisjoint(with: held) { reasons.insert(.heldByStaff) }
        if keys.contains(where: { records[$0]?.wasAnother == true }) { reasons.insert(.anotherPerson) }
        if forgotten.contains(where: { keys.contains($0.key) || $0.identity == identity }) {
            reasons.insert(.forgotten)
        }
        return reasons.sorted()
    }

    /// Whether an export has shown somebody with another telephone since.
    private func isMoved(_ identity: Identity, since order: Int) -> Bool {
        records.values.contains {
            $0.order > order && $0.identity.name == identity.name && $0.identity.birth == identity.birth
                && $0.identity.phone != identity.phone
        }
    }

    private static let endings: Set<Outcome?> = [.booked, .declined, .seenElsewhere]
    private static let staleAfter = 14 * 86_400

    private func history(_ identity: Identity, _ keys: Set<String>, _ now: Instant) -> [Reason] {
        var reasons: Set<Reason> = []
        let made = calls.filter { !$0.isVoid }
        let own = made.filter { $0.identity == identity || !keys.isDisjoint(with: $0.keys) }
        let ofPhone = made.filter { $0.identity.phone == identity.phone && $0.at <= now }
        if own.contains(where: { Self.endings.contains($0.outcome) && $0.isOver }) { reasons.insert(.ended) }
        if own.contains(where: { !$0.isOver }) { reasons.insert(.openCall) }
        let last = own.last
        if let last, last.outcome == .callbackRequested, let wanted = last.callbackAt {
            if now < wanted { reasons.insert(.callbackLater) }
        } else {
            let known = ofPhone.filter { !$0.isForgotten }
            if isTooMany(known, now) {
                reasons.insert(.tooMany)
            } else if isTooMany(ofPhone, now) {
                reasons.insert(.forgottenCalls)
            }
            if let last, last.at <= now, now.seconds - last.at.seconds < 20 * 3600 { reasons.insert(.tooSoon) }
            if isToday(known, now) {
                reasons.insert(.today)
            } else if isToday(ofPhone, now) {
                reasons.insert(.forgottenCalls)
            }
        }
        if keys.allSatisfy({ records[$0].map { now.seconds - $0.saidAt.seconds > Self.staleAfter } ?? true }) {
            reasons.insert(.stale)
        }
        if keys.allSatisfy({ records[$0]?.isLeftOut == true }) { reasons.insert(.leftOut) }
        return reasons.sorted()
    }

    private func isTooMany(_ calls: [Call], _ now: Instant) -> Bool {
        calls.count { now.seconds - $0.at.seconds < 21 * 86_400 } >= 3
    }

    private func isToday(_ calls: [Call], _ now: Instant) -> Bool {
        calls.contains { $0.at.seconds / 86_400 == now.seconds / 86_400 }
    }

    /// Days of 2026 and 2027 on which banks of England are closed; histories are short, and in winter.
    private static let bankHolidays: Set = ["2026-12-25", "2026-12-28", "2027-01-01"]

    private func moment(_ identity: Identity, _ keys: Set<String>, _ now: Instant) -> [Reason] {
        var reasons: [Reason] = []
        let minute = now.seconds % 86_400 / 60
        let weekday = (now.seconds / 86_400 + 3) % 7
        if isPaused || hasPauseEntry { reasons.append(.paused) }
        if let clockReaches, now < clockReaches { reasons.append(.clock) }
        // A call lasts six minutes at the most, and has to end by 19:00, on Saturdays by 16:00.
        let hours = weekday == 5 ? 600...954 : 540...1134
        if weekday == 6 || !hours.contains(minute) || Self.bankHolidays.contains(String(now.description.prefix(10))) {
            reasons.append(.hours)
        }
        if newestStatements(keys)[.notes]?.meaning == .notOnMondays, weekday == 0 { reasons.append(.notThatDay) }
        return reasons
    }
}
