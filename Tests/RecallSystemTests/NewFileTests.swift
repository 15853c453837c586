import Foundation
import Testing

@testable import RecallSystem

/// Files that a command makes where its user says: never over, through or below what others may change.
@Suite struct NewFileTests {
    private func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/new-file-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path + "/share/inner", withIntermediateDirectories: true)
        return URL(filePath: path).resolvingSymlinksInPath().path
    }

    @Test func `a new file holds what was copied and is its owner's alone`() throws {
        let folder = try folder()
        try Data((0..<3_000_000).map { UInt8($0 % 251) }).write(to: URL(filePath: folder + "/source"))
        let file = try NewFile(folder + "/copy", outside: [folder + "/share"])
        try file.fill(from: folder + "/source")
        let url = URL(filePath: folder + "/copy")
        #expect(try Data(contentsOf: url) == Data(contentsOf: URL(filePath: folder + "/source")))
        let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(file.remove())
        #expect(!FileManager.default.fileExists(atPath: url.path))
    }

    @Test func `what stands there, a link, a share and a missing folder are refused in words`() throws {
        let folder = try folder()
        try Data("kept".utf8).write(to: URL(filePath: folder + "/there"))
        for (link, target) in [("link", "there"), ("dangling", "nothing"), ("way", "share"), ("out", ".")] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/\(link)", withDestinationPath: "\(folder)/\(target)")
        }
        let cases: [(String, FileError.Kind, String)] = [
            ("there", .exists, "Name a new file"), ("link", .exists, "there already"),
            ("dangling", .exists, "there already"), ("share/copy", .notPermitted, "shared folder"),
            ("share/inner/copy", .notPermitted, "shared folder"), ("way/copy", .symbolicLink, "none is followed"),
            ("out/copy", .symbolicLink, "none is followed"), ("gone/copy", .missing, "Make it first"),
            ("there/copy", .notAFolder, ""), ("", .badName, ""), ("share/", .badName, ""), ("..", .badName, ""),
        ]
        for (name, kind, words) in cases {
            let error = #expect(throws: FileError.self, "\(name)") {
                _ = try NewFile("\(folder)/\(name)", outside: [folder + "/way"])
            }
            #expect(error?.kind == kind, "\(name): \(String(describing: error))")
            #expect(words.isEmpty || error?.words.contains(words) == true, "\(name): \(String(describing: error))")
        }
        #expect(try String(contentsOfFile: folder + "/there", encoding: .utf8) == "kept")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/share") == ["inner"])
    }

    @Test(.enabled(if: ServiceUser.isRoot, "only root has rights that others could use"))
    func `root makes no file below a folder that others may change`() throws {
        let folder = try folder()
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder + "/share")
        #expect(throws: FileError.self) { _ = try NewFile(folder + "/share/copy", outside: []) }
        try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: folder + "/share")
        _ = try NewFile(folder + "/share/copy", outside: [])
    }
}
