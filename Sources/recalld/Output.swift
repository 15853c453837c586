import Foundation
import RecallCore
import RecallService
import RecallSystem

/// Writes to standard output and error. A reader that has gone away ends the command quietly.
enum Output {
    /// A line for people, or several; coloured where a terminal shows colours.
    static func line(_ text: String, _ style: ShownText.Style? = nil) {
        write(shown(text, style) + "\n", to: .standardOutput)
    }

    /// The pieces of a report, one below the other.
    static func show(_ blocks: [ShownBlock]) {
        for block in blocks {
            switch block {
            case .line(let text, let style): line(text, style)
            case .table(let headings, let rows, let styles): table(headings, rows) { styles[$0] }
            }
        }
    }

    static func json(_ value: JSONValue) { write(value.line + "\n", to: .standardOutput) }

    /// Empties the screen; nothing where nobody looks.
    static func clear() {
        if isTerminal(1) { write("\u{1B}[2J\u{1B}[H", to: .standardOutput) }
    }

    static func error(_ text: String) { write(ShownText.harmless(text) + "\n", to: .standardError) }

    /// A progress line that is overwritten by the next; nothing where nobody looks.
    static func progress(_ text: String) {
        guard isTerminal(2) else { return }
        write("\r\u{1B}[K\(ShownText.line(text))", to: .standardError)
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Whether colours are shown and wanted (https://no-color.org).
    private static var isColoured: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal(1) && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// Rows as an aligned table. `style`: how a row stands out, by its number.
    static func table(
        _ headings: [String], _ rows: [[String]], style: (Int) -> ShownText.Style? = { _ in nil }
    ) {
        let rows = rows.map { $0.map { ShownText.line($0) } }
        let table = ShownTable(headings, rows, width: Terminal.columns(1))
        let lines = table.rows.enumerated().flatMap { number, lines in
            lines.map { shown($0, number == 0 ? .bold : style(number - 1)) }
        }
        let text = lines.map { $0 + "\n" }.joined()
        if !Pager.show(text, lines: lines.count) { write(text, to: .standardOutput) }
    }

    private static func shown(_ text: String, _ style: ShownText.Style?) -> String {
        let text = ShownText.harmless(text)
        return style.map { isColoured ? ShownText.styled(text, $0) : text } ?? text
    }

    /// Asks a person at the terminal whether something is meant.
    ///
    /// - Parameters:
    ///   - question: What it would do.
    ///   - otherwise: What to say where nobody sits there.
    /// - Throws: `Failure` unless the answer is yes.
    static func confirm(_ question: String, otherwise: String) throws {
        guard isTerminal(0) else { throw Failure(.usage, otherwise) }
        error(question)
        error("Type yes to go on:")
        guard readLine()?.trimmingCharacters(in: .whitespaces).lowercased() == "yes" else {
            throw Failure(.failed, "Nothing was changed.")
        }
    }

    private static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // `recalld plan | head`: the reader has what it wanted.
            if isReaderGone(error) { ProcessEnd.end(0) }
            // Whoever relies on the exit code must not take half an answer for the whole of it.
            if handle !== FileHandle.standardError {
                self.error("recalld: the answer could not be written: \(words(of: error))")
            }
            ProcessEnd.end(Failure.Code.failed.rawValue)
        }
    }

    private static func isReaderGone(_ error: any Error) -> Bool { systemError(error)?.code == .EPIPE }

    private static func words(of error: any Error) -> String {
        systemError(error)?.localizedDescription ?? error.localizedDescription
    }

    private static func systemError(_ error: any Error) -> POSIXError? {
        let under = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
        guard under.domain == NSPOSIXErrorDomain else { return nil }
        return POSIXErrorCode(rawValue: Int32(under.code)).map { POSIXError($0) }
    }
}
