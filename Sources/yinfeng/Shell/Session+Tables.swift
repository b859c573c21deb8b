import Foundation
import YinfengCatalog
import YinfengIndex
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengTabular

extension Session {
    /// A user's parks (`--parks`); a bad row stops the run, because a park that is silently missing misleads.
    func parksTable(_ path: String, fields: FieldCatalog) throws -> [Park] {
        let names = try IndustryNames(from: store)
        let coder = try self.coder(synonyms: nil)
        let table = try ParkTable(
            path: path, headings: ParkHeadings(from: store, catalog: fields), catalog: fields,
            resolve: { name in
                if let entry = names.entry(name) { return entry.codes }
                var workspace = CodingWorkspace()
                let result = coder.code(fields: [(.content, name)], workspace: &workspace, top: 1)
                return result.abstain ? [] : result.candidates.map(\.code)
            })
        guard table.issues.isEmpty else {
            throw CommandFailure(
                .data,
                table.issues.map { "错误：\($0.location.text)“\($0.value)”：\($0.message)" }.joined(separator: "\n"))
        }
        guard !table.parks.isEmpty else { throw CommandFailure(.data, "错误：文件“\(path)”：园区表没有数据行") }
        return table.parks
    }

    /// The default weights with a user's changes (`--profile`, a CSV of keys and values).
    func profile(_ path: String) throws -> MatchProfile {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw CommandFailure(.noInput, "错误：没有这个文件：\(path)；检查 --profile 的路径")
        }
        let settings = try MatchProfile.settings(csv: bytes, file: path)
        return try MatchProfile(from: store).applying(settings, source: path)
    }
}
