import Foundation
import Synchronization
import YinfengBatch
import YinfengCatalog
import YinfengModel
import YinfengTabular
import YinfengText

/// Runs of the pipeline over files of their own folder.
struct Support {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let catalog = Result(catching: {
        try FieldCatalog(from: CatalogStore(folders: [root + "/Catalogs"]), folder: TextFolder())
    })

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "yinfeng-batch-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes a file and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: folder.appending(path: name))
        return path(name)
    }

    func text(_ path: String) throws -> String {
        try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    /// A run of the echo task from a file to a file; with `resume` from the checkpoint that stands there.
    @discardableResult
    func run(
        _ input: String, to output: String, jobs: Int = 2, chunk: Int = 64, mostErrors: Int? = nil,
        isNumbered: Bool = false, resume: Bool = false, stopAfter: Int? = nil, settings: String = "a",
        task: (any BatchTask)? = nil
    ) throws -> BatchOutcome {
        let catalog = try Support.catalog.get()
        let checkpointPath = Checkpoint.path(forOutput: output)
        let run = ["设置": settings]
        let earlier = resume ? try Checkpoint.read(checkpointPath) : nil
        let start =
            try earlier?.position(in: input, run: run, checkpoint: checkpointPath) ?? InputPosition()
        let source = try BatchInput.open(
            input, catalog: catalog, options: ReadOptions(), chunkBytes: chunk, from: start)
        guard let identity = InputIdentity(path: input) else { throw Missing() }
        let holder = Mutex<BatchPipeline?>(nil)
        // A clock that ticks with every look makes every chunk a checkpoint.
        let clock = Mutex(0.0)
        let options = BatchOptions(
            jobs: jobs, isNumbered: isNumbered, mostErrors: mostErrors, checkpointSeconds: 1,
            now: {
                clock.withLock {
                    $0 += 1
                    return $0
                }
            },
            progress: { rows, _ in
                if let stopAfter, rows >= stopAfter { holder.withLock { $0 }?.stop() }
            })
        let pipeline = BatchPipeline(
            source: source, output: try BatchOutput(path: output, keeping: earlier?.outputLength),
            task: task ?? EchoTask(), makeReader: { JSONLineReader(file: input, catalog: catalog) }, options: options,
            journal: BatchJournal(path: checkpointPath, run: run, input: input, identity: identity),
            tally: earlier?.tally ?? BatchTally(), position: start)
        holder.withLock { $0 = pipeline }
        return try pipeline.run()
    }

    struct Missing: Error {}
}

/// Writes a lead's id and words; rows of different weight take different time, so that order is put to the test.
struct EchoTask: BatchTask {
    func makeWorker() -> any BatchWorker { Worker() }

    final class Worker: BatchWorker {
        func writeMembers(of lead: Lead, to json: inout JSONWriter, tally: inout BatchTally) {
            if lead.id.hashValue % 7 == 0 { usleep(300) }
            tally.verdicts["admit", default: 0] += 1
            json.field("content", lead.text(.content))
            json.field("row", lead.location.row)
        }
    }
}

/// A small generator with a seed, so that a failing case comes again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

/// Adds a line to the input while it is read.
struct GrowingTask: BatchTask {
    let input: String

    func makeWorker() -> any BatchWorker { Worker(input: input) }

    final class Worker: BatchWorker {
        private let input: String
        private var isDone = false

        init(input: String) { self.input = input }

        func writeMembers(of lead: Lead, to json: inout JSONWriter, tally: inout BatchTally) {
            if !isDone, let handle = try? FileHandle(forWritingTo: URL(filePath: input)) {
                isDone = true
                _ = try? handle.seekToEnd()
                try? handle.write(contentsOf: Data("{}\n".utf8))
                try? handle.close()
            }
            json.field("row", lead.location.row)
        }
    }
}
