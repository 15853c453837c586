package import Foundation

/// The files that tests read: tables of cases, sample exports, and the provider's sample payloads.
package enum Fixtures {
    /// The root of the checkout, found from where this file stands.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A table of cases, such as `phones.tsv`.
    package static func cases(_ name: String) throws -> Data {
        try Data(contentsOf: root.appending(path: "Tests/Fixtures/Cases/\(name)"))
    }

    /// The path of a sample export, such as `harbour-lane-patients.csv`.
    package static func sample(_ name: String) -> URL {
        let demo = root.appending(path: "Config/demo/\(name)")
        return FileManager.default.fileExists(atPath: demo.path)
            ? demo : root.appending(path: "Tests/Fixtures/Samples/\(name)")
    }

    /// A sample payload of the provider, such as `call-voicemail.json`, without the note on its source.
    package static func bland(_ name: String) throws -> Data {
        let data = try Data(contentsOf: root.appending(path: "Tests/Fixtures/Bland/\(name)"))
        guard var object = try JSONSerialization.jsonObject(with: data) as? [String: Any] else { return data }
        object["_source"] = nil
        return try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    }
}
