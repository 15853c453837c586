import Foundation
package import RecallCore
import RecallPages
import RecallPorts
import RecallSystem

/// One thing that `check` has tried out, and what came of it.
package struct HealthCheck: Equatable, Sendable {
    package enum State: String, Sendable {
        case passed = "proved"
        /// It works, and there is something to know about it.
        case note
        case failed
    }

    /// The practice, or "" for what is the same for all.
    package var practice: String
    package var subject: String
    package var state: State
    package var words: String
    /// Whether nobody answered.
    package var isUnreachable = false

    init(_ practice: String, _ subject: String, _ state: State, _ words: String) {
        self.practice = practice
        self.subject = subject
        self.state = state
        self.words = words
    }
}

/// Tries out what the service lives by. Changes nothing but a file of its own in `.recalld/`, which it takes away again.
package struct HealthChecker: Sendable {
    private let configuration: LoadedConfiguration
    private let environment: [String: String]
    private let now: Instant
    private let voice: ThrottledClient?

    /// Reads the keys now, with the rights of who asks; everything else is tried with the rights that the process has
    /// when `run` is called.
    package init(
        _ configuration: LoadedConfiguration, environment: [String: String], now: Instant,
        composition: Composition = .shipped
    ) throws {
        self.configuration = configuration
        self.environment = environment
        self.now = now
        voice = try composition.voice(configuration, environment: environment)
    }

    /// Tries everything. Bland is asked only where `asksBland`.
    package func run(asksBland: Bool) async -> [HealthCheck] {
        var checks: [HealthCheck] = [key, Self.clock(isKept: SystemClock.isKept), state]
        let store: (any Store)?
        do {
            store = try openStore()
        } catch {
            store = nil
            checks.append(HealthCheck("", "database", .failed, "\(error)"))
        }
        if let store {
            do {
                try await store.checkIntegrity(isQuick: false)
                checks.append(HealthCheck("", "database", .passed, "whole, from its first page to its last"))
            } catch {
                checks.append(HealthCheck("", "database", .failed, "\(error)"))
            }
        }
        if let store { checks.append(await forgotten(store)) }
        if let store, let doubt = await Self.clockDoubt(store, now: now) { checks.append(doubt) }
        if asksBland { checks.append(await account()) }
        for practice in configuration.practices {
            checks += await folder(practice, store)
            checks.append(await events(practice))
            if let store {
                checks.append(await rhythm(practice, store))
                checks += await differences(practice, store)
            }
        }
        do {
            try store?.close()
        } catch {
            checks.append(HealthCheck("", "database", .failed, "\(error)"))
        }
        return checks
    }

    // MARK: The machine

    private var key: HealthCheck {
        guard voice != nil else {
            return HealthCheck(
                "", "key", configuration.settings.isLive ? .failed : .note,
                "there is none yet; none is needed until mode is \"live\"")
        }
        return HealthCheck("", "key", .passed, "there, and hidden from others")
    }

    static func clock(isKept: Bool?) -> HealthCheck {
        switch isKept {
        case true?: HealthCheck("", "clock", .passed, "kept right by a time service")
        case false?:
            HealthCheck(
                "", "clock", .note,
                "no time service keeps it right. Install one: apt install systemd-timesyncd")
        case nil: HealthCheck("", "clock", .note, "whether a time service keeps it cannot be told from here")
        }
    }

    /// What keeps calls from being placed by this clock; nil where nothing does.
    static func clockDoubt(_ store: any Store, now: Instant) async -> HealthCheck? {
        do {
            guard let doubt = try await store.clock().doubt, doubt.shutsGate(at: now) else { return nil }
            return HealthCheck("", "clock", .failed, doubt.words(at: now))
        } catch {
            return HealthCheck("", "clock", .failed, "\(error)")
        }
    }

    /// Where the key lies by which forgotten people are known.
    private func forgotten(_ store: any Store) async -> HealthCheck {
        func check(_ state: HealthCheck.State, _ words: String) -> HealthCheck {
            HealthCheck("", "forgotten", state, words)
        }
        do {
            let forgotten = try await store.forgotten()
            switch configuration.forgetKey {
            case .given where !forgotten.isKeyInside:
                return check(.passed, "the key by which forgotten people are known lies apart from the database")
            case .given:
                return check(
                    .note, "the key by which forgotten people are known leaves the database when recalld is restarted")
            case .unreadable(let words):
                return check(.note, "the key by which forgotten people are known cannot be read from here: \(words)")
            case .none:
                return check(
                    .note,
                    "the key by which forgotten people are known \(forgotten.isKeyInside ? "lies" : "would lie") in the database, and so in its backups. Run: sudo recalld setup, then systemctl restart recalld"
                )
            }
        } catch {
            return check(.failed, "\(error)")
        }
    }

    private var state: HealthCheck {
        let path = configuration.settings.stateDirectory
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
            // The database in it has rights of its own: who may look finds a name and a size.
            guard mode & 0o077 == 0 else {
                let others = mode & 0o022 == 0 ? "others may look into" : "others may write in"
                return HealthCheck(
                    "", "state", mode & 0o022 == 0 ? .note : .failed, "\(others) \(path). Run: chmod 700 \(path)")
            }
            let free = try DiskSpace.free(at: path)
            let words = "\(path) is for \(ServiceUser(ownerOf: path)?.name ?? "nobody") alone; \(free >> 20) MiB free"
            return HealthCheck("", "state", free < Self.leastSpace ? .note : .passed, words)
        } catch CocoaError.fileReadNoSuchFile {
            return HealthCheck("", "state", .note, "\(path) is not there yet; the service makes it")
        } catch let error as FileError {
            return HealthCheck("", "state", .failed, "\(error)")
        } catch {
            return HealthCheck("", "state", .failed, "\(path) cannot be looked at")
        }
    }

    /// The database, where there is one: looking must not make it.
    private func openStore() throws -> (any Store)? {
        guard StoreFile.isThere(configuration.settings) else { return nil }
        return try StoreFile.open(configuration)
    }

    private func account() async -> HealthCheck {
        guard let voice else { return HealthCheck("", "bland", .note, "not asked, because there is no key") }
        let url = configuration.settings.bland.baseURL
        do {
            let balance = try await voice.account().balanceUSD
            let money = balance.map { "; the balance is $\(Self.dollars($0))" } ?? ""
            return HealthCheck("", "bland", .passed, "\(url) answers and takes the key\(money)")
        } catch ProviderError.accountWrong(let reason) {
            return HealthCheck("", "bland", .failed, "\(url) does not take the key: \(reason)")
        } catch {
            // In dry-run mode nobody is called, so nothing is amiss yet.
            var check = HealthCheck(
                "", "bland", configuration.settings.isLive ? .failed : .note,
                "\(url) cannot be reached: \(Plain.words(error))")
            check.isUnreachable = true
            return check
        }
    }

    private static func dollars(_ amount: Double) -> String {
        let cents = Int((amount * 100).rounded())
        return "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(abs(cents % 100))"
    }

    // MARK: A practice

    /// Writes, renames, reads and removes a file in the working space of the shared folder, and asks who writes in it.
    private func folder(_ practice: PracticeContext, _ store: (any Store)?) async -> [HealthCheck] {
        do {
            let shared: SharedFolder
            if let store {
                shared = try await PracticeShare.open(practice, store: store)
            } else {
                shared = try SharedFolder(path: practice.settings.folder)
            }
            try PracticeFolders.make(in: shared)
            let id = Identifier.make("check")
            guard let first = PracticeFolders.working.appending(id),
                let second = PracticeFolders.working.appending("\(id)-renamed")
            else { return [] }
            let began = SystemClock.monotonicSeconds
            let bytes = Array("recalld was here\n".utf8)
            try shared.writeNew(first, bytes)
            try shared.move(first, to: second)
            let isSame = try shared.read(second, limit: 1024) == bytes
            let probe = try shared.probeWriter(second)
            try shared.removeWorkingFile(second)
            let milliseconds = Int((SystemClock.monotonicSeconds - began) * 1000)
            let free = try shared.freeSpace()
            return [
                isSame
                    ? HealthCheck(
                        practice.id, "folder", .passed,
                        "\(practice.settings.folder): written, brought to disk, renamed and read in \(milliseconds) ms")
                    : HealthCheck(
                        practice.id, "folder", .failed,
                        "\(practice.settings.folder) gives back other bytes than it was given"),
                Self.writers(practice.id, probe),
                Self.space(practice.id, free: free),
            ]
        } catch {
            return [HealthCheck(practice.id, "folder", .failed, "\(error)")]
        }
    }

    /// Below this an export and its outcomes may soon no longer fit.
    private static let leastSpace: Int64 = 200 << 20

    static func space(_ practice: String, free: Int64) -> HealthCheck {
        free < leastSpace
            ? HealthCheck(
                practice, "space", .note, "only \(free >> 20) MiB free; make room before files cannot be written")
            : HealthCheck(practice, "space", .passed, "\(free >> 20) MiB free")
    }

    static func writers(_ practice: String, _ probe: WriterProbe) -> HealthCheck {
        switch probe {
        case .noWriter:
            HealthCheck(practice, "writers", .passed, "the system tells whether a program still writes to an export")
        case .writerOpen:
            HealthCheck(practice, "writers", .failed, "a file that nobody else has is said to be open elsewhere")
        case .notOurs, .unsupported:
            HealthCheck(
                practice, "writers", .note,
                "this file system does not tell who writes; exports are judged by standing still and by being whole")
        }
    }

    /// Makes a file in the working space and waits to be told of it.
    private func events(_ practice: PracticeContext) async -> HealthCheck {
        let inbox = configuration.settings.inbox
        let rescan = "the inbox is looked through every \(inbox.rescanSeconds) s"
        guard inbox.watch != .poll else { return HealthCheck(practice.id, "events", .note, "switched off; \(rescan)") }
        guard WatchSupport.events(for: practice.settings.folder) else {
            return HealthCheck(practice.id, "events", .note, "this file system tells of no new files; \(rescan)")
        }
        let folder = "\(practice.settings.folder)/\(PracticeFolders.working)"
        let told = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                var count = 0
                for await hint in FolderWatcher.hints(for: [folder]) {
                    guard hint == .changed else { return false }
                    count += 1
                    // The first says that the folder is watched.
                    if count == 1 { Self.touch(folder) } else { return true }
                }
                return false
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(5))
                return false
            }
            let told = await group.next() ?? false
            group.cancelAll()
            return told
        }
        return told
            ? HealthCheck(practice.id, "events", .passed, "the system tells of new files; besides, \(rescan)")
            : HealthCheck(practice.id, "events", .note, "the system did not tell of a new file; \(rescan)")
    }

    private static func touch(_ folder: String) {
        let path = "\(folder)/\(Identifier.make("check"))"
        guard FileManager.default.createFile(atPath: path, contents: Data()) else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// How often exports come, and whether one is missing.
    private func rhythm(_ practice: PracticeContext, _ store: any Store) async -> HealthCheck {
        do {
            let seen = try await store.report(practice: practice.id, today: practice.zone.day(of: now)).patientsSeenAt
            guard let newest = seen.first else {
                return HealthCheck(practice.id, "exports", .note, "none of patients has come yet")
            }
            let age = Self.hours(newest, now)
            let gaps = zip(seen.dropFirst(), seen).map { Self.hours($0, $1) }.sorted()
            guard !gaps.isEmpty else {
                return HealthCheck(practice.id, "exports", .passed, "the first came \(age) hours ago")
            }
            let usual = gaps[gaps.count / 2]
            let words = "patients come about every \(usual) hours; the newest is \(age) hours old"
            return HealthCheck(practice.id, "exports", age > max(48, 3 * usual) ? .note : .passed, words)
        } catch {
            return HealthCheck(practice.id, "exports", .failed, "\(error)")
        }
    }

    /// Where a settings export and the practice's file disagree; nothing where they agree.
    private func differences(_ practice: PracticeContext, _ store: any Store) async -> [HealthCheck] {
        do {
            let limits = try await store.limits(practice: practice.id, today: practice.zone.day(of: now))
            return SettingsComparison.differences(practice, openings: limits.openings).map {
                HealthCheck(
                    practice.id, $0.kind.rawValue, .note,
                    "\($0.subject): \($0.configured) in \(practice.settings.file), "
                        + "\($0.exported) in the newest settings export"
                        + ($0.kind == .hours ? "; calls are placed while both are open" : ""))
            }
        } catch {
            return [HealthCheck(practice.id, "settings", .failed, "\(error)")]
        }
    }

    private static func hours(_ from: Instant, _ to: Instant) -> Int {
        Int((to.milliseconds - from.milliseconds) / 3_600_000)
    }
}
