import Testing
import YinfengModel
import YinfengParks

@Suite struct RegionDirectoryTests {
    @Test(arguments: [
        ("云南省", "530000"), ("云南", "530000"), ("勐海县", "532822"), ("勐海", "532822"), ("532822", "532822"),
        ("西双版纳傣族自治州", "532800"), ("西双版纳", "532800"), ("西双版纳州", "532800"), ("云南省西双版纳州勐海县", "532822"),
        ("云南勐海", "532822"), ("吉林", "220000"), ("吉林市", "220200"), ("北京", "110000"), ("上海市浦东新区", "310115"),
        (" 昆明 市", "530100"), ("广东省深圳市", "440300"), ("内蒙古", "150000"),
    ])
    func namesResolve(name: String, code: String) throws {
        let regions = try Fixture.places.get().regions
        #expect(regions.resolve(name).value?.code.text == code)
    }

    @Test func aSharedShortNameIsAmbiguousUntilItsProvinceIsSaid() throws {
        let regions = try Fixture.places.get().regions
        #expect(regions.resolve("鼓楼区").candidates.count > 1)
        #expect(regions.resolve("南京市鼓楼区").value?.code.text == "320106")
        let jiangsu = try #require(RegionCode("320000"))
        let inside = regions.resolve("鼓楼区", within: jiangsu).candidates
        #expect(!inside.isEmpty && inside.allSatisfy { jiangsu.contains($0.code) })
    }

    @Test func aMisspeltNameGivesTheNearest() throws {
        let regions = try Fixture.places.get().regions
        guard case .unknown(let near) = regions.resolve("勐海具") else {
            Issue.record("勐海具 must not resolve")
            return
        }
        #expect(near.contains { $0.name == "勐海县" })
        #expect(regions.resolve("美国").value == nil)
        #expect(regions.resolve("").value == nil)
    }

    @Test func everyPlaceResolvesByItsCodeAndItsPath() throws {
        let regions = try Fixture.places.get().regions
        for region in regions.regions where region.level != .prefectureGroup {
            #expect(regions.resolve(region.code.text).value == region)
            let answer = regions.resolve(regions.path(of: region.code))
            #expect(answer.candidates.contains(region), "\(regions.path(of: region.code))")
        }
    }

    @Test(arguments: [
        ("项目选址于云南省安宁市草铺街道", ["云南省", "安宁市"]), ("在曲靖经开区建设", ["曲靖市"]), ("与本地企业和平相处", []),
        ("拟落户云南勐海", ["云南省", "勐海县"]),
    ])
    func mentionsAreReadInsideASentence(text: String, names: [String]) throws {
        let regions = try Fixture.places.get().regions
        #expect(regions.mentions(in: text).map(\.name) == names)
    }

    @Test(arguments: [("云南铝业股份有限公司", "530000"), ("宁波某某有限公司", "330200"), ("某某科技有限公司", nil)] as [(String, String?)])
    func aFirmsNameMayBeginWithItsPlace(name: String, code: String?) throws {
        let regions = try Fixture.places.get().regions
        #expect(regions.leadingTop(of: name)?.code.text == code)
    }
}
