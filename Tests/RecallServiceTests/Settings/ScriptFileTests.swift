import Foundation
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@testable import RecallService

@Suite struct ScriptFileTests {
    private var path: String { Fixtures.root.appending(path: "Config/call.toml").path }

    @Test func `the shipped words of the call load, with the voice of the settings`() throws {
        #expect(try ScriptFile.load(path, voice: nil).waitForGreeting)
        #expect(try ScriptFile.load(path, voice: "Maya").voice == "Maya")
    }

    @Test func `whether the other side speaks first is true or false, and else a problem with its line`() throws {
        try ConfigFolder.with { folder in
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let line = try #require(
                text.split(separator: "\n", omittingEmptySubsequences: false)
                    .firstIndex { $0.hasPrefix("wait_for_greeting") })
            try folder.write("call.toml", text.replacing("wait_for_greeting = true", with: "wait_for_greeting = false"))
            #expect(try !ScriptFile.load(folder.path + "/call.toml", voice: nil).waitForGreeting)
            try folder.write(
                "call.toml", text.replacing("wait_for_greeting = true", with: "wait_for_greeting = \"yes\""))
            do {
                _ = try ScriptFile.load(folder.path + "/call.toml", voice: nil)
                Issue.record("a flag in quotes was taken")
            } catch let error as ConfigProblems {
                #expect(error.problems.map(\.key) == ["wait_for_greeting"])
                #expect(error.problems.map(\.line) == [line + 1])
            }
        }
    }

    @Test func `a word in double braces that nobody fills in is a problem`() throws {
        try ConfigFolder.with { folder in
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try folder.write("call.toml", text.replacing("task = '''", with: "task = '''{{postcod}} "))
            do {
                _ = try ScriptFile.load(folder.path + "/call.toml", voice: nil)
                Issue.record("an unknown word was taken")
            } catch let error as ConfigProblems {
                #expect(error.problems.map(\.key) == ["task"])
            }
        }
    }
}
