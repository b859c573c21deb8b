import FoundationEssentials
import Testing
import YinfengModel
import YinfengReport

@Suite("Files")
struct SinkTests {
    @Test("The file appears whole or not at all")
    func replacesAtOnce() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/out.csv"
        try Data("old".utf8).write(to: URL(filePath: path))
        var sink: FileSink? = try FileSink(path: path)
        try sink?.write(Array("new".utf8))
        try sink?.flush()
        #expect(try String(contentsOf: URL(filePath: path), encoding: .utf8) == "old")
        sink = nil
        #expect(folder.names == ["out.csv"])
        let other = try FileSink(path: path)
        try other.write(Array("new".utf8))
        try other.finish()
        #expect(try String(contentsOf: URL(filePath: path), encoding: .utf8) == "new")
        #expect(folder.names == ["out.csv"])
    }

    @Test func refusesImpossiblePaths() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: ReportError.self) { try FileSink(path: folder.path + "/none/out.csv") }
        #expect(error?.status == 73)
        #expect(error?.explanation.sentence.contains("文件夹不存在") == true)
    }

    @Test("A full disk is told and keeps the old file")
    func reportsFullDisk() throws {
        let sink = try FileSink(path: "/dev/full")
        let error = #expect(throws: ReportError.self) {
            try sink.write([UInt8](repeating: 0x41, count: 100_000))
            try sink.finish()
        }
        #expect(error?.status == 74)
    }

    @Test func keepsLinks() throws {
        let folder = try TemporaryFolder()
        let real = folder.path + "/real.txt"
        try Data("old".utf8).write(to: URL(filePath: real))
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.txt", withDestinationPath: real)
        let sink = try FileSink(path: folder.path + "/link.txt")
        try sink.write(Array("new".utf8))
        try sink.finish()
        #expect(try String(contentsOf: URL(filePath: real), encoding: .utf8) == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link.txt") == real)
    }

    @Test("Progress shows count, share, rate and time left, at most ten times a second")
    func progress() {
        var time = 0.0
        var shown: [String] = []
        var bar = ProgressBar(total: 500, isEnabled: true, now: { time }, write: { shown.append($0) })
        for _ in 0..<410 {
            time += 0.01
            bar.advance()
        }
        bar.finish()
        #expect(shown.count > 10 && shown.count <= 42)
        #expect(shown.contains { $0.contains("/500") && $0.contains("100行/秒") && $0.contains("剩余 1秒") })
        var silent = ProgressBar(total: 5, isEnabled: false, now: { 0 }, write: { shown.append($0) })
        let before = shown.count
        silent.advance(by: 5)
        silent.finish()
        #expect(shown.count == before)
    }
}
