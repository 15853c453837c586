import RecallSystem
import Testing

@testable import RecallDaemon

/// What `check` makes of what it finds; that it finds it is shown with real folders and under a real systemd.
struct ProofTests {
    @Test(
        arguments: [
            (0, Proof.State.note), (199 << 20, .note), ((200 << 20) - 1, .note), (200 << 20, .proved),
            (5 << 40, .proved),
        ] as [(Int64, Proof.State)])
    func `less than 200 MiB in the shared folder is told of`(free: Int64, state: Proof.State) {
        let proof = Prover.space("harbour-lane", free: free)
        #expect(proof.state == state)
        #expect(proof.practice == "harbour-lane")
        #expect(proof.words.contains("\(free >> 20) MiB free"))
    }

    @Test(arguments: [(true, Proof.State.proved), (false, .note), (nil, .note)] as [(Bool?, Proof.State)])
    func `a clock that nothing keeps right is told of, with what to install`(isKept: Bool?, state: Proof.State) {
        let proof = Prover.clock(isKept: isKept)
        #expect(proof.state == state)
        #expect(proof.words.contains("apt install") == (isKept == false))
    }

    @Test(arguments: [
        (WriterProbe.noWriter, Proof.State.proved), (.writerOpen, .failed), (.notOurs, .note), (.unsupported, .note),
    ])
    func `a file system that does not tell who writes is told of`(probe: WriterProbe, state: Proof.State) {
        #expect(Prover.writers("harbour-lane", probe).state == state)
    }
}
