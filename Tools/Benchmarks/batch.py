#!/usr/bin/env python3
"""Measures long lists: ours at several sizes and jobs, and any other programs on the same file, in one go.

  python3 Tools/Benchmarks/batch.py --program .build/release/yinfeng --leads leads.ndjson --rows 10000,100000,1000000 \\
      --jobs 1,2 --tasks classify,rank --peer 'polars=python3 peer.py --leads {leads} --procs 2'

Wall time, CPU time and the largest memory come from the operating system: the process's own for ours, the sum of
proportional set sizes over the process tree, sampled, for programs of several processes. `{leads}` in a peer's command
becomes the cut list; a list that is too short begins again. Prints a Markdown table; `--out` keeps one JSON line a
measurement.
"""
import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import threading
import time


def tree_memory(root):
    """The proportional set size of a process and its descendants, in MB."""
    children = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open("/proc/%s/stat" % name) as file:
                children.setdefault(int(file.read().rsplit(")", 1)[1].split()[1]), []).append(int(name))
        except (OSError, IndexError, ValueError):
            continue
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, [])
        try:
            with open("/proc/%d/smaps_rollup" % process) as file:
                total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except (OSError, StopIteration, ValueError):
            continue
    return total / 1024


def measure(command, environment):
    peak = [0.0]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    done = threading.Event()

    def watch():
        while not done.wait(0.2):
            peak[0] = max(peak[0], tree_memory(process.pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    errors = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    done.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit("status %d: %s\n%s" % (process.returncode, " ".join(command), errors[-2000:]))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, peak[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--leads", required=True)
    parser.add_argument("--rows", default="10000,100000")
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--tasks", default="classify,rank", help="classify, rank, rank+check1, rank+brief, …")
    parser.add_argument("--flags", default="", help="more flags for ours, such as --map text=content")
    parser.add_argument("--peer", action="append", default=[], help="NAME=COMMAND with {leads}")
    parser.add_argument("--discard", action="store_true", help="throw our output away: a million ranks are 7 GB")
    parser.add_argument("--out")
    options = parser.parse_args()
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    environment = dict(os.environ)
    environment.setdefault("YINFENG_CATALOGS", os.path.join(root, "Catalogs"))
    log = open(options.out, "a", encoding="utf-8") if options.out else None
    print("| what | jobs | rows | wall s | CPU s | rows/s | largest RSS MB | tree PSS MB |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for rows in [int(text) for text in options.rows.split(",")]:
            leads = os.path.join(folder, "leads-%d.ndjson" % rows)
            with open(options.leads, "rb") as source, open(leads, "wb") as target:
                for _ in range(rows):
                    line = source.readline()
                    if not line:
                        source.seek(0)
                        line = source.readline()
                    target.write(line)
            runs = []
            for task in options.tasks.split(","):
                flags = ["--task", task.split("+")[0]]
                for extra in task.split("+")[1:]:
                    flags += ["--check-top", extra[5:]] if extra.startswith("check") else ["--" + extra]
                flags += shlex.split(options.flags)
                for jobs in options.jobs.split(","):
                    out = os.path.join(folder, "out.ndjson")
                    command = [options.program, "batch", "--quiet", "--input", leads, "--jobs", jobs]
                    command += [] if options.discard else ["--out", out]
                    runs.append(("yinfeng " + task, jobs, command + flags))
            for peer in options.peer:
                name, _, command = peer.partition("=")
                runs.append((name, "", shlex.split(command.replace("{leads}", leads))))
            for name, jobs, command in runs:
                wall, cpu, resident, tree = measure(command, environment)
                print(
                    "| %s | %s | %d | %.1f | %.1f | %d | %.0f | %.0f |"
                    % (name, jobs, rows, wall, cpu, rows / wall, resident, tree),
                    flush=True,
                )
                if log:
                    record = dict(what=name, jobs=jobs, rows=rows, wall=wall, cpu=cpu, rss=resident, pss=tree)
                    log.write(json.dumps(record, ensure_ascii=False) + "\n")
                    log.flush()


if __name__ == "__main__":
    main()
