/// The characters that the grammar of list texts turns on, as UTF-16 units.
enum Glyph {
    /// 的
    static let of: UInt16 = 0x7684
    /// 等
    static let etcetera: UInt16 = 0x7B49
    /// 用
    static let use: UInt16 = 0x7528
    /// 和
    static let and: UInt16 = 0x548C
    /// 及
    static let also: UInt16 = 0x53CA
    /// 与
    static let with: UInt16 = 0x4E0E
    /// 或
    static let or: UInt16 = 0x6216
    /// 以, which turns 及 into 及以上
    static let by: UInt16 = 0x4EE5
    /// 法
    static let method: UInt16 = 0x6CD5
    /// 含
    static let contains: UInt16 = 0x542B
    /// 不
    static let not: UInt16 = 0x4E0D
    /// 类
    static let kind: UInt16 = 0x7C7B
    /// 级
    static let grade: UInt16 = 0x7EA7
    /// 每
    static let each: UInt16 = 0x6BCF
    static let open: UInt16 = 0x28
    static let close: UInt16 = 0x29
    static let comma: UInt16 = 0x2C
    static let semicolon: UInt16 = 0x3B
    static let colon: UInt16 = 0x3A
    static let slash: UInt16 = 0x2F
    /// 化, 性, 型, 级, 式, 度: a word that ends so is an adjective of a later noun.
    static let adjectiveEnds: Set<UInt16> = [0x5316, 0x6027, 0x578B, 0x7EA7, 0x5F0F, 0x5EA6]
    /// 度, 径, 宽, 长, 高: the figure behind is a named dimension.
    static let dimensionEnds: Set<UInt16> = [0x5EA6, 0x5F84, 0x5BBD, 0x957F, 0x9AD8]
    /// 方, 办, 合, 做, 司: before 法 they make no production method.
    static let plainMethods: Set<UInt16> = [0x65B9, 0x529E, 0x5408, 0x505A, 0x53F8]
    /// 级, 离, 量, 温, 静: after 等 they make a word of its own.
    static let etceteraWords: Set<UInt16> = [0x7EA7, 0x79BB, 0x91CF, 0x6E29, 0x9759]
    /// 领域
    static let field: [UInt16] = [0x9886, 0x57DF]
}
