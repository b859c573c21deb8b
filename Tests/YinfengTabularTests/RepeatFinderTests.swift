import Testing
import YinfengModel
import YinfengTabular

/// What counts as the same project of the same investor within a list.
struct RepeatFinderTests {
    /// A lone character names nothing, whatever marks stand around it.
    @Test(
        arguments: [
            ("茶。", "茶。", false), ("（茶）", "茶", false), ("茶叶", "茶 叶。", true), ("A1", "a-1", true), ("茶叶", "茶厂", false),
        ])
    func wordsDecide(_ first: String, _ second: String, isRepeat: Bool) throws {
        var finder = RepeatFinder(catalog: try Support.catalog.get()) { $0 }
        func lead(_ row: Int, _ content: String) -> Lead {
            let location = SourceLocation(file: "f", row: row)
            return Lead(
                id: String(row), location: location,
                fields: [
                    .investorName: FieldValue(raw: "甲公司", content: .text("甲公司"), location: location),
                    .content: FieldValue(raw: content, content: .text(content), location: location),
                ])
        }
        #expect(finder.find(lead(1, first)) == nil)
        #expect(finder.find(lead(2, second))?.row == (isRepeat ? 1 : nil))
    }
}
