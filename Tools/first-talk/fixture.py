#!/usr/bin/env python3
"""Makes the small register that the migration tests open: Tests/Cases/firsttalk/register-1.db.

Usage: fixture.py PROGRAM OUT.db

PROGRAM is the release whose files are to be kept: run this once a schema version, with the last program of it, and
never again. Two filings of one subject, one accepted and one contested, and a third with progress.
"""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

from harness import record


def main():
    program, out = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        register = os.path.join(folder, "register.db")

        def run(verb, *more, who="532800", at="2026-03-11"):
            done = subprocess.run(
                [program, "firsttalk", verb, *more, "--register", register, "--as", who, "--clerk", "试验", "--at",
                 at + "T10:00:00+08:00", "--format", "ndjson"], capture_output=True, text=True)
            if done.returncode != 0:
                sys.exit(f"{verb}: {done.stdout}{done.stderr}")
            return json.loads(done.stdout.splitlines()[0])

        def write(number, subject):
            path = os.path.join(folder, f"{number}.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(record(number, subject), file, ensure_ascii=False)
            return path

        run("init", at="2026-03-02")
        first = run("file", "--record", write(1, 7), who="532822")["no"]
        run("accept", first, at="2026-03-12")
        run("file", "--record", write(2, 7), who="532801", at="2026-03-13")
        other = run("file", "--record", write(3, 8), who="532823", at="2026-03-13")["no"]
        run("accept", other, at="2026-03-13")
        run("progress", other, "--kind", "选址", "--date", "2026-03-16", who="532823", at="2026-03-16")
        # One file without a log beside it.
        with sqlite3.connect(register) as held:
            held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            held.execute("PRAGMA journal_mode = DELETE")
            held.execute("VACUUM")
        held.close()
        os.replace(register, out)


if __name__ == "__main__":
    main()
