import Foundation

/// What the simulator knows: the calls it accepted, its ledger and the faults that are switched on.
///
/// A request is decided in one go, so that two at once cannot both be the first call to a number.
actor Switchboard {
    private let settings: BlandSimulator.Configuration
    private var script: CallScript
    private var faults: FaultBoard
    private var ledger: Ledger
    private var calls: [String: SimulatedCall] = [:]
    /// Calls in the order in which they were accepted.
    private var order: [String] = []
    /// Calls whose end is not in the ledger yet.
    private var open: Set<String> = []
    private var lastAccepted: [String: Date] = [:]
    private var callsToNumber: [String: Int] = [:]

    init(_ settings: BlandSimulator.Configuration) throws {
        self.settings = settings
        script = settings.script
        faults = FaultBoard(settings.faults, seed: settings.script.seed)
        ledger = try Ledger(path: settings.ledgerPath)
        for entry in ledger.entries {
            guard let id = entry["call_id"]?.string else { continue }
            switch entry["event"]?.string {
            case "accepted":
                guard let call = Self.call(from: entry) else { continue }
                Self.keep(call, &calls, &order, &open, &lastAccepted, &callsToNumber)
            case "stopped": calls[id]?.stoppedAt = entry["time"]?.string.flatMap { Timestamp.parse($0)?.date }
            case "ended":
                calls[id]?.endIsRecorded = true
                open.remove(id)
            default: break
            }
        }
    }

    var entries: [JSON] { ledger.entries }

    func close() throws {
        try settle()
        try ledger.close()
    }

    /// Writes down the calls that have ended since.
    func settle() throws {
        let now = settings.clock.now()
        for id in open {
            guard let call = calls[id], let end = call.endsAt, end <= now else { continue }
            try ledger.append([
                "event": "ended", "time": .string(Timestamp.zulu(end)), "call_id": .string(id),
                "attempt_id": .text(call.attemptID), "number": .string(call.number),
                "outcome": .string(call.plan.outcome.rawValue), "read_as": .string(readAs(call)),
                "seconds": .int(call.secondsTalked),
            ])
            calls[id]?.endIsRecorded = true
            open.remove(id)
        }
    }

    func add(_ fault: FaultSwitch) { faults.add(fault) }
    func clearFaults(_ name: FaultName?) { faults.clear(name) }

    /// Decides a request.
    func reply(to request: SimulatorRequest) throws -> Reply {
        try settle()
        if request.path.first == "simulator" { return try control(request) }
        let endpoint = request.endpoint
        if let key = settings.key, !isAuthorized(request, key) {
            if endpoint == .send { try refuse(request, .unauthorized, because: "key") }
            return .unauthorized
        }
        let digits = digits(of: request, endpoint)
        guard let fault = faults.strike(at: endpoint, digits: digits, where: \.replacesAnswer) else {
            return try usual(request, endpoint, fault: nil)
        }
        switch fault.name {
        case .resetBefore:
            if endpoint == .send { try refuse(request, .hangUp, because: fault.name.rawValue) }
            return .hangUp
        case .lostAnswer:
            _ = try usual(request, endpoint, fault: fault.name)
            return .hangUp
        case .slowAnswer:
            return .late(seconds: fault.seconds ?? 5, try usual(request, endpoint, fault: fault.name))
        case .nonJSON:
            _ = try usual(request, endpoint, fault: fault.name)
            return .answer(status: 200, type: "text/plain", body: Data("OK".utf8))
        case .truncatedBody: return try usual(request, endpoint, fault: fault.name).cutOff
        case .htmlBody:
            let page = "<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"
            let answer = Reply.answer(status: 502, type: "text/html", body: Data(page.utf8))
            if endpoint == .send { try refuse(request, answer, because: fault.name.rawValue) }
            return answer
        case .error500Accepted, .unableToQueueAccepted:
            _ = try usual(request, endpoint, fault: fault.name)
            return fault.name.refusal ?? .hangUp
        default:
            let answer = fault.name.refusal ?? .hangUp
            if endpoint == .send { try refuse(request, answer, because: fault.name.rawValue) }
            return answer
        }
    }

    private func usual(_ request: SimulatorRequest, _ endpoint: Endpoint, fault: FaultName?) throws -> Reply {
        let answer =
            switch endpoint {
            case .send: try send(request, fault: fault)
            case .details: details(request)
            case .list: list(request)
            case .analyze: try analyze(request)
            case .stop: try stop(request)
            case .me: me()
            case .active:
                Reply.json(
                    200, ["data": .array(inFlight().map { $0.activeRow(at: settings.clock.now()) }), "errors": nil])
            case .any, .unknown: Reply.error(404, "Not found")
            }
        guard case .answer(let status, let type, let body) = answer, status == 200, endpoint != .send,
            faults.strike(at: endpoint, digits: nil, where: { $0 == .numbersAsStrings }) != nil,
            let json = try? JSON(parsing: body)
        else { return answer }
        return .answer(status: status, type: type, body: try json.withNumbersAsStrings.data)
    }

    // MARK: Placing

    private func send(_ request: SimulatorRequest, fault: FaultName?) throws -> Reply {
        let now = settings.clock.now()
        guard let body = try? JSON(parsing: request.body), body.object != nil else {
            return try refuse(request, SendCallRules.invalid(["Request body must be a JSON object."]), because: "body")
        }
        if let answer = SendCallRules.refusal(of: body) { return try refuse(request, answer, because: "parameters") }
        if let wanted = settings.encryptedKey, request.headers["encrypted_key"] != wanted,
            let answer = FaultName.encryptedKey.refusal
        {
            return try refuse(request, answer, because: FaultName.encryptedKey.rawValue)
        }
        let number = SendCallRules.number(in: body)
        let digits = PhoneDigits.of(number)
        if settings.sameNumberRule, let last = lastAccepted[digits],
            now < last + 10 / settings.speed, let answer = FaultName.sameNumber.refusal
        {
            return try refuse(request, answer, because: FaultName.sameNumber.rawValue)
        }
        let nth = callsToNumber[digits, default: 0] + 1
        var plan = script.plan(digits: digits, call: order.count + 1, nth: nth)
        var fault = fault
        var answer: Reply?
        if let name = plan.fault.flatMap(FaultName.init(rawValue:)) {
            fault = name
            switch name {
            case .lostAnswer: answer = .hangUp
            case .resetBefore: return try refuse(request, .hangUp, because: name.rawValue)
            case .error500Accepted, .unableToQueueAccepted: answer = name.refusal
            case .neverCompletes: plan.outcome = .neverCompletes
            default: if let refusal = name.refusal { return try refuse(request, refusal, because: name.rawValue) }
            }
        }
        if faults.strike(at: .send, digits: digits, where: { $0 == .neverCompletes }) != nil {
            plan.outcome = .neverCompletes
        }
        let call = SimulatedCall(
            id: UUID().uuidString.lowercased(), number: number, from: body["from"]?.string ?? "+14155550100",
            request: body, acceptedAt: now, speed: settings.speed, plan: plan.fitted(to: RequestWords(body)),
            order: order.count + 1)
        try ledger.append(entry(for: call, request, fault: fault))
        Self.keep(call, &calls, &order, &open, &lastAccepted, &callsToNumber)
        return answer
            ?? .json(
                200,
                [
                    "status": "success", "message": "Call successfully queued.", "call_id": .string(call.id),
                    "batch_id": nil,
                ])
    }

    @discardableResult
    private func refuse(_ request: SimulatorRequest, _ answer: Reply, because reason: String) throws -> Reply {
        let body = try? JSON(parsing: request.body)
        try ledger.append([
            "event": "refused", "time": .string(Timestamp.zulu(settings.clock.now())), "reason": .string(reason),
            "status": answer.status.map(JSON.int) ?? .null, "number": body?["phone_number"] ?? .null,
            "attempt_id": body?["metadata"]?["attempt_id"] ?? .null,
        ])
        return answer
    }

    private func entry(for call: SimulatedCall, _ request: SimulatorRequest, fault: FaultName?) throws -> JSON {
        let plan = try JSON(parsing: JSONEncoder().encode(call.plan))
        return [
            "event": "accepted", "time": .string(Timestamp.zulu(call.acceptedAt)), "order": .int(call.order),
            "call_id": .string(call.id), "attempt_id": .text(call.attemptID), "number": .string(call.number),
            "headers": [
                "authorization": .bool(request.headers["authorization"] != nil),
                "encrypted_key": .bool(request.headers["encrypted_key"] != nil),
                "content_type": .text(request.headers["content-type"]),
                "names": .array(request.headers.keys.sorted().map(JSON.string)),
            ],
            "outcome": .string(call.plan.outcome.rawValue), "read_as": .string(readAs(call)),
            "slot": .text(call.plan.slot), "plan": plan, "speed": .double(call.speed),
            "fault": .text(fault?.rawValue), "request": call.request,
        ]
    }

    private static func call(from entry: JSON) -> SimulatedCall? {
        guard let id = entry["call_id"]?.string, let number = entry["number"]?.string,
            let request = entry["request"], let time = entry["time"]?.string.flatMap({ Timestamp.parse($0) }),
            let data = try? entry["plan"]?.data, let plan = try? JSONDecoder().decode(CallPlan.self, from: data)
        else { return nil }
        return SimulatedCall(
            id: id, number: number, from: request["from"]?.string ?? "+14155550100", request: request,
            acceptedAt: time.date, speed: entry["speed"]?.number ?? 1, plan: plan,
            order: entry["order"]?.number.map { Int($0) } ?? 0)
    }

    private static func keep(
        _ call: SimulatedCall, _ calls: inout [String: SimulatedCall], _ order: inout [String],
        _ open: inout Set<String>, _ lastAccepted: inout [String: Date], _ callsToNumber: inout [String: Int]
    ) {
        let digits = PhoneDigits.of(call.number)
        calls[call.id] = call
        order.append(call.id)
        open.insert(call.id)
        lastAccepted[digits] = call.acceptedAt
        callsToNumber[digits, default: 0] += 1
    }

    // MARK: Reading

    private func details(_ request: SimulatorRequest) -> Reply {
        guard let id = request.callID, let call = calls[id] else { return .callNotFound }
        let now = settings.clock.now()
        let digits = PhoneDigits.of(call.number)
        var view = SimulatedCall.View(now: now)
        let isFresh = { (fault: FaultSwitch?) in now < call.acceptedAt + (fault?.seconds ?? 2) }
        if faults.isOn(.details404),
            isFresh(faults.switches.first { $0.name == .details404 }),
            faults.strike(at: .details, digits: digits, where: { $0 == .details404 }) != nil
        {
            return .callNotFound
        }
        if case .over(let since) = call.phase(at: now) {
            // However fast the clock, whoever follows a call sees it in flight once.
            view.asInFlight = !call.wasSeenInFlight && since < 5 && !call.isCanceled && call.plan.outcome != .queueError
            if !view.asInFlight, faults.isOn(.completedFalse) {
                let fault = faults.switches.first { $0.name == .completedFalse }
                view.asProcessing =
                    since < (fault?.seconds ?? 30 / call.speed)
                    && faults.strike(at: .details, digits: digits, where: { $0 == .completedFalse }) != nil
            }
        }
        calls[id]?.wasSeenInFlight = true
        var json = call.details(view)
        if faults.strike(at: .details, digits: digits, where: { $0 == .nullFields }) != nil,
            var members = json.object
        {
            for name in [
                "answered_by", "summary", "disposition_tag", "call_length", "corrected_duration", "price",
                "concatenated_transcript", "started_at", "end_at", "metadata", "external_id", "transcripts",
            ] { members[name] = .null }
            json = .object(members)
        }
        return .json(200, json)
    }

    private func list(_ request: SimulatorRequest) -> Reply {
        let now = settings.clock.now()
        let lag = faults.switches.first { $0.name == .listLag && $0.count != 0 }?.seconds
        let isLagging = faults.strike(at: .list, digits: nil, where: { $0 == .listLag }) != nil
        let shown = order.compactMap { calls[$0] }.filter { !isLagging || now >= $0.acceptedAt + (lag ?? 10) }
        return CallList.reply(shown, query: request.query, now: now)
    }

    private func analyze(_ request: SimulatorRequest) throws -> Reply {
        guard let id = request.callID, let call = calls[id] else { return .callNotFound }
        guard case .over = call.phase(at: settings.clock.now()) else {
            return .error(400, "Call is not completed.")
        }
        guard let body = try? JSON(parsing: request.body), let questions = body["questions"]?.array else {
            return SendCallRules.invalid(["Missing required parameter: questions."])
        }
        var answers = CallAnalysis.answers(to: questions, plan: call.plan, words: call.words)
        let digits = PhoneDigits.of(call.number)
        if faults.strike(at: .analyze, digits: digits, where: { $0 == .analyzeNull }) != nil {
            answers = answers.map { _ in .null }
        } else if faults.strike(at: .analyze, digits: digits, where: { $0 == .analyzeStrings }) != nil {
            answers = answers.map { answer in
                switch answer {
                case .null, .string("none"): "null"
                case .bool(let value): .string(value ? "true" : "none")
                default: answer
                }
            }
        }
        try ledger.append([
            "event": "analyzed", "time": .string(Timestamp.zulu(settings.clock.now())), "call_id": .string(id),
            "attempt_id": .text(call.attemptID), "answers": .array(answers), "request": body,
        ])
        return .json(
            200,
            [
                "status": "success", "message": "Successfully analyzed call", "answers": .array(answers),
                "credits_used": .double(0.003 + 0.0015 * Double(questions.count)),
            ])
    }

    // MARK: Stopping and the rest

    private func stop(_ request: SimulatorRequest) throws -> Reply {
        let now = settings.clock.now()
        if request.callID == "active" {
            let running = inFlight()
            for call in running { try stop(call, at: now) }
            return .json(
                200,
                [
                    "status": "success", "message": "Stopping active calls. This may take some time...",
                    "num_calls": .int(running.count),
                ])
        }
        guard let id = request.callID, let call = calls[id], !isOver(call) else {
            return .error(400, "SID not found for the given c_id.")
        }
        try stop(call, at: now)
        return .json(200, ["status": "success", "message": "Call ended successfully."])
    }

    private func stop(_ call: SimulatedCall, at now: Date) throws {
        try ledger.append([
            "event": "stopped", "time": .string(Timestamp.zulu(now)), "call_id": .string(call.id),
            "attempt_id": .text(call.attemptID),
        ])
        calls[call.id]?.stoppedAt = now
        try settle()
    }

    private func me() -> Reply {
        if let refusal = FaultName.flagged.refusal, faults.isOn(.flagged) { return refusal }
        let spent = calls.values.filter { isOver($0) }.reduce(0) { $0 + $1.price }
        return .json(
            200,
            [
                "status": "active",
                "billing": [
                    "current_balance": .double(faults.isOn(.balance) ? 0 : ((100 - spent) * 1000).rounded() / 1000),
                    "refill_to": nil,
                ],
                "total_calls": .int(order.count),
            ])
    }

    /// The simulator's own paths: what a test or a check steers it with.
    private func control(_ request: SimulatorRequest) throws -> Reply {
        switch (request.method, request.path.dropFirst().joined(separator: "/")) {
        case ("GET", "ledger"):
            return .answer(
                status: 200, type: "application/x-ndjson", body: try ledger.lines(of: request.query["event"]))
        case ("GET", "faults"): return .json(200, ["faults": .array(faults.switches.map(\.json))])
        case ("POST", "faults"):
            guard let body = try? JSON(parsing: request.body), let fault = FaultSwitch(json: body) else {
                let names = FaultName.allCases.map(\.rawValue).joined(separator: ", ")
                return .error(
                    400, "Send {\"name\":…}, and probability, count, seconds, number, endpoint. Names: \(names)")
            }
            faults.add(fault)
            return .json(200, ["status": "success", "fault": fault.json])
        case ("POST", "faults/clear"):
            let name = (try? JSON(parsing: request.body))?["name"]?.string
            if let name, FaultName(rawValue: name) == nil { return .error(400, "No fault is named \(name).") }
            faults.clear(name.flatMap(FaultName.init(rawValue:)))
            return .json(200, ["status": "success"])
        case ("POST", "rules"):
            guard let body = try? JSON(parsing: request.body) else { return .error(400, "The body is not JSON.") }
            do {
                try script.add(rules: body["rules"]?.array ?? body.array ?? [body])
                return .json(200, ["status": "success"])
            } catch let error as ScriptError {
                return .error(400, error.description)
            }
        case ("GET", "status"):
            return .json(
                200,
                [
                    "calls": .int(order.count), "in_flight": .int(inFlight().count), "speed": .double(settings.speed),
                    "faults": .array(faults.switches.map(\.json)),
                ])
        default: return .error(404, "Not found")
        }
    }

    // MARK: Small questions

    private func inFlight() -> [SimulatedCall] { order.compactMap { calls[$0] }.filter { !isOver($0) } }

    private func isOver(_ call: SimulatedCall) -> Bool {
        if case .over = call.phase(at: settings.clock.now()) { true } else { false }
    }

    private func readAs(_ call: SimulatedCall) -> String { call.isCanceled ? "failed" : call.plan.outcome.readAs }

    private func digits(of request: SimulatorRequest, _ endpoint: Endpoint) -> String? {
        if endpoint == .send {
            return (try? JSON(parsing: request.body)).map { PhoneDigits.of(SendCallRules.number(in: $0)) }
        }
        return request.callID.flatMap { calls[$0]?.number }.map(PhoneDigits.of)
    }

    private func isAuthorized(_ request: SimulatorRequest, _ key: String) -> Bool {
        guard let header = request.headers["authorization"] else { return false }
        return header == key || header == "Bearer \(key)"
    }
}

extension JSON {
    /// The same value with every number as text.
    var withNumbersAsStrings: JSON {
        switch self {
        case .int(let value): .string("\(value)")
        case .double(let value): .string("\(value)")
        case .array(let elements): .array(elements.map(\.withNumbersAsStrings))
        case .object(let members): .object(members.mapValues(\.withNumbersAsStrings))
        default: self
        }
    }
}
