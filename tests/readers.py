"""Read what silkgraph wrote with other people's readers, and compare. usage: readers.py DIR [TEXTS]

DIR has graph.{ttl,nt,nq,trig,jsonld,rdf,graphml,gexf}, graph-nodes.csv, graph-edges.csv, void.ttl, rdf12.{ttl,nt}, brat/, webanno/.
Ends with 1 where two of them do not agree; says in one line where a reader is missing."""
import csv, json, shutil, subprocess, sys
from pathlib import Path

try:
    import networkx, rdflib
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(0)
try:
    import pyoxigraph
except ImportError:
    pyoxigraph = None

folder, texts = Path(sys.argv[1]), Path(sys.argv[2])
faults = []


def same(what, got, want):
    print(f"{what:34}{got}" + ("" if got == want else f"  NOT {want}"))
    if got != want:
        faults.append(what)


def rdf():
    """Every RDF format holds the same triples; none has blank nodes, so sets of triples are enough."""
    kinds = {"nt": "nt", "ttl": "turtle", "rdf": "xml", "nq": "nquads", "trig": "trig", "jsonld": "json-ld"}
    want = None
    for ending, kind in kinds.items():
        quads = rdflib.Dataset()
        quads.parse(folder / f"graph.{ending}", format=kind)
        triples = {(s, p, o) for s, p, o, _ in quads.quads()}
        want = triples if want is None else want
        same(f"rdflib {ending}", len(triples), len(want))
        if triples != want:
            faults.append(f"rdflib {ending}: other triples")
        if ending in ("nq", "trig", "jsonld"):
            graphs = {g for *_, g in quads.quads() if g is not None and str(g) != "urn:x-rdflib:default"}
            same(f"rdflib {ending}, named graphs", len(graphs), len(articles_with_statements(want)))
    for ending, kind in {"nt": "ntriples", "ttl": "turtle", "rdf": "rdfxml", "nq": "nquads", "trig": "trig"}.items():
        if shutil.which("rapper"):
            run = subprocess.run(["rapper", "-q", "-i", kind, "-o", "ntriples", folder / f"graph.{ending}"], capture_output=True)
            same(f"rapper {ending}", len(set(run.stdout.splitlines())), len(want))
    if not shutil.which("rapper"):
        print("skipped: no rapper")
    if pyoxigraph is not None:
        for ending, kind in {"nt": "N_TRIPLES", "ttl": "TURTLE", "rdf": "RDF_XML", "nq": "N_QUADS", "trig": "TRIG", "jsonld": "JSON_LD"}.items():
            read = pyoxigraph.parse(path=folder / f"graph.{ending}", format=getattr(pyoxigraph.RdfFormat, kind))
            same(f"pyoxigraph {ending}", len({(q.subject, q.predicate, q.object) for q in read}), len(want))
    return want


def articles_with_statements(triples):
    derived = rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    return {o for _, p, o in triples if p == derived}


def networks(triples):
    sg = "https://w3id.org/silkgraph/ns#"
    kinds = "State Group Leader Person Place Organization Mechanism Corridor Project UNInitiative Initiative Document Event Date".split()
    verbs = "proposes supports welcomes commends notes stresses promotes establishes hosts links headOf participatesIn signs alignsWith heldOn".split()
    kinds, verbs = {rdflib.URIRef(sg + k) for k in kinds}, {rdflib.URIRef(sg + v) for v in verbs}
    nodes = {s for s, p, o in triples if p == rdflib.RDF.type and o in kinds}
    edges = {(s, p, o) for s, p, o in triples if p in verbs}
    for name, read in {"graphml": networkx.read_graphml, "gexf": lambda f: networkx.read_gexf(f, version="1.3")}.items():
        graph = read(folder / f"graph.{name}")
        same(f"networkx {name}, nodes", graph.number_of_nodes(), len(nodes))
        same(f"networkx {name}, edges", graph.number_of_edges(), len(edges))
        iris = {data["iri"] for _, data in graph.nodes(data=True)}
        same(f"networkx {name}, IRIs", len(iris & {str(n) for n in nodes}), len(nodes))
    with open(folder / "graph-nodes.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    same("nodes.csv, header", list(rows[0]), [":ID", "name", "en", "begins:date", "ends:date", ":LABEL"])
    ids = {row[":ID"] for row in rows}
    same("nodes.csv", (len(rows), len(ids)), (len(nodes), len(nodes)))
    with open(folder / "graph-edges.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    same("edges.csv, header", list(rows[0]), [":START_ID", ":END_ID", ":TYPE", "statements:int"])
    same("edges.csv", len(rows), len(edges))
    same("edges.csv, ends unknown", sum(row[":START_ID"] not in ids or row[":END_ID"] not in ids for row in rows), 0)


def void(triples):
    graph = rdflib.Graph().parse(folder / "void.ttl")
    ns = rdflib.Namespace("http://rdfs.org/ns/void#")
    dataset = graph.value(predicate=rdflib.RDF.type, object=ns.Dataset)
    same("void:triples", int(graph.value(dataset, ns.triples)), len(triples))
    parts = sum(int(graph.value(part, ns.triples)) for part in graph.objects(dataset, ns.propertyPartition))
    same("void:propertyPartition, sum", parts, len(triples))


def rdf12(triples):
    if pyoxigraph is None:
        return print("skipped: no pyoxigraph, which reads RDF 1.2")
    statements = {s for s, p, o in triples if str(o) == "https://w3id.org/silkgraph/ns#Statement"}
    for ending, kind in {"ttl": pyoxigraph.RdfFormat.TURTLE, "nt": pyoxigraph.RdfFormat.N_TRIPLES}.items():
        read = list(pyoxigraph.parse(path=folder / f"rdf12.{ending}", format=kind))
        same(f"pyoxigraph RDF 1.2 {ending}, reifiers", sum(isinstance(t.object, pyoxigraph.Triple) for t in read), len(statements))
        same(f"pyoxigraph RDF 1.2 {ending}", len(read), len(triples) + len(statements))


def annotations():
    """Offsets of brat and of Web Annotations give the words that stand in the raw file."""
    seen = wrong = 0
    for file in sorted((folder / "brat").glob("*.ann")):
        raw = file.with_suffix(".txt").read_bytes().decode("utf-8")
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("T"):
                _, place, words = line.split("\t")
                spans = [tuple(map(int, span.split())) for span in place.split(" ", 1)[1].split(";")]
                seen += 1
                wrong += " ".join(raw[a:b] for a, b in spans) != words
    same("brat, mentions that differ", (seen > 1000, wrong), (True, 0))
    seen = wrong = 0
    for file in sorted((folder / "webanno").glob("*.jsonld")):
        raw = (texts / f"{file.stem}.txt").read_bytes().decode("utf-8")
        for item in json.loads(file.read_text(encoding="utf-8"))["items"]:
            position, quote = item["target"]["selector"]
            seen += 1
            wrong += raw[position["start"] : position["end"]] != quote["exact"]
    same("Web Annotations that differ", (seen > 1000, wrong), (True, 0))


triples = rdf()
networks(triples)
void(triples)
rdf12(triples)
annotations()
print("\n".join(f"FAULT {fault}" for fault in faults) or "all agree")
sys.exit(bool(faults))
