import Foundation
import Testing

/// Messages have codes, and every code stands in the page that explains them.
@Suite("Codes of messages")
struct MessageTests {
    @Test func `the page lists what the program lists`() throws {
        let program = try Program()
        defer { program.remove() }
        let page = try String(contentsOf: Program.root.appending(path: "docs/messages.zh.md"), encoding: .utf8)
        let run = try program.run(["doctor", "--codes"])
        let rows = run.lines.dropFirst(2)
        #expect(rows.count > 50)
        for row in rows { #expect(page.contains(row), "\(row)") }
        let codes = rows.compactMap { $0.split(separator: "|").first?.trimmingCharacters(in: .whitespaces) }
        #expect(Set(codes).count == codes.count)
    }

    /// A level is written by the one who adds the code, nowhere else.
    @Test func `no message of the program is written without a code`() throws {
        let folder = Program.root.appending(path: "Sources/yinfeng")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var seen = 0
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            seen += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("提示："), "\(file.lastPathComponent)")
            #expect(!text.contains("StandardError.write(\"错误"), "\(file.lastPathComponent)")
            #expect(!text.contains("StandardError.write(\"疑问"), "\(file.lastPathComponent)")
        }
        #expect(seen > 50)
    }

    @Test func `hints and errors show their codes`() throws {
        let program = try Program()
        defer { program.remove() }
        let list = try program.file("l.csv", "项目名称,项目内容,天气\n甲,普洱茶加工,晴\n")
        let hint = try program.run(["rank", list, "--region", "532800", "--top", "1"])
        #expect(hint.errors.contains("提示[L303] 未识别的列原样保留：天气"), "\(hint.errors)")
        let error = try program.run(["rank", "没有.csv"])
        #expect(error.status == 66 && error.errors.hasPrefix("错误[L101] "))
        let many = ["leads", "ledas", "rnak", "chekc", "classfy", "firsttlak"]
        for word in many {
            let slip = try program.run([word])
            #expect(word == "leads" || slip.status == 64 && slip.errors.contains("错误[G102]"), "\(slip.errors)")
        }
    }
}
