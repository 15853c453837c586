package import RecallCore

/// A line that waits for a member of staff.
package struct ListedTask: Sendable {
    package var event: Event
    package var file: String?

    package init(event: Event, file: String? = nil) {
        self.event = event
        self.file = file
    }
}
