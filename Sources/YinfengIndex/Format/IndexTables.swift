import FoundationEssentials

/// The sections of an index, checked once and for all: every number that leads into another section stays inside it.
///
/// The tables point into `bytes`, which lives as long as this object and never changes: sharing it is safe. A class, so
/// that handing it on costs one count.
final class IndexTables: @unchecked Sendable {
    private let bytes: IndexBytes
    private let sections: [SectionRange]
    let manifest: IndexManifest
    let textEnds: UnsafeBufferPointer<UInt32>
    let classCodes: UnsafeBufferPointer<UInt32>
    let classNames: UnsafeBufferPointer<UInt32>
    let classBias: UnsafeBufferPointer<Float>
    let features: FeatureTable
    let postings: UnsafeBufferPointer<UInt32>
    let termEdges: EdgeTable
    let nodeChildren: UnsafeBufferPointer<UInt32>
    let nodeSiblings: UnsafeBufferPointer<UInt32>
    let nodeUnits: UnsafeBufferPointer<UInt16>
    let nodes: NodeTable
    let termTexts: UnsafeBufferPointer<UInt32>
    let termStarts: UnsafeBufferPointer<UInt32>
    let termClasses: UnsafeBufferPointer<UInt16>
    let termSources: UnsafeBufferPointer<UInt32>
    let termPairs: UnsafeBufferPointer<UInt64>
    let cueEdges: EdgeTable
    /// The units that cues begin with, a bit each.
    let cueStarts: [UInt64]
    let cueKinds: UnsafeBufferPointer<UInt32>
    let confusion: ConfusionTables
    let parameters: UnsafeBufferPointer<Float>

    private struct SectionRange: Sendable {
        var offset = 0
        var count = 0
        var size = 0
    }

    /// Checks and opens bytes; throws `IndexError.damaged`. O(size).
    init(_ bytes: IndexBytes) throws(IndexError) {
        self.bytes = bytes
        sections = try IndexTables.directory(bytes.buffer)
        let text = sections[Int(IndexFormat.Section.manifest.rawValue)]
        do {
            manifest = try JSONDecoder().decode(
                IndexManifest.self, from: Data(bytes.buffer[text.offset..<text.offset + text.count]))
        } catch {
            throw .damaged(fact: "说明段无法解析")
        }
        let ranges = sections
        /// The elements of a section; empty when their width differs from `Element`.
        func table<Element>(_ kind: IndexFormat.Section, _: Element.Type) -> UnsafeBufferPointer<Element> {
            let range = ranges[Int(kind.rawValue)]
            guard range.size == MemoryLayout<Element>.size, let base = bytes.buffer.baseAddress else {
                return UnsafeBufferPointer(start: nil, count: 0)
            }
            // Sections start at multiples of eight from a page or a 16-byte block.
            return UnsafeBufferPointer(
                start: (base + range.offset).assumingMemoryBound(to: Element.self), count: range.count)
        }
        textEnds = table(.textEnds, UInt32.self)
        classCodes = table(.classCodes, UInt32.self)
        classNames = table(.classNames, UInt32.self)
        classBias = table(.classBias, Float.self)
        features = FeatureTable(words: table(.features, UInt64.self))
        postings = table(.postings, UInt32.self)
        termEdges = EdgeTable(words: table(.termEdges, UInt64.self))
        nodeChildren = table(.nodeChildren, UInt32.self)
        nodeSiblings = table(.nodeSiblings, UInt32.self)
        nodeUnits = table(.nodeUnits, UInt16.self)
        nodes = NodeTable(words: table(.nodes, UInt64.self))
        termTexts = table(.termTexts, UInt32.self)
        termStarts = table(.termStarts, UInt32.self)
        termClasses = table(.termClasses, UInt16.self)
        termSources = table(.termSources, UInt32.self)
        termPairs = table(.termPairs, UInt64.self)
        cueEdges = EdgeTable(words: table(.cueEdges, UInt64.self))
        cueStarts = cueEdges.firstUnits
        cueKinds = table(.cueKinds, UInt32.self)
        confusion = ConfusionTables(
            sounds: table(.sounds, UInt16.self), soundStarts: table(.soundStarts, UInt32.self),
            soundUnits: table(.soundUnits, UInt16.self), lookalikes: table(.lookalikes, UInt32.self))
        parameters = table(.parameters, Float.self)
        try check()
    }

    private static func directory(_ buffer: UnsafeRawBufferPointer) throws(IndexError) -> [SectionRange] {
        guard buffer.count >= IndexFormat.headerSize else { throw .damaged(fact: "文件过短") }
        func word<Value: FixedWidthInteger>(_ offset: Int, _: Value.Type) -> Value {
            Value(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: Value.self))
        }
        guard word(0, UInt64.self) == IndexFormat.magic else { throw .damaged(fact: "不是索引文件") }
        guard word(8, UInt32.self) == IndexFormat.version else { throw .stale(fact: "格式版本不同") }
        let count = Int(word(12, UInt32.self))
        guard word(16, UInt64.self) == UInt64(buffer.count) else { throw .damaged(fact: "文件不完整") }
        guard count == IndexFormat.Section.allCases.count,
            IndexFormat.headerSize + count * IndexFormat.entrySize <= buffer.count
        else { throw .damaged(fact: "段数不对") }
        let payload = UnsafeRawBufferPointer(rebasing: buffer[IndexFormat.headerSize...])
        guard word(24, UInt64.self) == IndexFormat.digest(payload) else { throw .damaged(fact: "校验和不符") }
        var result = [SectionRange](repeating: SectionRange(), count: count + 1)
        for index in 0..<count {
            let base = IndexFormat.headerSize + index * IndexFormat.entrySize
            let kind = Int(word(base, UInt32.self))
            let size = Int(word(base + 4, UInt32.self))
            let offset = word(base + 8, UInt64.self)
            let elements = word(base + 16, UInt64.self)
            guard kind == index + 1, (1...8).contains(size), offset % 8 == 0, offset <= UInt64(buffer.count),
                elements <= (UInt64(buffer.count) - offset) / UInt64(size)
            else { throw .damaged(fact: "段目录越界") }
            result[kind] = SectionRange(offset: Int(offset), count: Int(elements), size: size)
        }
        return result
    }

    /// A string of the pool.
    func string(_ number: Int) -> String { String(decoding: utf8(number), as: UTF8.self) }

    /// The bytes of a string of the pool, valid as long as these tables. O(1).
    func utf8(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        guard number >= 0, number < textEnds.count else { return UnsafeBufferPointer(start: nil, count: 0) }
        let text = sections[Int(IndexFormat.Section.text.rawValue)]
        let start = number == 0 ? 0 : Int(textEnds[number - 1])
        let range = text.offset + start..<text.offset + Int(textEnds[number])
        return UnsafeRawBufferPointer(rebasing: bytes.buffer[range]).assumingMemoryBound(to: UInt8.self)
    }

    // MARK: Checks

    private func check() throws(IndexError) {
        func require(_ condition: Bool, _ fact: String) throws(IndexError) {
            guard condition else { throw .damaged(fact: fact) }
        }
        func ascending(_ values: UnsafeBufferPointer<UInt32>, upTo limit: Int) -> Bool {
            var last: UInt32 = 0
            var falls = 0
            for value in values {
                falls &+= value < last ? 1 : 0
                last = value
            }
            return falls == 0 && Int(last) <= limit
        }
        func all<Value: FixedWidthInteger & UnsignedInteger>(_ values: UnsafeBufferPointer<Value>, below limit: Int)
            -> Bool
        {
            var beyond = 0
            for value in values { beyond |= limit &- 1 &- Int(truncatingIfNeeded: value) }
            return beyond >= 0
        }
        let texts = textEnds.count
        let classes = classCodes.count
        try require(ascending(textEnds, upTo: sections[Int(IndexFormat.Section.text.rawValue)].count), "字符串段")
        try require(
            classes > 0 && classes < 1 << 16 && classNames.count == classes && classBias.count == classes, "行业段")
        try require(all(classNames, below: texts), "行业名称")
        try require(features.isSound(postings: postings.count), "特征散列表")
        var strange = 0
        for posting in postings { strange |= classes &- 1 &- Posting.classIndex(posting) }
        try require(strange >= 0, "特征权重")
        let nodes = self.nodes.count
        let terms = termTexts.count
        try require(nodes > 0 && termEdges.isSound(nodes: nodes), "词典树")
        // Chains of nodes only lead upwards: every walk along them ends.
        let isWhole = nodeChildren.count == nodes && nodeSiblings.count == nodes && nodeUnits.count == nodes
        var (beyond, falls) = (0, 0)
        for node in 0..<(isWhole ? nodes : 0) {
            let (child, sibling) = (Int(nodeChildren[node]), Int(nodeSiblings[node]))
            // Negative where one leads too far; where one leads somewhere, but not upwards.
            beyond |= (nodes &- 1 &- child) | (nodes &- 1 &- sibling)
            falls |= ((child &- node &- 1) & (0 &- child)) | ((sibling &- node &- 1) & (0 &- sibling))
        }
        let ascends = isWhole && beyond >= 0 && falls >= 0
        try require(ascends, "词典树的分枝")
        try require(self.nodes.isSound(terms: terms), "词典树终点")
        try require(
            all(termTexts, below: texts) && termStarts.count == terms + 1
                && ascending(termStarts, upTo: termClasses.count) && termSources.count == termClasses.count
                && all(termClasses, below: classes) && all(termSources, below: texts)
                && termPairs.count == PairFilter.words, "词典")
        try require(!cueKinds.isEmpty && cueEdges.isSound(nodes: cueKinds.count), "语境词")
        try require(confusion.isSound, "易混字")
        try require(
            parameters.count == CodingParameters.Key.allCases.count && parameters.allSatisfy(\.isFinite)
                && classBias.allSatisfy(\.isFinite), "参数")
    }
}
