import Foundation
import GRDB

/// The SQLite file of a register: how it is opened, read and written. Nothing else touches GRDB's queue.
struct RegisterFile: Sendable {
    /// The path; empty for a register in memory.
    let path: String
    private let queue: DatabaseQueue

    /// Seconds that a writer waits for another.
    static let patience = 5.0

    private init(path: String, queue: DatabaseQueue) {
        self.path = path
        self.queue = queue
    }

    /// A register in memory, for tests.
    static func inMemory() throws(RegisterRefusal) -> RegisterFile {
        do {
            let queue = try DatabaseQueue()
            try RegisterSchema.migrator.migrate(queue)
            return RegisterFile(path: "", queue: queue)
        } catch {
            throw RegisterFile.refusal(error, path: "内存")
        }
    }

    /// Opens a file; `creates` makes a new one and refuses an existing one.
    static func open(_ path: String, creates: Bool) throws(RegisterRefusal) -> RegisterFile {
        let exists = FileManager.default.fileExists(atPath: path)
        if creates, exists {
            throw RegisterRefusal(.rule, "G101", "登记簿“\(path)”已经存在", remedy: "换一个文件名；已有登记簿直接使用")
        }
        if !creates, !exists {
            throw RegisterRefusal(
                .noInput, "D201", "没有登记簿“\(path)”", field: "register",
                remedy: "核对 --register 的路径，或先用 yinfeng firsttalk init --register \(path) 建立")
        }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(patience)
            // WAL is a property of the file. Asking for it again would write, so a reader would wait for a writer.
            if creates { configuration.journalMode = .wal }
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.execute(sql: "PRAGMA foreign_keys = ON")
                // Keys lie scattered: a filing among a million touches some thirty pages, and a log that is folded back
                // seldom folds each of them once.
                try db.execute(sql: "PRAGMA cache_size = -65536")
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            if !creates {
                let id = try queue.read { try Int32.fetchOne($0, sql: "PRAGMA application_id") ?? 0 }
                guard id == RegisterSchema.applicationID else {
                    throw RegisterRefusal(
                        .integrity, "A700", "“\(path)”不是首谈登记簿", field: "register", remedy: "核对 --register 的路径")
                }
            }
            // A copy made by other tools may have lost the mode.
            if try queue.read({ try String.fetchOne($0, sql: "PRAGMA journal_mode") }) != "wal" {
                try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
            }
            let isCurrent = try queue.read { try RegisterSchema.migrator.hasCompletedMigrations($0) }
            if creates || !isCurrent {
                try RegisterSchema.migrator.migrate(queue)
            }
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return RegisterFile(path: path, queue: queue)
        } catch {
            throw refusal(error, path: path)
        }
    }

    /// Runs a reading; writers do not hinder it.
    func read<T>(_ body: (Database) throws -> T) throws(RegisterRefusal) -> T {
        do {
            return try queue.read(body)
        } catch {
            throw RegisterFile.refusal(error, path: path)
        }
    }

    /// Runs one writing transaction. The lock is taken at once, so check and insert see one state.
    func write<T>(_ body: (Database) throws -> T) throws(RegisterRefusal) -> T {
        do {
            return try queue.writeWithoutTransaction { db in
                var result: T?
                try db.inTransaction(.immediate) {
                    result = try body(db)
                    return .commit
                }
                guard let result else { throw RegisterRefusal(.cannotWrite, "G102", "登记簿没有写成", remedy: "重试") }
                return result
            }
        } catch {
            throw RegisterFile.refusal(error, path: path)
        }
    }

    /// Copies the register while others write; the copy is whole.
    func backup(to target: String) throws(RegisterRefusal) {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw RegisterRefusal(.cannotWrite, "G103", "“\(target)”已经存在", field: "out", remedy: "换一个文件名")
        }
        do {
            let copy = try DatabaseQueue(path: target)
            try queue.backup(to: copy)
            try copy.close()
        } catch {
            throw RegisterFile.refusal(error, path: target)
        }
    }

    private static func refusal(_ error: any Error, path: String) -> RegisterRefusal {
        if let refusal = error as? RegisterRefusal { return refusal }
        guard let error = error as? DatabaseError else {
            return RegisterRefusal(
                .integrity, "A710", "登记簿内容无法读出：\(error)", remedy: "用 yinfeng firsttalk verify 检查；从备份恢复")
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            let holder = LockHolder.process(writingTo: path).map { "（进程 \($0)）" } ?? ""
            return RegisterRefusal(
                .busy, "G106", "登记簿正被占用\(holder)，已等 \(Int(patience)) 秒", remedy: "稍后重试；未写入任何内容")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return RegisterRefusal(.integrity, "A702", "登记簿文件“\(path)”已损坏", remedy: "从备份恢复后用 verify 核对")
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            return RegisterRefusal(.cannotWrite, "G104", "“\(path)”不能读写", remedy: "检查磁盘空间和文件权限")
        case .SQLITE_CONSTRAINT:
            return RegisterRefusal(.integrity, "A703", "登记簿拒绝了这次写入：\(error.message ?? "约束")", remedy: "用 verify 检查")
        default:
            return RegisterRefusal(
                .integrity, "A710", "登记簿出错：\(error.message ?? "SQLite \(error.resultCode.rawValue)")",
                remedy: "用 verify 检查")
        }
    }
}
