//! `silkgraph push`: a graph to a store.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use super::progress::{Progress, Total};
use crate::graph;
use crate::pipeline::Count;
use crate::remote::{self, Settings, Store, Target};
use oxigraph::model::NamedNode;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

/// Options of `push`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  silkgraph push --endpoint http://127.0.0.1:7878/store out/graph.nq        Oxigraph\n  silkgraph push --endpoint http://127.0.0.1:3030/kg/data parts/*.nq        Fuseki\nTriples are added to what the store has; sending them again changes nothing. Only .nq and .trig have named graphs.\nThe address is http: for https put a proxy or a tunnel between."
)]
pub struct Args {
    /// The graphs: .nq .trig .ttl .nt .rdf .jsonld
    #[arg(required = true, value_name = "GRAPH")]
    data: Vec<PathBuf>,
    /// The address of the store's Graph Store protocol
    #[arg(long, value_name = "URL", value_parser = address)]
    endpoint: String,
    /// Put everything into this graph of the store; `default` is its default graph
    #[arg(long, value_name = "IRI", value_parser = target, default_value = "same", hide_default_value = true)]
    graph: Target,
    /// A header for the store, such as 'Authorization: Bearer …'; @FILE reads them from a file
    #[arg(long, value_name = "HEADER")]
    header: Vec<String>,
    /// How much to send at a time, in kilobytes
    #[arg(long, value_name = "KB", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(1..=1 << 20))]
    batch: u32,
    /// How many seconds one request may take
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
}

/// An address that we can speak to, for clap.
pub(super) fn address(url: &str) -> Result<String, String> {
    let uri: ureq::http::Uri = url.parse().map_err(|e| format!("this is no address: {e}"))?;
    match uri.scheme_str() {
        Some("http") if uri.host().is_some_and(|h| !h.is_empty()) => Ok(url.to_owned()),
        Some("https") => Err("https is not spoken here: put a proxy or a tunnel between, and give its http address".to_owned()),
        _ => Err("give an address such as http://127.0.0.1:7878/store".to_owned()),
    }
}

fn target(name: &str) -> Result<Target, String> {
    match name {
        "same" => Ok(Target::Same),
        "default" => Ok(Target::Default),
        iri => NamedNode::new(iri).map(Target::One).map_err(|e| format!("this is no IRI: {e}")),
    }
}

/// A store and how to speak to it.
pub(super) fn store(url: &str, headers: &[String], timeout: Duration) -> Result<Store, Failure> {
    let mut list = Vec::new();
    for given in headers {
        let lines = match given.strip_prefix('@') {
            None => given.clone(),
            Some(path) => std::fs::read_to_string(path)
                .map_err(|e| Failure::usage(format!("cannot read the headers in {path}: {e}"), "one a line: Name: value"))?,
        };
        for line in lines.lines().filter(|l| !l.trim().is_empty()) {
            let Some((name, value)) = line.split_once(':') else {
                return Err(Failure::usage("a header is a name, a colon and a value", "--header 'Authorization: Bearer …'"));
            };
            list.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    Ok(Store::new(url, Settings { headers: list, timeout, ..Settings::default() }))
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let store = store(&args.endpoint, &args.header, Duration::from_secs(args.timeout))?;
    // Every file must be there before the first triple leaves.
    let files = args.data.iter().map(|path| graph::stream(path)).collect::<Result<Vec<_>, _>>()?;
    let progress = Progress::new(ctx, "triples", Total::Unknown, Count::default());
    let done = remote::push(&store, files.into_iter().flatten(), &args.graph, args.batch as usize * 1024, &|n| progress.add(n));
    drop(progress);
    let done = done?;
    if !ctx.global.quiet {
        let mut out = ctx.stdout();
        writeln!(out, "{} triples sent to {} in {} requests", done.triples, args.endpoint, done.requests)?;
        out.flush()?;
    }
    Ok(Exit::Ok)
}
