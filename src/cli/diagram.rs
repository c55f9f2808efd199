//! `silkgraph diagram`: a graph as a drawing.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use crate::base::Diag;
use crate::diagram::{self, Cluster, Form, Lang, Options, Picture, SvgOptions, View, graphviz};
use crate::export;
use crate::graph::scan;
use crate::ontology::{Predicate, Type};
use oxigraph::model::Quad;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Options of `diagram`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  silkgraph diagram -o core.svg\n  silkgraph diagram --focus 吉尔吉斯斯坦 --depth 1 -o kg.svg\n  silkgraph diagram --view routes --lang both -o routes.svg"
)]
pub struct Args {
    /// The graph: .ttl .nt .nq .trig .rdf .jsonld; more than one are read together
    #[arg(long, value_name = "GRAPH", default_value = super::query::GRAPH)]
    data: Vec<PathBuf>,
    /// Where to write: .svg .dot .png .pdf; `-` is standard output (SVG)
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// Which picture
    #[arg(long, value_name = "VIEW", default_value = "core", value_parser = ["core", "routes", "bipartite"])]
    view: String,
    /// Only what surrounds this entity: a name in Chinese or English, another name, or an IRI
    #[arg(long, value_name = "ENTITY")]
    focus: Option<String>,
    /// How many steps around the focus
    #[arg(long, value_name = "N", default_value_t = 1)]
    depth: usize,
    /// Only these predicates, such as proposes,supports
    #[arg(long, value_name = "P,…", value_delimiter = ',', value_parser = predicate)]
    predicate: Vec<Predicate>,
    /// Only entities of these types, such as State,Initiative; of one type, also their neighbours
    #[arg(long = "type", value_name = "T,…", value_delimiter = ',', value_parser = kind)]
    kind: Vec<Type>,
    /// Only statements of this text: its file name, IRI or part of its title; may be repeated
    #[arg(long, value_name = "FILE")]
    text: Vec<String>,
    /// The language of labels
    #[arg(long, value_name = "LANG", default_value = "zh", value_parser = ["zh", "en", "both"])]
    lang: String,
    /// At most so many entities; the picture says what was left out
    #[arg(long, value_name = "N", default_value_t = 60)]
    max_nodes: usize,
    /// What stands together
    #[arg(long, value_name = "BY", default_value = "type", value_parser = ["type", "text"])]
    cluster: String,
    /// A title instead of the usual one
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Who places the boxes: silkgraph itself, Graphviz, or for .png and .pdf whichever is there
    #[arg(long, value_name = "ENGINE", default_value = "auto", value_parser = ["auto", "builtin", "dot"])]
    engine: String,
}

fn predicate(name: &str) -> Result<Predicate, String> {
    let name = name.trim().trim_start_matches("sg:");
    Predicate::parse(name).ok_or_else(|| format!("use {}", Predicate::ALL.iter().map(|p| p.name()).collect::<Vec<_>>().join(", ")))
}

fn kind(name: &str) -> Result<Type, String> {
    let name = name.trim().trim_start_matches("sg:");
    Type::parse(name).ok_or_else(|| format!("use {}", Type::ALL.iter().map(|t| t.name()).collect::<Vec<_>>().join(", ")))
}

impl Args {
    fn options(&self) -> Options {
        Options {
            form: match self.view.as_str() {
                "routes" => Form::Routes,
                "bipartite" => Form::Bipartite,
                _ => Form::Core,
            },
            focus: self.focus.clone(),
            depth: self.depth,
            predicates: self.predicate.clone(),
            types: self.kind.clone(),
            texts: self.text.clone(),
            lang: match self.lang.as_str() {
                "en" => Lang::En,
                "both" => Lang::Both,
                _ => Lang::Zh,
            },
            max_nodes: self.max_nodes,
            cluster: if self.cluster == "text" { Cluster::Text } else { Cluster::Type },
            title: self.title.clone(),
        }
    }
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let format = format(&args.output)?;
    let view = view(&args.data, ctx)?;
    let picture = diagram::picture(&view, &args.options())?;
    let bytes = draw(&picture, format, &args.engine, ctx)?;
    if args.output == Path::new("-") {
        let mut out = ctx.stdout();
        out.write_all(&bytes)?;
        out.flush()?;
    } else {
        export::replace(&args.output, &bytes)?;
        let note = Diag::new("diagram::drawn", crate::base::Severity::Note, args.output.display().to_string(), picture.caption.clone());
        ctx.tell(&note);
    }
    Ok(Exit::Ok)
}

/// The view of graph files. They are read through without a store: nothing is asked of them but what is drawn.
pub(super) fn view(files: &[PathBuf], ctx: &Ctx) -> Result<View, Failure> {
    super::query::settle(files)?;
    let wanted = |quad: &Quad| View::wants(quad.predicate.as_str(), &quad.object);
    let triples = ctx.pool()?.install(|| files.iter().map(|file| scan(file, wanted)).collect::<Result<Vec<_>, _>>())?;
    Ok(View::from_triples(triples.into_iter().flatten()))
}

fn format(path: &Path) -> Result<&'static str, Failure> {
    if path == Path::new("-") {
        return Ok("svg");
    }
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("svg") => Ok("svg"),
        Some("dot" | "gv") => Ok("dot"),
        Some("png") => Ok("png"),
        Some("pdf") => Ok("pdf"),
        _ => Err(Failure::usage("the ending of the drawing's name is of no format", "use .svg, .dot, .png or .pdf")),
    }
}

/// The drawing's bytes. SVG is our own unless Graphviz is asked for: it is the same on every machine.
/// PNG and PDF need a program: librsvg's converter for our own layout, else Graphviz.
fn draw(picture: &Picture, format: &str, engine: &str, ctx: &Ctx) -> Result<Vec<u8>, Failure> {
    let own = || diagram::svg(picture, SvgOptions::default());
    match (format, engine) {
        ("dot", _) => Ok(diagram::dot(picture).into_bytes()),
        (_, "dot") if graphviz::installed() => Ok(graphviz::draw(&diagram::dot(picture), format)?),
        ("svg", "dot") => {
            ctx.tell(&Diag::warning("diagram::no_graphviz", "", "Graphviz (dot) is not installed: drawn with the built-in layout"));
            Ok(own().into_bytes())
        }
        ("svg", _) => Ok(own().into_bytes()),
        (_, "auto" | "builtin") if graphviz::converter_installed() => Ok(graphviz::convert(&own(), format)?),
        (_, "auto") if graphviz::installed() => Ok(graphviz::draw(&diagram::dot(picture), format)?),
        _ => {
            Err(Diag::error("diagram::no_program", "", format!("{format} needs rsvg-convert or Graphviz (dot), and neither is installed"))
                .help("write .svg instead: that needs no other program")
                .into())
        }
    }
}
