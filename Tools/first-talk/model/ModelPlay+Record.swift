import YinfengFirstTalk
import YinfengModel

extension ModelPlay {
    /// A complete record of one investor about one of several subjects, talked about and proven on a day.
    static func record(subject: Int, code: String, day: String) -> FilingRecord {
        let fields: [FieldKey: String] = [
            "project_name": "示例项目", "investor_name": "云南某某茶业有限公司", "investor_uscc": "91532800MA6N00017B",
            "investor_region": "上海市", "investor_intro": "虚构的示例企业", "top500_kind": "否",
            "investor_contact_name": "张某", "investor_contact_phone": "13900001234",
            "content": String(repeating: "第\(subject)类项目内容各不相同", count: 4), "products": "产品\(subject)号",
            "process": "分选—加工—包装", "industry_code": code, "total_invest": "3亿元", "fixed_invest": "24000",
            "land_area": "45亩", "land_mode": "新增", "energy_tce": "860", "pollutants": "COD 2.1吨/年",
            "revenue_year": "18000", "output_year": "18600", "tax_year": "760", "first_talk_date": day,
            "talk_place": "投资促进局", "talk_mode": "来访", "our_people": "岩某", "their_people": "张某",
            "talk_summary": "投资方一行来访，介绍企业概况与建设设想，双方就年产规模、总投资约三亿元、用地四十五亩、原料保障和用工条件初步交换了意见，约定两周内踏勘地块。",
            "stage": "意向", "other_contacts": "否", "signed": "否", "secrecy": "内部", "clerk": "岩温", "checker": "玉香",
        ]
        let minutes = Filing.EvidenceItem(sha256: String(repeating: "a", count: 64), kind: "洽谈纪要", date: day)
        return FilingRecord(fields: fields, evidence: [minutes])
    }
}
