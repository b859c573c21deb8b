package import YinfengModel
import YinfengTabular

/// What is done with each row. Immutable, shared by all workers.
package protocol BatchTask: Sendable {
    /// The fields whose values the task reads; nil for all. Rows are refused for faults in any field.
    var fields: Set<FieldKey>? { get }
    /// A worker with memory of its own.
    func makeWorker() -> any BatchWorker
}

extension BatchTask {
    package var fields: Set<FieldKey>? { nil }
}

/// Turns rows into lines; used by one thread.
package protocol BatchWorker: AnyObject {
    /// Writes what the line of a usable row says after its id, into the open object, and counts it.
    func writeMembers(of lead: Lead, to json: inout JSONWriter, tally: inout BatchTally)
}

/// The settings of a run that are no task's.
package struct BatchOptions: Sendable {
    /// The number of workers.
    package var jobs: Int
    /// Whether each line of NDJSON begins with its row's number and a tab: engines that cut a list into parts number
    /// its rows beforehand.
    package var isNumbered: Bool
    /// Rows that repeat others, when they are to be marked.
    package var duplicates: DuplicateTable?
    /// The run ends after this many bad rows; nil for never.
    package var mostErrors: Int?
    /// Seconds between checkpoints.
    package var checkpointSeconds: Double
    /// Seconds of some steady clock; the room itself has none.
    package var now: @Sendable () -> Double
    /// Told after every chunk: rows done and errors among them.
    package var progress: @Sendable (_ rows: Int, _ errors: Int) -> Void

    /// Settings.
    package init(
        jobs: Int, isNumbered: Bool = false, mostErrors: Int? = nil, checkpointSeconds: Double = 3,
        now: @escaping @Sendable () -> Double,
        progress: @escaping @Sendable (_ rows: Int, _ errors: Int) -> Void = { _, _ in }
    ) {
        self.jobs = max(1, jobs)
        self.isNumbered = isNumbered
        duplicates = nil
        self.mostErrors = mostErrors
        self.checkpointSeconds = checkpointSeconds
        self.now = now
        self.progress = progress
    }
}

/// How a run ended.
package enum BatchEnding: Sendable, Equatable {
    /// All rows are done.
    case finished
    /// It was asked to stop.
    case stopped
    /// More bad rows than allowed.
    case tooManyErrors
}
