#!/usr/bin/env python3
"""A graph of a million triples, asked cold: python3 benches/million.py target/release/silkgraph [TRIPLES [DIR]]

Grows the graph of data/texts (grow_graph.py) and, for each question, starts a program that loads the file and answers:
silkgraph, oxigraph's own Python binding (pyoxigraph), rdflib. All in one run, so the ratios hold though the seconds are this
machine's. Best of three for the first two, once for rdflib. Ends with 1 where silkgraph takes over twice oxigraph's time or
`diagram --focus` over 2 s, or where answers differ. Needs pyoxigraph; without rdflib that column is empty.
"""
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
BINARY = Path(sys.argv[1]).resolve()
WANT = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
WORK = Path(sys.argv[3] if len(sys.argv) > 3 else "/tmp/silkgraph-million")
PREFIXES = """PREFIX sg: <https://w3id.org/silkgraph/ns#> PREFIX sgr: <https://w3id.org/silkgraph/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX prov: <http://www.w3.org/ns/prov#> """
QUESTIONS = {
    "look-up": "SELECT DISTINCT ?e { sgr:kazakhstan sg:hosts ?e }",
    "join": "SELECT (COUNT(*) AS ?n) { ?st a sg:Statement ; sg:modality sg:Considered ; sg:object ?o ; prov:wasDerivedFrom ?t . ?o rdfs:label ?l }",
    "count by predicate": "SELECT ?p (COUNT(*) AS ?n) { ?st a sg:Statement ; sg:predicate ?p } GROUP BY ?p",
}
OXIGRAPH = """import sys, pyoxigraph as ox
s = ox.Store(); s.bulk_load(path=sys.argv[1], format=ox.RdfFormat.from_extension(sys.argv[1].rsplit(".", 1)[1]))
print(len(list(s.query(sys.argv[2], use_default_graph_as_union=True))))"""
RDFLIB = """import sys, rdflib
g = rdflib.Dataset(default_union=True); g.parse(sys.argv[1])
print(len(list(g.query(sys.argv[2]))))"""


def run(command, times):
    """The best time of some runs, in seconds, and the last line of the answer."""
    best, said = None, ""
    for _ in range(times):
        began = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True)
        took = time.monotonic() - began
        if done.returncode:
            return None, done.stderr.strip().splitlines()[-1:]
        best, said = min(best or took, took), done.stdout
    return best, said


def grown():
    """The files: the same triples as Turtle and as N-Quads."""
    WORK.mkdir(parents=True, exist_ok=True)
    small, large = WORK / "small", WORK / "large.nq"
    subprocess.run([BINARY, "-q", "build", HERE.parent / "data/texts", "-o", small, "--also", "nq"], check=True)
    with open(large, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, HERE / "grow_graph.py", small / "graph.nq", str(WANT)], stdout=out, check=True)
    subprocess.run([BINARY, "export", "--data", large, "-o", WORK / "large.ttl"], check=True)
    return [WORK / "large.ttl", large]


def main():
    faults = []
    shown = lambda t: f"{t:9.2f}" if t else f"{'-':>9}"
    for file in grown():
        with open(file, "rb") as lines:
            size = sum(1 for _ in lines)
        print(f"\n{file.name}: {file.stat().st_size / 1e6:.0f} MB, {size} lines\n{'':22}{'silkgraph':>9}{'oxigraph':>9}{'rdflib':>9}{'ratio':>9}   seconds, cold start to answer")
        for number, (name, question) in enumerate(QUESTIONS.items()):
            query = PREFIXES + question
            ours, answer = run([BINARY, "query", "--data", file, "-e", query], 3)
            theirs, rows = run([sys.executable, "-c", OXIGRAPH, file, query], 3)
            slow, _ = run([sys.executable, "-c", RDFLIB, file, query], 1) if number == 0 else (None, None)
            if not ours or not theirs:
                sys.exit(f"{name}: {answer} {rows}")
            print(f"{name:22}{shown(ours)}{shown(theirs)}{shown(slow)}{ours / theirs:9.2f}")
            if ours > 2 * theirs:
                faults.append(f"{file.name} {name}: {ours / theirs:.2f} times oxigraph's time")
            if len(answer.splitlines()) - 1 != int(rows):
                faults.append(f"{file.name} {name}: {len(answer.splitlines()) - 1} rows, oxigraph {rows.strip()}")
        took, said = run([BINARY, "-q", "diagram", "--data", file, "--focus", "吉尔吉斯斯坦", "-o", WORK / "focus.svg"], 3)
        print(f"{'diagram --focus':22}{shown(took)}")
        if not took or took > 2:
            faults.append(f"{file.name} diagram --focus: {took or said}")
    print("\n".join(["", *faults]) if faults else "\nwithin all bounds")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
