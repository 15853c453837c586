import GRDB
import RecallPorts

extension StoreError {
    /// What an error of GRDB comes to.
    init(_ error: any Error) {
        guard let error = error as? DatabaseError else {
            self = (error as? StoreError) ?? .other(String(describing: type(of: error)))
            return
        }
        switch error.resultCode {
        case .SQLITE_FULL: self = .full
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_IOERR, .SQLITE_CANTOPEN: self = .inputOutput(code: Int(error.extendedResultCode.rawValue))
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_CONSTRAINT: self = .refused(error.message ?? "a rule of the database")
        default: self = .other("SQLite error \(error.extendedResultCode.rawValue): \(error.message ?? "")")
        }
    }
}
