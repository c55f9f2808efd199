//! [`View`] and [`Options`] → [`Picture`]: what is drawn, in words, before anything has a place.

use super::colour::Family;
use super::columns;
use super::fit;
use super::options::{Form, Lang, Options};
use super::pairs::{Pair, pairs};
use super::routes::{self, Route};
use super::select::{Chosen, choose};
use super::view::{Node, Source, View};
use super::words;
use crate::base::Diag;
use crate::ontology::{Modality, Predicate, Type};
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// A drawn entity.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its IRI.
    pub iri: String,
    /// Its type.
    pub kind: Type,
    /// Its label, in lines.
    pub lines: Vec<String>,
    /// Its second label, smaller, in lines: English where both languages are wanted.
    pub below: Vec<String>,
    /// Its full name and type, for those who point at it.
    pub tip: String,
    /// True for the entity that the picture is about.
    pub focus: bool,
    /// The text that speaks most of it; none where several do alike.
    pub text: Option<String>,
}

/// A drawn relation: all that is said in one direction between two entities.
#[derive(Clone, Debug)]
pub struct Link {
    /// Index of the subject's shape.
    pub from: usize,
    /// Index of the object's shape.
    pub to: usize,
    /// Predicates, firmest first where they differ. Empty for a membership.
    pub predicates: Vec<Predicate>,
    /// The label: 提出·支持. Empty where the picture explains itself: a corridor's link, a head of state.
    pub label: String,
    /// What it is about.
    pub family: Family,
    /// The firmest modality.
    pub modality: Modality,
    /// How many sentences say it.
    pub evidence: usize,
    /// True where it goes both ways.
    pub both_ways: bool,
    /// The whole in words, for those who point at it.
    pub tip: String,
}

impl Link {
    /// Width of its line, by how many sentences say it.
    pub fn stroke(&self) -> f64 {
        (1.1 + 0.55 * (self.evidence.max(1) as f64).ln()).min(3.4)
    }
}

/// What is drawn.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Title.
    pub title: String,
    /// One line below the title: the texts.
    pub subtitle: String,
    /// How much was drawn and what was left out.
    pub caption: String,
    /// The language of labels.
    pub lang: Lang,
    /// Entities.
    pub shapes: Vec<Shape>,
    /// Relations.
    pub links: Vec<Link>,
    /// Columns from left to right: a heading and shapes.
    pub columns: Vec<(String, Vec<usize>)>,
    /// Corridors, where the picture shows routes: then `columns` and `links` are empty.
    pub routes: Vec<Route>,
}

/// Choose what to draw and put it into words.
///
/// # Errors
/// When the options name an entity or a text that the view does not have, or several.
pub fn picture(view: &View, options: &Options) -> Result<Picture, Diag> {
    let chosen = choose(view, pairs(view, options)?, options)?;
    let place: BTreeMap<NodeIndex, usize> = chosen.nodes.iter().enumerate().map(|(i, &n)| (n, i)).collect();
    let mut shapes: Vec<Shape> = chosen.nodes.iter().map(|&n| shape(&view.graph[n], options.lang, Some(n) == chosen.focus)).collect();
    for (shape, &node) in shapes.iter_mut().zip(&chosen.nodes) {
        shape.text = columns::main_text(node, &chosen.pairs);
    }
    let links = chosen.pairs.iter().map(|p| link(view, p, place[&p.from], place[&p.to], options.lang)).collect::<Vec<_>>();
    let mut picture = Picture {
        title: options.title.as_deref().map_or_else(|| title(view, &chosen, options), fit::clean),
        subtitle: subtitle(view, &chosen, options.lang),
        caption: caption(&chosen, options.lang),
        lang: options.lang,
        shapes,
        links,
        columns: Vec::new(),
        routes: Vec::new(),
    };
    if options.form == Form::Routes {
        picture.routes = routes::routes(view, &chosen, &place, options);
    } else {
        picture.columns = columns::columns(view, &picture, options);
    }
    Ok(picture)
}

fn shape(node: &Node, lang: Lang, focus: bool) -> Shape {
    let (zh, en) = (node.name(), node.name_en());
    let lines = if lang == Lang::En { fit::wrap(en, 22, 3) } else { fit::wrap(zh, 20, 3) };
    let below = if lang == Lang::Both && en != zh { fit::wrap(en, 30, 2) } else { Vec::new() };
    let both = if en == zh { fit::clean(zh) } else { format!("{} · {}", fit::clean(zh), fit::clean(en)) };
    let tip = format!("{both} ({} {})", words::type_zh(node.kind), node.kind);
    Shape { iri: node.iri.clone(), kind: node.kind, lines, below, tip, focus, text: None }
}

fn link(view: &View, pair: &Pair, from: usize, to: usize, lang: Lang) -> Link {
    let modality = pair.modality();
    let mut parts: Vec<(Modality, Predicate)> = pair.parts.iter().map(|(&p, &m)| (m, p)).collect();
    parts.sort();
    let mark = |m: Modality| if m == modality { "" } else { words::modality_mark(m) };
    let zh: Vec<String> = parts.iter().map(|&(m, p)| format!("{}{}", words::predicate_zh(p), mark(m))).collect();
    let en: Vec<String> =
        parts.iter().map(|&(m, p)| format!("{}{}", words::predicate_en(p), if m == modality { "" } else { "?" })).collect();
    let (zh, en) = if parts.is_empty() { ("成员".to_owned(), "member".to_owned()) } else { (zh.join("·"), en.join(" · ")) };
    let plain = matches!(parts.as_slice(), [(_, Predicate::Links | Predicate::HeadOf)]) && modality != Modality::Negated;
    let label = match lang {
        _ if plain => String::new(),
        Lang::En => fit::shorten(&en, 30),
        _ => fit::shorten(&zh, 24),
    };
    let name = |n: NodeIndex| fit::clean(view.graph[n].name());
    let texts: Vec<&str> = pair.texts.iter().filter_map(|t| Some(view.sources.get(t)?.name())).collect();
    let said = if pair.parts.is_empty() {
        String::new()
    } else {
        format!(" [{}; {} ×{}]", words::modality_zh(modality), modality, pair.evidence)
    };
    let source = if texts.is_empty() { String::new() } else { format!(" — {}", fit::clean(&texts.join("; "))) };
    Link {
        from,
        to,
        family: parts.iter().map(|&(_, p)| Family::of(p)).min().unwrap_or(Family::Joint),
        both_ways: matches!(parts.as_slice(), [(_, Predicate::AlignsWith)]),
        predicates: parts.into_iter().map(|(_, p)| p).collect(),
        label,
        modality,
        evidence: pair.evidence,
        tip: format!("{} → {zh} → {}{said}{source}", name(pair.from), name(pair.to)),
    }
}

fn title(view: &View, chosen: &Chosen, options: &Options) -> String {
    let lang = options.lang;
    if let Some(focus) = chosen.focus {
        let node = &view.graph[focus];
        let (zh, en) = (fit::clean(node.name()), fit::clean(node.name_en()));
        return match lang {
            Lang::En => format!("{en}: relations"),
            Lang::Zh => format!("{zh}：关系图"),
            Lang::Both => format!("{zh}：关系图 {en}: relations"),
        };
    }
    if !options.predicates.is_empty() && options.form != Form::Routes {
        let join =
            |name: fn(Predicate) -> &'static str, mark: &str| options.predicates.iter().map(|&p| name(p)).collect::<Vec<_>>().join(mark);
        let (zh, en) = (join(words::predicate_zh, "、"), join(words::predicate_en, ", "));
        return lang.say(&format!("关系图：{zh}"), &format!("Relations: {en}"));
    }
    match options.form {
        Form::Core if !options.types.is_empty() => lang.say("关系图", "Relations"),
        Form::Core => lang.say("核心关系图", "Core relations"),
        Form::Routes => lang.say("互联互通通道图", "Corridors and their stops"),
        Form::Bipartite => lang.say("国家与倡议", "States and initiatives"),
    }
}

fn subtitle(view: &View, chosen: &Chosen, lang: Lang) -> String {
    let texts: BTreeSet<&String> = chosen.pairs.iter().flat_map(|p| &p.texts).collect();
    // Titles before mere file names.
    let name = |s: &Source| (s.title.is_empty(), fit::clean(s.name()));
    let names: BTreeSet<(bool, String)> = texts.iter().filter_map(|t| view.sources.get(*t)).map(name).filter(|n| !n.1.is_empty()).collect();
    let count = texts.len();
    let some: Vec<String> = names.iter().take(2).map(|n| fit::shorten(&n.1, 44)).collect();
    if count == 0 {
        return String::new();
    }
    let (zh_more, en_more) = if names.len() > 2 { (" 等", " and others") } else { ("", "") };
    let (zh_names, en_names) = (some.join("；"), some.join("; "));
    lang.say(
        &format!("据 {count} 篇文本：{zh_names}{zh_more}"),
        &match lang {
            Lang::Both => format!("({count} texts)"),
            _ => format!("From {count} texts: {en_names}{en_more}"),
        },
    )
}

fn caption(chosen: &Chosen, lang: Lang) -> String {
    let (n, m) = (chosen.nodes.len(), chosen.pairs.len());
    let (all_n, all_m) = (chosen.all_nodes, chosen.all_pairs);
    if n == all_n && m == all_m {
        return lang.say(&format!("全部绘出：{n} 个实体、{m} 组关系。"), &format!("All drawn: {n} entities, {m} relations."));
    }
    let zh = format!("绘出 {n}/{all_n} 个实体、{m}/{all_m} 组关系：取联系最多、证据最多者，其余未绘（--max-nodes 可加）。");
    let en = format!(
        "{n} of {all_n} entities and {m} of {all_m} relations drawn: the best connected and evidenced; the rest left out (--max-nodes)."
    );
    lang.say(&zh, &en)
}
