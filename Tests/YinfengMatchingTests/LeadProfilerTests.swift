import Testing
import YinfengMatching
import YinfengModel
import YinfengParks

@Suite struct LeadProfilerTests {
    private func row(_ fields: [FieldKey: String], numbers: [FieldKey: Int] = [:]) -> Lead {
        var values = fields.mapValues { FieldValue(raw: $0, content: .text($0)) }
        for (key, number) in numbers {
            values[key] = FieldValue(
                raw: String(number), content: .quantity(Quantity(Rational(number), unit: "")))
        }
        return Lead(id: "1", location: SourceLocation(file: "试.csv", row: 2), fields: values)
    }

    private func profile(_ lead: Lead, coding: CodingResult? = nil, hits: [PolicyHit] = []) throws -> LeadProfile {
        let profiler = LeadProfiler(places: try Fixture.places.get(), profile: try Fixture.profile.get())
        let none = CodingResult(candidates: [], activities: [], abstain: true, because: "")
        return profiler.profile(of: lead, coding: coding ?? none, policy: hits)
    }

    @Test func sitesAreReadAsZonesRegionsAndTowns() throws {
        let lead = try profile(row(["site_wishes": "富源产业园区；安宁市、碧城镇，火星"]))
        let region = try Fixture.region("530181")
        let town = try Fixture.region("532302")
        #expect(
            lead.wishes.map(\.target) == [.park("53299034"), .region(region), .region(town)])
        #expect(lead.wishes.allSatisfy { $0.isStated })
        #expect(lead.unresolvedSites == ["火星"])
    }

    @Test func theCountyOfAWishedZoneIsNoWishOfItsOwn() throws {
        let lead = try profile(row(["district": "富源县", "site_wishes": "富源产业园区"]))
        #expect(lead.wishes.map(\.target) == [.park("53299034")])
        let county = try profile(row(["district": "富源县"]))
        #expect(county.wishes.map(\.target) == [.region(try Fixture.region("530325"))])
    }

    @Test func aDistrictThatIsAlsoAZoneIsMeantAsTheDistrict() throws {
        let lead = try profile(row(["site_wishes": "浦东新区"]))
        #expect(lead.wishes.map(\.target) == [.region(try Fixture.region("310115"))])
    }

    @Test func aUsersZoneOfTheSameNameIsWishedForToo() throws {
        let own = Park(
            code: "P001", name: "勐海产业园区", provinceName: "云南省", region: try Fixture.region("532822"), level: "省级")
        let profiler = LeadProfiler(places: try Fixture.places(adding: [own]), profile: try Fixture.profile.get())
        let none = CodingResult(candidates: [], activities: [], abstain: true, because: "")
        let lead = profiler.profile(of: row(["site_wishes": "勐海产业园区"]), coding: none, policy: [])
        #expect(lead.wishes.map(\.target) == [.park("53299043"), .park("P001")])
    }

    @Test func aTextThatOnlyNamesAPlaceIsAWeakerWish() throws {
        let lead = try profile(row(["project_name": "安宁市年产10万吨磷酸铁项目", "content": "产品销往广东省"]))
        #expect(lead.wishes.map(\.target) == [.region(try Fixture.region("530181"))])
        #expect(lead.wishes.allSatisfy { !$0.isStated })
        let sold = try profile(row(["content": "产品销往广东省"]))
        #expect(sold.wishes.isEmpty)
        let sited = try profile(row(["content": "项目选址云南省曲靖市，产品销往广东省"]))
        #expect(sited.wishes.map(\.target) == [.region(try Fixture.region("530300"))])
    }

    @Test(
        arguments: [
            ("公司拟在云南省曲靖市麒麟区投资建设电池厂", "530302"), ("建设地点：安宁市草铺街道", "530181"), ("产品在广东省销售", nil),
            ("在东方电气技术支持下新建生产线", nil), ("选址于玉溪市红塔区高仓街道", "530402"),
        ] as [(String, String?)])
    func placesAreReadFromRunningTextOnlyWhereItSpeaksOfBuilding(text: String, code: String?) throws {
        let lead = try profile(row(["content": text]))
        #expect(lead.wishes.map(\.target) == (try code.map { [.region(try Fixture.region($0))] } ?? []))
    }

    @Test func theInvestorsPlaceIsStatedOrReadFromItsName() throws {
        let stated = try profile(row(["investor_region": "浙江省", "investor_name": "云南某某公司"]))
        #expect(stated.investorRegion?.text == "330000" && !stated.isInvestorRegionInferred)
        let inferred = try profile(row(["investor_name": "新疆赛里木现代农业股份有限公司"]))
        #expect(inferred.investorRegion?.text == "650000" && inferred.isInvestorRegionInferred)
        let finer = try profile(row(["investor_region": "江苏省", "investor_name": "扬州某某新材料有限公司"]))
        #expect(finer.investorRegion?.text == "321000" && finer.isInvestorRegionInferred)
        #expect(finer.investorStatedRegion?.text == "320000")
        let abroad = try profile(row(["investor_region": "美国"]))
        #expect(abroad.investorRegion == nil)
    }

    @Test func intensityIsTheExactQuotientOrStated() throws {
        let derived = try profile(row([:], numbers: ["fixed_invest": 3_000, "land_area": 9]))
        #expect(derived.intensity?.point == Rational(1_000, 3))
        let stated = try profile(row([:], numbers: ["invest_per_mu": 280, "fixed_invest": 3_000, "land_area": 9]))
        #expect(stated.intensity?.point == Rational(280))
        #expect(try profile(row([:], numbers: ["fixed_invest": 3_000])).intensity == nil)
    }

    @Test func sharesBlendActivitiesAndCandidatesAndNeverPassOne() throws {
        let a = try Fixture.industry("3252")
        let b = try Fixture.industry("3311")
        func candidate(_ code: IndustryCode, _ confidence: Double) -> IndustryCandidate {
            IndustryCandidate(code: code, name: "", score: 1, confidence: confidence, evidence: [])
        }
        let sure = CodingResult(
            candidates: [candidate(a, 0.9), candidate(b, 0.4)], activities: [.init(code: a, share: 1)], abstain: false,
            because: "")
        let shares = LeadProfile.activities(of: sure, candidateShare: 3_000)
        #expect(shares.map(\.code) == [a, b])
        #expect(shares.reduce(0) { $0 + $1.share } <= 10_000)
        #expect(shares[0].share > 8_000)
        let unsure = CodingResult(
            candidates: [candidate(a, 0.2), candidate(b, 0.2)], activities: [], abstain: true, because: "")
        #expect(LeadProfile.activities(of: unsure, candidateShare: 3_000).map(\.share) == [2_000, 2_000])
    }

    @Test func aPolicyItemOfAPlaceCountsOnlyThere() throws {
        func hit(_ catalog: String, _ item: String) -> PolicyHit {
            PolicyHit(
                catalog: catalog, edition: catalog, policyClass: .encouraged, item: item, text: "", certainty: .hit,
                because: "", citation: "", isVerified: true)
        }
        let lead = try profile(
            row([:]),
            hits: [hit("structure-2024", "鼓励-1"), hit("foreign-2025", "F2025-云南-3"), hit("western-2025", "W2025-1")])
        #expect(lead.policy[0].regions.isEmpty)
        #expect(lead.policy[1].regions.map(\.text) == ["530000"])
        #expect(lead.policy[2].regions.count == 12)
    }
}
