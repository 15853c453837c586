import Foundation
import RecallCore
import RecallSystem
import RecallTestSupport
import Testing

@testable import RecallService

@Suite struct PracticeSetupTests {
    private func setup(_ folder: ConfigFolder, id: String = "mill-road", share: String? = nil) -> PracticeSetup {
        PracticeSetup(
            id: id, folder: share ?? "\(folder.path)/share/mill road", name: "O'Hara \"Eyes\" \\ Sons",
            phone: "01632 960002")
    }

    @Test func `a new practice has a folder with rights, settings that load, a drop-in and a share`() throws {
        try ConfigFolder.with { folder in
            let dropIns = "\(folder.path)/system/recalld.service.d"
            try FileManager.default.createDirectory(atPath: "\(folder.path)/system", withIntermediateDirectories: true)
            let setup = setup(folder)
            let result = try setup.run(
                configuration: folder.main, environment: ["RECALLD_DATA": Fixtures.root.appending(path: "Config").path],
                dropIns: dropIns)
            #expect(result.made.count == 3)
            let settings = try folder.load()
            let practice = try #require(settings.practice("mill-road"))
            #expect(practice.rules.name == "O'Hara \"Eyes\" \\ Sons")
            #expect(practice.folder == setup.folder)
            #expect(practice.rules.contact == "", "nobody else's address")
            let mode = try FileManager.default.attributesOfItem(atPath: setup.folder)[.posixPermissions] as? Int
            #expect(mode == 0o2770)
            let dropIn = try String(contentsOfFile: "\(dropIns)/practice-mill-road.conf", encoding: .utf8)
            #expect(dropIn.contains("RequiresMountsFor=\"\(setup.folder)\"\n"))
            #expect(dropIn.contains("ReadWritePaths=-\"\(setup.folder)\"\n"))
            #expect(result.share.contains("[mill-road]\n"))
            #expect(result.share.contains("path = \(setup.folder)\n"))
            #expect(!result.share.contains("PRACTICE") && !result.share.contains("FOLDER"))
            let commands = ["useradd", "usermod -aG", "smbpasswd -a"].map { result.share.range(of: $0)?.lowerBound }
            #expect(commands == commands.sorted { $0 ?? result.share.endIndex < $1 ?? result.share.endIndex })
            #expect(!commands.contains(nil), "Samba knows only people whom the machine knows")
        }
    }

    @Test func `every setting stands in the file of a new practice, with its remark`() throws {
        let text = PracticeSetup(id: "a", folder: "/srv/recall/a", name: "A", phone: "+441632960001").text
        for key in ConfigKey.practice {
            #expect(text.contains("# \(key.comment)\n"), "\(key.name)")
        }
        let set = text.split(separator: "\n").filter { $0.contains(" = ") && !$0.hasPrefix("#") }
        #expect(set.map(String.init) == ["name = \"A\"", "folder = \"/srv/recall/a\"", "phone = \"+441632960001\""])
    }

    @Test(arguments: [
        ("Mill Road", "/srv/recall/mill", "01632 960002", "only small letters"),
        ("mill-road", "relative", "01632 960002", "begins with /"),
        ("mill-road", "/srv/recall/harbour-lane/inside", "01632 960002", "stands inside"),
        ("mill-road", "/srv/recall/mill", "12", "no telephone number"),
        ("harbour-lane", "/srv/recall/other", "01632 960002", "there already"),
    ])
    func `what cannot be right is refused in words, and nothing stays`(
        id: String, share: String, phone: String, words: String
    ) throws {
        try ConfigFolder.with { folder in
            let before = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/practices.d")
            let setup = PracticeSetup(id: id, folder: share, name: "Mill Road", phone: phone)
            let error = #expect(throws: ConfigProblems.self) {
                _ = try setup.run(configuration: folder.main, environment: [:], dropIns: nil)
            }
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/practices.d") == before)
            #expect(!FileManager.default.fileExists(atPath: share))
        }
    }

    @Test func `setup makes what is missing, leaves what is there, and calls nobody`() throws {
        try ConfigFolder.with { folder in
            let path = "\(folder.path)/new/recalld.toml"
            let environment = ["STATE_DIRECTORY": "\(folder.path)/new-state"]
            let made = try MachineSetup.run(configuration: path, environment: environment)
            #expect(made.count == 6)
            let key = "\(folder.path)/new/bland-api-key"
            let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try Data("secret\n".utf8).write(to: URL(filePath: key))
            #expect(try MachineSetup.run(configuration: path, environment: environment).isEmpty)
            #expect(try String(contentsOfFile: key, encoding: .utf8) == "secret\n")
            _ = try PracticeSetup(
                id: "a", folder: "\(folder.path)/share-a", name: "A", phone: "01632 960002"
            ).run(configuration: path, environment: environment, dropIns: nil)
            #expect(try SettingsLoader.read(path: path, environment: environment).settings.isLive == false)
        }
    }

    @Test func `a folder that is there keeps its rights and its files, and a second try changes nothing`() throws {
        try ConfigFolder.with { folder in
            let setup = setup(folder, share: "\(folder.path)/there")
            try FileManager.default.createDirectory(
                atPath: setup.folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o750])
            try Data("theirs".utf8).write(to: URL(filePath: "\(setup.folder)/export.csv"))
            let dropIns = "\(folder.path)/system/recalld.service.d"
            try FileManager.default.createDirectory(atPath: "\(folder.path)/system", withIntermediateDirectories: true)
            func look() throws -> [String: Data] {
                var files: [String: Data] = [:]
                for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                    files[name] = FileManager.default.contents(atPath: "\(folder.path)/\(name)")
                }
                return files
            }
            let result = try setup.run(configuration: folder.main, environment: [:], dropIns: dropIns)
            #expect(result.made.contains { $0.contains("was there already") })
            let mode = try FileManager.default.attributesOfItem(atPath: setup.folder)[.posixPermissions] as? Int
            #expect(mode == 0o750)
            let before = try look()
            #expect(before["there/export.csv"] == Data("theirs".utf8))
            #expect(before.keys.contains("system/recalld.service.d/practice-mill-road.conf"))
            #expect(throws: ConfigProblems.self) {
                _ = try setup.run(configuration: folder.main, environment: [:], dropIns: dropIns)
            }
            #expect(try look() == before)
        }
    }

    @Test(arguments: [
        ("/srv/recall/a", "/srv/recall/a"), ("/srv/a b", "\"/srv/a b\""), ("/srv/100%", "/srv/100%%"),
        ("/srv/\"x\"\\y", "\"/srv/\\\"x\\\"\\\\y\""),
    ])
    func `a path in a unit file is quoted as systemd reads it`(path: String, written: String) {
        #expect(PracticeSetup.unitPath(path) == written)
    }

    @Test func `what is made is its owner's and the service's alone, and no way leads through a link`() throws {
        try ConfigFolder.with { folder in
            let (files, elsewhere) = (FileManager.default, "\(folder.path)/elsewhere")
            try files.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
            try files.createSymbolicLink(atPath: "\(folder.path)/way", withDestinationPath: elsewhere)
            for share in ["way", "way/inner/deep"] {
                let error = #expect(throws: FileError.self, "\(share)") {
                    _ = try setup(folder, share: "\(folder.path)/\(share)").run(
                        configuration: folder.main, environment: [:], dropIns: nil)
                }
                #expect(error?.kind == .symbolicLink, "\(String(describing: error))")
            }
            #expect(try files.contentsOfDirectory(atPath: elsewhere).isEmpty)
            #expect(try files.contentsOfDirectory(atPath: "\(folder.path)/practices.d") == ["harbour-lane.toml"])

            // A link in the place of the new settings is not written through.
            try files.createSymbolicLink(
                atPath: "\(folder.path)/practices.d/mill-road.toml", withDestinationPath: "\(elsewhere)/written")
            #expect(throws: ConfigProblems.self) {
                _ = try setup(folder).run(configuration: folder.main, environment: [:], dropIns: nil)
            }
            #expect(try files.contentsOfDirectory(atPath: elsewhere).isEmpty)

            try files.removeItem(atPath: "\(folder.path)/practices.d/mill-road.toml")
            _ = try setup(folder, id: "own").run(configuration: folder.main, environment: [:], dropIns: nil)
            let mode = try files.attributesOfItem(atPath: "\(folder.path)/practices.d/own.toml")[.posixPermissions]
            #expect((mode as? Int).map { $0 & 0o027 } == 0, "the service reads it by its group, and nobody else")
        }
    }

    @Test(.enabled(if: ServiceUser.isRoot, "only root has rights that others could use"))
    func `root makes nothing below a folder of somebody else, and uses one that is there`() throws {
        try ConfigFolder.with { folder in
            let (files, theirs) = (FileManager.default, "\(folder.path)/theirs")
            try files.createDirectory(atPath: "\(theirs)/there", withIntermediateDirectories: true)
            for path in [theirs, "\(theirs)/there"] {
                try files.setAttributes([.ownerAccountID: 65534], ofItemAtPath: path)
            }
            for share in ["theirs/new", "theirs/there/new"] {
                let error = #expect(throws: FileError.self) {
                    _ = try setup(folder, share: "\(folder.path)/\(share)").run(
                        configuration: folder.main, environment: [:], dropIns: nil)
                }
                #expect(error?.words.contains("others than root may change \(theirs)") == true)
                #expect(throws: FileError.self) {
                    _ = try MachineSetup.run(
                        configuration: "\(folder.path)/\(share)/recalld.toml", environment: [:])
                }
            }
            #expect(try files.subpathsOfDirectory(atPath: theirs) == ["there"])
            let result = try setup(folder, share: "\(theirs)/there").run(
                configuration: folder.main, environment: [:], dropIns: nil)
            #expect(result.made.contains { $0.contains("was there already") })
            #expect(try files.attributesOfItem(atPath: "\(theirs)/there")[.ownerAccountID] as? Int == 65534)
        }
    }

    @Test func `a share that holds the configuration is refused, and so is a name that ends its line`() throws {
        try ConfigFolder.with { folder in
            for (share, words) in [
                (folder.path, "stands inside this shared folder"),
                ("\(folder.path)/practices.d", "stands inside this shared folder"),
                ("\(folder.path)/a\nReadWritePaths=/etc", "cannot be written"),
            ] {
                let error = #expect(throws: ConfigProblems.self) {
                    _ = try setup(folder, share: share).run(configuration: folder.main, environment: [:], dropIns: nil)
                }
                #expect(error?.description.contains(words) == true, "\(share): \(error?.description ?? "")")
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/practices.d")
            #expect(left == ["harbour-lane.toml"])
        }
    }

    @Test func `a practice that is taken out of service leaves its folder and its settings, and can be brought back`()
        throws
    {
        try ConfigFolder.with { folder in
            let (files, dropIns) = (FileManager.default, "\(folder.path)/system/recalld.service.d")
            try files.createDirectory(atPath: "\(folder.path)/system", withIntermediateDirectories: true)
            let share = setup(folder).folder
            for time in 1...2 {
                _ = try setup(folder).run(configuration: folder.main, environment: [:], dropIns: dropIns)
                try Data("theirs".utf8).write(to: URL(filePath: "\(share)/export.csv"))
                let result = try PracticeRemoval.run(
                    "mill-road", configuration: folder.main, environment: [:], dropIns: dropIns)
                #expect(result.moved.count == 2 && result.folder == share && !result.isLast)
                #expect(result.lines.contains { $0.contains("systemctl reload recalld") })
                #expect(result.moved.allSatisfy { files.fileExists(atPath: $0.to) }, "time \(time)")
                #expect(try folder.load().practices.map(\.id) == ["harbour-lane"])
                #expect(files.fileExists(atPath: "\(share)/export.csv"))
                for moved in result.moved {
                    #expect(!files.fileExists(atPath: moved.from))
                    if time == 2 { try files.moveItem(atPath: moved.to, toPath: moved.from) }
                }
            }
            #expect(try folder.load().practices.map(\.id) == ["harbour-lane", "mill-road"])

            let known = try PracticeRemoval.known(configuration: folder.main, environment: [:])
            #expect(known == ["harbour-lane", "mill-road"])
            _ = try PracticeRemoval.run("mill-road", configuration: folder.main, environment: [:], dropIns: nil)
            let last = try PracticeRemoval.run(
                "harbour-lane", configuration: folder.main, environment: [:], dropIns: nil)
            #expect(last.isLast && last.lines.contains { $0.contains("systemctl stop recalld") })
            #expect(throws: FileError.self) {
                _ = try PracticeRemoval.run("../recalld", configuration: folder.main, environment: [:], dropIns: nil)
            }
        }
    }
}
