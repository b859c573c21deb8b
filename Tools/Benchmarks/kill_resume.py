#!/usr/bin/env python3
"""Kills a long run with SIGKILL at random moments and resumes it, round after round; the output must be that of one run.

  python3 Tools/Benchmarks/kill_resume.py --program .build/release/yinfeng --leads leads.ndjson --rounds 100

Each round starts a new output, kills and resumes the run until it ends by itself, and compares the bytes with those
of an undisturbed run: no row lost, none doubled. Moments come from a seeded generator. Exit status 1 at a difference.
"""
import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--leads", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--flags", default="--task classify --jobs 2 --chunk 4096 --checkpoint-seconds 0.02", help="flags of every run")
    options = parser.parse_args()
    flags = options.flags.split()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        whole, broken = os.path.join(folder, "whole.ndjson"), os.path.join(folder, "broken.ndjson")
        command = [options.program, "batch", "--quiet", "--input", options.leads]
        started = time.perf_counter()
        subprocess.run(command + flags + ["--out", whole], check=True)
        seconds = time.perf_counter() - started
        expected = open(whole, "rb").read()
        kills = resumed = 0
        for number in range(1, options.rounds + 1):
            for path in (broken, broken + ".checkpoint"):
                if os.path.exists(path):
                    os.remove(path)
            first = True
            while True:
                process = subprocess.Popen(
                    command + flags + ["--out", broken] + ([] if first else ["--resume"]), stderr=subprocess.PIPE
                )
                try:
                    # Later tries get more time, so that every round ends.
                    process.wait(chance.uniform(0, seconds * (1.2 if first else 1.6)))
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.wait()
                    kills += 1
                    # Killed before its first checkpoint, a run begins anew.
                    first = not os.path.exists(broken + ".checkpoint")
                    resumed += 0 if first else 1
                    continue
                if process.returncode != 0:
                    sys.exit("round %d: exit status %d: %s" % (number, process.returncode, process.stderr.read().decode()))
                break
            if open(broken, "rb").read() != expected:
                sys.exit("round %d: the output differs" % number)
        print("%d rounds, %d kills, %d resumed, %d bytes equal" % (options.rounds, kills, resumed, len(expected)))


if __name__ == "__main__":
    main()
