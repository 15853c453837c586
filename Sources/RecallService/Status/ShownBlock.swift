/// A piece of a report as people are shown it; colours are for terminals that have them.
package enum ShownBlock: Sendable {
    case line(String, ShownText.Style? = nil)
    /// Its rows stand out each in its own style.
    case table(headings: [String], rows: [[String]], styles: [ShownText.Style?])
}
