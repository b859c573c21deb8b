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
        let executable = try Program.executable()
        for block in blocks {
            let script = try program.file(".block.sh", "set -e -o pipefail\n" + block.text + "\n")
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/bash")
            shell.arguments = [script]
            shell.currentDirectoryURL = program.folder
            shell.environment = ProcessInfo.processInfo.environment.merging([
                "PATH": executable.deletingLastPathComponent().path + ":/usr/bin:/bin",
                "YINFENG_CATALOGS": Program.root.appending(path: "Catalogs").path,
                "XDG_CACHE_HOME": program.folder.path,
            ]) { _, new in new }
            let file = program.folder.appending(path: ".shown")
            try Data().write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            shell.standardOutput = handle
            shell.standardError = handle
            try shell.run()
            shell.waitUntilExit()
            let shown = try String(decoding: Data(contentsOf: file), as: UTF8.self)
            #expect(shell.terminationStatus == 0, "\(block.text)\n\(shown)")
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
