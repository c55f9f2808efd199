//! Short names that a text defines: 上海合作组织（以下简称“上合组织”）.

use super::{Mention, Mentions};
use crate::base::Span;
use crate::ontology::Type;
use crate::text::Text;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static DEFINITION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("（[^（）]{0,12}?(?:以下)?(?:简称|统称|合称|称)为?[“‘《]?(?<short>[^“”‘’《》（）、，。；]{2,16})[”’》]?[^（）]{0,24}）").ok()
});

/// A definition: where its bracket opens, and the short name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Byte of the opening bracket in the normalised text.
    pub at: usize,
    /// The short name, with its place.
    pub short: Span<crate::base::Norm>,
}

/// The definitions of a text.
pub fn all(text: &Text) -> Vec<Definition> {
    if !text.norm.contains('称') {
        return Vec::new();
    }
    let Some(definition) = DEFINITION.as_ref() else { return Vec::new() };
    let found = definition.captures_iter(&text.norm).filter_map(|c| {
        let (whole, short) = (c.get(0)?, c.name("short")?);
        Some(Definition { at: whole.start(), short: Span::new(short.start(), short.end()) })
    });
    found.collect()
}

/// The short names, for those who must not read them otherwise.
pub fn shorts<'t>(text: &'t Text, definitions: &[Definition]) -> BTreeSet<&'t str> {
    definitions.iter().map(|d| d.short.of(&text.norm)).collect()
}

/// Tie each definition to the mention before it; a list of states before it is a group. Quote marks in the
/// definition belong to the short name there.
pub fn tie(text: &Text, definitions: &[Definition], mentions: &mut Mentions) {
    for d in definitions {
        let short = d.short.of(&text.norm).to_owned();
        let Ok(i) = mentions.list.binary_search_by_key(&d.at, |m| m.span.end) else { continue };
        let states = list_before(text, mentions, i);
        if short.ends_with('方') && states.len() >= 2 {
            mentions.groups.push((short, states));
        } else {
            mentions.defined.push((short, i));
        }
    }
    if definitions.is_empty() {
        return;
    }
    let shorts: BTreeSet<(usize, usize)> = definitions.iter().map(|d| (d.short.start, d.short.end)).collect();
    for m in &mut mentions.list {
        let quoted = text.norm[..m.span.start].ends_with(['“', '《']) && text.norm[m.span.end..].starts_with(['”', '》']);
        if quoted && shorts.contains(&(m.span.start, m.span.end)) {
            m.span = Span::new(m.span.start - '“'.len_utf8(), m.span.end + '”'.len_utf8());
        }
    }
}

/// The states of a list that ends with a mention: 斐济、汤加、萨摩亚.
fn list_before(text: &Text, mentions: &Mentions, last: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut start = mentions.list[last].span.end;
    for (i, m) in mentions.list[..=last].iter().enumerate().rev() {
        let between = text.norm.get(m.span.end..start).unwrap_or("?");
        let joined = i == last || matches!(between, "、" | "和" | "与" | "及" | "以及" | "同");
        if !joined || !is_state(m) {
            break;
        }
        out.push(i);
        start = m.span.start;
    }
    out.reverse();
    out
}

fn is_state(m: &Mention) -> bool {
    m.kind == Type::State && !m.name.ends_with('方')
}
