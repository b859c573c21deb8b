import Foundation
import YinfengCatalog
import YinfengIndex

/// How long one text takes, how fast an index opens and how long it takes to build, run by hand:
///
///     YINFENG_BENCHMARKS=1 swift run -c release coding-benchmark Catalogs texts.txt
///
/// Every line of the second file is one text; each is coded with ten candidates and its line written, alone and timed
/// by the thread's own CPU clock, after one pass that warms up. The index is built twice, to compare the bytes.
@main
enum CodingBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: coding-benchmark CATALOGS TEXTS\n".utf8))
            exit(64)
        }
        let store = try CatalogStore(folders: [arguments[1]])
        let clock = ContinuousClock()
        var bytes: [UInt8] = []
        let building = try clock.measure { bytes = try IndexBuilder.build(from: store) }
        let isSame = try IndexBuilder.build(from: store) == bytes
        let path = FileManager.default.temporaryDirectory.appending(path: "coding-benchmark.index").path()
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var opening: [Double] = []
        for _ in 0..<20 {
            let start = threadSeconds()
            _ = try IndustryCoder(path: path, madeFrom: store)
            opening.append((threadSeconds() - start) * 1_000)
        }
        let texts = try String(contentsOfFile: arguments[2], encoding: .utf8).split(separator: "\n").map {
            Array($0.utf8)
        }
        let times = try measure(texts, CodingLines(IndustryCoder(path: path)))
        func part(_ share: Double) -> String { format(times[min(times.count - 1, Int(Double(times.count) * share))]) }
        print("index: \(bytes.count) bytes, built in \(building), twice the same bytes: \(isSame)")
        print("opened in ms: median \(format(opening.sorted()[10])), worst \(format(opening.max() ?? 0))")
        print(
            "\(times.count) texts, ms a text: median \(part(0.5)), p99 \(part(0.99)), p99.9 \(part(0.999)), worst \(part(1))"
        )
    }

    /// Milliseconds of each text, ascending.
    private static func measure(_ texts: [[UInt8]], _ lines: CodingLines) -> [Double] {
        var workspace = CodingWorkspace()
        var buffer = LineBuffer()
        var times: [Double] = []
        for pass in 0..<2 {
            for text in texts {
                buffer.reset()
                let start = threadSeconds()
                text.withUnsafeBufferPointer {
                    lines.write(id: $0, content: $0, top: 10, workspace: &workspace, to: &buffer)
                }
                if pass == 1 { times.append((threadSeconds() - start) * 1_000) }
            }
        }
        return times.sorted()
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func format(_ value: Double) -> String { String(format: "%.4f", value) }
}
