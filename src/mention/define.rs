//! Short names that a text defines: 上海合作组织（以下简称“上合组织”）.

use super::Mentions;
use crate::text::Text;
use regex::Regex;
use std::sync::LazyLock;

static DEFINITION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^（[^（）]{0,12}?(?:以下)?(?:简称|统称|合称|称)为?[“‘]?(?<short>[^“”‘’（）、，。；]{2,16})[”’]?[^（）]{0,24}）").ok()
});

/// Note the definitions that follow a mention.
pub fn find(text: &Text, mentions: &mut Mentions) {
    if !text.norm.contains('称') {
        return;
    }
    let Some(definition) = DEFINITION.as_ref() else { return };
    let mut defined = Vec::new();
    for (i, m) in mentions.list.iter().enumerate() {
        if let Some(c) = definition.captures(&text.norm[m.span.end..])
            && let Some(short) = c.name("short")
        {
            defined.push((short.as_str().to_owned(), i));
        }
    }
    mentions.defined = defined;
}
