import Testing

@testable import YinfengParks

@Suite struct EditDistanceTests {
    @Test(arguments: [("安宁", "安宁", 0), ("安宁", "安定", 1), ("昆明", "明昆", 1), ("勐海产业园区", "勐海工业园区", 1), ("", "茶", 1)])
    func distances(left: String, right: String, expected: Int) {
        #expect(EditDistance.between(PlaceName(left).scalars, PlaceName(right).scalars, limit: 5) == expected)
    }

    @Test func theLimitStopsTheSearch() {
        #expect(EditDistance.between(PlaceName("经济技术开发区").scalars, PlaceName("保税").scalars, limit: 3) == nil)
    }

    @Test func foldingDropsWidthBlanksAndDashes() {
        #expect(PlaceName("磨憨—磨丁 经济合作区") == PlaceName("磨憨-磨丁经济合作区"))
        #expect(PlaceName("ＹＮ－０００１") == PlaceName("yn0001"))
        #expect(PlaceName("勐腊（磨憨）试验区") == PlaceName("勐腊(磨憨)试验区"))
    }
}
