import YinfengModel
import YinfengText

/// Whether the first class stands out, and the sentence that says so.
struct Decision {
    /// The first class's confidence; nil without candidates.
    private let best: Double?
    /// The number of classes within the margin of the best, itself included.
    private let rivals: Int
    private let threshold: Double
    private let within: Double
    private let isMixed: Bool

    /// Said of a text that holds nothing to go by.
    static let nothing = "文字里没有可用于归类的词"

    /// A decision over the calibrated probabilities of the ranked classes.
    init(_ confidences: [Double], activities: [CodingResult.Activity], parameters: CodingParameters) {
        isMixed = Decision.areUnlike(activities, parameters)
        threshold = Double(parameters[.abstainConfidence])
        within = Double(parameters[.abstainWithin])
        best = confidences.first
        var rivals = 0
        for confidence in confidences where confidences[0] - confidence < within { rivals += 1 }
        self.rivals = rivals
    }

    /// Below the threshold, with a rival too close, or amid a holding's list of unlike goods no class stands out.
    var abstains: Bool {
        guard let best else { return true }
        return best < threshold || rivals > 1 || isMixed
    }

    /// A main activity with a small share among activities of several divisions is not the business of the whole.
    private static func areUnlike(_ activities: [CodingResult.Activity], _ parameters: CodingParameters) -> Bool {
        guard let main = activities.first, main.share < Double(parameters[.mixedShare]) else { return false }
        return Set(activities.map { $0.code.text.prefix(2) }).count >= Int(parameters[.mixedDivisions])
    }

    /// The reason in Chinese.
    func reason(_ coder: IndustryCoder, _ workspace: borrowing CodingWorkspace) -> String {
        var buffer = LineBuffer(capacity: 256)
        writeReason(coder, workspace, to: &buffer) { bytes, buffer in buffer.append(bytes) }
        return buffer.withBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Appends the reason in Chinese: what the decision hangs on, else the words that speak for the first class most.
    /// `put` appends what comes from the catalogues or the text.
    func writeReason(
        _ coder: IndustryCoder, _ workspace: borrowing CodingWorkspace, to buffer: inout LineBuffer,
        put: (UnsafeBufferPointer<UInt8>, inout LineBuffer) -> Void
    ) {
        guard let best, let first = workspace.order.first else { return buffer.append("没有候选类别") }
        let percent = Int((best * 100).rounded())
        if rivals > 1 {
            Decision.writeChinese(rivals, to: &buffer)
            buffer.append("个类别相差不到")
            buffer.append(Int((within * 100).rounded()))
        } else if best < threshold {
            buffer.append("首选“")
            coder.withName(Int(first.index)) { put($0, &buffer) }
            buffer.append("”的把握只有")
            buffer.append(percent)
        } else if isMixed {
            return buffer.append("列出的业务互不相同，没有一项占到主要部分")
        } else {
            writeWords(coder, workspace, to: &buffer, put: put)
            buffer.append("把握")
            buffer.append(percent)
        }
        buffer.append(byte: 0x25)
    }

    /// At most two words: 依据“…”、“…”，
    private func writeWords(
        _ coder: IndustryCoder, _ workspace: borrowing CodingWorkspace, to buffer: inout LineBuffer,
        put: (UnsafeBufferPointer<UInt8>, inout LineBuffer) -> Void
    ) {
        var count = 0
        for piece in workspace.evidence.pieces[workspace.evidence.sums.first?.shown ?? 0..<0]
        where piece.weight > 0 && count < 2 {
            let text = workspace.folded[Int(piece.field)]
            let range = Int(piece.start)..<Int(piece.end)
            guard !text.original(range).isEmpty else { continue }
            if count == 0 { buffer.append("依据“") } else { buffer.append("、“") }
            coder.withWord(piece, in: text) { put($0, &buffer) }
            buffer.append("”")
            count += 1
        }
        if count > 0 { buffer.append("，") }
    }

    private static func writeChinese(_ count: Int, to buffer: inout LineBuffer) {
        let digits: [StaticString] = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"]
        if count < digits.count { buffer.append(digits[count]) } else { buffer.append(count) }
    }
}
