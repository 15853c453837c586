/// Something in a source that is no export and that staff should know of.
package struct ExportObstacle: Equatable, Sendable {
    /// What it is called.
    package var name: String
    /// Why nothing can be done with it, in plain words.
    package var words: String
    /// Whether exports may stand behind it, so that not all that waits is known.
    package var hidesExports: Bool

    package init(name: String, words: String, hidesExports: Bool) {
        self.name = name
        self.words = words
        self.hidesExports = hidesExports
    }
}

extension ExportSource {
    /// Where nobody leaves anything beside an export, its terms are whole.
    package func completed(_ terms: ExportTerms, of name: String) async -> ExportTerms { terms }

    /// Where everything is listed, there is nothing to tell.
    package func obstacles() async -> [ExportObstacle] { [] }
}
