//! GraphML and GEXF.

use crate::graph::Network;
use std::borrow::Cow;
use std::io::{self, Write};

/// Write GraphML: node attributes `iri`, `type`, `zh`, `en`, `begins`, `ends`; edge attributes `predicate`, `statements`.
pub(super) fn graphml(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (name, on, kind) in [
        ("iri", "node", "string"),
        ("type", "node", "string"),
        ("zh", "node", "string"),
        ("en", "node", "string"),
        ("begins", "node", "string"),
        ("ends", "node", "string"),
        ("predicate", "edge", "string"),
        ("statements", "edge", "int"),
    ] {
        writeln!(out, "  <key id=\"{name}\" for=\"{on}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(out, "  <graph id=\"silkgraph\" edgedefault=\"directed\">")?;
    for (i, node) in network.nodes.iter().enumerate() {
        write!(out, "    <node id=\"n{i}\">{}{}{}", data("iri", node.iri.as_str()), data("type", node.kind.name()), data("zh", &node.zh))?;
        let en = node.en.as_ref().map(|en| data("en", en)).unwrap_or_default();
        let days = node.days.as_ref().map(|(b, e)| format!("{}{}", data("begins", b), data("ends", e))).unwrap_or_default();
        writeln!(out, "{en}{days}</node>")?;
    }
    for (i, edge) in network.edges.iter().enumerate() {
        let (predicate, statements) = (data("predicate", edge.predicate.name()), data("statements", &edge.statements.to_string()));
        writeln!(out, "    <edge id=\"e{i}\" source=\"n{}\" target=\"n{}\">{predicate}{statements}</edge>", edge.from, edge.to)?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

/// Write GEXF 1.3: labels are Chinese names, an edge's weight is its number of statements, dates and dated events have a span of time.
pub(super) fn gexf(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    writeln!(out, "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">\n    <attributes class=\"node\">")?;
    for name in ["iri", "type", "en"] {
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"string\"/>")?;
    }
    writeln!(out, "    </attributes>\n    <nodes>")?;
    for (i, node) in network.nodes.iter().enumerate() {
        let value = |name: &str, value: &str| format!("<attvalue for=\"{name}\" value=\"{}\"/>", escape(value));
        let en = node.en.as_ref().map(|en| value("en", en)).unwrap_or_default();
        let values = format!("{}{}{en}", value("iri", node.iri.as_str()), value("type", node.kind.name()));
        let days = node.days.as_ref().map(|(b, e)| format!(" start=\"{b}\" end=\"{e}\"")).unwrap_or_default();
        writeln!(out, "      <node id=\"n{i}\" label=\"{}\"{days}><attvalues>{values}</attvalues></node>", escape(&node.zh))?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (i, edge) in network.edges.iter().enumerate() {
        let (name, weight) = (edge.predicate.name(), edge.statements.max(1));
        writeln!(
            out,
            "      <edge id=\"e{i}\" source=\"n{}\" target=\"n{}\" kind=\"{name}\" label=\"{name}\" weight=\"{weight}\"/>",
            edge.from, edge.to
        )?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn data(key: &str, value: &str) -> String {
    format!("<data key=\"{key}\">{}</data>", escape(value))
}

/// Text as XML writes it; characters that XML 1.0 cannot hold become U+FFFD.
fn escape(text: &str) -> Cow<'_, str> {
    let special = |c: char| {
        matches!(c, '&' | '<' | '>' | '"' | '\u{FFFE}' | '\u{FFFF}')
            || (c.is_control() && c != '\u{7F}' && !('\u{80}'..='\u{9F}').contains(&c))
    };
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", c as u32)),
            c if special(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}
