package import RecallPorts

/// Reads the words of the call, `call.toml`.
package enum ScriptFile {
    private static let standard = CallScript.standard

    static let keys: [ConfigKey] = [
        ConfigKey("voice", .words(mayBeEmpty: false), "\"Karen\"", "The voice."),
        ConfigKey("language", .words(mayBeEmpty: false), "\"en-GB\"", "The language."),
        ConfigKey("temperature", .number(0...1), "0.3", "How freely the agent speaks."),
        ConfigKey("interruption_threshold", .integer(0...10_000), "500", "Milliseconds of patience."),
        ConfigKey("wait_for_greeting", .flag, "true", "Whether the other side speaks first."),
        ConfigKey("first_sentence", .words(mayBeEmpty: false), nil, "What is said first."),
        ConfigKey("task", .words(mayBeEmpty: false), nil, "What the agent does."),
        ConfigKey("voicemail_message", .words(mayBeEmpty: false), nil, "What is left on a machine."),
        ConfigKey("summary_prompt", .words(mayBeEmpty: false), nil, "How the call is summed up."),
    ]

    /// The script of a file, with the voice of the settings in place of its own.
    ///
    /// - Throws: every problem of the file, unknown words in double braces among them.
    package static func load(_ path: String, voice: String?) throws(ConfigProblems) -> CallScript {
        let text = try TextFile.read(path, missing: "the words of the call are missing")
        let file = try ConfigFile(text: text, path: path)
        var reader = ConfigReader(file: file, keys: keys)
        var script = standard
        script.voice = voice ?? reader.words("voice")
        script.language = reader.words("language")
        script.temperature = reader.number("temperature")
        script.interruptionThreshold = reader.integer("interruption_threshold")
        script.waitForGreeting = reader.flag("wait_for_greeting")
        script.firstSentence = reader.words("first_sentence")
        script.task = reader.words("task")
        script.voicemailMessage = reader.words("voicemail_message")
        script.summaryPrompt = reader.words("summary_prompt")
        for name in script.unknownPlaceholders {
            reader.note(
                "task",
                "{{\(name)}} is filled in by nobody. Use only: \(CallScript.placeholders.sorted().joined(separator: ", "))"
            )
        }
        guard reader.problems.isEmpty else { throw ConfigProblems(reader.problems) }
        return script
    }
}
