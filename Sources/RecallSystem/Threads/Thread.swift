internal import CLinux
internal import Glibc

/// Threads of the system.
enum Thread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread that ends when `body` returns. The name shows in `ps -T` and in a debugger, 15 bytes of it.
    static func start(name: String, _ body: @escaping @Sendable () -> Void) {
        // The new thread takes over the one reference that is passed to it.
        let context = unsafe Unmanaged.passRetained(
            Body {
                unsafe clinux_name_thread(name)
                body()
            })
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { context in
                if let context = unsafe context {
                    unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                }
                return nil
            }, context.toOpaque())
        precondition(code == 0, "the system gives no thread (error \(code))")
        pthread_detach(thread)
    }
}
