package import YinfengModel

/// What a call prints: one line, the contract of scripts.
package struct RegisterLine: Sendable, Equatable {
    /// `FT-…`, a draft's handle, or nil for a record that is only checked.
    package var no: String?
    /// The register's order.
    package var seq: Int?
    /// The state now.
    package var state: FilingState?
    /// The flag.
    package var contested = false
    /// 报送单位.
    package var filer: String?
    /// 受理单位 that holds it.
    package var acceptor: String?
    /// ISO day.
    package var protectFrom: String?
    /// ISO day: moved for rest days, or raw while provisional.
    package var protectTo: String?
    /// `calendar missing 2027` or nil.
    package var provisional: String?
    /// The next day something is due.
    package var due: String?
    /// The filings met.
    package var conflicts: [LineConflict] = []
    /// The level required.
    package var escalation: LineEscalation?
    /// Whether a progress renews; nil for other verbs.
    package var qualifies: Bool?
    /// Remarks.
    package var notes: [RegisterNote] = []
    /// The head of the chain after the call.
    package var head = ""
    /// For `check --leads`: the row's id.
    package var id: String?
    /// Project name, for tables; never a contact.
    package var projectName: String?

    /// A conflict on the line.
    package struct LineConflict: Sendable, Equatable {
        /// The other filing's number.
        package var no: String
        /// The conflict's own number, when one is open or was.
        package var conflict: String?
        /// How serious.
        package var tier: ConflictHit.Tier
        /// I0…I5.
        package var investor: String
        /// C0…C3.
        package var content: String
        /// The compared fields.
        package var fields: [String]
    }

    /// The escalation on the line.
    package struct LineEscalation: Sendable, Equatable {
        /// The level required; nil when none is.
        package var level: String?
        /// Who holds it now.
        package var acceptor: String?
        /// Why.
        package var because: String
    }

    /// An empty line.
    package init() {}

    /// The line as NDJSON without the line end, keys in the order of the contract.
    package var json: String {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.text
    }

    /// Writes the line's object.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        if let id { writer.field("id", id) }
        writer.field("no", no)
        writer.key("seq")
        if let seq { writer.integer(seq) } else { writer.null() }
        writer.field("state", state?.rawValue)
        writer.field("contested", contested)
        writer.field("filer", filer)
        writer.field("acceptor", acceptor)
        writer.field("protect_from", protectFrom)
        writer.field("protect_to", protectTo)
        writer.field("provisional", provisional)
        writer.field("due", due)
        writer.key("conflicts")
        writer.beginArray()
        for conflict in conflicts {
            writer.beginObject()
            writer.field("no", conflict.no)
            writer.field("conflict", conflict.conflict)
            writer.field("tier", conflict.tier.rawValue)
            writer.field("investor", conflict.investor)
            writer.field("content", conflict.content)
            writer.field("fields", conflict.fields)
            writer.endObject()
        }
        writer.endArray()
        writer.key("escalation")
        if let escalation {
            writer.beginObject()
            writer.field("level", escalation.level)
            writer.field("acceptor", escalation.acceptor)
            writer.field("because", escalation.because)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.key("qualifies")
        if let qualifies { writer.bool(qualifies) } else { writer.null() }
        writer.key("notes")
        writer.beginArray()
        for note in notes {
            writer.beginObject()
            writer.field("code", note.code)
            writer.field("message", note.message)
            writer.endObject()
        }
        writer.endArray()
        writer.field("head", head)
        writer.endObject()
    }
}
