import Foundation
import Testing

/// A server with a certificate that it has signed itself, played by OpenSSL's own program; it writes down what it is sent.
struct TLSServer {
    let port: UInt16
    private let log: URL

    /// Runs `body` with a server on loopback, and ends it.
    static func use(_ body: (TLSServer) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "recalld-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = folder.appending(path: "key.pem").path
        let certificate = folder.appending(path: "certificate.pem").path
        let log = folder.appending(path: "log")
        let making = try start(
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out",
                certificate,
            ], log)
        making.waitUntilExit()
        try #require(making.terminationStatus == 0, "openssl made no certificate")
        let serving = try start(["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key], log)
        let deadline = ContinuousClock.now + .seconds(60)
        var port: UInt16?
        while port == nil, serving.isRunning, ContinuousClock.now < deadline {
            // It says `ACCEPT 127.0.0.1:PORT` once it listens.
            port = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
                .first { $0.hasPrefix("ACCEPT ") }.flatMap { $0.split(separator: ":").last }.flatMap { UInt16($0) }
            try await Task.sleep(for: .milliseconds(20))
        }
        var alert: (any Error)?
        do {
            try await body(TLSServer(port: try #require(port, "openssl does not listen"), log: log))
        } catch {
            alert = error
        }
        kill(serving.processIdentifier, SIGKILL)
        try FileManager.default.removeItem(at: folder)
        if let alert { throw alert }
    }

    /// What it has written so far: the handshakes, and whatever a client sent behind one.
    func output() throws -> String { try String(contentsOf: log, encoding: .utf8) }

    private static func start(_ arguments: [String], _ log: URL) throws -> Process {
        if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
        let output = try FileHandle(forWritingTo: log)
        try output.seekToEnd()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        // A server whose input has ended answers nobody.
        process.standardInput = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        return process
    }
}
