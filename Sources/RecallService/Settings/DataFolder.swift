import Foundation

/// The folder with what is shipped beside the binary: layouts, templates, the words of the call, the demo's exports.
package enum DataFolder {
    /// Where it stands: `$RECALLD_DATA`, else `share/recalld` beside the binary's folder, else `Config` of the checkout
    /// that the binary was built in, else `/usr/share/recalld`; nil where none of them is there.
    package static func find(environment: [String: String], executable: String) -> String? {
        if let given = environment["RECALLD_DATA"], !given.isEmpty { return given }
        let binary = URL(filePath: executable).resolvingSymlinksInPath()
        let bin = binary.deletingLastPathComponent()
        var candidates = [bin.deletingLastPathComponent().appending(path: "share/recalld").path]
        var folder = bin
        while folder.path != "/" {
            candidates.append(folder.appending(path: "Config").path)
            folder = folder.deletingLastPathComponent()
        }
        candidates.append("/usr/share/recalld")
        return candidates.first { FileManager.default.fileExists(atPath: $0 + "/layouts") }
    }

    /// The running binary's own path.
    package static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}
