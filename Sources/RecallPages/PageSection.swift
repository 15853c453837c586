import RecallCore

/// The parts of the page; their raw values are the anchors that links lead to.
enum PageSection: String {
    case problems, tasks, bookings, changes, calls, recalls, exports, reviews, layouts, rejected, outbox, history

    var heading: String {
        switch self {
        case .problems: "Problems"
        case .tasks: "Tasks"
        case .bookings: "Bookings to enter"
        case .changes: "Changes to check"
        case .calls: "Calls today"
        case .recalls: "Recalls"
        case .exports: "Exports"
        case .reviews: "Files to check"
        case .layouts: "Layouts that were approved"
        case .rejected: "Rejected files"
        case .outbox: "Files to collect"
        case .history: "The last four weeks"
        }
    }
}
