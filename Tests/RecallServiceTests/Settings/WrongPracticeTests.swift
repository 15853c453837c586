import Foundation
import Testing

@testable import RecallService

/// What people may still do while a part of the configuration is wrong.
@Suite struct WrongPracticeTests {
    private struct Case {
        var name: String
        var file: String
        var text: String
        /// The ids of those that are right, and of those that are not; nil where nothing can be done.
        var right: [String]?
        var wrong: [String] = []
    }

    private static let cases = [
        Case(
            name: "nothing", file: "practices.d/mill-road.toml", text: practice("mill-road"),
            right: ["harbour-lane", "mill-road"]),
        Case(
            name: "a key", file: "practices.d/mill-road.toml", text: practice("mill-road") + "\nfone = 1\n",
            right: ["harbour-lane"], wrong: ["mill-road"]),
        Case(
            name: "no line can be read", file: "practices.d/mill-road.toml", text: "name = Mill Road\n",
            right: ["harbour-lane"], wrong: ["mill-road"]),
        Case(
            name: "the layouts", file: "practices.d/mill-road.toml",
            text: practice("mill-road") + "\npms = \"optix9\"\n",
            right: ["harbour-lane"], wrong: ["mill-road"]),
        Case(
            name: "the template", file: "practices.d/mill-road.toml",
            text: practice("mill-road") + "\n[outbox]\ntemplate = \"none\"\n", right: ["harbour-lane"],
            wrong: ["mill-road"]),
        Case(
            name: "two in one folder", file: "practices.d/mill-road.toml", text: practice("harbour-lane"),
            right: ["harbour-lane"], wrong: ["mill-road"]),
        Case(
            name: "a file for every practice", file: "risk.toml", text: "[[[", right: [], wrong: ["harbour-lane"]),
        Case(name: "the main file", file: "recalld.toml", text: "mode = live\n", right: nil),
        Case(name: "which state is meant", file: "recalld.toml", text: "state_directory = \"state\"\n", right: nil),
    ]

    private static func practice(_ folder: String) -> String {
        """
        name = "Mill Road Opticians"
        folder = "/srv/recall/\(folder)"
        phone = "+441632960002"
        """
    }

    @Test(arguments: cases.indices)
    func `a practice that something is wrong with is known by its id, and the others are used`(index: Int) throws {
        let row = Self.cases[index]
        try ConfigFolder.with { folder in
            try folder.write(row.file, row.text)
            guard let right = row.right else {
                #expect(throws: ConfigProblems.self, "\(row.name)") {
                    try LoadedConfiguration.loadWhatIsRight(path: folder.main, environment: [:])
                }
                return
            }
            let configuration = try LoadedConfiguration.loadWhatIsRight(path: folder.main, environment: [:])
            #expect(configuration.practices.map(\.id) == right, "\(row.name)")
            #expect(configuration.wrongPractices.map(\.context.id) == row.wrong, "\(row.name)")
            for wrong in configuration.wrongPractices {
                #expect(wrong.words == "\(folder.path)/\(row.file) is wrong; recalld check tells what", "\(row.name)")
            }
            // Nothing of it is let through where the whole has to be right.
            #expect(folder.problemsAtStart().isEmpty == false, "\(row.name): the folders are not there")
        }
    }

    @Test(arguments: [
        ("mode = \"live\nstate_directory = \"STATE\"\n", true), ("mode = “live”\nstate_directory = \"STATE\" \n", true),
        ("state_directory = \"STATE\"\n[calling\n", true), ("mode = live\nstate_directory = \"STATE\n", false),
        ("mode = live\nstate_directory = STATE\n", false), ("mode = live\n", false),
        ("mode = live\nstate_directory = \"STATE\"\nstate_directory = \"/elsewhere\"\n", false),
    ])
    func `a main file that cannot be read keeps nobody from stopping calls, where it is plain which state is meant`(
        text: String, isUsed: Bool
    ) throws {
        try ConfigFolder.with { folder in
            try FileManager.default.createDirectory(atPath: folder.state, withIntermediateDirectories: true)
            try Data().write(to: URL(filePath: folder.state + "/recalld.db"))
            try folder.write("recalld.toml", text.replacing("STATE", with: folder.state))
            guard isUsed else {
                #expect(throws: ConfigProblems.self, "\(text)") {
                    try LoadedConfiguration.loadWhatIsRight(path: folder.main, environment: [:])
                }
                return
            }
            let configuration = try LoadedConfiguration.loadWhatIsRight(path: folder.main, environment: [:])
            #expect(configuration.settings.stateDirectory == folder.state)
            #expect(
                configuration.wrongPractices.map(\.context.id) == ["harbour-lane"] && configuration.practices.isEmpty)
            #expect(configuration.isMainFileUnread)
            #expect(throws: ConfigProblems.self) {
                try LoadedConfiguration.load(path: folder.main, environment: [:])
            }
            // Without a database there it may be any state.
            try FileManager.default.removeItem(atPath: folder.state + "/recalld.db")
            #expect(throws: ConfigProblems.self) {
                try LoadedConfiguration.loadWhatIsRight(path: folder.main, environment: [:])
            }
        }
    }
}
