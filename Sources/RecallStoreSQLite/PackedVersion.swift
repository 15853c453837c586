/// The versions of packed texts.
///
/// A text is written in the newest version, and read in every one that there ever was. Whoever changes what is written
/// counts up `newest`, which stands beside the form, and has `PackedTextReader.version` asked where the two differ.
/// Older texts are packed anew one by one: by the import that brings the patient again, and by an attempt that begins or
/// ends. A plan, which reads all of them, writes none. So no start waits for a million patients, and a crash leaves each
/// text in one version or the other.
enum PackedVersion {
    /// What stood in databases before texts carried a version.
    static let unmarked = 0

    /// What no unmarked text begins with: they begin with a digit, a minus sign or a full stop.
    static let mark = UInt8(ascii: "v")

    /// What texts of the newest version begin with.
    static let newestPrefix = "v\(newest);"

    /// Whether a text stands in an older version.
    static func isOld(_ text: String) -> Bool { !text.hasPrefix(newestPrefix) }
}
