package import YinfengModel
import YinfengText

/// Writes codings as NDJSON lines straight from the coder's tables: the same bytes as a `CodingResult` put into JSON
/// key by key, several times faster, for lists of any length.
///
/// `{"id","candidates":[{"code","name","level","score","confidence","evidence":[…]}],"activities":[{"code","share"}],
/// "abstain","because"}`. Immutable and `Sendable`: share one, give each worker its own workspace and buffer.
package struct CodingLines: Sendable {
    private let coder: IndustryCoder
    /// For each class `{"code":"…","name":"…","level":"class","score":`, end to end.
    private let heads: [UInt8]
    private let headEnds: [Int]
    /// For each class its name, escaped.
    private let names: [UInt8]
    private let nameEnds: [Int]
    /// What stands between a place and its source for a text without fields.
    private let contentKey: [[UInt8]]

    /// A writer over a coder. O(classes).
    package init(_ coder: IndustryCoder) {
        self.coder = coder
        var buffer = LineBuffer()
        var nameBuffer = LineBuffer()
        var headEnds: [Int] = []
        var nameEnds: [Int] = []
        for (index, code) in coder.codes.enumerated() {
            buffer.append("{\"code\":\"")
            buffer.appendEscaped(code.text)
            buffer.append("\",\"name\":\"")
            buffer.appendEscaped(coder.name(index))
            buffer.append("\",\"level\":\"")
            buffer.appendEscaped(code.level.name)
            buffer.append("\",\"score\":")
            headEnds.append(buffer.count)
            nameBuffer.appendEscaped(coder.name(index))
            nameEnds.append(nameBuffer.count)
        }
        heads = buffer.bytes
        names = nameBuffer.bytes
        self.headEnds = headEnds
        self.nameEnds = nameEnds
        contentKey = [CodingLines.bytes(.content)]
    }

    private static func bytes(_ key: FieldKey) -> [UInt8] {
        Array(",\"field\":\"\(key.rawValue)\",\"source\":\"".utf8)
    }

    /// Codes one text of UTF-8 as `content` and appends its line.
    package func write(
        id: UnsafeBufferPointer<UInt8>, content: UnsafeBufferPointer<UInt8>, top: Int,
        workspace: inout CodingWorkspace, to buffer: inout LineBuffer
    ) {
        buffer.append("{\"id\":\"")
        buffer.appendEscaped(id)
        buffer.append("\",")
        coder.analyse(content: content, &workspace)
        _ = write(top: top, explains: true, &workspace, keys: [.content], &buffer)
        buffer.append("}\n")
    }

    /// Codes a lead's fields and appends its line.
    package func write(
        id: String, fields: [(key: FieldKey, text: String)], top: Int, workspace: inout CodingWorkspace,
        to buffer: inout LineBuffer
    ) {
        buffer.append("{\"id\":\"")
        buffer.appendEscaped(id)
        buffer.append("\",")
        writeMembers(fields: fields, top: top, workspace: &workspace, to: &buffer)
        buffer.append("}\n")
    }

    /// Codes a lead's fields and appends what its line says after the id, without the braces around it. Without
    /// `explains` no candidate carries evidence and only the first one's score is summed from it: for long lists, where
    /// nobody reads ten explanations a row.
    @discardableResult
    package func writeMembers(
        fields: [(key: FieldKey, text: String)], top: Int, explains: Bool = true, workspace: inout CodingWorkspace,
        to buffer: inout LineBuffer
    ) -> Answer {
        coder.analyse(fields, &workspace)
        return write(top: top, explains: explains, &workspace, keys: fields.map(\.key), &buffer)
    }

    /// What a coding came to.
    package struct Answer: Sendable, Equatable {
        /// The first class, or nil when the text holds nothing to go by.
        package let first: IndustryCode?
        /// Whether no class stands out.
        package let abstains: Bool
    }

    // MARK: Pieces of a line

    private func write(
        top: Int, explains: Bool, _ workspace: inout CodingWorkspace, keys: [FieldKey], _ buffer: inout LineBuffer
    ) -> Answer {
        guard workspace.fieldCount == 1 else {
            return write(top: top, explains: explains, &workspace, nil, keys: keys, &buffer)
        }
        // Nearly every long list has one text a row: its memory is looked up once.
        let text = workspace.folded[0]
        return text.withView { write(top: top, explains: explains, &workspace, $0, keys: keys, &buffer) }
    }

    private func write(
        top: Int, explains: Bool, _ workspace: inout CodingWorkspace, _ only: FoldedText.View?, keys: [FieldKey],
        _ buffer: inout LineBuffer
    ) -> Answer {
        buffer.append("\"candidates\":[")
        // Evidence is gathered for the candidates that show it; the first one's is always needed for the reason.
        let explained = explains || top > Activities.candidates ? top : 1
        guard let summed = coder.prepare(&workspace, top: explained) else {
            buffer.append("],\"activities\":[],\"abstain\":true,\"because\":\"")
            buffer.appendEscaped(Decision.nothing)
            buffer.append(byte: 0x22)
            return Answer(first: nil, abstains: true)
        }
        let confidences = coder.confidences(workspace, count: workspace.order.count)
        let keyBytes = keys == [.content] || !explains ? contentKey : keys.map(CodingLines.bytes)
        var words: [String] = []
        let tables = coder.tables
        for slot in 0..<min(top, workspace.order.count) {
            let index = Int(workspace.order[slot].index)
            if slot > 0 { buffer.append(byte: 0x2C) }
            CodingLines.append(heads, headEnds, index, &buffer)
            guard slot < summed else {
                buffer.append(measured: Double(workspace.order[slot].score))
                writeConfidence(confidences[slot], &buffer)
                buffer.append(byte: 0x7D)
                continue
            }
            let sum = workspace.evidence.add(
                slot: slot, classIndex: index, hits: workspace.features.hits, contributions: workspace.contributions,
                coder: coder)
            buffer.append(measured: sum.total)
            writeConfidence(confidences[slot], &buffer)
            if explains {
                buffer.append(",\"evidence\":[")
                workspace.evidence.withPieces(sum.shown) { pieces in
                    for (number, piece) in pieces.enumerated() {
                        if number > 0 { buffer.append(byte: 0x2C) }
                        if let only {
                            write(piece, only, keyBytes, tables, &buffer)
                        } else {
                            workspace.folded[Int(piece.field)].withView {
                                write(piece, $0, keyBytes, tables, &buffer)
                            }
                        }
                    }
                }
                writeRest(sum, classIndex: index, keyBytes[0], &buffer)
                buffer.append(byte: 0x5D)
            }
            buffer.append(byte: 0x7D)
            if slot == 0 { words = self.words(sum, workspace) }
        }
        buffer.append("],\"activities\":[")
        let activities = Activities.find(in: &workspace, coder: coder)
        for (number, activity) in activities.enumerated() {
            if number > 0 { buffer.append(byte: 0x2C) }
            buffer.append("{\"code\":\"")
            buffer.appendEscaped(activity.code.text)
            buffer.append("\",\"share\":")
            buffer.append(measured: activity.share)
            buffer.append(byte: 0x7D)
        }
        let decision = Decision(
            confidences: confidences, activities: activities, parameters: coder.parameters)
        if decision.abstains {
            buffer.append("],\"abstain\":true,\"because\":\"")
        } else {
            buffer.append("],\"abstain\":false,\"because\":\"")
        }
        let first = workspace.order.first.map { Int($0.index) }
        buffer.appendEscaped(decision.reason(name: first.map { coder.name($0) } ?? "", words: words))
        buffer.append(byte: 0x22)
        return Answer(first: first.map { coder.codes[$0] }, abstains: decision.abstains)
    }

    @inline(__always)
    private func writeConfidence(_ confidence: Double, _ buffer: inout LineBuffer) {
        buffer.append(",\"confidence\":")
        buffer.append(measured: confidence)
    }

    /// The words that speak for the first class most.
    private func words(_ sum: EvidenceBuilder.Sum, _ workspace: CodingWorkspace) -> [String] {
        var words: [String] = []
        for piece in workspace.evidence.pieces[..<sum.shown] where piece.weight > 0 && words.count < 2 {
            let text = workspace.folded[Int(piece.field)]
            let range = Int(piece.start)..<Int(piece.end)
            guard !text.original(range).isEmpty else { continue }
            if piece.term == .max {
                words.append(text.text(range))
            } else if piece.term < 0 {
                words.append(coder.synonyms.rows[Int(-1 - piece.term)].term)
            } else {
                words.append(coder.tables.string(Int(coder.tables.termTexts[Int(piece.term)])))
            }
        }
        return words
    }

    @inline(__always)
    private func write(
        _ piece: EvidenceBuilder.Piece, _ text: FoldedText.View, _ keys: [[UInt8]], _ tables: IndexTables,
        _ buffer: inout LineBuffer
    ) {
        let field = Int(piece.field)
        let range = Int(piece.start)..<Int(piece.end)
        buffer.append("{\"term\":\"")
        if piece.term == .max {
            buffer.appendEscaped(UnsafeBufferPointer(rebasing: text.units[range]))
        } else if piece.term < 0 {
            buffer.appendEscaped(coder.synonyms.rows[Int(-1 - piece.term)].term)
        } else {
            buffer.appendEscaped(tables.utf8(Int(tables.termTexts[Int(piece.term)])))
        }
        CodingLines.writePlace(text.original(range), keys[field], &buffer)
        if piece.term == .max {
            buffer.append(EvidenceWords.parts)
        } else if piece.term < 0 {
            buffer.append(EvidenceWords.synonym)
        } else {
            if piece.isTypo { buffer.append(EvidenceWords.typo) }
            buffer.appendEscaped(tables.utf8(Int(piece.source)))
        }
        CodingLines.writeWeight(piece.weight, &buffer)
    }

    /// What is not shown piece by piece: the other parts together, and the prior.
    private func writeRest(
        _ sum: EvidenceBuilder.Sum, classIndex: Int, _ key: [UInt8], _ buffer: inout LineBuffer
    ) {
        var isFirst = sum.shown == 0
        if sum.rest != 0 {
            if !isFirst { buffer.append(byte: 0x2C) }
            isFirst = false
            buffer.append("{\"term\":\"")
            buffer.append(EvidenceWords.rest)
            CodingLines.writePlace(0..<0, key, &buffer)
            buffer.append(EvidenceWords.parts)
            CodingLines.writeWeight(sum.rest, &buffer)
        }
        if sum.bias != 0 {
            if !isFirst { buffer.append(byte: 0x2C) }
            buffer.append("{\"term\":\"")
            CodingLines.append(names, nameEnds, classIndex, &buffer)
            CodingLines.writePlace(0..<0, key, &buffer)
            buffer.append(EvidenceWords.prior)
            CodingLines.writeWeight(sum.bias, &buffer)
        }
    }

    @inline(__always)
    private static func writePlace(_ place: Range<Int>, _ key: [UInt8], _ buffer: inout LineBuffer) {
        buffer.append("\",\"start\":")
        buffer.append(place.lowerBound)
        buffer.append(",\"end\":")
        buffer.append(place.upperBound)
        buffer.append(key)
    }

    @inline(__always)
    private static func writeWeight(_ weight: Double, _ buffer: inout LineBuffer) {
        buffer.append("\",\"weight\":")
        buffer.append(measured: weight)
        buffer.append(byte: 0x7D)
    }

    @inline(__always)
    private static func append(_ bytes: [UInt8], _ ends: [Int], _ index: Int, _ buffer: inout LineBuffer) {
        let start = index == 0 ? 0 : ends[index - 1]
        bytes.withUnsafeBufferPointer { buffer.append(UnsafeBufferPointer(rebasing: $0[start..<ends[index]])) }
    }
}
