import Testing
import YinfengModel
import YinfengParks

@Suite struct ParkProfileRuleTests {
    private func industry(_ role: IndustryRole, _ rank: Int) throws -> ParkIndustry {
        ParkIndustry(
            name: "茶", codes: [try #require(IndustryCode("1530"))], role: role, rank: rank, isVerified: true, source: ""
        )
    }

    @Test func yunnanAsksForOneLeadAndTwoPotentialIndustries() throws {
        let rules = try Fixture.places.get().profileRules
        let day = try #require(CivilDate(iso: "2026-11-21"))
        let place = try #require(RegionCode("532822"))
        var park = Park(code: "X", name: "某园区", provinceName: "云南省", level: "省级")
        park.industries = [try industry(.lead, 1), try industry(.potential, 2), try industry(.potential, 3)]
        #expect(park.profileFaults(by: rules, place: place, on: day).isEmpty)
        park.industries = [try industry(.lead, 1), try industry(.lead, 2), try industry(.potential, 3)]
        #expect(park.profileFaults(by: rules, place: place, on: day).map(\.rule) == ["S004-01", "S004-02"])
        let outside = try #require(RegionCode("110000"))
        #expect(park.profileFaults(by: rules, place: outside, on: day).isEmpty)
    }

    @Test func anUnstatedRoleIsNotHeldNotZero() throws {
        let rules = try Fixture.places.get().profileRules
        let day = try #require(CivilDate(iso: "2026-11-21"))
        let place = try #require(RegionCode("532822"))
        var park = Park(code: "X", name: "某园区", provinceName: "云南省", level: "省级")
        park.industries = [try industry(.listed, 1)]
        let faults = park.profileFaults(by: rules, place: place, on: day)
        #expect(faults.count == 2)
        #expect(faults.allSatisfy { $0.message.contains("本目录未载") })
    }

    @Test func shaanxiRulesHoldOnlyInTheirTimeAndForTheirType() throws {
        let rules = try Fixture.places.get().profileRules
        let then = try #require(CivilDate(iso: "2018-06-01"))
        let now = try #require(CivilDate(iso: "2026-06-01"))
        let place = try #require(RegionCode("610100"))
        var park = Park(code: "X", name: "某经开区", provinceName: "陕西省", level: "省级", type: "省级经济开发区")
        park.industries = [try industry(.listed, 1), try industry(.listed, 2)]
        #expect(park.profileFaults(by: rules, place: place, on: then).map(\.rule) == ["S001-02"])
        #expect(park.profileFaults(by: rules, place: place, on: now).isEmpty)
    }
}
