import RecallSystem

/// How Bland is reached.
package struct BlandSettings: Equatable, Sendable {
    package var baseURL: String
    /// Where the key is looked for.
    package var apiKeyFile: String
    package var apiKeyFileIsSet: Bool
    /// Nil where no own numbers are used.
    package var encryptedKeyFile: String?
    package var voice: String
    package var maxConcurrent: Int
    package var requestsPerSecond: Double
    package var pollSeconds: Int
    package var requestTimeoutSeconds: Int
    package var reconcileMinutes: Int
    package var maxCallMinutes: Int

    /// Whether the address is on this machine, so that no real telephone can ring.
    package var isLoopback: Bool { LoopbackHost.isLoopback(url: baseURL) }
}

extension BlandSettings {
    /// Its section of `recalld.toml`.
    static let keys: [ConfigKey] = [
        ConfigKey(
            "bland.base_url", .url, "\"https://api.bland.ai\"",
            "Where Bland is reached: https, but for a test server on this machine."),
        ConfigKey(
            "bland.api_key_file", .words(mayBeEmpty: false), "\"bland-api-key\"",
            "The file with the key, relative to this file; by default the systemd credential of that name."),
        ConfigKey(
            "bland.encrypted_key_file", .words(mayBeEmpty: true), "\"\"",
            "The file with the encrypted key, where calls go out over your own Twilio numbers."),
        ConfigKey("bland.voice", .words(mayBeEmpty: false), "\"Karen\"", "The voice that speaks."),
        ConfigKey("bland.max_concurrent", .integer(1...1000), "5", "Calls in progress at once."),
        ConfigKey("bland.requests_per_second", .number(0.1...500), "2", "Requests to Bland a second."),
        ConfigKey("bland.poll_seconds", .integer(1...300), "10", "How often a call in progress is asked about."),
        ConfigKey("bland.request_timeout_seconds", .integer(1...300), "30", "How long an answer is waited for."),
        ConfigKey(
            "bland.reconcile_minutes", .integer(1...1440), "10",
            "How long a request without an answer is looked for before a person is asked."),
        ConfigKey("bland.max_call_minutes", .integer(1...60), "6", "A call ends after this long at the latest."),
    ]

    init(_ reader: inout ConfigReader) {
        var url = reader.words("bland.base_url")
        if let problem = BaseURL.problem(url) { reader.note("bland.base_url", "\"\(url)\" \(problem)") }
        while url.hasSuffix("/") { url.removeLast() }
        let encrypted = reader.words("bland.encrypted_key_file")
        self.init(
            baseURL: url, apiKeyFile: reader.words("bland.api_key_file"),
            apiKeyFileIsSet: reader.isSet("bland.api_key_file"),
            encryptedKeyFile: encrypted.isEmpty ? nil : encrypted, voice: reader.words("bland.voice"),
            maxConcurrent: reader.integer("bland.max_concurrent"),
            requestsPerSecond: reader.number("bland.requests_per_second"),
            pollSeconds: reader.integer("bland.poll_seconds"),
            requestTimeoutSeconds: reader.integer("bland.request_timeout_seconds"),
            reconcileMinutes: reader.integer("bland.reconcile_minutes"),
            maxCallMinutes: reader.integer("bland.max_call_minutes"))
    }

    /// Notes what is wrong with the keys of the account, so that the daemon cannot start.
    func checkKeys(
        _ settings: Settings, environment: [String: String], _ note: (_ key: String, _ message: String) -> Void
    ) {
        do {
            let secret = try Keys.apiKey(settings, environment: environment)
            if secret == nil, settings.isLive || apiKeyFileIsSet {
                note(
                    "bland.api_key_file",
                    "there is no key: neither a credential nor one in the file \(Keys.path(apiKeyFile, beside: settings.file)). "
                        + "Put the key of Bland into that file, readable by recalld alone")
            }
        } catch {
            note("bland.api_key_file", "the key cannot be read: \(Plain.words(error))")
        }
        if let file = encryptedKeyFile {
            let path = Keys.path(file, beside: settings.file)
            do {
                _ = try Credential(path: path)
            } catch {
                note("bland.encrypted_key_file", "the key cannot be read: \(Plain.words(error))")
            }
        }
    }
}

/// What the address of Bland may be.
enum BaseURL {
    /// What is wrong with the address; nil where nothing is.
    static func problem(_ url: String) -> String? {
        guard hasHost(url) else { return "is no address. Write \"https://api.bland.ai\"" }
        if url.contains("@") || url.contains(" ") {
            return "must hold no user, password or blank. Write \"https://api.bland.ai\""
        }
        if url.lowercased().hasPrefix("https://") { return nil }
        return LoopbackHost.isLoopback(url: url) ? nil : "must begin with https:// so that nobody can listen in"
    }

    private static func hasHost(_ url: String) -> Bool {
        let lowered = url.lowercased()
        guard let scheme = ["https://", "http://"].first(where: { lowered.hasPrefix($0) }) else { return false }
        let rest = lowered.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = rest.hasPrefix("[") ? rest.dropFirst().prefix { $0 != "]" } : rest.prefix { $0 != ":" }
        return !host.isEmpty
    }
}
