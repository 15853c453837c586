import Bland
import Foundation
package import RecallCore
import RecallStore
import RecallSystem

/// One thing that `check` has tried out, and what came of it.
package struct Proof: Equatable, Sendable {
    package enum State: String, Sendable {
        case proved
        /// It works, and there is something to know about it.
        case note
        case failed
    }

    /// The practice, or "" for what is the same for all.
    package var practice: String
    package var subject: String
    package var state: State
    package var words: String

    init(_ practice: String, _ subject: String, _ state: State, _ words: String) {
        self.practice = practice
        self.subject = subject
        self.state = state
        self.words = words
    }
}

/// Tries out what the service lives by. Changes nothing but a file of its own in `.recalld/`, which it takes away again.
package struct Prover: Sendable {
    private let installation: Installation
    private let environment: [String: String]
    private let now: Instant
    private let bland: BlandAccess?

    /// Reads the keys now, with the rights of who asks; everything else is tried with the rights that the process has
    /// when `run` is called.
    package init(_ installation: Installation, environment: [String: String], now: Instant) throws {
        self.installation = installation
        self.environment = environment
        self.now = now
        bland = try Keys.access(installation, environment: environment)
    }

    /// Tries everything. Bland is asked only where `asksBland`.
    package func run(asksBland: Bool) async -> [Proof] {
        var proofs: [Proof] = [key, Self.clock(isKept: SystemClock.isKept), state]
        let store: Store?
        do {
            store = try openStore()
        } catch {
            store = nil
            proofs.append(Proof("", "database", .failed, "\(error)"))
        }
        if let store {
            do {
                try await store.checkIntegrity(isQuick: false)
                proofs.append(Proof("", "database", .proved, "whole, from its first page to its last"))
            } catch {
                proofs.append(Proof("", "database", .failed, "\(error)"))
            }
        }
        if asksBland { proofs.append(await account()) }
        for desk in installation.practices {
            proofs += await folder(desk, store)
            proofs.append(await events(desk))
            if let store {
                proofs.append(await rhythm(desk, store))
                proofs += await differences(desk, store)
            }
        }
        do {
            try store?.close()
        } catch {
            proofs.append(Proof("", "database", .failed, "\(error)"))
        }
        return proofs
    }

    // MARK: The machine

    private var key: Proof {
        guard bland != nil else {
            return Proof(
                "", "key", installation.settings.isLive ? .failed : .note,
                "there is none yet; none is needed until mode is \"live\"")
        }
        return Proof("", "key", .proved, "there, and hidden from others")
    }

    static func clock(isKept: Bool?) -> Proof {
        switch isKept {
        case true?: Proof("", "clock", .proved, "kept right by a time service")
        case false?:
            Proof(
                "", "clock", .note,
                "no time service keeps it right. Install one: apt install systemd-timesyncd")
        case nil: Proof("", "clock", .note, "whether a time service keeps it cannot be told from here")
        }
    }

    private var state: Proof {
        let path = installation.settings.stateDirectory
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
            // The database in it has rights of its own: who may look finds a name and a size.
            guard mode & 0o077 == 0 else {
                let others = mode & 0o022 == 0 ? "others may look into" : "others may write in"
                return Proof(
                    "", "state", mode & 0o022 == 0 ? .note : .failed, "\(others) \(path). Run: chmod 700 \(path)")
            }
            let free = try DiskSpace.free(at: path)
            let words = "\(path) is for \(ServiceUser(ownerOf: path)?.name ?? "nobody") alone; \(free >> 20) MiB free"
            return Proof("", "state", free < Self.leastSpace ? .note : .proved, words)
        } catch CocoaError.fileReadNoSuchFile {
            return Proof("", "state", .note, "\(path) is not there yet; the service makes it")
        } catch let error as FileError {
            return Proof("", "state", .failed, "\(error)")
        } catch {
            return Proof("", "state", .failed, "\(path) cannot be looked at")
        }
    }

    /// The database, where there is one: looking must not make it.
    private func openStore() throws -> Store? {
        let state = installation.settings.stateDirectory
        guard FileLook.exists(Store.file(in: state)) else { return nil }
        return try Store.open(state)
    }

    private func account() async -> Proof {
        guard let bland else { return Proof("", "bland", .note, "not asked, because there is no key") }
        let url = installation.settings.bland.baseURL
        do {
            let balance = try await bland.balance()
            let money = balance.map { "; the balance is $\(Self.dollars($0))" } ?? ""
            return Proof("", "bland", .proved, "\(url) answers and takes the key\(money)")
        } catch BlandError.accountWrong(let reason) {
            return Proof("", "bland", .failed, "\(url) does not take the key: \(reason)")
        } catch {
            // In dry-run mode nobody is called, so nothing is amiss yet.
            return Proof(
                "", "bland", installation.settings.isLive ? .failed : .note,
                "\(url) cannot be reached: \(Plain.words(error))")
        }
    }

    private static func dollars(_ amount: Double) -> String {
        let cents = Int((amount * 100).rounded())
        return "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(abs(cents % 100))"
    }

    // MARK: A practice

    /// Writes, renames, reads and removes a file in the working space of the shared folder, and asks who writes in it.
    private func folder(_ desk: PracticeDesk, _ store: Store?) async -> [Proof] {
        do {
            let shared: SharedFolder
            if let store {
                shared = try await PracticeShare.open(desk, store: store)
            } else {
                shared = try SharedFolder(path: desk.practice.folder)
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
                    ? Proof(
                        desk.id, "folder", .proved,
                        "\(desk.practice.folder): written, brought to disk, renamed and read in \(milliseconds) ms")
                    : Proof(
                        desk.id, "folder", .failed, "\(desk.practice.folder) gives back other bytes than it was given"),
                Self.writers(desk.id, probe),
                Self.space(desk.id, free: free),
            ]
        } catch {
            return [Proof(desk.id, "folder", .failed, "\(error)")]
        }
    }

    /// Below this an export and its outcomes may soon no longer fit.
    private static let leastSpace: Int64 = 200 << 20

    static func space(_ practice: String, free: Int64) -> Proof {
        free < leastSpace
            ? Proof(practice, "space", .note, "only \(free >> 20) MiB free; make room before files cannot be written")
            : Proof(practice, "space", .proved, "\(free >> 20) MiB free")
    }

    static func writers(_ practice: String, _ probe: WriterProbe) -> Proof {
        switch probe {
        case .noWriter:
            Proof(practice, "writers", .proved, "the system tells whether a program still writes to an export")
        case .writerOpen:
            Proof(practice, "writers", .failed, "a file that nobody else has is said to be open elsewhere")
        case .notOurs, .unsupported:
            Proof(
                practice, "writers", .note,
                "this file system does not tell who writes; exports are judged by standing still and by being whole")
        }
    }

    /// Makes a file in the working space and waits to be told of it.
    private func events(_ desk: PracticeDesk) async -> Proof {
        let inbox = installation.settings.inbox
        let rescan = "the inbox is looked through every \(inbox.rescanSeconds) s"
        guard inbox.watch != .poll else { return Proof(desk.id, "events", .note, "switched off; \(rescan)") }
        guard WatchSupport.events(for: desk.practice.folder) else {
            return Proof(desk.id, "events", .note, "this file system tells of no new files; \(rescan)")
        }
        let folder = "\(desk.practice.folder)/\(PracticeFolders.working)"
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
            ? Proof(desk.id, "events", .proved, "the system tells of new files; besides, \(rescan)")
            : Proof(desk.id, "events", .note, "the system did not tell of a new file; \(rescan)")
    }

    private static func touch(_ folder: String) {
        let path = "\(folder)/\(Identifier.make("check"))"
        guard FileManager.default.createFile(atPath: path, contents: Data()) else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// How often exports come, and whether one is missing.
    private func rhythm(_ desk: PracticeDesk, _ store: Store) async -> Proof {
        do {
            let seen = try await store.report(practice: desk.id, today: desk.zone.day(of: now)).patientsSeenAt
            guard let newest = seen.first else {
                return Proof(desk.id, "exports", .note, "none of patients has come yet")
            }
            let age = Self.hours(newest, now)
            let gaps = zip(seen.dropFirst(), seen).map { Self.hours($0, $1) }.sorted()
            guard !gaps.isEmpty else { return Proof(desk.id, "exports", .proved, "the first came \(age) hours ago") }
            let usual = gaps[gaps.count / 2]
            let words = "patients come about every \(usual) hours; the newest is \(age) hours old"
            return Proof(desk.id, "exports", age > max(48, 3 * usual) ? .note : .proved, words)
        } catch {
            return Proof(desk.id, "exports", .failed, "\(error)")
        }
    }

    /// Where a settings export and the practice's file disagree; nothing where they agree.
    private func differences(_ desk: PracticeDesk, _ store: Store) async -> [Proof] {
        do {
            let situation = try await store.situation(practice: desk.id, today: desk.zone.day(of: now))
            return SettingsComparison.differences(desk, openings: situation.openings).map {
                Proof(
                    desk.id, $0.kind.rawValue, .note,
                    "\($0.subject): \($0.configured) in \(desk.practice.file), "
                        + "\($0.exported) in the newest settings export"
                        + ($0.kind == .hours ? "; calls are placed while both are open" : ""))
            }
        } catch {
            return [Proof(desk.id, "settings", .failed, "\(error)")]
        }
    }

    private static func hours(_ from: Instant, _ to: Instant) -> Int {
        Int((to.milliseconds - from.milliseconds) / 3_600_000)
    }
}
