import Foundation
import Testing
import YinfengBatch

@Suite struct ResumeTests {
    @Test(arguments: ["leads.ndjson", "leads.csv"])
    func `a run that is stopped again and again gives the bytes of one run`(name: String) throws {
        let support = try Support()
        defer { support.remove() }
        let text =
            name.hasSuffix("csv")
            ? "项目编号,项目内容\n" + (1...400).map { "P\($0),内容\($0)\n" }.joined()
            : PipelineTests.list(rows: 801, seed: 9)
        let input = try support.file(name, text)
        try support.run(input, to: support.path("plain"))
        let output = support.path("out")
        var random = SeededGenerator(seed: 4)
        var ending = BatchEnding.stopped
        var rounds = 0
        var rows = 0
        while ending == .stopped, rounds < 500 {
            // What a killed run wrote after its checkpoint is there too, and must not double.
            if rounds > 0 {
                let handle = try FileHandle(forWritingTo: URL(filePath: output))
                try handle.seekToEnd()
                try handle.write(contentsOf: Data("{\"half a li".utf8))
                try handle.close()
            }
            let outcome = try support.run(
                input, to: output, jobs: Int.random(in: 1...3, using: &random),
                chunk: Int.random(in: 1...200, using: &random), resume: true, stopAfter: rows + 40)
            ending = outcome.ending
            rows = outcome.tally.rows
            rounds += 1
        }
        #expect(rounds > 3)
        #expect(try support.text(output) == support.text(support.path("plain")))
    }

    @Test func `a checkpoint is of use to the same run and the same input only`() throws {
        let support = try Support()
        defer { support.remove() }
        let text = PipelineTests.list(rows: 300, seed: 2)
        let input = try support.file("a.ndjson", text)
        let output = support.path("out")
        let first = try support.run(input, to: output, stopAfter: 50)
        #expect(first.ending == .stopped)
        #expect(throws: BatchError.self) { try support.run(input, to: output, resume: true, settings: "b") }
        // The same length, another word in the part that was read.
        var bytes = Array(text.utf8)
        bytes[2] ^= 1
        try Data(bytes).write(to: URL(filePath: input))
        #expect(throws: BatchError.self) { try support.run(input, to: output, resume: true) }
        try Data((text + "\n").utf8).write(to: URL(filePath: input))
        #expect(throws: BatchError.self) { try support.run(input, to: output, resume: true) }
        // As it was, it goes on.
        try Data(text.utf8).write(to: URL(filePath: input))
        #expect(try support.run(input, to: output, resume: true).tally.rows == 300)
    }

    @Test func `an output that was cut is refused, not guessed at`() throws {
        let support = try Support()
        defer { support.remove() }
        let input = try support.file("a.ndjson", PipelineTests.list(rows: 300, seed: 2))
        let output = support.path("out")
        try support.run(input, to: output, stopAfter: 100)
        try Data("x".utf8).write(to: URL(filePath: output))
        #expect(throws: BatchError.self) { try support.run(input, to: output, resume: true) }
    }

    @Test func `an input that grows while it is read is noticed`() throws {
        let support = try Support()
        defer { support.remove() }
        let input = try support.file("a.ndjson", PipelineTests.list(rows: 300, seed: 2))
        #expect {
            try support.run(input, to: support.path("out"), task: GrowingTask(input: input))
        } throws: { error in
            guard case BatchError.inputChanged? = error as? BatchError else { return false }
            return true
        }
    }

    @Test func `the digest does not depend on how bytes are cut`() {
        var random = SeededGenerator(seed: 1)
        let bytes = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        func digest(_ bytes: [UInt8], pieces: Int) -> InputDigest {
            var digest = InputDigest()
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = pieces == 1 ? rest.count : Int.random(in: 0...min(rest.count, pieces), using: &random)
                Array(rest.prefix(count)).withUnsafeBytes { digest.update($0) }
                rest = rest.dropFirst(count)
            }
            return digest
        }
        let whole = digest(bytes, pieces: 1)
        for pieces in [2, 3, 9, 400] { #expect(digest(bytes, pieces: pieces).value == whole.value) }
        for place in [0, 7, 8, 4_999] {
            var other = bytes
            other[place] ^= 0x10
            #expect(digest(other, pieces: 1).value != whole.value)
        }
        #expect(digest(Array(bytes.dropLast()), pieces: 1).value != whole.value)
        #expect(digest(bytes + [0], pieces: 1).value != whole.value)
    }
}
