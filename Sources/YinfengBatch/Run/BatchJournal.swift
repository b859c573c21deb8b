import YinfengModel

/// Keeps the checkpoint of a run whose input and output are files.
package struct BatchJournal: Sendable {
    /// The checkpoint's path.
    package let path: String
    /// Everything that decides the output's bytes.
    package let run: [String: String]
    /// The input's path.
    package let input: String
    /// The input's state when the run began.
    package let identity: InputIdentity

    /// A journal.
    package init(path: String, run: [String: String], input: String, identity: InputIdentity) {
        self.path = path
        self.run = run
        self.input = input
        self.identity = identity
    }

    /// Writes the state of the run; false when the disk does not take it (the old state stays).
    func save(_ position: InputPosition, outputLength: Int, tally: BatchTally, seconds: Double) -> Bool {
        Checkpoint(
            run: run, input: input, identity: identity, position: position, outputLength: outputLength, tally: tally,
            seconds: seconds
        ).write(path)
    }
}
