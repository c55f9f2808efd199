//! Whom a text speaks of, kept while its groups are resolved: no group has to look through all the others.

use super::table::Table;
use super::{Meaning, of_article};
use crate::lexicon::EntryId;
use crate::mention::Mentions;
use crate::ontology::Type;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Groups and bodies by where they stand and how often.
pub struct Spoken {
    /// Of groups in the whole text, by the number of their members and whether China is one: the first mention and what it means.
    groups: BTreeMap<(usize, bool), (usize, usize)>,
    /// All mentions of organizations and mechanisms.
    bodies: Vec<usize>,
    china: Option<EntryId>,
    article: Article,
}

/// The same in one article.
#[derive(Default)]
struct Article {
    day: Option<Date>,
    /// How often each group or body of more than two members is named.
    counts: BTreeMap<usize, usize>,
    /// The one most often named, the first of equals, and how often.
    most: Option<(usize, usize)>,
    /// The first mention of each known group or body that has members at any time.
    first: BTreeMap<usize, usize>,
    places: BTreeSet<(usize, usize)>,
}

impl Spoken {
    /// Of a text whose names are resolved and whose groups are not.
    pub fn new(mentions: &Mentions, of: &[Meaning], table: &Table<'_>) -> Self {
        let body = |i: &usize| matches!(mentions.list[*i].kind, Type::Organization | Type::Mechanism);
        let bodies = (0..mentions.list.len()).filter(body).collect();
        let china = table.lexicon.by_slug("china");
        let mut spoken = Spoken { groups: BTreeMap::new(), bodies, china, article: Article::default() };
        for (i, m) in mentions.list.iter().enumerate().filter(|(_, m)| m.kind == Type::Group) {
            if let Some((e, _)) = of[i] {
                spoken.group(i, e, m.kind, table);
            }
        }
        spoken
    }

    /// Go on with another article of it.
    pub fn enter(&mut self, article: usize, day: Option<Date>, mentions: &Mentions, of: &[Meaning], table: &Table<'_>) {
        self.article = Article { day, ..Article::default() };
        for i in of_article(mentions, article) {
            if let Some((e, _)) = of[i] {
                self.count(i, e, table);
            }
        }
    }

    /// Mention `i`, of this article, means `e`.
    pub fn add(&mut self, i: usize, e: usize, mentions: &Mentions, table: &Table<'_>) {
        self.group(i, e, mentions.list[i].kind, table);
        self.count(i, e, table);
    }

    /// The first group of `n` members that the text names.
    pub fn group_of(&self, n: usize) -> Option<usize> {
        let both = [self.groups.get(&(n, false)), self.groups.get(&(n, true))];
        both.into_iter().flatten().min().map(|(_, e)| *e)
    }

    /// The first group of `n` members without China that the text names.
    pub fn group_without_china(&self, n: usize) -> Option<usize> {
        self.groups.get(&(n, false)).map(|(_, e)| *e)
    }

    /// Mentions of organizations and mechanisms in the whole text: those before `i` from the last, then those behind.
    pub fn bodies_around(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let (before, behind) = self.bodies.split_at(self.bodies.partition_point(|b| *b < i));
        before.iter().rev().chain(behind).copied()
    }

    /// The group or body of more than two members that the article names most often, and how often.
    pub fn most(&self) -> Option<(usize, usize)> {
        self.article.most
    }

    /// Known groups and bodies that have or had members, in the order in which the article names them.
    pub fn with_members(&self) -> impl Iterator<Item = usize> + '_ {
        self.article.places.iter().map(|(_, e)| *e)
    }

    fn group(&mut self, i: usize, e: usize, kind: Type, table: &Table<'_>) {
        if kind != Type::Group {
            return;
        }
        let members = &table.list[e].members;
        let china = self.china.is_some() && members.iter().any(|m| table.list[*m].entry == self.china);
        let first = self.groups.entry((members.len(), china)).or_insert((i, e));
        *first = (*first).min((i, e));
    }

    fn count(&mut self, i: usize, e: usize, table: &Table<'_>) {
        let (kind, entry) = (table.list[e].kind, table.list[e].entry);
        if !matches!(kind, Type::Group | Type::Organization | Type::Mechanism) {
            return;
        }
        let article = &mut self.article;
        if entry.is_some_and(|id| !table.lexicon.entry(id).members.is_empty()) {
            let first = article.first.entry(e).or_insert(i);
            article.places.remove(&(*first, e));
            *first = (*first).min(i);
            article.places.insert((*first, e));
        }
        let many = match entry {
            _ if kind == Type::Group => table.list[e].members.len(),
            Some(id) => table.lexicon.group_members(id, article.day).len(),
            None => 0,
        };
        if many > 2 {
            let n = article.counts.entry(e).or_default();
            *n += 1;
            let better = |(most, times): (usize, usize)| *n > times || *n == times && e < most;
            if article.most.is_none_or(better) {
                article.most = Some((e, *n));
            }
        }
    }
}
