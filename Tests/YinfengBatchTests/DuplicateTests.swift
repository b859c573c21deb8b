import Testing
import YinfengBatch
import YinfengModel
import YinfengTabular
import YinfengText

/// Repeated rows against a search that compares every row with every other.
@Suite struct DuplicateTests {
    private struct Row {
        let core: String
        let place: String
        let content: String
    }

    private static let things = [
        "茶叶精深加工", "锂离子电池正极材料", "汽车零部件", "手动切菜机", "压力蒸汽灭菌设备", "冷链物流中心", "光伏组件", "生物医药中间体", "花卉种苗繁育", "再生铝合金锭",
    ]
    private static let works = ["生产基地", "智能工厂", "一期项目", "扩建工程", "研发中心", "产业园"]

    /// 2,000 rows: one investor with many of them, many with a few; some repeated word by word, some nearly so.
    private static func rows(_ random: inout SeededGenerator) -> [Row] {
        var rows: [Row] = []
        for number in 0..<2_000 {
            let draw = Int.random(in: 0..<10, using: &random)
            if draw < 3, let earlier = rows.randomElement(using: &random) {
                let content = draw == 0 ? earlier.content : draw == 1 ? earlier.content + "。" : earlier.content + "并配套"
                rows.append(Row(core: earlier.core, place: earlier.place, content: content))
                continue
            }
            let core = draw < 6 ? "创联" : "宏达\(Int.random(in: 0..<300, using: &random))"
            let thing = things.randomElement(using: &random) ?? ""
            let work = works.randomElement(using: &random) ?? ""
            rows.append(
                Row(
                    core: core, place: ["", "昆明", "成都"].randomElement(using: &random) ?? "",
                    content: "建设年产\(number)吨\(thing)\(work)，达产后年产值\(number * 7 % 991)万元，新增就业\(number * 13 % 577)人"))
        }
        return rows
    }

    /// The letters and figures of a text, and the share of neighbouring pairs that two texts have in common.
    private static func plain(_ text: String) -> [Character] { text.filter { $0.isLetter || $0.isNumber }.map { $0 } }

    private static func share(_ left: [Character], _ right: [Character]) -> Double {
        let a = Set(zip(left, left.dropFirst()).map { String([$0, $1]) })
        let b = Set(zip(right, right.dropFirst()).map { String([$0, $1]) })
        return Double(a.intersection(b).count) / Double(max(1, a.union(b).count))
    }

    @Test(arguments: [1, 2, 3])
    func `what comparing all rows finds is found, and nothing unlike it`(seed: UInt64) throws {
        let support = try Support()
        defer { support.remove() }
        var random = SeededGenerator(seed: seed)
        let rows = Self.rows(&random)
        let lines = rows.enumerated().map { number, row in
            "{\"project_id\":\"L\(number)\",\"investor_name\":\"\(row.place)|\(row.core)\",\"content\":\"\(row.content)\"}"
        }
        let input = try support.file("in.ndjson", lines.joined(separator: "\n") + "\n")
        let catalog = try Support.catalog.get()
        var announced = 0
        let table = try DuplicateTable(
            source: try BatchInput.open(input, catalog: catalog, options: ReadOptions()),
            makeReader: { JSONLineReader(file: input, catalog: catalog, wanted: DuplicateKeyMaker.fields) },
            keys: DuplicateKeyMaker(
                folder: TextFolder(),
                name: { name in
                    let parts = name.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
                    return (parts.last ?? "", parts.first.map { $0.isEmpty ? [] : [$0] } ?? [])
                }), jobs: Int(seed), plan: { _, _, comparisons in announced = comparisons })
        #expect(table.comparisons <= announced)
        // Compared with all rows one would make twenty times as many.
        #expect(announced * 10 < rows.count * rows.count)
        let words = rows.map { Self.plain($0.content) }
        for number in rows.indices {
            func meets(_ earlier: Int) -> Bool {
                rows[earlier].core == rows[number].core
                    && (rows[earlier].place == rows[number].place || rows[earlier].place.isEmpty
                        || rows[number].place.isEmpty)
            }
            let found = table.original(ofRow: number + 1)
            let twin = (0..<number).first { meets($0) && words[$0] == words[number] }
            if let found {
                #expect(meets(found.row - 1) && found.row - 1 < number, "\(number + 1)")
                // The sketch may be out by a little, never by much.
                #expect(Self.share(words[found.row - 1], words[number]) > 0.5, "\(number + 1)")
                #expect((found.likeness == .same) == (words[found.row - 1] == words[number]), "\(number + 1)")
            }
            #expect(twin == nil || found != nil, "\(number + 1)")
        }
    }
}
