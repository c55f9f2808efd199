//! What pages look up, drawn from the graph once at the start: entities, statements, evidence, articles, by number.
//!
//! A page reads this and not the store, so that its cost is that of what it shows.

mod fold;
mod load;
mod names;

pub use names::{Hit, Names};

use crate::ontology::{Modality, Predicate, Type};
use std::collections::HashMap;

/// A thing that the graph is about.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its IRI.
    pub iri: String,
    /// Its type.
    pub kind: Type,
    /// Its Chinese label; empty where it has none.
    pub zh: String,
    /// Its English label.
    pub en: Option<String>,
    /// Other names, Chinese ones first.
    pub others: Vec<String>,
    /// The same thing elsewhere.
    pub links: Vec<String>,
    /// A date's value.
    pub edtf: Option<String>,
    /// A date's first day, or the first day of the event's date.
    pub begins: Option<String>,
    /// A group's members.
    pub members: Vec<usize>,
    /// The groups that it is in.
    pub groups: Vec<usize>,
    /// Statements of which it is the subject.
    pub says: Vec<usize>,
    /// Statements of which it is the object.
    pub said: Vec<usize>,
    /// The articles that speak of it, by their statements and mentions; sorted.
    pub articles: Vec<usize>,
}

/// What one article states.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its IRI.
    pub iri: String,
    /// The entity that acts.
    pub subject: usize,
    /// What it does.
    pub predicate: Predicate,
    /// The entity that it is done to.
    pub object: usize,
    /// How firmly it is said.
    pub modality: Modality,
    /// The rules that found it.
    pub rules: Vec<String>,
    /// The article that says it.
    pub article: Option<usize>,
    /// The sentences that say it, in the order of the text.
    pub evidence: Vec<usize>,
    /// The words that made the rules fire.
    pub triggers: Vec<String>,
    /// How a subject was found that the sentence does not name.
    pub carried: Vec<String>,
}

/// A sentence that says something.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Its IRI.
    pub iri: String,
    /// Its first character in the raw file.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// Its words as the file has them.
    pub exact: String,
    /// The words before.
    pub prefix: String,
    /// The words after.
    pub suffix: String,
    /// What it says.
    pub statements: Vec<usize>,
}

/// A mention of an entity in an article; only in graphs that were built with them.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// Its first character in the raw file.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// What it means.
    pub entity: usize,
}

/// A source text.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Its IRI.
    pub iri: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// Its date.
    pub date: Option<String>,
    /// What kind of text it is.
    pub genre: String,
    /// The name of its file.
    pub file: String,
    /// The SHA-256 of the file's bytes.
    pub sha256: String,
    /// Where it was published.
    pub url: Option<String>,
    /// What it states, in the order of its sentences.
    pub statements: Vec<usize>,
    /// Its mentions, where the graph has them, in order.
    pub mentions: Vec<Mention>,
}

impl Article {
    /// Its title, else its file's name.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.file } else { &self.title }
    }
}

/// The whole graph as pages see it.
#[derive(Debug, Default)]
pub struct Index {
    /// Entities, by IRI.
    pub entities: Vec<Entity>,
    /// Statements, by IRI.
    pub statements: Vec<Statement>,
    /// Evidence, by IRI.
    pub evidence: Vec<Evidence>,
    /// Articles, by date, file and place.
    pub articles: Vec<Article>,
    /// How many triples there are.
    pub triples: usize,
    /// Entities of each type, best known first.
    pub by_type: HashMap<Type, Vec<usize>>,
    /// Statements of each rule.
    pub by_rule: HashMap<String, Vec<usize>>,
    /// How many statements each predicate has in each modality.
    pub counts: HashMap<(Predicate, Modality), usize>,
    /// Names to search in.
    pub names: Names,
    places: Places,
}

#[derive(Debug, Default)]
struct Places {
    entities: HashMap<String, usize>,
    statements: HashMap<String, usize>,
    evidence: HashMap<String, usize>,
    articles: HashMap<String, usize>,
}

impl Index {
    /// The entity of an IRI.
    pub fn entity(&self, iri: &str) -> Option<usize> {
        self.places.entities.get(iri).copied()
    }

    /// The statement of an IRI.
    pub fn statement(&self, iri: &str) -> Option<usize> {
        self.places.statements.get(iri).copied()
    }

    /// The evidence of an IRI.
    pub fn evidence(&self, iri: &str) -> Option<usize> {
        self.places.evidence.get(iri).copied()
    }

    /// The article of an IRI.
    pub fn article(&self, iri: &str) -> Option<usize> {
        self.places.articles.get(iri).copied()
    }

    /// How many statements an entity is in, itself.
    pub fn weight(&self, entity: usize) -> usize {
        self.entities[entity].says.len() + self.entities[entity].said.len()
    }

    /// How many sentences say what these statements say.
    pub fn evidence_of(&self, statements: &[usize]) -> usize {
        statements.iter().map(|&s| self.statements[s].evidence.len()).sum()
    }
}
