#!/usr/bin/env python3
"""A server under bad company: python3 benches/soak.py SILKGRAPH GRAPH [SECONDS [CLIENTS]]

Starts `SILKGRAPH serve --data GRAPH` and clients of four kinds: of eight, five read pages and ask quick queries (good), one
sends requests that must be refused (bad), one asks queries without end (slow), one hangs up in the middle (dropped).
Prints what each kind was answered, and the server's memory and open files. Ends with 1 where a good request failed, a
bad one was not refused, or, from two minutes on, the memory of the last quarter is more than a tenth (and 16 MB) above
that of the second.
"""
import collections
import http.client
import os
import random
import re
import socket
import statistics
import struct
import subprocess
import sys
import threading
import time
import urllib.parse

SECONDS = float(sys.argv[3]) if len(sys.argv) > 3 else 600
CLIENTS = int(sys.argv[4]) if len(sys.argv) > 4 else 64
PAUSE = 0.05
quote = urllib.parse.quote

GOOD = [
    "/", "/search?q=" + quote("中国"), "/suggest?q=zhong", "/entities?type=Mechanism", "/facts?predicate=supports", "/texts",
    "/entity/china", "/entity/uzbekistan", "/diagram", "/diagram?focus=uzbekistan", "/ask?question=02-second-summit-host",
    "/data/ttl/china", "/data/jsonld/kazakhstan", "/id/china",
    "/query?query=" + quote("SELECT ?what WHERE { sgr:kazakhstan sg:hosts ?what } LIMIT 20"),
    "/query?query=" + quote("SELECT (COUNT(*) AS ?n) { ?s a sg:Statement }"),
    "/query?query=" + quote("ASK { sgr:china a sg:State }"),
    "/query?query=" + quote("CONSTRUCT { ?s rdfs:label ?n } WHERE { ?s a sg:State ; rdfs:label ?n }"),
]
# Method, path, headers, body, what must be answered.
BAD = [
    ("GET", "/query?query=" + quote("SELECT * {"), {}, None, {400}),
    ("GET", "/query?query=" + quote("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), {}, None, {400}),
    ("GET", "/query?query=%FF", {}, None, {400}),
    ("GET", "/query?query=" + quote("ASK { FILTER(" + "(" * 500 + "1" + ")" * 500 + ") }"), {}, None, {400, 413}),
    ("GET", "/nowhere", {}, None, {404}),
    ("GET", "/entity/" + quote("../../etc/passwd", safe=""), {}, None, {404}),
    ("GET", "/assets/..%2f..%2fCargo.toml", {}, None, {404}),
    ("GET", "/data/exe/china", {}, None, {404, 406}),
    ("PUT", "/query", {}, b"x", {405}),
    ("POST", "/query", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", {415}),
    ("POST", "/query", {"Content-Type": "application/sparql-query"}, b"#" + b"x" * (2 << 20), {413}),
    ("GET", "/", {"Host": "evil.example"}, None, {421}),
]
SLOW = [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT * { ?a (!sg:x|^!sg:y)* ?b . ?c (!sg:x)* ?d }",
]


def start(program, graph):
    command = [program, "--quiet", "serve", "--data", graph, "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return server, urllib.parse.urlsplit(server.stdout.readline().strip())


def held(pid):
    """Resident megabytes and open files."""
    status = open(f"/proc/{pid}/status").read()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024, len(os.listdir(f"/proc/{pid}/fd"))


class Client(threading.Thread):
    def __init__(self, kind, number, base, until, tally):
        super().__init__()
        self.kind, self.base, self.until, self.tally, self.random = kind, base, until, tally, random.Random(number)
        self.connection, self.times = None, []

    def run(self):
        while time.monotonic() < self.until:
            began = time.monotonic()
            try:
                said = getattr(self, self.kind)()
            except (OSError, http.client.HTTPException) as error:
                said, self.connection = f"{type(error).__name__}: {error}", None
            self.times.append(time.monotonic() - began)
            self.tally[self.kind][said] += 1
            time.sleep(PAUSE)

    def fetch(self, method, path, headers=(), body=None):
        self.connection = self.connection or http.client.HTTPConnection(self.base.hostname, self.base.port, timeout=60)
        self.connection.request(method, path, body=body, headers=dict(headers))
        answer = self.connection.getresponse()
        self.said = answer.read(120).decode(errors="replace").strip()
        answer.read()
        # A body that was refused unread is the end of its connection.
        if answer.will_close or answer.status == 413:
            self.connection = None
        return answer.status

    def good(self):
        path = self.random.choice(GOOD)
        status = self.fetch("GET", path)
        return "ok" if status in (200, 303) else f"{status} {path[:40]} “{self.said[:60]}”"

    def bad(self):
        method, path, headers, body, want = self.random.choice(BAD)
        kept = self.connection is not None
        try:
            status = self.fetch(method, path, headers, body)
        except (ConnectionError, http.client.HTTPException):
            # A body that is refused unread may be cut off while it is sent, and a kept connection be closed after one.
            self.connection = None
            if body:
                return "refused"
            if not kept:
                raise
            status = self.fetch(method, path, headers, body)
        return "refused" if status in want else f"{status} {method} {path[:60]}"

    def slow(self):
        return f"{self.fetch('GET', '/query?query=' + quote(self.random.choice(SLOW)))} “{self.said[:60]}”"

    def dropped(self):
        s = socket.create_connection((self.base.hostname, self.base.port), timeout=60)
        query = "GET /query?query=" + quote(self.random.choice(SLOW)) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
        what = self.random.randrange(5)
        if what == 0:
            s.sendall(b"GET / HT")
        elif what == 1:
            s.sendall(b"POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 100000\r\n\r\nASK")
        elif what == 2:
            s.sendall(b"GET /diagram HTTP/1.1\r\nHost: localhost\r\n\r\n")
            s.recv(10)
        elif what == 3:
            s.sendall(query.encode())
            time.sleep(self.random.random() / 4)
        if self.random.random() < 0.5:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        s.close()
        return "hung up"


def main():
    server, base = start(sys.argv[1], sys.argv[2])
    try:
        until = time.monotonic() + SECONDS
        tally = {kind: collections.Counter() for kind in ("good", "bad", "slow", "dropped")}
        kinds = ["good", "bad", "good", "slow", "good", "dropped", "good", "good"]
        clients = [Client(kinds[i % 8], i, base, until, tally) for i in range(CLIENTS)]
        [c.start() for c in clients]
        samples = []
        while time.monotonic() < until:
            time.sleep(min(1, SECONDS / 40))
            samples.append(held(server.pid))
        [c.join() for c in clients]
        time.sleep(3)
        after = held(server.pid)
        alive = server.poll() is None
    finally:
        server.terminate()
        server.wait()
    for kind, said in tally.items():
        times = sorted(t for c in clients if c.kind == kind for t in c.times)
        print(f"{kind:8} {len(times):7}  median {statistics.median(times) * 1000:.0f} ms, 95 % {times[int(len(times) * .95)] * 1000:.0f} ms, worst {times[-1] * 1000:.0f} ms")
        print("        ", ", ".join(f"{n} {what}" for what, n in said.most_common(6)))
    quarter = len(samples) // 4
    second, last = (statistics.median(m for m, _ in samples[i * quarter:(i + 1) * quarter]) for i in (1, 3))
    print(f"memory   first {samples[0][0]:.0f} MB, second quarter {second:.0f} MB, last quarter {last:.0f} MB, most {max(m for m, _ in samples):.0f} MB, at rest {after[0]:.0f} MB")
    print(f"files    most {max(f for _, f in samples)}, at rest {after[1]}")
    wrong = (sum(tally["good"].values()) - tally["good"]["ok"], sum(tally["bad"].values()) - tally["bad"]["refused"])
    flat = last <= second * 1.1 + 16 or SECONDS < 120
    print(f"{wrong[0]} good requests failed, {wrong[1]} bad ones were not refused, memory {'flat' if flat else 'NOT flat'}, server {'alive' if alive else 'DEAD'}, {SECONDS:.0f} s, {CLIENTS} clients")
    sys.exit(bool(wrong[0] or wrong[1] or not flat or not alive))


if __name__ == "__main__":
    main()
