/// What a word of the text's grammar announces; the words themselves are data (`cues.csv`).
enum CueKind: Int, CaseIterable {
    /// Ends a noun phrase (制造, 项目, 及): what stands before it is a head.
    case tail
    /// Ends a company's name (公司).
    case company
    /// Follows a company's name that is the investor, not the business (拟, 投资).
    case afterCompany
    /// Closes a list of inputs (为原料).
    case inputClose
    /// Opens a list of inputs that a verb closes (利用 … 生产).
    case inputOpen
    /// The verb that closes it.
    case inputVerb
    /// Before 利用: the re-use is the business itself (综合利用).
    case reuse
    /// Opens a list of equipment (购置).
    case equipment
    /// The same, only where pieces are counted (引进 … 4条).
    case countedEquipment
    /// Counts pieces (台, 套).
    case count
    /// Opens a list of uses or customers (用于).
    case use
    /// A building or plant that most projects have (办公楼, 仓库): not the business where something is made.
    case facility
    /// Says that something is made (年产, 生产, 养殖).
    case maker
    /// Opens what only accompanies the business (配套).
    case side

    /// The name in `cues.csv`.
    var name: String {
        switch self {
        case .tail: "tail"
        case .company: "company"
        case .afterCompany: "after-company"
        case .inputClose: "input-close"
        case .inputOpen: "input-open"
        case .inputVerb: "input-verb"
        case .reuse: "reuse"
        case .equipment: "equipment"
        case .countedEquipment: "counted-equipment"
        case .count: "count"
        case .use: "use"
        case .facility: "facility"
        case .maker: "maker"
        case .side: "side"
        }
    }

    /// The kind's place in a set of kinds.
    @inline(__always)
    var bit: UInt16 { 1 << UInt16(truncatingIfNeeded: rawValue) }

    /// All kinds, as a set.
    static let all = UInt32((1 << allCases.count) - 1)

    /// The kinds that a stretch of text is weighed by from where they stand.
    static let opening: UInt16 = [
        CueKind.company, .inputClose, .inputOpen, .equipment, .countedEquipment, .use, .side,
    ].reduce(0) { $0 | $1.bit }
}
