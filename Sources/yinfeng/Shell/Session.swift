import YinfengCatalog
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
        return book
    }

    /// The national lists.
    func policyBook() throws -> PolicyBook {
        let book = try PolicyBook(from: store, asOf: asOf)
        uses(store.editions(kind: "lists", on: asOf).map(\.manifest.id))
        return book
    }

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
                "错误：没有名为“\(name)”的园区" + (near.isEmpty ? "；用 yinfeng park list 查看" : "；相近的有：")
                    + near.prefix(5).map { "\($0.name)（\($0.code)）" }.joined(separator: "、"))
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
                    + found.prefix(6).map { places.regions.path(of: $0.region) + "（\($0.region.text)）" }
                    .joined(separator: "、") + "；请写区划代码")
        case .unknown(let near):
            throw CommandFailure(
                .noInput,
                "错误：没有名为“\(name)”的地区" + (near.isEmpty ? "；请写六位区划代码" : "；相近的有：")
                    + near.prefix(5).map { places.regions.path(of: $0.region) + "（\($0.region.text)）" }
                    .joined(separator: "、"))
        }
    }
}
