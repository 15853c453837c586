import Foundation
import RecallCore
import RecallTestSupport
import Testing

@Suite struct ZoneTests {
    private func zone(_ name: String) throws -> Zone {
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)")))
        return try Zone(tzif: bytes, name: name)
    }

    private static let names = [
        "Europe/London", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia",
        "Africa/Casablanca", "America/St_Johns", "Asia/Kathmandu", "UTC",
    ]

    @Test func `offsets are those that Foundation gives, from 1950 to 2037`() throws {
        let seed: UInt64 = 20_261_124
        for name in Self.names {
            let zone = try zone(name)
            let reference = try #require(TimeZone(identifier: name))
            var random = SeededGenerator(seed: seed)
            for _ in 0..<3000 {
                let second = Int.random(in: -631_152_000..<2_145_916_800, using: &random)
                let wanted = reference.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
                #expect(zone.offset(at: Instant(seconds: second)) == wanted, "\(name) at \(second), seed \(seed)")
            }
        }
    }

    @Test func `London by rule is London by file from 1996 to 2099, to the second around each change`() throws {
        let file = try zone("Europe/London")
        for year in 1996...2099 {
            for (month, days) in [(3, 25...31), (10, 25...31)] {
                for date in days {
                    let day = try #require(Day(year: year, month: month, day: date))
                    for second in [-1, 0, 3599, 3600, 3601, 7199, 7200] {
                        let moment = Instant(seconds: Int(day.number) * 86_400 + second)
                        #expect(file.local(moment) == Zone.london.local(moment), "\(moment)")
                    }
                }
            }
        }
    }

    @Test func `a local time leads back to its moment unless the clocks went back over it`() throws {
        let seed: UInt64 = 7
        for name in Self.names {
            let zone = try zone(name)
            var random = SeededGenerator(seed: seed)
            for _ in 0..<2000 {
                let moment = Instant(seconds: Int.random(in: 820_454_400..<4_102_444_800, using: &random))
                let back = zone.instant(zone.local(moment))
                #expect(zone.local(back) == zone.local(moment), "\(name) \(moment), seed \(seed)")
                #expect(back <= moment, "\(name) \(moment), seed \(seed)")
            }
        }
    }

    @Test func `a time that is jumped over moves on, a doubled one is the first`() throws {
        for zone in [Zone.london, try zone("Europe/London")] {
            let spring = try Samples.day("2027-03-28")
            let autumn = try Samples.day("2027-10-31")
            #expect(zone.instant(LocalTime(day: spring, second: 5400)).description == "2027-03-28T01:30:00Z")
            #expect(zone.instant(LocalTime(day: spring, second: 7200)).description == "2027-03-28T01:00:00Z")
            #expect(zone.instant(LocalTime(day: spring, second: 3599)).description == "2027-03-28T00:59:59Z")
            #expect(zone.instant(LocalTime(day: autumn, second: 5400)).description == "2027-10-31T00:30:00Z")
            #expect(zone.instant(LocalTime(day: autumn, second: 7200)).description == "2027-10-31T02:00:00Z")
            #expect(zone.start(of: autumn).description == "2027-10-30T23:00:00Z")
        }
    }

    @Test func `a file cut short or of another kind is refused and never crashes`() throws {
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/London")))
        #expect(throws: ZoneError.notAZoneFile) { try Zone(tzif: [], name: "x") }
        #expect(throws: ZoneError.notAZoneFile) { try Zone(tzif: Array("BEGIN:VCALENDAR".utf8), name: "x") }
        for length in 0..<bytes.count {
            #expect(throws: ZoneError.self, "\(length)") { try Zone(tzif: Array(bytes.prefix(length)), name: "x") }
        }
        let seed: UInt64 = 99
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            var damaged = bytes
            damaged[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            if let zone = try? Zone(tzif: damaged, name: "x") {
                #expect(abs(zone.offset(at: Instant(seconds: 2_000_000_000))) < 700_000, "seed \(seed)")
            }
        }
    }
}
