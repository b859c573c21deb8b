import Testing
import YinfengModel

@Suite struct CodeTests {
    @Test(
        "a cell states one code or several; what is no code is left out",
        arguments: [
            ("1530", ["1530"]), ("C1530", ["1530"]), ("15；2664", ["15", "2664"]),
            ("C13、C14/1530", ["13", "14", "1530"]),
            ("茶叶", []), ("", []), ("15300", []), ("C", ["C"]), ("1530,茶", ["1530"]), ("5", []), ("U15", []),
        ])
    func stated(text: String, codes: [String]) {
        #expect(IndustryCode.stated(in: text).map(\.text) == codes)
    }

    @Test(arguments: [("C", 1), ("15", 2), ("153", 3), ("1530", 4), ("0111", 4), ("C1530", 4)])
    func `reads codes of every level`(text: String, length: Int) throws {
        let code = try #require(IndustryCode(text))
        #expect(code.length == length)
        #expect(code.text == (text == "C1530" ? "1530" : text))
    }

    @Test(arguments: ["", "1", "12345", "X1", "Z", "1５", "15a"])
    func `refuses other text`(text: String) {
        #expect(IndustryCode(text) == nil)
    }

    @Test func `an upper code covers what is below it and not its neighbour`() throws {
        let division = try #require(IndustryCode("15"))
        #expect(division.covers(try #require(IndustryCode("1530"))))
        #expect(!division.covers(try #require(IndustryCode("1610"))))
        #expect(!(try #require(IndustryCode("1530"))).covers(division))
        #expect(try #require(IndustryCode("1530")).prefix(3).text == "153")
    }

    @Test func `codes sort as text does`() throws {
        let texts = ["01", "0111", "012", "15", "153", "1530", "38", "C"]
        let codes = try texts.map { try #require(IndustryCode($0)) }
        #expect(codes.shuffled().sorted().map(\.text) == texts)
    }

    @Test func `regions nest by their digits`() throws {
        let county = try #require(RegionCode("532822"))
        #expect(county.province.text == "530000")
        #expect(county.prefecture.text == "532800")
        #expect(county.province.contains(county) && county.prefecture.contains(county))
        #expect(!county.contains(county.prefecture))
        #expect(RegionCode("53282") == nil)
    }
}
