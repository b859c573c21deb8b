#!/usr/bin/env python3
"""Writes the parity cases of the feature extraction: python3 Tools/coding/parity.py EDITION > feature-parity.csv"""
import csv
import sys

from features import Featurizer, fold

TEXTS = [
    "以电解铝液、再生铝为原料，压铸生产新能源汽车电机壳体",
    "购置数控车床30台、磨床12台，加工汽车转向节和轮毂轴承",
    "昆明某某物流公司投资建设鲜花饼食品厂",
    "利用磷矿浮选尾矿生产建筑用砖",
    "综合利用磷石膏生产纸面石膏板",
    "引进全自动灌装机4条，建设矿泉水生产线",
    "年产10GWh储能电池及电池PACK生产基地项目",
    "产品用于新能源汽车和储能",
    "铝型材，用于生产光伏边框",
    "融资租赁公司",
    "新增注塑机 50 余台用于生产家用塑料盆",
    "(一期)LED、OLED显示屏;二期:驱动IC",
    "生产速冻水饺，建设生产车间、办公楼、原料仓库，配套冷库",
    "标准厂房建设与园区运营",
    "",
]


def main():
    featurizer = Featurizer(sys.argv[1])
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["text", "roles", "features"])
    for raw in TEXTS:
        if not raw:
            continue
        text = fold(raw)
        roles = " ".join(str(round(weight * 100)) for weight in featurizer.roles(text))
        out.writerow([raw, roles, " ".join(sorted(featurizer.features(text)))])


if __name__ == "__main__":
    main()
