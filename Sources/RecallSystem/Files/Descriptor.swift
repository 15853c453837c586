internal import Glibc

/// An open file or folder with one owner, closed when the owner is done with it.
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit {
        // On Linux the number is free even where closing reports an error; what was written has been synced before.
        _ = close(number)
    }

    /// Gives the number away; whoever takes it must close it.
    consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }

    func status() -> stat? {
        var found = stat()
        return unsafe fstat(number, &found) == 0 ? found : nil
    }

    /// Writes all of the bytes; false leaves the reason in `errno`.
    func write(_ bytes: [UInt8]) -> Bool {
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(number, buffer.baseAddress.map { unsafe $0 + done }, bytes.count - done)
            }
            if written < 0, errno == EINTR { continue }
            guard written >= 0 else { return false }
            done += written
        }
        return true
    }

    /// Reads from a place on until `count` bytes or the end; nil leaves the reason in `errno`.
    func read(at place: Int, count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        return append(at: place, count: count, to: &bytes) ? bytes : nil
    }

    /// Puts what stands from a place on until `count` bytes or the end behind other bytes; false leaves the reason in `errno`.
    func append(at place: Int, count: Int, to bytes: inout [UInt8]) -> Bool {
        var isWhole = true
        bytes.append(addingCapacity: count) { span in
            unsafe span.withUnsafeMutableBufferPointer { buffer, used in
                let first = used
                while used - first < count {
                    let done = used - first
                    let got = unsafe pread(
                        number, buffer.baseAddress.map { unsafe $0 + used }, count - done, off_t(place + done))
                    if got < 0, errno == EINTR { continue }
                    if got < 0 { isWhole = false }
                    if got <= 0 { break }
                    used += got
                }
            }
        }
        return isWhole
    }
}

extension stat {
    var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
    var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }

    /// Whose it is and what they may do, for an error message.
    var rights: String {
        "it belongs to user \(st_uid), group \(st_gid), with mode \(String(st_mode & 0o7777, radix: 8))"
    }
}
