/// The version of recalld, as `--version` prints it and the package bears it.
package enum Version {
    package static let current = "0.1.0"
}
