#!/usr/bin/env python3
"""Latency of pages: python3 benches/load.py http://127.0.0.1:7070 [CLIENTS [SECONDS]]

Starts clients that each ask for pages one after the other, in a fixed order that differs from client to client, and
prints for each kind of page the count, median, 95th percentile and worst in milliseconds. Ends with 1 where a
request failed or a median is over 200 ms.
"""
import http.client
import random
import re
import statistics
import sys
import threading
import time
import urllib.parse

BASE = urllib.parse.urlsplit(sys.argv[1])
CLIENTS = int(sys.argv[2]) if len(sys.argv) > 2 else 16
SECONDS = float(sys.argv[3]) if len(sys.argv) > 3 else 20
LIMIT = 200


def fetch(connection, path):
    connection.request("GET", path, headers={"Accept-Language": "zh-CN"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def connect():
    return http.client.HTTPConnection(BASE.hostname, BASE.port, timeout=60)


def links(connection, path, pattern):
    found = re.findall(rf'href="({pattern}[^"#]*)"', fetch(connection, path)[1].decode())
    return sorted({link.replace("&amp;", "&") for link in found})


def pages():
    c = connect()
    entities = [l for kind in ("State", "Mechanism", "Corridor", "Initiative") for l in links(c, f"/entities?type={kind}", "/entity")]
    statements = [l for p in ("proposes", "supports", "links", "hosts") for l in links(c, f"/facts?predicate={p}", "/statement")]
    texts = links(c, "/texts", "/text[/?]")
    hashes = [urllib.parse.parse_qs(urllib.parse.urlsplit(t).query).get("iri", [t])[0].rsplit("/", 1)[1] for t in texts]
    words = ["中国", "峰会", "哈萨克斯坦", "機制", "zhongguo", "hsks", "uzbek", "论坛", "luban", "没有这个"]
    quote = urllib.parse.quote
    query = "SELECT ?what WHERE { sgr:kazakhstan sg:hosts ?what } LIMIT 20"
    return {
        "home": ["/"],
        "search": [f"/search?q={quote(w)}" for w in words],
        "suggest": [f"/suggest?q={quote(w)}" for w in words],
        "entities": [f"/entities?type=Mechanism&page={i}" for i in range(1, 20)],
        "facts": [f"/facts?predicate=proposes&page={i}" for i in range(1, 20)],
        "entity": entities,
        "entity (hub)": ["/entity/china", "/entity/uzbekistan", "/entity/kazakhstan"],
        "statement": statements,
        "text": texts,
        "texts": ["/texts", "/texts?page=3"],
        "compare": [f"/compare?a={a}&b={b}" for a, b in zip(hashes, hashes[1:])],
        "diagram": ["/diagram", "/diagram?form=routes", "/diagram?focus=uzbekistan"],
        "ask": [f"/ask?query={quote(query)}"],
        "question": ["/ask?question=02-second-summit-host", "/ask?question=03-corridors-of-uzbekistan"],
        "query": [f"/query?query={quote(query)}"],
        "data": ["/data/ttl/kyrgyzstan-development-2026"] if False else [e.replace("/entity/", "/data/ttl/") for e in entities if e.startswith("/entity/")][-20:],
    }


def client(number, kinds, times, failed, until):
    c, order = connect(), random.Random(number)
    names = sorted(kinds)
    while time.monotonic() < until:
        order.shuffle(names)
        for name in names:
            path = order.choice(kinds[name])
            began = time.monotonic()
            try:
                status, _ = fetch(c, path)
            except (OSError, http.client.HTTPException) as error:
                status, c = error, connect()
            times[name].append((time.monotonic() - began) * 1000)
            if status != 200:
                failed.append((status, path))


def main():
    kinds = {name: found for name, found in pages().items() if found}
    c = connect()
    first = {}
    for name, paths in kinds.items():
        began = time.monotonic()
        fetch(c, paths[0])
        first[name] = (time.monotonic() - began) * 1000
    times, failed = {name: [] for name in kinds}, []
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=client, args=(i, kinds, times, failed, until)) for i in range(CLIENTS)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    print(f"{'page':14}{'alone':>9}{'count':>8}{'median':>9}{'95 %':>9}{'worst':>9}   ms, {CLIENTS} clients")
    for name, all_of in times.items():
        all_of.sort()
        print(f"{name:14}{first[name]:9.1f}{len(all_of):8}{statistics.median(all_of):9.1f}{all_of[int(len(all_of) * .95)]:9.1f}{all_of[-1]:9.1f}")
    print(f"{sum(map(len, times.values())) / SECONDS:.0f} requests a second, {len(failed)} failed", failed[:3] or "")
    sys.exit(bool(failed) or any(statistics.median(t) > LIMIT for t in times.values()))


if __name__ == "__main__":
    main()
