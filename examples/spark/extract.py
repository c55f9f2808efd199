#!/usr/bin/env python3
"""JSON lines to N-Quads on a Spark cluster: one silkgraph process for each partition.

    pip install 'pyspark==4.*'          (and a Java runtime, 17 or later)
    spark-submit examples/spark/extract.py --silkgraph /opt/silkgraph/silkgraph 'hdfs:///texts/*.jsonl' hdfs:///graph
    python3 examples/spark/extract.py --master 'local[4]' --silkgraph target/release/silkgraph texts.jsonl graph

Each line is a record as `silkgraph extract --jsonl` reads it. Give every record an `id`: without one it is named by its line
in its partition, and another run may cut the partitions elsewhere. The program is one file without dependencies; put it
on every node, or send it along with `--files` and give its name alone. The part files together hold the same lines as one
run of silkgraph over all records, whatever the number of partitions and however many executors are lost on the way:
a partition that is lost is done anew, and only whole ones are kept.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import threading

# What silkgraph ends with where all went well, and where single records could not be read (they are told on stderr).
GOOD = (0, 3)


def extract(binary, options):
    """A function for mapPartitions: records, one a line → N-Quads, one a line."""

    def run(records):
        records = iter(records)
        first = next(records, None)
        if first is None:
            return
        program = binary
        if os.sep not in binary:
            from pyspark import SparkFiles
            sent = SparkFiles.get(binary)
            program = sent if os.path.exists(sent) else binary
        command = [program, "--quiet", "--threads", "1", "extract", "--jsonl", "-", "--format", "nquads", *options]
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
            failed = []

            def feed():
                try:
                    with process.stdin as pipe:
                        pipe.write(first.encode() + b"\n")
                        for record in records:
                            pipe.write(record.encode() + b"\n")
                except BrokenPipeError:
                    pass  # it ended early: its exit code says why
                except Exception as e:  # noqa: BLE001 # the partition could not be read: no output of it may count
                    failed.append(e)

            feeder = threading.Thread(target=feed, daemon=True)
            feeder.start()
            try:
                for line in process.stdout:
                    yield line[:-1].decode()
                feeder.join()
                code = process.wait()
            finally:
                process.kill()
                process.wait()
            said.seek(0)
            words = said.read().decode(errors="replace")
            if failed:
                raise failed[0]
            if code not in GOOD:
                raise RuntimeError(f"silkgraph ended with {code}: {words.strip()[-2000:]}")
            if words:
                sys.stderr.write(words)

    return run


def run(spark, binary, source, target, partitions=0, gzip=False, options=()):
    """Read records, write part files of N-Quads."""
    lines = spark.sparkContext.textFile(source, minPartitions=partitions or None)
    if partitions:
        # Packed files are one partition each, however large: deal their records out.
        lines = lines.repartition(partitions) if lines.getNumPartitions() < partitions else lines
    codec = "org.apache.hadoop.io.compress.GzipCodec" if gzip else None
    lines.mapPartitions(extract(binary, list(options))).saveAsTextFile(target, compressionCodecClass=codec)


def session(master=None, name="silkgraph", settings=()):
    from pyspark.sql import SparkSession
    builder = SparkSession.builder.appName(name)
    if master:
        builder = builder.master(master)
    # Part files appear when a task is done, all of it or nothing.
    builder = builder.config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1")
    for key, value in settings:
        builder = builder.config(key, value)
    return builder.getOrCreate()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="JSON lines: files, folders or patterns, also .gz")
    parser.add_argument("target", help="folder for the part files; it must not be there")
    parser.add_argument("--silkgraph", default="silkgraph", help="the program, on every node")
    parser.add_argument("--master", help="where to run; spark-submit says it otherwise")
    parser.add_argument("--partitions", type=int, default=0, help="at least so many")
    parser.add_argument("--gzip", action="store_true", help="pack the part files")
    parser.add_argument("--mentions", action="store_true", help="also every mention with its place")
    args = parser.parse_args()
    spark = session(args.master)
    run(spark, args.silkgraph, args.source, args.target, args.partitions, args.gzip, ["--mentions"] if args.mentions else [])
    spark.stop()


if __name__ == "__main__":
    main()
