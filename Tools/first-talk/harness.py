#!/usr/bin/env python3
"""Crash and race harness of the first-talk register: real processes, one file, kill -9 at random moments.

Usage: harness.py PROGRAM [--rounds 50] [--processes 16] [--seed 1] [crash|race|all]

crash: each round starts a filing and kills it after a random time; then the register must open, every acknowledged
       filing must be there, the chain must verify and no serial or seq may be missing or doubled.
race:  many processes file at once, two of them the same subject: all are numbered, exactly one order, both contested.
"""
import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

AUTHORITIES = ["532822", "532801", "532823", "530181", "530300", "532300", "532500", "532600"]


def record(number, subject=None):
    """A complete record; its investor and content differ by `subject` (by `number` when none is given)."""
    subject = number if subject is None else subject
    word = "".join("甲乙丙丁戊己庚辛壬癸"[int(c)] for c in f"{subject:06d}")
    return {
        "project_name": f"{word}项目（示例）", "investor_name": f"云南{word}食品有限公司",
        "investor_uscc_reason": "示例，无信用代码", "investor_region": "云南省", "investor_intro": "虚构的示例企业",
        "top500_kind": "否", "investor_contact_name": "张某", "investor_contact_phone": f"139{subject:08d}",
        "content": f"{word}拟新建食品精深加工生产线两条，年产三千吨，配套仓储、检测中心和标准化车间一座。",
        "products": [f"{word}食品3000吨/年"], "process": "分选—清洗—加工—包装", "industry_code": "1411",
        "total_invest": 30000, "fixed_invest": 24000, "land_area": 45, "land_mode": "新增", "energy_tce": 860,
        "pollutants": "COD 2.1吨/年", "revenue_year": 18000, "output_year": 18600, "tax_year": 760,
        "first_talk_date": "2026-03-10", "talk_place": "投资促进局", "talk_mode": "来访", "our_people": ["岩某"],
        "their_people": ["王某"],
        "talk_summary": "投资方一行来访，介绍企业概况与加工设想，双方就年产规模、总投资约三亿元、用地四十五亩、原料保障和用工条件初步交换了意见，约定两周内踏勘地块并提交项目建议书。",
        "evidence": [{"kind": "洽谈纪要", "date": "2026-03-10", "sha256": f"{subject:064x}"}], "stage": "意向",
        "other_contacts": "否", "signed": "否", "secrecy": "内部", "clerk": "岩温", "checker": "玉香",
    }


class Harness:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.register = os.path.join(folder, "talks.db")
        self.run("init")

    def command(self, verb, *more, authority="530000"):
        return [self.program, "firsttalk", verb, *more, "--register", self.register, "--as", authority,
                "--clerk", "试验", "--at", "2026-03-11T10:00:00+08:00", "--format", "ndjson"]

    def run(self, verb, *more, authority="530000"):
        done = subprocess.run(self.command(verb, *more, authority=authority), capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{verb} exits {done.returncode}: {done.stdout}{done.stderr}")
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    def write(self, number, subject=None):
        path = os.path.join(self.folder, f"{number}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(record(number, subject), file, ensure_ascii=False)
        return path

    def check(self, acknowledged):
        self.run("verify")
        lines = [line for line in self.run("list") if line.get("seq") is not None]
        seqs = [line["seq"] for line in lines]
        if seqs != list(range(1, len(seqs) + 1)):
            sys.exit(f"seq is not gap-free: {seqs}")
        held = {line["no"]: line for line in lines}
        for no in acknowledged:
            if no not in held:
                sys.exit(f"acknowledged {no} is lost")
        return held


def crash(program, rounds, seed):
    generator = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        harness = Harness(program, folder)
        acknowledged, killed = set(), 0
        started = time.monotonic()
        harness.run("file", "--record", harness.write(0), authority=AUTHORITIES[0])
        span = time.monotonic() - started
        for number in range(1, rounds + 1):
            path = harness.write(number)
            process = subprocess.Popen(
                harness.command("file", "--record", path, authority=AUTHORITIES[number % len(AUTHORITIES)]),
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            time.sleep(generator.random() * span * 1.2)
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
            output = process.communicate()[0]
            for line in output.splitlines():
                if line.startswith("{") and line.endswith("}") and json.loads(line).get("no"):
                    acknowledged.add(json.loads(line)["no"])
            if number % 10 == 0 or number == rounds:
                harness.check(acknowledged)
        held = harness.check(acknowledged)
        print(f"crash: {rounds} rounds, {killed} killed, {len(acknowledged)} acknowledged, {len(held)} held, none lost")


def race(program, processes, seed):
    with tempfile.TemporaryDirectory() as folder:
        harness = Harness(program, folder)
        # The first two are one subject by two counties, the rest are subjects of their own.
        jobs = [(harness.write(n, 1 if n < 2 else n), AUTHORITIES[n % len(AUTHORITIES)]) for n in range(processes)]

        def file(job):
            return harness.run("file", "--record", job[0], authority=job[1])[0]

        with ThreadPoolExecutor(processes) as pool:
            lines = list(pool.map(file, jobs))
        held = harness.check({line["no"] for line in lines})
        pair = [held[lines[0]["no"]], held[lines[1]["no"]]]
        if not all(line["contested"] for line in pair) or pair[0]["seq"] == pair[1]["seq"]:
            sys.exit(f"the two of one subject are not both contested in one order: {pair}")
        if any(held[line["no"]]["contested"] for line in lines[2:]):
            sys.exit("a subject of its own is contested")
        print(f"race: {processes} processes, {len(held)} filings, one order, the pair contested")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("what", nargs="?", default="all", choices=["crash", "race", "all"])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.what in ("crash", "all"):
        crash(options.program, options.rounds, options.seed)
    if options.what in ("race", "all"):
        for turn in range(max(1, options.rounds // 10)):
            race(options.program, options.processes, options.seed + turn)


if __name__ == "__main__":
    main()
