import Foundation
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@testable import RecallService

@Suite struct SampleConfigTests {
    private static let catalogues: [(name: String, keys: [ConfigKey])] = [
        ("main", ConfigKey.main), ("practice", ConfigKey.practice), ("template", TemplateFile.keys),
        ("script", ScriptFile.keys), ("risk", ConfigKey.risk),
    ]

    private func shipped(_ name: String) throws -> String {
        try String(contentsOf: Fixtures.root.appending(path: "Config/\(name)"), encoding: .utf8)
    }

    @Test func `the shipped samples are those of the catalogue`() throws {
        #expect(
            try shipped("recalld.toml") == ConfigKey.sample(of: ConfigKey.main, heading: ConfigKey.mainHeading))
        #expect(
            try shipped("practices.d/harbour-lane.toml")
                == ConfigKey.sample(of: ConfigKey.practice, heading: ConfigKey.practiceHeading))
        #expect(try shipped("risk.toml") == ConfigKey.sample(of: ConfigKey.risk, heading: ConfigKey.riskHeading))
    }

    @Test func `the shipped samples load as they are`() throws {
        try ConfigFolder.with { folder in
            try folder.write("recalld.toml", try shipped("recalld.toml"))
            try folder.write("practices.d/harbour-lane.toml", try shipped("practices.d/harbour-lane.toml"))
            let settings = try folder.load()
            #expect(!settings.isLive)
            #expect(settings.practices.map(\.id) == ["harbour-lane"])
            #expect(settings.practices.first?.rules.slots.practitioners.people.map(\.code) == ["AS"])
        }
    }

    @Test func `the samples load with every remark sign of a setting taken away`() throws {
        func opened(_ text: String) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .map {
                    $0.hasPrefix("# ") && $0.firstMatch(of: #/^# ([a-z0-9_]+|"[^"]+") = /#) != nil
                        ? $0.dropFirst(2) : $0
                }
                .joined(separator: "\n")
        }
        try ConfigFolder.with { folder in
            let main = opened(try shipped("recalld.toml"))
            let practice = opened(try shipped("practices.d/harbour-lane.toml"))
            try folder.write("recalld.toml", main)
            try folder.write("practices.d/harbour-lane.toml", practice)
            _ = try folder.load()
            let keys = try ConfigFile(text: main, path: "").values.keys
            #expect(Set(keys) == Set(ConfigKey.main.map(\.name)))
            let more = try ConfigFile(text: practice, path: "").values.keys
            let free = more.filter { $0.hasPrefix("branches.") }
            #expect(free == ["branches.LDS"])
            #expect(Set(more).subtracting(free).union(["branches"]) == Set(ConfigKey.practice.map(\.name)))
        }
    }

    @Test func `every default and every sample value of the catalogues parses and is of its kind`() throws {
        for (name, keys) in Self.catalogues {
            for key in keys {
                if case .names(let example) = key.kind {
                    let values = try ConfigFile(text: "[\(key.name)]\n\(example)", path: "").values
                    #expect(values.count == 1 && values.keys.allSatisfy { $0.hasPrefix(key.name + ".") })
                    continue
                }
                for text in [key.standard, key.sample].compactMap({ $0 }) {
                    let value = try ConfigFile(text: "v = \(text)", path: "").values["v"]
                    var isRight = false
                    switch (key.kind, value) {
                    case (.words(let mayBeEmpty), .string(let words)?): isRight = mayBeEmpty || !words.isEmpty
                    case (.oneOf(let allowed), .string(let word)?): isRight = allowed.contains(word)
                    case (.integer(let range), .integer(let number)?): isRight = range.contains(number)
                    case (.number(let range), .integer(let number)?): isRight = range.contains(Double(number))
                    case (.number(let range), .number(let number)?): isRight = range.contains(number)
                    case (.flag, .bool?), (.dates, .array?), (.practitioners, .array?): isRight = true
                    case (.hours, .string(let hours)?):
                        if case .success = HoursText.read(hours) {
                            isRight = true
                        } else {
                            isRight = ["closed", "weekdays"].contains(hours)
                        }
                    case (.url, .string(let url)?): isRight = BaseURL.problem(url) == nil
                    case (.phone, .string(let phone)?): isRight = phone.hasPrefix("+44")
                    case (.folder, .string(let path)?): isRight = path.hasPrefix("/")
                    default: break
                    }
                    #expect(isRight, "\(name): \(key.name) = \(text)")
                }
                #expect(!key.comment.isEmpty, "\(name): \(key.name)")
            }
            #expect(Set(keys.map(\.name)).count == keys.count, "\(name)")
        }
    }
}
