import ArgumentParser
import BlandSimulator
import Dispatch
import Foundation

/// The command: starts the simulator, says where it listens, and runs until it is told to end.
@main
struct BlandSimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bland-simulator",
        abstract: "Plays the telephone service Bland AI on a loopback port. No call is ever placed.",
        discussion: """
            The first line on standard output is "listening on http://127.0.0.1:PORT".

            SCRIPT (JSON): {"seed": 7, "rules": [{"number": "+447700900123", "outcome": "booked", "slot": "b"}, \
            {"number": "+447700900124", "outcomes": ["no_answer", {"outcome": "callback", "words": "at six"}]}, \
            {"number": "+447700900125", "fault": "dnc"}, {"number_prefix": "+44113", "outcome": "busy"}, \
            {"call": 3, "outcome": "voicemail"}], "default": "no_answer", "weights": {"booked": 5, "busy": 1}}
            The first rule that fits decides; then the default; then the weights, drawn with the seed.
            With an outcome may stand: slot (letter), words (call-back), stop (ai_calls, phone, recalls), \
            new_number, symptoms (true), seconds, answered_by, disposition, answers, transcript, summary, \
            summary_after_seconds, fault.

            OUTCOMES: \(ScriptedOutcome.allCases.map(\.rawValue).joined(separator: ", "))

            FAULTS: \(FaultName.allCases.map(\.rawValue).joined(separator: ", "))
            A fault is NAME[@ENDPOINT][=VALUE][:SECONDS]; a VALUE with a point is a probability (0.1), a whole \
            number a count (3); ENDPOINT is send, details, list, analyze, stop, me, active or any.

            While it runs: GET /simulator/ledger[?event=accepted], /simulator/status, /simulator/faults; \
            POST /simulator/faults {"name": …, "probability": …, "count": …, "seconds": …, "number": …, \
            "endpoint": …}, /simulator/faults/clear, /simulator/rules {"rules": […]}.
            """
    )

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port: UInt16 = 0

    @Option(help: "A file that the port is written to once it listens.")
    var portFile: String?

    @Option(help: "The API key that requests must bring.")
    var key: String?

    @Option(help: "The encrypted_key that requests must bring.")
    var encryptedKey: String?

    @Option(help: "A JSON file that says how calls end.")
    var script: String?

    @Option(help: "Seed of the outcomes that no rule decides, and of faults by probability.")
    var seed: UInt64?

    @Option(help: "Calls take their own time divided by this.")
    var speed: Double = 1

    @Option(help: "A fault to switch on; may be given more than once.")
    var fault: [String] = []

    @Option(help: "A file of JSON lines that every accepted call is added to before it is answered; read at start.")
    var ledger: String?

    @Flag(name: .customLong("no-same-number-rule"), help: "Take calls to the same number within ten seconds.")
    var noSameNumberRule = false

    mutating func validate() throws {
        guard speed > 0 else { throw ValidationError("--speed must be above 0.") }
        for text in fault where FaultSwitch(argument: text) == nil {
            throw ValidationError("--fault \(text) is not NAME[@ENDPOINT][=VALUE][:SECONDS] with a known NAME.")
        }
    }

    mutating func run() async throws {
        var settings = BlandSimulator.Configuration()
        settings.port = port
        settings.key = key
        settings.encryptedKey = encryptedKey
        settings.speed = speed
        settings.sameNumberRule = !noSameNumberRule
        settings.ledgerPath = ledger
        settings.faults = fault.compactMap(FaultSwitch.init(argument:))
        if let script { settings.script = try CallScript(parsing: Data(contentsOf: URL(filePath: script))) }
        if let seed { settings.script.seed = seed }

        let (ends, told) = AsyncStream.makeStream(of: Void.self)
        let signals = [SIGTERM, SIGINT].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { told.finish() }
            source.resume()
            return source
        }
        let simulator = try BlandSimulator(settings)
        let port = try await simulator.start()
        try FileHandle.standardOutput.write(contentsOf: Data("listening on http://127.0.0.1:\(port)\n".utf8))
        if let portFile { try Data("\(port)\n".utf8).write(to: URL(filePath: portFile), options: .atomic) }
        for await _ in ends {}
        for signal in signals { signal.cancel() }
        try await simulator.stop()
    }
}
