import Foundation
import RecallCore
import RecallPorts
import Testing

@testable import RecallService

/// Whom and what a person names to an operation: patients by any words, and the do-not-call list that stopped them.
@Suite struct NamingTests {
    private func gates(_ bench: Bench) async throws -> [String: GateCode] {
        let lines = try await Planning.plan(
            bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
        let shut = lines.compactMap { line in line.decision.gate.map { (line.patientID, $0.code) } }
        return Dictionary(shut, uniquingKeysWith: { $1 })
    }

    @Test func `a recall is named by its id, or by its patient in any way`() async throws {
        try await Bench.open { bench in
            _ = try await bench.take("patients.csv", Bench.patients)
            let lines = try await Planning.plan(
                bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
            let recall = try #require(lines.first { $0.patientID == "10024" }).recallID
            let operations = bench.operations()
            for text in [recall, "10024", "010024", "Lee", "tom lee", "07700 900124", "+447700900124"] {
                let held = try await operations.onRecall(text, of: [bench.practice], "hold") {
                    operations, recall throws(StoreError) in try await operations.hold(recall)
                }
                #expect(held.result == .done, "\(text)")
                #expect(held.json.line == "{\"command\":\"hold\",\"recall\":\"\(recall)\",\"result\":\"done\"}")
                #expect(
                    held.details.first
                        == (text == recall
                            ? nil : "It is about patient 10024 of harbour-lane: Mr Tom Lee, +447700900124."))
                #expect(try await gates(bench)["10024"] == .held)
                #expect(try await gates(bench)["10023"] != .held)
                _ = try await operations.release(recall)
            }
            let nobody = try await operations.onRecall("Smith", of: [bench.practice], "hold") {
                operations, recall throws(StoreError) in try await operations.hold(recall)
            }
            #expect(nobody.result == .notThere)
            #expect(nobody.words == "There is no recall and no patient \"Smith\". See: recalld plan")
        }
    }

    @Test func `where several are meant they are listed and nothing is done`() async throws {
        try await Bench.open { bench in
            _ = try await bench.take(
                "patients.csv", Bench.patients.replacing("Tom,Lee", with: "Tom,Waterhouse"))
            let before = try await bench.store.audit().count
            let several = try await bench.operations().onRecall("waterhouse", of: [bench.practice], "hold") {
                operations, recall throws(StoreError) in try await operations.hold(recall)
            }
            #expect(several.result == .several)
            #expect(
                several.lines.prefix(3) == [
                    "2 patients are meant by \"waterhouse\", so nothing was done:",
                    "  patient 10023 of harbour-lane: Mrs Ann Waterhouse, +447700900123",
                    "  patient 10024 of harbour-lane: Mr Tom Waterhouse, +447700900124",
                ])
            #expect(try await bench.store.audit().count == before)
        }
    }

    @Test func `one list is taken back by its name, and what others asked for stays`() async throws {
        try await Bench.open { bench in
            _ = try await bench.take("patients.csv", Bench.patients)
            let first = try await bench.take("tps.csv", "07700900123\r\n07700900124\r\n07700900125\r\n")
            #expect(first.state == .imported && first.stored == 3)
            let operations = bench.operations()
            _ = try await operations.stop(
                .number(try #require(PhoneNumber(e164: "+447700900124")), nil), reason: "asked")
            #expect(try await gates(bench).values.filter { $0 == .optedOut }.count == 3)
            for name in ["patients.csv", "other.csv"] {
                let none = try await operations.endStops(ofExport: name, of: [bench.practice], reason: "wrong")
                #expect(none.result == .notThere)
            }
            let taken = try await operations.endStops(ofExport: first.place, of: [bench.practice], reason: "wrong")
            #expect(
                taken.words
                    == "3 entries of \(first.place) of harbour-lane taken off the list. 1 of them stays stopped, because staff, a call or another list asked for that too."
            )
            #expect(
                taken.json.line
                    == "{\"command\":\"unsuppress\",\"practice\":\"harbour-lane\",\"export\":\"\(first.place)\",\"taken_back\":3,\"still_stopped\":1,\"result\":\"done\"}"
            )
            let gates = try await self.gates(bench)
            #expect(gates["10023"] != .optedOut && gates["10024"] == .optedOut && gates["10025"] != .optedOut)
            #expect(try await bench.store.audit().last?.action == "unsuppress")
        }
    }

    @Test func `of two lists of one name the one of that place is taken back, and the name alone takes back none`()
        async throws
    {
        try await Bench.open { bench in
            _ = try await bench.take("patients.csv", Bench.patients)
            let first = try await bench.take("dnc.csv", "07700900123\r\n")
            let second = try await bench.take("dnc.csv", "07700900124\r\n")
            let operations = bench.operations()
            let several = try await operations.endStops(ofExport: "dnc.csv", of: [bench.practice], reason: "wrong")
            #expect(several.result == .several)
            #expect(several.details.contains("  \(first.place) of harbour-lane: 1 entries"))
            let taken = try await operations.endStops(
                ofExport: "\(bench.share)/\(second.place)", of: [bench.practice], reason: "wrong")
            #expect(taken.result == .done)
            let gates = try await self.gates(bench)
            #expect(gates["10023"] == .optedOut && gates["10024"] != .optedOut)
            // Now there is only one of that name.
            #expect(
                try await operations.endStops(ofExport: "dnc.csv", of: [bench.practice], reason: "wrong").result
                    == .done)
        }
    }
}
