//! `silkgraph graph`: what the shape of a graph says.

use super::ctx::Ctx;
use super::exit::{Exit, Outcome};
use crate::diagram::{View, analysis, words};
use petgraph::graph::NodeIndex;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// Options of `graph`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  silkgraph graph centrality --top 10\n  silkgraph graph path 哈萨克斯坦 全球发展倡议")]
pub struct Args {
    /// What to measure
    #[command(subcommand)]
    measure: Measure,
    /// The graph: .ttl .nt .nq .trig .rdf .jsonld; more than one are read together
    #[arg(long, global = true, value_name = "GRAPH", default_value = super::query::GRAPH)]
    data: Vec<PathBuf>,
    /// Show at most so many rows; 0 shows all
    #[arg(long, global = true, value_name = "N", default_value_t = 20)]
    top: usize,
}

#[derive(Debug, clap::Subcommand)]
enum Measure {
    /// Who stands in the middle: degree, PageRank, betweenness
    Centrality,
    /// What belongs together, by label propagation
    Communities,
    /// A shortest path between two entities
    Path {
        /// A name in Chinese or English, another name, or an IRI
        from: String,
        /// The same
        to: String,
    },
    /// The parts that nothing joins to each other
    Components,
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let view = super::diagram::view(&args.data, ctx)?;
    let mut out = ctx.stdout();
    let top = if args.top == 0 { usize::MAX } else { args.top };
    let exit = match args.measure {
        Measure::Centrality => centrality(&view, top, &mut out)?,
        Measure::Communities => parts(&view, &analysis::communities(&view), "社群 community", top, &mut out)?,
        Measure::Components => parts(&view, &analysis::components(&view), "部分 part", top, &mut out)?,
        Measure::Path { from, to } => path(&view, view.only(&from)?, view.only(&to)?, &mut out)?,
    };
    out.flush()?;
    Ok(exit)
}

fn centrality(view: &View, top: usize, out: &mut dyn Write) -> io::Result<Exit> {
    let mut rows = vec![row(["实体 entity", "类型 type", "度 degree", "句 sentences", "PageRank", "中介 betweenness"])];
    for c in analysis::centrality(view).into_iter().take(top) {
        let node = &view.graph[c.node];
        let (rank, between) = (format!("{:.4}", c.page_rank), format!("{:.4}", c.betweenness));
        rows.push(row([node.name(), words::type_zh(node.kind), &c.degree.to_string(), &c.evidence.to_string(), &rank, &between]));
    }
    table(&rows, 2, out)?;
    Ok(Exit::Ok)
}

fn parts(view: &View, parts: &[Vec<NodeIndex>], name: &str, top: usize, out: &mut dyn Write) -> io::Result<Exit> {
    let mut rows = vec![row([name, "实体数 size", "最相连者 best joined"])];
    for (i, part) in parts.iter().enumerate().take(top) {
        let best: Vec<&str> = part.iter().take(6).map(|&n| view.graph[n].name()).collect();
        rows.push(row([&(i + 1).to_string(), &part.len().to_string(), &best.join("、")]));
    }
    table(&rows, usize::MAX, out)?;
    Ok(Exit::Ok)
}

fn path(view: &View, from: NodeIndex, to: NodeIndex, out: &mut dyn Write) -> io::Result<Exit> {
    let Some(hops) = analysis::path(view, from, to) else {
        writeln!(out, "{} 与 {} 之间无路径 no path", view.graph[from].name(), view.graph[to].name())?;
        return Ok(Exit::Found);
    };
    writeln!(out, "{}", view.graph[from].name())?;
    for hop in hops {
        let what: Vec<&str> = hop.predicates.iter().map(|&p| words::predicate_zh(p)).collect();
        let what = what.join("·");
        let arrow = if hop.forward { format!("—{what}→") } else { format!("←{what}—") };
        let texts: BTreeSet<&str> = hop.texts.iter().filter_map(|t| view.sources.get(t)).map(|s| s.name()).collect();
        let texts: Vec<&str> = texts.into_iter().collect();
        let from = if texts.is_empty() { String::new() } else { format!("   [{}]", texts.join("；")) };
        writeln!(out, "  {arrow} {}{from}", view.graph[hop.to].name())?;
    }
    Ok(Exit::Ok)
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.iter().map(|c| c.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Columns aligned as terminals show Chinese; from column `numbers` on, to the right.
fn table(rows: &[Vec<String>], numbers: usize, out: &mut dyn Write) -> io::Result<()> {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns).map(|c| rows.iter().map(|r| r[c].width()).max().unwrap_or(0)).collect();
    for row in rows {
        let cells = row.iter().enumerate().map(|(c, cell)| {
            let space = " ".repeat(widths[c] - cell.width());
            if c >= numbers { format!("{space}{cell}") } else { format!("{cell}{space}") }
        });
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}
