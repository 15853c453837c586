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

        package init(isNewest: Bool = false, safetyFields: Set<Field> = []) {
            self.isNewest = isNewest
            self.safetyFields = safetyFields
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
    ///   - limits: the most that it may have.
    /// - Returns: the verdict.
    package static func decide(
        bytes: Int, profile: FileProfile, recognition: Recognition?, history: History = History(),
        approval: Approval = .none, limits: Limits
    ) -> FileVerdict {
        if let reason = rejection(bytes: bytes, limits: limits) { return .reject(reason) }
        if history.isNewest { return .duplicate }
        if let reason = rejection(of: profile, limits: limits) { return .reject(reason) }
        guard let recognition, recognition.isRecognised else { return .reject(nothingRecognised) }
        let reasons =
            switch approval {
            // What staff have written must be what is done; all other doubts they have settled.
            case .given(let problems): problems + recognition.contradictions
            case .none: doubts(profile, recognition, history)
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

    /// What is not whole about a file that may still be being written, so that it is given time; nil where it looks whole.
    ///
    /// A copy that has stopped half-way often ends in a torn record too; the NUL bytes behind it say more.
    package static func unfinished(_ profile: FileProfile) -> Damage? {
        profile.damage.first { $0.kind == .nul } ?? profile.damage.first { $0.kind == .tornRecord }
    }

    private static func doubts(_ profile: FileProfile, _ recognition: Recognition, _ history: History) -> [String] {
        var doubts = ofColumns(recognition).reasons
        // How files with this header are to be read, staff have settled with the column gone.
        if recognition.layout.source != .learned {
            let gone = history.safetyFields.subtracting(recognition.safetyFields).map(\.rawValue).sorted()
            if !gone.isEmpty {
                doubts.append(
                    "The last export of this kind told who must not be called (\(gone.joined(separator: ", "))); this one does not."
                )
            }
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

    /// Why a file none of whose columns means anything is not used.
    package static let nothingRecognised =
        "No column of this file could be recognised: it holds neither patients nor a diary."
    /// What is told of the newest export once more.
    package static let saidAgain = "This is the newest export once more: what it says was said again."
}
