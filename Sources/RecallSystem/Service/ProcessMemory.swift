internal import CLinux

/// The process's own memory.
package enum ProcessMemory {
    /// Keeps to few arenas, before there are threads: each thread that works would have one of its own, which it never
    /// gives back whole (mallopt(3), M_ARENA_MAX).
    package static func keepFewArenas() { clinux_keep_few_arenas(2) }

    /// Has the system write no dump of the memory, which holds patients, should the process die. Whether it agreed: a
    /// sandbox may not let the process ask, and then says so itself (`LimitCORE=0`).
    @discardableResult
    package static func keepFromDumps() -> Bool { clinux_keep_from_dumps() == 0 }

    /// Gives back to the system what a large piece of work has left free, such as the plan of a practice.
    package static func giveBack() { clinux_give_back_memory() }
}
