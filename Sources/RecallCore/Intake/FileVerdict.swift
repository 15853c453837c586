package import Tabular

/// What becomes of a file, decided from what was read of it and from what the practice has had before.
///
/// The inbox, an import by hand and `inspect` all ask here, and nothing else decides.
package enum FileVerdict: Equatable, Sendable {
    /// It is imported as it was read.
    case accept
    /// A person has to look at it first, for these reasons in plain words.
    case hold([String])
    /// It cannot be used, for a reason in one plain sentence.
    case reject(String)
    /// It is the newest export once more, and says nothing new.
    case duplicate

    /// The most that a file may have.
    package struct Limits: Equatable, Sendable {
        package var mebibytes: Int
        package var rows: Int

        package init(mebibytes: Int, rows: Int) {
            self.mebibytes = mebibytes
            self.rows = rows
        }

        /// Where nothing is set.
        package static let standard = Limits(mebibytes: 256, rows: 2_000_000)
    }

    /// What the practice has had before.
    package struct History: Equatable, Sendable {
        /// Whether the newest import of the kind has these bytes and this header.
        package var isNewest: Bool
        /// The fields that meant safety in the newest import of the same kind.
        package var safetyFields: Set<Field>
        /// How many patients have a stop or a condition in each field that tells of one; asked for only where columns that
        /// mean safety are gone.
        package var patients: [Field: Int]
        /// The names of the files that were imported last.
        package var names: Set<String>

        package init(
            isNewest: Bool = false, safetyFields: Set<Field> = [], patients: [Field: Int] = [:],
            names: Set<String> = []
        ) {
            self.isNewest = isNewest
            self.safetyFields = safetyFields
            self.patients = patients
            self.names = names
        }

        /// The fields that mean safety and have no column in a new export. How files with its header are to be read,
        /// staff have settled with the column gone where the layout was learnt.
        package func gone(from recognition: Recognition) -> Set<Field> {
            recognition.layout.source == .learned ? [] : safetyFields.subtracting(recognition.safetyFields)
        }
    }

    /// What a person has said about the file.
    package enum Approval: Equatable, Sendable {
        case none
        /// Staff want it imported; with what is wrong with the layout that they left beside it, in plain words.
        case given(problems: [String])
    }

    /// The short word for a verdict, as `inspect` prints it.
    package enum Word: String, Sendable {
        case accept
        case review
        case reject
        case duplicate
    }

    package var word: Word {
        switch self {
        case .accept: .accept
        case .hold: .review
        case .reject: .reject
        case .duplicate: .duplicate
        }
    }

    /// Why the file is not simply taken, in plain words; empty where it is.
    package var reasons: [String] {
        switch self {
        case .accept: []
        case .hold(let reasons): reasons
        case .reject(let reason): [reason]
        case .duplicate: [Self.saidAgain]
        }
    }

    // MARK: Deciding

    /// Decides what becomes of a file.
    ///
    /// - Parameters:
    ///   - bytes: how many bytes it has.
    ///   - profile: its shape.
    ///   - recognition: what its columns mean; nil where the shape alone says that it cannot be used.
    ///   - history: what the practice has had before.
    ///   - approval: what a person has said about it.
    ///   - name: what it is called; empty where its name is not to be judged.
    ///   - limits: the most that it may have.
    /// - Returns: the verdict.
    package static func decide(
        bytes: Int, profile: FileProfile, recognition: Recognition?, history: History = History(),
        approval: Approval = .none, name: String = "", limits: Limits
    ) -> FileVerdict {
        if let reason = rejection(bytes: bytes, limits: limits) { return .reject(reason) }
        if history.isNewest { return .duplicate }
        if let reason = rejection(of: profile, limits: limits) { return .reject(reason) }
        guard let recognition, recognition.isRecognised else {
            return mayBeList(recognition) ? .hold([unreadList]) : .reject(nothingRecognised)
        }
        let reasons =
            switch approval {
            // What staff have written must be what is done; all other doubts they have settled.
            case .given(let problems): problems + recognition.contradictions + lostLines(recognition)
            case .none:
                (ConflictingCopy.isOne(name, known: history.names) ? [ConflictingCopy.reason] : [])
                    + doubts(profile, recognition, history)
            }
        return reasons.isEmpty ? .accept : .hold(reasons)
    }

    /// Why a file of so many bytes is not even read; nil where it is.
    package static func rejection(bytes: Int, limits: Limits) -> String? {
        guard bytes > limits.mebibytes << 20 else { return nil }
        return "The file has \(bytes >> 20) MiB; at most \(limits.mebibytes) MiB are read."
    }

    /// Why a file of that shape cannot be used, whatever its columns mean; nil where it can.
    package static func rejection(of profile: FileProfile, limits: Limits) -> String? {
        if let reason = profile.rejection { return reason }
        if profile.rows > limits.rows {
            return "The file has \(profile.rows) rows; at most \(limits.rows) are read. Export fewer patients at once."
        }
        // An empty list would take the place of the last one, and every patient would be missing from it.
        if profile.rows == 0 {
            return "The file names its columns and has no rows. Export it again, and check the choice of patients."
        }
        return nil
    }

    /// What the meaning of its columns alone comes to, nobody having said anything about the file.
    package static func ofColumns(_ recognition: Recognition) -> FileVerdict {
        guard recognition.isRecognised else { return .reject(nothingRecognised) }
        // A layout that a person wrote and the cells deny: told only where nothing else has to be settled first.
        let reasons = recognition.doubts.isEmpty ? recognition.contradictions : recognition.doubts
        return reasons.isEmpty ? .accept : .hold(reasons)
    }

    /// Whether a file may still be being written, so that it is given time: a copy that goes on would mend it.
    ///
    /// - Parameters:
    ///   - bytes: How many bytes it has. Many programs make a file first and write it when they have all that it is to hold.
    ///   - profile: Its shape; nil where it has not been looked at yet.
    /// - Returns: Whether it is waited for.
    package static func isUnfinished(bytes: Int, profile: FileProfile? = nil) -> Bool {
        bytes == 0 || profile?.damage.contains { $0.kind == .nul || $0.kind == .tornRecord } ?? false
    }

    private static func doubts(_ profile: FileProfile, _ recognition: Recognition, _ history: History) -> [String] {
        var doubts = ofColumns(recognition).reasons + lostLines(recognition)
        let gone = history.gone(from: recognition)
        if !gone.isEmpty {
            let names = gone.map(\.rawValue).sorted().joined(separator: ", ")
            doubts.append("The last export of this kind told who must not be called (\(names)); this one does not.")
            doubts += lacking(recognition, history).map { [$0] } ?? []
        }
        // Every line of a list without a header may hold numbers; those that are shorter stand outside the table.
        let outside = profile.preambleRows + profile.footerRows
        if recognition.kind == .suppressions, !recognition.hasHeader, outside > 0 {
            doubts.append(
                "The list does not have the same number of telephones in every line, and \(outside) of its lines would not be read. Put each telephone in a line of its own."
            )
        }
        for damage in profile.damage where damage.kind != .replacementCharacter { doubts.append(damage.sentence) }
        return doubts
    }

    /// Whether a file that could not be read may hold people who must not be called: it has telephones, or a header that
    /// speaks of it.
    private static func mayBeList(_ recognition: Recognition?) -> Bool {
        guard let recognition else { return false }
        return recognition.columns.contains { column in
            holdsTelephone(column.header) || column.samples.contains(where: holdsTelephone)
                || PermissionColumns.speaks(of: column.header)
        }
    }

    /// What is told of such a file.
    private static let unreadList = """
        This file could not be read, and it may be a list of people who must not be called. Put each telephone, or each \
        patient number under the heading "Patient No", into a line of its own with nothing else in it, and drop it again. Or \
        approve it, if nobody in it is to be called; its lines that cannot be read are then told. Until then nobody is \
        stopped by it.
        """

    /// A line of a do-not-call list that was taken for the names of the columns: it, and all above it, would not be read.
    private static func lostLines(_ recognition: Recognition) -> [String] {
        guard recognition.kind == .suppressions, recognition.hasHeader,
            recognition.columns.contains(where: { holdsTelephone($0.header) })
        else { return [] }
        return [
            """
            The line that was taken for the names of the columns holds a telephone, and neither it nor the lines above it \
            would be read. Put each telephone into a line of its own with nothing else in it, and drop the list again.
            """
        ]
    }

    /// Whether a cell holds so many digits that it may be a telephone.
    private static func holdsTelephone(_ cell: String) -> Bool {
        (9...15).contains(cell.utf8.count { (48...57).contains($0) }) || PhoneReader.read(cell).usable != nil
    }

    /// The columns that tell a stop or a condition of patients and that a narrower export lacks, each with how many have one.
    private static func lacking(_ recognition: Recognition, _ history: History) -> String? {
        let lacking = history.patients.filter { !recognition.has($0.key) && $0.value > 0 }
            .sorted { ($0.key.isSafety ? 0 : 1, $0.key.rawValue) < ($1.key.isSafety ? 0 : 1, $1.key.rawValue) }
        guard !lacking.isEmpty else { return nil }
        let words = lacking.map {
            "\($0.key.rawValue) (\($0.value == 1 ? "1 patient has" : "\($0.value) patients have") one)"
        }
        return """
            It has no column for \(words.joined(separator: ", ")). What earlier exports said of these patients stands \
            until an export that has the column says otherwise.
            """
    }

    /// Why a file none of whose columns means anything is not used.
    package static let nothingRecognised =
        "No column of this file could be recognised: it holds neither patients nor a diary."
    /// What is told of the newest export once more.
    package static let saidAgain = "This is the newest export once more: what it says was said again."
}
