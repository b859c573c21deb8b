import YinfengModel
import YinfengTabular

/// `--set field=value`: a what-if, read exactly as a cell of a list would be read.
struct FieldChange: Sendable {
    /// The field.
    let key: FieldKey
    /// The value; a person typed it just now, so nothing about it is in doubt any more.
    let value: FieldValue

    /// Reads `land_area=50亩` or `用地面积=50亩`; throws a usage failure that names the fault.
    /// `option` is the flag that messages name.
    init(parsing text: String, catalog: FieldCatalog, option: String = "--set") throws {
        guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
            throw CommandFailure(.usage, "错误：\(option)“\(text)”缺少等号；写成 字段=值，例如 \(option) far=1.2")
        }
        let name = String(text[..<sign])
        let mapping = try ReadOptions.mappings([name + "=" + name], catalog: catalog)
        guard let key = mapping.first?.key else {
            throw CommandFailure(.usage, "错误：\(option) 里没有名为“\(name)”的字段")
        }
        var json = JSONWriter()
        json.beginObject()
        json.field(key.rawValue, String(text[text.index(after: sign)...]))
        json.endObject()
        json.endLine()
        let source = MemorySource(json.bytes, name: option)
        let reader = try LeadListReader(source: source, catalog: catalog, options: ReadOptions(format: .ndjson))
        let row = try reader.next()
        if let issue = row?.issues.first {
            throw CommandFailure(.usage, "错误：\(option)“\(text)”：" + issue.message)
        }
        // Words where a number is asked are a question in a list; typed here they are simply wrong.
        guard let read = row?.lead?.fields[key], read.content != .missing || read.doubts.isEmpty else {
            throw CommandFailure(.usage, "错误：\(option)“\(text)”：没有读出值；写成 字段=数值和单位，例如 land_area=50亩")
        }
        self.key = key
        value = FieldValue(raw: read.raw, content: read.content, doubts: read.doubts.filter { $0.kind != .suspect })
    }

    /// Puts the value into a lead.
    func apply(to lead: inout Lead) { lead.fields[key] = value }
}
