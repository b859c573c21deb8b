package import YinfengModel

/// Why the register does not do what was asked: printed as `{"error":{…}}`, with the exit status of its class.
package struct RegisterRefusal: ExplainedError, Sendable, Equatable {
    /// The class, whose raw value is the exit status.
    package enum Class: Int32, Sendable {
        /// A rule refuses.
        case rule = 4
        /// No such filing, conflict or authority.
        case notFound = 5
        /// Another process is writing.
        case busy = 6
        /// The chain or the stored state is broken.
        case integrity = 7
        /// Wrong usage.
        case usage = 64
        /// The record cannot be read.
        case unreadable = 65
        /// No such file.
        case noInput = 66
        /// Cannot write.
        case cannotWrite = 73
    }

    /// The class.
    package let kind: Class
    /// `T101`, `A701`, …: stable for scripts.
    package let code: String
    /// What is wrong, in Chinese; never holds contacts.
    package let message: String
    /// The field concerned; empty when none is.
    package let field: String
    /// What to do; empty when nothing helps.
    package let remedy: String

    /// A refusal.
    package init(_ kind: Class, _ code: String, _ message: String, field: String = "", remedy: String = "") {
        self.kind = kind
        self.code = code
        self.message = message
        self.field = field
        self.remedy = remedy
    }

    /// The exit status.
    package var exitCode: Int32 { kind.rawValue }

    /// `拒绝[T402]`, message and remedy.
    package var explanation: Explanation {
        Explanation(place: "\(word)[\(code)]", fact: message, remedy: remedy)
    }

    private var word: String {
        switch kind {
        case .rule: "拒绝"
        case .notFound: "未找到"
        case .busy: "忙"
        case .integrity: "完整性"
        default: "错误"
        }
    }

    /// The same refusal with a longer remedy.
    func adding(remedy more: String) -> RegisterRefusal {
        RegisterRefusal(kind, code, message, field: field, remedy: remedy.isEmpty ? more : remedy + "；" + more)
    }

    /// The line that a script reads.
    package var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("error")
        writer.beginObject()
        writer.field("code", code)
        writer.field("message", message)
        writer.field("field", field)
        writer.field("remedy", remedy)
        writer.endObject()
        writer.endObject()
        return writer.text
    }
}
