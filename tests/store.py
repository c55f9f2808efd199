"""Ask a running server with rdflib's SPARQLStore and with curl, and compare with its file. usage: store.py URL GRAPH

Ends with 1 where an answer is not that of the file; says in one line what is missing."""
import json, shutil, subprocess, sys

try:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(0)

url, file = sys.argv[1].rstrip("/") + "/query", rdflib.Graph().parse(sys.argv[2])
SG = rdflib.Namespace("https://w3id.org/silkgraph/ns#")
QUERY = f"SELECT ?s ?o WHERE {{ ?s <{SG.proposes}> ?o }}"
want = {(str(s), str(o)) for s, o in file.subject_objects(SG.proposes)}
faults = []


def same(what, got, right):
    print(f"{what:34}{len(got)}" + ("" if got == right else f"  NOT {len(right)}"))
    if got != right or not right:
        faults.append(what)


store = rdflib.Graph(SPARQLStore(url))
same("SPARQLStore, query", {(str(s), str(o)) for s, o in store.query(QUERY)}, want)
same("SPARQLStore, triples", set(store.triples((None, rdflib.RDF.type, SG.State))), set(file.triples((None, rdflib.RDF.type, SG.State))))
if shutil.which("curl"):
    ways = {
        "GET": ["-G", "--data-urlencode", f"query={QUERY}"],
        "POST, form": ["--data-urlencode", f"query={QUERY}"],
        "POST, direct": ["-H", "Content-Type: application/sparql-query", "--data-binary", QUERY],
    }
    for name, arguments in ways.items():
        asked = ["curl", "-sf", "-H", "Accept: application/sparql-results+json", *arguments, url]
        rows = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)["results"]["bindings"]
        same(f"curl {name}", {(row["s"]["value"], row["o"]["value"]) for row in rows}, want)
else:
    print("skipped: no curl")
print("\n".join(f"FAULT {fault}" for fault in faults) or "all agree")
sys.exit(bool(faults))
