#!/usr/bin/env python3
"""Make a large graph of the shape of a small one: python3 benches/grow_graph.py out/graph.nq 1000000 > large.nq

Copies texts, statements and evidence until there are so many triples, each copy with its own addresses. States,
groups, leaders, places and dates stay one and gather statements, as they do in real corpora; mechanisms, corridors,
projects, initiatives, documents, events and organizations get a name of their own in each copy. No randomness: the
same input gives the same output.
"""
import re
import sys

ID = "https://w3id.org/silkgraph/id/"
NS = "https://w3id.org/silkgraph/ns#"
COPIED = {"Mechanism", "Corridor", "Project", "UNInitiative", "Initiative", "Document", "Event", "Organization", "Person"}
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
LABEL = re.compile(r'^(<[^>]+>) <http://www\.w3\.org/(?:2000/01/rdf-schema#label|2004/02/skos/core#altLabel)> "(.*)"@(zh|en)')
TITLE = re.compile(r'(<http://purl\.org/dc/terms/title> ".*?)("@zh)')


def name(copy):
    """A short name for a copy: 甲子, 乙丑, … and a number once they come round."""
    turn = copy // 60
    return STEMS[copy % 10] + BRANCHES[copy % 12] + (str(turn + 1) if turn else "")


def main():
    path, want = sys.argv[1], int(sys.argv[2])
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    kinds = {}
    for line in lines:
        found = re.match(rf"^<{re.escape(ID)}([^>]+)> <http://www\.w3\.org/1999/02/22-rdf-syntax-ns#type> <{re.escape(NS)}(\w+)>", line)
        if found:
            kinds[found[1]] = found[2]
    unique = re.compile(rf"<{re.escape(ID)}((?:text|statement|evidence|file|mention)/[^>]+)>")
    entity = re.compile(rf"<{re.escape(ID)}([^>]+)>")

    def own(match, copy):
        return f"<{ID}{match[1]}~{copy}>" if kinds.get(match[1]) in COPIED else match[0]

    triples = {line.rsplit("> <", 1)[0] for line in lines}
    out, count, copy = sys.stdout, 0, 0
    while count < want:
        seen = 0
        for line in lines:
            if copy:
                fresh = unique.sub(lambda m: f"<{ID}{m[1]}~{copy}>" if "-p" not in m[1] and "-q" not in m[1] else
                                   re.sub(r"^([^-]+)-", rf"<{ID}\1~{copy}-", m[1]) + ">", line)
                fresh = entity.sub(lambda m: own(m, copy), fresh)
                if fresh == line:
                    continue
                label = LABEL.match(line)
                if label and fresh != line:
                    mark = f"·{name(copy)}" if label[3] == "zh" else f" {copy}"
                    fresh = fresh.replace(f'"{label[2]}"@{label[3]}', f'"{label[2]}{mark}"@{label[3]}')
                fresh = TITLE.sub(lambda m: f"{m[1]}（{name(copy)}）{m[2]}", fresh)
                line = fresh
            out.write(line + "\n")
            seen += 1
        count += seen
        copy += 1
    print(f"{copy} copies of {len(triples)} triples, {count} lines", file=sys.stderr)


if __name__ == "__main__":
    main()
