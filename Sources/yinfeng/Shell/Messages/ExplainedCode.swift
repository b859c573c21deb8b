/// A code that stands before a line for a person and is explained in `docs/messages.zh.md`.
protocol ExplainedCode {
    /// The code.
    var rawValue: String { get }
    /// What has happened.
    var situation: String { get }
    /// What to do.
    var remedy: String { get }
}
