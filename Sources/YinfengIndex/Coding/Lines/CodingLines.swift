package import YinfengModel
import YinfengText

/// Writes codings as NDJSON lines straight from the coder's tables: the same bytes as a `CodingResult` put into JSON
/// key by key, several times faster, for lists of any length.
///
/// `{"id","candidates":[{"code","name","level","score","confidence","evidence":[…]}],"activities":[{"code","share"}],
/// "abstain","because"}`. Immutable and `Sendable`: share one, give each worker its own workspace and buffer.
package struct CodingLines: Sendable {
    private let coder: IndustryCoder
    /// For each class `{"code":"…","name":"…","level":"class","score":`.
    private let heads: Fragments
    /// For each class its name, escaped.
    private let names: Fragments
    /// What stands between a place and its source for a text without fields.
    private let contentKey: Fragments

    /// A writer over a coder. O(classes).
    package init(_ coder: IndustryCoder) {
        self.coder = coder
        heads = Fragments(coder.codes.enumerated()) { entry, buffer in
            buffer.append("{\"code\":\"")
            buffer.appendEscaped(entry.element.text)
            buffer.append("\",\"name\":\"")
            buffer.appendEscaped(coder.name(entry.offset))
            buffer.append("\",\"level\":\"")
            buffer.appendEscaped(entry.element.level.name)
            buffer.append("\",\"score\":")
        }
        names = Fragments(coder.codes.indices) { index, buffer in buffer.appendEscaped(coder.name(index)) }
        contentKey = CodingLines.fragments([.content])
    }

    /// `,"field":"…","source":"` for each field.
    private static func fragments(_ keys: [FieldKey]) -> Fragments {
        Fragments(keys) { key, buffer in
            buffer.append(",\"field\":\"")
            buffer.appendEscaped(key.rawValue)
            buffer.append("\",\"source\":\"")
        }
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
        coder.fillConfidences(&workspace)
        let fields = keys == [.content] || !explains ? contentKey : CodingLines.fragments(keys)
        fields.withBytes { fields in
            writeCandidates(top: top, summed: summed, explains: explains, workspace, only, fields, &buffer)
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
        let decision = Decision(workspace.confidences, activities: activities, parameters: coder.parameters)
        if decision.abstains {
            buffer.append("],\"abstain\":true,\"because\":\"")
        } else {
            buffer.append("],\"abstain\":false,\"because\":\"")
        }
        decision.writeReason(coder, workspace, to: &buffer) { bytes, buffer in buffer.appendEscaped(bytes) }
        buffer.append(byte: 0x22)
        return Answer(
            first: workspace.order.first.map { coder.codes[Int($0.index)] }, abstains: decision.abstains)
    }

    private func writeCandidates(
        top: Int, summed: Int, explains: Bool, _ workspace: borrowing CodingWorkspace, _ only: FoldedText.View?,
        _ fields: Fragments.View, _ buffer: inout LineBuffer
    ) {
        let tables = coder.tables
        workspace.evidence.pieces.withUnsafeBufferPointer { pieces in
            for slot in 0..<min(top, workspace.order.count) {
                let index = Int(workspace.order[slot].index)
                if slot > 0 { buffer.append(byte: 0x2C) }
                heads.withBytes { buffer.append($0[index]) }
                guard slot < summed else {
                    buffer.append(measured: Double(workspace.order[slot].score))
                    writeConfidence(workspace.confidences[slot], &buffer)
                    buffer.append(byte: 0x7D)
                    continue
                }
                let sum = workspace.evidence.sums[slot]
                buffer.append(measured: sum.total)
                writeConfidence(workspace.confidences[slot], &buffer)
                if explains {
                    buffer.append(",\"evidence\":[")
                    for number in sum.shown {
                        if number > sum.shown.lowerBound { buffer.append(byte: 0x2C) }
                        let piece = pieces[number]
                        if let only {
                            write(piece, only, fields, tables, &buffer)
                        } else {
                            workspace.folded[Int(piece.field)].withView { write(piece, $0, fields, tables, &buffer) }
                        }
                    }
                    writeRest(sum, classIndex: index, fields[0], &buffer)
                    buffer.append(byte: 0x5D)
                }
                buffer.append(byte: 0x7D)
            }
        }
    }

    @inline(__always)
    private func writeConfidence(_ confidence: Double, _ buffer: inout LineBuffer) {
        buffer.append(",\"confidence\":")
        buffer.append(measured: confidence)
    }

    @inline(__always)
    private func write(
        _ piece: EvidenceBuilder.Piece, _ text: FoldedText.View, _ fields: Fragments.View, _ tables: IndexTables,
        _ buffer: inout LineBuffer
    ) {
        let range = Int(piece.start)..<Int(piece.end)
        buffer.append("{\"term\":\"")
        if piece.term == .max {
            buffer.appendEscaped(UnsafeBufferPointer(rebasing: text.units[range]))
        } else if piece.term < 0 {
            buffer.appendEscaped(coder.synonyms.rows[Int(-1 - piece.term)].term)
        } else {
            buffer.appendEscaped(tables.utf8(Int(tables.termTexts[Int(piece.term)])))
        }
        CodingLines.writePlace(text.original(range), fields[Int(piece.field)], &buffer)
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
        _ sum: EvidenceBuilder.Sum, classIndex: Int, _ field: UnsafeBufferPointer<UInt8>, _ buffer: inout LineBuffer
    ) {
        var isFirst = sum.shown.isEmpty
        if sum.rest != 0 {
            if !isFirst { buffer.append(byte: 0x2C) }
            isFirst = false
            buffer.append("{\"term\":\"")
            buffer.append(EvidenceWords.rest)
            CodingLines.writePlace(0..<0, field, &buffer)
            buffer.append(EvidenceWords.parts)
            CodingLines.writeWeight(sum.rest, &buffer)
        }
        if sum.bias != 0 {
            if !isFirst { buffer.append(byte: 0x2C) }
            buffer.append("{\"term\":\"")
            names.withBytes { buffer.append($0[classIndex]) }
            CodingLines.writePlace(0..<0, field, &buffer)
            buffer.append(EvidenceWords.prior)
            CodingLines.writeWeight(sum.bias, &buffer)
        }
    }

    @inline(__always)
    private static func writePlace(
        _ place: Range<Int>, _ field: UnsafeBufferPointer<UInt8>, _ buffer: inout LineBuffer
    ) {
        buffer.append("\",\"start\":")
        buffer.append(place.lowerBound)
        buffer.append(",\"end\":")
        buffer.append(place.upperBound)
        buffer.append(field)
    }

    @inline(__always)
    private static func writeWeight(_ weight: Double, _ buffer: inout LineBuffer) {
        buffer.append("\",\"weight\":")
        buffer.append(measured: weight)
        buffer.append(byte: 0x7D)
    }
}
