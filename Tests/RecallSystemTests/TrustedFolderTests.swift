import Foundation
import Testing

@testable import RecallSystem

/// Folders that root's commands make: nothing is made elsewhere because of what others have put in the way.
@Suite struct TrustedFolderTests {
    private func inFolder(_ body: (String) throws -> Void) async throws {
        try await withTemporaryFolder { try body(URL(filePath: $0).resolvingSymlinksInPath().path) }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `what is missing is made with the rights that were asked for, whatever the mask is`() async throws {
        try await inFolder { path in
            let folder = try TrustedFolder("\(path)/a/b", outside: [], making: .owner)
            #expect(try folder.makeFolder("open", for: .everybody))
            #expect(try !folder.makeFolder("open", for: .owner), "what is there stays")
            try folder.makeFile("hidden", Array("x".utf8), for: .owner)
            try folder.makeFile("read", [], for: .everybody)
            #expect(try TrustedFolder.make("\(path)/c/share", for: .current, mode: 0o2770, outside: []))
            #expect(try !TrustedFolder.make("\(path)/c/share", for: .current, mode: 0o700, outside: []))
            for (name, expected) in [
                ("a", 0o700), ("a/b", 0o700), ("a/b/open", 0o755), ("a/b/hidden", 0o600), ("a/b/read", 0o644),
                ("c", 0o755), ("c/share", 0o2770),
            ] { #expect(try mode("\(path)/\(name)") == expected, "\(name)") }
            #expect(throws: FileError.self) { try folder.makeFile("hidden", [], for: .owner) }
            #expect(throws: FileError.self) { try folder.makeFile("../out", [], for: .owner) }
            #expect(throws: FileError.self) { _ = try folder.makeFolder("read", for: .owner) }
            #expect(folder.contains("hidden") && folder.remove("hidden") && !folder.contains("hidden"))
            #expect(throws: FileError.self) { _ = try TrustedFolder("\(path)/gone", outside: []) }
        }
    }

    @Test func `a link on the way is refused wherever it leads, and a share is none of its own`() async throws {
        try await inFolder { path in
            let files = FileManager.default
            try files.createDirectory(atPath: "\(path)/target/share", withIntermediateDirectories: true)
            try files.createSymbolicLink(atPath: "\(path)/link", withDestinationPath: "\(path)/target")
            for way in ["link", "link/new", "link/share"] {
                let error = #expect(throws: FileError.self, "\(way)") {
                    _ = try TrustedFolder.make("\(path)/\(way)", for: .current, mode: 0o700, outside: [])
                }
                #expect(error?.kind == .symbolicLink)
            }
            let error = #expect(throws: FileError.self) {
                _ = try TrustedFolder("\(path)/target/share/in", outside: ["\(path)/link/share"], making: .owner)
            }
            #expect(error?.words.contains("shared folder") == true)
            #expect(try files.subpathsOfDirectory(atPath: "\(path)/target") == ["share"])
        }
    }
}
