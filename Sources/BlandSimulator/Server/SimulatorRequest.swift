package import Foundation

/// A request, free of the server that took it in.
package struct SimulatorRequest: Sendable {
    let method: String
    let path: [String]
    let query: [String: String]
    /// By name in lower case.
    let headers: [String: String]
    let body: Data

    /// A request made of these parts.
    package init(
        method: String, path: String, query: [String: String] = [:], headers: [String: String] = [:],
        body: Data = Data()
    ) {
        self.method = method
        self.path = path.split(separator: "/").map(String.init)
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// What it asks for.
    var endpoint: Endpoint {
        switch (method, path.count, path.dropFirst(2).first) {
        case _ where path.first != "v1": .unknown
        case ("GET", 2, _) where path[1] == "me": .me
        case _ where path.dropFirst().first != "calls": .unknown
        case ("POST", 2, _): .send
        case ("GET", 2, _): .list
        case ("GET", 3, "active"): .active
        case ("GET", 3, _): .details
        case ("POST", 4, _) where path[3] == "analyze": .analyze
        case ("POST", 4, _) where path[3] == "stop": .stop
        default: .unknown
        }
    }

    /// The call that it is about, where it names one.
    var callID: String? { path.count >= 3 ? path[2].lowercased() : nil }
}
