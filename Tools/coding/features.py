"""Features of a text, exactly as Sources/YinfengIndex/Coding (RoleMarker, FeatureExtractor) computes them.

A parity case (Tests/Cases/coding/feature-parity.csv) keeps the two implementations together.
"""
import csv
import os
import re
import unicodedata

RUN = re.compile("[\u3400-\u9fff]+|[a-z]+")
CLAUSE_END = set(",。;:!?\n")
ROLE_KEYS = {"company": "role.company", "input": "role.input", "equipment": "role.equipment", "use": "role.use",
             "facility": "role.facility", "side": "role.side"}


def fold(text):
    """NFKC, lower case, blanks; traditional characters are left to the program (training text is simplified)."""
    return unicodedata.normalize("NFKC", text).lower().replace("\t", " ").replace("\n", " ").replace("\r", " ")


def han(char):
    return "\u3400" <= char <= "\u9fff"


class Featurizer:
    """Holds the cues and role weights of a weights edition."""

    def __init__(self, folder):
        self.cues = {}
        with open(os.path.join(folder, "cues.csv"), encoding="utf-8") as file:
            for row in csv.DictReader(file):
                self.cues.setdefault(row["kind"], set()).add(row["cue"])
        self.longest = {kind: max(map(len, words)) for kind, words in self.cues.items()}
        with open(os.path.join(folder, "parameters.csv"), encoding="utf-8") as file:
            self.parameters = {row["key"]: float(row["value"]) for row in csv.DictReader(file)}

    def length(self, text, kind, place):
        words = self.cues[kind]
        for size in range(min(self.longest[kind], len(text) - place), 0, -1):
            if text[place:place + size] in words:
                return size
        return 0

    def roles(self, text):
        """The weight of each character by its role."""
        count = len(text)
        weights = [1.0] * count
        before = [0]
        for char in text:
            before.append(before[-1] + han(char))
        role = {name: self.parameters[key] for name, key in ROLE_KEYS.items()}

        def han_count(start, end):
            return 0 if end <= start else before[end] - before[start]

        def lower(start, end, weight):
            for place in range(start, end):
                weights[place] = min(weights[place], weight)

        def clause_end(start):
            while start < count and text[start] not in CLAUSE_END:
                start += 1
            return start

        for place in range(count):
            size = self.length(text, "company", place)
            if size:
                end = place + size
                if end < count and self.length(text, "after-company", end) and han_count(end, count) >= 5:
                    start = place
                    while start > 0 and text[start - 1] not in CLAUSE_END and text[start - 1] != "、" \
                            and place - start < 24:
                        start -= 1
                    lower(start, end, role["company"])
            size = self.length(text, "input-close", place)
            if size:
                end = place + size
                start = place
                while start > 0 and text[start - 1] not in CLAUSE_END and place - start < 40:
                    start -= 1
                opens = text.rfind("以", start, place)
                if opens < 0:
                    opens = text.rfind("用", start, place)
                if opens < 0:
                    opens = start
                if han_count(end, count) >= 3 or opens - start >= 4:
                    lower(opens, end, role["input"])
            size = self.length(text, "input-open", place)
            if size and not (place >= 2 and self.length(text, "reuse", place - 2) == 2):
                end = place + size
                verb = end
                while verb < count and text[verb] not in CLAUSE_END and verb - end < 24:
                    step = self.length(text, "input-verb", verb)
                    if step and verb > end:
                        if han_count(verb + step, count) >= 2:
                            lower(place, verb, role["input"])
                        break
                    verb += 1
            for kind in ("equipment", "counted-equipment"):
                size = self.length(text, kind, place)
                if not size:
                    continue
                start = place + size
                end = clause_end(start)
                counted = kind == "counted-equipment"
                if counted and not self.has_count(text, start, end):
                    continue
                stop = end
                if not counted:
                    for verb in range(start, end):
                        if self.length(text, "input-verb", verb) == 2 and self.length(text, "tail", verb) >= 2:
                            if han_count(verb + 2, end) >= 2:
                                use = verb - 2 >= start and self.length(text, "use", verb - 2) == 2
                                stop = verb - 2 if use else verb
                            break
                if han_count(0, place) + han_count(stop, count) >= 3:
                    lower(place, stop, role["equipment"])
            size = self.length(text, "use", place)
            if size and not any(
                    self.length(text, "input-verb", next) == 2 and self.length(text, "tail", next) >= 2
                    for next in range(place, min(count, place + size + 2))):
                lower(place, clause_end(place + size), role["use"])
            if self.length(text, "side", place) and han_count(0, place) >= 4:
                lower(place, clause_end(place), role["side"])
        making = False
        place = 0
        while place < count and not making:
            facility = self.length(text, "facility", place)
            if not facility:
                making = self.length(text, "maker", place) > 0
            place += max(1, facility)
        if making:
            for place in range(count):
                size = self.length(text, "facility", place)
                lower(place, place + size, role["facility"])
        return weights

    def has_count(self, text, start, end):
        for place in range(start, end):
            if not ("0" <= text[place] <= "9"):
                continue
            next = place + 1
            while next < end and text[next] == " ":
                next += 1
            if next < end and text[next] in "余多":
                next += 1
            if next < end and self.length(text, "count", next):
                return True
        return False

    def features(self, text):
        """Feature → weight; `text` is folded."""
        weights = self.roles(text)
        found = {}

        def add(feature, weight):
            if found.get(feature, 0) < weight:
                found[feature] = weight

        for run in RUN.finditer(text):
            start, end = run.span()
            if not han(text[start]):
                add(run.group(), min(weights[start:end]))
                continue
            for place in range(start, end):
                for size in (1, 2, 3):
                    if place + size <= end:
                        add(text[place:place + size], min(weights[place:place + size]))
            place = start
            while place < end:
                tail = self.length(text, "tail", place)
                if tail and place + tail <= end:
                    if place > start:
                        self.head(text, start, place, weights, add)
                    place += tail
                else:
                    place += 1
            self.head(text, start, end, weights, add)
        return found

    @staticmethod
    def head(text, start, end, weights, add):
        for size in (1, 2):
            if end - size >= start:
                add("$" + text[end - size:end], min(weights[end - size:end]))
