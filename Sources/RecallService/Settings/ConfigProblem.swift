/// Something wrong with the configuration, with its place and what to write instead.
package struct ConfigProblem: Equatable, Sendable, Codable {
    package var file: String
    /// Counted from 1; nil where the file as a whole is meant.
    package var line: Int?
    package var key: String?
    package var message: String

    package init(file: String, line: Int?, key: String?, message: String) {
        self.file = file
        self.line = line
        self.key = key
        self.message = message
    }
}

extension ConfigProblem: CustomStringConvertible {
    /// `FILE:LINE: KEY: what is wrong, what to write instead`. A key that is missing is told at the first line.
    package var description: String {
        let place = (line ?? (key == nil ? nil : 1)).map { "\(file):\($0)" } ?? file
        return key.map { "\(place): \($0): \(message)" } ?? "\(place): \(message)"
    }
}

/// All that is wrong with a configuration, found in one go.
package struct ConfigProblems: Error, Equatable, Sendable {
    package var problems: [ConfigProblem]

    package init(_ problems: [ConfigProblem]) { self.problems = problems }
}

extension ConfigProblems: CustomStringConvertible {
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
