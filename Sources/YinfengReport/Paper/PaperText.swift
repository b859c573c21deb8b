/// A text with the words that were evidence marked in it.
package enum PaperText {
    /// The text cut into plain and marked pieces. `marks` are ranges of Unicode scalars; they may overlap, lie outside
    /// or stand in any order. A long text is cut to the neighbourhood of its marks, the gaps shown as `……`, so that a
    /// cell of 70 KB does not fill twenty pages. O(n log n).
    package static func spans(_ text: String, marks: [Range<Int>], limit: Int = 1_200) -> [PaperSpan] {
        let scalars = Array(text.unicodeScalars)
        let merged = merge(marks, within: scalars.count)
        var spans: [PaperSpan] = []
        for window in windows(merged, count: scalars.count, limit: limit) {
            if window.lowerBound > 0 { append(.plain("……"), to: &spans) }
            var position = window.lowerBound
            for mark in merged where mark.overlaps(window) {
                let mark = mark.clamped(to: window)
                if mark.lowerBound > position {
                    append(.plain(string(scalars[position..<mark.lowerBound])), to: &spans)
                }
                append(.marked(string(scalars[mark])), to: &spans)
                position = mark.upperBound
            }
            if position < window.upperBound {
                append(.plain(string(scalars[position..<window.upperBound])), to: &spans)
            }
            if window.upperBound < scalars.count { append(.plain("……"), to: &spans) }
        }
        let shown = spans.reduce(0) { $0 + $1.words.unicodeScalars.count }
        if shown < scalars.count { append(.plain("（原文共\(scalars.count)字，此处为节选）"), to: &spans) }
        return spans
    }

    /// The text, cut after `limit` characters with a remark.
    package static func clipped(_ text: String, to limit: Int = 600) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > limit else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(limit))) + "……（原文共\(scalars.count)字，此处为节选）"
    }

    private static func append(_ span: PaperSpan, to spans: inout [PaperSpan]) {
        if case .plain("……") = span, case .plain("……")? = spans.last { return }
        spans.append(span)
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static func merge(_ marks: [Range<Int>], within count: Int) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for mark in marks.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            let mark = mark.clamped(to: 0..<count)
            guard !mark.isEmpty else { continue }
            if let last = merged.last, mark.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, mark.upperBound)
            } else {
                merged.append(mark)
            }
        }
        return merged
    }

    /// The pieces of a long text that are shown: its beginning and what stands around the marks.
    private static func windows(_ marks: [Range<Int>], count: Int, limit: Int) -> [Range<Int>] {
        guard count > limit else { return [0..<count] }
        let around = 60
        var wanted = [0..<min(count, limit / 4)]
        for mark in marks {
            let length = min(mark.count, limit / 4)
            wanted.append(max(0, mark.lowerBound - around)..<min(count, mark.lowerBound + length + around))
        }
        var shown: [Range<Int>] = []
        var used = 0
        for window in merge(wanted, within: count) {
            guard used < limit else { break }
            shown.append(window)
            used += window.count
        }
        return shown
    }
}
