import Testing
import YinfengCatalog
import YinfengModel

@testable import YinfengIndex

struct CoderTests {
    let coder: IndustryCoder
    init() throws { coder = try Support.coder.get() }

    private func code(_ text: String, top: Int = 10) -> CodingResult {
        var workspace = CodingWorkspace()
        return coder.code(fields: [(.content, text)], workspace: &workspace, top: top)
    }

    /// One sentence for each way in which the same noun means another industry.
    @Test(arguments: [
        ("年产5万吨磷酸铁锂正极材料生产线", "3985"), ("某某贸易有限公司拟投资建设肉牛养殖场", "0311"),
        ("购置注塑机20台，生产塑料收纳箱", "2927"), ("肉牛屠宰及牛肉分割", "1351"), ("水果批发市场", "5123"),
        ("动力电池回收拆解", "4210"), ("鲜切花种植基地", "0143"), ("铅锌矿采选", "0912"), ("工程机械租赁", "7113"),
        ("精制普洱茶加工", "1530"), ("冷链物流中心冷库", "5930"), ("汽车维修保养", "8111"),
    ])
    func activityDecides(_ text: String, _ expected: String) {
        #expect(code(text).candidates.first?.code.text == expected, "\(text)")
    }

    @Test func heldOutLeadTextsReachTheBar() throws {
        var workspace = CodingWorkspace()
        let evaluation = CodingEvaluation(
            cases: try Support.leads("held"), coder: coder,
            classification: try IndustryClassification(from: Support.store.get()), workspace: &workspace)
        let share = try #require(evaluation.levels[.class])
        #expect(share.firstShare >= 0.85 && share.fiveShare >= 0.96, "\(share)")
        // At half coverage nearly everything must be right.
        let half = try #require(evaluation.coverage.first { $0.coverage == 0.5 })
        #expect(half.accuracy >= 0.95, "\(half)")
        let judged = evaluation.bands.reduce(0) { $0 + $1.count }
        #expect(judged == evaluation.count)
        #expect(evaluation.confusions.count == evaluation.count - evaluation.bands.reduce(0) { $0 + $1.right })
    }

    /// The score is the sum of its evidence, offsets lie inside the text, candidates fall in score and carry shares.
    @Test func evidenceAddsUp() throws {
        var workspace = CodingWorkspace()
        for item in try Support.leads("dev").prefix(120) {
            let text = item.fields[0].text
            let length = text.unicodeScalars.count
            let result = coder.code(fields: item.fields, workspace: &workspace, top: 10)
            #expect(result.candidates.count == 10)
            for candidate in result.candidates {
                let sum = candidate.evidence.reduce(0) { $0 + $1.weight }
                #expect(abs(sum - candidate.score) < 1e-9)
                #expect(candidate.confidence >= 0 && candidate.confidence <= 1)
                for evidence in candidate.evidence {
                    #expect(evidence.start >= 0 && evidence.start <= evidence.end && evidence.end <= length)
                    #expect(!evidence.term.isEmpty && !evidence.source.isEmpty)
                }
            }
            for (left, right) in zip(result.candidates, result.candidates.dropFirst()) {
                #expect(left.score > right.score - 1e-3)
                #expect(left.confidence >= right.confidence)
            }
            #expect(result.activities.reduce(0) { $0 + $1.share } <= 1.000_001)
            #expect(result.activities.count <= 4)
        }
    }

    @Test func evidencePointsAtTheOriginalWords() throws {
        let text = "拟建年產５万吨磷酸鐵鋰项目"
        let evidence = try #require(code(text).candidates.first?.evidence.first)
        let scalars = Array(text.unicodeScalars)
        #expect(String(String.UnicodeScalarView(scalars[evidence.start..<evidence.end])).contains("磷酸鐵鋰"))
    }

    /// Width, case and traditional characters do not matter; figures are no content.
    @Test(arguments: [
        ("年产5万吨PVC管材LED灯具", "年产５万吨ＰＶＣ管材ｌｅｄ灯具"), ("新建鲜切花种植基地", "新建鮮切花種植基地"),
        ("年产5万吨锌锭", "年产38000万吨锌锭"),
    ])
    func shapeDoesNotMatter(_ left: String, _ right: String) {
        let (a, b) = (code(left), code(right))
        #expect(a.candidates.map(\.code) == b.candidates.map(\.code))
        #expect(a.candidates.map(\.score) == b.candidates.map(\.score))
    }

    @Test func inputsAreNotTheProduct() {
        #expect(code("以碳酸锂为原料生产六氟磷酸锂").candidates.first?.code.text == "2613")
        let bare = code("鲜花饼").candidates.first?.code
        #expect(code("昆明某某物流公司投资建设鲜花饼食品厂").candidates.first?.code == bare)
    }

    @Test func unlikeActivitiesAreListed() {
        let result = code("水泥生产、旅游景区运营、生猪养殖")
        let codes = Set(result.activities.map(\.code.text))
        #expect(codes.contains("3011") && codes.contains("0313"))
        #expect(result.activities.count >= 3)
    }

    @Test(arguments: ["", "   ", "12345", "，。！", "💡💡💡"])
    func nothingToGoByAbstains(_ text: String) {
        let result = code(text)
        #expect(result.candidates.isEmpty && result.abstain && !result.because.isEmpty)
    }

    @Test func workspaceLeavesNoTrace() throws {
        var shared = CodingWorkspace()
        for item in try Support.leads("dev").prefix(60) {
            var fresh = CodingWorkspace()
            let a = coder.code(fields: item.fields, workspace: &shared, top: 5)
            let b = coder.code(fields: item.fields, workspace: &fresh, top: 5)
            #expect(a.candidates.map(\.code) == b.candidates.map(\.code))
            #expect(a.candidates.map(\.score) == b.candidates.map(\.score))
            #expect(a.candidates.map(\.evidence) == b.candidates.map(\.evidence))
            #expect(a.activities == b.activities)
        }
    }

    @Test func hostileTextNeverTraps() {
        var generator = SeededGenerator(seed: 5)
        let pool = Array("年产购置台套公司拟以为原料利用生产、，。；用于12 ab的及\u{301}\u{200B}𠮷電磷酸铁锂".unicodeScalars)
        var workspace = CodingWorkspace()
        for _ in 0..<3_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...60, using: &generator) {
                text.append(pool[Int.random(in: 0..<pool.count, using: &generator)])
            }
            let string = String(text)
            let result = coder.code(
                fields: [(.projectName, string), (.content, string)], workspace: &workspace, top: 3)
            for evidence in result.candidates.flatMap(\.evidence) { #expect(evidence.end <= text.count) }
        }
    }

    @Test func fieldsAreCodedTogether() throws {
        var workspace = CodingWorkspace()
        let result = coder.code(
            fields: [(.projectName, "云南某某产业园项目"), (.products, "电解铜箔"), (.content, "建设年产2万吨生产线")],
            workspace: &workspace, top: 3)
        let first = try #require(result.candidates.first)
        #expect(first.code.text == "3251")
        #expect(first.evidence.contains { $0.field == .products && $0.term.contains("铜箔") })
    }

    @Test func userSynonymsCount() throws {
        let word = "飞地科创盒子"
        let added = try coder.adding([
            UserSynonym(term: word, code: try #require(IndustryCode("7540")), row: 2),
            UserSynonym(term: "电芯", code: try #require(IndustryCode("3985")), row: 3),
        ])
        #expect(added.overlaps.count == 1 && added.overlaps.first?.synonym.row == 3)
        var workspace = CodingWorkspace()
        let result = added.coder.code(fields: [(.content, "建设" + word)], workspace: &workspace, top: 3)
        let first = try #require(result.candidates.first)
        #expect(first.code.text == "7540")
        #expect(first.evidence.contains { $0.term == word && $0.source == "用户同义词" && $0.weight > 1 })
        let division = try #require(IndustryCode("12"))
        #expect(throws: IndexError.badSynonym(row: 4, fact: "“12”不是 GB/T 4754—2017 的四位小类代码")) {
            _ = try coder.adding([UserSynonym(term: "甲", code: division, row: 4)])
        }
    }

    @Test func whyNotNamesBothSides() throws {
        var workspace = CodingWorkspace()
        let fields: [(key: FieldKey, text: String)] = [(.content, "水果批发市场")]
        let asked = try #require(IndustryCode("1373"))
        let found = coder.whyNot(asked, fields: fields, workspace: &workspace)
        let answer = try #require(found)
        #expect(answer.rank > 1 && answer.chosen?.code.text == "5123")
        #expect(answer.because.contains("水果和坚果加工") && answer.because.contains("果品、蔬菜批发"))
        let unknown = try #require(IndustryCode("9999"))
        let none = coder.whyNot(unknown, fields: fields, workspace: &workspace)
        #expect(none == nil)
    }

    @Test func explanationHoldsThePartsOfTheScore() throws {
        var workspace = CodingWorkspace()
        let explanation = coder.explain(
            fields: [(.content, "购置注塑机20台，生产塑料收纳箱")], workspace: &workspace, top: 3)
        for (index, candidate) in explanation.result.candidates.enumerated() {
            let sum = explanation.tokens.reduce(explanation.priors[index]) { $0 + $1.parts[index] }
            #expect(abs(sum - candidate.score) < 1e-3)
        }
        let machine = try #require(explanation.tokens.first { $0.text == "注塑" })
        #expect(machine.role < 0.5)
    }
}
