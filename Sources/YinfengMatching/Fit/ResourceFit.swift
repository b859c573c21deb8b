import YinfengModel

/// Whether the land and energy that a park is known to have left suffice for a lead.
struct ResourceFit {
    /// A known resource compared with what the lead asks for.
    struct Check: Equatable {
        /// 土地, 能耗指标, 供电.
        let name: String
        /// What the lead asks for, with unit.
        let asked: String
        /// What is left, with unit.
        let left: String
        /// Whether all of the asked range fits; nil when it straddles the limit.
        let fits: Bool?
    }

    /// The comparisons that could be made.
    let checks: [Check]
    /// Whether the park has 绿电直连 and the lead uses power.
    let isGreen: Bool
    private let parameters: MatchParameters

    init(lead: LeadProfile, park: Park, parameters: MatchParameters) {
        self.parameters = parameters
        guard park.landLeftMu != nil || !park.capacities.isEmpty else {
            checks = []
            isGreen = false
            return
        }
        var checks: [Check] = []
        let limits: [(String, Interval?, Rational?, String)] = [
            ("土地", lead.landMu, park.landLeftMu, "亩"),
            ("能耗指标", lead.energyTce, park.limit(on: "energy_tce")?.amount, "吨标准煤"),
            ("供电", lead.powerKWh, park.limit(on: "power_kwh")?.amount, "万千瓦时"),
        ]
        for (name, asked, left, unit) in limits {
            guard let asked, let left, asked.low != nil || asked.high != nil else { continue }
            var fits: Bool?
            if let high = asked.high, high <= left { fits = true }
            if let low = asked.low, low > left { fits = false }
            checks.append(Check(name: name, asked: asked.text() + unit, left: left.decimal() + unit, fits: fits))
        }
        self.checks = checks
        let green = park.capacities["绿电直连"] ?? ""
        isGreen = ["是", "有", "yes", "1", "已建", "可"].contains(green) && lead.powerKWh != nil
    }

    /// The value of the part, in ten-thousandths: short of one is short.
    var value: Int {
        if checks.contains(where: { $0.fits == false }) { return parameters[.energyShort] }
        if checks.contains(where: { $0.fits == nil }) { return parameters[.energyUnknown] }
        if isGreen { return parameters[.energyGreen] }
        return checks.isEmpty ? parameters[.energyUnknown] : parameters[.energyEnough]
    }
}
