internal import CInotifyTools
internal import Glibc
internal import Synchronization

/// What a watcher can say. Each of them means: scan.
package enum FolderHint: Equatable, Sendable {
    /// Something changed, or may have.
    case changed
    /// Not every folder can be watched, for the reason given: scan by the clock until `changed` comes.
    case blind(reason: String)
}

/// Says that a folder changed, and no more.
///
/// An event is a hint to scan. The scan is what decides which files exist and are whole, so a lost, doubled or
/// overflowed event costs a little time and never a file.
package enum FolderWatcher {
    /// Hints for some folders and all below them, the first once they are watched. Hints that nobody has taken yet
    /// become one. Ends with the task that reads it.
    package static func hints(for folders: [String]) -> AsyncStream<FolderHint> {
        let (stream, continuation) = AsyncStream.makeStream(of: FolderHint.self, bufferingPolicy: .bufferingNewest(1))
        let number = WatchLoop.shared.add(folders, continuation)
        continuation.onTermination = { _ in WatchLoop.shared.remove(number) }
        return stream
    }
}

/// The only thread that calls libinotifytools.
///
/// The library keeps its watches in globals and its last event in a static buffer, so what a process has once is
/// touched from one place, and no pointer leaves it.
private final class WatchLoop: Sendable {
    static let shared = WatchLoop()

    private struct Watcher: Sendable {
        let folders: [String]
        let continuation: AsyncStream<FolderHint>.Continuation
    }

    private struct State {
        var watchers: [Int: Watcher] = [:]
        var nextNumber = 0
        /// Watches no longer match the folders.
        var isStale = false
        var isRunning = false
    }

    private let state = Mutex(State())

    /// How long until a folder that is missing, or cannot be watched, is looked for again.
    private static let retrySeconds = 5.0

    func add(_ folders: [String], _ continuation: AsyncStream<FolderHint>.Continuation) -> Int {
        let (number, mustStart) = state.withLock { state in
            let number = state.nextNumber
            state.nextNumber += 1
            state.watchers[number] = Watcher(folders: folders.map(Self.trimmed), continuation: continuation)
            state.isStale = true
            defer { state.isRunning = true }
            return (number, !state.isRunning)
        }
        if mustStart { Thread.start(name: "folder-watcher") { self.run() } }
        return number
    }

    func remove(_ number: Int) {
        state.withLock { state in
            if state.watchers.removeValue(forKey: number) != nil { state.isStale = true }
        }
    }

    private func run() {
        var isBlind = false
        // Asked for an event before it could be started, the library ends the process.
        var isStarted = false
        var armed = 0.0
        var places: [String: Place] = [:]
        while true {
            let (watchers, mustArm, mustEnd) = state.withLock { state in
                let mustArm = state.isStale
                state.isStale = false
                if state.watchers.isEmpty { state.isRunning = false }
                return (state.watchers, mustArm, state.watchers.isEmpty)
            }
            if mustEnd {
                // A thread that starts now may already call the library; so what is left is left to its first step.
                return
            }
            let isTime = SystemClock.monotonicSeconds - armed > Self.retrySeconds
            // Nobody tells that a share was mounted over a watched folder: the watches then stay on what lies below.
            if mustArm || (isTime && (isBlind || places != Self.places(of: Array(watchers.values)))) {
                places = Self.places(of: Array(watchers.values))
                isStarted = Self.start()
                isBlind = arm(Array(watchers.values), isStarted: isStarted)
                armed = SystemClock.monotonicSeconds
            } else if isTime {
                armed = SystemClock.monotonicSeconds
            }
            if isStarted { waitForEvent(Array(watchers.values)) } else { sleep(1) }
        }
    }

    /// Starts the library anew; false where the system gives it nothing to listen with, the reason being in its error.
    private static func start() -> Bool {
        inotifytools_cleanup()
        return inotifytools_initialize() == 1
    }

    /// Watches every folder anew and hints to all, because what happened meanwhile was not seen. True where one of them
    /// could not be watched.
    ///
    /// Anew and not one by one: a folder that moved keeps its watch under its old name.
    private func arm(_ watchers: [Watcher], isStarted: Bool) -> Bool {
        guard isStarted else {
            let reason = Self.reason(inotifytools_error())
            for watcher in watchers { watcher.continuation.yield(.blind(reason: reason)) }
            return true
        }
        var isBlind = false
        // A second watch on the same folder would be the first one, and the library would count it twice.
        var seen: Set<String> = []
        for watcher in watchers {
            let reason = watcher.folders.compactMap { Self.watch($0, &seen) }.last
            if reason != nil { isBlind = true }
            watcher.continuation.yield(reason.map { .blind(reason: $0) } ?? .changed)
        }
        return isBlind
    }

    /// Watches a folder and all below it, without following links. Says why where one of them cannot be watched.
    ///
    /// Each is watched before it is read: a folder made in between is then either read or told of.
    private static func watch(_ top: String, _ seen: inout Set<String>) -> String? {
        var reason: String?
        var found = [top]
        var next = 0
        while next < found.count {
            let path = found[next]
            next += 1
            if seen.insert(path).inserted, unsafe inotifytools_watch_file(path, interesting) != 1 {
                let code = inotifytools_error()
                // One that went away while the others were read has its event in its parent.
                if code != ENOENT || path == top { reason = Self.reason(code) }
                continue
            }
            found += folders(in: path)
        }
        return reason
    }

    private func waitForEvent(_ watchers: [Watcher]) {
        // Two seconds, and never 0: version 3.22.6 takes 0 to mean "wait for ever", and would then never see that it is
        // no longer wanted.
        guard let event = unsafe inotifytools_next_event(2) else {
            // After an error it answers at once; the watches are made anew rather than asked in a ring.
            if inotifytools_error() != 0 {
                state.withLock { $0.isStale = true }
                sleep(1)
            }
            return
        }
        // Copied here, because the next call writes over the event.
        let mask = unsafe event.pointee.mask
        let number = unsafe event.pointee.wd
        let name = unsafe inotifytools_filename_from_wd(number)
        // An overflow has no folder, for which the library gives an empty name: anything may have happened anywhere.
        let folder =
            unsafe mask & UInt32(IN_Q_OVERFLOW) != 0 ? nil : name.map { unsafe Self.trimmed(String(cString: $0)) }
        if mask & Self.structural != 0 {
            state.withLock { $0.isStale = true }
        }
        for watcher in watchers {
            let isMeant = folder.map { folder in watcher.folders.contains { folder == $0 || folder.hasPrefix("\($0)/") }
            }
            if isMeant ?? true { watcher.continuation.yield(.changed) }
        }
    }

    /// No link is followed, into the folder or in it.
    private static let interesting = Int32(
        bitPattern: UInt32(
            IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF)
            | UInt32(IN_ONLYDIR) | UInt32(IN_DONT_FOLLOW))

    /// Events after which other folders are there than before: those about a folder, and those without one.
    private static let structural =
        UInt32(IN_ISDIR) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_UNMOUNT) | UInt32(IN_IGNORED)
        | UInt32(IN_Q_OVERFLOW)

    /// The folders that stand in a folder; a link to one is none.
    private static func folders(in path: String) -> [String] {
        var found: [String] = []
        guard let stream = unsafe opendir(path) else { return found }
        defer { _ = unsafe closedir(stream) }
        while let entry = unsafe readdir(stream) {
            let start = unsafe UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
            // The name ends with a NUL byte inside the entry, which stays as it is until the next call.
            let name = unsafe String(cString: start.assumingMemoryBound(to: CChar.self))
            guard name != ".", name != ".." else { continue }
            var status = stat()
            if unsafe lstat("\(path)/\(name)", &status) == 0, status.isFolder { found.append("\(path)/\(name)") }
        }
        return found
    }

    /// Which folder stands at a path.
    private struct Place: Equatable {
        var device: UInt64
        var inode: UInt64
    }

    /// The folders that are there of those that are listened to.
    private static func places(of watchers: [Watcher]) -> [String: Place] {
        var places: [String: Place] = [:]
        for folder in watchers.flatMap(\.folders) {
            var status = stat()
            if unsafe lstat(folder, &status) == 0 {
                places[folder] = Place(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
            }
        }
        return places
    }

    private static func trimmed(_ path: String) -> String {
        var path = path
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOSPC: "the system's limit of watched folders is reached (fs.inotify.max_user_watches)"
        case EMFILE: "the system's limit of listening programs is reached (fs.inotify.max_user_instances)"
        default: unsafe String(cString: strerror(code))
        }
    }
}
