//! Files as written → rules as run. The only place where a rule can be refused.

use super::pattern::{self, Pattern};
use super::schema::{self, ClaimSpec, Example, File, Reject};
use super::{ClaimRule, Head, MaskRule, MentionRule, ModalitySpec, NameRule, RelationRule, RuleSet, Sets, SubjectSpec};
use crate::base::Diag;
use crate::ontology::{Modality, Predicate, Type};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;

/// One file while it is checked.
struct Check<'a> {
    file: &'a str,
    source: &'a str,
    words: &'a BTreeMap<String, Vec<String>>,
    seen: &'a mut BTreeMap<String, String>,
    diags: &'a mut Vec<Diag>,
}

/// See [`RuleSet::load`].
pub fn load(files: &[(String, String)]) -> Result<RuleSet, Vec<Diag>> {
    let mut files: Vec<&(String, String)> = files.iter().collect();
    files.sort();
    let mut diags = Vec::new();
    let mut set = RuleSet::default();
    let mut parsed: Vec<(&str, &str, File)> = Vec::new();
    for (name, source) in files {
        match toml::from_str::<File>(source) {
            Ok(f) => parsed.push((name, source, f)),
            Err(e) => {
                let d = Diag::error("rules::syntax", name, format!("not a rule file: {}", e.message()));
                diags.push(match e.span() {
                    Some(range) => d.at(source, range, "here"),
                    None => d,
                });
            }
        }
    }
    for (name, source, f) in &parsed {
        for (class, list) in &f.words {
            if set.words.insert(class.clone(), list.get_ref().clone()).is_some() {
                let d = Diag::error("rules::duplicate_words", *name, format!("the word class `{class}` is defined twice"));
                diags.push(d.at(source, list.span(), "again here"));
            }
            if list.get_ref().is_empty() {
                let d = Diag::error("rules::empty_words", *name, format!("the word class `{class}` has no word"));
                diags.push(d.at(source, list.span(), "empty"));
            }
            if list.get_ref().iter().any(String::is_empty) {
                let d = Diag::error("rules::empty_words", *name, format!("the word class `{class}` holds an empty word"));
                diags.push(d.at(source, list.span(), "here"));
            }
        }
    }
    let mut seen = BTreeMap::new();
    let words = set.words.clone();
    set.sets = Sets::new(&words);
    for (file, source, f) in parsed {
        let mut check = Check { file, source, words: &words, seen: &mut seen, diags: &mut diags };
        set.names.extend(f.name.into_iter().filter_map(|r| check.name(r)));
        set.mentions.extend(f.mention.into_iter().filter_map(|r| check.mention(r)));
        set.masks.extend(f.mask.into_iter().filter_map(|r| check.mask(r)));
        set.relations.extend(f.relation.into_iter().filter_map(|r| check.relation(r)));
    }
    set.names.sort_by(|a, b| a.head.id.cmp(&b.head.id));
    set.mentions.sort_by(|a, b| a.head.id.cmp(&b.head.id));
    set.masks.sort_by(|a, b| a.head.id.cmp(&b.head.id));
    set.relations.sort_by(|a, b| a.head.id.cmp(&b.head.id));
    if diags.is_empty() { Ok(set) } else { Err(diags) }
}

impl Check<'_> {
    fn error(&mut self, code: &'static str, range: Range<usize>, message: impl Into<String>, label: impl Into<String>) {
        self.diags.push(Diag::error(code, self.file, message).at(self.source, range, label));
    }

    fn head(&mut self, id: &Spanned<String>, says: String, once: Option<String>, examples: Vec<Example>, rejects: Vec<Reject>) -> Head {
        let name = id.get_ref().clone();
        if let Some(other) = self.seen.insert(name.clone(), self.file.to_owned()) {
            self.error("rules::duplicate_id", id.span(), format!("the rule `{name}` is defined twice"), format!("also in {other}"));
        }
        if examples.is_empty() {
            self.error(
                "rules::no_example",
                id.span(),
                format!("the rule `{name}` has no example"),
                "add a [[….example]] with text and gives",
            );
        }
        if rejects.is_empty() {
            self.error("rules::no_reject", id.span(), format!("the rule `{name}` has no reject"), "add a [[….reject]] with text and why");
        }
        if says.trim().is_empty() {
            self.error("rules::no_says", id.span(), format!("the rule `{name}` does not say what it finds"), "fill in says = \"…\"");
        }
        if once.as_ref().is_some_and(|w| w.trim().is_empty()) {
            self.error("rules::no_reason", id.span(), format!("the rule `{name}` gives no reason in `once`"), "fill it in or leave it out");
        }
        let line = self.source[..id.span().start].matches('\n').count() + 1;
        Head { id: name.into(), says, once, file: self.file.to_owned(), line, examples, rejects }
    }

    fn kind(&mut self, kind: &Spanned<String>) -> Option<Type> {
        let t = Type::parse(kind.get_ref());
        if t.is_none() {
            let known: Vec<&str> = Type::ALL.iter().map(|t| t.name()).collect();
            self.error(
                "rules::unknown_class",
                kind.span(),
                format!("unknown class `{}`", kind.get_ref()),
                format!("one of {}", known.join(", ")),
            );
        }
        t
    }

    fn pattern(&mut self, written: &Spanned<String>, must_bind: &[&str]) -> Option<Pattern> {
        let compiled = match pattern::compile(written.get_ref(), self.words) {
            Ok(p) => Pattern { place: self.inside(written, 0..written.get_ref().len()), ..p },
            Err(mistakes) => {
                for (range, what) in mistakes {
                    let range = self.inside(written, range);
                    let code = if what.starts_with("unknown class") { "rules::unknown_class" } else { "rules::pattern" };
                    self.error(code, range, what, "here");
                }
                return None;
            }
        };
        for name in must_bind {
            if !compiled.slots.iter().any(|s| s.name == *name) {
                self.error("rules::unbound", written.span(), format!("the pattern has no group `{name}`"), "here");
                return None;
            }
        }
        Some(compiled)
    }

    /// Bytes of a string's value → bytes of the file, exact for literal strings, else the whole string.
    fn inside(&self, written: &Spanned<String>, range: Range<usize>) -> Range<usize> {
        let span = written.span();
        match self.source[span.clone()].find(written.get_ref().as_str()) {
            Some(at) => span.start + at + range.start..span.start + at + range.end,
            None => span,
        }
    }

    fn name(&mut self, rule: Spanned<schema::Name>) -> Option<NameRule> {
        let r = rule.into_inner();
        let head = self.head(&r.id, r.says, r.once, r.example, r.reject);
        let kind = self.kind(&r.kind)?;
        if r.heads.is_empty() || r.heads.iter().any(String::is_empty) {
            self.error("rules::empty_words", r.id.span(), format!("the rule `{}` has no heads, or an empty one", head.id), "fill in heads");
        }
        let mut heads = Vec::new();
        for h in r.heads {
            match h.strip_prefix('<').and_then(|h| h.strip_suffix('>')) {
                None => heads.push(h),
                Some(class) => match self.words.get(class) {
                    Some(list) => heads.extend(list.iter().cloned()),
                    None => self.error("rules::pattern", r.id.span(), format!("no [words] table has a class `{class}`"), "in heads"),
                },
            }
        }
        Some(NameRule { head, kind, heads, anchor: r.anchor, min: r.min, not: r.not, not_before: r.not_before })
    }

    fn mention(&mut self, rule: Spanned<schema::Mention>) -> Option<MentionRule> {
        let r = rule.into_inner();
        let head = self.head(&r.id, r.says, r.once, r.example, r.reject);
        let kind = self.kind(&r.kind)?;
        let pattern = self.pattern(&r.pattern, &["name"])?;
        Some(MentionRule { head, kind, pattern, anaphor: r.anaphor, spreads: r.spreads, rank: r.rank, plain: r.plain })
    }

    fn mask(&mut self, rule: Spanned<schema::Mask>) -> Option<MaskRule> {
        let r = rule.into_inner();
        let head = self.head(&r.id, r.says, r.once, r.example, r.reject);
        let pattern = self.pattern(&r.pattern, &["mask"])?;
        Some(MaskRule { head, pattern })
    }

    fn relation(&mut self, rule: Spanned<schema::Relation>) -> Option<RelationRule> {
        let r = rule.into_inner();
        let head = self.head(&r.id, r.says, r.once, r.example, r.reject);
        let pattern = self.pattern(&r.pattern, &[])?;
        let unless = r.unless.as_ref().and_then(|p| self.pattern(p, &[]));
        let unless_behind = r.unless_behind.as_ref().and_then(|p| self.pattern(p, &[]));
        for class in &r.without {
            if !self.words.contains_key(class) {
                self.error("rules::pattern", r.id.span(), format!("no [words] table has a class `{class}`"), "in without");
            }
        }
        if r.claims.is_empty() {
            self.error("rules::no_claim", r.id.span(), format!("the rule `{}` claims nothing", head.id), "add claims = [{ … }]");
        }
        let claims = r.claims.into_iter().filter_map(|c| self.claim(c, &pattern, r.scope)).collect();
        Some(RelationRule {
            head,
            pattern,
            claims,
            scope: r.scope,
            rank: r.rank,
            without: r.without,
            unless,
            unless_behind,
            alone: r.alone,
        })
    }

    fn claim(&mut self, spec: Spanned<ClaimSpec>, pattern: &Pattern, scope: schema::Scope) -> Option<ClaimRule> {
        let span = spec.span();
        let spec = spec.into_inner();
        let bound = |name: &str| pattern.slots.iter().any(|s| s.name == name);
        let subject = match spec.subject.as_str() {
            "carried" => SubjectSpec::Carried,
            "parties" => SubjectSpec::Parties,
            slot if bound(slot) => SubjectSpec::Slot(slot.to_owned()),
            slot => {
                self.error("rules::unbound", span, format!("the pattern has no slot `{slot}`"), "its subject");
                return None;
            }
        };
        let items = scope == schema::Scope::Heading && spec.object == "items";
        if !items && !bound(&spec.object) {
            self.error("rules::unbound", span, format!("the pattern has no slot `{}`", spec.object), "its object");
            return None;
        }
        let Some(predicate) = Predicate::parse(&spec.predicate) else {
            self.error("rules::unknown_predicate", span, format!("unknown predicate `{}`", spec.predicate), "here");
            return None;
        };
        let modality = match spec.modality.as_str() {
            "context" => ModalitySpec::Context,
            "act" => ModalitySpec::Act,
            m => match Modality::parse(m) {
                Some(m) => ModalitySpec::Fixed(m),
                None => {
                    self.error(
                        "rules::unknown_modality",
                        span,
                        format!("unknown modality `{m}`"),
                        "actual, intended, considered, negated, context or act",
                    );
                    return None;
                }
            },
        };
        if let Some(class) = spec.when.as_ref().filter(|c| !self.words.contains_key(*c) || !bound("t")) {
            self.error(
                "rules::pattern",
                span,
                format!("no [words] table has a class `{class}`, or the pattern has no group `t`"),
                "in when",
            );
            return None;
        }
        Some(ClaimRule { subject, predicate, when: spec.when, object: spec.object, modality })
    }
}
