//! What statements are made of: IRIs, values, properties.

use crate::ontology::{SG, SGR};
use std::borrow::Cow;

/// An IRI: equal ones have equal fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Iri<'s> {
    /// `sgr:…`, its local name.
    Thing(&'s str),
    /// `sg:…`, its local name.
    Term(&'s str),
    /// Any other, in full.
    Other(&'s str),
}

impl<'s> Iri<'s> {
    /// Of an IRI in full.
    pub(super) fn new(full: &'s str) -> Self {
        match (full.strip_prefix(SGR), full.strip_prefix(SG)) {
            (Some(local), _) => Iri::Thing(local),
            (_, Some(local)) => Iri::Term(local),
            _ => Iri::Other(full),
        }
    }

    /// In full.
    pub(super) fn full(self) -> Cow<'s, str> {
        match self {
            Iri::Thing(local) => [SGR, local].concat().into(),
            Iri::Term(local) => [SG, local].concat().into(),
            Iri::Other(full) => full.into(),
        }
    }

    /// Its local name.
    pub(super) fn short(self) -> &'s str {
        let (Iri::Thing(words) | Iri::Term(words) | Iri::Other(words)) = self;
        words.rsplit(['/', '#']).next().unwrap_or(words)
    }
}

/// The value of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'s> {
    Node(Iri<'s>),
    /// Text and its language; `zh` where none is given.
    Text(&'s str, &'s str),
    Other,
}

/// The properties that a lexicon knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Property {
    Type,
    Label,
    AltLabel,
    ExactMatch,
    Member,
    Organization,
    Role,
    Source,
    /// One of the vocabulary, by its local name.
    Own(String),
    Other,
}

impl Property {
    /// Of an IRI in full.
    pub(super) fn new(iri: &str) -> Self {
        match iri {
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" => Property::Type,
            "http://www.w3.org/2000/01/rdf-schema#label" => Property::Label,
            "http://www.w3.org/2004/02/skos/core#altLabel" => Property::AltLabel,
            "http://www.w3.org/2004/02/skos/core#exactMatch" => Property::ExactMatch,
            "http://www.w3.org/ns/org#member" => Property::Member,
            "http://www.w3.org/ns/org#organization" => Property::Organization,
            "http://www.w3.org/ns/org#role" => Property::Role,
            "http://purl.org/dc/terms/source" => Property::Source,
            _ => iri.strip_prefix(SG).map_or(Property::Other, |local| Property::Own(local.to_owned())),
        }
    }
}
