//! `silkgraph serve`: the explorer, on this machine.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use super::query::load;
use crate::base::Diag;
use crate::web::{self, Settings, Site};
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Options of `serve`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: silkgraph serve --texts data/texts\nPages at http://127.0.0.1:7070/, SPARQL at /query.")]
pub struct Args {
    /// The graph: .ttl .nt .nq .trig .rdf .jsonld; more than one are read together. Only .nq and .trig have named graphs
    #[arg(long, value_name = "GRAPH", default_value = super::query::GRAPH)]
    data: Vec<PathBuf>,
    /// The folder of the source texts; without it pages show the sentences that the graph quotes
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// The port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 7070)]
    port: u16,
    /// The address to listen at. Others than this machine's own let others in
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    host: String,
    /// A name that browsers may call this server by, as behind a proxy
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// An origin whose pages may read the data by script, such as https://example.org; `*` is every one
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    cors: Option<String>,
    /// How many seconds a query may take
    #[arg(long, value_name = "S", default_value = "10", value_parser = seconds)]
    timeout: Duration,
    /// How many rows a query may give
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    max_rows: usize,
    /// By how many megabytes the program may grow while queries run
    #[arg(long, value_name = "MB", default_value_t = 512)]
    max_memory: u64,
}

fn origin(value: &str) -> Result<String, String> {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://")).unwrap_or_default();
    let plain = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b));
    if value == "*" || plain { Ok(value.to_owned()) } else { Err("give * or an origin such as https://example.org".to_owned()) }
}

fn seconds(value: &str) -> Result<Duration, String> {
    let seconds = value.parse::<f64>().ok().filter(|s| *s > 0.0 && *s <= 86_400.0);
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "give seconds, more than 0".to_owned())
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let began = Instant::now();
    if let Some(texts) = args.texts.as_ref().filter(|t| !t.is_dir()) {
        return Err(Diag::error("input::unreadable", texts.display().to_string(), "this is no folder of texts").into());
    }
    let kit = ctx.kit()?;
    let graph = load(&args.data)?;
    let own = args.host.parse::<std::net::IpAddr>().map_or(args.host == "localhost", |a| a.is_loopback());
    let names = (own || !args.allow_host.is_empty()).then(|| [args.allow_host.as_slice(), std::slice::from_ref(&args.host)].concat());
    let settings =
        Settings { texts: args.texts, cors: args.cors, names, timeout: args.timeout, rows: args.max_rows, memory: args.max_memory << 20 };
    let site = Site::new(graph, kit, settings);
    let ready = |address: std::net::SocketAddr| {
        let took = began.elapsed().as_secs_f64();
        let mut out = ctx.stdout();
        // Who listens for this line reads the port from it.
        let said = writeln!(out, "http://{address}/").and_then(|()| out.flush());
        if said.is_ok() && !ctx.global.quiet {
            let (i, texts) = (&site.index, site.index.articles.len());
            let line =
                format!("{} triples, {} statements, {texts} texts; ready in {took:.1} s; Ctrl+C ends it", i.triples, i.statements.len());
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    };
    let failed = |e: std::io::Error| -> Failure {
        let what = format!("cannot serve at {}:{}: {e}", args.host, args.port);
        Diag::error("cli::address", "", what).help("another --port, or 0 for a free one").into()
    };
    web::serve(std::sync::Arc::clone(&site), (&args.host, args.port), ready, ended()).map_err(failed)?;
    Ok(Exit::Ok)
}

/// Over when the program is told to end.
async fn ended() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
