import Foundation

/// Runs the built program as a user runs it: own process, own folder, real exit status.
struct Program {
    /// What a run left behind.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String

        /// The lines of standard output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }

        /// The NDJSON lines as dictionaries; a line that does not parse is an empty dictionary.
        var records: [[String: Any]] {
            lines.map { line in
                (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] ?? [:]
            }
        }
    }

    /// The folder of this run's files, removed by `remove`.
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "yinfeng-command-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Writes a file into the run's folder and returns its path.
    func file(_ name: String, _ text: String) throws -> String { try file(name, Data(text.utf8)) }

    /// Writes a file into the run's folder and returns its path.
    func file(_ name: String, _ bytes: Data) throws -> String {
        let path = folder.appending(path: name)
        try bytes.write(to: path)
        return path.path
    }

    /// Runs the program; `input` goes to its standard input; `killedAfter` ends it without warning after these seconds.
    func run(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:],
        killedAfter: TimeInterval? = nil
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = try Program.executable()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment
            .merging(["YINFENG_CATALOGS": Program.root.appending(path: "Catalogs").path, "XDG_CACHE_HOME": folder.path])
        { _, new in new }
        .merging(environment) { _, new in new }
        let standardInput = folder.appending(path: ".stdin-" + UUID().uuidString)
        let standardOutput = folder.appending(path: ".stdout-" + UUID().uuidString)
        let standardError = folder.appending(path: ".stderr-" + UUID().uuidString)
        try input.write(to: standardInput)
        try Data().write(to: standardOutput)
        try Data().write(to: standardError)
        process.standardInput = try FileHandle(forReadingFrom: standardInput)
        process.standardOutput = try FileHandle(forWritingTo: standardOutput)
        process.standardError = try FileHandle(forWritingTo: standardError)
        try process.run()
        if let killedAfter {
            Thread.sleep(forTimeInterval: killedAfter)
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: try String(decoding: Data(contentsOf: standardOutput), as: UTF8.self),
            errors: try String(decoding: Data(contentsOf: standardError), as: UTF8.self))
    }

    /// Runs a block of shell commands in the run's folder, the built program by its name; output and errors together.
    func shell(_ script: String, _ arguments: [String] = []) throws -> (status: Int32, shown: String) {
        let path = try file(".block.sh", "set -e -o pipefail\n" + script + "\n")
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [path] + arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging([
            "PATH": try Program.executable().deletingLastPathComponent().path + ":/usr/bin:/bin",
            "YINFENG_CATALOGS": Program.root.appending(path: "Catalogs").path,
            "XDG_CACHE_HOME": folder.path,
        ]) { _, new in new }
        let output = folder.appending(path: ".shown")
        try Data().write(to: output)
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(decoding: Data(contentsOf: output), as: UTF8.self))
    }

    /// The checkout's folder.
    static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// A bundled example file.
    static func example(_ name: String) -> String { root.appending(path: "Tools/examples/" + name).path }

    private struct NotBuilt: Error {}

    static func executable() throws -> URL {
        // Tools/test names the release build, which is the one that people run (and is far quicker).
        if let named = ProcessInfo.processInfo.environment["YINFENG_PROGRAM"], !named.isEmpty {
            return URL(filePath: named)
        }
        // The test bundle is an executable beside the program.
        var folder = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        for _ in 0..<4 {
            folder.deleteLastPathComponent()
            let candidate = folder.appending(path: "yinfeng")
            if FileManager.default.isExecutableFile(atPath: candidate.path), !candidate.hasDirectoryPath {
                return candidate
            }
        }
        // Swift Testing may be hosted by a helper of the toolchain: then the bundle is its first argument.
        for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
            let candidate = URL(filePath: argument).deletingLastPathComponent().appending(path: "yinfeng")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        }
        throw NotBuilt()
    }
}
