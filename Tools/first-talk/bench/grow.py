#!/usr/bin/env python3
"""Multiplies the rows of a register for measuring: the tables have the size of a large register, the chain does not hold.

Usage: grow.py REGISTER.db COPIES

A copy has keys of its own (each times an odd number), so it stands for other subjects, spread over the index as real
ones are; but what is a crowd already (eight under one key: a house, a beginning, a common text) grows along. Filing a million through the program takes hours; this takes minutes and leaves the same trees.
"""
import sqlite3
import sys


def signed(value):
    value &= (1 << 64) - 1
    return value - (1 << 64) if value >> 63 else value


def main():
    path, copies = sys.argv[1], int(sys.argv[2])
    db = sqlite3.connect(path, isolation_level=None)
    db.create_function("other", 2, lambda key, copy: signed(key * (2 * copy + 1) + copy * 0x9E3779B97F4A7C15))
    for line in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000", "temp_store = FILE"):
        db.execute("PRAGMA " + line)
    rows, = db.execute("SELECT max(row) FROM filings").fetchone()
    events, = db.execute("SELECT max(number) FROM events WHERE branch = 0").fetchone()
    seqs, = db.execute("SELECT max(seq) FROM filings").fetchone()
    db.execute("BEGIN")
    for copy in range(1, copies):
        db.execute(
            "INSERT INTO filings SELECT row + ?1 * ?2, id || 'c' || ?1, number, seq + ?1 * ?3, state, filer, acceptor,"
            " submitted, due, protect_to, digest || ?1, body FROM filings WHERE row <= ?2", (copy, rows, seqs))
        db.execute(
            "INSERT INTO subjects SELECT row + ?1 * ?2, investor, uscc, parent, codes, products, amount, phone, text"
            " FROM subjects WHERE row <= ?2", (copy, rows))
        db.execute(
            "INSERT INTO events SELECT branch, number + ?1 * ?2, time, offset, kind, subject || 'c' || ?1, authority,"
            " clerk, rule, before, after, payload, fingerprints, previous, hash FROM events"
            " WHERE branch = 0 AND number <= ?2", (copy, events))
        db.execute(
            "INSERT INTO contacts SELECT branch, event + ?1 * ?2, salt, body FROM contacts"
            " WHERE branch = 0 AND event <= ?2", (copy, events))
    db.execute("CREATE TEMP TABLE grown AS SELECT key, row FROM keys WHERE row <= ?", (rows,))
    db.execute("CREATE TEMP TABLE crowds (key INTEGER PRIMARY KEY)")
    db.execute("INSERT INTO temp.crowds SELECT key FROM keys GROUP BY key HAVING count(*) >= 8")
    for copy in range(1, copies):
        db.execute(
            "INSERT INTO temp.grown SELECT CASE WHEN key IN (SELECT key FROM temp.crowds) THEN key ELSE other(key, ?1)"
            " END, row + ?1 * ?2 FROM keys WHERE row <= ?2", (copy, rows))
    db.execute("INSERT OR IGNORE INTO keys SELECT key, row FROM temp.grown ORDER BY key, row")
    for name in ("seq", "draft"):
        db.execute("UPDATE counters SET value = value * ? WHERE name = ?", (copies, name))
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode = WAL")
    print(db.execute("SELECT count(*) FROM filings").fetchone()[0], "filings")


main()
