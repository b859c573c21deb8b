import FoundationEssentials
import YinfengCatalog
import YinfengEntry
import YinfengModel

let store = try CatalogStore(folders: ["Catalogs"])
let clock = ContinuousClock()
var book: RuleBook?
print("load", try clock.measure { book = try RuleBook(from: store) })
guard let book else { fatalError() }
let context = EntryContext(asOf: CivilDate(iso: "2026-06-30")!, parameters: book.parameters)
let engine = EntryEngine(book: book, context: context)
let loc = SourceLocation(file: "a", row: 2)
func lead(_ i: Int) -> Lead {
    var f: [FieldKey: FieldValue] = [:]
    func q(_ k: FieldKey, _ v: Int, _ u: String) { f[k] = FieldValue(raw: "\(v)", content: .quantity(Quantity(Rational(v), unit: u)), location: loc) }
    q("fixed_invest", 20000 + i * 37, "万元"); q("land_area", 60 + i % 90, "亩"); q("coverage", 30 + i % 40, "%"); q("energy_tce", 300 + i, "tce/年")
    q("revenue_year", 30000 + i, "万元/年"); q("tax_year", 900 + i, "万元/年"); q("building_height", 20, "m"); q("coal_t", 0, "t/年")
    f["industry_code"] = FieldValue(raw: "x", content: .text(["1530", "2614", "3611", "3985"][i % 4]), location: loc)
    f["content"] = FieldValue(raw: "x", content: .text("年产五千吨精制茶加工项目，采用拼配蒸压干燥工艺"), location: loc)
    return Lead(id: "\(i)", location: loc, fields: f)
}
let leads = (0..<4000).map(lead)
let place = ParkPlace(code: "x", region: RegionCode("532822"), level: "省级", type: "省级经济开发区")
let scope = engine.scope(of: place)
var n = 0
var t = clock.measure { for l in leads { let facts = book.facts(l, context: context); n += facts.questions.count } }
print("facts/s", 4000.0 / (Double(t.components.attoseconds) / 1e18 + Double(t.components.seconds)))
t = clock.measure { for l in leads { let s = engine.session(book.facts(l, context: context)); n += s.assess(scope).clauses.count } }
print("full checks/s", 4000.0 / (Double(t.components.attoseconds) / 1e18 + Double(t.components.seconds)))
t = clock.measure { for l in leads { let s = engine.session(book.facts(l, context: context)); n += s.brief(scope).failing } }
print("brief/s", 4000.0 / (Double(t.components.attoseconds) / 1e18 + Double(t.components.seconds)))
let scopes = (0..<80).map { i in engine.scope(of: ParkPlace(code: "\(i)", region: RegionCode(["532822", "530100", "110105", "530181"][i % 4]), level: "省级", type: "\(i)")) }
t = clock.measure { for l in leads.prefix(500) { let s = engine.session(book.facts(l, context: context)); for c in scopes { n += s.brief(c).failing } } }
print("500 leads x 80 scopes", t)
print(n)
