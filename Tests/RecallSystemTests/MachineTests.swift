import Foundation
import RecallCore
import RecallTestSupport
import Synchronization
import Testing

@testable import RecallSystem

/// On until it is turned off.
private final class Switch: Sendable {
    private let state = Atomic(true)
    var isOn: Bool { state.load(ordering: .relaxed) }
    func turnOff() { state.store(false, ordering: .relaxed) }
}

@Suite struct MachineTests {
    /// Values from FIPS 180-4 and RFC 4231.
    @Test func `digests and codes are those of the standards`() async throws {
        #expect(Digest.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Digest.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let message = Array("what do ya want for nothing?".utf8)
        let code = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        #expect(Digest.hexadecimal(MessageAuthentication.code(for: message, key: Array("Jefe".utf8))) == code)
        #expect(MessageAuthentication.isValid(hexCode: code.uppercased(), for: message, key: Array("Jefe".utf8)))
        for wrong in ["", String(code.dropLast()), code.replacingOccurrences(of: "5b", with: "5c"), code + "0"] {
            #expect(!MessageAuthentication.isValid(hexCode: wrong, for: message, key: Array("Jefe".utf8)))
        }
        #expect(MessageAuthentication.code(for: [], key: []).count == 32)
    }

    @Test func `a digest in pieces is the digest of the whole`() async throws {
        var random = SeededGenerator(seed: 20_261_124)
        try await withTemporaryFolder { top in
            for count in [0, 1, 262_143, 262_144, 262_145, 1_000_000] {
                let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
                try Data(bytes).write(to: URL(filePath: "\(top)/x"))
                #expect(try Digest.hex(FileSource(path: "\(top)/x")) == Digest.hex(bytes), "\(count) bytes")
            }
        }
    }

    /// What is opened are libraries that this process does not use, so that each is mapped, bound and let go of anew.
    @Test func `a process that was asked to writes no dump, however the system takes dumps`() {
        #expect(ProcessMemory.keepFromDumps())
        #expect(!ProcessMemory.mayBeDumped)
    }

    @Test func `memory is given back while another thread opens libraries, and they are whole`() async {
        let candidates: [String] = [
            "libdb-5.3.so", "libexpat.so.1", "libformw.so.6", "libgdbm.so.6", "libisl.so.23", "libmpfr.so.6",
            "libperl.so.5.36", "libpython3.11.so.1.0", "libreadline.so.8", "libsqlite3.so.0",
        ]
        let names = candidates.filter { name in unsafe dlopen(name, RTLD_NOW | RTLD_NOLOAD) == nil }
        let isOpening = Switch()
        await withTaskGroup(of: Int.self) { group in
            group.addTask {
                var opened = 0
                for _ in 0..<100 {
                    for name in names {
                        guard let library = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
                        unsafe dlclose(library)
                        opened += 1
                    }
                }
                isOpening.turnOff()
                return opened
            }
            group.addTask {
                while isOpening.isOn { ProcessMemory.giveBack() }
                return 0
            }
            #expect(await group.reduce(0, +) >= 100)
        }
    }

    @Test func `names sort by time, differ, and read as a ULID`() throws {
        let earlier = Identifier.make("att", at: Instant(milliseconds: 1_700_000_000_000))
        let later = Identifier.make("att", at: Instant(milliseconds: 1_700_000_000_001))
        #expect(earlier < later)
        #expect(earlier.hasPrefix("att_01HF7YAT00"))
        #expect(earlier.count == 30)
        let digits = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        #expect(earlier.dropFirst(4).allSatisfy { digits.contains($0) })
        #expect(Set((0..<1000).map { _ in Identifier.make("a", at: Instant(milliseconds: 0)) }).count == 1000)
    }

    @Test func `a clock that is set is told from one that runs`() {
        var watch = ClockWatch(toleranceSeconds: 60)
        let start = Instant(seconds: 1_700_000_000)
        #expect(watch.jump(wall: start, boot: 100) == nil)
        #expect(watch.jump(wall: start.adding(seconds: 3600), boot: 3700) == nil)
        #expect(watch.jump(wall: start.adding(seconds: 7200), boot: 3760) == 3540)
        #expect(watch.jump(wall: start.adding(seconds: 3600), boot: 3760) == -3600)
        #expect(watch.jump(wall: start.adding(seconds: 3650), boot: 3780) == nil)
        #expect(abs(Date().timeIntervalSince1970 - Double(SystemClock.now.milliseconds) / 1000) < 60)
    }

    @Test func `a zone is read by its name and never by a path`() async throws {
        try await withTemporaryFolder { top in
            try FileManager.default.createDirectory(atPath: "\(top)/zones/Europe", withIntermediateDirectories: true)
            try write("TZif2 and so on", to: "\(top)/zones/Europe/London")
            try write("TZif outside", to: "\(top)/Outside")
            try write("no zone", to: "\(top)/zones/Text")
            let environment = ["TZDIR": "\(top)/zones"]
            #expect(try ZoneFile.read("Europe/London", environment: environment) == Array("TZif2 and so on".utf8))
            for name in [
                "../Outside", "Europe/../../Outside", "\(top)/Outside", "", "/", "Europe/", "Europe//London", "a\0b",
            ] {
                let error = #expect(throws: FileError.self, "\(name)") {
                    try ZoneFile.read(name, environment: environment)
                }
                #expect(error?.kind == .badName, "\(name)")
            }
            for name in ["Text", "Missing", "Europe"] {
                #expect(throws: FileError.self, "\(name)") { try ZoneFile.read(name, environment: environment) }
            }
            #expect(ZoneFile.isName("Etc/GMT+5") && ZoneFile.isName("America/Port-au-Prince"))
        }
    }

    @Test func `a private file is made once, keeps what is in it, and is for its owner alone`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "recalld-private-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        func rights() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        try PrivateFile.make(path)
        #expect(try rights() == 0o600)
        try Data("kept".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o664], ofItemAtPath: path)
        try PrivateFile.make(path)
        #expect(try rights() == 0o600)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "kept")
        #expect(throws: FileError.self) { try PrivateFile.make("/nonexistent/recalld.db") }
    }

    @Test func `free space is told, or why not`() throws {
        #expect(try DiskSpace.free(at: "/tmp") > 0)
        #expect(throws: FileError.self) { try DiskSpace.free(at: "/nonexistent") }
    }

    @Test func `a clock that never jumps runs on from the wall clock's moment`() {
        let steady = SteadyClock(wall: Instant(seconds: 1_000_000), boot: 50)
        #expect(steady.moment(boot: 50) == Instant(seconds: 1_000_000))
        #expect(steady.moment(boot: 109.5) == Instant(milliseconds: 1_000_059_500))
        #expect(steady.moment(boot: 90) == Instant(milliseconds: 1_000_059_500), "it never goes back")
        for step in 1...10_000 { _ = steady.moment(boot: 109.5 + Double(step) / 10_000) }
        let late = steady.moment(boot: 110.5).milliseconds
        #expect((1_000_060_499...1_000_060_500).contains(late), "nothing is lost: \(late)")
    }

    @Test func `of a time in which the process stood still it counts a minute`() {
        let steady = SteadyClock(wall: Instant(seconds: 1_000_000), boot: 50)
        #expect(steady.moment(boot: 50 + 3600) == Instant(seconds: 1_000_060))
        #expect(steady.moment(boot: 50 + 3600 + 20) == Instant(seconds: 1_000_080))
    }

    /// What stands below `/run`, what the kernel says, and whether a time service has set the clock.
    @Test(
        arguments: [
            ([], nil, nil), ([], false, nil), ([], true, true), (["systemd/timesync/"], nil, false),
            (["systemd/timesync/"], true, true), (["systemd/timesync/synchronized"], nil, true),
            (["systemd/timesync/synchronized"], false, true), (["chrony/chronyd.pid"], nil, nil),
            (["chrony/chronyd.pid"], false, false), (["ntpd.pid"], false, false),
        ] as [([String], Bool?, Bool?)])
    func `a time service is waited for where the machine has one`(there: [String], isKept: Bool?, isSet: Bool?)
        async throws
    {
        try await withTemporaryFolder { run in
            for path in there {
                let url = URL(filePath: run).appending(path: path)
                let parent = path.hasSuffix("/") ? url : url.deletingLastPathComponent()
                try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
                if !path.hasSuffix("/") { try Data().write(to: url) }
            }
            #expect(TimeService.hasSetClock(run: run, isKept: isKept) == isSet)
        }
    }
}
