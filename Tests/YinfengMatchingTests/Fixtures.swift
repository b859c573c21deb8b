import YinfengCatalog
import YinfengMatching
import YinfengModel
import YinfengParks

/// The bundled catalogues and a matcher over them, loaded once for all tests of this room.
enum Fixture {
    static let store = Result { try CatalogStore(folders: [root + "/Catalogs"]) }
    static let places = Result { try PlaceBook(from: store.get()) }
    static let profile = Result { try MatchProfile(from: store.get()) }
    static let classification = Result { try IndustryClassification(from: store.get()) }
    static let matcher = Result { try matcher(firms: []) }

    static var root: String {
        let file = #filePath
        return file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    }

    /// A matcher whose scopes are province, level and type, as clauses have it.
    static func matcher(
        firms: [Firm], places own: PlaceBook? = nil, profile changed: MatchProfile? = nil
    ) throws -> Matcher {
        if own == nil, changed == nil, !firms.isEmpty { return try matcher.get().with(firms: firms) }
        let places = try own ?? self.places.get()
        return Matcher(
            places: places, profile: try changed ?? profile.get(), classification: try classification.get(),
            firms: firms, asOf: CivilDate(dayNumber: 20_778),
            scope: { park, _ in [park.provinceName, park.level, park.type] })
    }

    /// The bundled book with some zones added or replaced.
    static func places(adding parks: [Park]) throws -> PlaceBook {
        try PlaceBook(from: store.get(), extraParks: parks)
    }

    /// A lead of one class.
    static func lead(_ code: String, id: String = "L", wishes: [LeadProfile.SiteWish] = []) throws -> LeadProfile {
        LeadProfile(id: id, activities: [.init(code: try industry(code), share: 10_000)], wishes: wishes)
    }

    static func industry(_ text: String) throws -> IndustryCode {
        guard let code = IndustryCode(text) else { throw FixtureError.badCode(text) }
        return code
    }

    static func region(_ text: String) throws -> RegionCode {
        guard let code = RegionCode(text) else { throw FixtureError.badCode(text) }
        return code
    }
}

enum FixtureError: Error {
    case badCode(String)
}

/// A small generator with a seed, so that a failing round can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
