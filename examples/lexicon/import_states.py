#!/usr/bin/env python3
"""Write data/lexicon/states.ttl from two npm packages and states.tsv.

    npm pack @ideditor/country-coder@5.1.0 cldr-localenames-full@48.2.0
    mkdir coder cldr
    tar xzf ideditor-country-coder-5.1.0.tgz -C coder
    tar xzf cldr-localenames-full-48.2.0.tgz -C cldr
    python3 examples/lexicon/import_states.py --country-coder coder --cldr cldr

- @ideditor/country-coder (ISC): the Wikidata identifier of each ISO 3166-1 code.
- cldr-localenames-full (Unicode-3.0): English names, further names in simplified and
  traditional characters.
- states.tsv, beside this script, is our own table, written by hand: which states there
  are, the short name used in mainland Chinese diplomacy (it becomes the label), formal and
  other names (formal first, split by ";"), an English name where CLDR's is not the one
  wanted, and contracted names (split by spaces). Where it differs from CLDR it stands.
  Four states that are no more (SU, YU, CS, DD) stand in it too: texts still name them, the
  two packages do not, so they have neither a Wikidata link nor CLDR names.

Needs Python 3.9 or later and nothing else. The same input gives the same bytes.
"""
import argparse
import csv
import json
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
PREFIXES = """\
@prefix sg: <https://w3id.org/silkgraph/ns#> .
@prefix sgr: <https://w3id.org/silkgraph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
# CLDR names we leave out. The first line names a territory, not the state. The second, from
# zh-Hant, has no traditional character in it and would be found inside other words of a
# simplified text: 理查德, 牟尼日, 塔吉克族.
LEFT_OUT = {"巴勒斯坦领土", "巴勒斯坦自治區", "巴勒斯坦領土", "Palestinian Territories",
            "查德", "尼日", "塔吉克"}


def find(folder, name):
    """The one file called `name` (a path suffix) under an unpacked package."""
    hits = sorted(p for p in Path(folder).rglob(Path(name).name) if p.as_posix().endswith(name))
    if len(hits) != 1:
        raise SystemExit(f"{folder}: expected one {name}, found {len(hits)}")
    return json.loads(hits[0].read_text(encoding="utf-8"))


def cldr_names(folder, locale):
    """ISO code → its names in a CLDR locale, the usual one first, then alternatives."""
    file = find(folder, f"main/{locale}/territories.json")
    names = {}
    for key, name in file["main"][locale]["localeDisplayNames"]["territories"].items():
        names.setdefault(key.split("-")[0], []).append(name)
    return names


def english(name):
    """CLDR's typography to plain text: St. Kitts & Nevis → Saint Kitts and Nevis."""
    return name.replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ")


def slug(name):
    """Côte d'Ivoire → cote-divoire."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")


def unique(label, pairs):
    """(name, language) pairs in order: no doubles, no second copy of the label, no brackets."""
    seen = {label}
    out = []
    for name, language in pairs:
        bracketed = re.search(r"[(（]", name) and not name.startswith("刚果")
        if name and name not in seen and name not in LEFT_OUT and not bracketed:
            seen.add(name)
            out.append(f'"{name}"@{language}')
    return out


def block(row, wikidata, cldr):
    """One state: (subject slug, its Turtle block)."""
    code = row["iso2"]
    cldr_en = [english(n) for n in cldr["en"].get(code, [])]
    zh, en = row["zh"], row["en"] or cldr_en[0]
    alt = unique(zh, [(n, "zh") for n in row["zh_other"].split(";") + cldr["zh"].get(code, [])]
                 + [(n, tag) for tag in ("zh-Hant", "zh-Hant-HK") for n in cldr[tag].get(code, [])])
    alt += unique(en, [(n, "en") for n in row["en_other"].split(";") + cldr_en])
    lines = [f'sgr:{slug(en)} a sg:State', f'rdfs:label "{zh}"@zh , "{en}"@en']
    if alt:
        lines.append("skos:altLabel " + " , ".join(alt))
    if row["abbreviations"]:
        lines.append("sg:abbreviation " + " , ".join(f'"{a}"' for a in row["abbreviations"].split()))
    if code in wikidata:
        lines.append(f"skos:exactMatch wd:{wikidata[code]}")
    sources = [("country-coder", code in wikidata), ("cldr", code in cldr["zh"]), ("own-knowledge", True)]
    lines.append("dcterms:source " + " , ".join(f"sgr:source-{name}" for name, used in sources if used))
    return slug(en), " ;\n  ".join(lines) + " .\n"


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--country-coder", required=True, metavar="DIR")
    args.add_argument("--cldr", required=True, metavar="DIR")
    args.add_argument("--out", type=Path, default=HERE.parents[1] / "data/lexicon/states.ttl")
    args = args.parse_args()

    features = find(args.country_coder, "data/borders.json")["features"]
    wikidata = {f["properties"].get("iso1A2"): f["properties"].get("wikidata") for f in features}
    cldr = {tag: cldr_names(args.cldr, tag) for tag in ("zh", "en", "zh-Hant", "zh-Hant-HK")}
    with open(HERE / "states.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))

    blocks = dict(block(row, wikidata, cldr) for row in rows)
    if len(blocks) != len(rows):
        raise SystemExit("states.tsv: two rows give one subject")
    text = PREFIXES + "".join("\n" + blocks[s] for s in sorted(blocks))
    args.out.write_text(text, encoding="utf-8")
    print(f"{args.out}: {len(blocks)} states")


if __name__ == "__main__":
    main()
