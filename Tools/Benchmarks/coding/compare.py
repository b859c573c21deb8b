#!/usr/bin/env python3
"""Codes the same labelled texts with yinfeng and with common search and learning libraries, in one run, one thread.

  python3 Tools/Benchmarks/coding/compare.py --program .build-release/release/yinfeng --gold Tests/Cases/coding/unseen-b.csv \\
      [--gold MORE.csv] [--venv DIR] [--peers bm25s,tantivy,fts5,linearsvc] [--markdown OUT.md]

Every engine gets the same corpus: all terms, names and notes of the catalogues' industry editions, one document a
class. The peers are installed into a virtual environment when it lacks them; one that cannot be installed is left out
and named. Times are CPU time of the process for raw text in, ten classes out: the median of several passes over the
texts after a warm-up. For yinfeng it is the whole program, CSV in and NDJSON with evidence out, less the time of the
same program on one row. Run on a quiet machine: CPU time too grows when the cores are shared.
"""
import argparse
import csv
import datetime
import glob
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

THREADS = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")}
PACKAGES = {"bm25s": ["bm25s"], "tantivy": ["tantivy"], "fts5": [], "linearsvc": ["scikit-learn"]}
RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")


def pieces(text):
    """Pairs of neighbouring characters, Latin words whole."""
    result = []
    for run in RUN.findall(text.lower()):
        if run[0] < "\u3400" or len(run) == 1:
            result.append(run)
        else:
            result += [run[i:i + 2] for i in range(len(run) - 1)]
    return result


def corpus(catalogs):
    """One document a class, and its terms one by one."""
    terms = {}
    with open(os.path.join(catalogs, "industries", "gbt4754-2017", "classes.csv"), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["level"] == "class":
                terms[row["code"]] = [text for text in (row["name"], row["note"]) if text]
    for path in sorted(glob.glob(os.path.join(catalogs, "industries", "*", "terms.csv"))):
        with open(path, encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["kind"] != "excludes" and row["code"] in terms:
                    terms[row["code"]].append(row["term"])
    return terms


def labelled(paths):
    rows = []
    for path in paths:
        with open(path, encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                rows.append((row["text"], row["code"].split("|")))
    return rows


class Bm25s:
    def __init__(self, terms):
        import bm25s
        self.codes = list(terms)
        self.engine = bm25s.BM25()
        self.engine.index([pieces("。".join(terms[code])) for code in self.codes], show_progress=False)

    def ask(self, text, top):
        tokens = [token for token in pieces(text) if token in self.engine.vocab_dict]
        if not tokens:
            return []
        found, _ = self.engine.retrieve([tokens], k=top, show_progress=False, n_threads=0)
        return [self.codes[int(index)] for index in found[0]]


class Tantivy:
    def __init__(self, terms):
        import tantivy
        self.tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("code", stored=True, tokenizer_name="raw")
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema)
        writer = self.index.writer(num_threads=1)
        for code, texts in terms.items():
            writer.add_document(tantivy.Document(code=code, body=" ".join(pieces("。".join(texts)))))
        writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, text, top):
        tokens = list(dict.fromkeys(pieces(text)))
        if not tokens:
            return []
        query, should = self.tantivy.Query, self.tantivy.Occur.Should
        parsed = query.boolean_query([(should, query.term_query(self.schema, "body", token)) for token in tokens])
        hits = self.searcher.search(parsed, top).hits
        return [self.searcher.doc(address)["code"][0] for _, address in hits]


class Fts5:
    def __init__(self, terms):
        import sqlite3
        self.base = sqlite3.connect(":memory:")
        self.base.execute("create virtual table classes using fts5(code unindexed, body, tokenize='unicode61')")
        self.base.executemany(
            "insert into classes values (?, ?)",
            ((code, " ".join(pieces("。".join(texts)))) for code, texts in terms.items()))

    def ask(self, text, top):
        tokens = dict.fromkeys(pieces(text))
        if not tokens:
            return []
        query = " OR ".join('"%s"' % token for token in tokens)
        rows = self.base.execute("select code from classes where classes match ? order by rank limit ?", (query, top))
        return [row[0] for row in rows]


class LinearSvc:
    def __init__(self, terms):
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.svm import LinearSVC
        rows = [(code, text) for code, texts in terms.items() for text in dict.fromkeys(texts)]
        self.vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
        matrix = self.vectors.fit_transform(text for _, text in rows)
        self.model = LinearSVC(C=1.0, max_iter=300).fit(matrix, [code for code, _ in rows])

    def ask(self, text, top):
        import numpy
        scores = self.model.decision_function(self.vectors.transform([text]))[0]
        best = numpy.argpartition(-scores, top)[:top]
        return [str(self.model.classes_[index]) for index in best[numpy.argsort(-scores[best])]]


ENGINES = {"bm25s": Bm25s, "tantivy": Tantivy, "fts5": Fts5, "linearsvc": LinearSvc}


def accuracy(answers, rows):
    """Right first and among five, at two, three and four digits."""
    result = {}
    for level in (2, 3, 4):
        first = five = 0
        for found, (_, codes) in zip(answers, rows):
            wanted = {code[:level] for code in codes}
            distinct = list(dict.fromkeys(code[:level] for code in found))[:5]
            first += bool(distinct) and distinct[0] in wanted
            five += bool(wanted & set(distinct))
        result[level] = (100 * first / len(rows), 100 * five / len(rows))
    return result


def peer(name, catalogs, golds, seconds):
    """Runs in a process of its own and prints one JSON object."""
    rows = labelled(golds)
    terms = corpus(catalogs)
    started = time.process_time()
    engine = ENGINES[name](terms)
    built = time.process_time() - started
    answers = [engine.ask(text, 50) for text, _ in rows]
    passes = []
    ends = time.monotonic() + seconds
    while len(passes) < 3 or time.monotonic() < ends:
        started = time.process_time()
        for text, _ in rows:
            engine.ask(text, 10)
        passes.append(len(rows) / (time.process_time() - started))
    version = "sqlite " + __import__("sqlite3").sqlite_version if name == "fts5" else __import__(
        "importlib.metadata", fromlist=["version"]).version(PACKAGES[name][0])
    print(json.dumps({
        "version": version, "build": built, "speed": statistics.median(passes), "best": max(passes),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "accuracy": accuracy(answers, rows)}))


def ours(program, catalogs, rows, passes=5, copies=60000):
    """The whole program over a list long enough to drown its start."""
    environment = dict(os.environ, YINFENG_CATALOGS=os.path.abspath(catalogs), **THREADS)
    with tempfile.TemporaryDirectory() as folder:
        environment["XDG_CACHE_HOME"] = folder

        def run(count, name, top, sink):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8", newline="") as file:
                out = csv.writer(file, lineterminator="\n")
                out.writerow(["id", "text"])
                for index in range(count):
                    out.writerow([index, rows[index % len(rows)][0]])
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            with open(sink, "wb") as out:
                subprocess.run(
                    [program, "classify", "--input", path, "--text-column", "text", "--top", str(top), "--jobs", "1",
                     "--quiet", "--format", "ndjson"], env=environment, stdout=out, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

        answer = os.path.join(folder, "answer")
        started = run(1, "one.csv", 1, os.devnull)
        run(len(rows), "all.csv", 50, answer)
        with open(answer, encoding="utf-8") as file:
            answers = [[item["code"] for item in json.loads(line)["candidates"]] for line in file]
        start = min(run(1, "one.csv", 1, os.devnull) for _ in range(3))
        speeds = [copies / (run(copies, "many.csv", 10, answer) - start) for _ in range(passes)]
        memory = max_memory(program, os.path.join(folder, "many.csv"), environment)
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    return {"version": version, "build": started, "speed": statistics.median(speeds), "best": max(speeds),
            "memory": memory, "accuracy": accuracy(answers, rows)}


def max_memory(program, path, environment):
    """The largest resident set of one run, in MB, from a child of a fresh process."""
    code = (
        "import resource,subprocess,sys;subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)")
    run = subprocess.run(
        [sys.executable, "-c", code, program, "classify", "--input", path, "--text-column", "text", "--jobs", "1",
         "--quiet", "--format", "ndjson"], env=environment, capture_output=True, text=True, check=True)
    return float(run.stdout)


def install(venv, names):
    """Python of an environment that holds the peers, and those that could not be installed."""
    python = os.path.join(venv, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    missing = []
    for name in names:
        if PACKAGES[name] and subprocess.run(
                [python, "-m", "pip", "install", "--quiet", *PACKAGES[name]], stdout=subprocess.DEVNULL).returncode:
            missing.append(name)
    return python, missing


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "?")
    return "%s, %d cores, load %.1f, Python %s" % (model, os.cpu_count(), os.getloadavg()[0], platform.python_version())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program")
    parser.add_argument("--catalogs", default="Catalogs")
    parser.add_argument("--gold", action="append", required=True)
    parser.add_argument("--venv", default=os.path.join(tempfile.gettempdir(), "yinfeng-coding-peers"))
    parser.add_argument("--peers", default="bm25s,tantivy,fts5,linearsvc")
    parser.add_argument("--seconds", type=float, default=5, help="least time of a peer's passes")
    parser.add_argument("--markdown")
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peer:
        return peer(args.peer, args.catalogs, args.gold, args.seconds)
    rows = labelled(args.gold)
    names = [name for name in args.peers.split(",") if name]
    python, missing = install(args.venv, names)
    results = {"yinfeng": ours(args.program, args.catalogs, rows)} if args.program else {}
    for name in names:
        if name in missing:
            continue
        command = [python, os.path.abspath(__file__), "--peer", name, "--catalogs", args.catalogs, "--seconds",
                   str(args.seconds)]
        for gold in args.gold:
            command += ["--gold", gold]
        run = subprocess.run(command, env=dict(os.environ, **THREADS), capture_output=True, text=True)
        if run.returncode:
            missing.append(name)
            print("%s: %s" % (name, run.stderr.strip().splitlines()[-1:]), file=sys.stderr)
        else:
            results[name] = json.loads(run.stdout.splitlines()[-1])
    lines = ["%s; %s; %d texts" % (datetime.date.today().isoformat(), machine(), len(rows)), "",
             "| engine | version | 2 digits @1 / 5 | 3 digits @1 / 5 | 4 digits @1 / 5 | texts a CPU second (best) | memory MB |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    for name, result in results.items():
        shares = [result["accuracy"].get(level) or result["accuracy"][str(level)] for level in (2, 3, 4)]
        lines.append("| %s | %s | %s | %s (%s) | %d |" % (
            name, result["version"], " | ".join("%.1f / %.1f" % tuple(share) for share in shares),
            format(round(result["speed"]), ","), format(round(result["best"]), ","), round(result["memory"])))
    if missing:
        lines += ["", "Not run: " + ", ".join(missing)]
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if args.markdown:
        with open(args.markdown, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
