internal import Glibc

/// The environment that the process was started with.
package enum Environment {
    /// All variables, read anew each time.
    package static var current: [String: String] {
        var found: [String: String] = [:]
        // Nothing in recalld sets a variable after the start, so the list stands still while it is read.
        var entry = unsafe environ
        while let line = unsafe entry.pointee {
            let text = unsafe String(cString: line)
            if let equals = text.firstIndex(of: "=") {
                found[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            unsafe entry += 1
        }
        return found
    }
}
