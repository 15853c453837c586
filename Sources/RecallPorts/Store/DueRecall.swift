import RecallCore

/// A recall of the queue whose time has come.
package struct DueRecall: Equatable, Sendable {
    package var recall: String
    package var practice: String

    package init(recall: String, practice: String) {
        self.recall = recall
        self.practice = practice
    }
}
