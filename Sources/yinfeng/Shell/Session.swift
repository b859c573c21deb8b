import Foundation
import YinfengCatalog
import YinfengIndex
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengPolicy
import YinfengReport
import YinfengTabular
import YinfengText

/// What one run of a command shares: the day, the catalogues, and the books that were opened so far.
final class Session {
    /// The day whose rules count.
    let asOf: CivilDate
    /// The catalogues.
    let store: CatalogStore
    /// Whether hints and progress stay away.
    let quiet: Bool
    /// The editions that answers rest on so far.
    private(set) var editions: Set<String> = []

    init(_ common: CommonOptions) throws {
        asOf = try common.asOf()
        store = try common.store()
        quiet = common.quiet
    }

    /// The same catalogues on another day, without the hints that were told already.
    init(_ other: Session, asOf: CivilDate) {
        self.asOf = asOf
        store = other.store
        quiet = true
    }

    /// Marks editions as used, for the meta facts of the output.
    func uses(_ ids: some Sequence<String>) { editions.formUnion(ids) }

    /// The meta facts of an output.
    func meta(notes: [(name: String, value: String)] = []) -> ReportMeta {
        ReportMeta(asOf: asOf, store: store, editions: Array(editions), notes: notes)
    }

    /// The field catalogue.
    func fields() throws -> FieldCatalog {
        try FieldCatalog(from: store, folder: TextFolder())
    }

    /// Zones, regions, guidance, chains.
    func places(extraParks: [Park] = []) throws -> PlaceBook {
        let book = try PlaceBook(from: store, extraParks: extraParks)
        uses(book.editions)
        guard book.parks.parks.count <= Matcher.mostParks else {
            throw CommandFailure(
                .data, "错误：园区共 \(book.parks.parks.count) 个，至多 \(Matcher.mostParks) 个；请把园区表分开，分批排序")
        }
        return book
    }

    /// The industry coder, from the index file of these catalogues; a missing, stale or damaged file is rebuilt and
    /// the reason told. `synonyms` is a user's table with the columns term and code.
    func coder(synonyms: String?) throws -> IndustryCoder {
        try usesCoder()
        let coder = try Session.openedCoder(store, quiet: quiet)
        guard let synonyms else { return coder }
        let table = try TableReader(path: synonyms, wanted: ["term", "code"], folder: TextFolder())
        let term = try table.requiredColumn("term")
        let code = try table.requiredColumn("code")
        var words: [UserSynonym] = []
        for row in try table.rest() {
            guard let value = IndustryCode(code < row.cells.count ? row.cells[code] : "") else {
                throw CommandFailure(
                    .data, "错误：文件“\(synonyms)” 第\(row.location.row)行“code”列：不是行业代码；写四位小类，例如 3985")
            }
            words.append(UserSynonym(term: row.cells[term], code: value, row: row.location.row))
        }
        let added = try coder.adding(words)
        for overlap in added.overlaps where !quiet {
            StandardError.hint(
                .synonymOverlap,
                "同义词“\(overlap.synonym.term)”在词表中属于 "
                    + overlap.codes.map(\.text).joined(separator: "、") + "，按您的表归到 \(overlap.synonym.code.text)")
        }
        return added.coder
    }

    /// The coder of the catalogues, from its file or made anew; needs no session, so that it may be opened beside others.
    static func openedCoder(_ store: CatalogStore, quiet: Bool) throws -> IndustryCoder {
        let path = IndexFile.path
        do {
            return try IndustryCoder(path: path, madeFrom: store)
        } catch {
            switch error {
            case .notFound: if !quiet { StandardError.hint(.indexBuilt, "首次运行，正在建立行业索引") }
            default: StandardError.hint(.indexRebuilt, "\(error.explanation.sentence)，正在重建行业索引")
            }
            let rebuilt = try IndustryCoder.rebuild(from: store, path: path)
            if !rebuilt.isSaved, !quiet { StandardError.hint(.indexNotSaved, "索引无法存到 \(path)，本次只在内存中使用") }
            return rebuilt.coder
        }
    }

    /// The editions that the coder rests on.
    func usesCoder() throws { uses(try IndexManifest(of: store).sources.map(\.edition)) }

    /// The national lists.
    func policyBook() throws -> PolicyBook {
        let book = try PolicyBook(from: store, asOf: asOf)
        uses(policyEditions)
        return book
    }

    /// The editions that the national lists rest on.
    var policyEditions: [String] { store.editions(kind: "lists", on: asOf).map(\.manifest.id) }

    /// The one zone that a name or code stands for; throws 66 with the nearest names.
    func park(named name: String, in places: PlaceBook, within upper: RegionCode? = nil) throws -> Int {
        switch places.parks.resolve(name, within: upper) {
        case .found(let park):
            guard let position = places.parks.position(ofCode: park.code) else { break }
            return position
        case .ambiguous(let parks):
            throw CommandFailure(
                .noInput,
                "错误：“\(name)”可能是：" + parks.prefix(6).map { "\($0.name)（\($0.code)）" }.joined(separator: "、")
                    + "；请写全称或代码")
        case .unknown(let near):
            throw CommandFailure(
                .noInput,
                "错误：没有名为“\(name)”的园区；"
                    + (near.isEmpty
                        ? ""
                        : "相近的有：" + near.prefix(5).map { "\($0.name)（\($0.code)）" }.joined(separator: "、") + "；写全称或代码，")
                    + "全部园区见 yinfeng park list")
        }
        throw CommandFailure(.noInput, "错误：没有名为“\(name)”的园区；用 yinfeng park list 查看")
    }

    /// The region that a code or a name stands for; throws 66 with the nearest names.
    func region(named name: String, in places: PlaceBook) throws -> RegionCode {
        if let code = RegionCode(name), places.regions.region(code) != nil { return code }
        switch places.resolvePlace(name) {
        case .found(let place): return place.region
        case .ambiguous(let found):
            throw CommandFailure(
                .noInput,
                "错误：“\(name)”不止一处："
                    + found.prefix(6).map {
                        places.regions.path(of: $0.region) + ($0.town ?? "") + "（\($0.region.text)）"
                    }
                    .joined(separator: "、") + "；请写区划代码")
        case .unknown(let near):
            throw CommandFailure(
                .noInput,
                "错误：没有名为“\(name)”的地区；"
                    + (near.isEmpty
                        ? upper(of: name, in: places)
                        : "相近的有："
                            + near.prefix(5).map { places.regions.path(of: $0.region) + "（\($0.region.text)）" }
                            .joined(separator: "、") + "；写其中的名称或代码"))
        }
    }

    /// What to do about a region that nothing resembles: the province or prefecture that a code begins with.
    private func upper(of name: String, in places: PlaceBook) -> String {
        let codes = [name.prefix(4) + "00", name.prefix(2) + "0000"].compactMap { RegionCode(String($0)) }
        guard name.count == 6, let found = codes.first(where: { places.regions.region($0) != nil }) else {
            return "请写六位区划代码，如 532822，或写地名，如 勐海县"
        }
        return "核对代码的后几位；它的上级是 \(places.regions.path(of: found))（\(found.text)）"
    }
}

/// Where the compiled index of the catalogues is kept.
enum IndexFile {
    /// `yinfeng/industries.index` under XDG_CACHE_HOME, else under the user's cache folder, else the temporary folder.
    static var path: String {
        let environment = ProcessInfo.processInfo.environment
        let folder: String
        if let named = environment["XDG_CACHE_HOME"], named.hasPrefix("/") {
            folder = named
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            folder = home + "/.cache"
        } else {
            folder = FileManager.default.temporaryDirectory.path
        }
        return folder + "/yinfeng/industries.index"
    }
}
