import YinfengModel
import YinfengText

/// Turns the parts of a class's score into evidence that a person can follow: parts inside a lexicon term of the class
/// are summed under that term, the rest under the stretch of text where they stand, the prior under the class's name.
enum EvidenceBuilder {
    /// Evidence that weighs less than this is summed up as one remainder.
    private static let least = 0.02

    static func evidence(
        slot: Int, fields: [(key: FieldKey, text: String)], workspace: CodingWorkspace, coder: IndustryCoder
    ) -> [TextEvidence] {
        let hits = workspace.features.hits
        let classIndex = Int(workspace.order[slot].index)
        var anchors = anchors(of: classIndex, workspace, coder)
        let base = slot * hits.count
        // Parts inside an anchor go to it, the others wait for a stretch of their own.
        var loose: [Int] = []
        for (number, hit) in hits.enumerated() {
            let part = workspace.contributions[base + number]
            guard part != 0 else { continue }
            if let owner = anchors.firstIndex(where: {
                $0.field == hit.field && $0.start <= hit.start && hit.end <= $0.end
            }) {
                anchors[owner].weight += part
            } else {
                loose.append(number)
            }
        }
        var result: [TextEvidence] = []
        result.reserveCapacity(anchors.count + 6)
        for anchor in anchors where anchor.weight != 0 { result.append(anchor.evidence(fields, workspace)) }
        appendStretches(loose, base: base, fields, workspace, coder, to: &result)
        let bias = Double(coder.tables.classBias[classIndex])
        if bias != 0 {
            result.append(
                TextEvidence(
                    term: coder.name(classIndex), start: 0, end: 0, field: fields.first?.key ?? .content,
                    source: "类别先验",
                    weight: bias))
        }
        result.sort { left, right in
            let (a, b) = (abs(left.weight), abs(right.weight))
            return a != b ? a > b : left.start != right.start ? left.start < right.start : left.end < right.end
        }
        return result
    }

    /// A term of the lexicon (or of the user) that stands in the text and belongs to the class.
    private struct Anchor {
        var field: UInt16
        var start: Int32
        var end: Int32
        var term: String
        var source: String
        var weight: Float

        func evidence(_ fields: [(key: FieldKey, text: String)], _ workspace: CodingWorkspace) -> TextEvidence {
            let place = workspace.folded[Int(field)].original(Int(start)..<Int(end))
            return TextEvidence(
                term: term, start: place.lowerBound, end: place.upperBound, field: fields[Int(field)].key,
                source: source,
                weight: Double(weight))
        }
    }

    private static func anchors(of classIndex: Int, _ workspace: CodingWorkspace, _ coder: IndustryCoder) -> [Anchor] {
        let tables = coder.tables
        var found: [(match: TermMatch, source: Int)] = []
        for match in workspace.terms {
            if match.term < 0 {
                if coder.synonyms.rows[Int(-1 - match.term)].classIndex == classIndex { found.append((match, -1)) }
                continue
            }
            let term = Int(match.term)
            for posting in Int(tables.termStarts[term])..<Int(tables.termStarts[term + 1])
            where Int(tables.termClasses[posting]) == classIndex {
                found.append((match, Int(tables.termSources[posting])))
                break
            }
        }
        guard !found.isEmpty else { return [] }
        // Longest first; of equal ones the user's, then the first in the text.
        found.sort {
            let (a, b) = ($0.match.end - $0.match.start, $1.match.end - $1.match.start)
            if a != b { return a > b }
            if ($0.source < 0) != ($1.source < 0) { return $0.source < 0 }
            return ($0.match.field, $0.match.start) < ($1.match.field, $1.match.start)
        }
        var result: [Anchor] = []
        for (match, source) in found {
            let overlaps = result.contains {
                $0.field == match.field && $0.start < match.end && match.start < $0.end
            }
            // A user's word always counts: its weight is part of the score.
            if overlaps, source >= 0 { continue }
            let term =
                source < 0
                ? coder.synonyms.rows[Int(-1 - match.term)].term : tables.string(Int(tables.termTexts[Int(match.term)]))
            result.append(
                Anchor(
                    field: match.field, start: match.start, end: match.end, term: term,
                    source: source < 0 ? "用户同义词" : tables.string(source), weight: match.weight))
        }
        return result
    }

    /// Groups loose parts that touch each other.
    private static func appendStretches(
        _ loose: [Int], base: Int, _ fields: [(key: FieldKey, text: String)], _ workspace: CodingWorkspace,
        _ coder: IndustryCoder, to result: inout [TextEvidence]
    ) {
        let hits = workspace.features.hits
        let sorted = loose.sorted {
            (hits[$0].field, hits[$0].start, hits[$0].end, $0) < (hits[$1].field, hits[$1].start, hits[$1].end, $1)
        }
        var field: UInt16 = 0
        var start: Int32 = -1
        var end: Int32 = -1
        var sum = 0.0
        var rest = 0.0
        func close() {
            guard start >= 0 else { return }
            if abs(sum) < least {
                rest += sum
            } else {
                let text = workspace.folded[Int(field)]
                let place = text.original(Int(start)..<Int(end))
                result.append(
                    TextEvidence(
                        term: text.text(Int(start)..<Int(end)), start: place.lowerBound, end: place.upperBound,
                        field: fields[Int(field)].key, source: "字词权重", weight: sum))
            }
        }
        for number in sorted {
            let hit = hits[number]
            if start < 0 || hit.field != field || hit.start >= end {
                close()
                (field, start, end, sum) = (hit.field, hit.start, hit.end, 0)
            }
            end = max(end, hit.end)
            sum += Double(workspace.contributions[base + number])
        }
        close()
        if rest != 0 {
            result.append(
                TextEvidence(
                    term: "其余", start: 0, end: 0, field: fields.first?.key ?? .content, source: "字词权重", weight: rest))
        }
    }
}
