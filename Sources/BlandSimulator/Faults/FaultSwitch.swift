/// A fault that is switched on: where, how often, and how much of it.
package struct FaultSwitch: Sendable, Hashable {
    /// Which fault.
    package var name: FaultName
    /// The requests that it meets; nil for the usual ones of the fault.
    package var endpoint: Endpoint?
    /// How likely it strikes, from 0 to 1.
    package var probability: Double
    /// How many times it strikes before it is used up; nil for ever.
    package var count: Int?
    /// How long it lasts, in real seconds, for those that last.
    package var seconds: Double?
    /// The one number that it strikes; nil for all.
    package var number: String?

    /// A fault that strikes whenever it can, unless told otherwise.
    package init(
        _ name: FaultName, endpoint: Endpoint? = nil, probability: Double = 1, count: Int? = nil,
        seconds: Double? = nil, number: String? = nil
    ) {
        self.name = name
        self.endpoint = endpoint
        self.probability = probability
        self.count = count
        self.seconds = seconds
        self.number = number
    }

    /// Reads `NAME[@ENDPOINT][=PROBABILITY or COUNT][:SECONDS]`, such as `lost_answer=0.1`, `error_500=3` or
    /// `slow_answer@details=1:2.5`. A value with a point is a probability, a whole number a count.
    package init?(argument: String) {
        var rest = argument[...]
        func cut(at mark: Character) -> Substring? {
            guard let index = rest.lastIndex(of: mark) else { return nil }
            defer { rest = rest[..<index] }
            return rest[rest.index(after: index)...]
        }
        var seconds: Double?
        if let text = cut(at: ":") {
            guard let value = Double(text), value >= 0 else { return nil }
            seconds = value
        }
        var probability = 1.0
        var count: Int?
        if let text = cut(at: "=") {
            if let whole = Int(text), whole >= 0 {
                count = whole
            } else if let part = Double(text), part >= 0, part <= 1 {
                probability = part
            } else {
                return nil
            }
        }
        var endpoint: Endpoint?
        if let text = cut(at: "@") {
            guard let place = Endpoint(rawValue: String(text)) else { return nil }
            endpoint = place
        }
        guard let name = FaultName(rawValue: String(rest)) else { return nil }
        self.init(name, endpoint: endpoint, probability: probability, count: count, seconds: seconds)
    }

    /// Reads the body of a request that switches a fault on.
    init?(json: JSON) {
        guard let name = json["name"]?.string.flatMap(FaultName.init(rawValue:)) else { return nil }
        let place = json["endpoint"]?.string
        let endpoint = place.flatMap(Endpoint.init(rawValue:))
        if place != nil && endpoint == nil { return nil }
        self.init(
            name, endpoint: endpoint, probability: json["probability"]?.number ?? 1,
            count: json["count"]?.number.map { Int($0) }, seconds: json["seconds"]?.number,
            number: json["number"]?.string)
    }

    /// Whether it can meet such a request.
    func meets(_ place: Endpoint, digits: String?) -> Bool {
        if let number, PhoneDigits.of(number) != digits { return false }
        if endpoint == .any { return true }
        guard let wanted = endpoint ?? name.usualEndpoint else { return true }
        return wanted == place
    }

    var json: JSON {
        [
            "name": .string(name.rawValue), "endpoint": .text(endpoint?.rawValue), "probability": .double(probability),
            "count": count.map(JSON.int) ?? .null, "seconds": seconds.map(JSON.double) ?? .null,
            "number": .text(number),
        ]
    }
}
