import Testing
import YinfengMatching
import YinfengModel

@Suite struct MatchProfileTests {
    @Test func theBundledWeightsSumToAHundredAndNameEveryPart() throws {
        let profile = try Fixture.profile.get()
        #expect(profile.weights.reduce(Points(0)) { $0 + $1.weight } == Points(1_000_000))
        #expect(Set(profile.weights.map(\.part)) == Set(MatchPartID.allCases))
    }

    @Test func aUsersFileMayNamePartsInChinese() throws {
        let profile = try Fixture.profile.get()
        let moved = Points(20_000)
        let industry = profile.weight(of: .industry) + moved
        let region = profile.weight(of: .region) - moved
        let file =
            "\u{FEFF}项目,值,备注\n产业契合,\(industry.double),\n 区域与转移导向 ,\(region.double),少看地点\nchain.unknown,0.4,\n"
        let settings = try MatchProfile.settings(csv: Array(file.utf8), file: "权重.csv")
        let changed = try profile.applying(settings, source: "权重.csv")
        #expect(changed.weight(of: .industry) == industry)
        #expect(changed.parameters[.chainUnknown] == 4_000)
        #expect(changed.weights.reduce(Points(0)) { $0 + $1.weight } == Points(1_000_000))
    }

    @Test(arguments: [
        ("项目,值\n产业契合,50\n", "100"), ("项目,值\n产业契核,28\n", "产业契核"), ("项目,值\nentry.admit,很高\n", "很高"),
        ("项目,值\nentry.admit,0.123456\n", "0.123456"), ("名称,数\n产业契合,28\n", "项目"), ("", "项目"),
        ("项目,值\n产业契合,-3\n", "-3"), ("项目,值\nindustry.lead,2\n", "“2”"), ("项目,值\nintensity.full_ratio,0\n", "“0”"),
    ])
    func aBadFileIsRefusedWithItsFault(file: String, word: String) throws {
        let profile = try Fixture.profile.get()
        let error = #expect(throws: ProfileError.self) {
            let settings = try MatchProfile.settings(csv: Array(file.utf8), file: "权重.csv")
            _ = try profile.applying(settings, source: "权重.csv")
        }
        #expect(error?.explanation.sentence.contains(word) == true)
    }

    @Test(arguments: MatchPartID.allCases, [80, 120])
    func shiftingAWeightKeepsTheSum(part: MatchPartID, percent: Int) throws {
        let profile = try Fixture.profile.get()
        let shifted = profile.shifting(part, toPercent: percent)
        #expect(shifted.weights.reduce(Points(0)) { $0 + $1.weight } == Points(1_000_000))
        #expect(
            shifted.weight(of: part).tenThousandths == profile.weight(of: part).tenThousandths * percent / 100)
    }
}
