"""Check graphs against ontology/shapes.ttl with pySHACL. usage: shapes.py SHAPES GRAPH...

Ends with 1 where a graph does not conform; says so in one line where pySHACL is missing."""
import sys

try:
    import pyshacl, rdflib
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(0)

shapes = rdflib.Graph().parse(sys.argv[1])
bad = False
for path in sys.argv[2:]:
    graph = rdflib.Graph().parse(path)
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes, allow_warnings=True)
    print(f"{path}: {len(graph)} triples {'conform' if conforms else 'DO NOT conform'}")
    if not conforms:
        print(report)
    bad |= not conforms
sys.exit(bad)
