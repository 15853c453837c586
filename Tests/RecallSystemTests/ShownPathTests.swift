import Foundation
import Testing

@testable import RecallSystem

/// Paths of a share as the journal has them: names that others have given stay in the share.
@Suite struct ShownPathTests {
    @Test(arguments: [
        ("inbox/Jane Doe.csv", "inbox/‹name›.csv"), ("inbox/Doe/list", "inbox/‹name›/‹name›"),
        ("archive/2026/11/doe.XLSX", "archive/2026/11/‹name›.xlsx"),
        ("review/doe.csv.review.txt", "review/‹name›.review.txt"),
        (".recalld/practice-mark", ".recalld/practice-mark"),
        (".recalld/claimed/doe.csv", ".recalld/claimed/‹name›.csv"),
        ("outbox/outcomes-mill-20261124T100000-000012.csv", "outbox/outcomes-mill-20261124T100000-000012.csv"),
        ("outbox/jane-20261124T100000-000012.csv", "outbox/‹name›.csv"),
        ("outbox/outcomes-jane.csv", "outbox/‹name›.csv"),
        ("inbox/outcomes-mill-20261124T100000-000012.csv", "inbox/‹name›.csv"),
        ("status.html", "status.html"), ("\u{1B}[2J", "‹name›"),
    ])
    func `a path keeps what recalld has named, and the kind of the rest`(text: String, shown: String) throws {
        #expect(try #require(FolderPath(text)).shown == shown)
    }

    @Test func `an error about a file of the share does not name it, and whoever needs the name has it`() async throws {
        try await withTemporaryFolder { folder in
            let shared = try SharedFolder(path: folder)
            try shared.makeFolder(try path("inbox"))
            try write("x", to: "\(folder)/inbox/Doe.csv")
            let source = try shared.open(try path("inbox/Doe.csv"))
            #expect(unsafe truncate("\(folder)/inbox/Doe.csv", 0) == 0)
            for attempt: () throws -> Void in [
                { _ = try shared.open(try path("inbox/Doe-2.csv")) }, { _ = try source.read(0..<1) },
                { try shared.makeFolder(try path("inbox/Doe.csv/Doe")) },
                { try shared.move(try path("inbox/Doe-2.csv"), to: try path("inbox/Doe-3.csv")) },
                { _ = try shared.read(try path("inbox/Doe.csv"), limit: -1) },
                { throw FileError(unusableName: "Doe", doing: "set aside") },
            ] {
                let error = #expect(throws: FileError.self) { try attempt() }
                #expect(error?.description.contains("Doe") == false, "\(String(describing: error))")
                #expect(error?.path.contains("Doe") == true)
            }
        }
    }
}
