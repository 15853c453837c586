internal import CLinux

/// The process's own memory.
package enum ProcessMemory {
    /// Keeps to one arena; to be called before there is a second thread, for then it is too late. Each thread that works
    /// would have one of its own, of whose end malloc_trim(3) gives nothing back (mallopt(3), M_ARENA_MAX).
    package static func keepOneArena() { clinux_keep_one_arena() }

    /// Keeps some MiB of what is freed until `giveBack`. While calls go on, a plan takes and frees as much every few
    /// seconds, and to ask the system for it each time costs more than to have it (mallopt(3), M_TRIM_THRESHOLD).
    package static func keepFreed() { clinux_keep_freed_memory(8 << 20) }

    /// Has the system write no dump of the memory, which holds patients, should the process die, and lets no other
    /// process of its user look into it. Whether all of it was agreed to: a sandbox may not let the process set the limit,
    /// and then sets it itself (`LimitCORE=0`).
    @discardableResult
    package static func keepFromDumps() -> Bool { clinux_keep_from_dumps() == 0 }

    /// Whether the system would write a dump of the memory.
    static var mayBeDumped: Bool { clinux_may_be_dumped() != 0 }

    /// Gives back to the system what a large piece of work has left behind, such as the plan of a practice: free memory,
    /// and code that is not needed while nothing happens.
    ///
    /// For a time of rest: what comes next begins a little slower.
    package static func giveBack() {
        clinux_trim_heap()
        clinux_let_go_of_code()
    }
}
