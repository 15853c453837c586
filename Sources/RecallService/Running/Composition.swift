import Bland
package import RecallPorts
import RecallSystem

/// Which parts the services are put together from: the one place that chooses a provider of calls.
package struct Composition: Sendable {
    /// Makes the provider that a configuration names; nil where there is no key and none is needed, which is in dry-run
    /// mode.
    package typealias MakeVoice =
        @Sendable (_ configuration: LoadedConfiguration, _ environment: [String: String]) throws -> (any VoiceProvider)?

    /// Makes it once more, with the key as it stands then.
    package typealias MakeClient = @Sendable (_ configuration: LoadedConfiguration) throws -> ThrottledClient?

    private let makeVoice: MakeVoice

    /// Puts the services together with another provider.
    ///
    /// - Parameter makeVoice: Makes the provider; throws where a key that is named cannot be read.
    package init(makeVoice: @escaping MakeVoice) { self.makeVoice = makeVoice }

    /// What is shipped: Bland over libcurl.
    package static let shipped = Composition(makeVoice: bland)

    /// What the services work with under a configuration.
    ///
    /// - Throws: Where a key that is named cannot be read.
    package func setup(_ configuration: LoadedConfiguration, environment: [String: String]) throws -> Runtime.Setup {
        Runtime.Setup(configuration: configuration, voice: try voice(configuration, environment: environment)) {
            try voice($0, environment: environment)
        }
    }

    /// The provider of calls, with its requests spaced as the configuration says; nil where there is none.
    ///
    /// - Throws: Where a key that is named cannot be read.
    package func voice(
        _ configuration: LoadedConfiguration, environment: [String: String]
    ) throws -> ThrottledClient? {
        try makeVoice(configuration, environment).map {
            ThrottledClient($0, perSecond: configuration.settings.bland.requestsPerSecond)
        }
    }

    private static func bland(
        _ configuration: LoadedConfiguration, _ environment: [String: String]
    ) throws -> (any VoiceProvider)? {
        let settings = configuration.settings
        guard let secret = try Keys.apiKey(settings, environment: environment), let key = BlandKey(secret) else {
            return nil
        }
        let encrypted = try settings.bland.encryptedKeyFile.map { file in
            try Credential(path: Keys.path(file, beside: settings.file)).secret
        }
        return BlandClient(
            transport: CurlTransport(connections: max(4, min(16, settings.bland.maxConcurrent))),
            baseURL: settings.bland.baseURL, apiKey: key, encryptedKey: encrypted.flatMap(BlandKey.init),
            timeoutSeconds: settings.bland.requestTimeoutSeconds)
    }
}
