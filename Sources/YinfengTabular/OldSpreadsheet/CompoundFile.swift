/// The container of old office documents ([MS-CFB]): a small file system of sectors in chains.
///
/// Every chain is bounded by the number of sectors of the file, so a chain that bites its tail ends in a message.
struct CompoundFile {
    private let bytes: [UInt8]
    private let sectorSize: Int
    private let miniSize: Int
    private let miniCutoff: Int
    private var next: [Int] = []
    private var miniNext: [Int] = []
    private var miniBytes: [UInt8] = []
    private var entries: [Entry] = []

    private struct Entry {
        let name: String
        let kind: UInt8
        let start: Int
        let size: Int
    }

    /// The first bytes of such a file.
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let headerSize = 512
    private static let entrySize = 128
    /// Sector numbers from here on are marks: end of chain, free, tables.
    private static let marks = 0xFFFF_FFFA

    /// Reads the tables of a file; nil when they are broken.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: CompoundFile.signature), let shift = bytes.word(at: 30), (9...12).contains(shift),
            let miniShift = bytes.word(at: 32), (4...9).contains(miniShift), let cutoff = bytes.long(at: 56),
            let directory = bytes.long(at: 48), let miniTable = bytes.long(at: 60)
        else { return nil }
        self.bytes = bytes
        sectorSize = 1 << shift
        miniSize = 1 << miniShift
        miniCutoff = cutoff
        guard let table = sectorsOfTable() else { return nil }
        next.reserveCapacity(table.count * sectorSize / 4)
        for sector in table {
            guard let part = self.sector(sector) else { return nil }
            for offset in stride(from: 0, to: sectorSize, by: 4) {
                next.append(part.long(at: offset) ?? CompoundFile.marks)
            }
        }
        guard let listing = chain(from: directory) else { return nil }
        readEntries(listing)
        guard let root = entries.first, root.kind == 5 else { return nil }
        if miniTable < CompoundFile.marks, let table = chain(from: miniTable), let content = chain(from: root.start) {
            miniNext = stride(from: 0, to: table.count - 3, by: 4).map { table.long(at: $0) ?? CompoundFile.marks }
            miniBytes = Array(content.prefix(root.size))
        }
    }

    /// Whether there is a stream of this name.
    func holds(_ name: String) -> Bool { entry(name) != nil }

    /// The bytes of a stream; nil when there is none or its chain is broken.
    func stream(_ name: String) -> [UInt8]? {
        guard let entry = entry(name) else { return nil }
        let content = entry.size < miniCutoff ? miniChain(from: entry.start) : chain(from: entry.start)
        guard let content, content.count >= entry.size else { return nil }
        return Array(content.prefix(entry.size))
    }

    private func entry(_ name: String) -> Entry? {
        entries.first { $0.kind == 2 && $0.name.lowercased() == name.lowercased() }
    }

    /// The sectors that hold the table of chains: the first 109 stand in the header, the others in a chain.
    private func sectorsOfTable() -> [Int]? {
        guard let count = bytes.long(at: 44), count <= bytes.count / sectorSize + 1,
            var further = bytes.long(at: 68)
        else { return nil }
        var found: [Int] = []
        for place in 0..<min(count, 109) {
            guard let sector = bytes.long(at: 76 + 4 * place) else { return nil }
            found.append(sector)
        }
        let perSector = sectorSize / 4 - 1
        while found.count < count {
            guard further < CompoundFile.marks, let part = sector(further) else { return nil }
            for place in 0..<min(perSector, count - found.count) {
                guard let sector = part.long(at: 4 * place) else { return nil }
                found.append(sector)
            }
            further = part.long(at: 4 * perSector) ?? CompoundFile.marks
        }
        return found
    }

    /// The bytes of a sector; the last one of a file may be short. Nil beyond the file.
    private func sector(_ number: Int) -> ArraySlice<UInt8>? {
        // The header takes the place of the first sector, whatever their size.
        let start = (number + 1) * sectorSize
        guard number >= 0, number < CompoundFile.marks, start >= CompoundFile.headerSize, start < bytes.count else {
            return nil
        }
        return bytes[start..<min(bytes.count, start + sectorSize)]
    }

    private func chain(from first: Int) -> [UInt8]? {
        var content: [UInt8] = []
        var steps = 0
        var number = first
        while number < CompoundFile.marks {
            guard steps < next.count, number < next.count, let part = sector(number) else { return nil }
            content.append(contentsOf: part)
            number = next[number]
            steps += 1
        }
        return content
    }

    private func miniChain(from first: Int) -> [UInt8]? {
        var content: [UInt8] = []
        var steps = 0
        var number = first
        while number < CompoundFile.marks {
            let start = number * miniSize
            guard steps < miniNext.count, number < miniNext.count, start < miniBytes.count else { return nil }
            content.append(contentsOf: miniBytes[start..<min(miniBytes.count, start + miniSize)])
            number = miniNext[number]
            steps += 1
        }
        return content
    }

    private mutating func readEntries(_ listing: [UInt8]) {
        for start in stride(from: 0, through: listing.count - CompoundFile.entrySize, by: CompoundFile.entrySize) {
            let record = listing[start..<start + CompoundFile.entrySize]
            guard let length = record.word(at: 64), let first = record.long(at: 116), let size = record.long(at: 120)
            else { return }
            let units = (0..<min(max(0, length / 2 - 1), 31)).compactMap { record.word(at: 2 * $0) }
            entries.append(
                Entry(
                    name: String(decoding: units.map { UInt16($0) }, as: UTF16.self), kind: record[start + 66],
                    start: first, size: size))
        }
    }
}
