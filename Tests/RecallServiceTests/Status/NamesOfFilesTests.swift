import Foundation
import RecallCore
import RecallPorts
import Testing

@testable import RecallService

/// Names of files are for those who work with them: on a terminal and on the page, not in what is passed on.
@Suite struct NamesOfFilesTests {
    @Test func `status names what cannot be taken, and its JSON and the support bundle do not`() async throws {
        try await Bench.open { bench in
            let intake = Intake(runtime: bench.runtime())
            _ = try await intake.runOnce()
            for name in ["Quillfeather, Philippa.csv", "Quill”feather“.csv"] {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(bench.share)/inbox/\(name)", withDestinationPath: "/etc/passwd")
            }
            _ = try await intake.runOnce()
            let status = try await bench.status()
            let text = status.lines(zone: .london).joined(separator: "\n")
            #expect(text.contains("“inbox/Quillfeather, Philippa.csv”"), "\(text)")
            let bundle = try await SupportBundle.bundle(
                bench.configuration, store: bench.store, environment: [:], now: Bench.now)
            for json in [status.json.line, bundle.line] {
                #expect(!json.contains("uill") && !json.contains("feather"), "\(json)")
                #expect(json.contains("not read: ‹name›, ‹name›."), "\(json)")
            }
            try FileManager.default.moveItem(atPath: bench.share, toPath: "\(bench.root)/away")
            #expect(try await bench.status().json.line.contains("The shared folder cannot be used"))
        }
    }

    @Test(arguments: [
        ("No names.", "No names."), ("Not read: \(Alert.named("a")).", "Not read: ‹name›."),
        ("\(Alert.named("a”b“c")) and \(Alert.named("")) x", "‹name› and ‹name› x"), ("a “ b", "a “ b"),
    ])
    func `a message loses every name that stands in it`(message: String, left: String) {
        let alert = Alert(practice: "", code: .notAFile, message: message, since: Bench.now)
        let end = message == left ? "" : " (recalld status and the page name it.)"
        #expect(alert.messageWithoutNames == left + end)
    }
}
