/// What a report says about itself and how its rows become flat cells.
package struct ReportHead: Sendable {
    /// The title of a page or the name of the only sheet.
    package let title: String
    /// The columns of the flat formats.
    package let columns: [ReportColumn]
    /// The sheets of a spreadsheet; empty = one sheet of all rows.
    package let sheets: [ReportSheet]
    /// The day, the editions and the program.
    package let meta: ReportMeta
    /// Name and version of the rows' JSON Schema (`rank/1`), or nil.
    package let schema: String?
    /// Lays all rows out as a printable paper, for pages and Markdown; nil = one table of the columns.
    package let layout: (@Sendable ([ReportObject], ReportHead) -> Paper)?

    /// A head.
    package init(
        title: String, columns: [ReportColumn], schema: String? = nil, sheets: [ReportSheet] = [], meta: ReportMeta,
        layout: (@Sendable ([ReportObject], ReportHead) -> Paper)? = nil
    ) {
        self.layout = layout
        self.schema = schema
        self.title = title
        self.columns = columns
        self.sheets = sheets
        self.meta = meta
    }
}

extension ReportHead {
    /// The meta facts as JSON states them: the schema's name first where there is one.
    var metaObject: ReportObject {
        guard let schema else { return meta.object }
        return ReportObject([(key: "schema", value: .text(schema))] + meta.object.entries)
    }

    /// The head with the input's own columns behind the others: in CSV and HTML, on the first sheet and on that of the
    /// returned rows. Their cells stand under `extra`. A terminal has no room for them.
    package func carrying(_ headings: [String]) -> ReportHead {
        guard !headings.isEmpty else { return self }
        let extra = headings.map { heading in
            ReportColumn(heading, isInTable: false) { row in
                guard case .object(let cells)? = row["extra"] else { return .null }
                return cells[heading] ?? .null
            }
        }
        return ReportHead(
            title: title, columns: columns + extra, schema: schema,
            sheets: sheets.enumerated().map { index, sheet in
                guard index == 0 || sheet.name == "退回行" else { return sheet }
                return ReportSheet(name: sheet.name, columns: sheet.columns + extra, rows: sheet.rows)
            }, meta: meta, layout: layout)
    }
}

/// The facts that every json, ndjson and xlsx output carries about itself.
package struct ReportMeta: Sendable {
    /// An edition that the results rest on.
    package struct Edition: Sendable, Equatable {
        /// The edition's id.
        package let id: String
        /// Title and document number.
        package let title: String

        /// An edition.
        package init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// The day whose editions and rules are in force, ISO.
    package let asOf: String
    /// The editions used, by id.
    package let editions: [Edition]
    /// The program's version.
    package let version: String
    /// Further remarks in order: weights, counts, parameters.
    package let notes: [(name: String, value: String)]

    /// The facts about a report; `editions` are put in order.
    package init(asOf: String, editions: [Edition], version: String, notes: [(name: String, value: String)] = []) {
        self.asOf = asOf
        self.editions = editions.sorted { $0.id < $1.id }
        self.version = version
        self.notes = notes
    }

    /// `{"as_of","version","editions":[…],"notes":{…}}`.
    package var object: ReportObject {
        var result: ReportObject = [
            "as_of": .text(asOf), "version": .text(version),
            "editions": .list(editions.map { .object(["id": .text($0.id), "title": .text($0.title)]) }),
        ]
        if !notes.isEmpty {
            result["notes"] = .object(ReportObject(notes.map { (key: $0.name, value: .text($0.value)) }))
        }
        return result
    }
}

/// One sheet of a spreadsheet.
package struct ReportSheet: Sendable {
    /// The sheet's name, at most 31 characters.
    package let name: String
    /// The columns.
    package let columns: [ReportColumn]
    /// The rows that one result row gives on this sheet: none, itself, or one a part.
    package let rows: @Sendable (ReportObject) -> [ReportObject]

    /// A sheet.
    package init(
        name: String, columns: [ReportColumn], rows: @escaping @Sendable (ReportObject) -> [ReportObject]
    ) {
        self.name = name
        self.columns = columns
        self.rows = rows
    }
}
