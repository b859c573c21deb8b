#!/usr/bin/env python3
"""Learns the weights of the industry coder and writes weights.csv and bias.csv of a weights edition.

  python3 Tools/coding/train.py --catalogs Catalogs --edition Catalogs/coding/weights-1 \
      [--companies dev.csv] [--leads probe.csv] [--synthetic 60000] [--seed 3]

A multinomial logistic regression over the features of features.py. It learns from
  1. every term of the lexicon (the classification's notes, synonyms),
  2. synthetic lead texts that put those terms into the phrases of project lists, traps included (synthetic.py),
  3. labelled development samples, if given: --companies (id,text,label; a label of 2–4 digits stands for all its
     classes), --leads (text,accepted,set; rows of set `blind` are never read).
Fixed seeds: the same inputs give the same file. Needs numpy and scipy.
"""
import argparse
import csv
import math
import os
import sys

import numpy as np
import scipy.sparse as sparse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from corpus import Corpus  # noqa: E402
from features import Featurizer, fold  # noqa: E402
from synthetic import Synthetic  # noqa: E402

MIN_COUNT = 2
BATCH = 256


class Model:
    """Weights of features × classes, with the importance of each feature."""

    def __init__(self, bags, classes):
        counts = {}
        for bag in bags:
            for feature in bag:
                counts[feature] = counts.get(feature, 0) + 1
        names = sorted(feature for feature, count in counts.items() if count >= MIN_COUNT)
        self.number = {feature: index for index, feature in enumerate(names)}
        self.names = names
        # Rounded as the file holds it, so that training and program see the same importance.
        self.idf = np.array(
            [max(1, round(1000 * math.log(len(bags) / (1 + counts[name])) / 8)) / 1000 for name in names], np.float32)
        self.weights = np.zeros((len(names), classes), np.float32)
        self.bias = np.zeros(classes, np.float32)

    def matrix(self, bags):
        ends, columns, values = [0], [], []
        for bag in bags:
            pairs = [(self.number[f], w) for f, w in bag.items() if f in self.number]
            row = np.array([self.idf[i] * w for i, w in pairs], np.float32)
            row /= math.sqrt(float((row ** 2).sum())) + 1e-6
            columns += [i for i, _ in pairs]
            values.extend(row)
            ends.append(len(columns))
        return sparse.csr_matrix(
            (np.array(values, np.float32), np.array(columns, np.int32), ends), shape=(len(bags), len(self.names)))

    def train(self, bags, accepted, weights, epochs, rate, seed, matrix=None, quiet=False):
        """Softmax regression; a row with several accepted classes pulls towards whichever is likeliest among them."""
        random = np.random.default_rng(seed)
        matrix = self.matrix(bags) if matrix is None else matrix
        weights = np.array(weights, np.float32)
        single = np.array([a[0] if len(a) == 1 else -1 for a in accepted])
        for epoch in range(epochs):
            order = random.permutation(len(accepted))
            step = rate * (1 - 0.85 * epoch / epochs) / BATCH
            loss = 0.0
            for start in range(0, len(order), BATCH):
                rows = order[start:start + BATCH]
                part = matrix[rows]
                z = part @ self.weights + self.bias
                z -= z.max(1, keepdims=True)
                np.exp(z, out=z)
                z /= z.sum(1, keepdims=True)
                for k, row in enumerate(rows):
                    if single[row] >= 0:
                        loss -= math.log(z[k, single[row]] + 1e-9)
                        z[k, single[row]] -= 1
                    else:
                        share = z[k, accepted[row]]
                        total = share.sum() + 1e-12
                        loss -= math.log(total)
                        z[k, accepted[row]] -= share / total
                z *= weights[rows][:, None]
                turned = part.T.tocsr()
                touched = np.flatnonzero(np.diff(turned.indptr))
                self.weights[touched] -= step * (turned[touched] @ z)
                self.bias -= 0.01 * step * z.sum(0)
            if not quiet:
                print(f"epoch {epoch + 1}/{epochs} loss {loss / len(order):.3f}", file=sys.stderr, flush=True)

    def write(self, folder, codes, least):
        """Writes all weights whose effect on a text of this one feature is at least `least`."""
        kept = 0
        with open(os.path.join(folder, "weights.csv"), "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["feature", "idf", "weights"])
            for index, name in enumerate(self.names):
                row = self.weights[index]
                strong = np.flatnonzero(np.abs(row) * self.idf[index] > least)
                if not len(strong):
                    continue
                kept += len(strong)
                cells = " ".join(f"{codes[c]}:{round(float(row[c]) * 100)}" for c in strong)
                out.writerow([name, round(float(self.idf[index]) * 1000), cells])
        with open(os.path.join(folder, "bias.csv"), "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["code", "bias"])
            for index, code in enumerate(codes):
                out.writerow([code, f"{self.bias[index]:.4f}"])
        print(f"{kept} weights kept", file=sys.stderr)


def labelled(args, corpus):
    """The development samples as (text, accepted classes, weight, digits of the label)."""
    rows = []
    if args.companies:
        with open(args.companies, encoding="utf-8") as file:
            for row in csv.DictReader(file):
                accepted = [i for i, code in enumerate(corpus.codes) if code.startswith(row["label"])]
                if accepted:
                    rows.append((fold(row["text"]), accepted, args.company_weight, len(row["label"])))
    if args.leads:
        with open(args.leads, encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row.get("set") == "blind":
                    continue
                labels = row["accepted"].split("|")
                accepted = [i for i, code in enumerate(corpus.codes) if any(code.startswith(x) for x in labels)]
                if accepted:
                    rows.append((fold(row["text"]), accepted, args.lead_weight, 4))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogs", required=True)
    parser.add_argument("--edition", required=True)
    parser.add_argument("--companies")
    parser.add_argument("--leads")
    parser.add_argument("--company-weight", type=float, default=6)
    parser.add_argument("--lead-weight", type=float, default=3)
    parser.add_argument("--synthetic", type=int, default=60000)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=160)
    parser.add_argument("--least", type=float, default=0.15)
    parser.add_argument("--folds", type=int, default=0, help="cross-validate on the samples instead of writing")
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()

    corpus = Corpus(args.catalogs)
    featurizer = Featurizer(args.edition)
    examples = corpus.examples()
    tool = os.path.dirname(os.path.abspath(__file__))
    examples += Synthetic(corpus, os.path.join(tool, "activity-map.csv")).texts(args.synthetic, args.seed)
    bags = [featurizer.features(text) for text, _, _ in examples]
    accepted = [a for _, a, _ in examples]
    weights = [w for _, _, w in examples]
    model = Model(bags, len(corpus.codes))
    model.train(bags, accepted, weights, args.epochs, args.rate, args.seed)
    samples = [(featurizer.features(text), a, w, digits) for text, a, w, digits in labelled(args, corpus)]
    # The samples are few: they refine the model amid a random part of what it has already learned.
    part = np.random.default_rng(args.seed).choice(len(bags), min(8000, len(bags)), replace=False)

    def refine(rows):
        model.train(
            [bags[i] for i in part] + [row[0] for row in rows], [accepted[i] for i in part] + [row[1] for row in rows],
            [weights[i] for i in part] + [row[2] for row in rows], 6, args.rate / 2, args.seed, quiet=True)

    if args.folds:
        cross_validate(model, samples, refine, args.folds, corpus.codes)
        return
    if samples:
        refine(samples)
    model.write(args.edition, corpus.codes, args.least)


def cross_validate(model, samples, refine, folds, codes):
    """Accuracy on samples that the refinement has not seen, by level; nothing is written."""
    start, bias = model.weights.copy(), model.bias.copy()
    total, hits = {}, {}
    for fold_number in range(folds):
        model.weights, model.bias = start.copy(), bias.copy()
        refine([row for i, row in enumerate(samples) if i % folds != fold_number])
        for i, (bag, accepted, _, digits) in enumerate(samples):
            if i % folds != fold_number:
                continue
            scores = np.asarray(model.matrix([bag]) @ model.weights).ravel() + model.bias
            ranked = [codes[c] for c in np.argsort(-scores, kind="stable")[:300]]
            labels = {codes[c] for c in accepted}
            for level in range(2, digits + 1):
                wanted = {code[:level] for code in labels}
                found = list(dict.fromkeys(code[:level] for code in ranked))
                total[level] = total.get(level, 0) + 1
                for top in (1, 5):
                    hits[level, top] = hits.get((level, top), 0) + bool(wanted & set(found[:top]))
    for level in (2, 3, 4):
        print(
            f"level {level}: n {total[level]}, first {hits[level, 1] / total[level]:.3f}, "
            f"in five {hits[level, 5] / total[level]:.3f}", file=sys.stderr)


if __name__ == "__main__":
    main()
