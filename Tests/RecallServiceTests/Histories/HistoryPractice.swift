import Foundation
import Logging
import RecallConformance
import RecallCore
import RecallPorts
import RecallStoreSQLite
import RecallSystem
import Synchronization
import Tabular

@testable import RecallService

/// A practice of one history: its share, store and services, a provider that nobody telephones for, and the model that is
/// told of all that happens.
///
/// Whatever is placed with the provider is judged at that moment, by the model alone.
final class HistoryPractice: Sendable {
    /// What a history has come to.
    struct Tally: Sendable {
        var calls = 0
        var complaints: [String] = []
        /// The rules that calls were against.
        var broken: Set<HistoryModel.Reason> = []
        /// How often somebody was not called, by what was against it.
        var prevented: [HistoryModel.Reason: Int] = [:]
        /// How often nothing was against a call that was not made, by the gate that was shut.
        var omitted: [String: Int] = [:]
        /// Calls against rules that are not judged.
        var overlooked: [HistoryModel.Reason: Int] = [:]
        var outcomes: [Outcome: Int] = [:]
        var files: [ExportState: Int] = [:]
        /// The telephones that were called.
        var called: Set<String> = []
    }

    private struct State {
        var model: HistoryModel
        var now: Instant
        var tally = Tally()
        var talks: [HistoryStep.Talk] = []
        /// Calls of the dial that goes on.
        var callbacks: [String: Instant] = [:]
        var placed: Set<HistoryModel.Identity> = []
        /// What has happened, in lines, where somebody wants to read it.
        var story: [String] = []
        var isTold: Bool
        var files: [String: HistoryFile] = [:]
        /// The lists that were imported, by the names of their files.
        var lists: [String] = []
        /// The exports up to this one are known to the model.
        var lastExport: Int64 = 0
        var dies = false

        mutating func tell(_ text: @autoclosure () -> String) {
            if isTold { story.append("\(now) \(text())") }
        }
    }

    /// The power fails before an export comes to rest.
    private struct Death: Error {}

    /// The services of one life of the daemon.
    private struct Life: Sendable {
        var runtime: Runtime
        var intake: Intake
        var dialler: Dialler
        var poller: CallPoller
        var outbox: OutboxWriter
    }

    let folder: String
    let configuration: LoadedConfiguration
    private let practice: PracticeContext
    private let makeStore: @Sendable () throws -> any Store
    private let state: Mutex<State>
    private let life: Mutex<Life?>
    private let voice: Mutex<FakeVoiceProvider?>

    /// Rules that recalld does not keep: with a person are forgotten the calls that their telephone has had.
    static let notJudged: Set<HistoryModel.Reason> = [.forgottenCalls, .silence]

    /// A Tuesday, ten in the morning in London.
    static let start = Instant(seconds: 1_795_514_400)

    /// - Parameters:
    ///   - folder: An empty folder of this history's own.
    ///   - configuration: Of one practice, in live mode.
    ///   - isTold: Whether the story is kept.
    ///   - makeStore: Opens the store; once more at each restart.
    /// - Throws: What stands in the way of the share.
    init(
        folder: String, configuration: LoadedConfiguration, isTold: Bool,
        makeStore: @escaping @Sendable () throws -> any Store
    ) throws {
        var configuration = configuration
        configuration.practices[0].settings.folder = folder
        // No header is of a system that is known, and comparing each with all of them is most of the work.
        configuration.practices[0].layouts = []
        configuration.settings.practices = [configuration.practices[0].settings]
        self.folder = folder
        self.configuration = configuration
        self.makeStore = makeStore
        practice = configuration.practices[0]
        state = Mutex(State(model: HistoryModel(start: Self.start), now: Self.start, isTold: isTold))
        life = Mutex(nil)
        voice = Mutex(nil)
        try PracticeFolders.make(in: try SharedFolder(path: folder))
    }

    var tally: Tally { state.withLock { $0.tally } }
    var story: [String] { state.withLock { $0.story } }
    private var now: Instant { state.withLock { $0.now } }

    /// What goes wrong with a history itself.
    struct Broken: Error {
        var words: String
    }

    private func services() throws -> Life {
        guard let life = life.withLock({ $0 }) else { throw Broken(words: "the daemon does not run") }
        return life
    }

    // MARK: Lives

    private func makeVoice() -> FakeVoiceProvider {
        FakeVoiceProvider(
            now: { [self] in now }, talk: { [self] in talk($0) }, whilePlacing: { [self] in judge($0) })
    }

    /// The daemon comes up, on the store that it left.
    func begin() async throws {
        let voice = self.voice.withLock { known in
            let voice = known ?? makeVoice()
            known = voice
            return voice
        }
        let store = try makeStore()
        let runtime = Runtime(
            setup: Runtime.Setup(configuration: configuration, voice: ThrottledClient(voice, perSecond: 1e9)),
            store: store, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, givesBackMemory: false,
            clock: { [self] in now })
        try await Daemon.start(runtime)
        let inboxes = Inboxes(runtime: runtime, monotonicSeconds: { 0 })
        let intake = Intake(runtime: runtime) { [self] practice in
            Mortal(inner: try await inboxes.open(practice)) { [self] in
                state.withLock { state in
                    defer { state.dies = false }
                    return state.dies
                }
            }
        }
        life.withLock {
            $0 = Life(
                runtime: runtime, intake: intake, dialler: Dialler(runtime: runtime),
                poller: CallPoller(runtime: runtime), outbox: OutboxWriter(runtime: runtime))
        }
    }

    /// The daemon ends.
    func end() throws {
        try services().runtime.store.close()
        life.withLock { $0 = nil }
    }

    /// A source whose process may die before an export comes to rest.
    private struct Mortal: ExportSource {
        var inner: any ExportSource
        var dies: @Sendable () -> Bool

        func claimed() async throws(ExportSourceError) -> [ExportClaim] { try await inner.claimed() }

        func waiting() async throws(ExportSourceError) -> [WaitingExport] { try await inner.waiting() }

        func open(_ export: WaitingExport) async throws(ExportSourceError) -> (any ByteSource)? {
            try await inner.open(export)
        }

        func claim(_ export: WaitingExport) async throws(ExportSourceError) -> ExportClaim? {
            try await inner.claim(export)
        }

        func open(_ claim: ExportClaim) async throws(ExportSourceError) -> any ByteSource {
            try await inner.open(claim)
        }

        func rest(
            _ claim: ExportClaim, at place: RestingPlace, papers: @Sendable (String) -> [ExportPaper]
        ) async throws(ExportSourceError) -> String {
            if dies() { throw ExportSourceError(.source, cause: Death()) }
            return try await inner.rest(claim, at: place, papers: papers)
        }

        func completed(_ terms: ExportTerms, of name: String) async -> ExportTerms {
            await inner.completed(terms, of: name)
        }

        func obstacles() async -> [ExportObstacle] { await inner.obstacles() }

        func secondsUntilNext() async -> Double? { await inner.secondsUntilNext() }
    }

    // MARK: Calls

    /// A request has come to the provider: this is what is judged.
    private func judge(_ request: CallRequest) {
        state.withLock { state in
            let name = "\(request.patient.first) \(request.patient.last)"
            let reasons = state.model.place(
                attempt: request.attemptID, name: name, phone: request.number.e164, at: state.now)
            state.tally.calls += 1
            state.tally.called.insert(request.number.e164)
            if let call = state.model.calls.last { state.placed.insert(call.identity) }
            state.tell("CALL \(name) \(request.number.e164)")
            for reason in reasons where Self.notJudged.contains(reason) {
                state.tally.overlooked[reason, default: 0] += 1
            }
            let judged = reasons.filter { !Self.notJudged.contains($0) }
            if !judged.isEmpty {
                state.tally.broken.formUnion(judged)
                state.tally.complaints.append(
                    "\(state.now): \(name) was called on \(request.number.e164) though "
                        + judged.map(\.rawValue).joined(separator: "; "))
            }
        }
    }

    private func talk(_ request: CallRequest) -> FakeVoiceProvider.Talk {
        state.withLock { state in
            let talk = state.talks.isEmpty ? .noAnswer : state.talks.removeFirst()
            if talk == .callback {
                // Tomorrow at three in the afternoon.
                let midnight = state.now.seconds / 86_400 * 86_400
                state.callbacks[request.attemptID] = Instant(seconds: midnight + 86_400 + 15 * 3600)
            }
            return talk.talk
        }
    }

    // MARK: Steps

    func take(_ step: HistoryStep) async throws {
        state.withLock { $0.tell("\(step)") }
        switch step {
        case .drop(let file): try await drop(file)
        case .dropAndDie(let file):
            state.withLock { $0.dies = true }
            try await drop(file)
            try await restart()
            try await runIntake()
        case .approve(let approval): try await approve(approval)
        case .reject: try await reject()
        case .stop(let subject):
            if try await operations().stop(stopSubject(subject), reason: "asked").result == .done {
                state.withLock { $0.model.stop(subject, at: $0.now) }
            }
        case .endStop(let subject):
            if try await operations().endStop(stopSubject(subject), reason: "came back").result == .done {
                state.withLock { $0.model.endStop(subject, at: $0.now) }
            }
        case .takeBackList: try await takeBackList()
        case .hold(let number):
            guard let recall = try await recall(of: number) else { return }
            if try await operations().hold(recall).result == .done {
                state.withLock { $0.model.hold(number, at: $0.now) }
            }
        case .release(let number):
            guard let recall = try await recall(of: number) else { return }
            if try await operations().release(recall).result == .done {
                state.withLock { $0.model.release(number, at: $0.now) }
            }
        case .forget(let number):
            _ = try await services().outbox.runOnce()
            if try await operations().forget(number, of: practice).result == .done {
                state.withLock { $0.model.forget(number, at: $0.now) }
            }
        case .pause:
            _ = try await operations().pause(practice)
            state.withLock { $0.model.pause(true, at: $0.now) }
        case .resume:
            _ = try await operations().resume(practice)
            state.withLock { $0.model.pause(false, at: $0.now) }
        case .pauseEntry(let name): try pauseEntry(name)
        case .wait(let minutes), .setClock(let minutes):
            state.withLock { $0.now = $0.now.adding(minutes: minutes) }
        case .morning:
            state.withLock { state in
                var day = state.now.seconds / 86_400 + 1
                while (day + 3) % 7 > 4 { day += 1 }
                state.now = Instant(seconds: day * 86_400 + 10 * 3600)
            }
        case .restart(let minutes):
            state.withLock { $0.now = $0.now.adding(minutes: minutes) }
            try await restart()
        case .dial(let talks): try await dial(talks)
        }
    }

    private func restart() async throws {
        try end()
        state.withLock { $0.model.restart(at: $0.now) }
        try await begin()
    }

    private func operations() throws -> Operations {
        Operations(
            configuration: configuration, store: try services().runtime.store,
            actor: AuditActor(name: "alice", place: .command), clock: { [self] in now })
    }

    private func stopSubject(_ subject: HistoryStep.Subject) throws -> StopSubject {
        switch subject {
        case .patient(let number): return .patient(number, practice)
        case .number(let phone):
            guard let number = PhoneNumber(e164: HistoryModel.dialled(phone)) else {
                throw Broken(words: "\(phone) is no number")
            }
            return .number(number, nil)
        }
    }

    private func takeBackList() async throws {
        guard let name = state.withLock({ $0.lists.last }) else { return }
        if try await operations().endStops(ofExport: name, of: [practice], reason: "a mistake").result == .done {
            state.withLock { $0.model.takeBack(Self.plain(name), at: $0.now) }
        }
    }

    private func recall(of number: String) async throws -> String? {
        try await services().runtime.store.history(practice: practice.id, patientID: number)?.recallID
    }

    private func pauseEntry(_ name: String?) throws {
        let files = FileManager.default
        for entry in try files.contentsOfDirectory(atPath: folder) where entry.lowercased().hasPrefix("pause") {
            try files.removeItem(atPath: "\(folder)/\(entry)")
        }
        if let name { try Data().write(to: URL(filePath: "\(folder)/\(name)")) }
        state.withLock { $0.model.pauseEntry(name != nil) }
    }

    // MARK: Files

    private func drop(_ file: HistoryFile) async throws {
        let name = state.withLock { state in
            let name = "\(file.isPatients ? "patients" : "tps")-\(state.files.count + 1).csv"
            state.files[name] = file
            return name
        }
        try Data(file.text.utf8).write(to: URL(filePath: "\(folder)/inbox/\(name)"))
        try await runIntake()
    }

    private func runIntake() async throws {
        _ = try await services().intake.runOnce()
        try await hearOfFiles()
    }

    /// Tells the model which files have had an effect since it last heard.
    private func hearOfFiles() async throws {
        let decided = try await services().runtime.store.exports(practice: practice.id, limit: 50)
        state.withLock { state in
            for export in decided.sorted(by: { $0.id < $1.id }) where export.id > state.lastExport {
                state.lastExport = export.id
                state.tally.files[export.state, default: 0] += 1
                state.tell("\(export.name): \(export.state.rawValue) \(export.reason)")
                guard let file = state.files[Self.plain(export.name)] else { continue }
                switch export.state {
                case .imported:
                    state.model.accept(file, named: Self.plain(export.name), at: state.now)
                    if !file.isPatients { state.lists.append(export.name) }
                case .duplicate: state.model.renew(file, named: Self.plain(export.name), at: state.now)
                case .review, .rejected: break
                }
            }
        }
    }

    /// The name that a file was dropped under.
    private static func plain(_ name: String) -> String {
        let parts = name.split(separator: "-")
        return parts.count > 2 ? "\(parts[0])-\(parts[1]).csv" : name
    }

    private func heldFile() throws -> String? {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/review")
            .filter { $0.hasSuffix(".csv") }.min()
    }

    private func approve(_ approval: HistoryStep.Approval) async throws {
        guard let held = try heldFile() else { return }
        switch approval {
        case .command:
            _ = try await operations().approve(held, of: [practice])
            try await services().runtime.markDirty(practice.id)
            try await hearOfFiles()
        case .move, .moveWithLayout:
            let files = FileManager.default
            let layout = "\(folder)/review/\(held).layout.toml"
            if approval == .moveWithLayout, files.fileExists(atPath: layout) {
                try files.moveItem(atPath: layout, toPath: "\(folder)/review/approved/\(held).layout.toml")
            }
            try files.moveItem(atPath: "\(folder)/review/\(held)", toPath: "\(folder)/review/approved/\(held)")
            try await runIntake()
        }
    }

    private func reject() async throws {
        guard let held = try heldFile() else { return }
        _ = try await operations().reject(held, of: [practice])
    }

    // MARK: Dialling

    private func dial(_ talks: [HistoryStep.Talk]) async throws {
        let life = try services()
        guard let voice = voice.withLock({ $0 }) else { return }
        state.withLock { $0.talks = talks }
        for talk in talks {
            if let placement = talk.placement { voice.meetNext(placement) } else { voice.meetNext(.taken) }
        }
        await life.runtime.markDirty(practice.id)
        _ = try await life.dialler.runOnce()
        try await count()
        for _ in 0..<2 {
            state.withLock { $0.now = $0.now.adding(seconds: 120) }
            _ = try await life.poller.runOnce()
            try await hearOfCalls()
            if state.withLock({ $0.model.openAttempts.isEmpty }) { break }
        }
    }

    /// Counts who was not called, and why.
    private func count() async throws {
        let omitted = state.withLock { state -> Set<String> in
            var omitted: Set<String> = []
            for identity in state.model.identities where !state.placed.contains(identity) {
                let reasons = state.model.reasonsAgainst(identity, at: state.now)
                for reason in reasons { state.tally.prevented[reason, default: 0] += 1 }
                if reasons.isEmpty { omitted.formUnion(state.model.keys(of: identity)) }
            }
            state.placed = []
            return omitted
        }
        guard !omitted.isEmpty else { return }
        let plan = try await Planning.plan(
            practice, settings: configuration.settings, store: try services().runtime.store, at: now)
        state.withLock { state in
            for line in plan where omitted.contains(HistoryModel.key(line.patientID)) {
                let word = line.decision.shut.first.map { "\($0.code.rawValue)" } ?? "none"
                state.tally.omitted[word, default: 0] += 1
                state.tell("\(line.patientID) is not called: \(word)")
            }
        }
    }

    private func hearOfCalls() async throws {
        let store = try services().runtime.store
        for id in state.withLock({ $0.model.openAttempts }) {
            guard let attempt = try await store.attempt(id) else { continue }
            guard attempt.state == .settled || attempt.state == .notPlaced else { continue }
            state.withLock { state in
                state.model.settle(
                    id, outcome: attempt.outcome, callbackAt: state.callbacks[id],
                    isVoid: attempt.state == .notPlaced, at: state.now)
                if let outcome = attempt.outcome { state.tally.outcomes[outcome, default: 0] += 1 }
                state.tell("outcome \(attempt.outcome?.rawValue ?? "nobody was called")")
            }
        }
    }
}

extension HistoryStep.Talk {
    /// How the request is met; nil where a call is made and answered.
    fileprivate var placement: FakeVoiceProvider.Placement? {
        switch self {
        case .answerLost: .takenAnswerLost
        case .requestLost: .answered(.perhapsCalled(reason: "lost"))
        case .nobodyCalled: .answered(.nobodyCalled(retryAfterSeconds: nil, reason: "busy"))
        case .numberRefused: .answered(.numberRefused(reason: "refused"))
        default: nil
        }
    }

    /// What happens in the call.
    fileprivate var talk: FakeVoiceProvider.Talk {
        switch self {
        case .optsOut: Self.spoken("Please stop calling me.") { $0.stop = .something(.phone) }
        case .deceased: Self.spoken("She has passed away.") { $0.circumstance = .something(.deceased) }
        case .wrongNumber:
            Self.spoken("You have the wrong number.") {
                $0.circumstance = .something(.wrongNumber)
                $0.identityConfirmed = false
            }
        case .movedAway: Self.spoken("I have moved away.") { $0.circumstance = .something(.movedAway) }
        case .declines: Self.spoken("No thank you, I do not want an appointment.", opinion: .declined) { _ in }
        case .callback:
            Self.spoken("Call me tomorrow at three.", opinion: .callbackRequested) {
                $0.callback = .something("tomorrow at 15:00")
            }
        case .noAnswer, .answerLost, .requestLost, .nobodyCalled, .numberRefused: .nobodyAnswers
        }
    }

    private static func spoken(
        _ words: String, opinion: Outcome? = nil, _ change: (inout AnalysisAnswers) -> Void
    ) -> FakeVoiceProvider.Talk {
        var answers = AnalysisAnswers()
        answers.identityConfirmed = true
        answers.acceptedSlot = .nothing
        answers.callback = .nothing
        answers.stop = .nothing
        answers.circumstance = .nothing
        answers.newNumber = .nothing
        answers.symptoms = false
        change(&answers)
        return FakeVoiceProvider.Talk(
            report: CallReport(
                callID: "", progress: .over, answeredBy: .human, durationSeconds: 40,
                opinion: opinion.map { .outcome($0) } ?? .nothing, summary: "Somebody spoke.",
                turns: [
                    CallTurn(.assistant, "May I speak to the patient, please?"), CallTurn(.user, words),
                    CallTurn(.assistant, "Thank you, goodbye."),
                ], priceUSD: 0.01), answers: answers)
    }
}
