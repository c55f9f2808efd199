//! The entities of a text while they are collected.

use super::when::Clock;
use super::{Entity, Meaning, Resolved, Why};
use crate::lexicon::{EntryId, Lexicon};
use crate::mention::{FoundBy, Mention, Mentions};
use crate::ontology::Type;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Entities by key.
pub struct Table<'l> {
    /// The known names.
    pub lexicon: &'l Lexicon,
    /// The entities, in the order found.
    pub list: Vec<Entity>,
    by_key: HashMap<String, usize>,
    /// Groups by their members, sorted: the first that has them.
    by_members: HashMap<Vec<usize>, usize>,
    /// Why mentions mean what they mean, each reason once: a large text has thousands of mentions for each.
    reasons: HashSet<Why>,
    /// The reason that is looked up.
    reason: String,
}

impl<'l> Table<'l> {
    /// An empty table.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Table {
            lexicon,
            list: Vec::new(),
            by_key: HashMap::new(),
            by_members: HashMap::new(),
            reasons: HashSet::new(),
            reason: String::new(),
        }
    }

    /// A reason, of parts that follow each other.
    pub fn because(&mut self, parts: &[&str]) -> Why {
        self.reason.clear();
        parts.iter().for_each(|part| self.reason.push_str(part));
        if let Some(known) = self.reasons.get(self.reason.as_str()) {
            return known.clone();
        }
        let why = Why::from(self.reason.as_str());
        self.reasons.insert(why.clone());
        why
    }

    /// The entity of a key, made where there is none.
    pub fn entity(&mut self, key: String, make: impl FnOnce(String) -> Entity) -> usize {
        if let Some(&i) = self.by_key.get(&key) {
            return i;
        }
        let (i, entity) = (self.list.len(), make(key.clone()));
        if entity.kind == Type::Group && !entity.members.is_empty() {
            self.by_members.entry(sorted(&entity.members)).or_insert(i);
        }
        self.list.push(entity);
        self.by_key.insert(key, i);
        i
    }

    /// The entity of a lexicon entry; a group's members as of `day`.
    pub fn known(&mut self, id: EntryId, day: Option<Date>) -> usize {
        let lexicon = self.lexicon;
        let entry = lexicon.entry(id);
        if let Some(&i) = self.by_key.get(&entry.id).filter(|_| entry.kind != Type::Group) {
            return i;
        }
        let members: Vec<EntryId> = if entry.kind == Type::Group { lexicon.group_members(id, day) } else { Vec::new() };
        let members: Vec<usize> = members.into_iter().map(|m| self.known(m, day)).collect();
        self.entity(entry.id.clone(), |key| Entity {
            key,
            kind: entry.kind,
            entry: Some(id),
            zh: entry.zh.clone(),
            en: entry.en.clone(),
            aliases: entry.aliases.to_vec(),
            members,
            edtf: None,
        })
    }

    /// The entity of a name that the lexicon does not hold: type and name say which it is.
    pub fn unknown(&mut self, kind: Type, name: &str) -> usize {
        let key = format!("{}/{name}", kind.name());
        self.entity(key, |key| Entity {
            key,
            kind,
            entry: None,
            zh: name.to_owned(),
            en: None,
            aliases: Vec::new(),
            members: Vec::new(),
            edtf: None,
        })
    }

    /// The group of these states (at least two); or the state itself. `key` prefers a known group's key.
    pub fn group_of(&mut self, states: &BTreeSet<usize>, key: Option<&str>) -> usize {
        if let (1, Some(only)) = (states.len(), states.first()) {
            return *only;
        }
        let mut keys: Vec<(String, usize)> = states.iter().map(|&s| (self.list[s].key.clone(), s)).collect();
        keys.sort();
        let members: Vec<usize> = keys.iter().map(|k| k.1).collect();
        if let Some(known) = key.and_then(|k| self.lexicon.by_slug(k)) {
            let k = self.lexicon.entry(known).id.clone();
            if let Some(&i) = self.by_key.get(&k)
                && sorted(&self.list[i].members) == sorted(&members)
            {
                return i;
            }
        }
        if let Some(i) = self.by_members.get(&sorted(&members)) {
            return *i;
        }
        let zh = keys.iter().map(|k| self.list[k.1].zh.as_str()).collect::<Vec<_>>().join("、");
        let en: Option<Vec<&str>> = keys.iter().map(|k| self.list[k.1].en.as_deref()).collect();
        let en = en.map(|e| e.join(", "));
        let key = format!("Group/{}", keys.iter().map(|k| k.0.as_str()).collect::<Vec<_>>().join("+"));
        self.entity(key, |key| Entity { key, kind: Type::Group, entry: None, zh, en, aliases: Vec::new(), members, edtf: None })
    }

    /// A date's entity: the value is its name.
    pub fn date(&mut self, m: &Mention, clock: &mut Clock) -> (usize, Why) {
        let value = m.when.as_ref().and_then(|w| clock.value(w));
        let why = match &value {
            Some(v) => self.because(&["“", &m.name, "” read as ", v]),
            None => self.because(&["“", &m.name, "” has no day on the calendar"]),
        };
        let zh = value.clone().unwrap_or_else(|| m.name.to_string());
        let key = ["Date/", &zh].concat();
        let i = self.entity(key, |key| Entity {
            key,
            kind: Type::Date,
            entry: None,
            zh,
            en: None,
            aliases: Vec::new(),
            members: Vec::new(),
            edtf: value,
        });
        (i, why)
    }

    /// The entity of a name.
    pub fn named(&mut self, m: &Mention, mentions: &Mentions, index: usize, day: Option<Date>) -> (usize, Why) {
        let of_kind = |e: &EntryId| self.lexicon.entry(*e).kind == m.kind;
        let entries: Vec<EntryId> = match &m.found_by {
            FoundBy::Lexicon(ids) => ids.iter().filter(of_kind).collect(),
            _ => self.lexicon.by_name(&m.name).iter().copied().filter(of_kind).collect(),
        };
        if let Some(id) = self.pick(&entries, m, mentions, index, day) {
            let zh = self.lexicon.entry(id).zh.as_str();
            let why = match entries.len() {
                1 => self.because(&["“", &m.name, "” is a name of ", zh, " in the lexicon"]),
                n => {
                    let n = n.to_string();
                    self.because(&["“", &m.name, "” is a name of ", &n, " entries; ", zh, " held office or is named in the text"])
                }
            };
            return (self.known(id, day), why);
        }
        let mut name = m.name.replace('－', "—");
        // 中吉乌、中塔乌公路: the first is a 公路 too.
        if let FoundBy::Rule(id) = &m.found_by
            && **id == *"corridor.listed-contraction"
            && let Some(next) = mentions.list.get(index + 1)
        {
            let head = next
                .name
                .char_indices()
                .find(|(_, c)| self.lexicon.by_abbreviation(&c.to_string()).is_empty())
                .map_or("", |(i, _)| &next.name[i..]);
            name.push_str(head);
            if let Some(&known) = self.lexicon.by_name(&name).iter().find(|e| self.lexicon.entry(**e).kind == m.kind) {
                let why = self.because(&["“", &m.name, "” is short for ", &name, ", as the list says"]);
                return (self.known(known, day), why);
            }
        }
        (self.unknown(m.kind, &name), self.because(&["a new name of type ", m.kind.name()]))
    }

    /// Which of several entries of one name: who held office that day, then whose place is named, then the first.
    fn pick(&self, entries: &[EntryId], _m: &Mention, _mentions: &Mentions, _index: usize, day: Option<Date>) -> Option<EntryId> {
        if entries.len() < 2 {
            return entries.first().copied();
        }
        // Two meetings of one name: the latest that the article can speak of.
        let year = |id: &EntryId| self.lexicon.entry(*id).id.rsplit('-').next().and_then(|y| y.parse::<i16>().ok()).filter(|y| *y > 1900);
        if let Some(day) = day
            && entries.iter().all(|e| year(e).is_some())
        {
            return entries
                .iter()
                .filter(|e| year(e).is_some_and(|y| y <= day.year()))
                .max_by_key(|e| year(e))
                .or_else(|| entries.first())
                .copied();
        }
        let holds = |id: &&EntryId| self.lexicon.entry(**id).offices.iter().any(|o| o.period.holds(day));
        entries.iter().find(holds).or_else(|| entries.first()).copied()
    }

    /// Sort by key, add the words of each mention as names.
    pub fn finish(
        mut self,
        mentions: &Mentions,
        of: Vec<Meaning>,
        parties: Vec<Option<usize>>,
        speaker: Vec<Option<usize>>,
        antecedents: BTreeMap<usize, Vec<usize>>,
        lines: BTreeMap<usize, Vec<usize>>,
    ) -> Resolved {
        let mut names: Vec<Vec<String>> = self.list.iter_mut().map(|e| std::mem::take(&mut e.aliases)).collect();
        for (m, o) in mentions.list.iter().zip(&of) {
            if let Some((e, _)) = o
                && !m.anaphor
                && self.list[*e].kind != Type::Date
                && self.list[*e].kind == m.kind
                && !matches!(m.kind, Type::State | Type::Group)
                && !names[*e].iter().any(|n| **n == *m.name)
            {
                names[*e].push(m.name.to_string());
            }
        }
        for (e, mut n) in self.list.iter_mut().zip(names) {
            n.retain(|n| *n != e.zh);
            n.sort();
            n.dedup();
            e.aliases = n;
        }
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by(|a, b| self.list[*a].key.cmp(&self.list[*b].key));
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        let mut entities = std::mem::take(&mut self.list);
        entities.sort_by(|a, b| a.key.cmp(&b.key));
        for e in &mut entities {
            e.members = e.members.iter().map(|m| place[*m]).collect();
            e.members.sort_unstable();
        }
        // An anaphor without antecedent stands for nothing: it points at itself by name.
        let none = Why::from("no antecedent");
        let (of, why) = of.into_iter().map(|o| o.unwrap_or_else(|| (usize::MAX, none.clone()))).unzip::<usize, Why, Vec<_>, Vec<_>>();
        let why = why.into_iter().collect();
        let of = of.into_iter().map(|i| place.get(i).copied().unwrap_or(usize::MAX)).collect();
        let antecedents = antecedents.into_iter().map(|(k, v)| (k, v.into_iter().map(|i| place[i]).collect())).collect();
        let lines = lines.into_iter().map(|(k, v)| (k, v.into_iter().map(|i| place[i]).collect())).collect();
        let turn = |v: Vec<Option<usize>>| v.into_iter().map(|p| p.map(|i| place[i])).collect();
        Resolved { entities, of, why, parties: turn(parties), speaker: turn(speaker), antecedents, lines }
    }
}

/// The same members in one order, each once.
fn sorted(members: &[usize]) -> Vec<usize> {
    let mut members = members.to_vec();
    members.sort_unstable();
    members.dedup();
    members
}
