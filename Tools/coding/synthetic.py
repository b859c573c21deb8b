"""Synthetic lead texts: lexicon terms in the phrases of project lists, with the traps that real lists hold.

Everything is drawn from the catalogues and the phrase lists below; no real project stands behind a text.
"""
import csv
import os
import random

FIRM_NAMES = [
    "某某", "华宏", "鑫盛", "天远", "云滇", "中创", "博海", "泰安", "宏达", "恒瑞", "金源",
]
PLACES = [
    "昆明", "曲靖", "浙江", "广东", "深圳", "江苏", "上海", "安宁", "玉溪", "勐海", "红河", "大理", "滇中", "河北", "山东",
]
FIRM_KINDS = [
    "科技有限公司", "新材料有限公司", "实业集团", "股份有限公司", "能源有限公司", "贸易有限公司", "生物科技公司", "投资公司", "物流公司", "机械公司", "食品公司",
    "建材公司", "医药公司",
]
UNITS = [
    "万吨", "吨", "万套", "万台", "亿只", "万件", "万平方米", "万米", "台", "套", "万立方米",
]
MAKE = [
    "年产{n}{u}{t}项目", "年产{n}{u}{t}生产线", "新建{t}生产线", "{t}生产基地", "{t}生产项目", "{t}制造项目", "{t}加工厂", "{t}厂", "{t}",
    "{t}、{t2}", "{t}、{t2}生产", "{t}、{t2}、{t3}", "拟建{t}及{t2}生产线", "投资{n}亿元建设{t}生产基地", "{t}研发生产基地", "{t}深加工项目",
    "{t}产业化项目", "建设{t}智能工厂", "{t}扩建技改", "{t}车间，配套{t2}", "主要生产{t}、{t2}、{t3}", "{co}拟投资{n}亿元建设{t}项目",
    "{co}{t}生产项目", "{t}智能制造", "{t}及其零部件", "年产{t}{n}{u}", "{t}出口加工", "{t}代工", "生产销售{t}", "{t}的生产和销售",
    "从事{t}、{t2}的研发、生产、销售", "高端{t}", "{t}项目", "{t}精深加工", "{t}加工出口项目", "出口{t}生产", "{t}生产及冷链物流",
    "{t}精深加工及冷链物流项目", "{t}生产及观光旅游体验", "建设{t}车间、精制车间及冷库", "{t}生产、仓储及电商销售", "{t}整机", "{t}装置",
    "{t}产品生产", "{t}加工", "{t}制造厂", "{t}构件加工", "{t}配件加工", "{t}部件生产", "{t}制品厂", "{t}加工制造", "{t}加工车间", "{t}系列产品",
    "{t}制作", "{t}、{t2}加工厂", "{t}生产加工",
]
INPUT = [
    "以{x}为原料生产{t}", "以{x}、{x2}为主要原料，年产{n}{u}{t}", "利用{x}生产{t}", "购置{x}{n}台，生产{t}", "采购{x}{n}台套，建设{t}生产线",
    "{t}，产品用于{x}", "{x}用{t}", "建设{t}项目，引进{x}{n}条",
]
FARM = [
    "{t}种植基地", "{t}种植", "{n}亩{t}种植基地", "{t}规模化种植", "{t}", "{t}标准化种植示范园", "{t}、{t2}种植", "高原特色{t}基地", "{t}栽培",
    "{t}大棚",
]
BREED = [
    "{t}养殖", "{t}养殖场", "年出栏{n}万头{t}", "{t}、{t2}养殖", "{t}规模化养殖基地", "{t}生态养殖", "{t}",
]
MINE = [
    "{t}", "{t}开采", "{t}采选项目", "{t}矿山建设", "{t}、{t2}", "年产{n}万吨{t}", "{t}扩能",
]
SERVE = [
    "{t}", "{t}项目", "{t}服务", "{t}、{t2}", "{t}、{t2}、{t3}", "{t}中心", "{t}运营", "{t}公司", "建设{t}", "{t}平台",
    "{t}业务", "提供{t}、{t2}", "{co}{t}项目", "{t}建设项目", "投资{n}亿元{t}",
]
LOGISTICS = [
    "{t}物流园", "{t}仓储物流园", "{t}园区", "{t}基地", "{t}物流中心", "{t}配送中心", "{t}、{t2}物流园", "现代{t}产业园", "{t}仓库",
]
DIGITAL = [
    "{t}机房", "{t}托管", "{t}中心机房", "{t}产业园", "{t}基地", "{t}云平台", "{t}系统", "大数据{t}",
]
COUNTER = [
    "{t}门店", "{t}网点", "{t}机构", "{t}服务点", "连锁{t}门店",
]
WHOLESALE = [
    "{x}批发", "{x}批发部", "{x}经营部", "{x}贸易有限公司", "{x}批发配送中心", "{x}贸易", "{x}批发市场", "{x}销售公司", "{x}经销", "{x}进出口贸易", "{x}分销", "{x}、{x2}批发", "{x}交易市场", "{x}贸易公司",
    "{x}代理经销", "{x}进口贸易", "从事{x}、{x2}贸易", "{x}批发城", "{x}经销商",
]
RETAIL = [
    "{x}旗舰店", "{x}销售门店", "{x}直营店", "{x}专营店", "{x}品牌店", "{x}零售网点", "{x}超市", "新开{x}专卖店{n}家", "{x}零售", "{x}零售店", "{x}连锁店", "{x}专卖店", "{x}门店", "{x}卖场", "{x}连锁零售", "{x}体验店",
    "{x}门市部", "{x}门市", "{x}专柜", "{x}集合店", "{x}商店", "{x}铺", "{x}、{x2}门店", "{x}、{x2}零售", "{x}、{x2}专卖", "卖{x}",
    "卖{x}和{x2}", "{x}卖场，卖{x2}", "经营{x}、{x2}的门店", "{x}门店，销售{x2}",
]
RESEARCH = [
    "{x}研发中心", "{x}研究院", "{x}技术研究", "{x}研发", "{x}中试基地", "{x}工程技术研究中心", "{x}材料研究", "{x}新技术研发平台",
]
TESTING = [
    "{x}检测", "{x}检测中心", "{x}检验检测", "{x}质量检测实验室", "{x}检测服务",
]
RENTAL = [
    "{x}租赁服务", "{x}租赁业务", "采购{x}{n}台对外租赁", "购买{x}{n}台开展出租业务", "购置{x}{n}台套用于出租", "{x}设备租赁", "{x}租赁", "{x}出租", "{x}租赁公司", "{x}经营租赁",
    "{x}、{x2}出租", "{x}、{x2}租赁", "{x}租借", "{x}、{x2}、{x3}租赁", "出租{x}", "{x}循环租赁", "{x}租赁门店",
]
REPAIR = [
    "年维修{x}{n}台", "年检修{x}{n}台套", "{x}维修中心", "{x}检修基地", "{x}维修网点", "{x}返修", "{x}售后维修服务中心", "{x}维修大修中心", "{x}维修", "{x}修理", "{x}维修服务", "{x}检修", "{x}维修保养", "{x}大修", "{x}再制造维修",
    "{x}、{x2}维修", "{x}上门维修", "{x}、{x2}上门维修", "{x}维修店", "{x}维修铺", "{x}维修点", "{x}维修站", "{x}、{x2}检修", "{x}翻新",
    "{x}维修门店", "修{x}",
]
RECYCLING = [
    "废旧{x}回收利用", "废{x}回收再生", "{x}回收拆解", "报废{x}拆解", "废{x}综合利用", "废旧{x}再生利用",
]
INSTALLING = [
    "{x}安装施工队", "{x}安装施工", "{x}安装", "{x}安装工程", "{x}安装调试", "{x}安装公司",
]
ONLINE = [
    "{x}直播电商", "{x}网上销售", "{x}电商", "{x}网店", "{x}直播带货", "{x}线上销售",
]
COLD_HAUL = [
    "{x}冷链运输", "{x}冷藏运输", "{x}冷藏车运输", "{x}冷链运输车队",
]
HAULAGE = [
    "{x}运输", "{x}物流车队", "{x}货运", "{x}公路运输",
]
STORAGE = [
    "{x}仓储", "{x}仓库", "{x}仓储物流", "{x}物流园",
]
COLD_STORAGE = [
    "{x}冷库", "{x}保鲜冷库", "{x}冷藏库", "{x}低温仓储",
]
SECOND_HAND = [
    "二手{x}交易市场", "二手{x}市场", "旧{x}交易市场",
]
CASTING = [
    "{x}铸件", "{x}毛坯铸件", "{x}壳体铸件", "{x}用铸件", "{x}压铸件", "{x}毛坯铸造",
]
FORGING = [
    "{x}锻件", "{x}用锻件", "{x}锻造毛坯", "{x}法兰锻件",
]
MOULD = [
    "{x}模具", "{x}注塑模具", "{x}冲压模具",
]
PRINTING = [
    "{x}包装盒印刷", "{x}标签印刷", "{x}包装印刷", "{x}彩盒印刷",
]
EQUIPMENT = [
    "{x}生产设备制造", "{x}生产设备", "{x}加工设备", "{x}加工机械制造", "{x}生产线成套设备", "{x}成套装备", "{x}专用设备制造",
]
FIRST_STEPS = [
    "{x}初加工", "{x}产地初加工", "{x}分拣包装", "{x}分选、预冷、包装", "{x}分级包装车间", "{x}采后商品化处理", "{x}脱壳烘干初加工",
]
SEEDS = [
    "{x}良种繁育基地", "{x}制种基地", "{x}种子繁育", "{x}集中育秧中心", "{x}种苗繁育",
]
SLAUGHTER = [
    "年屠宰{n}万头{x}", "{x}屠宰加工", "{x}屠宰分割", "{x}定点屠宰场", "{x}屠宰及冷鲜肉分割", "日屠宰{x}{n}头",
]
POULTRY = [
    "年屠宰{n}万羽{x}", "{x}屠宰加工", "{x}屠宰分割", "{x}屠宰及分割",
]
PROCESS = [
    "建设{n}×{k}kVA{p}", "{k}kVA{p}{n}台", "新建{p}{n}座", "{p}{n}台套", "新建{n}座{p}及配套设施", "建设{p}，年产{n}万吨", "{p}技改",
    "{p}项目",
]
PLANT_MAKER = [
    "生产{p}", "{p}制造", "{p}成套设备制造", "年产{p}{n}台套", "{p}设备制造厂",
]
DESIGN = [
    "{x}设计", "{x}设计工作室",
]
SOFTWARE = [
    "{x}软件开发", "{x}管理系统开发", "{x}智能化软件", "{x}app开发",
]
TRAINING = [
    "{x}培训", "{x}职业培训", "{x}技能培训学校", "{x}人才培训基地",
]
BEFORE = [
    "项目计划总投资{n}亿元，占地{n}亩，", "总投资{n}亿元，用地约{n}亩，", "拟在{city}投资{n}亿元，", "{co}拟投资{n}亿元，",
    "该项目由{co}投资建设，", "引进{co}，", "项目占地{n}亩，总建筑面积{n}平方米，", "计划分两期建设，", "项目位于{city}工业园区，",
    "一期投资{n}亿元，", "拟租赁标准厂房{n}平方米，", "某公司意向投资，", "{co}来考察，意向", "为完善产业链，拟引进",
    "依托当地资源优势，", "项目名称：", "{city}", "{city}招商项目：", "{co}意向投资", "本项目主要建设内容为",
]
AFTER = [
    "，建设标准厂房、办公楼及配套设施", "，建成后年产值{n}亿元，带动就业{n}人", "，主要建设生产车间、仓库、办公楼、宿舍等",
    "，达产后年销售收入{n}亿元，税收{n}万元", "，购置生产设备{n}台（套）", "，建设周期{n}个月", "，产品销往全国及东南亚",
    "，用地{n}亩", "，总投资{n}亿元", "，建设研发中心、检测中心、员工宿舍及污水处理站", "，分两期实施", "，建成后可实现年营收{n}亿元",
    "，配套建设仓储物流及相关附属设施", "（一期）", "，目前正在洽谈选址", "，需用电{n}万千瓦时", "，采用先进工艺技术",
    "，引进先进设备，打造行业标杆", "建设项目", "招商引资项目", "示范项目", "产业园项目",
]

# How often a section appears in lists of leads, roughly.
SECTION_SHARE = {"A": 2.2, "B": 1.3, "C": 6, "D": 1.6, "E": 1.2, "F": 1.0, "G": 1.4, "H": 1.6, "I": 1.5, "J": 0.7, "K": 1.5, "L": 0.9, "M": 1.2, "N": 1.2, "O": 0.9, "P": 0.7, "Q": 0.9, "R": 1.1, "S": 0.15, "T": 0.1}
REPAIR_CLASS = {"34": "4320", "35": "4330", "36": "8111", "38": "4350", "40": "4360", "39": "4390", "37": "4349"}
REPAIR_GROUP = {"371": "4341", "372": "4341", "373": "4342", "374": "4343", "385": "8132", "391": "8121", "392": "8122", "395": "8131", "342": "4330", "376": "8191", "377": "8114", "375": "8113", "211": "8193",
                "213": "8193", "219": "8193", "195": "8192", "192": "8192", "403": "8199", "347": "8129"}
RENTAL_GROUP = {"358": "7115", "357": "7112", "351": "7113", "391": "7114", "392": "7114", "181": "7130",
                "182": "7130", "244": "7122", "242": "7123", "387": "7123"}


class Synthetic:
    """Draws texts with a fixed seed."""

    def __init__(self, corpus, activity_map):
        self.corpus = corpus
        self.phrases = corpus.phrases()
        with open(activity_map, encoding="utf-8") as file:
            self.trade = sorted(
                ((row["prefix"], row["wholesale"], row["retail"]) for row in csv.DictReader(file)),
                key=lambda row: -len(row[0]))
        folder = os.path.dirname(activity_map)
        with open(os.path.join(folder, "plants.csv"), encoding="utf-8") as file:
            self.plants = [
                (row["plant"], row["process"].split("|"), row["maker"].split("|")) for row in csv.DictReader(file)]
        codes = corpus.codes
        with open(os.path.join(folder, "equipment-makers.csv"), encoding="utf-8") as file:
            rows = [(row["prefix"], row["maker"].split("|")) for row in csv.DictReader(file)]
        self.equipped = [
            (code, max((row for row in rows if code.startswith(row[0])), key=lambda row: len(row[0]))[1])
            for code in codes if any(code.startswith(prefix) for prefix, _ in rows)]
        self.goods = [
            c for c in codes
            if corpus.section[c] == "C" and c[:2] not in ("42", "43") or c[:2] in ("01", "03", "04", "09", "10")]
        # What shops sell, workshops repair and renters let most: goods of households, vehicles, building machines.
        self.shop = [
            c for c in codes if c[:3] in ("385", "387", "391", "392", "395", "396", "361", "375", "377", "376", "151", "152",
                                          "153", "141", "142", "144", "149", "181", "182", "183", "192", "195", "211",
                                          "241", "243", "244", "245", "268", "272", "274", "358", "331", "307", "303",
                                          "012", "014", "015", "016", "136", "131", "133")]
        self.serviced = [
            c for c in codes if c[:3] in ("385", "391", "392", "395", "361", "371", "373", "374", "375", "381", "382", "342",
                                          "351", "357", "401", "341", "343", "344", "358", "211", "195", "403", "347")]
        self.let = [c for c in codes if c[:3] in ("351", "357", "358", "361", "391", "343", "354", "347", "181", "244", "242")]
        self.machines = [c for c in codes if "34" <= c[:2] <= "40"]
        self.food = [c for c in codes if c[:2] in ("01", "04", "13", "14")]
        self.scrap = [c for c in codes if c[:2] in ("17", "22", "29", "30", "31", "32", "33", "36", "38", "39")]

    def texts(self, count, seed, traps=0.28):
        """`count` rows of (text, accepted class numbers, weight)."""
        self.random = random.Random(seed + 8)
        shares = [SECTION_SHARE[self.corpus.section[c]] for c in self.corpus.codes]
        result = []
        while len(result) < count:
            draw = self.random.random()
            made = self.trap() if draw < traps else self.part() if draw < traps + 0.06 else self.plain(shares)
            if made:
                text, codes = made
                text = self.wrapped(text)
                result.append((text, [self.corpus.index[c] for c in codes], 1.0))
        return result

    def wrapped(self, text):
        """The text amid the words that clerks put around every project."""
        r = self.random
        values = {"n": self.number(), "co": self.firm(), "city": r.choice(PLACES)}
        if r.random() < 0.22:
            text = r.choice(BEFORE).format(**values) + text
        if r.random() < 0.28:
            text += r.choice(AFTER).format(**values)
        return text

    def pick(self, code):
        return self.random.choice(self.phrases[code])

    def number(self):
        return str(self.random.choice([1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 60, 100, 200, 500, 1000, 2000]))

    def firm(self):
        r = self.random
        return r.choice(PLACES) + r.choice(FIRM_NAMES) + r.choice(FIRM_KINDS)

    def plain(self, shares):
        """A project of a class, sometimes with inputs, equipment or customers of other classes."""
        r = self.random
        code = r.choices(self.corpus.codes, shares)[0]
        section = self.corpus.section[code]
        if section == "C" and r.random() < 0.2:
            pattern = r.choice(INPUT)
            other = r.choice(self.machines if "台" in pattern or "条" in pattern else self.goods)
            return pattern.format(
                t=self.pick(code), x=self.pick(other), x2=self.pick(other), n=self.number(), u=r.choice(UNITS)), [code]
        if section == "C":
            patterns = MAKE
        elif section == "A":
            patterns = BREED if code[:2] in ("03", "04") else FARM if code[:2] == "01" else SERVE
        else:
            # Services that people walk into have doors on the street; shops have phrases of their own.
            open_to_street = section in "HKLOQ" and r.random() < 0.12
            # Heads that stand behind anything: what is before them decides.
            generic = {"G": LOGISTICS, "I": DIGITAL}.get(section)
            if generic and r.random() < 0.15:
                patterns = generic
            else:
                patterns = MINE if section == "B" else COUNTER if open_to_street else SERVE
        return r.choice(patterns).format(
            t=self.pick(code), t2=self.pick(code), t3=self.pick(code), n=self.number(), u=r.choice(UNITS),
            co=self.firm()), [code]

    def trap(self):
        """The same noun with another activity: trade, research, repair, recycling, haulage …"""
        r = self.random
        code = r.choice(self.goods)
        kind = r.random()
        if 0.24 <= kind < 0.40 and r.random() < 0.6:
            code = r.choice(self.shop)
        if kind < 0.40:
            row = next((row for row in self.trade if code.startswith(row[0])), None)
            if row is None:
                return None
            codes, patterns = ([row[1]], WHOLESALE) if kind < 0.24 else ([row[2]], RETAIL)
        elif kind < 0.50:
            codes = ["7330"] if code[0] == "0" else ["7340", "7320"] if code[:2] == "27" else ["7320"]
            patterns = RESEARCH
        elif kind < 0.56:
            codes, patterns = ["7452"], TESTING
        elif kind < 0.62:
            code = r.choice(self.let if r.random() < 0.6 else self.machines)
            codes = ["7111"] if code[:2] == "36" else [RENTAL_GROUP.get(code[:3], "7119")]
            patterns = RENTAL
        elif kind < 0.70:
            code = r.choice(self.serviced if r.random() < 0.6 else self.machines)
            codes, patterns = [REPAIR_GROUP.get(code[:3]) or REPAIR_CLASS[code[:2]]], REPAIR
        elif kind < 0.76:
            code = r.choice(self.scrap)
            codes = ["4210"] if code[:2] in ("31", "32", "33", "36", "38", "39") else ["4220"]
            patterns = RECYCLING
        elif kind < 0.80:
            code = r.choice(self.machines)
            codes = ["4910"] if code[:2] == "38" else ["4920", "4910", "4999"]
            patterns = INSTALLING
        elif kind < 0.84:
            codes, patterns = ["5292"], ONLINE
        elif kind < 0.86:
            code = r.choice(self.food)
            codes, patterns = ["5432"], COLD_HAUL
        elif kind < 0.89:
            codes, patterns = (["7223"], SECOND_HAND) if r.random() < 0.2 else (["5431"], HAULAGE)
        elif kind < 0.91:
            codes, patterns = ["5990", "5920"], STORAGE
        elif kind < 0.93:
            code = r.choice(self.food)
            codes, patterns = ["5930"], COLD_STORAGE
        elif kind < 0.95:
            codes, patterns = ["7492"] if code[:2] in ("18", "19", "24") else ["7491", "7492"], DESIGN
        elif kind < 0.97:
            codes, patterns = ["6513"], SOFTWARE
        else:
            codes, patterns = ["8391"], TRAINING
        return r.choice(patterns).format(
            x=self.pick(code), x2=self.pick(code), x3=self.pick(code), n=self.number()), codes

    def part(self):
        """The same noun with something of its own behind it: castings, moulds, printing, makers' equipment, the
        first steps after the harvest, the plant that makes it."""
        r = self.random
        kind = r.random()
        if kind < 0.25:
            plant, process, maker = r.choice(self.plants)
            codes, patterns = (process, PROCESS) if r.random() < 0.7 else (maker, PLANT_MAKER)
            return r.choice(patterns).format(
                p=plant, n=self.number(), k=r.choice([6300, 12500, 16500, 25500, 31500, 33000, 40500, 63000])), codes
        if kind < 0.35:
            code = r.choice(self.machines)
            codes, patterns = r.choice(
                [(["3391", "3392"], CASTING), (["3393"], FORGING), (["3525"], MOULD)])
        elif kind < 0.42:
            code, codes, patterns = r.choice(self.food), ["2319"], PRINTING
        elif kind < 0.70:
            code, codes = r.choice(self.equipped)
            patterns = EQUIPMENT
        elif kind < 0.80:
            code = r.choice([code for code in self.corpus.codes if code[:2] == "01"])
            codes, patterns = ["0514"], FIRST_STEPS
        elif kind < 0.86:
            code = r.choice([code for code in self.corpus.codes if code[:3] in ("011", "012", "013", "014")])
            codes, patterns = ["0511"], SEEDS
        elif kind < 0.94:
            code = r.choice(["0311", "0313", "0314", "0312", "0319"])
            codes, patterns = ["1351"], SLAUGHTER
        else:
            code = r.choice(["0321", "0322", "0323", "0329"])
            codes, patterns = ["1352"], POULTRY
        return r.choice(patterns).format(x=self.pick(code), n=self.number()), codes
