import Foundation
import Testing

/// Every command block of the tutorials is run, in the order of the page, in one folder; lines of the `text` block
/// behind a command block must stand in what it printed.
@Suite struct TutorialTests {
    @Test(arguments: ["tutorial-clerk.zh.md", "tutorial-analyst.zh.md"])
    func `every command of a tutorial does what the page says`(name: String) throws {
        let program = try Program()
        defer { program.remove() }
        let page = try String(contentsOf: Program.root.appending(path: "docs/" + name), encoding: .utf8)
        let blocks = PageBlock.all(of: page).filter { $0.fence == ["sh"] }
        #expect(blocks.count >= 5)
        for block in blocks {
            let (status, shown) = try program.shell(block.text)
            #expect(status == 0, "\(block.text)\n\(shown)")
            for line in block.expected where !line.isEmpty { #expect(shown.contains(line), "\(line)\n\(shown)") }
        }
        if name.contains("clerk") {
            let left = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
            for file in ["排名.xlsx", "排名.html", "意见书.html", "到期.ics", "首谈记录.json", "空表.xlsx"] {
                #expect(left.contains(file))
            }
        }
    }
}
