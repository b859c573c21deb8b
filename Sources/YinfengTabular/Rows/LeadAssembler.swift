import YinfengModel
import YinfengText

/// Makes a `LeadRow` of the cells of a row. Immutable and free to share between threads.
struct LeadAssembler: Sendable {
    /// A row on the way.
    struct Draft {
        let row: Int
        let sheet: String?
        var fields: [FieldKey: FieldValue] = [:]
        var extras: [Lead.ExtraColumn] = []
        var issues: [RowIssue] = []
        /// Whether a value is suspect.
        var isDoubtful = false

        init(row: Int, sheet: String?, capacity: Int = 0) {
            self.row = row
            self.sheet = sheet
            fields.reserveCapacity(capacity)
        }
    }

    let file: String
    let cells: CellReader
    private let crossCheck: CrossCheck

    init(file: String, catalog: FieldCatalog) {
        self.file = file
        cells = CellReader(catalog: catalog)
        crossCheck = CrossCheck(catalog: catalog)
    }

    /// Reads a cell into the draft.
    func add(_ raw: String, _ plan: ColumnPlan, to draft: inout Draft, note: Doubt? = nil) {
        if case .extra = plan.reading { return carry(raw, plan.heading, in: &draft) }
        add(raw, plan, cells.read(raw, plan), to: &draft, note: note)
    }

    /// Adds a cell that was read already.
    func add(_ raw: String, _ plan: ColumnPlan, _ outcome: CellOutcome, to draft: inout Draft, note: Doubt? = nil) {
        switch outcome {
        case .blank: return
        case .value(let content, let doubts):
            // Of two columns of one field the first that says something counts; the other is carried along.
            if plan.mayRepeat, let first = draft.fields[plan.key], first.content != .missing {
                return carry(raw, plan.heading, in: &draft)
            }
            let place = SourceLocation(file: file, sheet: draft.sheet, row: draft.row, column: plan.heading)
            if note?.kind == .suspect || !doubts.isEmpty && doubts.contains(where: { $0.kind == .suspect }) {
                draft.isDoubtful = true
            }
            draft.fields[plan.key] = FieldValue(
                raw: raw, content: content, doubts: note.map { doubts + [$0] } ?? doubts, location: place)
            // Words under a heading of codes (行业分类) still say what is made.
            if case .industryCode = plan.reading, !doubts.isEmpty, draft.fields[.industryText] == nil {
                draft.fields[.industryText] = FieldValue(raw: raw, content: content, location: place)
            }
        case .fault(let message): fail(raw, plan, message, in: &draft)
        }
    }

    /// Carries a cell that no field claims.
    func carry(_ raw: String, _ heading: String, in draft: inout Draft) {
        guard !raw.isEmpty else { return }
        draft.extras.append(Lead.ExtraColumn(heading: heading, value: raw))
    }

    /// Notes a fault of the row.
    func fail(_ raw: String, _ plan: ColumnPlan, _ message: String, in draft: inout Draft) {
        let place = SourceLocation(file: file, sheet: draft.sheet, row: draft.row, column: plan.heading)
        // A private cell is never shown, whatever is wrong with it.
        draft.issues.append(
            RowIssue(
                location: place, value: plan.isPrivate ? "" : LeadAssembler.shortened(raw),
                message: plan.isPrivate ? "内容无法读取；请核对" : message))
    }

    /// Notes a fault of the row as a whole or of a column that is not planned.
    func fail(column: String?, value: String, _ message: String, in draft: inout Draft) {
        let place = SourceLocation(file: file, sheet: draft.sheet, row: draft.row, column: column)
        draft.issues.append(RowIssue(location: place, value: LeadAssembler.shortened(value), message: message))
    }

    /// Ends a row: cross-checks its cells and gives it its id. With `namesByCode` a code in the place of a running number
    /// (编号 A1) names the row, for rows that know nothing of their column.
    func finish(_ draft: Draft, idPrefix: String = "", namesByCode: Bool = false) -> LeadRow {
        var fields = draft.fields
        if namesByCode, fields[.projectID] == nil, let number = fields[.rowNumber],
            case .text(let code) = number.content, IdentityColumn.isCode(code),
            number.location?.column != FieldKey.rowNumber.rawValue
        {
            fields[.projectID] = number
            fields[.rowNumber] = nil
        }
        let isDoubtful = crossCheck.apply(to: &fields) || draft.isDoubtful
        var id = idPrefix + String(draft.row)
        if case .text(let own)? = fields[.projectID]?.content { id = own }
        let location = SourceLocation(file: file, sheet: draft.sheet, row: draft.row)
        let lead = Lead(id: id, location: location, fields: fields, extras: draft.extras)
        return LeadRow(
            location: location, lead: draft.issues.isEmpty ? lead : nil, partial: lead, issues: draft.issues,
            isDoubtful: isDoubtful)
    }

    private static func shortened(_ raw: String) -> String {
        raw.utf8.count <= 200 ? raw : String(raw.prefix(60)) + "…"
    }
}
