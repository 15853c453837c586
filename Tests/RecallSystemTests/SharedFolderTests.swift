import Foundation
import Glibc
import Testing

@testable import RecallSystem

@Suite struct SharedFolderTests {
    @Test func `a scan finds regular files below and nothing through a link`() async throws {
        try await withTemporaryFolder { outside in
            try write("secret", to: "\(outside)/secret.csv")
            try await withTemporaryFolder { top in
                let folder = try SharedFolder(path: top)
                try folder.makeFolder(path("inbox/deep/er"))
                try write("one", to: "\(top)/inbox/b.csv")
                try write("four", to: "\(top)/inbox/deep/er/a.csv")
                try write("x", to: "\(top)/inbox/.hidden")
                #expect(unsafe symlink("\(outside)/secret.csv", "\(top)/inbox/link.csv") == 0)
                #expect(unsafe symlink(outside, "\(top)/inbox/folder") == 0)
                #expect(unsafe mkfifo("\(top)/inbox/pipe.csv", 0o600) == 0)
                let listing = try folder.list(path("inbox")) { $0.hasPrefix(".") }
                #expect(listing.files.map { "\($0.path) \($0.size)" } == ["inbox/b.csv 3", "inbox/deep/er/a.csv 4"])
                #expect(Set(listing.others.map(\.name)) == ["link.csv", "folder", "pipe.csv"])
                #expect(listing.unread.isEmpty)

                for way in ["inbox/link.csv", "inbox/folder/secret.csv", "inbox/pipe.csv"] {
                    let error = #expect(throws: FileError.self, "\(way)") { try folder.open(path(way)) }
                    #expect(error?.kind == (way.hasSuffix("pipe.csv") ? .notAFile : .symbolicLink), "\(way)")
                }
                #expect(throws: FileError.self) { try folder.writeNew(path("inbox/folder/new.csv"), [1]) }
                #expect(throws: FileError.self) { try folder.move(path("inbox/b.csv"), to: path("inbox/folder/b.csv")) }
                #expect(throws: FileError.self) { try folder.move(path("inbox/link.csv"), to: path("inbox/c.csv")) }
                #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == ["secret.csv"])
            }
        }
    }

    @Test func `a path is made of plain names only`() {
        for text in ["", "/etc", "a//b", "a/", ".", "..", "a/../b", "./a", "a\0b", String(repeating: "x", count: 256)] {
            #expect(FolderPath(text) == nil, "\(text.debugDescription)")
        }
        for text in ["a", "inbox/a b.csv", "...", "a/.b", "é.csv", "=1+1", "a\\b"] {
            #expect(FolderPath(text)?.description == text)
        }
        #expect(FolderPath.root.appending("a/b") == nil)
    }

    @Test func `a name that is not UTF-8 is a file like any other`() async throws {
        try await withTemporaryFolder { top in
            let folder = try SharedFolder(path: top)
            let name: [UInt8] = [0x72, 0xE9, 0x2E, 0x63, 0x73, 0x76]
            let full = Array(top.utf8) + [47] + name + [0]
            let number = unsafe open(full.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o600)
            #expect(number >= 0)
            close(number)
            let file = try #require(try folder.list(.root).files.first)
            #expect(file.path.components == [name])
            #expect(try folder.move(file.path, into: path("archive/2026/11")).components.last == name)
        }
    }

    @Test func `a move never replaces, and an archive finds a free name`() async throws {
        try await withTemporaryFolder { top in
            let folder = try SharedFolder(path: top)
            try folder.makeFolder(path("inbox"))
            var names: [String] = []
            for number in 1...3 {
                try write("\(number)", to: "\(top)/inbox/list.csv")
                names.append(try folder.move(path("inbox/list.csv"), into: path("archive/2026/11")).description)
            }
            #expect(
                names == ["archive/2026/11/list.csv", "archive/2026/11/list-2.csv", "archive/2026/11/list-3.csv"])
            for number in 1...3 { #expect(try contents("\(top)/\(names[number - 1])") == "\(number)") }
            try write("new", to: "\(top)/inbox/list.csv")
            let error = #expect(throws: FileError.self) {
                try folder.move(path("inbox/list.csv"), to: path("archive/2026/11/list.csv"))
            }
            #expect(error?.kind == .exists)
            #expect(try contents("\(top)/inbox/list.csv") == "new")
            #expect(throws: FileError.self) { try folder.move(path("inbox/none.csv"), to: path("inbox/other.csv")) }
        }
    }

    @Test func `a free name keeps the ending and fits the file system`() {
        func name(_ text: String, _ number: Int) -> String {
            String(decoding: SharedFolder.numbered(Array(text.utf8), number), as: UTF8.self)
        }
        #expect(name("a.b.csv", 2) == "a.b-2.csv")
        #expect(name("none", 12) == "none-12")
        #expect(name(".csv", 2) == ".csv-2")
        let long = name(String(repeating: "x", count: 251) + ".csv", 10)
        #expect(long.utf8.count == 255 && long.hasSuffix("-10.csv"))
    }

    @Test func `a new file is whole, is never replaced, and may be written again with the same bytes`() async throws {
        try await withTemporaryFolder { top in
            let folder = try SharedFolder(path: top)
            try folder.makeFolder(path("outbox"))
            let file = try path("outbox/outcomes.csv")
            #expect(try folder.writeNew(file, Array("one".utf8)))
            #expect(try !folder.writeNew(file, Array("one".utf8)))
            for other in ["two", "onetwo", ""] {
                let error = #expect(throws: FileError.self) { try folder.writeNew(file, Array(other.utf8)) }
                #expect(error?.kind == .exists)
            }
            #expect(try contents("\(top)/outbox/outcomes.csv") == "one")
            #expect(try folder.list(path(".recalld")).files.isEmpty, "a temporary file was left")
            let status = try path("status.html")
            try folder.replace(status, Array("old".utf8))
            let open = try folder.open(status)
            try folder.replace(status, Array("newer".utf8))
            #expect(try open.read(0..<3) == Array("old".utf8), "a reader sees the file that it opened")
            #expect(try contents("\(top)/status.html") == "newer")
        }
    }

    @Test func `a copy is whole however large it is, and never takes the place of anything`() async throws {
        try await withTemporaryFolder { top in
            let folder = try SharedFolder(path: top)
            // Longer than the pieces in which it is copied, and no whole number of them.
            let text = String(repeating: "0123456789abcde\n", count: 200_001)
            try write(text, to: "\(top)/export.csv")
            let source = try FileSource(path: "\(top)/export.csv")
            let copy = try path("copy.csv")
            try folder.copyNew(source, to: copy, limit: source.count)
            #expect(try contents("\(top)/copy.csv") == text)
            #expect(throws: FileError.self) { try folder.copyNew(source, to: copy, limit: source.count) }
            let error = #expect(throws: FileError.self) {
                try folder.copyNew(source, to: path("other.csv"), limit: source.count - 1)
            }
            #expect(error?.kind == .tooLarge)
            #expect(try folder.file(at: path("other.csv")) == nil)
            #expect(try folder.list(path(".recalld")).files.isEmpty, "a temporary file was left")
        }
    }

    @Test func `a folder that cannot be written leaves nothing behind`() async throws {
        try await withTemporaryFolder { top in
            let folder = try SharedFolder(path: top)
            let error = #expect(throws: FileError.self) { try folder.writeNew(path("outbox/a.csv"), [1]) }
            #expect(error?.kind == .missing)
            // A folder stands where the file should be.
            try folder.makeFolder(path("taken.csv"))
            #expect(throws: FileError.self) { try folder.writeNew(path("taken.csv"), [1]) }
            #expect(throws: FileError.self) { try folder.replace(path("taken.csv"), [1]) }
            #expect(try folder.list(path(".recalld")).files.isEmpty)
        }
    }

    @Test func `what a crash left is cleared, and only that`() async throws {
        try await withTemporaryFolder { top in
            let folder = try SharedFolder(path: top)
            try folder.removeTemporaryFiles()
            try folder.makeFolder(path(".recalld/tmp"))
            try folder.makeFolder(path(".recalld/claimed"))
            try write("half", to: "\(top)/.recalld/tmp/w.part")
            try write("whole", to: "\(top)/.recalld/claimed/a.csv")
            try folder.removeTemporaryFiles()
            #expect(try folder.list(path(".recalld")).files.map(\.name) == ["a.csv"])
            try write("mine", to: "\(top)/list.csv")
            #expect(throws: FileError.self) { try folder.removeWorkingFile(path("list.csv")) }
            #expect(try contents("\(top)/list.csv") == "mine")
        }
    }

    @Test func `new files and folders have the rights of where they stand`() async throws {
        try await withTemporaryFolder { top in
            #expect(unsafe chmod(top, 0o2770) == 0)
            let folder = try SharedFolder(path: top)
            try folder.makeFolder(path("review/approved"))
            try folder.writeNew(path("review/a.txt"), [1])
            var status = stat()
            #expect(unsafe stat("\(top)/review/approved", &status) == 0)
            #expect(status.st_mode & 0o7777 == 0o2770)
            #expect(unsafe stat("\(top)/review/a.txt", &status) == 0)
            #expect(status.st_mode & 0o7777 == 0o660)
        }
    }

    @Test func `an open writer is noticed until it closes`() async throws {
        try await withTemporaryFolder { top in
            let folder = try SharedFolder(path: top)
            let name = try path("a.csv")
            let number = unsafe open("\(top)/a.csv", O_CREAT | O_WRONLY, 0o600)
            guard try folder.probeWriter(name) != .unsupported else {
                close(number)
                return
            }
            #expect(try folder.probeWriter(name) == .writerOpen)
            close(number)
            #expect(try folder.probeWriter(name) == .noWriter)
        }
    }

    @Test func `a file that shrank while it was read is said to be not whole`() async throws {
        try await withTemporaryFolder { top in
            let folder = try SharedFolder(path: top)
            try write("0123456789", to: "\(top)/a.csv")
            let source = try folder.open(path("a.csv"))
            #expect(try source.read(2..<5) == Array("234".utf8))
            #expect(try source.read(10..<10).isEmpty)
            #expect(unsafe truncate("\(top)/a.csv", 4) == 0)
            let error = #expect(throws: FileError.self) { try source.read(2..<5) }
            #expect(error?.kind == .notWhole)
            #expect(try source.currentCount() == 4)
        }
    }

    @Test func `a folder that was moved away or replaced is no longer current`() async throws {
        try await withTemporaryFolder { top in
            try FileManager.default.createDirectory(atPath: "\(top)/share", withIntermediateDirectories: false)
            let folder = try SharedFolder(path: "\(top)/share")
            #expect(folder.isCurrent)
            #expect(unsafe rename("\(top)/share", "\(top)/old") == 0)
            #expect(!folder.isCurrent)
            try FileManager.default.createDirectory(atPath: "\(top)/share", withIntermediateDirectories: false)
            #expect(!folder.isCurrent)
        }
    }

    @Test func `an error says what, where and why, with the rights where they are the cause`() {
        let error = FileError(
            code: EACCES, doing: "open", path: "inbox/a.csv", rights: "it belongs to user 7, group 8, with mode 600")
        #expect(error.kind == .notPermitted)
        #expect(error.description.contains("cannot open inbox/a.csv"))
        #expect(error.description.contains("recalld runs as user \(geteuid())"))
        #expect(error.description.contains("user 7, group 8, with mode 600"))
        #expect(FileError(code: ENOSPC, doing: "write", path: "a").kind == .diskFull)
        #expect(FileError(code: ESTALE, doing: "write", path: "a").kind == .unreachable)
    }
}
