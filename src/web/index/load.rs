//! Graph → [`Index`].

use super::{Article, Entity, Evidence, Index, Mention, Names, Statement};
use crate::graph::{Graph, words};
use crate::ontology::{Modality, Predicate, SG, Type};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use std::collections::{BTreeSet, HashMap};

/// All (subject, object) pairs of a property, sorted by subject.
fn pairs(graph: &Graph, word: NamedNodeRef<'_>) -> Vec<(String, Term)> {
    let pair = |t: oxigraph::model::Triple| match t.subject {
        NamedOrBlankNode::NamedNode(n) => Some((n.into_string(), t.object)),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    graph.find(None, Some(word), None).into_iter().filter_map(pair).collect()
}

fn of_class(graph: &Graph, class: NamedNodeRef<'_>) -> Vec<String> {
    let mut found: Vec<String> = graph.subjects(words::A, class).into_iter().map(NamedNode::into_string).collect();
    found.sort();
    found.dedup();
    found
}

fn numbered(iris: impl Iterator<Item = String>) -> HashMap<String, usize> {
    iris.enumerate().map(|(i, iri)| (iri, i)).collect()
}

fn text(term: &Term) -> String {
    match term {
        Term::NamedNode(n) => n.as_str().to_owned(),
        Term::Literal(l) => l.value().to_owned(),
        Term::BlankNode(_) => String::new(),
    }
}

fn number(term: &Term) -> usize {
    if let Term::Literal(l) = term { l.value().parse().unwrap_or(0) } else { 0 }
}

impl Index {
    /// Draw the index from a graph.
    pub fn of(graph: &Graph) -> Self {
        let mut index = Index { triples: graph.len(), ..Index::default() };
        index.read_entities(graph);
        index.read_articles(graph);
        index.read_evidence(graph);
        index.read_statements(graph);
        index.read_mentions(graph);
        index.join();
        index.names = Names::of(&index.entities);
        index
    }

    fn read_entities(&mut self, graph: &Graph) {
        let mut kinds: Vec<(String, Type)> = Vec::new();
        for &kind in Type::ALL {
            let class = NamedNode::new_unchecked(kind.iri());
            kinds.extend(of_class(graph, class.as_ref()).into_iter().map(|iri| (iri, kind)));
        }
        kinds.sort();
        kinds.dedup_by(|a, b| a.0 == b.0);
        let entity = |(iri, kind)| Entity {
            iri,
            kind,
            zh: String::new(),
            en: None,
            others: Vec::new(),
            links: Vec::new(),
            edtf: None,
            begins: None,
            members: Vec::new(),
            groups: Vec::new(),
            says: Vec::new(),
            said: Vec::new(),
            articles: Vec::new(),
        };
        self.entities = kinds.into_iter().map(entity).collect();
        self.places.entities = numbered(self.entities.iter().map(|e| e.iri.clone()));
        let places = std::mem::take(&mut self.places);
        let mut each = |word, put: &mut dyn FnMut(&mut Entity, Term)| {
            for (iri, object) in pairs(graph, word) {
                if let Some(&i) = places.entities.get(&iri) {
                    put(&mut self.entities[i], object);
                }
            }
        };
        let english = |t: &Term| matches!(t, Term::Literal(l) if l.language() == Some("en"));
        each(words::LABEL, &mut |e, t| match english(&t) {
            true if e.en.is_none() => e.en = Some(text(&t)),
            false if e.zh.is_empty() => e.zh = text(&t),
            _ => e.others.push(text(&t)),
        });
        let mut later = Vec::new();
        each(words::ALT_LABEL, &mut |e, t| if english(&t) { later.push((e.iri.clone(), text(&t))) } else { e.others.push(text(&t)) });
        each(words::EXACT_MATCH, &mut |e, t| e.links.push(text(&t)));
        each(words::EDTF, &mut |e, t| e.edtf = Some(text(&t)));
        each(words::BEGINS, &mut |e, t| e.begins = Some(text(&t)));
        for (iri, other) in later {
            self.entities[places.entities[&iri]].others.push(other);
        }
        for (group, member) in pairs(graph, words::MEMBER) {
            if let (Some(&g), Some(&m)) = (places.entities.get(&group), places.entities.get(&text(&member))) {
                self.entities[g].members.push(m);
                self.entities[m].groups.push(g);
            }
        }
        self.places = places;
    }

    fn read_articles(&mut self, graph: &Graph) {
        let mut articles: HashMap<String, Article> =
            of_class(graph, words::SOURCE_TEXT).into_iter().map(|iri| (iri.clone(), Article { iri, ..Article::default() })).collect();
        let mut each = |word, put: &dyn Fn(&mut Article, Term)| {
            for (iri, object) in pairs(graph, word) {
                if let Some(article) = articles.get_mut(&iri) {
                    put(article, object);
                }
            }
        };
        let urls: HashMap<String, String> = pairs(graph, words::SOURCE).into_iter().map(|(f, t)| (f, text(&t))).collect();
        each(words::TITLE, &|a, t| a.title = text(&t));
        each(words::DATE, &|a, t| a.date = Some(text(&t)));
        each(words::GENRE, &|a, t| a.genre = text(&t));
        each(words::FILE, &|a, t| a.file = text(&t));
        each(words::SHA256, &|a, t| a.sha256 = text(&t));
        each(words::PART_OF, &|a, t| a.url = urls.get(&text(&t)).cloned());
        self.articles = articles.into_values().collect();
        self.articles.sort_by(|a, b| (&a.date, &a.file, &a.iri).cmp(&(&b.date, &b.file, &b.iri)));
        self.places.articles = numbered(self.articles.iter().map(|a| a.iri.clone()));
    }

    fn read_evidence(&mut self, graph: &Graph) {
        let mut iris: Vec<String> = pairs(graph, words::EVIDENCE).iter().map(|(_, e)| text(e)).collect();
        iris.sort();
        iris.dedup();
        self.evidence = iris.into_iter().map(|iri| Evidence { iri, ..Evidence::default() }).collect();
        self.places.evidence = numbered(self.evidence.iter().map(|e| e.iri.clone()));
        let selectors: HashMap<String, usize> = pairs(graph, words::HAS_SELECTOR)
            .into_iter()
            .filter_map(|(node, selector)| Some((text(&selector), *self.places.evidence.get(&node)?)))
            .collect();
        let mut each = |word, put: &dyn Fn(&mut Evidence, Term)| {
            for (selector, object) in pairs(graph, word) {
                if let Some(&i) = selectors.get(&selector) {
                    put(&mut self.evidence[i], object);
                }
            }
        };
        each(words::START, &|e, t| e.start = number(&t));
        each(words::END, &|e, t| e.end = number(&t));
        each(words::EXACT, &|e, t| e.exact = text(&t));
        each(words::PREFIX, &|e, t| e.prefix = text(&t));
        each(words::SUFFIX, &|e, t| e.suffix = text(&t));
    }

    fn read_statements(&mut self, graph: &Graph) {
        let map = |word| pairs(graph, word).into_iter().map(|(s, o)| (s, text(&o))).collect::<HashMap<String, String>>();
        let (subjects, predicates, objects) = (map(words::SUBJECT), map(words::PREDICATE), map(words::OBJECT));
        let (modalities, texts) = (map(words::MODALITY), map(words::DERIVED_FROM));
        for iri in of_class(graph, words::STATEMENT) {
            let entity = |of: &HashMap<String, String>| of.get(&iri).and_then(|n| self.places.entities.get(n)).copied();
            let predicate = predicates.get(&iri).and_then(|p| Predicate::parse(p.strip_prefix(SG)?));
            let modality = modalities.get(&iri).and_then(|m| Modality::ALL.iter().copied().find(|x| x.iri() == *m));
            if let (Some(subject), Some(predicate), Some(object)) = (entity(&subjects), predicate, entity(&objects)) {
                let article = texts.get(&iri).and_then(|t| self.places.articles.get(t)).copied();
                let modality = modality.unwrap_or(Modality::Actual);
                let none = Vec::new;
                let (rules, triggers, carried, evidence) = (none(), none(), none(), Vec::new());
                self.statements.push(Statement { iri, subject, predicate, object, modality, rules, article, evidence, triggers, carried });
            }
        }
        self.places.statements = numbered(self.statements.iter().map(|s| s.iri.clone()));
        let rules = pairs(graph, words::LABEL).into_iter().filter(|(s, _)| s.contains("/id/rule/"));
        let rules: HashMap<String, String> = rules.map(|(s, l)| (s, text(&l))).collect();
        let mut each = |word, put: &mut dyn FnMut(&mut Statement, usize, Term)| {
            for (iri, object) in pairs(graph, word) {
                if let Some(&i) = self.places.statements.get(&iri) {
                    put(&mut self.statements[i], i, object);
                }
            }
        };
        each(words::RULE, &mut |s, _, t| s.rules.push(rules.get(&text(&t)).cloned().unwrap_or_else(|| text(&t))));
        each(words::TRIGGER, &mut |s, _, t| s.triggers.push(text(&t)));
        each(words::CARRIED, &mut |s, _, t| s.carried.push(text(&t)));
        let (places, evidence) = (&self.places.evidence, &mut self.evidence);
        each(words::EVIDENCE, &mut |s, i, t| {
            if let Some(&e) = places.get(&text(&t)) {
                s.evidence.push(e);
                evidence[e].statements.push(i);
            }
        });
    }

    fn read_mentions(&mut self, graph: &Graph) {
        let map = |word| pairs(graph, word).into_iter().map(|(s, o)| (s, text(&o))).collect::<HashMap<String, String>>();
        let means = map(words::REFERS_TO);
        if means.is_empty() {
            return;
        }
        let texts = map(words::DERIVED_FROM);
        let count = |word| pairs(graph, word).into_iter().map(|(s, o)| (s, number(&o))).collect::<HashMap<String, usize>>();
        let (starts, ends) = (count(words::START), count(words::END));
        for (mention, selector) in pairs(graph, words::HAS_SELECTOR) {
            let selector = text(&selector);
            let (Some(&start), Some(&end)) = (starts.get(&selector), ends.get(&selector)) else { continue };
            let entity = means.get(&mention).and_then(|e| self.entity(e));
            let article = texts.get(&mention).and_then(|t| self.article(t));
            if let (Some(entity), Some(article)) = (entity, article) {
                self.articles[article].mentions.push(Mention { start, end, entity });
            }
        }
        self.articles.iter_mut().for_each(|a| a.mentions.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end))));
    }

    /// Everything that follows from the rest: orders, inverses, counts.
    fn join(&mut self) {
        for statement in &mut self.statements {
            statement.evidence.sort_by_key(|&e| (self.evidence[e].start, e));
        }
        let mut articles: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); self.entities.len()];
        for (i, s) in self.statements.iter().enumerate() {
            self.entities[s.subject].says.push(i);
            self.entities[s.object].said.push(i);
            *self.counts.entry((s.predicate, s.modality)).or_default() += 1;
            s.rules.iter().for_each(|r| self.by_rule.entry(r.clone()).or_default().push(i));
            if let Some(a) = s.article {
                self.articles[a].statements.push(i);
                articles[s.subject].insert(a);
                articles[s.object].insert(a);
            }
        }
        for (a, article) in self.articles.iter_mut().enumerate() {
            article.mentions.iter().for_each(|m| {
                articles[m.entity].insert(a);
            });
            let place = |&s: &usize| self.statements[s].evidence.first().map_or(usize::MAX, |&e| self.evidence[e].start);
            article.statements.sort_by_key(|s| (place(s), *s));
        }
        let held: Vec<(usize, usize)> =
            self.statements.iter().filter(|s| s.predicate == Predicate::HeldOn).map(|s| (s.subject, s.object)).collect();
        for (event, date) in held {
            if self.entities[event].begins.is_none() {
                self.entities[event].begins = self.entities[date].begins.clone();
            }
        }
        for (entity, of) in self.entities.iter_mut().zip(articles) {
            entity.articles = of.into_iter().collect();
        }
        let mut by_type: HashMap<Type, Vec<usize>> = HashMap::new();
        for (i, e) in self.entities.iter().enumerate() {
            by_type.entry(e.kind).or_default().push(i);
        }
        by_type.values_mut().for_each(|of| of.sort_by_cached_key(|&i| (std::cmp::Reverse(self.weight(i)), i)));
        self.by_type = by_type;
    }
}
