import CXLSXReader

/// The container of a spreadsheet: members are read by name into memory, never written to disk, so a member's path can
/// do no harm.
final class ZipArchive {
    let name: String
    private let handle: OpaquePointer
    /// Keeps the bytes that libzip reads from.
    private let bytes: UnsafeMutableRawPointer?

    /// The largest archive that is taken from a pipe, in bytes.
    static let maximumPipe = 256 << 20

    /// Opens the archive of a source whose first bytes were read already; throws `TabularError.damaged`.
    init(_ source: any ByteSource, head: [UInt8]) throws(TabularError) {
        name = source.name
        var code: Int32 = 0
        if let path = source.path {
            bytes = nil
            guard let opened = zip_open(path, ZIP_RDONLY, &code) else { throw ZipArchive.damaged(name) }
            handle = opened
            return
        }
        var all = head
        while let chunk = try source.read() {
            all.append(contentsOf: chunk)
            guard all.count <= ZipArchive.maximumPipe else {
                throw .damaged(file: name, fact: "从管道读入的工作簿超过 256 MB", remedy: "先存成文件再读")
            }
        }
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, all.count), alignment: 16)
        all.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
        var error = zip_error_t()
        guard let buffer = zip_source_buffer_create(copy, UInt64(all.count), 0, &error) else {
            copy.deallocate()
            throw ZipArchive.damaged(name)
        }
        guard let opened = zip_open_from_source(buffer, ZIP_RDONLY, &error) else {
            zip_source_free(buffer)
            copy.deallocate()
            throw ZipArchive.damaged(name)
        }
        bytes = copy
        handle = opened
    }

    deinit {
        zip_discard(handle)
        bytes?.deallocate()
    }

    private static func damaged(_ name: String) -> TabularError {
        .damaged(file: name, fact: "工作簿打不开，可能没有下载完整或已损坏", remedy: "重新获取文件，或在表格软件里打开后另存")
    }

    /// Spreadsheets shrink ten to fifty times; a part of this size that shrank more was made to harm.
    private static let suspiciousSize: UInt64 = 64 << 20
    private static let suspiciousRatio: UInt64 = 250

    /// Opens a member; nil when there is none. `limit` is the most bytes that it may expand to. Throws
    /// `TabularError.damaged` for a member that claims to expand beyond all measure.
    func member(_ path: String, limit: Int) throws(TabularError) -> ZipMember? {
        // Some programs write other cases and a leading slash.
        let trimmed = path.first == "/" ? String(path.dropFirst()) : path
        let index = zip_name_locate(handle, trimmed, UInt32(ZIP_FL_NOCASE))
        guard index >= 0 else { return nil }
        var info = zip_stat_t()
        if zip_stat_index(handle, UInt64(index), 0, &info) == 0, info.size > ZipArchive.suspiciousSize,
            info.size / max(1, info.comp_size) > ZipArchive.suspiciousRatio
        {
            throw .damaged(
                file: name, fact: "工作簿里的 \(trimmed) 由 \(info.comp_size >> 10) KB 展开成 \(info.size >> 20) MB，不像正常的表格",
                remedy: "已拒绝读取；请向提供者索取原表，或改存“CSV UTF-8”")
        }
        guard let file = zip_fopen_index(handle, UInt64(index), 0) else { return nil }
        return ZipMember(archive: self, path: trimmed, file: file, limit: limit)
    }
}

/// A member while it is being expanded.
final class ZipMember {
    private let archive: ZipArchive
    private let path: String
    private let file: OpaquePointer
    private let limit: Int
    private var expanded = 0
    private static let chunk = 64 * 1024

    init(archive: ZipArchive, path: String, file: OpaquePointer, limit: Int) {
        self.archive = archive
        self.path = path
        self.file = file
        self.limit = limit
    }

    deinit { zip_fclose(file) }

    /// The next bytes, empty at the end; throws `TabularError.damaged` for broken data or when the limit is passed.
    func read() throws(TabularError) -> [UInt8] {
        var got: Int64 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: ZipMember.chunk) { buffer, count in
            got = zip_fread(file, buffer.baseAddress, UInt64(ZipMember.chunk))
            count = max(0, Int(got))
        }
        guard got >= 0 else {
            throw .damaged(
                file: archive.name, fact: "工作簿里的 \(path) 已损坏", remedy: "重新获取文件，或在表格软件里打开后另存")
        }
        expanded += bytes.count
        guard expanded <= limit else {
            throw .damaged(
                file: archive.name, fact: "工作簿里的 \(path) 展开后超过 \(limit >> 20) MB，不像正常的表格",
                remedy: "删去多余的空行和格式后另存，或改存“CSV UTF-8”")
        }
        return bytes
    }
}
