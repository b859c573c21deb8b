"""What the smoke of the Spark job needs: a list, the list as a table, the comparison with the plain program's lines."""
import csv
import json
import sys


def leads(source, target, count=3000):
    """A list of leads from a few real ones, with a broken line and a blank one among them."""
    with open(source, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(target, "w", encoding="utf-8") as file:
        for number in range(count):
            row = {key: value for key, value in rows[number % len(rows)].items() if key and value}
            row["项目编号"] = "S%05d" % number
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
            if number == count // 3:
                file.write('{"content": broken\n\n')


def convert(source, target, clean):
    """The readable lines of a list as Parquet or CSV, and as a list of their own."""
    import pandas

    rows = []
    for line in open(source, encoding="utf-8"):
        try:
            row = json.loads(line)
        except ValueError:
            continue
        rows.append({key: str(value) for key, value in row.items()})
    frame = pandas.DataFrame(rows)
    if target.endswith(".csv"):
        frame.to_csv(target, index=False)
    else:
        frame.to_parquet(target)
    with open(clean, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def compare(parquet, plain, title):
    """Ends with status 1 at the first row that differs."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(parquet, columns=["row", "line"]).to_pylist()
    spark = [row["line"] for row in sorted(table, key=lambda row: row["row"])]
    expected = open(plain, encoding="utf-8").read().split("\n")[:-1]
    if spark != expected:
        bad = next((i for i, pair in enumerate(zip(spark, expected)) if pair[0] != pair[1]), None)
        sys.exit("%s: differs at row %s of %d/%d" % (title, bad, len(spark), len(expected)))
    print("%s: %d rows equal" % (title, len(expected)))


if __name__ == "__main__":
    {"leads": leads, "convert": convert, "compare": compare}[sys.argv[1]](*sys.argv[2:])
