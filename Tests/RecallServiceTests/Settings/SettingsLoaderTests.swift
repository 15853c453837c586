import Foundation
import RecallCore
import RecallTestSupport
import Testing

@testable import RecallService

@Suite struct SettingsLoaderTests {
    @Test func `a configuration that sets only what it must has the defaults of the contract`() throws {
        try ConfigFolder.with { folder in
            let settings = try folder.load()
            #expect(!settings.isLive)
            #expect(settings.stateDirectory == folder.state)
            #expect(settings.layoutsFolder == folder.path + "/layouts.d")
            #expect(settings.bland.baseURL == "https://api.bland.ai")
            #expect(!settings.bland.isLoopback)
            #expect(settings.bland.encryptedKeyFile == nil)
            #expect(!settings.bland.apiKeyFileIsSet)
            #expect(settings.bland.maxConcurrent == 5)
            #expect(settings.bland.requestsPerSecond == 2)
            #expect(settings.bland.pollSeconds == 10)
            #expect(settings.bland.requestTimeoutSeconds == 30)
            #expect(settings.bland.reconcileMinutes == 10)
            #expect(settings.bland.maxCallMinutes == 6)
            #expect(
                settings.limits == Limits(callsPerDay: 100, spendPerDayUSD: 25, maxFileMiB: 256, maxRows: 2_000_000))
            #expect(settings.inbox == InboxSettings(settleSeconds: 5, rescanSeconds: 60, watch: .auto))
            #expect(settings.holds == HoldLimits())
            #expect(settings.retention == Retention(transcriptDays: 30, archiveDays: 365))

            let practice = try #require(settings.practice("harbour-lane"))
            #expect(practice.timeZone == "Europe/London")
            #expect(practice.pms == "auto")
            #expect(
                practice.outbox == OutboxSettings(template: "standard", flush: .eachCall, uncollectedAlarmHours: 48))
            #expect(practice.rules.nation == .england)
            #expect(practice.rules.calling.weekdays.windows.map(\.opens) == [540])
            #expect(practice.rules.calling.weekdays.closes == 1140)
            #expect(practice.rules.calling.saturday.windows.map(\.opens) == [600])
            #expect(practice.rules.calling.sunday.isClosed)
            #expect(practice.rules.calling.bankHolidays.isClosed)
            #expect(practice.rules.calling.voicemail == .hangUp)
            #expect(practice.rules.calling.urgent == .humanFirst)
            #expect(practice.rules.recall.lapsedAfterMonths == 48)
            #expect(practice.rules.recall.intervals.standard == 24)
            #expect(practice.rules.recall.intervals.familyHistoryGlaucoma40Plus == 12)
            #expect(practice.rules.slots.earliestHours == 24)
        }
    }

    @Test func `every key of the catalogue reaches the settings`() throws {
        try ConfigFolder.with { folder in
            try folder.write(
                "recalld.toml",
                """
                mode = "live"
                state_directory = "\(folder.state)"
                practices = "shops"
                layouts = "/etc/layouts"
                [bland]
                base_url = "http://127.0.0.1:8080/"
                api_key_file = "key"
                encrypted_key_file = "twilio"
                voice = "Maya"
                max_concurrent = 2
                requests_per_second = 0.5
                poll_seconds = 1
                request_timeout_seconds = 9
                reconcile_minutes = 1
                max_call_minutes = 4
                [limits]
                calls_per_day = 7
                spend_per_day_usd = 3
                max_file_mib = 8
                max_rows = 1_000
                [inbox]
                settle_seconds = 1
                rescan_seconds = 5
                watch = "poll"
                [import]
                hold_stops_lifted = 3
                hold_stops_lifted_percent = 4
                hold_births_changed = 6
                hold_births_changed_percent = 7
                hold_shrunk_percent = 60
                hold_shrunk_from = 30
                hold_list_stops = 8
                hold_list_stops_percent = 9
                hold_conflicting_copies = false
                [retention]
                transcript_days = 0
                archive_days = 90
                """)
            try FileManager.default.createDirectory(
                atPath: folder.path + "/shops", withIntermediateDirectories: false)
            try folder.write(
                "shops/mill-road.toml",
                """
                name = "Mill Road"
                folder = "/srv/mill//"
                nation = "scotland"
                phone = "0131 496 0000"
                closed = ["2026-12-24", "2026-12-31"]
                practitioners = [
                    { name = "Dr A Shah", code = "AS" },
                    { name = "B Lee" },
                ]
                calling.weekdays = "00:00-24:00"
                calling.saturday = "closed"
                calling.sunday = " 9:30 – 12:00 "
                [recall]
                lead_days = 14
                [recall.interval_months]
                standard = 18
                [slots]
                offer = 0
                [branches]
                LDS = "Leeds"
                "Leeds, St. Anne" = "Leeds"
                [outbox]
                template = "optix"
                flush = "daily"
                """)
            let settings = try folder.load()
            #expect(settings.isLive)
            #expect(settings.layoutsFolder == "/etc/layouts")
            #expect(settings.bland.baseURL == "http://127.0.0.1:8080")
            #expect(settings.bland.isLoopback)
            #expect(settings.bland.apiKeyFileIsSet)
            #expect(settings.bland.encryptedKeyFile == "twilio")
            #expect(settings.bland.requestsPerSecond == 0.5)
            #expect(settings.limits.spendPerDayUSD == 3)
            #expect(settings.inbox == InboxSettings(settleSeconds: 1, rescanSeconds: 5, watch: .poll))
            var holds = HoldLimits()
            holds.stopsLifted = HoldLimits.Share(patients: 3, percent: 4)
            holds.birthsChanged = HoldLimits.Share(patients: 6, percent: 7)
            (holds.shrunkBelowPercent, holds.shrunkFrom) = (60, 30)
            holds.listStops = HoldLimits.Share(patients: 8, percent: 9)
            holds.holdsConflictingCopies = false
            #expect(settings.holds == holds)
            let practice = try #require(settings.practice("mill-road"))
            #expect(practice.folder == "/srv/mill")
            #expect(practice.rules.phone.e164 == "+441314960000")
            #expect(Set(practice.rules.closed.map(\.description)) == ["2026-12-24", "2026-12-31"])
            #expect(
                practice.rules.slots.practitioners.people == [
                    Practitioner(name: "Dr A Shah", code: "AS"), Practitioner(name: "B Lee", code: ""),
                ])
            #expect(practice.rules.calling.weekdays.closes == 1440)
            #expect(practice.rules.calling.saturday.isClosed)
            #expect(practice.rules.calling.sunday.windows.map(\.opens) == [570])
            #expect(practice.rules.recall.leadDays == 14)
            #expect(practice.rules.recall.intervals.standard == 18)
            #expect(practice.rules.slots.offer == 0)
            #expect(practice.rules.slots.branches.names == ["LDS": "Leeds", "Leeds, St. Anne": "Leeds"])
            #expect(practice.outbox.flush == .daily)
        }
    }

    @Test func `the state directory of systemd is taken where the file names none`() throws {
        try ConfigFolder.with { folder in
            try folder.write("recalld.toml", "")
            #expect(try folder.load(environment: ["STATE_DIRECTORY": "/run/a:/run/b"]).stateDirectory == "/run/a")
            #expect(try folder.load().stateDirectory == "/var/lib/recalld")
        }
    }

    @Test func `a byte order mark and line ends of Windows change nothing`() throws {
        try ConfigFolder.with { folder in
            let text =
                "\u{FEFF}# remark\r\nmode = \"live\"\r\nstate_directory = \"\(folder.state)\"\r\n\r\n[bland]\r\npol_seconds = 3\r\n"
            try folder.write("recalld.toml", text)
            let problem = try #require(folder.problems().first)
            #expect(problem.line == 6)
            #expect(problem.key == "bland.pol_seconds")
            try folder.write("recalld.toml", text.replacing("pol_", with: "poll_"))
            let settings = try folder.load()
            #expect(settings.isLive)
            #expect(settings.bland.pollSeconds == 3)
        }
    }

    @Test func `a file that is not saved as UTF-8 is refused with what to do in Notepad`() throws {
        try ConfigFolder.with { folder in
            let text = "contact = \"12 Harbour Lane – Leeds\"\n" + ConfigFolder.practice
            for encoding in [String.Encoding.utf16, .windowsCP1252] {
                try folder.write(
                    "practices.d/harbour-lane.toml", try #require(text.data(using: encoding), "\(encoding)"))
                let problems = folder.problems()
                #expect(problems.count == 1, "\(encoding)")
                #expect(problems.first?.message.contains("Notepad") == true, "\(encoding)")
                #expect(problems.first?.file.hasSuffix("practices.d/harbour-lane.toml") == true, "\(encoding)")
            }
        }
    }

    @Test func `all problems of all files are told in one go`() throws {
        try ConfigFolder.with { folder in
            try folder.write(
                "recalld.toml",
                "mode = \"on\"\nstate_directory = \"\(folder.state)\"\nmodus = 1\n[bland]\nbase_url = \"http://x.org\"\n"
            )
            try folder.write(
                "practices.d/harbour-lane.toml", "name = \"H\"\nnation = \"uk\"\n[calling]\nweekdays = \"9\"\n")
            try folder.write("practices.d/Mill Road.toml", ConfigFolder.practice + "\ntime_zone = \"Europe/Leeds\"\n")
            let found = Set(
                folder.problems().map {
                    "\(($0.file as NSString).lastPathComponent):\($0.line ?? 0): \($0.key ?? "-")"
                })
            #expect(
                found == [
                    "recalld.toml:1: mode", "recalld.toml:3: modus", "recalld.toml:5: bland.base_url",
                    "harbour-lane.toml:0: folder", "harbour-lane.toml:0: phone", "harbour-lane.toml:2: nation",
                    "harbour-lane.toml:4: calling.weekdays", "Mill Road.toml:0: -", "Mill Road.toml:4: time_zone",
                ])
        }
    }

    @Test func `names of branches that contradict each other are told with their lines`() throws {
        try ConfigFolder.with { folder in
            try folder.write("recalld.toml", "")
            try folder.write(
                "practices.d/harbour-lane.toml",
                ConfigFolder.practice
                    + """

                    [branches]
                    "L.D.S." = "Leeds"
                    "LDS" = "York"
                    "St. Anne, 1" = 1
                    "YRK" = "Y2"
                    "Y2" = "York"
                    "Ripon" = "Ripon"
                    "" = "Leeds"
                    """)
            let found = folder.problems().map { "\($0.line ?? 0): \($0.message)" }.sorted()
            #expect(
                found == [
                    "11: must be two names in straight double quotes. Write \"LDS\" = \"Leeds\"",
                    "6: stands for \"Leeds\" too. Keep one of the two lines",
                    "7: must be two names in straight double quotes. Write \"LDS\" = \"Leeds\"",
                    "9: stands for \"York\", and another name for it. Write \"York\" there too",
                ], "\(found)")
            try folder.write("practices.d/harbour-lane.toml", ConfigFolder.practice + "\nbranches = \"Leeds\"\n")
            #expect(folder.problems().map(\.message).contains { $0.contains("Write [branches] on a line of its own") })
        }
    }

    @Test func `what is wrong with values is told with the folders, keys and templates that are missing`() throws {
        try ConfigFolder.with { folder in
            let share = folder.path + "/share"
            try FileManager.default.createDirectory(atPath: share, withIntermediateDirectories: true)
            try folder.write(
                "recalld.toml",
                "mode = \"live\"\nstate_directory = \"\(share)/state\"\n[bland]\napi_key_file = \"none\"\npoll_secs = 3\n"
            )
            try folder.write(
                "practices.d/harbour-lane.toml",
                ConfigFolder.practice.replacing("/srv/recall/harbour-lane", with: share)
                    + "\n[calling]\nweekdays = \"9\"\n[outbox]\ntemplate = \"standart\"\n")
            try folder.write(
                "practices.d/mill-road.toml",
                ConfigFolder.practice.replacing("/srv/recall/harbour-lane", with: folder.path + "/gone")
                    + "\npms = \"optics\"\n")
            let found = Set(
                folder.problemsAtStart(environment: ["RECALLD_DATA": Fixtures.root.path + "/Config"]).map {
                    "\(($0.file as NSString).lastPathComponent):\($0.line ?? 0): \($0.key ?? "-")"
                })
            #expect(
                found == [
                    "recalld.toml:2: state_directory", "recalld.toml:4: bland.api_key_file",
                    "recalld.toml:5: bland.poll_secs", "harbour-lane.toml:5: calling.weekdays",
                    "harbour-lane.toml:7: outbox.template", "mill-road.toml:2: folder", "mill-road.toml:4: pms",
                ])
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: share).isEmpty,
                "nothing is made in a folder while the configuration is wrong")
        }
    }

    @Test func `a problem reads as file, line, key and words`() {
        let problem = ConfigProblem(file: "/etc/recalld/recalld.toml", line: 3, key: "mode", message: "is wrong")
        #expect(problem.description == "/etc/recalld/recalld.toml:3: mode: is wrong")
        #expect(ConfigProblem(file: "f", line: nil, key: nil, message: "m").description == "f: m")
        #expect(
            ConfigProblem(file: "f", line: nil, key: "k", message: "is missing").description == "f:1: k: is missing")
    }

    @Test func `a state directory inside a share is refused, through a symbolic link too`() throws {
        try ConfigFolder.with { folder in
            let share = folder.path + "/share"
            try FileManager.default.createDirectory(atPath: share + "/deep", withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: folder.path + "/link", withDestinationPath: share + "/deep")
            try folder.write(
                "practices.d/harbour-lane.toml",
                ConfigFolder.practice.replacing("/srv/recall/harbour-lane", with: share))
            let cases = [
                (share, true), (share + "/new/state", true), (folder.path + "/link", true),
                (folder.path + "/link/state", true), (share + "/deep/../x", true), (share + "-state", false),
                (folder.path, false),
            ]
            for (state, isRefused) in cases {
                try folder.write("recalld.toml", "# remark\nstate_directory = \"\(state)\"\n")
                let problems = folder.problems()
                #expect(problems.map(\.key) == (isRefused ? ["state_directory"] : []), "\(state)")
                #expect(problems.map(\.line) == (isRefused ? [2] : []), "\(state)")
            }
        }
    }

    @Test func `two practices may not stand in one folder, nor one inside the other`() throws {
        try ConfigFolder.with { folder in
            let one = folder.path + "/one"
            try FileManager.default.createDirectory(atPath: one, withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(atPath: folder.path + "/alias", withDestinationPath: one)
            try folder.write(
                "practices.d/harbour-lane.toml",
                ConfigFolder.practice.replacing("/srv/recall/harbour-lane", with: one))
            for (other, isRefused) in [
                (one, true), (one + "/", true), (one + "/sub", true), (folder.path + "/alias", true),
                (one + "2", false),
            ] {
                try folder.write(
                    "practices.d/mill-road.toml",
                    ConfigFolder.practice.replacing("/srv/recall/harbour-lane", with: other))
                let problems = folder.problems()
                #expect(problems.map(\.key) == (isRefused ? ["folder"] : []), "\(other)")
                #expect(problems.allSatisfy { $0.file.hasSuffix("mill-road.toml") }, "\(other)")
            }
        }
    }

    @Test func `a folder of practices that is missing or empty is a problem`() throws {
        try ConfigFolder.with { folder in
            try FileManager.default.removeItem(atPath: folder.path + "/practices.d/harbour-lane.toml")
            #expect(folder.problems().map(\.key) == ["practices"])
            try FileManager.default.removeItem(atPath: folder.path + "/practices.d")
            #expect(folder.problems().map(\.key) == ["practices"])
        }
    }

    @Test func `a configuration that is not there is a problem of its own`() throws {
        try ConfigFolder.with { folder in
            try FileManager.default.removeItem(atPath: folder.main)
            let problems = folder.problems()
            #expect(problems.map(\.file) == [folder.main])
            #expect(problems.first?.message.contains("Copy the sample") == true)
        }
    }

    @Test func `plain http is for addresses of this machine only`() throws {
        let cases = [
            ("https://api.bland.ai", true), ("HTTPS://us.api.bland.ai/", true), ("http://127.0.0.1:9000", true),
            ("http://127.9.9.9", true), ("http://localhost:9000", true), ("http://[::1]:9000", true),
            ("http://api.bland.ai", false), ("http://127.0.0.1.example.org", false), ("http://localhost.org", false),
            ("http://127.0.0.1@example.org", false), ("http://10.0.0.1", false), ("http://[::2]", false),
            ("ftp://127.0.0.1", false), ("api.bland.ai", false), ("", false), ("https://", false),
            // What only begins as an address of this machine leads elsewhere.
            ("http://[::1].example.org", false), ("http://127.0.0.+1", false),
        ]
        try ConfigFolder.with { folder in
            for (url, isTaken) in cases {
                try folder.write(
                    "recalld.toml", "state_directory = \"\(folder.state)\"\n[bland]\nbase_url = \"\(url)\"\n")
                let problems = folder.problems()
                #expect(problems.map(\.key) == (isTaken ? [] : ["bland.base_url"]), "\(url)")
                #expect(problems.map(\.line) == (isTaken ? [] : [3]), "\(url)")
            }
        }
    }

    @Test func `the path of the configuration comes from the environment where it is set`() {
        #expect(SettingsLoader.defaultPath(environment: [:]) == "/etc/recalld/recalld.toml")
        #expect(SettingsLoader.defaultPath(environment: ["RECALLD_CONFIG": ""]) == "/etc/recalld/recalld.toml")
        #expect(SettingsLoader.defaultPath(environment: ["RECALLD_CONFIG": "/a/b.toml"]) == "/a/b.toml")
    }

    @Test func `a file to which an editor has put .txt is told with what to do, alone and beside the right one`() throws
    {
        try ConfigFolder.with { folder in
            try folder.write("practices.d/mill-road.toml.txt", ConfigFolder.practice)
            let problem = try #require(folder.problems().first)
            #expect(problem.file.hasSuffix("mill-road.toml.txt"))
            #expect(problem.message.contains("Name it mill-road.toml"), "\(problem.message)")
            try FileManager.default.removeItem(atPath: "\(folder.path)/practices.d/mill-road.toml.txt")

            try folder.write("practices.d/harbour-lane.toml.TXT", ConfigFolder.practice)
            try folder.write("recalld.toml.txt", "")
            #expect(folder.problems().isEmpty, "the right files are read")
            let notes = NotepadEnding.notes(in: "\(folder.path)/practices.d") + NotepadEnding.notes(in: folder.path)
            #expect(notes.count == 2 && notes.allSatisfy { $0.contains("is not read") }, "\(notes)")
            try FileManager.default.removeItem(atPath: folder.main)
            #expect(folder.problems().first?.message.contains("Name it without .txt") == true)
        }
    }
}
