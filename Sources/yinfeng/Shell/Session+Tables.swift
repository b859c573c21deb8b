import Foundation
import YinfengCatalog
import YinfengFirstTalk
import YinfengIndex
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengTabular

extension Session {
    /// Reduces a company's name to its own words, without place and legal form, as the first-talk register reads it.
    func companyNames() throws -> (String) -> String {
        let names = try FirstTalkFacts.load(store).names
        return { name in
            let parts = names.read(name)
            return parts.core.isEmpty ? parts.folded : parts.core
        }
    }

    /// A finder of rows that repeat an earlier one.
    func repeatFinder(_ fields: FieldCatalog) throws -> RepeatFinder {
        RepeatFinder(catalog: fields, investor: try companyNames())
    }

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

    /// The positions of the parks asked for, ascending; nil for all. `own` parks stand for all; names are looked up
    /// within the region when there is one. Throws 66 for a name without a park.
    func positions(parks names: [String], region: String?, own: [Park], in places: PlaceBook) throws -> [Int]? {
        let directory = places.parks
        if !own.isEmpty { return own.compactMap { directory.position(ofCode: $0.code) }.sorted() }
        if !names.isEmpty {
            let upper = try region.map { try self.region(named: $0, in: places) }
            return Set(try names.map { try park(named: $0, in: places, within: upper) }).sorted()
        }
        guard let region else { return nil }
        let code = try self.region(named: region, in: places)
        let found = directory.positions(in: code)
        guard !found.isEmpty else {
            throw CommandFailure(
                .noInput, "错误：\(places.regions.path(of: code))（\(code.text)）没有收录的园区；改用上级地区，或用 --parks 自备园区表")
        }
        return found
    }
}
