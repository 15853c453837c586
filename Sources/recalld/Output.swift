import Foundation
import RecallDaemon

/// Writes to standard output and error. A reader that has gone away ends the command quietly.
enum Output {
    static func line(_ text: String) { write(text + "\n", to: .standardOutput) }

    static func json(_ value: JSONOut) { line(value.line) }

    static func error(_ text: String) { write(text + "\n", to: .standardError) }

    /// A progress line that is overwritten by the next; nothing where nobody looks.
    static func progress(_ text: String) {
        guard isTerminal(2) else { return }
        write("\r\u{1B}[K\(text)", to: .standardError)
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Rows as an aligned table.
    static func table(_ headings: [String], _ rows: [[String]]) {
        var widths = headings.map(\.count)
        for row in rows { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) } }
        func aligned(_ cells: [String]) -> String {
            var text = ""
            for (index, cell) in cells.enumerated() {
                text += cell
                if index < cells.count - 1 { text += String(repeating: " ", count: widths[index] - cell.count + 2) }
            }
            return text
        }
        line(isTerminal(1) ? "\u{1B}[1m\(aligned(headings))\u{1B}[0m" : aligned(headings))
        for row in rows { line(aligned(row)) }
    }

    private static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // `recalld plan | head`: the reader has what it wanted.
            if isReaderGone(error) { exit(0) }
            // Whoever relies on the exit code must not take half an answer for the whole of it.
            if handle !== FileHandle.standardError {
                self.error("recalld: the answer could not be written: \(words(of: error))")
            }
            exit(Failure.failed)
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
