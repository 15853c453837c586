import BlandSimulator
import Foundation
import FoundationNetworking
import RecallTestSupport
import Synchronization

/// A simulator on a port of its own, with a clock that the test moves.
final class SimulatorBench: Sendable {
    struct Answer {
        let status: Int
        let data: Data
        var json: JSON { (try? JSON(parsing: data)) ?? .null }
        var text: String { String(decoding: data, as: UTF8.self) }
    }

    private static let start = Date(timeIntervalSince1970: 1_795_428_902)
    private let moment: Box
    private let simulator: BlandSimulator
    let base: String
    // A session of its own: no connection is shared, so nothing is sent again behind the test's back.
    private let session = URLSession(configuration: .ephemeral)

    private final class Box: Sendable {
        let date = Mutex(SimulatorBench.start)
    }

    /// Runs a test against a simulator, and stops it whatever happens.
    static func with(
        _ plan: CallPlan = CallPlan(.booked), _ change: (inout BlandSimulator.Configuration) throws -> Void = { _ in },
        after seconds: Double = 0, _ body: (SimulatorBench) async throws -> Void
    ) async throws {
        let box = Box()
        box.date.withLock { $0 += seconds }
        var settings = BlandSimulator.Configuration()
        settings.script = CallScript(always: plan)
        settings.clock = SimulatorClock(
            now: { box.date.withLock { $0 } }, sleep: { seconds in box.date.withLock { $0 += seconds } })
        try change(&settings)
        let simulator = try BlandSimulator(settings)
        let bench = SimulatorBench(box, simulator, port: try await simulator.start())
        do {
            try await body(bench)
        } catch {
            try await simulator.stop()
            throw error
        }
        try await simulator.stop()
    }

    private init(_ box: Box, _ simulator: BlandSimulator, port: Int) {
        moment = box
        self.simulator = simulator
        base = "http://127.0.0.1:\(port)"
    }

    var seconds: Double { moment.date.withLock { $0.timeIntervalSince(Self.start) } }
    var now: Date { moment.date.withLock { $0 } }
    func advance(_ seconds: Double) { moment.date.withLock { $0 += seconds } }
    func add(_ fault: FaultSwitch) async { await simulator.add(fault) }
    func clearFaults() async { await simulator.clearFaults() }

    func ledger(_ event: String) async throws -> [JSON] {
        try await simulator.ledger.filter { $0["event"]?.string == event }
    }

    func ask(_ method: String, _ path: String, _ body: JSON? = nil, key: String? = nil) async throws -> Answer {
        guard let url = URL(string: base + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        // Long, so that a busy machine does not count as a failure.
        request.timeoutInterval = 300
        request.setValue("close", forHTTPHeaderField: "Connection")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
        request.httpBody = try body?.data
        let (data, response) = try await session.data(for: request)
        return Answer(status: (response as? HTTPURLResponse)?.statusCode ?? 0, data: data)
    }

    static func request(_ number: String = "+447700900123", with more: [String: JSON] = [:]) -> JSON {
        let usual: [String: JSON] = [
            "phone_number": .string(number), "from": "+441632960001", "task": "Ask for {{first_name}}.",
            "first_sentence":
                "Hello, this is the automated assistant at Harbour Lane. Am I speaking to {{first_name}}?",
            "max_duration": 5, "external_id": "att_1",
            "request_data": [
                "first_name": "Ada", "slot_a": "Tuesday 24 November at 10:30",
                "slot_b": "Thursday 26 November at 15:00",
            ],
            "metadata": ["attempt_id": "att_1", "practice": "harbour-lane"],
            "dispositions": [
                "BOOKED", "CALLBACK_REQUESTED", "DECLINED", "SEEN_ELSEWHERE", "WRONG_NUMBER", "OPTED_OUT",
                "DECEASED_REPORTED", "MOVED_AWAY", "TRANSFERRED", "IDENTITY_NOT_CONFIRMED", "SPOKE_NO_RESULT",
                "VOICEMAIL_LEFT", "VOICEMAIL", "NO_ANSWER", "BUSY", "FAILED",
            ],
        ]
        return .object(usual.merging(more) { _, new in new })
    }

    /// Places a call and gives its id.
    func place(_ number: String = "+447700900123", with more: [String: JSON] = [:]) async throws -> String {
        let answer = try await ask("POST", "/v1/calls", Self.request(number, with: more))
        guard answer.status == 200, let id = answer.json["call_id"]?.string else {
            throw Refused(status: answer.status, text: answer.text)
        }
        return id
    }

    struct Refused: Error {
        let status: Int
        let text: String
    }

    /// The call long after its end, when everything about it has settled.
    func settled(_ id: String) async throws -> JSON {
        advance(3600)
        return try await ask("GET", "/v1/calls/\(id)").json
    }

    static let sevenQuestions: JSON = [
        ["Did the person confirm that they are the patient, or the parent or guardian we asked for?", "boolean"],
        ["Which offered appointment did they accept? Answer with its letter, or none.", "string"],
        ["Did they ask to be called back? Answer with the day and time they gave, or none.", "string"],
        ["Did they ask us to stop? Answer none, ai_calls, phone or recalls.", "string"],
        [
            "Was this the wrong number, or is the patient deceased, moved away, or seen elsewhere? Answer none, wrong_number, deceased, moved_away or seen_elsewhere.",
            "string",
        ],
        ["Did they give a new telephone number? Answer with it, or none.", "string"],
        ["Did they mention sudden loss of vision, flashes, floaters, a painful red eye or an injury?", "boolean"],
    ]

    func answers(_ id: String) async throws -> JSON? {
        try await ask("POST", "/v1/calls/\(id)/analyze", ["goal": "g", "questions": Self.sevenQuestions])
            .json["answers"]
    }
}

extension JSON {
    /// The names of an object's members.
    var keys: Set<String> { Set((object ?? [:]).keys) }

    /// A sample payload of the provider.
    static func sample(_ name: String) throws -> JSON { try JSON(parsing: Fixtures.bland(name)) }
}
