package import YinfengModel
import YinfengText

/// Codes Chinese project text to GB/T 4754, with evidence.
///
/// Immutable and `Sendable`: share one, give each worker its own `CodingWorkspace`. The score of a class is a sum:
/// for each feature of the text (characters, pairs, triples, heads of noun phrases, Latin words) its importance ×
/// role weight × learned weight for the class, divided by the text's length in feature space, plus the class's prior,
/// plus the user's synonyms. Evidence is that very sum, grouped under the terms of the lexicon.
package struct IndustryCoder: Sendable {
    let tables: IndexTables
    let parameters: CodingParameters
    let folder: TextFolder
    let synonyms: SynonymTable
    let scale: Float
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
        let kept = max(top, Activities.candidates)
        rank(&workspace, keep: kept)
        guard !workspace.features.hits.isEmpty || !workspace.terms.isEmpty else {
            return CodingResult(candidates: [], activities: [], abstain: true, because: "文字里没有可用于归类的词")
        }
        let confidences = confidences(workspace, count: workspace.order.count)
        contribute(&workspace)
        let activities = Activities.find(in: workspace, coder: self, confidences: confidences)
        let shown = min(top, workspace.order.count)
        var candidates: [IndustryCandidate] = []
        candidates.reserveCapacity(shown)
        workspace.evidence.prepare(hits: workspace.features.hits, terms: workspace.terms)
        for slot in 0..<shown {
            let index = Int(workspace.order[slot].index)
            let evidence = workspace.evidence.evidence(
                slot: slot, classIndex: index, fields: fields, folded: workspace.folded, hits: workspace.features.hits,
                terms: workspace.terms, contributions: workspace.contributions, coder: self)
            candidates.append(
                IndustryCandidate(
                    code: codes[index], name: name(index), score: evidence.sum, confidence: confidences[slot],
                    evidence: evidence.list))
        }
        let decision = Decision(confidences: confidences, parameters: parameters)
        return CodingResult(
            candidates: candidates, activities: activities, abstain: decision.abstains,
            because: decision.reason(candidates))
    }

    /// Only the ranking, without evidence: class codes best first. For evaluation and for callers in a hurry.
    package func rank(
        fields: [(key: FieldKey, text: String)], workspace: inout CodingWorkspace, top: Int = 10
    ) -> [(code: IndustryCode, confidence: Double)] {
        analyse(fields, &workspace)
        rank(&workspace, keep: top)
        guard !workspace.features.hits.isEmpty || !workspace.terms.isEmpty else { return [] }
        let confidences = confidences(workspace, count: workspace.order.count)
        return zip(workspace.order, confidences).map { (codes[Int($0.0.index)], $0.1) }
    }

    // MARK: Steps

    /// Folds the fields, marks roles, extracts features and terms.
    func analyse(_ fields: [(key: FieldKey, text: String)], _ workspace: inout CodingWorkspace) {
        workspace.features.reset(features: tables.featureIDF.count)
        workspace.terms.removeAll(keepingCapacity: true)
        workspace.fieldCount = fields.count
        while workspace.folded.count < fields.count {
            workspace.folded.append(FoldedText())
            workspace.roles.append(RoleMarker())
        }
        for (index, field) in fields.enumerated() {
            folder.fold(field.text, into: &workspace.folded[index])
            let units = workspace.folded[index].units
            workspace.roles[index].mark(units, tables: tables, parameters: parameters)
            let weight = fieldWeights[field.key]
            workspace.features.extract(
                units, roles: workspace.roles[index], field: UInt16(truncatingIfNeeded: index), fieldWeight: weight,
                tables: tables)
            findTerms(units, field: UInt16(truncatingIfNeeded: index), fieldWeight: weight, &workspace)
        }
    }

    private func findTerms(_ units: [UInt16], field: UInt16, fieldWeight: Float, _ workspace: inout CodingWorkspace) {
        let keys = tables.trieKeys
        let nodes = tables.trieNodes
        let terms = tables.nodeTerms
        for start in units.indices {
            var node: UInt32 = 0
            var place = start
            while place < units.count {
                let slot = HashTable.find(TrieBuilder.key(node, units[place]), in: keys)
                guard slot >= 0 else { break }
                node = nodes[slot]
                place += 1
                let term = terms[Int(node)]
                if term >= 0 {
                    workspace.terms.append(
                        TermMatch(field: field, start: Int32(start), end: Int32(place), term: term, weight: 0))
                }
            }
            if let match = synonyms.longestMatch(in: units, at: start) {
                var weight = fieldWeight
                for unit in start..<match.end {
                    weight = min(weight, workspace.roles[Int(field)].weights[unit] * fieldWeight)
                }
                workspace.terms.append(
                    TermMatch(
                        field: field, start: Int32(start), end: Int32(match.end), term: -1 - match.row,
                        weight: weight * parameters[.synonymWeight]))
            }
        }
    }

    /// The factor that turns a hit's posting weights into its part of a score.
    @inline(__always)
    func factor(of hit: FeatureExtractor.Hit, norm: Float) -> Float {
        tables.featureIDF[Int(hit.feature)] * hit.weight * norm
    }

    /// One over the length of the text's feature vector, in hundredths (posting weights are hundredths).
    func norm(_ hits: [FeatureExtractor.Hit]) -> Float {
        let importance = tables.featureIDF
        var sum: Float = 0
        for hit in hits {
            let value = importance[Int(hit.feature)] * hit.weight
            sum += value * value
        }
        return sum > 0 ? 0.01 / sum.squareRoot() : 0
    }

    /// Scores all classes and keeps the best, ties by code.
    func rank(_ workspace: inout CodingWorkspace, keep: Int) {
        let bias = tables.classBias
        let starts = tables.featureStarts
        let classes = tables.postingClasses
        let weights = tables.postingWeights
        let norm = norm(workspace.features.hits)
        // Padded to whole groups of four with scores that never win nor weigh.
        let padded = (bias.count + 3) / 4 * 4
        if workspace.scores.count != padded { workspace.scores = [Float](repeating: -.infinity, count: padded) }
        workspace.scores.withUnsafeMutableBufferPointer { scores in
            for index in 0..<bias.count { scores[index] = bias[index] }
            for hit in workspace.features.hits {
                let factor = factor(of: hit, norm: norm)
                let feature = Int(hit.feature)
                for posting in Int(starts[feature])..<Int(starts[feature + 1]) {
                    scores[Int(classes[posting])] += factor * Float(weights[posting])
                }
            }
            for match in workspace.terms where match.term < 0 {
                scores[synonyms.rows[Int(-1 - match.term)].classIndex] += match.weight
            }
        }
        select(&workspace, keep: min(keep, bias.count))
    }

    private func select(_ workspace: inout CodingWorkspace, keep: Int) {
        workspace.order.removeAll(keepingCapacity: true)
        guard keep > 0 else { return }
        for _ in 0..<keep { workspace.order.append((-.infinity, -1)) }
        workspace.scores.withUnsafeBufferPointer { scores in
            workspace.order.withUnsafeMutableBufferPointer { order in
                let last = keep - 1
                // A class far below the best is kept only where nothing else is left: most are passed over at once.
                var best = -Float.infinity
                for score in scores where score > best { best = score }
                var near = 0
                let line = best - 5
                for score in scores where score > line { near += 1 }
                var least = near >= keep ? line : -Float.infinity
                for index in 0..<scores.count {
                    let score = scores[index]
                    if score <= least { continue }
                    // Classes come in the order of their codes: an equal score never displaces a lower code.
                    var place = last
                    while place > 0, order[place - 1].score < score {
                        order[place] = order[place - 1]
                        place -= 1
                    }
                    order[place] = (score, Int32(index))
                    if order[last].score > least { least = order[last].score }
                }
            }
        }
    }

    /// Calibrated probabilities of the first `count` ranked classes.
    func confidences(_ workspace: CodingWorkspace, count: Int) -> [Double] {
        guard let best = workspace.order.first?.score else { return [] }
        let sum = workspace.scores.withUnsafeBufferPointer { Exponential.sum($0, scale: scale, best: best) }
        return workspace.order.prefix(count).map { Double(Exponential.value(scale * ($0.score - best))) / sum }
    }

    /// For each kept class and each hit, its part of the score: `contributions[slot × hits + hit]`.
    func contribute(_ workspace: inout CodingWorkspace) {
        let hits = workspace.features.hits
        let slots = workspace.order.count
        if workspace.slotOfClass.count != codes.count {
            workspace.slotOfClass = [Int16](repeating: -1, count: codes.count)
        }
        for (slot, entry) in workspace.order.enumerated() { workspace.slotOfClass[Int(entry.index)] = Int16(slot) }
        let size = slots * hits.count
        if workspace.contributions.count < size { workspace.contributions = [Float](repeating: 0, count: size * 2) }
        for index in 0..<size { workspace.contributions[index] = 0 }
        let starts = tables.featureStarts
        let classes = tables.postingClasses
        let weights = tables.postingWeights
        let norm = norm(hits)
        for (number, hit) in hits.enumerated() {
            let factor = factor(of: hit, norm: norm)
            let feature = Int(hit.feature)
            for posting in Int(starts[feature])..<Int(starts[feature + 1]) {
                let slot = Int(workspace.slotOfClass[Int(classes[posting])])
                if slot >= 0 { workspace.contributions[slot * hits.count + number] = factor * Float(weights[posting]) }
            }
        }
        for entry in workspace.order { workspace.slotOfClass[Int(entry.index)] = -1 }
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

    /// Where a term stands: edition and kind.
    func sourceName(_ number: UInt32) -> String { sourceNames[number] ?? "" }

    /// The classes that the lexicon gives a folded term to.
    func lexiconClasses(of units: [UInt16]) -> [IndustryCode] {
        var node: UInt32 = 0
        for unit in units {
            let slot = HashTable.find(TrieBuilder.key(node, unit), in: tables.trieKeys)
            guard slot >= 0 else { return [] }
            node = tables.trieNodes[slot]
        }
        let term = tables.nodeTerms[Int(node)]
        guard term >= 0 else { return [] }
        let range = Int(tables.termStarts[Int(term)])..<Int(tables.termStarts[Int(term) + 1])
        return range.map { codes[Int(tables.termClasses[$0])] }
    }
}

/// The weights of the fields by key.
private struct FieldWeights: Sendable {
    private let weights: [FieldKey: Float]
    private let other: Float

    init(_ parameters: CodingParameters) {
        weights = [
            .content: parameters[.contentField], .products: parameters[.productsField],
            .projectName: parameters[.projectNameField], .industryText: parameters[.industryTextField],
            .process: parameters[.processField], "raw_materials": parameters[.rawMaterialsField],
            "chain_node": parameters[.chainNodeField],
        ]
        other = parameters[.otherField]
    }

    subscript(key: FieldKey) -> Float { weights[key] ?? other }
}
