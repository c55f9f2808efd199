# Everything that is done more than once. `just` lists it.

_list:
    @just --list --unsorted

# Every check, as CI runs it
ci:
    .ci/run

# The tests
test *args:
    cargo test --release {{args}}

# The graph of data/texts, in out/
build:
    cargo run --release -- build data/texts -o out

# The examples and rejects of rules whose id begins so
rules prefix="":
    cargo run --release -- rules test {{prefix}}

# Scores on the visible gold, with the first mistakes
eval errors="20":
    cargo run --release -- eval --errors {{errors}}

# Write the last scores into docs/accuracy.md
score:
    cargo run --release --example accuracy -- --write

# Write the outputs in README.md and README.zh-CN.md, and the picture, anew
readme:
    UPDATE_README=1 cargo test --release --test readme
    cargo run --release -- --quiet build data/texts -o out
    cargo run --release -- diagram --data out/graph.ttl --focus 吉尔吉斯斯坦 --lang both -o docs/diagrams/readme.svg

# Draw the diagrams of docs/diagrams anew
diagrams:
    cargo run --release -- --quiet build data/texts -o out
    cargo run --release -- --quiet diagram --data out/graph.ttl --max-nodes 36 --title 五篇文本的核心关系 -o docs/diagrams/core.svg
    cargo run --release -- --quiet diagram --data out/graph.ttl --view routes --lang both -o docs/diagrams/routes.svg
    cargo run --release -- --quiet diagram --data out/graph.ttl --focus 吉尔吉斯斯坦 -o docs/diagrams/kyrgyzstan.svg
    cargo run --release -- --quiet diagram --data out/graph.ttl --view bipartite --predicate proposes,supports,notes --type UNInitiative,State,Group -o docs/diagrams/un-initiatives.svg

# A graph of a million triples against oxigraph's own binding and rdflib
million:
    cargo build --release
    python3 benches/million.py target/release/silkgraph

# Fuzz every target for so many seconds
fuzz seconds="60":
    tests/fuzz/run {{seconds}}

# A server and 64 clients, some of them bad, for ten minutes
soak seconds="600":
    cargo build --release
    target/release/silkgraph --quiet build data/texts -o out
    python3 benches/soak.py target/release/silkgraph out/graph.ttl {{seconds}}

# Lay out the code
fmt:
    cargo fmt

# The documentation of the library
docs:
    cargo doc --no-deps --open
