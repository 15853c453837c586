#if canImport(Glibc)
import Glibc
#endif

/// What libFuzzer calls with each input that it makes up: anything that does not hold ends the process, and the fuzzer
/// keeps the input. `Scripts/fuzz` builds this together with Tabular and the tests' obvious reader.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let input = FuzzInput(bytes) else { return 0 }
    do {
        if let failure = try input.failure() { preconditionFailure(failure) }
    } catch {
        preconditionFailure("\(error)")
    }
    return 0
}
