//! Who answers in an interview: the state and the person of 专访巴基斯坦规划部长N, or N接受本报采访.

use super::{Meaning, of_article};
use crate::mention::Mentions;
use crate::ontology::Type;
use crate::text::{Genre, Text};

/// How many characters of office may stand between the state and the name: 外交和国际合作部部长.
const OFFICE: usize = 16;
/// How far 接受专访 may stand behind the name, in characters: 日前在伊斯兰堡接受本社记者专访.
const BEHIND: usize = 40;

/// The state and the person that answer in an article; nothing where the text does not say whom it asked.
pub fn answers(text: &Text, a: usize, mentions: &Mentions, of: &[Meaning]) -> Option<(usize, usize)> {
    if text.articles[a].genre != Genre::Interview {
        return None;
    }
    of_article(mentions, a).find_map(|i| {
        let state = &mentions.list[i];
        let beside = |j: &usize| mentions.list[*j].article == a && mentions.list[*j].sentence == state.sentence;
        let mut next = (i + 1..mentions.list.len().min(i + 4)).take_while(beside);
        let person = next.find(|j| state.kind == Type::State && matches!(mentions.list[*j].kind, Type::Leader | Type::Person))?;
        let s = &mentions.list[person];
        let office = &text.norm[state.span.end..s.span.start.max(state.span.end)];
        if office.is_empty() || office.chars().count() > OFFICE || office.contains(['，', '。', '、', '：', '和']) {
            return None;
        }
        let before = &text.norm[..state.span.start];
        let asked = ["专访", "采访", "对话", "访"].iter().any(|w| before.ends_with(w));
        let behind: String = text.norm[s.span.end..].chars().take(BEHIND).take_while(|c| *c != '。').collect();
        let answered = behind.contains("接受") && (behind.contains("采访") || behind.contains("专访"));
        if !asked && !answered {
            return None;
        }
        Some((of[i].as_ref()?.0, of[person].as_ref()?.0))
    })
}
