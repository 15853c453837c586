package import Foundation

/// A file of the outbox as it was rendered, before it is stored.
package struct RenderedFile: Equatable, Sendable {
    package var name: String
    package var content: Data
    /// How many characters stand in their nearest form, since the file's encoding lacks them.
    package var replacedCharacters: Int

    package init(name: String, content: Data, replacedCharacters: Int) {
        self.name = name
        self.content = content
        self.replacedCharacters = replacedCharacters
    }
}
