package import RecallCore

/// A line of news with the file of the outbox that it stands in; nil while it waits for one.
package struct FiledEvent: Equatable, Sendable {
    package var event: Event
    package var file: String?

    package init(_ event: Event, file: String?) {
        self.event = event
        self.file = file
    }
}
