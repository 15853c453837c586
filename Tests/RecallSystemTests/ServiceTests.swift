import Foundation
import Glibc
import Testing

@testable import RecallSystem

@Suite struct ServiceTests {
    @Test func `a state directory has one holder, and is free when that one goes`() async throws {
        try await withTemporaryFolder { directory in
            do {
                let lock = try StateLock(directory: directory)
                let error = #expect(throws: StateLockError.self) { _ = try StateLock(directory: directory) }
                #expect(error == .held(by: Int(getpid())))
                withExtendedLifetime(lock) {}
            }
            withExtendedLifetime(try StateLock(directory: directory)) {}
            let error = #expect(throws: StateLockError.self) { _ = try StateLock(directory: "\(directory)/none") }
            guard case .file(let reason) = error else {
                Issue.record("a missing directory is not a held one")
                return
            }
            #expect(reason.kind == .missing)
        }
    }

    @Test func `a lock of another process is seen, and gone when it is killed`() async throws {
        try await withTemporaryFolder { directory in
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/flock")
            let pipe = Pipe()
            process.standardOutput = pipe
            process.arguments = ["--no-fork", "\(directory)/lock", "/bin/sh", "-c", "echo held; exec cat"]
            let input = Pipe()
            process.standardInput = input
            try process.run()
            #expect(try pipe.fileHandleForReading.read(upToCount: 5) == Data("held\n".utf8))
            #expect(throws: StateLockError.self) { _ = try StateLock(directory: directory) }
            #expect(kill(process.processIdentifier, SIGKILL) == 0)
            process.waitUntilExit()
            withExtendedLifetime(input) {}
            withExtendedLifetime(try StateLock(directory: directory)) {}
        }
    }

    /// A datagram socket that plays the service manager.
    private func messages(address: String, send: (ServiceManager) throws -> Void) throws -> [String] {
        let number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(number) }
        var path = Array(address.utf8)
        if path.first == UInt8(ascii: "@") { path[0] = 0 }
        var target = sockaddr_un()
        target.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &target.sun_path) { unsafe $0.copyBytes(from: path) }
        let length = socklen_t(2 + path.count + (path[0] == 0 ? 0 : 1))
        let bound = unsafe withUnsafePointer(to: &target) { target in
            unsafe target.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(number, $0, length) }
        }
        #expect(bound == 0)
        try send(ServiceManager(environment: ["NOTIFY_SOCKET": address]))
        var found: [String] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe recv(number, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { return found }
            found.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
    }

    @Test func `the service manager hears each state, at a path or an abstract name`() async throws {
        try await withTemporaryFolder { folder in
            for address in ["\(folder)/notify", "@recalld-\(Identifier.make("test"))"] {
                let found = try messages(address: address) { manager in
                    try manager.ready(status: "Watching 2 folders")
                    try manager.status("one\nREADY=0")
                    try manager.watchdog()
                    try manager.reloading()
                    try manager.stopping()
                }
                try #require(found.count == 5, "\(address)")
                #expect(found[0] == "READY=1\nSTATUS=Watching 2 folders")
                #expect(found[1] == "STATUS=one READY=0")
                #expect(found[2] == "WATCHDOG=1")
                #expect(found[3].hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
                #expect(Int(found[3].dropFirst(27)) != nil)
                #expect(found[4] == "STOPPING=1")
            }
            #expect(throws: ServiceManagerError.self) {
                try ServiceManager(environment: ["NOTIFY_SOCKET": "\(folder)/gone"]).watchdog()
            }
            try ServiceManager(environment: [:]).ready()
        }
    }

    @Test func `the watchdog is for the process that it names`() {
        func interval(_ environment: [String: String]) -> Int? {
            ServiceManager(environment: environment, process: 7).watchdogMicroseconds
        }
        #expect(interval(["WATCHDOG_USEC": "30000000"]) == 30_000_000)
        #expect(interval(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"]) == 30_000_000)
        #expect(interval(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"]) == nil)
        #expect(interval(["WATCHDOG_USEC": "0"]) == nil)
        #expect(interval([:]) == nil)
    }

    @Test func `a key is trimmed, kept from others, and never printed`() async throws {
        try await withTemporaryFolder { directory in
            let file = "\(directory)/bland-api-key"
            try write("  sk-12345\r\n", to: file)
            #expect(unsafe chmod(file, 0o600) == 0)
            let environment = ["CREDENTIALS_DIRECTORY": directory]
            let key = try #require(try Credential(named: "bland-api-key", environment: environment))
            #expect(key.secret == "sk-12345")
            var dumped = ""
            dump(key, to: &dumped)
            for text in ["\(key)", String(reflecting: key), dumped] { #expect(!text.contains("12345")) }
            #expect(try Credential(named: "other", environment: environment) == nil)
            try write("", to: "\(directory)/empty")
            #expect(unsafe chmod("\(directory)/empty", 0o400) == 0)
            #expect(throws: FileError.self) { _ = try Credential(named: "empty", environment: environment) }
            #expect(try Credential(named: "../bland-api-key", environment: environment) == nil)
            #expect(try Credential(named: "bland-api-key", environment: [:]) == nil)
            for mode: mode_t in [0o644, 0o604, 0o620, 0o602] {
                #expect(unsafe chmod(file, mode) == 0)
                let error = #expect(throws: FileError.self) { _ = try Credential(path: file) }
                #expect(error?.kind == .notPermitted)
                #expect(error?.description.contains("12345") == false)
            }
            #expect(unsafe chmod(file, 0o640) == 0)
            #expect(try Credential(path: file) == key)
            for text in ["\u{FEFF}sk-12345", "\"sk-12345\"\r\n", "\u{FEFF} 'sk-12345' \r\n\r\n", "\" sk-12345\""] {
                try write(text, to: file)
                #expect(try Credential(path: file) == key, "\(text.debugDescription)")
            }
            let wide = Data([0xFF, 0xFE] + "sk-12345".utf8.flatMap { [$0, 0] })
            try wide.write(to: URL(filePath: file))
            let error = #expect(throws: FileError.self) { _ = try Credential(path: file) }
            #expect(error?.words.contains("Encoding: UTF-8") == true)
            for text in ["", " \n", "two words", "a\nb", "\"\"", "\u{FEFF}\r\n"] {
                try write(text, to: file)
                #expect(unsafe chmod(file, 0o600) == 0)
                #expect(throws: FileError.self, "\(text.debugDescription)") { _ = try Credential(path: file) }
            }
        }
    }
}
