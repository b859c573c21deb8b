import Foundation

/// Who is writing, for the message of one that waits in vain. The system's own table of locks says it, so nothing is
/// written beside the register and no note outlives its writer.
enum LockHolder {
    /// The byte of the shared-memory file that SQLite locks while a transaction writes (WAL_WRITE_LOCK).
    private static let writeByte = 120

    /// The process that writes to a register; nil when it has let go, or where the system keeps no such table.
    static func process(writingTo path: String) -> Int? {
        guard !path.isEmpty, let inode = inode(path + "-shm"),
            let file = FileHandle(forReadingAtPath: "/proc/locks"), let bytes = try? file.readToEnd()
        else { return nil }
        // 1: POSIX  ADVISORY  WRITE 4121 fd:01:138 120 120; one that only waits has an arrow before its kind.
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count == 8, fields[3] == "WRITE", fields[5].split(separator: ":").last == Substring(inode),
                let first = Int(fields[6]), let last = Int(fields[7]), first <= writeByte, writeByte <= last,
                let process = Int(fields[4]), process > 0
            else { continue }
            return process
        }
        return nil
    }

    private static func inode(_ path: String) -> String? {
        let found = try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber]
        return found.map { "\($0)" }
    }
}
