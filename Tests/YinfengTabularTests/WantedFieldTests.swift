import Testing
import YinfengModel
import YinfengTabular

@Suite("Fields that nobody reads")
struct WantedFieldTests {
    private static let cells: [(key: String, values: [String])] = [
        ("project_id", ["\"L1\"", "\"7\"", "null"]),
        ("investor_name", ["\"昆明某公司\"", "\"#REF!\"", "\"##名\"", "\"一\\\"二\""]),
        ("content", ["\"年产茶叶10吨\"", "\"\"", "\"#N/A\"", "\" \""]),
        ("total_invest", ["\"64.93亿元\"", "\"-5\"", "12", "-3", "1e99", "\"#VALUE!\"", "\"=A1\"", "\"待定\""]),
        ("land_area", ["\"2294亩\"", "\"12丈\"", "0", "99999999999", "\"３公顷\"", "true"]),
        ("jobs", ["143", "\"-7\"", "\"约二百人\""]),
        ("start_date", ["\"2026-02-30\"", "\"2026-03\"", "\"下半年\""]),
        ("industry_code", ["\"C15\"", "\"精制茶\"", "1530"]),
        ("总投资", ["\"3亿\"", "\"abc\""]),
        ("备注", ["\"甲\"", "\"#乙\""]), ("经办", ["\"丙\""]),
    ]
    private static let wanted: Set<FieldKey> = [.content, .products, .industryText, .industryCode]

    /// A reader that leaves fields out refuses the same rows for the same reasons and reads the others alike.
    @Test(arguments: 1...60)
    func `rows without them have the same faults, columns and words`(seed: UInt64) throws {
        let catalog = try Support.catalog.get()
        let whole = JSONLineReader(file: "a", catalog: catalog)
        let lean = JSONLineReader(file: "a", catalog: catalog, wanted: Self.wanted)
        var random = SeededGenerator(seed: seed)
        for number in 1...60 {
            let members = Self.cells.shuffled(using: &random).prefix(Int.random(in: 1...11, using: &random)).map {
                cell in "\"\(cell.key)\":" + (cell.values.randomElement(using: &random) ?? "null")
            }
            let line = Array(("{" + members.joined(separator: ",") + "}").utf8)
            let full = line.withUnsafeBufferPointer { whole.readLine($0, row: number) }
            let cut = line.withUnsafeBufferPointer { lean.readLine($0, row: number) }
            let text = String(decoding: line, as: UTF8.self)
            #expect(cut.issues == full.issues, "\(text)")
            #expect(cut.id == full.id, "\(text)")
            #expect(cut.partial?.extras == full.partial?.extras, "\(text)")
            for key in Self.wanted {
                #expect(cut.lead?.fields[key] == full.lead?.fields[key], "\(text)")
            }
        }
    }
}
