/// What an index was made from; written into it and compared before it is used.
package struct IndexManifest: Sendable, Codable, Equatable {
    /// One table that went in.
    package struct Source: Sendable, Codable, Equatable {
        /// The edition.
        package let edition: String
        /// The table.
        package let file: String
        /// SHA-256 of the table as its edition's manifest states it.
        package let sha256: String
    }

    /// The layout version.
    package let format: UInt32
    /// ICU's version: folding depends on it.
    package let icu: String
    /// The tables, in the order in which they were read.
    package let sources: [Source]

    /// The first difference between this and what is at hand, in Chinese; nil when there is none.
    func difference(from other: IndexManifest) -> String? {
        if format != other.format { return "格式版本 \(format)，程序需要 \(other.format)" }
        if icu != other.icu { return "按 ICU \(icu) 建立，现为 \(other.icu)" }
        for (mine, theirs) in zip(sources, other.sources) where mine != theirs {
            return "目录 \(theirs.edition)/\(theirs.file) 已变更"
        }
        return sources.count == other.sources.count ? nil : "目录表的数目由 \(sources.count) 变为 \(other.sources.count)"
    }
}
