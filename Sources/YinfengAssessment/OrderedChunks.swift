import Foundation

/// A list of any length through several workers, chunk by chunk, results handed over in the order of the input.
///
/// Memory is bounded: a worker that is too far ahead of the output waits. The results do not depend on the number of
/// workers. For work that reads and writes whole files; a list in memory goes through `OrderedMap`.
package final class OrderedChunks<Chunk, Output>: @unchecked Sendable {
    // `state` guards every variable below; `source` and `sink` are called by one worker at a time, `source` under
    // `reading`, `sink` by whoever has set `isWriting`.
    private let state = NSCondition()
    private let reading = NSLock()
    private let source: () throws -> Chunk?
    private let sink: (Output) throws -> Void
    private let jobs: Int
    private var issued = 0
    private var written = 0
    private var waiting: [Int: Output] = [:]
    private var isWriting = false
    private var isEnded = false
    private var failure: (any Error)?
    private var running = 0

    /// Work that takes chunks from `source` until it gives nil and hands results to `sink`; neither is ever called by
    /// two threads at once.
    package init(jobs: Int, source: @escaping () throws -> Chunk?, sink: @escaping (Output) throws -> Void) {
        self.jobs = max(1, jobs)
        self.source = source
        self.sink = sink
    }

    /// Runs to the end, blocking the calling thread. `makeWorker` is called once a worker, on its thread, and makes
    /// what works on one chunk. Throws what reading or writing threw, after the results before it were handed over.
    package func run(_ makeWorker: @escaping @Sendable () -> (Chunk) -> Output) throws {
        guard jobs > 1 else {
            let work = makeWorker()
            while let chunk = try source() { try sink(work(chunk)) }
            return
        }
        running = jobs
        for _ in 0..<jobs {
            let thread = Thread { self.loop(makeWorker()) }
            thread.stackSize = 4 << 20
            thread.start()
        }
        state.lock()
        while running > 0 { state.wait() }
        let failure = failure
        state.unlock()
        if let failure { throw failure }
    }

    private func loop(_ work: (Chunk) -> Output) {
        while let (number, chunk) = take() { deliver(work(chunk), number) }
        state.lock()
        running -= 1
        state.broadcast()
        state.unlock()
    }

    private func take() -> (number: Int, chunk: Chunk)? {
        reading.lock()
        defer { reading.unlock() }
        state.lock()
        while !isEnded, issued - written >= jobs * 4 { state.wait() }
        let stops = isEnded
        state.unlock()
        if stops { return nil }
        let next = Result { try source() }
        state.lock()
        defer { state.unlock() }
        switch next {
        case .success(let chunk?):
            issued += 1
            return (issued - 1, chunk)
        case .success(nil): isEnded = true
        case .failure(let error):
            isEnded = true
            if failure == nil { failure = error }
        }
        return nil
    }

    private func deliver(_ output: Output, _ number: Int) {
        state.lock()
        defer { state.unlock() }
        waiting[number] = output
        guard !isWriting else { return }
        isWriting = true
        while let next = waiting.removeValue(forKey: written) {
            state.unlock()
            let outcome = Result { try sink(next) }
            state.lock()
            if case .failure(let error) = outcome {
                isEnded = true
                if failure == nil { failure = error }
                waiting.removeAll()
                state.broadcast()
                return
            }
            written += 1
            state.broadcast()
        }
        isWriting = false
    }
}
