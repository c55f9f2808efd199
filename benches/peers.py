#!/usr/bin/env python3
"""silkgraph and its peers on the same text, in one run, each on one core: a table of ratios.

    cargo build --release --bin silkgraph --example ceiling
    pip install spacy rdflib pyoxigraph pyahocorasick flashtext jieba jionlp
    python3 benches/peers.py [--corpus news.jsonl] [--mb 20] [--rounds 5]

The rounds go through all contenders in turn, so that a machine that changes its speed changes it for all;
each figure is the median. silkgraph is charged for its whole process, start included; the others for the
work alone, without imports, loading of names and reading of the corpus. What is not installed is passed over.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benches"))
import corpus as made  # noqa: E402

# Contender: (what it does, modules it needs, megabytes of the corpus that it gets: the slow ones get less).
PEERS = {
    "spacy+pyoxigraph": ("rdf", ["spacy", "pyoxigraph"], 1.0),
    "spacy+rdflib": ("rdf", ["spacy", "rdflib"], 1.0),
    "pyahocorasick": ("names", ["ahocorasick"], 5.0),
    "flashtext": ("names", ["flashtext"], 2.0),
    "jieba": ("names", ["jieba"], 1.0),
    "jionlp": ("dates", ["jionlp"], 0.05),
}
NS = "https://w3id.org/silkgraph/"


def texts(path, limit):
    out, size = [], 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            out.append(text)
            size += len(text.encode())
            if size >= limit * 1e6:
                break
    return out, size


def spacy_pipeline():
    import spacy
    nlp = spacy.blank("zh")
    nlp.max_length = 10**9
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "NAME", "pattern": n} for n in made.names()])
    return nlp


def run_peer(name, path):
    """Set up, then work under the clock: (seconds, bytes, found)."""
    what, size = texts(path, PEERS[name][2])
    if name.startswith("spacy"):
        nlp = spacy_pipeline()
        began, found = time.process_time(), 0
        if name.endswith("pyoxigraph"):
            from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
            store, mentions, label = Store(), NamedNode(NS + "mentions"), NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
            for i, doc in enumerate(nlp.pipe(what)):
                node = NamedNode(f"{NS}text/{i}")
                for ent in doc.ents:
                    thing = NamedNode(NS + "id/" + ent.text.replace(" ", "_").replace("“", "").replace("”", ""))
                    store.add(Quad(node, mentions, thing, node))
                    store.add(Quad(thing, label, Literal(ent.text, language="zh")))
                    found += 1
            with tempfile.TemporaryFile() as out:
                store.dump(out, RdfFormat.N_QUADS)
        else:
            from rdflib import Graph, Literal, URIRef
            graph, mentions, label = Graph(), URIRef(NS + "mentions"), URIRef("http://www.w3.org/2000/01/rdf-schema#label")
            for i, doc in enumerate(nlp.pipe(what)):
                for ent in doc.ents:
                    thing = URIRef(NS + "id/" + ent.text.replace(" ", "_"))
                    graph.add((URIRef(f"{NS}text/{i}"), mentions, thing))
                    graph.add((thing, label, Literal(ent.text, lang="zh")))
                    found += 1
            graph.serialize(format="nt")
        return time.process_time() - began, size, found
    if name == "pyahocorasick":
        import ahocorasick
        automaton = ahocorasick.Automaton()
        for n in made.names():
            automaton.add_word(n, n)
        automaton.make_automaton()
        work = lambda t: sum(1 for _ in automaton.iter_long(t))  # noqa: E731
    elif name == "flashtext":
        from flashtext import KeywordProcessor
        words = KeywordProcessor()
        words.set_non_word_boundaries(set())
        words.add_keywords_from_list(made.names())
        work = lambda t: len(words.extract_keywords(t))  # noqa: E731
    elif name == "jieba":
        import jieba
        jieba.setLogLevel(60)
        jieba.initialize()
        known = set(made.names())
        for n in known:
            jieba.add_word(n, freq=10**6)
        work = lambda t: sum(w in known for w in jieba.cut(t))  # noqa: E731
    else:
        import jionlp
        work = lambda t: len(jionlp.ner.extract_time(t))  # noqa: E731
        work("2023年5月18日至19日")
    began = time.process_time()
    found = sum(work(t) for t in what)
    return time.process_time() - began, size, found


def pinned():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def run_silkgraph(binary, path):
    """The whole process: processor seconds as the system counts them."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.devnull, "wb") as out:
        subprocess.run([binary, "-q", "--threads", "1", "extract", "--jsonl", path, "--format", "nquads"], stdout=out, check=True, preexec_fn=pinned)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", help="JSON lines to use instead of made-up news")
    parser.add_argument("--mb", type=float, default=20.0, help="megabytes of made-up news")
    parser.add_argument("--rounds", type=int, default=5)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    parser.add_argument("--bin", default=str(target / "silkgraph"))
    parser.add_argument("--ceiling", default=str(target / "examples" / "ceiling"))
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peer:
        print(json.dumps(run_peer(args.peer, args.corpus)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = args.corpus or f"{folder}/news.jsonl"
        if not args.corpus:
            with open(path, "w", encoding="utf-8") as out:
                out.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in made.news(args.mb * 1e6, 2023))
        measure(args, path)


def measure(args, path):
    peers = []
    for name, (_, needs, _) in PEERS.items():
        missing = [n for n in needs if importlib.util.find_spec(n) is None]
        if missing:
            print(f"{name}: not installed ({', '.join(missing)}), passed over")
        else:
            peers.append(name)
    size = texts(path, 1e9)[1]
    speeds = {}
    for _ in range(args.rounds):
        speeds.setdefault(("silkgraph", "rdf"), []).append(size / run_silkgraph(args.bin, path))
        for name in list(peers):
            done = subprocess.run([sys.executable, __file__, "--peer", name, "--corpus", path], capture_output=True, text=True, preexec_fn=pinned)
            if done.returncode:
                print(f"{name}: failed ({done.stderr.strip().splitlines()[-1:]}), passed over")
                peers.remove(name)
                continue
            seconds, bytes_, _ = json.loads(done.stdout.splitlines()[-1])
            speeds.setdefault((name, PEERS[name][0]), []).append(bytes_ / seconds)
        if os.path.exists(args.ceiling):
            done = subprocess.run([args.ceiling, path], capture_output=True, text=True, check=True, preexec_fn=pinned)
            for line in map(json.loads, done.stdout.splitlines()):
                what = "dates" if line["name"].endswith("dates") else "names"
                speeds.setdefault((line["name"], what), []).append(line["bytes"] / line["seconds"])
    ours = {"rdf": "silkgraph", "names": "silkgraph-names", "dates": "silkgraph-dates"}
    for what, title in [("rdf", "text to RDF"), ("names", "names alone"), ("dates", "dates alone")]:
        rows = {n: statistics.median(s) for (n, w), s in speeds.items() if w == what}
        if not rows:
            continue
        print(f"\n{title:24}{'MB/s':>10}{'silkgraph is':>16}")
        for name, speed in sorted(rows.items(), key=lambda r: -r[1]):
            ratio = f"{rows[ours[what]] / speed:.2f} times" if ours[what] in rows and name != ours[what] else ""
            print(f"{name:24}{speed / 1e6:>10.2f}{ratio:>16}")


if __name__ == "__main__":
    main()
