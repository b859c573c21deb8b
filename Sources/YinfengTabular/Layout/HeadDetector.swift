import YinfengCSV
import YinfengModel
import YinfengText

/// A row of the sheet's first part, kept until the heading is known.
struct SampleRow {
    let row: Int
    let cells: [String]
    let record: CSVRecord
}

/// Finds the heading among the first rows: titles and units before it, one or two levels.
struct HeadDetector {
    let catalog: FieldCatalog
    let matcher: HeadingMatcher
    /// `--map`: folded heading to field.
    let map: [String: FieldKey]

    /// How many rows the heading is looked for in.
    static let sampleSize = 60

    /// The head of a sheet, or nil when no row holds a known heading.
    func detect(_ rows: [SampleRow]) -> SheetHead? {
        guard let best = best(rows, isSure: true) ?? best(rows.prefix(15), isSure: false) else { return nil }
        return head(rows, best.place, best.score)
    }

    /// The row that maps the most fields; only where no row holds a sure heading does likeness count.
    private func best(_ rows: some Collection<SampleRow>, isSure: Bool) -> (score: Int, place: Int)? {
        var best: (score: Int, place: Int)?
        for (place, row) in rows.enumerated() {
            let score = self.score(row.cells.map { (own: $0, parent: nil) }, isSure: isSure)
            // Strictly better only: the first of two equal rows is the heading, a repeat is not.
            if score > best?.score ?? 0 { best = (score, place) }
        }
        return best
    }

    /// The row that a person would take for the heading when none is known: the one with the most words.
    func presumed(_ rows: [SampleRow]) -> SampleRow? {
        rows.prefix(10).max { words($0.cells) < words($1.cells) }
    }

    private func words(_ cells: [String]) -> Int {
        cells.count { !$0.isEmpty && !HeadDetector.isFigure($0) }
    }

    /// The fields that a row would map, as a heading, and the columns that its upper heading takes out of them; 0 for rows
    /// that look like data.
    private func score(_ headings: [(own: String, parent: String?)], isSure: Bool) -> Int {
        var keys: Set<FieldKey> = []
        var filled = 0
        var figures = 0
        var setAside = 0
        for (own, parent) in headings where !own.isEmpty || parent != nil {
            filled += 1
            if HeadDetector.isFigure(own) {
                figures += 1
                continue
            }
            // Long cells are sentences, and the likeness of a sentence costs time and proves nothing.
            guard own.utf8.count <= 120 else { continue }
            if let key = map[folded(own)] { keys.insert(key) }
            if let match = matcher.match(own, parent: parent, isSure: isSure) {
                keys.insert(match.key)
            } else if let parent, matcher.isSetAside(own, under: parent) {
                setAside += 1
            }
        }
        guard filled > 0, figures * 4 <= filled, keys.count * 5 >= filled else { return 0 }
        return keys.count + setAside
    }

    private func head(_ rows: [SampleRow], _ place: Int, _ score: Int) -> SheetHead {
        var first = place
        var last = place
        var levels = combine(rows[place], nil)
        // A second level stands below (总投资 under 投资情况) or the known words stand below their group.
        if place + 1 < rows.count, rows[place + 1].row == rows[place].row + 1,
            isSecondLevel(upper: rows[place].cells, lower: rows[place + 1].cells)
        {
            let both = combine(rows[place + 1], rows[place])
            if self.score(both, isSure: true) >= score {
                levels = both
                last = place + 1
            }
        } else if place > 0, rows[place - 1].row == rows[place].row - 1,
            isSecondLevel(upper: rows[place - 1].cells, lower: rows[place].cells)
        {
            let both = combine(rows[place], rows[place - 1])
            if self.score(both, isSure: true) >= score {
                levels = both
                first = place - 1
            }
        }
        let titles = rows[..<first].filter { $0.cells.contains { !$0.isEmpty } }
        return SheetHead(
            titleRows: titles.map(\.row), headingRows: rows[first...last].map(\.row), columns: columns(levels),
            sheetUnits: sheetUnits(titles))
    }

    /// Own and upper heading of each column; an upper cell holds for the blank ones to its right.
    private func combine(_ lower: SampleRow, _ upper: SampleRow?) -> [(own: String, parent: String?)] {
        guard let upper else { return lower.cells.map { (own: $0, parent: nil) } }
        var group = ""
        return (0..<max(lower.cells.count, upper.cells.count)).map { index in
            let own = index < lower.cells.count ? lower.cells[index] : ""
            let above = index < upper.cells.count ? upper.cells[index] : ""
            if !above.isEmpty { group = above }
            // A column merged over both rows has its words above and nothing below.
            if own.isEmpty { return (own: above, parent: nil) }
            return (own: own, parent: above.isEmpty && group.isEmpty || own == above ? nil : group)
        }
    }

    /// Whether the lower row fills the gaps of the upper: words only under merged cells, or units under words.
    private func isSecondLevel(upper: [String], lower: [String]) -> Bool {
        guard !isTitle(upper, over: lower) else { return false }
        var filled = 0
        var inGap = 0
        var known = 0
        var group = ""
        for index in 0..<max(upper.count, lower.count) {
            let below = index < lower.count ? lower[index] : ""
            let above = index < upper.count ? upper[index] : ""
            if !above.isEmpty { group = above }
            guard !below.isEmpty else { continue }
            let opensGroup =
                !above.isEmpty && index + 1 < lower.count && !lower[index + 1].isEmpty
                && (index + 1 >= upper.count || upper[index + 1].isEmpty)
            let isUnit = matcher.isUnit(below)
            guard !HeadDetector.isFigure(below), below.utf8.count <= 120 else { return false }
            // A group of one column (面积(亩) under 用地) opens no gap, but both words together are a known heading.
            let isLoneGroup = !above.isEmpty && matcher.match(below, parent: above, isSure: true) != nil
            guard above.isEmpty || opensGroup || isUnit || above == below || isLoneGroup else { return false }
            filled += 1
            if above.isEmpty && index > 0 || isUnit { inGap += 1 }
            // 用地 over 面积: the lower word is known only with its group.
            if isUnit || isLoneGroup || matcher.match(below) != nil || map[folded(below)] != nil
                || !group.isEmpty && matcher.match(below, parent: group, isSure: true) != nil
            {
                known += 1
            }
        }
        return filled > 0 && inGap > 0 && known * 2 >= filled
    }

    /// A row of one cell alone, or with 填报单位:…, 单位:万元: it stands above the heading and is no part of it.
    private func isTitle(_ cells: [String], over lower: [String]) -> Bool {
        let words = cells.filter { !$0.isEmpty }
        if words.count < 2 {
            // A lonely group begins further to the right than the list itself.
            guard let place = cells.firstIndex(where: { !$0.isEmpty }) else { return true }
            return place <= lower.firstIndex { !$0.isEmpty } ?? 0
        }
        return words.contains { cell in
            let text = folded(cell)
            guard let colon = text.firstIndex(of: ":") else { return false }
            let label = text[..<colon]
            return (catalog.marks.unitLabels + catalog.marks.footers).contains { label.hasSuffix($0) }
        }
    }

    private func columns(_ levels: [(own: String, parent: String?)]) -> [SheetHead.Column] {
        var counts: [String: Int] = [:]
        for level in levels { counts[level.own, default: 0] += 1 }
        var taken: [FieldKey: Double] = [:]
        var matches: [HeadingMatch?] = levels.map { level in
            if let key = map[folded(level.own)] {
                let unit = matcher.match(level.own, parent: level.parent).flatMap { $0.key == key ? $0.unit : nil }
                return HeadingMatch(
                    key: key, unit: unit ?? statedUnit(level.own, for: key), confidence: 1, basis: .map,
                    known: level.own)
            }
            return matcher.match(level.own, parent: level.parent)
        }
        for case let match? in matches { taken[match.key] = max(taken[match.key] ?? 0, match.confidence) }
        // A mere likeness never competes with a column that is sure of the field.
        for (index, match) in matches.enumerated() {
            if let match, match.basis == .similar, match.confidence < taken[match.key] ?? 0 { matches[index] = nil }
        }
        return levels.enumerated().map { index, level in
            let name =
                level.parent.map { (counts[level.own] ?? 0) > 1 ? $0 + "/" + level.own : level.own } ?? level.own
            return SheetHead.Column(
                index: index, heading: name.isEmpty ? "第\(index + 1)列" : oneLine(name), parent: level.parent,
                match: matches[index],
                near: matches[index] == nil && !level.own.isEmpty ? matcher.nearest(level.own) : [])
        }
    }

    private func statedUnit(_ heading: String, for key: FieldKey) -> UnitID? {
        HeadingText(heading, folder: catalog.folder, marks: catalog.marks).asides.lazy.compactMap {
            matcher.unit($0, for: key)
        }.first
    }

    /// The units of `单位:万元` in the rows above the heading; 填报单位:某局 names no unit.
    private func sheetUnits(_ titles: [SampleRow]) -> [UnitID] {
        var result: [UnitID] = []
        for row in titles {
            for cell in row.cells where !cell.isEmpty {
                let text = catalog.folder.folded(cell)
                for label in catalog.marks.unitLabels {
                    for part in text.split(separator: label, omittingEmptySubsequences: false).dropFirst() {
                        guard part.first == ":" else { continue }
                        let words = part.dropFirst().split { $0.isWhitespace || ",;、()".contains($0) }
                        for word in words.prefix(4) {
                            guard
                                let unit = catalog.units.units.first(where: { unit in
                                    unit.printed.contains { catalog.folder.folded($0) == word }
                                })
                            else { break }
                            if !result.contains(unit.id) { result.append(unit.id) }
                        }
                    }
                }
            }
        }
        return result
    }

    private func folded(_ heading: String) -> String { catalog.folder.folded(heading).filter { !$0.isWhitespace } }

    private func oneLine(_ heading: String) -> String {
        heading.contains { $0.isNewline } ? heading.split { $0.isNewline }.joined() : heading
    }

    /// Whether a cell is a number or a date and so no heading.
    static func isFigure(_ cell: String) -> Bool {
        var digits = 0
        for scalar in cell.unicodeScalars {
            if ("0"..."9").contains(scalar) {
                digits += 1
            } else if !"+-.,/:% ¥￥eE\u{FF0C}".unicodeScalars.contains(scalar) {
                return false
            }
        }
        return digits > 0
    }
}
