"""The lexicon of the catalogues as training material."""
import csv
import glob
import os
import re

from features import fold

KIND_WEIGHT = {"name": 2.0, "synonym": 2.0, "activity": 2.0}


class Corpus:
    """Classes, their terms, their places in the tree."""

    def __init__(self, catalogs):
        self.root = catalogs
        folder = os.path.join(catalogs, "industries")
        with open(os.path.join(folder, "gbt4754-2017", "classes.csv"), encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.name = {row["code"]: fold(row["name"]) for row in rows}
        self.note = {row["code"]: fold(row["note"]) for row in rows}
        parent = {row["code"]: row["parent"] for row in rows}
        self.codes = sorted(row["code"] for row in rows if row["level"] == "class")
        self.index = {code: i for i, code in enumerate(self.codes)}
        self.section = {}
        for code in self.codes:
            top = code
            while parent.get(top):
                top = parent[top]
            self.section[code] = top
        tool = os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(tool, "activity-words.csv"), encoding="utf-8") as file:
            self.activity_words = [
                (row["prefix"], row["words"].split("|"), row["suffix"]) for row in csv.DictReader(file)]
        self.terms = []  # (code, term, kind)
        for path in sorted(glob.glob(os.path.join(folder, "*", "terms.csv"))):
            with open(path, encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    if row["kind"] != "excludes" and row["code"] in self.index:
                        term = self.with_activity(row["code"], fold(row["term"]), row["kind"])
                        self.terms.append((row["code"], term, row["kind"]))

    def with_activity(self, code, term, kind):
        """The notes of trade, rental and repair classes name bare goods; a good named alone belongs to its maker, so
        such a term is learned with the word of its activity."""
        if kind in ("includes", "name"):
            for prefix, words, suffix in self.activity_words:
                if code.startswith(prefix):
                    return term if any(word in term for word in words) else term + suffix
        return term

    def covered(self, labels):
        """The numbers of the classes under any of these codes."""
        return [i for i, code in enumerate(self.codes) if any(code.startswith(label) for label in labels)]

    def neighbours(self):
        """(text, accepted classes, weight) from other catalogues that name goods or trades beside industry codes:
        chain links and their products, the pollution list's products, items of statistical lists, common names."""
        split = re.compile("[;|、,；]")
        found = {}

        def add(text, labels):
            text = fold(text.strip())
            labels = [label.lstrip("ABCDEFGHIJKLMNOPQRST") for label in labels if label.strip()]
            if 2 <= len(text) <= 40 and labels:
                found.setdefault(text, set()).update(labels)

        def read(pattern):
            for path in sorted(glob.glob(os.path.join(self.root, pattern))):
                with open(path, encoding="utf-8") as file:
                    yield from csv.DictReader(file)

        for row in read("chains/*/nodes.csv"):
            labels = split.split(row["gbt4754"])[:1]
            for text in [row["node"]] + split.split(row["products"]):
                add(text, labels)
        for row in read("lists/pollution-*/products.csv"):
            add(row["product"], split.split(row["industries"]))
        for row in read("industries/*/items.csv"):
            if "industry" in row and row.get("partial") == "no" and row.get("verified") == "yes":
                add(row["name"], split.split(row["industry"]))
        codes = {}
        for row in read("industries/common-names/codes.csv"):
            if row["scope"] != "wide":
                codes.setdefault(row["name"], []).append(row["code"])
        for row in read("industries/common-names/names.csv"):
            for text in [row["name"]] + row["aliases"].split("|"):
                add(text, [code for code in codes.get(row["name"], []) if code.isdigit()])
        result = []
        for text in sorted(found):
            accepted = self.covered(found[text])
            if 0 < len(accepted) <= 60:
                result.append((text, accepted, 1.0))
        return result

    def examples(self):
        """(text, accepted classes, weight) of every term, name and note."""
        result = [(term, [self.index[code]], KIND_WEIGHT.get(kind, 1.0)) for code, term, kind in self.terms]
        for code in self.codes:
            result.append((self.name[code], [self.index[code]], 2.0))
            if self.note[code]:
                result.append((self.note[code], [self.index[code]], 1.0))
        return result + self.neighbours()

    def phrases(self):
        """Per class the terms that can stand in a sentence; synonyms three times, as people say them most."""
        awkward = re.compile(r"[()]|其他|类$|^[a-z0-9]{1,2}$")
        result = {code: [] for code in self.codes}
        for code, term, kind in self.terms:
            if 2 <= len(term) <= 14 and not awkward.search(term):
                result[code] += [term] * (3 if kind in ("synonym", "activity") else 1)
        for code, terms in result.items():
            if not terms:
                terms.append(re.sub("(制造|加工|生产|业)$", "", self.name[code]))
        return result
