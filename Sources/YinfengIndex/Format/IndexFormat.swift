/// The layout of an index file: a header, a directory of sections, the sections, each padded to eight bytes.
///
/// Little-endian. A reader refuses any file whose magic, version, length or digest differ, and any section whose
/// contents would lead outside another one, so that the scoring loop never has to ask.
enum IndexFormat {
    /// `YFINDEX` and a line feed that a text-mode copy would change.
    static let magic: UInt64 = 0x0A58_4544_4E49_4659
    /// Raised whenever the layout or the meaning of a section changes.
    static let version: UInt32 = 6
    /// Magic, version, section count, total length, digest.
    static let headerSize = 32
    /// Kind, element size, offset, count.
    static let entrySize = 24

    /// The sections in file order.
    enum Section: UInt32, CaseIterable {
        /// What the index was made from, JSON in UTF-8.
        case manifest = 1
        /// UTF-8 of all strings.
        case text
        /// End of each string in `text`.
        case textEnds
        /// Packed code of each class, ascending.
        case classCodes
        /// Name string of each class.
        case classNames
        /// Prior of each class.
        case classBias
        /// Feature hash table: keys and values in turn (`FeatureTable`).
        case features
        /// Class and weight of each posting (`Posting`).
        case postings
        /// Term trie (`EdgeTable`).
        case termEdges
        /// The first node behind each node, 0 for none.
        case nodeChildren
        /// The next node behind the same one, 0 for none.
        case nodeSiblings
        /// The unit that leads to each node.
        case nodeUnits
        /// Term at each node and the units that follow (`NodeTable`).
        case nodes
        /// Text string of each term.
        case termTexts
        /// First class posting of each term, and one past the last.
        case termStarts
        /// Class of each term posting.
        case termClasses
        /// Source string of each term posting.
        case termSources
        /// Bits of the pairs of characters that terms begin with.
        case termPairs
        /// Cue trie (`EdgeTable`).
        case cueEdges
        /// Cue kinds (bit set) at each node.
        case cueKinds
        /// The sound of each ideograph (`ConfusionTables`).
        case sounds
        /// The first character of each sound, and one past the last.
        case soundStarts
        /// The characters of each sound.
        case soundUnits
        /// Pairs of characters that look alike.
        case lookalikes
        /// Parameters in the order of `CodingParameters`.
        case parameters
    }

    /// A digest of bytes: any changed, swapped or lost word shows. O(n); four lanes side by side, for a lane waits for
    /// its own product.
    static func digest(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var (a, b): (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F ^ UInt64(bytes.count))
        var (c, d): (UInt64, UInt64) = (0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63)
        var index = 0
        let whole = bytes.count / 32 * 32
        while index < whole {
            a = mixed(a, word(bytes, index))
            b = mixed(b, word(bytes, index &+ 8))
            c = mixed(c, word(bytes, index &+ 16))
            d = mixed(d, word(bytes, index &+ 24))
            index &+= 32
        }
        while index < bytes.count {
            a = mixed(a, UInt64(bytes[index]))
            index += 1
        }
        return mixed(mixed(mixed(a, b), c), d)
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    @inline(__always)
    private static func mixed(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        let product = (lane ^ word) &* 0xFF51_AFD7_ED55_8CCD
        return product ^ product >> 32
    }
}
