internal import Glibc

/// Which hosts are this machine itself.
package enum LoopbackHost {
    /// Whether a URL leads to this machine and no other, by its address or the name `localhost`. A URL that cannot be
    /// read, or holds a user name, does not.
    package static func isLoopback(url: String) -> Bool {
        guard let scheme = url.range(of: "://") else { return false }
        let rest = url[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@"), !authority.contains("\\") else { return false }
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return false }
            let port = authority[authority.index(after: end)...]
            guard port.isEmpty || port.hasPrefix(":") else { return false }
            return isLoopback(host: String(authority[authority.index(after: authority.startIndex)..<end]))
        }
        return isLoopback(host: String(authority.prefix { $0 != ":" }))
    }

    /// Whether a host, without brackets and port, is this machine.
    package static func isLoopback(host: String) -> Bool {
        if host.lowercased() == "localhost" { return true }
        var four = in_addr()
        if unsafe inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
        var six = in6_addr()
        guard unsafe inet_pton(AF_INET6, host, &six) == 1 else { return false }
        return unsafe withUnsafeBytes(of: six) { bytes in
            unsafe bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
        }
    }
}

extension String {
    fileprivate func range(of part: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            start = index(after: start)
        }
        return nil
    }
}
