//! The words of our vocabulary and of those we reuse, as IRIs.

use crate::ontology::SG;
use oxigraph::model::{NamedNode, NamedNodeRef};

/// Prefixes, sorted by name: how Turtle files and tables shorten IRIs.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("ev", "https://w3id.org/silkgraph/id/evidence/"),
    ("mention", "https://w3id.org/silkgraph/id/mention/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("rule", "https://w3id.org/silkgraph/id/rule/"),
    ("schema", "http://schema.org/"),
    ("sg", "https://w3id.org/silkgraph/ns#"),
    ("sgr", "https://w3id.org/silkgraph/id/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("src", "https://w3id.org/silkgraph/id/file/"),
    ("st", "https://w3id.org/silkgraph/id/statement/"),
    ("text", "https://w3id.org/silkgraph/id/text/"),
    ("time", "http://www.w3.org/2006/time#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident = $iri:literal;)+) => {
        $($(#[$meta])* pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)+
    };
}

words! {
    /// `rdf:type`
    A = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    /// `rdfs:label`
    LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
    /// `skos:altLabel`
    ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
    /// `skos:exactMatch`
    EXACT_MATCH = "http://www.w3.org/2004/02/skos/core#exactMatch";
    /// `prov:wasDerivedFrom`
    DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
    /// `dcterms:title`
    TITLE = "http://purl.org/dc/terms/title";
    /// `dcterms:date`
    DATE = "http://purl.org/dc/terms/date";
    /// `dcterms:source`
    SOURCE = "http://purl.org/dc/terms/source";
    /// `dcterms:isPartOf`
    PART_OF = "http://purl.org/dc/terms/isPartOf";
    /// `oa:SpecificResource`
    SPECIFIC_RESOURCE = "http://www.w3.org/ns/oa#SpecificResource";
    /// `oa:TextPositionSelector`
    POSITION_SELECTOR = "http://www.w3.org/ns/oa#TextPositionSelector";
    /// `oa:TextQuoteSelector`
    QUOTE_SELECTOR = "http://www.w3.org/ns/oa#TextQuoteSelector";
    /// `oa:hasSource`
    HAS_SOURCE = "http://www.w3.org/ns/oa#hasSource";
    /// `oa:hasSelector`
    HAS_SELECTOR = "http://www.w3.org/ns/oa#hasSelector";
    /// `oa:start`
    START = "http://www.w3.org/ns/oa#start";
    /// `oa:end`
    END = "http://www.w3.org/ns/oa#end";
    /// `oa:exact`
    EXACT = "http://www.w3.org/ns/oa#exact";
    /// `oa:prefix`
    PREFIX = "http://www.w3.org/ns/oa#prefix";
    /// `oa:suffix`
    SUFFIX = "http://www.w3.org/ns/oa#suffix";
    /// `schema:DigitalDocument`
    DIGITAL_DOCUMENT = "http://schema.org/DigitalDocument";
    /// `xsd:date`
    XSD_DATE = "http://www.w3.org/2001/XMLSchema#date";
    /// `xsd:integer`: the store turns the narrower `xsd:nonNegativeInteger` into it.
    XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer";
    /// `sg:SourceText`: one article.
    SOURCE_TEXT = "https://w3id.org/silkgraph/ns#SourceText";
    /// `sg:Statement`
    STATEMENT = "https://w3id.org/silkgraph/ns#Statement";
    /// `sg:Mention`
    MENTION = "https://w3id.org/silkgraph/ns#Mention";
    /// `sg:Rule`
    RULE_CLASS = "https://w3id.org/silkgraph/ns#Rule";
    /// `sg:subject`
    SUBJECT = "https://w3id.org/silkgraph/ns#subject";
    /// `sg:predicate`
    PREDICATE = "https://w3id.org/silkgraph/ns#predicate";
    /// `sg:object`
    OBJECT = "https://w3id.org/silkgraph/ns#object";
    /// `sg:modality`
    MODALITY = "https://w3id.org/silkgraph/ns#modality";
    /// `sg:rule`: the rule that fired.
    RULE = "https://w3id.org/silkgraph/ns#rule";
    /// `sg:evidence`
    EVIDENCE = "https://w3id.org/silkgraph/ns#evidence";
    /// `sg:trigger`: the words that made the rule fire.
    TRIGGER = "https://w3id.org/silkgraph/ns#trigger";
    /// `sg:carried`: how a subject was found that the sentence does not name.
    CARRIED = "https://w3id.org/silkgraph/ns#carried";
    /// `sg:member`
    MEMBER = "https://w3id.org/silkgraph/ns#member";
    /// `sg:edtf`
    EDTF = "https://w3id.org/silkgraph/ns#edtf";
    /// `sg:begins`
    BEGINS = "https://w3id.org/silkgraph/ns#begins";
    /// `sg:ends`
    ENDS = "https://w3id.org/silkgraph/ns#ends";
    /// `sg:genre`
    GENRE = "https://w3id.org/silkgraph/ns#genre";
    /// `sg:file`: the file's name.
    FILE = "https://w3id.org/silkgraph/ns#file";
    /// `sg:sha256`: of the file's bytes.
    SHA256 = "https://w3id.org/silkgraph/ns#sha256";
    /// `sg:refersTo`: from a mention to its entity.
    REFERS_TO = "https://w3id.org/silkgraph/ns#refersTo";
    /// `sg:foundBy`: the rule that found a mention; none where the lexicon did.
    FOUND_BY = "https://w3id.org/silkgraph/ns#foundBy";
    /// `sg:why`: why a mention means its entity, in one sentence.
    WHY = "https://w3id.org/silkgraph/ns#why";
}

/// A word of our own vocabulary.
pub fn sg(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SG}{local}"))
}
