//! Floor 12: read-only pages and the SPARQL protocol.
