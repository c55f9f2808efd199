#!/usr/bin/env python3
"""One of many texts changes: python3 benches/many_texts.py target/release/silkgraph [TEXTS [DIR]]

Makes a folder of news (10,000 texts of about 3 KB), builds it without a cache, with an empty one and with a full one, changes one
text and builds again with the cache, and compares with a full build byte for byte. Prints seconds, and processor seconds in brackets.
"""
import filecmp
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpus  # noqa: E402


def build(binary, texts, out, *more):
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([binary, "-q", "build", texts, "-o", out, *more], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    binary, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with tempfile.TemporaryDirectory(dir=sys.argv[3] if len(sys.argv) > 3 else None) as folder:
        folder = pathlib.Path(folder)
        texts, cache = folder / "texts", folder / "cache"
        size = 0
        for i, record in enumerate(corpus.news(1e12, 5)):
            if i == count:
                break
            path = texts / f"{i // 100:03}" / f"{i:05}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{record['title']}\n{record['date']}\n{record['text']}\n", encoding="utf-8")
            size += path.stat().st_size
        print(f"{count} texts, {size / 1e6:.1f} MB")

        def told(what, times):
            print(f"{what:40}{times[0]:8.2f} s ({times[1]:.2f})", flush=True)

        told("full build", build(binary, texts, folder / "full"))
        told("full build, cache written", build(binary, texts, folder / "out", "--cache", cache))
        told("nothing changed", build(binary, texts, folder / "out", "--cache", cache))
        changed = texts / "000" / "00042.txt"
        for turn in range(3):
            with open(changed, "a", encoding="utf-8") as file:
                file.write(f"中国支持哈萨克斯坦提出的第{turn + 2}届丝路生态论坛倡议。\n")
            told("one text changed", build(binary, texts, folder / "out", "--cache", cache))
        told("full build of the same", build(binary, texts, folder / "full"))
        for name in ("graph.ttl", "graph.svg"):
            same = filecmp.cmp(folder / "full" / name, folder / "out" / name, shallow=False)
            print(f"{name}: {os.path.getsize(folder / 'out' / name) / 1e6:.1f} MB, {'the same bytes' if same else 'OTHER BYTES'}")
            if not same:
                sys.exit(1)
        print(f"cache: {sum(p.stat().st_size for p in cache.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
