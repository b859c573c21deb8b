package import YinfengModel
import YinfengText

/// Codes Chinese project text to GB/T 4754, with evidence.
///
/// Immutable and `Sendable`: share one, give each worker its own `CodingWorkspace`. The score of a class is a sum:
/// for each feature of the text (characters, pairs, triples, heads of noun phrases, Latin words) its importance ×
/// role weight × learned weight for the class, divided by the text's length in feature space, plus a little for each
/// term of the lexicon that stands there whole, plus the class's prior, plus the user's synonyms. Evidence is that very sum, grouped under the terms of the lexicon.
package struct IndustryCoder: Sendable {
    let tables: IndexTables
    let parameters: CodingParameters
    let folder: TextFolder
    let synonyms: SynonymTable
    let scale: Float
    private let termWeight: Float
    private let fieldWeights: FieldWeights
    /// The classes in ascending order of their codes.
    let codes: [IndustryCode]
    private let names: [String]
    private let sourceNames: [UInt32: String]

    /// Opens an index in memory; throws `IndexError.damaged` or `.unavailable`-like faults as `.incomplete`.
    package init(bytes: [UInt8]) throws(IndexError) { try self.init(IndexBytes(copying: bytes)) }

    /// Maps an index file; throws `IndexError`. O(size) for the check, about a millisecond.
    package init(path: String) throws(IndexError) { try self.init(IndexBytes(mapping: path)) }

    private init(_ bytes: IndexBytes) throws(IndexError) {
        tables = try IndexTables(bytes)
        parameters = CodingParameters(tables.parameters)
        do {
            folder = try TextFolder()
        } catch {
            throw .incomplete(fact: error.explanation.fact)
        }
        synonyms = SynonymTable()
        scale = parameters[.confidenceScale]
        termWeight = parameters[.termWeight]
        fieldWeights = FieldWeights(parameters)
        let tables = self.tables
        codes = tables.classCodes.map { IndustryCode(packed: $0) }
        names = tables.classNames.map { tables.string(Int($0)) }
        var sourceNames: [UInt32: String] = [:]
        var last = UInt32.max
        for source in tables.termSources where source != last {
            last = source
            if sourceNames[source] == nil { sourceNames[source] = tables.string(Int(source)) }
        }
        self.sourceNames = sourceNames
    }

    private init(_ other: IndustryCoder, synonyms: SynonymTable) {
        tables = other.tables
        parameters = other.parameters
        folder = other.folder
        self.synonyms = synonyms
        scale = other.scale
        termWeight = other.termWeight
        fieldWeights = other.fieldWeights
        codes = other.codes
        names = other.names
        sourceNames = other.sourceNames
    }

    /// What the index was made from.
    package var manifest: IndexManifest { tables.manifest }

    /// A coder that also knows a user's words, with those that the lexicon gives to other classes; throws
    /// `IndexError.badSynonym` for a code that is no class.
    package func adding(
        _ added: [UserSynonym]
    ) throws(IndexError) -> (coder: IndustryCoder, overlaps: [SynonymOverlap]) {
        var overlaps: [SynonymOverlap] = []
        var rows: [SynonymTable.Row] = []
        for synonym in added {
            let units = folder.fold(synonym.term).units
            guard !units.isEmpty else { throw .badSynonym(row: synonym.row, fact: "词语为空") }
            guard let index = classIndex(synonym.code) else {
                throw .badSynonym(row: synonym.row, fact: "“\(synonym.code.text)”不是 GB/T 4754—2017 的四位小类代码")
            }
            let known = lexiconClasses(of: units)
            if !known.isEmpty, !known.contains(synonym.code) {
                overlaps.append(SynonymOverlap(synonym: synonym, codes: known))
            }
            rows.append(SynonymTable.Row(units: units, term: synonym.term, classIndex: index, row: synonym.row))
        }
        return (IndustryCoder(self, synonyms: SynonymTable(rows)), overlaps)
    }

    /// Codes one text made of fields; at most `top` candidates, ties by code. The fields' texts are coded as one,
    /// each with the weight of its key; offsets in the evidence are Unicode scalars of the field's own text.
    package func code(
        fields: [(key: FieldKey, text: String)], workspace: inout CodingWorkspace, top: Int = 10
    ) -> CodingResult {
        analyse(fields, &workspace)
        guard let shown = prepare(&workspace, top: top) else {
            return CodingResult(candidates: [], activities: [], abstain: true, because: Decision.nothing)
        }
        fillConfidences(&workspace)
        let activities = Activities.find(in: &workspace, coder: self)
        var candidates: [IndustryCandidate] = []
        candidates.reserveCapacity(shown)
        for slot in 0..<shown {
            let index = Int(workspace.order[slot].index)
            let sum = workspace.evidence.sums[slot]
            candidates.append(
                IndustryCandidate(
                    code: codes[index], name: name(index), score: sum.total, confidence: workspace.confidences[slot],
                    evidence: workspace.evidence.evidence(
                        sum, classIndex: index, fields: fields, folded: workspace.folded, coder: self)))
        }
        let decision = Decision(workspace.confidences, activities: activities, parameters: parameters)
        return CodingResult(
            candidates: candidates, activities: activities, abstain: decision.abstains,
            because: decision.reason(self, workspace))
    }

    /// Ranks an analysed text and finds the parts of the first classes' scores: how many candidates there are, or nil
    /// when the text holds nothing to go by. Evidence is gathered for the first `explained` of them, nil for all.
    func prepare(_ workspace: inout CodingWorkspace, top: Int, explained: Int? = nil) -> Int? {
        rank(&workspace, keep: max(top, Activities.candidates))
        guard !workspace.features.hits.isEmpty || !workspace.terms.isEmpty else { return nil }
        let shown = min(top, workspace.order.count)
        if workspace.columnOfClass.count != codes.count {
            workspace.columnOfClass = [UInt16](repeating: 0, count: codes.count)
        }
        for (slot, entry) in workspace.order.enumerated() {
            workspace.columnOfClass[Int(entry.index)] = UInt16(truncatingIfNeeded: slot + 1)
        }
        workspace.contributions.fill(
            hits: workspace.features.hits, columnOfClass: workspace.columnOfClass, slots: workspace.order.count,
            postings: tables.postings)
        let slots = min(explained ?? shown, shown)
        if slots == 0 {
            workspace.evidence.reset()
        } else {
            workspace.evidence.gather(
                hits: workspace.features.hits, terms: workspace.terms, columnOfClass: workspace.columnOfClass,
                contributions: workspace.contributions, order: workspace.order, slots: slots, coder: self)
        }
        for entry in workspace.order { workspace.columnOfClass[Int(entry.index)] = 0 }
        return shown
    }

    /// Only the ranking, without evidence: class codes best first. For evaluation and for callers in a hurry.
    package func rank(
        fields: [(key: FieldKey, text: String)], workspace: inout CodingWorkspace, top: Int = 10
    ) -> [(code: IndustryCode, confidence: Double)] {
        analyse(fields, &workspace)
        rank(&workspace, keep: top)
        guard !workspace.features.hits.isEmpty || !workspace.terms.isEmpty else { return [] }
        fillConfidences(&workspace)
        return zip(workspace.order, workspace.confidences).map { (codes[Int($0.0.index)], $0.1) }
    }

    // MARK: Steps

    /// Folds the fields, marks roles, extracts features and terms.
    func analyse(_ fields: [(key: FieldKey, text: String)], _ workspace: inout CodingWorkspace) {
        begin(&workspace, fields: fields.count)
        for (index, field) in fields.enumerated() {
            folder.fold(field.text, into: &workspace.folded[index])
            analyse(field: index, key: field.key, &workspace)
        }
    }

    /// As `analyse`, for one text given as UTF-8.
    func analyse(content: UnsafeBufferPointer<UInt8>, _ workspace: inout CodingWorkspace) {
        begin(&workspace, fields: 1)
        folder.fold(content, into: &workspace.folded[0])
        analyse(field: 0, key: .content, &workspace)
    }

    private func begin(_ workspace: inout CodingWorkspace, fields: Int) {
        workspace.features.reset()
        workspace.terms.removeAll(keepingCapacity: true)
        workspace.fieldCount = fields
        while workspace.folded.count < fields {
            workspace.folded.append(FoldedText())
            workspace.roles.append(RoleMarker())
        }
    }

    private func analyse(field index: Int, key: FieldKey, _ workspace: inout CodingWorkspace) {
        let units = workspace.folded[index].units
        workspace.roles[index].mark(units, tables: tables, parameters: parameters)
        let weight = fieldWeights[key]
        let field = UInt16(truncatingIfNeeded: index)
        let first = workspace.terms.count
        workspace.finder.find(units, field: field, tables: tables, into: &workspace.terms)
        if !synonyms.rows.isEmpty { findSynonyms(from: first, units, field: field, fieldWeight: weight, &workspace) }
        workspace.places.find(units, in: tables.features)
        let typos = workspace.typos.find(
            units, terms: workspace.terms[first...], prefixes: workspace.finder.prefixes, places: workspace.places,
            roles: workspace.roles[index], tables: tables)
        for typo in typos {
            if let wrong = typo.wrong { workspace.roles[index].lower(unit: wrong, to: parameters.wrongRole) }
        }
        workspace.features.extract(
            units, places: workspace.places, roles: workspace.roles[index], field: field, fieldWeight: weight,
            tables: tables)
        weighTerms(from: first, units, fieldWeight: weight, &workspace)
        for typo in typos { add(typo, units, field: index, fieldWeight: weight, &workspace) }
    }

    /// Lets a mistaken term speak as the right one would, a little lower.
    private func add(
        _ typo: TypoFinder.Correction, _ units: [UInt16], field index: Int, fieldWeight: Float,
        _ workspace: inout CodingWorkspace
    ) {
        let field = UInt16(truncatingIfNeeded: index)
        var role: Float = 1
        for place in typo.start..<typo.end where place != typo.wrong {
            role = min(role, workspace.roles[index].weights[place])
        }
        let weight = role * fieldWeight * (typo.isLikely ? parameters.likelyTypo : parameters.otherTypo)
        let isHead =
            typo.end == units.count || !FeatureExtractor.isHan(units[typo.end])
            || workspace.roles[index].length(.tail, at: typo.end) > 0
        workspace.features.extract(typo, isHead: isHead, weight: weight, field: field, tables: tables)
        let classes = tables.termStarts[Int(typo.term) + 1] - tables.termStarts[Int(typo.term)]
        workspace.terms.append(
            TermMatch(
                field: field, start: Int32(typo.start), end: Int32(typo.end), term: typo.term,
                weight: termWeight * weight / Float(max(1, classes)), isTypo: true))
    }

    /// Terms that stand in the text whole, the longest from the left, speak for their classes beyond their characters:
    /// a good named alone belongs to whom the classification names with it. A term of several classes is divided.
    private func weighTerms(from first: Int, _ units: [UInt16], fieldWeight: Float, _ workspace: inout CodingWorkspace)
    {
        guard termWeight != 0 else { return }
        let starts = tables.termStarts
        var number = first
        var free: Int32 = 0
        while number < workspace.terms.count {
            // Terms come by their start, of one start the longest last.
            let start = workspace.terms[number].start
            var longest = -1
            while number < workspace.terms.count, workspace.terms[number].start == start {
                if workspace.terms[number].term >= 0 { longest = number }
                number += 1
            }
            guard longest >= 0, start >= free else { continue }
            let match = workspace.terms[longest]
            free = match.end
            guard !IndustryCoder.cutsWord(units, Int(start), Int(match.end)) else { continue }
            var weight: Float = 1
            for place in Int(start)..<Int(match.end) {
                weight = min(weight, workspace.roles[Int(match.field)].weights[place])
            }
            let classes = starts[Int(match.term) + 1] - starts[Int(match.term)]
            workspace.terms[longest].weight = termWeight * weight * fieldWeight / Float(max(1, classes))
        }
    }

    /// Whether a stretch begins or ends inside a Latin word.
    private static func cutsWord(_ units: [UInt16], _ start: Int, _ end: Int) -> Bool {
        func isInside(_ place: Int) -> Bool {
            place > 0 && place < units.count && FeatureExtractor.isLatin(units[place - 1])
                && FeatureExtractor.isLatin(units[place])
        }
        return isInside(start) || isInside(end)
    }

    /// Adds the user's words to the lexicon's terms, which stay in the order of the text.
    private func findSynonyms(
        from first: Int, _ units: [UInt16], field: UInt16, fieldWeight: Float, _ workspace: inout CodingWorkspace
    ) {
        for start in units.indices {
            guard let match = synonyms.longestMatch(in: units, at: start) else { continue }
            var weight = fieldWeight
            for unit in start..<match.end {
                weight = min(weight, workspace.roles[Int(field)].weights[unit] * fieldWeight)
            }
            workspace.terms.append(
                TermMatch(
                    field: field, start: Int32(start), end: Int32(match.end), term: -1 - match.row,
                    weight: weight * parameters[.synonymWeight]))
        }
        // Of one start the lexicon's come first, the shortest before the others, then the user's one.
        workspace.terms[first...].sort {
            ($0.start, $0.term < 0 ? 1 : 0, $0.end) < ($1.start, $1.term < 0 ? 1 : 0, $1.end)
        }
    }

    /// Scores all classes and keeps the best, ties by code.
    func rank(_ workspace: inout CodingWorkspace, keep: Int) {
        let bias = tables.classBias
        let postings = tables.postings
        workspace.norm = workspace.features.normalise(postings)
        // Padded to whole vectors of blocks with scores that never win nor weigh.
        let padded = (bias.count + 31) / 32 * 32
        if workspace.scores.count != padded { workspace.scores = [Float](repeating: -.infinity, count: padded) }
        workspace.scores.withUnsafeMutableBufferPointer { scores in
            for index in 0..<bias.count { scores[index] = bias[index] }
            for hit in workspace.features.hits where hit.count > 0 {
                scores[Posting.classIndex(hit.head)] += hit.factor * Posting.weight(hit.head)
                let first = Int(hit.first)
                for place in first &+ 1..<first &+ Int(hit.count) {
                    let posting = postings[place]
                    scores[Posting.classIndex(posting)] += hit.factor * Posting.weight(posting)
                }
            }
            for match in workspace.terms where match.weight != 0 {
                if match.term < 0 {
                    scores[synonyms.rows[Int(-1 - match.term)].classIndex] += match.weight
                    continue
                }
                for posting in Int(tables.termStarts[Int(match.term)])..<Int(tables.termStarts[Int(match.term) + 1]) {
                    scores[Int(tables.termClasses[posting])] += match.weight
                }
            }
        }
        workspace.best.select(workspace.scores, keep: min(keep, bias.count), into: &workspace.order)
    }

    /// Calibrated probabilities of the ranked classes.
    func fillConfidences(_ workspace: inout CodingWorkspace) {
        workspace.confidences.removeAll(keepingCapacity: true)
        guard let best = workspace.order.first?.score else { return }
        let sum = workspace.scores.withUnsafeBufferPointer { Exponential.sum($0, scale: scale, best: best) }
        for entry in workspace.order {
            workspace.confidences.append(Double(Exponential.value(scale * (entry.score - best))) / sum)
        }
    }

    // MARK: Look-ups

    /// The position of a class, or nil. O(log n).
    func classIndex(_ code: IndustryCode) -> Int? {
        var low = 0
        var high = codes.count
        while low < high {
            let middle = (low + high) / 2
            if codes[middle] < code { low = middle + 1 } else { high = middle }
        }
        return low < codes.count && codes[low] == code ? low : nil
    }

    /// The official name of a class by position.
    func name(_ index: Int) -> String { names[index] }

    /// The bytes of the official name of a class by position.
    @inline(__always)
    func withName(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        body(tables.utf8(Int(tables.classNames[index])))
    }

    /// The bytes of the word that a piece of evidence is shown with.
    func withWord(
        _ piece: EvidenceBuilder.Piece, in text: FoldedText, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        if piece.term >= 0, piece.term != .max { return body(tables.utf8(Int(tables.termTexts[Int(piece.term)]))) }
        var word =
            piece.term < 0
            ? synonyms.rows[Int(-1 - piece.term)].term : text.text(Int(piece.start)..<Int(piece.end))
        word.withUTF8(body)
    }

    /// Where a term stands: edition and kind.
    func sourceName(_ number: UInt32) -> String { sourceNames[number] ?? "" }

    /// The classes that the lexicon gives a folded term to.
    func lexiconClasses(of units: [UInt16]) -> [IndustryCode] {
        guard let node = tables.termEdges.node(of: units) else { return [] }
        let term = tables.nodes.term(UInt32(node))
        guard term >= 0 else { return [] }
        let range = Int(tables.termStarts[Int(term)])..<Int(tables.termStarts[Int(term) + 1])
        return range.map { codes[Int(tables.termClasses[$0])] }
    }
}

/// The weights of the fields by key: so few that comparing them one by one is quicker than hashing.
private struct FieldWeights: Sendable {
    private let weights: [(key: FieldKey, weight: Float)]
    private let other: Float

    init(_ parameters: CodingParameters) {
        weights = [
            (.content, parameters[.contentField]), (.products, parameters[.productsField]),
            (.projectName, parameters[.projectNameField]), (.industryText, parameters[.industryTextField]),
            (.process, parameters[.processField]), ("raw_materials", parameters[.rawMaterialsField]),
            ("chain_node", parameters[.chainNodeField]),
        ]
        other = parameters[.otherField]
    }

    subscript(key: FieldKey) -> Float {
        for entry in weights where entry.key == key { return entry.weight }
        return other
    }
}
