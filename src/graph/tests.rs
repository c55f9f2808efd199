use super::*;
use crate::base::{Norm, Span, sha256_hex};
use crate::mention::{FoundBy, Mention};
use crate::ontology::{Modality, Predicate, Type};
use crate::relation::Claim;
use crate::resolve::Entity;
use crate::text::{Article, Genre, OffsetMap, Part, Sentence};
use oxigraph::model::{NamedNode, Term};

const RAW: &str = "\u{feff}各方支持“中国－中亚\r\n峰会”。六国支持𠮷峰会。各方研究商务卡。";

fn entity(key: &str, kind: Type, members: Vec<usize>) -> Entity {
    let name = key.rsplit('/').next().unwrap_or(key);
    Entity {
        key: key.to_owned(),
        kind,
        entry: None,
        zh: name.to_owned(),
        en: None,
        aliases: vec!["“别名”".to_owned()],
        members,
        edtf: None,
    }
}

/// 各方 (group of two) supports the summit twice, considers a card once.
struct Case {
    text: Text,
    mentions: Mentions,
    resolved: Resolved,
    claims: Claims,
}

impl Case {
    fn new() -> Self {
        let sentence = |words: &str| {
            let at = RAW.find(words).unwrap();
            Span::<Norm>::new(at, at + words.len())
        };
        let first = sentence("各方支持“中国－中亚\r\n峰会”。");
        let text = Text {
            file: "a.txt".to_owned(),
            url: Some("https://example.org/页".to_owned()),
            raw: RAW.to_owned(),
            sha256: sha256_hex(RAW.as_bytes()),
            norm: RAW.to_owned(),
            map: OffsetMap::identity(RAW.len()),
            articles: vec![Article {
                title: "宣言".to_owned(),
                date: Some(jiff::civil::date(2023, 5, 19)),
                day: None,
                genre: Genre::Declaration,
                sentences: vec![Sentence { span: first, part: Part::Body, heading: None, paragraph: 0 }],
            }],
            diags: Vec::new(),
        };
        let entities = vec![
            entity("Event/中国—中亚峰会", Type::Event, vec![]),
            entity("card", Type::Initiative, vec![]),
            entity("china", Type::State, vec![]),
            entity("kazakhstan", Type::State, vec![]),
            entity("two", Type::Group, vec![2, 3]),
        ];
        let claim = |object, modality, evidence: Span<Norm>| Claim {
            predicate: Predicate::Supports,
            subject: 4,
            object,
            modality,
            rule: "supports.plain".into(),
            article: 0,
            sentence: 0,
            evidence,
            trigger: Span::new(first.start + 6, first.start + 12),
            subject_mention: None,
            object_mention: Some(0),
            carried: None,
        };
        let list = vec![
            claim(0, Modality::Actual, first),
            claim(0, Modality::Actual, sentence("六国支持𠮷峰会。")),
            claim(1, Modality::Considered, sentence("各方研究商务卡。")),
        ];
        let mention = Mention {
            span: sentence("“中国－中亚\r\n峰会”"),
            kind: Type::Event,
            article: 0,
            sentence: 0,
            name: "中国—中亚峰会".into(),
            found_by: FoundBy::Rule("event.summit".into()),
            anaphor: false,
            when: None,
        };
        let anaphor = Mention { anaphor: true, ..mention.clone() };
        Case {
            text,
            mentions: Mentions::new(vec![mention, anaphor]),
            resolved: Resolved {
                entities,
                of: vec![0, 0],
                why: std::iter::repeat_n("by name".into(), 2).collect(),
                parties: vec![Some(4)],
                ..Resolved::default()
            },
            claims: Claims { list },
        }
    }

    fn quads(&self, options: Options) -> Vec<Quad> {
        let reading = Reading { text: &self.text, mentions: &self.mentions, resolved: &self.resolved, claims: &self.claims };
        quads(&Lexicon::default(), reading, options)
    }
}

fn graph() -> Graph {
    Graph::from_quads(Case::new().quads(Options::default())).unwrap()
}

#[test]
fn a_group_and_each_member_get_the_direct_triple() {
    let (graph, supports, summit) = (graph(), words::sg("supports"), iri::entity("Event/中国—中亚峰会"));
    let actors = graph.subjects(supports.as_ref(), summit.as_ref());
    assert_eq!(actors, ["china", "kazakhstan", "two"].map(iri::entity));
    let statements = graph.subjects(words::OBJECT, summit.as_ref());
    assert_eq!(graph.nodes(statements[0].as_ref(), words::SUBJECT), [iri::entity("two")]);
}

#[test]
fn what_is_only_considered_is_never_direct() {
    let (graph, card) = (graph(), iri::entity("card"));
    let about: Vec<_> = graph.find(None, None, Some(card.as_ref().into())).into_iter().map(|t| t.predicate).collect();
    assert_eq!(about, [words::OBJECT.into_owned()]);
}

#[test]
fn said_twice_is_one_statement_with_two_pieces_of_evidence() {
    let graph = graph();
    let statements = graph.subjects(words::OBJECT, iri::entity("Event/中国—中亚峰会").as_ref());
    assert_eq!(statements.len(), 1);
    let evidence = graph.nodes(statements[0].as_ref(), words::EVIDENCE);
    let exact = |e: &NamedNode| {
        let quote = graph.nodes(e.as_ref(), words::HAS_SELECTOR).into_iter().find(|s| s.as_str().ends_with("-quote")).unwrap();
        graph.value(quote.as_ref(), words::EXACT).unwrap().value().to_owned()
    };
    let mut quotes: Vec<String> = evidence.iter().map(exact).collect();
    quotes.sort();
    assert_eq!(quotes, ["六国支持𠮷峰会。", "各方支持“中国－中亚\r\n峰会”。"]);
}

#[test]
fn places_count_characters_of_the_raw_file() {
    let graph = graph();
    let chars: Vec<char> = RAW.chars().collect();
    for evidence in graph.subjects(words::A, words::SPECIFIC_RESOURCE) {
        let selectors = graph.nodes(evidence.as_ref(), words::HAS_SELECTOR);
        let value = |word| selectors.iter().find_map(|s| graph.value(s.as_ref(), word)).unwrap().value().to_owned();
        let (start, end): (usize, usize) = (value(words::START).parse().unwrap(), value(words::END).parse().unwrap());
        assert_eq!(chars[start..end].iter().collect::<String>(), value(words::EXACT));
    }
    // The second sentence: 1 mark + 16 characters before it; 𠮷 is one character.
    assert!(
        graph
            .find(None, Some(words::START), None)
            .iter()
            .any(|t| t.object == Term::from(oxigraph::model::Literal::new_typed_literal("17", words::XSD_INTEGER)))
    );
}

#[test]
fn no_blank_nodes_and_only_valid_iris() {
    for quad in Case::new().quads(Options { mentions: true }) {
        assert!(!quad.subject.is_blank_node() && !quad.object.is_blank_node());
        for term in [Term::from(quad.subject), quad.predicate.into(), quad.object] {
            if let Term::NamedNode(n) = term {
                NamedNode::new(n.as_str()).unwrap();
            }
        }
    }
}

#[test]
fn statements_stand_in_their_articles_graph_and_names_in_none() {
    let text = iri::text(&Case::new().text, 0);
    for quad in Case::new().quads(Options { mentions: true }) {
        let named = quad.graph_name == text.clone().into();
        let of_text = ["/statement/", "/evidence/", "/mention/"].iter().any(|p| quad.subject.to_string().contains(p))
            || quad.predicate == words::sg("supports");
        assert_eq!(named, of_text, "{quad}");
    }
}

#[test]
fn anaphors_are_no_mentions_and_mentions_are_asked_for() {
    let count = |mentions| Graph::from_quads(Case::new().quads(Options { mentions })).unwrap().subjects(words::A, words::MENTION).len();
    assert_eq!((count(false), count(true)), (0, 1));
}

/// The article is there five times, each with a day of its own but for the last two, which have one name.
#[test]
fn a_large_text_is_written_as_a_small_one() {
    let Case { mut text, mentions, resolved, claims } = Case::new();
    let article = text.articles[0].clone();
    let day = |i: i8| Some(jiff::civil::date(2023, 5, i.min(4)));
    text.articles = (1..=5).map(|i| Article { date: day(i), ..article.clone() }).collect();
    let claims = Claims { list: (0..5).flat_map(|article| claims.list.iter().map(move |c| Claim { article, ..c.clone() })).collect() };
    let list = (0..5).flat_map(|article| mentions.list.iter().map(move |m| Mention { article, ..m.clone() })).collect();
    let mentions = Mentions::new(list);
    let resolved = Resolved { of: vec![0; 10], why: std::iter::repeat_n("by name".into(), 10).collect(), ..resolved };
    let run = Run { text, mentions, resolved, claims };
    for options in [false, true].map(|mentions| Options { mentions }) {
        let (mut small, mut large) = (String::new(), Vec::new());
        nquads(&Lexicon::default(), run.reading(), options, &mut small);
        let more = |pen: &mut Pen, reading: &Reading<'_>| described(pen, &Lexicon::default(), reading, options);
        articles::Articles::new(run.clone(), options, more).write(&mut large).unwrap();
        assert_eq!(String::from_utf8(large).unwrap(), small);
    }
}

#[test]
fn iris_do_not_move() {
    let text = iri::text(&Case::new().text, 0);
    let statement = iri::statement(&text, &iri::entity("two"), Predicate::Supports, &iri::entity("card"), Modality::Considered);
    let evidence = iri::evidence(&text, 1, 17);
    assert_eq!(text.as_str(), "https://w3id.org/silkgraph/id/text/1589f0cd5ad958773142");
    assert_eq!(statement.as_str(), "https://w3id.org/silkgraph/id/statement/bec1efd8c48bddeb514c");
    assert_eq!(evidence.as_str(), "https://w3id.org/silkgraph/id/evidence/fb3658c14b3ec83153a2");
}

#[test]
fn things_are_found_by_any_name() {
    let graph = graph();
    let card = iri::entity("card");
    for name in ["card", "sgr:card", card.as_str(), "“card”"] {
        assert_eq!(graph.named(name), std::slice::from_ref(&card), "{name}");
    }
    assert_eq!(graph.named("别名").len(), 5);
    assert_eq!(graph.named("中国-中亚峰会"), [iri::entity("Event/中国—中亚峰会")]);
    assert!(graph.named("nobody").is_empty());
    assert_eq!(graph.kind(card.as_ref()), Some(Type::Initiative));
    assert_eq!(graph.name(card.as_ref()), "card");
}
