package import YinfengModel
package import YinfengParks

/// An existing firm or project of a park, as a row of a firms table says it.
package struct Firm: Sendable, Equatable {
    /// The firm's name: shown as evidence, never proof of what it makes.
    package let name: String
    /// The code of the park that it stands in; nil when the row names none.
    package let parkCode: String?
    /// Classes that the row states or its products were coded to.
    package let codes: [IndustryCode]
    /// Its products as written.
    package let products: String
    /// 年产值 in 万元.
    package let output: Rational?
    /// 固定资产投资 in 万元.
    package let fixedInvest: Rational?
    /// 用地面积 in 亩.
    package let landMu: Rational?
    /// 年营业收入 in 万元.
    package let revenue: Rational?
    /// The year of the figures.
    package let year: Int?
    /// 工艺装备水平 as written; with the marks of the link the only proof of «提升».
    package let technology: String?
    /// 工艺流程 as written.
    package let process: String?
    /// 省内配套率: the share of its inputs that come from the province, in percent.
    package let localSupply: Rational?
    /// Whether the row is an invented example.
    package let isSynthetic: Bool

    /// A firm.
    package init(
        name: String, parkCode: String?, codes: [IndustryCode], products: String = "", output: Rational? = nil,
        fixedInvest: Rational? = nil, landMu: Rational? = nil, revenue: Rational? = nil, year: Int? = nil,
        technology: String? = nil, process: String? = nil, localSupply: Rational? = nil, isSynthetic: Bool = false
    ) {
        self.name = name
        self.parkCode = parkCode
        self.codes = codes
        self.products = products
        self.output = output
        self.fixedInvest = fixedInvest
        self.landMu = landMu
        self.revenue = revenue
        self.year = year
        self.technology = technology
        self.process = process
        self.localSupply = localSupply
        self.isSynthetic = isSynthetic
    }

    /// A firm from a row read like a lead's. `codes` are the classes coded from its products where the row states no
    /// code; `parks` resolves 所在园区; a row that names no park stands in `home`, the park that the list was given for.
    package init(row lead: Lead, coded codes: [IndustryCode], parks: ParkDirectory, home: String? = nil) {
        let stated = lead.text(.industryCode).map { text in
            text.split { "；;，,、/ ".contains($0) }.compactMap { IndustryCode($0) }.filter { $0.length >= 2 }
        }
        let written = lead.text(.park) ?? lead.text(.siteWishes)
        let park = written.map { parks.resolve($0, suggesting: 0).value?.code } ?? home
        self.init(
            name: lead.text(.investorName) ?? lead.text(.projectName) ?? lead.id, parkCode: park,
            codes: stated.flatMap { $0.isEmpty ? nil : $0 } ?? codes,
            products: lead.text(.products) ?? lead.text(.content) ?? "",
            output: lead.quantity("output_year")?.interval.point,
            fixedInvest: lead.quantity(.fixedInvest)?.interval.point,
            landMu: lead.quantity(.landArea)?.interval.point, revenue: lead.quantity("revenue_year")?.interval.point,
            year: lead.text("year").flatMap { Int($0.prefix(4)) }, technology: lead.text("equipment_level"),
            process: lead.text(.process), localSupply: lead.quantity("local_supply")?.interval.point,
            isSynthetic: lead.isSynthetic)
    }
}
