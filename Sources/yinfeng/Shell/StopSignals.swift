import Dispatch
import Foundation
import Synchronization

/// SIGINT and SIGTERM as a request to come to a good end; a second one ends the process the ordinary way.
final class StopSignals: @unchecked Sendable {
    private let first = Mutex<Int32?>(nil)
    // Kept alive as long as the signals are to be heard; written by `init` alone.
    private var sources: [any DispatchSourceSignal] = []

    init(_ action: @escaping @Sendable () -> Void) {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [weak self] in
                let isFirst =
                    self?.first.withLock { value in
                        defer { value = value ?? number }
                        return value == nil
                    } ?? true
                guard isFirst else { _exit(128 + number) }
                action()
            }
            source.resume()
            sources.append(source)
        }
    }

    /// The first signal that came, or nil.
    var received: Int32? { first.withLock { $0 } }
}
