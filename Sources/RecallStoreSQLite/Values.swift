package import GRDB
package import RecallCore
import RecallPorts

// How the values of Core stand in columns: moments as milliseconds, dates as ISO, telephone numbers as E.164.

extension Instant: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { milliseconds.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> Instant? {
        Int64.fromDatabaseValue(value).map(Instant.init(milliseconds:))
    }
}

extension Day: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { description.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> Day? {
        String.fromDatabaseValue(value).flatMap { Day(iso: $0) }
    }
}

extension PhoneNumber: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { e164.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> PhoneNumber? {
        String.fromDatabaseValue(value).flatMap { PhoneNumber(e164: $0) }
    }
}
