package import RecallCore

/// What is known of an export beside its bytes.
package struct ExportTerms: Equatable, Sendable {
    /// Whether a person has approved it, so that it is imported as it was read.
    package var isApproved: Bool
    /// Who has; by default whoever may move a file in the shared folder.
    package var approver: AuditActor
    /// How it is to be read, where somebody has said so; nil where its header and its cells tell.
    package var layout: Layout?
    /// The layout as it was written by hand, problems included; nil where nobody has.
    package var layoutText: String?
    /// What is wrong with the layout, in plain words.
    package var layoutProblems: [String]
    /// The list of which it is the newest state: whom the newest export of a list leaves out is not called. Nil where
    /// exports with the same header are one list.
    package var scope: String?
    /// Whether it is a part of its list, which leaves nobody out.
    package var isPart: Bool

    package init(
        isApproved: Bool = false, approver: AuditActor = .folder, layout: Layout? = nil, layoutText: String? = nil,
        layoutProblems: [String] = [], scope: String? = nil, isPart: Bool = false
    ) {
        self.isApproved = isApproved
        self.approver = approver
        self.layout = layout
        self.layoutText = layoutText
        self.layoutProblems = layoutProblems
        self.scope = scope
        self.isPart = isPart
    }

    /// The terms of a file that somebody has taken out; nobody is nil, where no person has approved it.
    package init(approver: AuditActor?, isPart: Bool) {
        if let approver {
            self.init(isApproved: true, approver: approver, isPart: isPart)
        } else {
            self.init()
        }
    }

    /// What a person has said about it.
    package var approval: FileVerdict.Approval { isApproved ? .given(problems: layoutProblems) : .none }
}
