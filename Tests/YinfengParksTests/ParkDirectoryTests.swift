import Testing
import YinfengModel
import YinfengParks

@Suite struct ParkDirectoryTests {
    @Test(arguments: [
        ("53299043", "53299043"), ("云南勐海工业园区", "53299043"), ("勐海产业园区", "53299043"), ("勐海工业园区", "53299043"),
        ("云南省勐海县产业园区", "53299043"), ("西双版纳州勐海县工业园区", "53299043"), ("勐海县工业园", "53299043"),
        ("曲靖经开区", "53101002"), ("曲靖经济技术开发区", "53101002"), ("国家级曲靖经济技术开发区", "53101002"),
        ("云南曲靖经济开发区", "53101002"), ("昆明高新区", "53103001"), ("昆明国家高新技术产业开发区", "53103001"),
        ("磨憨-磨丁经济合作区", "53106001"), ("富源县产业园区", "53299034"), ("红河综保区", "53104001"),
        ("yn-0001", "YN-0001"), ("云南 安宁 产业园区", "53299008"), ("北京经开区", "11101001"),
        ("宁德东侨经济技术开发区", "35101010"), ("松山湖高新区", "44103008"),
    ])
    func namesOldAndNewResolve(name: String, code: String) throws {
        let parks = try Fixture.places.get().parks
        #expect(parks.resolve(name).codes == [code])
    }

    @Test func everyCodeNameAndAliasOfTheCatalogueFindsItsZone() throws {
        let parks = try Fixture.places.get().parks
        #expect(parks.parks.count >= 2613)
        for park in parks.parks {
            #expect(parks.resolve(park.code).codes == [park.code])
            for name in [park.name] + park.aliases {
                #expect(parks.resolve(name).codes.contains(park.code), "\(name)")
            }
        }
    }

    @Test func anUnknownNameGivesTheNearestAndNeverAGuess() throws {
        let parks = try Fixture.places.get().parks
        guard case .unknown(let near) = parks.resolve("曲青经济技术开发区") else {
            Issue.record("曲青 must not resolve")
            return
        }
        #expect(near.contains { $0.code == "53101002" })
        guard case .unknown(let inPlace) = parks.resolve("勐海") else {
            Issue.record("a bare county is no zone")
            return
        }
        #expect(inPlace.first?.code == "53299043")
        #expect(parks.resolve("").value == nil)
    }

    @Test func aPlaceIsTheCountyElseThePrefectureElseTheProvince() throws {
        let parks = try Fixture.places.get().parks
        let beijing = try #require(parks.position(ofCode: "11101001"))
        #expect(parks.place(at: beijing)?.text == "110000")
        #expect(parks.isPlaceInferred(at: beijing))
        let menghai = try #require(parks.position(ofCode: "53299043"))
        #expect(parks.place(at: menghai)?.text == "532822")
        let yunnan = try #require(RegionCode("530000"))
        #expect(parks.positions(in: yunnan).count == parks.parks.filter { $0.provinceName == "云南省" }.count)
    }

    @Test func aUsersZoneReplacesTheCatalogueRowOfItsCode() throws {
        let book = try Fixture.places.get()
        let own = Park(code: "53299043", name: "勐海产业园区（自报）", provinceName: "云南省")
        let words = ZoneWords([("产业园区", "产业园")])
        let parks = ParkDirectory(parks: book.parks.parks + [own], regions: book.regions, words: words)
        #expect(parks.parks.count == book.parks.parks.count)
        #expect(parks.park(code: "53299043")?.name == "勐海产业园区（自报）")
    }

    @Test func unknownIndustriesAreAnIncompleteProfile() throws {
        let parks = try Fixture.places.get().parks.parks
        let known = parks.filter { !$0.isProfileIncomplete }
        #expect(known.count > 1000 && known.count < parks.count)
        #expect(known.allSatisfy { $0.industries.contains { !$0.codes.isEmpty } })
    }
}
