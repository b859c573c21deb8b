import Foundation

/// The files of the demonstration.
enum DemoFiles {
    /// Where the bundled examples stand: `YINFENG_EXAMPLES`, else beside the catalogues. Throws 66 when nowhere.
    static func examples() throws -> URL {
        var places: [String] = []
        if let named = ProcessInfo.processInfo.environment["YINFENG_EXAMPLES"], !named.isEmpty { places.append(named) }
        if let catalogs = CatalogFolder.bundled() {
            let above = URL(filePath: catalogs).deletingLastPathComponent()
            places += [above.appending(path: "Tools/examples").path, above.appending(path: "examples").path]
        }
        guard let found = places.first(where: { FileManager.default.fileExists(atPath: $0 + "/ledger.csv") }) else {
            throw CommandFailure(.noInput, "错误：找不到自带的示例文件；把 Tools/examples 放在 Catalogs 旁边，或设环境变量 YINFENG_EXAMPLES")
        }
        return URL(filePath: found)
    }

    /// The folder to work in, made.
    static func folder(_ path: String?) throws -> URL {
        let folder =
            path.map { URL(filePath: $0) }
            ?? FileManager.default.temporaryDirectory.appending(
                path: "yinfeng-demo-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// The project that is looked at closely.
    private static let project = "2026-YN-C-018"

    /// Copies the examples under the names of an office; an earlier demonstration's register is put away.
    static func prepare(_ folder: URL, from examples: URL) throws {
        for name in ["首谈.db", "首谈.db-wal", "首谈.db-shm"] {
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
        for (from, to) in [
            ("ledger.csv", "台账.csv"), ("firms-menghai.csv", "企业.csv"), ("park-lines.csv", "园区指标.csv"),
            ("filing-record.json", "首谈记录.json"),
        ] {
            let bytes = try Data(contentsOf: examples.appending(path: from))
            try bytes.write(to: folder.appending(path: to))
        }
        let ledger = try String(contentsOf: examples.appending(path: "ledger.csv"), encoding: .utf8)
        let lines = ledger.split(separator: "\n")
        let one = lines.prefix(1) + lines.filter { $0.contains(project) }.prefix(1)
        try Data((one.joined(separator: "\n") + "\n").utf8).write(to: folder.appending(path: "项目.csv"))
    }
}

/// Runs the program itself, as a person at the keyboard does.
enum DemoRunner {
    /// Runs one command in a folder; returns the exit status and what was printed.
    static func run(_ arguments: [String], in folder: URL) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = Bundle.main.executableURL
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        environment["YINFENG_CATALOGS"] = CatalogFolder.bundled()
        environment["COLUMNS"] = "80"
        process.environment = environment
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    /// The number of the one filing in the demonstration's register.
    static func filing(in folder: URL) throws -> String {
        let (_, output) = try run(
            [
                "firsttalk", "list", "--register", "首谈.db", "--as", "532800", "--clerk", "王五", "--format", "ndjson",
                "--quiet",
            ],
            in: folder)
        struct Line: Decodable { let no: String }
        let first = output.split(separator: "\n").compactMap {
            try? JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
        return first.first?.no ?? ""
    }
}
