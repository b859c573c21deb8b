import Foundation
import Glibc
import YinfengModel

/// How far a run has come: kept beside the output, so that a run that was killed goes on where it stood.
package struct Checkpoint: Sendable, Equatable, Codable {
    /// The layout of this file.
    package static let currentFormat = 1
    /// The layout that the file was written in.
    package var format = Checkpoint.currentFormat
    /// Everything that decides the output's bytes: program, catalogues, day, task and flags.
    package var run: [String: String]
    /// The input as the user named it.
    package var input: String
    /// The input's size in bytes.
    package var inputSize: Int
    /// The input's time of change.
    package var inputModified: Int
    /// The offset of the next row.
    package var inputOffset: Int
    /// The number of bytes before it.
    package var digestCount: Int
    /// Their digest as hexadecimal text.
    package var digest: String
    /// Rows done.
    package var rows: Int
    /// The length of the output up to and including the last of them.
    package var outputLength: Int
    /// The counts so far.
    package var tally: BatchTally
    /// Seconds of work so far.
    package var seconds: Double

    /// A checkpoint.
    package init(
        run: [String: String], input: String, identity: InputIdentity, position: InputPosition, outputLength: Int,
        tally: BatchTally, seconds: Double
    ) {
        self.run = run
        self.input = input
        inputSize = identity.size
        inputModified = identity.modified
        inputOffset = position.offset
        digestCount = position.digest.count
        digest = String(position.digest.value, radix: 16)
        rows = position.rows
        self.outputLength = outputLength
        self.tally = tally
        self.seconds = seconds
    }

    /// The checkpoint's path for an output.
    package static func path(forOutput output: String) -> String { output + ".checkpoint" }

    /// Reads a checkpoint; nil when there is none. Throws `BatchError.badCheckpoint` for a damaged one.
    package static func read(_ path: String) throws(BatchError) -> Checkpoint? {
        guard access(path, F_OK) == 0 else { return nil }
        let remedy = "删去它后不带 --resume 重新运行"
        do {
            let bytes = try Data(contentsOf: URL(filePath: path))
            let checkpoint = try JSONDecoder().decode(Checkpoint.self, from: bytes)
            guard checkpoint.format == currentFormat else {
                throw BatchError.badCheckpoint(path: path, fact: "续跑记录的版式 \(checkpoint.format) 不认识", remedy: remedy)
            }
            return checkpoint
        } catch let error as BatchError {
            throw error
        } catch {
            throw .badCheckpoint(path: path, fact: "续跑记录已损坏", remedy: remedy)
        }
    }

    /// Replaces the file in one step, so that a kill leaves the old or the new one. False when it cannot be written.
    package func write(_ path: String) -> Bool {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let bytes = try? encoder.encode(self) else { return false }
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return false }
        let isWritten =
            bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
            && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(temporary, path) == 0 else {
            unlink(temporary)
            return false
        }
        return true
    }

    /// Where to go on in an input: reads it again as far as it was read before. Throws `BatchError.badCheckpoint` when
    /// the run or the input is another one.
    package func position(
        in path: String, run: [String: String], checkpoint: String
    ) throws(BatchError) -> InputPosition {
        let remedy = "恢复原来的参数和输入再续跑，或删去它后不带 --resume 重新运行"
        for key in Set(run.keys).union(self.run.keys).sorted() where run[key] != self.run[key] {
            let fact = "与上次运行不同：\(key)（上次“\(self.run[key] ?? "无")”，这次“\(run[key] ?? "无")”）"
            throw .badCheckpoint(path: checkpoint, fact: fact, remedy: remedy)
        }
        guard let identity = InputIdentity(path: path) else {
            throw .unreadable(path: path, reason: "不是普通文件")
        }
        let fact: String
        if identity.size != inputSize {
            fact = "输入文件由 \(inputSize) 字节变为 \(identity.size) 字节"
        } else if digestCount == 0, rows > 0, identity.modified != inputModified {
            // Where rows have no offsets nothing was digested: the time must do.
            fact = "输入文件的修改时间变了"
        } else {
            let digest = try Checkpoint.digest(path, count: digestCount)
            if digest.count == digestCount, String(digest.value, radix: 16) == self.digest {
                return InputPosition(offset: inputOffset, rows: rows, digest: digest)
            }
            fact = "输入文件已读过的部分变了"
        }
        throw .badCheckpoint(path: checkpoint, fact: fact, remedy: remedy)
    }

    private static func digest(_ path: String, count: Int) throws(BatchError) -> InputDigest {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var result = InputDigest()
        let piece = 1 << 20
        let space = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 16)
        defer { space.deallocate() }
        while result.count < count {
            let got = Glibc.read(descriptor, space.baseAddress, min(piece, count - result.count))
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            result.update(UnsafeRawBufferPointer(rebasing: space[..<got]))
        }
        return result
    }
}
