/// How the characters of a text file are stored.
package enum TextEncoding: String, Sendable, CaseIterable {
    /// UTF-8 without a mark.
    case utf8 = "UTF-8"
    /// UTF-8 with a byte order mark, as Excel writes it.
    case utf8WithMark = "UTF-8（有BOM）"
    /// GB18030, which holds GBK and GB2312.
    case gb18030 = "GB18030"
    /// UTF-16, low byte first.
    case utf16LittleEndian = "UTF-16LE"
    /// UTF-16, high byte first.
    case utf16BigEndian = "UTF-16BE"
}
