import Testing
import YinfengModel
import YinfengParks

@Suite struct GuidanceBookTests {
    @Test(arguments: [
        ("土官", "滇中产业聚集区·安宁组团", "532302"), ("禄丰县土官镇", "滇中产业聚集区·安宁组团", "532302"),
        ("勤丰", "滇中产业聚集区·碧城组团", "532302"), ("碧城镇", "滇中产业聚集区·碧城组团", "532302"),
        ("仁兴", "滇中产业聚集区·碧城组团", "532302"), ("打洛镇", "勐海县西部边境贸易区", "532822"),
        ("打洛", "勐海县西部边境贸易区", "532822"), ("连然", "滇中产业聚集区·安宁组团", "530181"),
    ])
    func townsResolveToTheirArea(name: String, area: String, region: String) throws {
        let places = try Fixture.places.get()
        let towns = places.guidance.towns(named: name, regions: places.regions)
        #expect(towns.contains { $0.area == area && $0.region?.text == region })
        #expect(places.resolvePlace(name).candidates.contains { $0.area == area && $0.region.text == region })
    }

    @Test func aTownNameThatCountiesCarryTooIsAmbiguousButNotInItsProvince() throws {
        let places = try Fixture.places.get()
        #expect(places.resolvePlace("和平").candidates.count > 1)
        let yunnan = try #require(RegionCode("530000"))
        #expect(places.resolvePlace("和平", within: yunnan).value?.area == "滇中产业聚集区·碧城组团")
    }

    @Test func guidanceCoversPlacesInside() throws {
        let places = try Fixture.places.get()
        let kunming = try #require(RegionCode("530111"))
        let names = Set(places.guidance.positions(covering: kunming).map { places.guidance.lines[$0].name })
        #expect(names.contains("昆明承接产业转移园区"))
        #expect(names.contains("滇中产业聚集区·嵩明—空港组团"))
        #expect(!names.contains("勐海县产业核心区"))
    }

    @Test func aPlanKeepsItsPeriod() throws {
        let places = try Fixture.places.get()
        let today = try #require(CivilDate(iso: "2026-11-21"))
        let line = try #require(places.guidance.lines.first { $0.name == "滇中产业聚集区·安宁组团" })
        #expect(!line.citation.isInForce(on: today))
        let plan = try #require(places.guidance.lines.first { $0.kind == "2+3+N" })
        #expect(plan.citation.isInForce(on: today))
    }
}
