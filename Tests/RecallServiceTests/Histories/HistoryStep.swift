/// What happens in a history, one after the other. A step names all that it needs, so that any other can be left out.
enum HistoryStep: Sendable {
    enum Approval: CaseIterable, Sendable {
        case command
        /// Staff move the file, and leave its papers.
        case move
        /// Staff move the file along with the layout that was proposed.
        case moveWithLayout
    }

    enum Subject: Sendable {
        case patient(String)
        case number(String)
    }

    /// What happens in a call, or to the request for it.
    enum Talk: CaseIterable, Sendable {
        case noAnswer
        case optsOut
        case deceased
        case wrongNumber
        case movedAway
        case declines
        case callback
        case answerLost
        case requestLost
        case nobodyCalled
        case numberRefused
    }

    case drop(HistoryFile)
    /// The process dies before the next file comes to rest, and comes back.
    case dropAndDie(HistoryFile)
    case approve(Approval)
    case reject
    case stop(Subject)
    case endStop(Subject)
    /// What the newest list has stopped is taken back.
    case takeBackList
    case hold(String)
    case release(String)
    case forget(String)
    case pause
    case resume
    /// An entry of the shared folder that stops calls, or its end where it is nil.
    case pauseEntry(String?)
    case wait(minutes: Int)
    /// It becomes ten in the morning of the next day from Monday to Friday.
    case morning
    /// The clock is set while the daemon runs.
    case setClock(minutes: Int)
    /// The daemon ends and comes back, with its clock set by so much meanwhile.
    case restart(minutes: Int)
    /// Calls are placed as far as they may be, and looked at some minutes later.
    case dial([Talk])
}

extension HistoryStep: CustomStringConvertible {
    var description: String {
        switch self {
        case .drop(let file): "drop\n\(file.text)"
        case .dropAndDie(let file): "drop, and the process dies before the file rests\n\(file.text)"
        case .approve(let approval): "approve by \(approval)"
        case .reject: "reject"
        case .stop(let subject): "suppress \(subject)"
        case .endStop(let subject): "unsuppress \(subject)"
        case .takeBackList: "unsuppress what the newest list has stopped"
        case .hold(let number): "hold \(number)"
        case .release(let number): "release \(number)"
        case .forget(let number): "forget \(number)"
        case .pause: "pause"
        case .resume: "resume"
        case .pauseEntry(let name): "pause entry: \(name ?? "taken away")"
        case .wait(let minutes): "wait \(minutes) minutes"
        case .morning: "the next morning"
        case .setClock(let minutes): "the clock is set by \(minutes) minutes"
        case .restart(let minutes): "restart, clock \(minutes) minutes"
        case .dial(let talks): "dial: \(talks.map { "\($0)" }.joined(separator: " "))"
        }
    }
}
