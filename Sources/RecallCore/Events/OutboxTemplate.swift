package import Tabular

/// How the files of the outbox look for one practice-management system.
package struct OutboxTemplate: Equatable, Sendable {
    /// One column of a file.
    package struct Column: Equatable, Sendable {
        package enum Content: Equatable, Sendable {
            case field(OutboxField)
            case constant(String)
        }

        package var header: String
        package var content: Content

        package init(header: String, content: Content) {
            self.header = header
            self.content = content
        }
    }

    /// How a date is written.
    package enum DateForm: String, Sendable, CaseIterable {
        case dayMonthYear = "DD/MM/YYYY"
        case dayMonthYearDashes = "DD-MM-YYYY"
        case dayMonthYearDots = "DD.MM.YYYY"
        case dayNameMonthYear = "DD-MMM-YYYY"
        case iso = "YYYY-MM-DD"
        case compact = "YYYYMMDD"
    }

    /// How a time of day is written.
    package enum TimeForm: String, Sendable, CaseIterable {
        case colon = "HH:MM"
        case dot = "HH.MM"
        case compact = "HHMM"
        case seconds = "HH:MM:SS"
    }

    /// How a telephone number is written.
    package enum PhoneForm: String, Sendable, CaseIterable {
        /// `07700 900123`
        case national
        /// `07700900123`
        case digits
        /// `+447700900123`
        case e164
    }

    /// How a full name is written.
    package enum NameForm: String, Sendable, CaseIterable {
        /// `Mrs Ann Waterhouse`
        case titleFirstLast = "title-first-last"
        /// `Ann Waterhouse`
        case firstLast = "first-last"
        /// `Waterhouse, Ann`
        case lastFirst = "last-first"
        /// `WATERHOUSE, Ann`; last names of their own stand in capitals, too.
        case capitalLastFirst = "LAST-first"
    }

    /// How the files of one kind look.
    package struct Sheet: Equatable, Sendable {
        package var dialect: Dialect
        package var encoding: TextEncoding
        package var hasBOM: Bool
        package var quotesEverything: Bool
        package var dateForm: DateForm
        package var timeForm: TimeForm
        package var phoneForm: PhoneForm
        package var nameForm: NameForm
        package var columns: [Column]

        package init(
            dialect: Dialect, encoding: TextEncoding, hasBOM: Bool, quotesEverything: Bool, dateForm: DateForm,
            timeForm: TimeForm, phoneForm: PhoneForm, nameForm: NameForm, columns: [Column]
        ) {
            self.dialect = dialect
            self.encoding = encoding
            self.hasBOM = hasBOM
            self.quotesEverything = quotesEverything
            self.dateForm = dateForm
            self.timeForm = timeForm
            self.phoneForm = phoneForm
            self.nameForm = nameForm
            self.columns = columns
        }
    }

    package var name: String
    /// Whether somebody has seen the system take such a file.
    package var isVerified: Bool
    private var sheets: [EventKind: Sheet]

    /// - Parameters:
    ///   - name: The template's name, as the practice file gives it.
    ///   - isVerified: Whether somebody has seen the system take such a file.
    ///   - sheet: How the files of each kind look.
    package init(name: String, isVerified: Bool, sheet: (EventKind) -> Sheet) {
        self.name = name
        self.isVerified = isVerified
        sheets = Dictionary(uniqueKeysWithValues: EventKind.allCases.map { ($0, sheet($0)) })
    }

    /// How the files of a kind look.
    package func sheet(_ kind: EventKind) -> Sheet { sheets[kind] ?? Sheet.standard(kind) }

    /// The columns of a kind under their standard names.
    package static func standardColumns(_ kind: EventKind) -> [Column] {
        kind.standardColumns.map { Column(header: $0.rawValue, content: .field($0)) }
    }
}

extension OutboxTemplate.Sheet {
    /// What a kind looks like where no template says otherwise.
    package static func standard(_ kind: EventKind) -> OutboxTemplate.Sheet {
        OutboxTemplate.Sheet(
            dialect: Dialect(delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "\""), lineEnding: .crlf),
            encoding: .utf8,
            hasBOM: true, quotesEverything: false, dateForm: .dayMonthYear, timeForm: .colon, phoneForm: .national,
            nameForm: .titleFirstLast, columns: OutboxTemplate.standardColumns(kind))
    }
}
