/// What follows from requests that the provider refused for what stands in them.
///
/// One refused request is one refused request: its recall is set aside, and the next patient is called. Where several
/// patients in a row are refused, it is not the patients.
package enum RefusalRule {
    /// So many different patients in a row stop dialling.
    package static let mostInARow = 5

    /// Whether a refused request is taken to be the fault of its patient's record, so that the recall is set aside.
    ///
    /// Once dialling has stopped for a row of refusals, a request that is tried again and refused says nothing of its patient.
    ///
    /// - Parameter others: How many other patients were refused since a request was last accepted.
    /// - Returns: Whether the recall waits for a person; otherwise the attempt is only given back.
    package static func isOfPatient(others: Int) -> Bool { others < mostInARow }

    /// Whether so many different patients in a row stop dialling.
    package static func stopsDialling(inARow patients: Int) -> Bool { patients >= mostInARow }
}
