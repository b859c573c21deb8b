#!/usr/bin/env python3
"""Scores a list of leads on a Spark cluster with the same program that scores it on one machine.

  python3 yinfeng_spark.py --archive yinfeng.tar.gz --input leads.ndjson --output out.parquet --master 'local[2]'

Input: NDJSON (read as lines, so that bad lines keep their place), CSV or Parquet by extension. Output: Parquet with the
row's number, the typed columns that most queries ask for, and the whole line as the program wrote it. Each partition
runs one long-lived `yinfeng batch`; lines go in numbered, so that a row's number does not depend on where partitions
are cut, and a task that is run again writes the same rows.
"""
import argparse
import os
import subprocess
import sys
import threading
import time

RANK = (
    "id string, cut int, refused int, error struct<row:long,column:string,value:string,message:string>, "
    "lead struct<name:string,investor:string,industry:string,industry_name:string,confidence:double,synthetic:boolean>, "
    "ranks array<struct<park:struct<code:string,name:string>,rank:int,score:double,verdict:string,so_far:string,"
    "profile:string>>"
)
CLASSIFY = (
    "id string, error struct<row:long,column:string,value:string,message:string>, abstain boolean, because string, "
    "candidates array<struct<code:string,name:string,level:string,score:double,confidence:double>>, "
    "activities array<struct<code:string,share:double>>"
)
CHECK = (
    "id string, error struct<row:long,column:string,value:string,message:string>, "
    "park struct<code:string,name:string>, verdict string, so_far string, "
    "clauses array<struct<rule:string,result:string,required:string,found:string,margin:string>>"
)
SCHEMAS = {"rank": RANK, "classify": CLASSIFY, "check": CHECK}


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", required=True, help="made by Tools/spark/pack; a path or a URL that every node reads")
    parser.add_argument("--input", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--master", default=None, help="local[2], local-cluster[2,1,1024]; unset under spark-submit")
    parser.add_argument("--task", choices=sorted(SCHEMAS), default="rank")
    parser.add_argument("--partitions", type=int, default=0, help="0 = as the files are cut")
    parser.add_argument("--jobs", type=int, default=1, help="workers a process; 1 when Spark uses every core")
    parser.add_argument("--rows-per-batch", type=int, default=2000)
    parser.add_argument("--flags", default="", help="more flags for `yinfeng batch`, in one string")
    parser.add_argument("--kill-one", action="store_true", help="test: the first attempt of partition 0 kills its worker")
    return parser.parse_args()


def scorer(options):
    """The function that runs on executors: pandas frames of (row, line) in, (row, line) out, same order."""
    flags = options.flags.split()
    task, jobs, kill_one = options.task, options.jobs, options.kill_one

    def run(frames):
        import collections
        import signal

        import pandas
        from pyspark import SparkFiles, TaskContext

        home = os.path.join(SparkFiles.getRootDirectory(), "yinfeng")
        if not os.path.isdir(home):
            home = SparkFiles.get("yinfeng")
        environment = dict(
            os.environ,
            YINFENG_CATALOGS=os.path.join(home, "Catalogs"),
            XDG_CACHE_HOME=os.path.join(home, "cache"),
            LD_LIBRARY_PATH=os.path.join(home, "lib"),
        )
        command = [os.path.join(home, "bin", "yinfeng"), "batch", "--task", task, "--jobs", str(jobs), "--quiet"]
        command += ["--numbered", "--input-format", "ndjson"] + flags
        # An empty partition starts no process.
        process = None
        pending = collections.deque()
        writers = collections.deque()

        def feed(data, before):
            if before is not None:
                before.join()
            try:
                process.stdin.write(data)
                process.stdin.flush()
            except BrokenPipeError:
                pass  # The exit status says why.

        def collect():
            rows = pending.popleft()
            lines = []
            for _ in rows:
                line = process.stdout.readline()
                if not line:
                    raise RuntimeError("yinfeng ended early with status %s" % process.wait())
                lines.append(line[:-1].decode())
            return pandas.DataFrame({"row": rows, "line": lines})

        try:
            for frame in frames:
                if not len(frame):
                    continue
                if process is None:
                    process = subprocess.Popen(
                        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, bufsize=1 << 20
                    )
                rows = frame["row"].tolist()
                data = "".join(["%d\t%s\n" % pair for pair in zip(rows, frame["line"].tolist())]).encode()
                writer = threading.Thread(target=feed, args=(data, writers[-1] if writers else None), daemon=True)
                writers.append(writer)
                writer.start()
                pending.append(rows)
                context = TaskContext.get()
                if kill_one and context.partitionId() == 0 and context.attemptNumber() == 0:
                    os.kill(os.getppid(), signal.SIGKILL)
                    os.kill(os.getpid(), signal.SIGKILL)
                # One batch is always under way while another is handed on.
                if len(pending) > 1:
                    yield collect()
                while len(writers) > 2:
                    writers.popleft()
            while pending:
                yield collect()
            if process is not None:
                for writer in writers:
                    writer.join()
                process.stdin.close()
                if process.wait() not in (0, 65):
                    raise RuntimeError("yinfeng ended with status %d" % process.returncode)
        finally:
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()

    return run


def numbered(spark, path):
    """The input as (row, line), rows numbered from 1 in the order of the files."""
    from pyspark.sql import functions as F

    if path.endswith((".ndjson", ".jsonl", ".json", ".txt")):
        lines = spark.read.text(path).withColumnRenamed("value", "line")
    elif path.endswith(".csv"):
        table = spark.read.option("header", True).option("multiLine", True).option("escape", '"').csv(path)
        lines = table.select(F.to_json(F.struct("*")).alias("line"))
    else:
        table = spark.read.parquet(path)
        lines = table.select(F.to_json(F.struct("*")).alias("line"))
    lines = lines.withColumn("part", F.spark_partition_id()).withColumn("place", F.monotonically_increasing_id())
    counts = sorted((row["part"], row["count"]) for row in lines.groupBy("part").count().collect())
    starts, total = {}, 0
    for part, count in counts:
        starts[part] = total
        total += count
    mapping = F.create_map(*[F.lit(x) for pair in starts.items() for x in pair]) if starts else None
    if mapping is None:
        return lines.select(F.lit(0).cast("long").alias("row"), "line"), 0
    first = mapping[F.col("part")].cast("long")
    place = F.col("place").bitwiseAND(F.lit((1 << 33) - 1))
    return lines.select((first + place + F.lit(1)).alias("row"), "line"), total


def main():
    options = parse()
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    if options.master and options.master.startswith("local"):
        import pyspark

        os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as F

    builder = SparkSession.builder.appName("yinfeng")
    if options.master:
        builder = builder.master(options.master)
        if options.master.startswith("local"):
            builder = builder.config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
            builder = builder.config("spark.driver.memory", "1g").config("spark.executor.memory", "1g")
            builder = builder.config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(options.rows_per_batch))
    archive = options.archive if "://" in options.archive else os.path.abspath(options.archive)
    builder = builder.config("spark.archives", archive + "#yinfeng")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    started = time.perf_counter()
    frame, total = numbered(spark, options.input)
    if options.partitions:
        # Round robin: no partition is heavier than another, whatever the files look like.
        frame = frame.repartition(options.partitions)
    scored = frame.mapInPandas(scorer(options), "row long, line string")
    parsed = scored.withColumn("parsed", F.from_json("line", SCHEMAS[options.task]))
    parsed.select("row", "parsed.*", "line").write.mode("overwrite").parquet(options.output)
    written = spark.read.parquet(options.output).count()
    seconds = time.perf_counter() - started
    print("rows %d written %d seconds %.1f rows/s %d" % (total, written, seconds, written / seconds), file=sys.stderr)
    spark.stop()
    return 0 if written == total else 1


if __name__ == "__main__":
    sys.exit(main())
