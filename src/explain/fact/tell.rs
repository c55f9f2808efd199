//! A statement of the graph → everything there is to say about it.

use super::texts::{Again, Texts};
use super::{Evidence, RuleAt, Told};
use crate::base::{Norm, Span};
use crate::explain::fate;
use crate::graph::{Chars, Graph, iri, words};
use crate::ontology::{Modality, Predicate, SG};
use crate::pipeline::Kit;
use crate::relation::{Claim, LINE_RULE};
use oxigraph::model::{NamedNode, NamedNodeRef};
use std::ops::Range;

/// Tell of a statement; none where it lacks a part that every statement has.
pub fn tell(graph: &Graph, texts: &mut Texts<'_>, statement: &NamedNode, note: Option<String>) -> Option<Told> {
    let node = |word| graph.nodes(statement.as_ref(), word).into_iter().next();
    let (subject, object, article) = (node(words::SUBJECT)?, node(words::OBJECT)?, node(words::DERIVED_FROM)?);
    let predicate = Predicate::parse(node(words::PREDICATE)?.as_str().strip_prefix(SG)?)?;
    let modality = Modality::parse(&node(words::MODALITY)?.as_str().strip_prefix(SG)?.to_ascii_lowercase())?;
    let asked = Asked { subject: &subject, predicate, object: &object, modality };
    let ids: Vec<String> = graph.nodes(statement.as_ref(), words::RULE).iter().map(|r| label(graph, r)).collect();
    let carried: Vec<String> = literals(graph, statement, words::CARRIED);
    let triggers: Vec<String> = literals(graph, statement, words::TRIGGER);
    let mut evidence: Vec<(usize, Evidence)> = graph
        .nodes(statement.as_ref(), words::EVIDENCE)
        .iter()
        .map(|e| {
            let (start, mut told) = piece(graph, e);
            let file = graph.nodes(e.as_ref(), words::HAS_SOURCE).into_iter().next();
            let again = file.and_then(|f| texts.get(graph, &f));
            told.line = again.as_ref().map(|a| a.line(start));
            let found = again.as_ref().is_some_and(|a| from_text(texts.kit(), a, &asked, start, &mut told));
            if !found {
                from_graph(texts.kit(), &ids, &carried, &triggers, &mut told);
            }
            (start, told)
        })
        .collect();
    evidence.sort_by(|a, b| (&a.1.file, a.0).cmp(&(&b.1.file, b.0)));
    let name = |n: &NamedNode| graph.name(n.as_ref());
    Some(Told {
        statement: statement.clone(),
        subject: name(&subject),
        predicate,
        object: name(&object),
        modality,
        article: titled(graph, &article),
        note,
        evidence: evidence.into_iter().map(|e| e.1).collect(),
    })
}

/// What the statement says, to find it again.
struct Asked<'a> {
    subject: &'a NamedNode,
    predicate: Predicate,
    object: &'a NamedNode,
    modality: Modality,
}

fn literals(graph: &Graph, node: &NamedNode, word: NamedNodeRef<'_>) -> Vec<String> {
    let objects = graph.objects(node.as_ref(), word).into_iter();
    objects.filter_map(|t| if let oxigraph::model::Term::Literal(l) = t { Some(l.value().to_owned()) } else { None }).collect()
}

fn label(graph: &Graph, rule: &NamedNode) -> String {
    graph.value(rule.as_ref(), words::LABEL).map_or_else(|| graph.name(rule.as_ref()), |l| l.value().to_owned())
}

fn titled(graph: &Graph, article: &NamedNode) -> String {
    let value = |word| graph.value(article.as_ref(), word).map(|l| l.value().to_owned());
    let name = value(words::TITLE).or_else(|| value(words::FILE)).unwrap_or_else(|| article.to_string());
    [Some(name), value(words::DATE), value(words::GENRE)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What the graph keeps of a piece of evidence: the place and the words.
fn piece(graph: &Graph, node: &NamedNode) -> (usize, Evidence) {
    let selectors = graph.nodes(node.as_ref(), words::HAS_SELECTOR);
    let value = |word| selectors.iter().find_map(|s| graph.value(s.as_ref(), word)).map(|l| l.value().to_owned());
    let start = value(words::START).and_then(|s| s.parse().ok()).unwrap_or(0);
    let file = graph.nodes(node.as_ref(), words::HAS_SOURCE);
    let file = file.first().and_then(|f| graph.value(f.as_ref(), words::FILE)).map_or_else(String::new, |l| l.value().to_owned());
    let text = value(words::EXACT).unwrap_or_default();
    (start, Evidence { file, text, ..Evidence::default() })
}

fn from_graph(kit: &Kit, ids: &[String], carried: &[String], triggers: &[String], told: &mut Evidence) {
    told.rules = ids.iter().map(|id| rule_at(kit, id)).collect();
    told.carried = carried.first().cloned();
    for trigger in triggers {
        if let Some(at) = told.text.find(trigger.as_str()) {
            told.marks.push((at..at + trigger.len(), "trigger".to_owned()));
        }
    }
}

/// A rule and where it is written.
pub fn rule_at(kit: &Kit, id: &str) -> RuleAt {
    let (at, says) = match kit.rules.head(id) {
        Some(head) => (format!("{}:{}", head.file, head.line), head.says.clone()),
        None if id == LINE_RULE => (String::new(), "A line joins what its name names; built in.".to_owned()),
        None => (String::new(), "The kit has no such rule: the graph was made with another one.".to_owned()),
    };
    RuleAt { id: id.to_owned(), at, says }
}

/// Find the claim again in the text; false where the text does not give it any more.
fn from_text(kit: &Kit, again: &Again, asked: &Asked<'_>, start: usize, told: &mut Evidence) -> bool {
    let run = &again.run;
    let chars = Chars::new(&run.text.raw);
    let same = |entity: usize, node: &NamedNode| run.resolved.entities.get(entity).is_some_and(|e| iri::entity(&e.key) == *node);
    let claims: Vec<&Claim> = run
        .claims
        .list
        .iter()
        .filter(|c| c.predicate == asked.predicate && c.modality == asked.modality)
        .filter(|c| same(c.subject, asked.subject) && same(c.object, asked.object))
        .filter(|c| chars.at(run.text.to_raw(c.evidence).start) == start)
        .collect();
    let Some(first) = claims.first() else { return false };
    told.again = true;
    told.text = first.evidence.of(&run.text.norm).to_owned();
    told.rules = claims.iter().map(|c| rule_at(kit, &c.rule)).collect();
    told.rules.dedup();
    for claim in &claims {
        told.marks.extend(marks(again, claim));
    }
    told.marks.sort_by_key(|m| (m.0.start, m.0.end));
    told.marks.dedup();
    told.subject = Some(subject(again, first));
    let named = || {
        let object = run.resolved.entities.get(first.object)?;
        Some(format!("{}: the name of the line, or its entry in the lexicon, holds it", object.zh))
    };
    told.object = first.object_mention.map(|m| meaning(again, m)).or_else(named);
    told.carried = first.carried.map(str::to_owned);
    told.lost = lost(kit, again, first);
    true
}

/// The words of subject, trigger and object in the sentence.
pub fn marks(again: &Again, claim: &Claim) -> Vec<(Range<usize>, String)> {
    let run = &again.run;
    let place =
        |span: Span<Norm>| claim.evidence.contains(span).then(|| span.start - claim.evidence.start..span.end - claim.evidence.start);
    let of = |mention: Option<usize>| mention.and_then(|m| place(run.mentions.list[m].span));
    let subject = of(claim.subject_mention);
    let object = of(claim.object_mention);
    // A rule without a named trigger matches over both: then the verb is not known.
    let trigger = place(claim.trigger).filter(|t| {
        let covers = |o: &Option<Range<usize>>| o.as_ref().is_some_and(|o| t.start <= o.start && o.end <= t.end);
        !covers(&subject) && !covers(&object)
    });
    let named = [(subject, "subject"), (trigger, "trigger"), (object, "object")];
    named.into_iter().filter_map(|(range, name)| Some((range?, name.to_owned()))).collect()
}

/// Who the subject is, and why.
fn subject(again: &Again, claim: &Claim) -> String {
    let run = &again.run;
    let Some(m) = claim.subject_mention else {
        let name = run.resolved.entities.get(claim.subject).map_or("?", |e| e.zh.as_str());
        return match &claim.carried {
            Some(how) => format!("{name}: {how}"),
            None => name.to_owned(),
        };
    };
    let mention = &run.mentions.list[m];
    let mut said = meaning(again, m);
    if !claim.evidence.contains(mention.span) {
        let line = again.line_of(run.text.to_raw(mention.span).start);
        said = format!("{said}; it stands before, on line {line}");
    }
    said
}

/// What a mention means, and why.
pub fn meaning(again: &Again, mention: usize) -> String {
    let run = &again.run;
    let words = run.mentions.list[mention].span.of(&run.text.norm).replace('\n', "");
    let entity = run.resolved.of.get(mention).and_then(|&e| run.resolved.entities.get(e));
    let why = run.resolved.why.get(mention).unwrap_or_default();
    let name = entity.map_or("?", |e| e.zh.as_str());
    let members = entity.map_or(0, |e| e.members.len());
    let count = if members > 1 { format!(" → {members} states") } else { String::new() };
    if why.is_empty() { format!("{words} → {name}") } else { format!("{words}{count}: {why}") }
}

/// The rules that matched with the same object and lost.
fn lost(kit: &Kit, again: &Again, claim: &Claim) -> Vec<String> {
    let here = again.trace.attempts.iter().filter(|a| {
        let near = a.object.is_none() || a.object == claim.object_mention;
        (a.article, a.sentence) == (claim.article, claim.sentence) && near && a.rule != claim.rule
    });
    let mut out: Vec<String> = here
        .filter(|a| a.object.is_some())
        .map(|a| format!("{} at {}: {}", a.rule, a.trigger.of(&again.run.text.norm), fate::say(a, &again.run, kit)))
        .collect();
    out.sort();
    out.dedup();
    out
}
