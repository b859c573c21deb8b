import Foundation
import YinfengModel
package import YinfengTabular

/// Chunks from a source through several workers to an output, in order, with bounded memory.
///
/// Each worker takes a chunk, works on it, and hands it in; whoever hands in the next one that is due writes it and all
/// that wait behind it. A worker that is too far ahead of the output waits: that is the back-pressure, and the bound
/// of memory. The output's bytes do not depend on the number of workers nor on where chunks end.
package final class BatchPipeline: @unchecked Sendable {
    // Everything below is read and written under `state`, but for `source`, which `reading` guards, and `output`,
    // which belongs to the one worker that has set `isWriting`.
    private let state = NSCondition()
    private let reading = NSLock()
    private let source: any ChunkSource
    private let output: BatchOutput
    private let task: any BatchTask
    private let makeReader: @Sendable () -> JSONLineReader
    private let options: BatchOptions
    private let journal: BatchJournal?
    private let started: Double
    private let secondsBefore: Double

    private var issued = 0
    private var written = 0
    private var waiting: [Int: ChunkResult] = [:]
    private var isWriting = false
    private var isStopping = false
    private var ending = BatchEnding.finished
    private var failure: (any Error)?
    private var running = 0
    private var tally: BatchTally
    private var position: InputPosition
    private var lastCheckpoint: Double

    /// A run. `tally`, `position` and `secondsBefore` continue an earlier one. `makeReader` makes each worker's reader
    /// of NDJSON lines.
    package init(
        source: any ChunkSource, output: BatchOutput, task: any BatchTask,
        makeReader: @escaping @Sendable () -> JSONLineReader, options: BatchOptions, journal: BatchJournal? = nil,
        tally: BatchTally = BatchTally(), position: InputPosition = InputPosition(), secondsBefore: Double = 0
    ) {
        self.source = source
        self.output = output
        self.task = task
        self.makeReader = makeReader
        self.options = options
        self.journal = journal
        self.tally = tally
        self.position = position
        self.secondsBefore = secondsBefore
        started = options.now()
        lastCheckpoint = started
    }

    /// Asks the workers to finish their chunks and end; may be called from any thread.
    package func stop() {
        state.lock()
        if !isStopping {
            isStopping = true
            ending = .stopped
        }
        state.broadcast()
        state.unlock()
    }

    /// Runs to the end and returns how it ended; blocks the calling thread. Throws what reading or writing threw, after
    /// the rows before it were written and noted in the checkpoint.
    package func run() throws -> BatchOutcome {
        saveCheckpoint()
        state.lock()
        running = options.jobs
        state.unlock()
        for number in 1...options.jobs {
            let thread = Thread { self.work() }
            thread.name = "batch-\(number)"
            thread.stackSize = 4 << 20
            thread.start()
        }
        state.lock()
        while running > 0 { state.wait() }
        let (ending, failure, tally) = (ending, failure, tally)
        state.unlock()
        let changed = changeOfInput()
        if ending != .finished || failure != nil {
            // After too many errors the output ends inside a chunk: the checkpoint before it stays.
            if changed == nil, ending != .tooManyErrors {
                try? output.synchronize(rows: tally.rows, canResume: true)
                saveCheckpoint()
            }
        } else if changed == nil {
            try output.synchronize(rows: tally.rows, canResume: journal != nil)
        }
        if let failure { throw failure }
        if let changed { throw changed }
        return BatchOutcome(
            ending: ending, tally: tally, seconds: options.now() - started, secondsBefore: secondsBefore,
            outputLength: output.length)
    }

    // MARK: Workers

    private func work() {
        let worker = ChunkWorker(task: task, reader: makeReader(), options: options)
        while let (number, chunk) = take() { deliver(worker.process(chunk), number) }
        state.lock()
        running -= 1
        state.broadcast()
        state.unlock()
    }

    private func take() -> (number: Int, chunk: BatchChunk)? {
        let window = options.jobs * 3
        state.lock()
        while !isStopping, issued - written >= window { state.wait() }
        state.unlock()
        reading.lock()
        defer { reading.unlock() }
        if shouldStop { return nil }
        do {
            guard let chunk = try source.next(shouldStop: { self.shouldStop }) else { return nil }
            state.lock()
            defer { state.unlock() }
            issued += 1
            return (issued - 1, chunk)
        } catch {
            fail(error)
            return nil
        }
    }

    private var shouldStop: Bool {
        state.lock()
        defer { state.unlock() }
        return isStopping
    }

    private func fail(_ error: any Error) {
        state.lock()
        if failure == nil { failure = error }
        isStopping = true
        state.broadcast()
        state.unlock()
    }

    private func deliver(_ result: ChunkResult, _ number: Int) {
        state.lock()
        waiting[number] = result
        guard !isWriting else {
            state.unlock()
            return
        }
        isWriting = true
        while let next = waiting.removeValue(forKey: written) {
            writeNext(next)
            guard waiting[written] == nil else { continue }
            // The writing right is kept until the checkpoint is made, so that output and position belong together.
            let (rows, errors) = (tally.rows, tally.errors)
            let isDue = journal != nil && options.now() - lastCheckpoint >= options.checkpointSeconds && !isStopping
            if isDue { lastCheckpoint = options.now() }
            state.unlock()
            if isDue { checkpoint(rows: rows) }
            options.progress(rows, errors)
            state.lock()
        }
        isWriting = false
        state.unlock()
    }

    /// Writes the chunk that is due. Called with `state` locked, which it gives up while it writes.
    private func writeNext(_ next: ChunkResult) {
        let (rows, errors) = (tally.rows, tally.errors)
        let isOpen = failure == nil && ending != .tooManyErrors
        state.unlock()
        var outcome: Result<(tally: BatchTally, isLast: Bool), any Error>?
        if isOpen { outcome = Result { try write(next, rowsBefore: rows, errorsBefore: errors) } }
        state.lock()
        switch outcome {
        case .success(let done)?:
            tally.add(done.tally)
            if done.isLast {
                ending = .tooManyErrors
                isStopping = true
            } else {
                position = next.end
            }
        case .failure(let error)?:
            if failure == nil { failure = error }
            isStopping = true
        case nil: break
        }
        written += 1
        state.broadcast()
    }

    /// Writes a chunk's lines, up to the bad row that is one too many.
    private func write(
        _ chunk: ChunkResult, rowsBefore: Int, errorsBefore: Int
    ) throws -> (tally: BatchTally, isLast: Bool) {
        var length = chunk.bytes.count
        var tally = chunk.tally
        var isLast = false
        if let most = options.mostErrors, errorsBefore + chunk.errorEnds.count > most {
            let last = chunk.errorEnds[most - errorsBefore]
            length = last.length
            // The histograms may count rows that are not written: the run is a failure anyway.
            tally.rows = last.row
            tally.errors = most - errorsBefore + 1
            isLast = true
        }
        try chunk.bytes.withUnsafeBytes { bytes in
            try output.write(
                UnsafeRawBufferPointer(rebasing: bytes[..<length]), rows: rowsBefore, canResume: journal != nil)
        }
        return (tally, isLast)
    }

    // MARK: Checkpoints

    private func checkpoint(rows: Int) {
        if let changed = changeOfInput() { return fail(changed) }
        do {
            try output.synchronize(rows: rows, canResume: journal != nil)
            saveCheckpoint()
        } catch {
            fail(error)
        }
    }

    private func changeOfInput() -> BatchError? {
        guard let journal, let now = source.identity, now != journal.identity else { return nil }
        let fact =
            now.size == journal.identity.size ? "修改时间变了" : "由 \(journal.identity.size) 字节变为 \(now.size) 字节"
        return .inputChanged(path: journal.input, fact: fact)
    }

    private func saveCheckpoint() {
        guard let journal else { return }
        state.lock()
        let (position, tally) = (position, tally)
        state.unlock()
        // A checkpoint that the disk refuses leaves the older one, which is as good but for the time.
        _ = journal.save(
            position, outputLength: output.length, tally: tally, seconds: secondsBefore + options.now() - started)
    }
}

/// What came of a run.
package struct BatchOutcome: Sendable {
    /// How it ended.
    package let ending: BatchEnding
    /// The counts, those of an earlier part of the run included.
    package let tally: BatchTally
    /// Seconds of this part.
    package let seconds: Double
    /// Seconds of earlier parts.
    package let secondsBefore: Double
    /// The output's length in bytes.
    package let outputLength: Int
}
