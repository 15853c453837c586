import Foundation

/// What the simulator does with a request once it has decided.
enum Reply: Sendable {
    /// An answer with its status, type and body.
    case answer(status: Int, type: String, body: Data)
    /// The connection ends without an answer.
    case hangUp
    /// The answer comes after so many seconds.
    indirect case late(seconds: Double, Reply)
    /// The connection ends in the middle of the body.
    case torn(status: Int, type: String, body: Data)

    static func json(_ status: Int, _ json: JSON) -> Reply {
        guard let data = try? json.data else { return .answer(status: 500, type: "text/plain", body: Data()) }
        return .answer(status: status, type: "application/json; charset=utf-8", body: data)
    }

    static let unauthorized = Reply.json(
        401, ["data": nil, "errors": [["error": "AUTH_FAILURE", "message": "Unauthorized"]]])

    static let callNotFound = Reply.json(
        404, ["data": nil, "errors": [["error": "CALL_NOT_FOUND", "message": "Call not found"]]])

    static func error(_ status: Int, _ message: String) -> Reply {
        .json(status, ["status": "error", "message": .string(message)])
    }

    var status: Int? {
        switch self {
        case .answer(let status, _, _), .torn(let status, _, _): status
        case .hangUp: nil
        case .late(_, let reply): reply.status
        }
    }

    /// The same answer, cut off half way.
    var cutOff: Reply {
        if case .answer(let status, let type, let body) = self {
            .torn(status: status, type: type, body: body)
        } else {
            self
        }
    }
}
