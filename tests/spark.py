"""The part files of examples/spark hold what one run gives, also when an executor is killed. usage: spark.py SILKGRAPH

In local-cluster mode: two executors, each a process of its own with one core and 1024 MB.
"""
import json, os, pathlib, shutil, signal, subprocess, sys, tempfile, threading, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(ROOT / "examples" / "spark"), str(ROOT / "benches")]
try:
    import pyspark  # noqa: F401
except ImportError:
    print("skipped: no pyspark")
    sys.exit(0)
if not shutil.which("java"):
    print("skipped: no java for pyspark")
    sys.exit(0)
import corpus, extract  # noqa: E402

PARTITIONS = 8
CLUSTER = "local-cluster[2,1,1024]"


def executors(app):
    """The processes of an application's executors."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if any(w.endswith(b"CoarseGrainedExecutorBackend") for w in words) and app.encode() in words:
                found.append(int(entry.name))
    return sorted(found)


def kill_one(app, target, log):
    """Kill an executor when the first part file is ready and others are not."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        ready = {p.name for p in pathlib.Path(target).glob("_temporary/0/task_*/part-*")}
        if ready and len(ready) < PARTITIONS and (running := executors(app)):
            os.kill(running[0], signal.SIGKILL)
            log.append((running[0], len(ready)))
            return
        time.sleep(0.02)


def lines(folder):
    assert (folder / "_SUCCESS").exists()
    parts = sorted(folder.glob("part-*"))
    assert len(parts) == PARTITIONS, parts
    assert all(p.stat().st_size for p in parts)
    return sorted(set(b"".join(p.read_bytes() for p in parts).splitlines()))


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        records = [*corpus.news(4e5, 7), *corpus.dense(6e5, 7)]
        source = folder / "texts.jsonl"
        source.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
        single = subprocess.run([binary, "-q", "extract", "--jsonl", source, "--format", "nquads"], capture_output=True, check=True)
        # Each process describes what its texts name: the union has each line once.
        want = sorted(set(single.stdout.splitlines()))
        # Slow enough for a kill to come in the middle.
        slow = folder / "slow"
        slow.write_text(f"#!/bin/sh\nsleep 1\nexec {binary} \"$@\"\n")
        slow.chmod(0o755)
        os.environ["PYSPARK_PYTHON"] = sys.executable
        settings = [("spark.ui.enabled", "false"), ("spark.local.dir", str(folder / "local")), ("spark.executor.memory", "512m"),
                    ("spark.driver.bindAddress", "127.0.0.1"), ("spark.driver.host", "127.0.0.1"), ("spark.log.level", "ERROR")]
        os.chdir(folder)
        spark = extract.session(CLUSTER, "silkgraph-test", settings)
        try:
            extract.run(spark, binary, str(source), str(folder / "calm"), PARTITIONS)
            killed = []
            app = spark.sparkContext.applicationId
            killer = threading.Thread(target=kill_one, args=(app, folder / "killed", killed))
            killer.start()
            extract.run(spark, str(slow), str(source), str(folder / "killed"), PARTITIONS)
            killer.join()
        finally:
            spark.stop()
        for name in ("calm", "killed"):
            got = lines(folder / name)
            assert got == want, f"{name}: {len(got)} lines, {len(want)} in one run"
            print(f"{name}: {PARTITIONS} part files, {len(got)} lines, the same as one run")
        assert killed, "no executor was killed in the middle"
        print(f"executor {killed[0][0]} was killed when {killed[0][1]} of {PARTITIONS} parts were ready")


main()
