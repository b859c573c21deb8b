"""Synthetic lead texts: lexicon terms in the phrases of project lists, with the traps that real lists hold.

Everything is drawn from the catalogues and the phrase lists below; no real project stands behind a text.
"""
import csv
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
    "从事{t}、{t2}的研发、生产、销售", "高端{t}", "{t}项目",
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
WHOLESALE = [
    "{x}批发", "{x}贸易", "{x}批发市场", "{x}销售公司", "{x}经销", "{x}进出口贸易", "{x}分销", "{x}、{x2}批发", "{x}交易市场", "{x}贸易公司",
    "{x}代理经销", "{x}进口贸易", "从事{x}、{x2}贸易", "{x}批发城", "{x}经销商",
]
RETAIL = [
    "{x}零售", "{x}零售店", "{x}连锁店", "{x}专卖店", "{x}门店", "{x}卖场", "{x}连锁零售", "{x}体验店",
]
RESEARCH = [
    "{x}研发中心", "{x}研究院", "{x}技术研究", "{x}研发", "{x}中试基地", "{x}工程技术研究中心", "{x}材料研究", "{x}新技术研发平台",
]
TESTING = [
    "{x}检测", "{x}检测中心", "{x}检验检测", "{x}质量检测实验室", "{x}检测服务",
]
RENTAL = [
    "{x}租赁", "{x}出租", "{x}租赁公司", "{x}经营租赁",
]
REPAIR = [
    "{x}维修", "{x}修理", "{x}维修服务", "{x}检修", "{x}维修保养", "{x}大修", "{x}再制造维修",
]
RECYCLING = [
    "废旧{x}回收利用", "废{x}回收再生", "{x}回收拆解", "报废{x}拆解", "废{x}综合利用", "废旧{x}再生利用",
]
INSTALLING = [
    "{x}安装", "{x}安装工程", "{x}安装调试", "{x}安装公司",
]
ONLINE = [
    "{x}直播电商", "{x}网上销售", "{x}电商", "{x}网店", "{x}直播带货", "{x}线上销售",
]
COLD_HAUL = [
    "{x}冷链运输", "{x}冷藏运输",
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
REPAIR_GROUP = {"371": "4341", "372": "4341", "373": "4342", "374": "4343", "385": "8132", "391": "8121", "392": "8122", "395": "8131"}
RENTAL_GROUP = {"358": "7115", "357": "7112", "351": "7113", "391": "7114", "392": "7114"}


class Synthetic:
    """Draws texts with a fixed seed."""

    def __init__(self, corpus, activity_map):
        self.corpus = corpus
        self.phrases = corpus.phrases()
        with open(activity_map, encoding="utf-8") as file:
            self.trade = sorted(
                ((row["prefix"], row["wholesale"], row["retail"]) for row in csv.DictReader(file)),
                key=lambda row: -len(row[0]))
        codes = corpus.codes
        self.goods = [
            c for c in codes
            if corpus.section[c] == "C" and c[:2] not in ("42", "43") or c[:2] in ("01", "03", "04", "09", "10")]
        self.machines = [c for c in codes if "34" <= c[:2] <= "40"]
        self.food = [c for c in codes if c[:2] in ("01", "04", "13", "14")]
        self.scrap = [c for c in codes if c[:2] in ("17", "22", "29", "30", "31", "32", "33", "36", "38", "39")]

    def texts(self, count, seed, traps=0.28):
        """`count` rows of (text, accepted class numbers, weight)."""
        self.random = random.Random(seed + 8)
        shares = [SECTION_SHARE[self.corpus.section[c]] for c in self.corpus.codes]
        result = []
        while len(result) < count:
            made = self.trap() if self.random.random() < traps else self.plain(shares)
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
            patterns = MINE if section == "B" else SERVE
        return r.choice(patterns).format(
            t=self.pick(code), t2=self.pick(code), t3=self.pick(code), n=self.number(), u=r.choice(UNITS),
            co=self.firm()), [code]

    def trap(self):
        """The same noun with another activity: trade, research, repair, recycling, haulage …"""
        r = self.random
        code = r.choice(self.goods)
        kind = r.random()
        if kind < 0.40:
            row = next((row for row in self.trade if code.startswith(row[0])), None)
            if row is None:
                return None
            codes, patterns = ([row[1]], WHOLESALE) if kind < 0.26 else ([row[2]], RETAIL)
        elif kind < 0.50:
            codes = ["7330"] if code[0] == "0" else ["7340", "7320"] if code[:2] == "27" else ["7320"]
            patterns = RESEARCH
        elif kind < 0.56:
            codes, patterns = ["7452"], TESTING
        elif kind < 0.62:
            code = r.choice(self.machines)
            codes = ["7111"] if code[:2] == "36" else [RENTAL_GROUP.get(code[:3], "7119")]
            patterns = RENTAL
        elif kind < 0.70:
            code = r.choice(self.machines)
            codes, patterns = [REPAIR_GROUP.get(code[:3], REPAIR_CLASS[code[:2]])], REPAIR
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
            codes, patterns = ["5431"], HAULAGE
        elif kind < 0.91:
            codes, patterns = ["5990", "5920"], STORAGE
        elif kind < 0.93:
            code = r.choice(self.food)
            codes, patterns = ["5930"], COLD_STORAGE
        elif kind < 0.95:
            codes, patterns = ["7492", "7491"], DESIGN
        elif kind < 0.97:
            codes, patterns = ["6513"], SOFTWARE
        else:
            codes, patterns = ["8391"], TRAINING
        return r.choice(patterns).format(x=self.pick(code), x2=self.pick(code)), codes
