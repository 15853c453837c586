import Foundation
import RecallTestSupport
import Testing

/// What helps at the shell: completions and the manual page.
@Suite struct ManualTests {
    private func commands(_ practice: RealPractice) throws -> [String] {
        let help = try practice.recalld("--experimental-dump-help", configured: false).output
        let tree = try JSONSerialization.jsonObject(with: Data(help.utf8)) as? [String: Any]
        let command = try #require(tree?["command"] as? [String: Any])
        let names = (command["subcommands"] as? [[String: Any]] ?? []).compactMap { $0["commandName"] as? String }
        return names.filter { $0 != "help" }
    }

    @Test func `every command stands in the manual page and in the completions of three shells`() async throws {
        try await RealPractice.use { practice in
            let commands = try commands(practice)
            #expect(commands.count >= 30)
            let manual = try String(
                contentsOf: Fixtures.root.appending(path: "Documents/recalld.1"), encoding: .utf8)
            for command in commands {
                #expect(
                    manual.split(separator: "\n").contains {
                        $0 == ".It Cm \(command)" || $0.hasPrefix(".It Cm \(command) ")
                    },
                    "\(command)")
            }
            for shell in ["bash", "zsh", "fish"] {
                let script = try practice.recalld("--generate-completion-script", shell, configured: false)
                #expect(script.code == 0)
                for command in commands { #expect(script.output.contains(command), "\(shell) \(command)") }
                // Words that may be written are offered.
                #expect(script.output.contains("callback_requested"), "\(shell)")
            }
        }
    }
}
