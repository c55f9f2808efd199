//! What kind of text an article is, by its title and by its form.

use super::Genre;
use super::numbers;
use crate::base::AnyOf;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words of a text's form, each list with where it is looked for in [`by_form`].
const ADDRESSES: &[&str] = &["女士们", "先生们", "尊敬的", "朋友们：", "同事们：", "同志们", "各位同事", "各位嘉宾"];
const DECLARATIONS: &[&str] = &["声明如下", "宣布如下", "达成以下共识", "达成如下", "协议如下", "达成以下", "兹声明", "我们，"];
const QUESTIONS: &[&str] = &["接受媒体采访", "接受采访", "答记者问", "记者问"];
static ADDRESS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(ADDRESSES));
static DECLARES: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(DECLARATIONS));
static ASKED: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(QUESTIONS));
static GIVEN_WHOLE: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(WHOLE));
const WHOLE: &[&str] = &["文章全文如下", "讲话全文如下", "演讲全文如下", "致辞全文如下", "发言全文如下"];
/// All words so far: hardly a news report has any of them, and one look tells.
static RARE: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&[ADDRESSES, DECLARATIONS, QUESTIONS, WHOLE].concat()));
static REPORT: LazyLock<AnyOf> =
    LazyLock::new(|| AnyOf::new(&["记者", "表示", "强调", "指出", "报道", "讯", "会见", "会谈", "参加", "举行"]));

/// Words of titles, looked for in [`by_title`].
static LISTS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["成果清单", "清单"]));
static TALKS: LazyLock<AnyOf> = LazyLock::new(|| {
    AnyOf::new(&[
        "答记者问",
        "记者会实录",
        "例行记者会",
        "回答中外记者提问",
        "专访",
        "访谈",
        "接受媒体采访",
        "接受采访",
        "问答",
        "对话实录",
    ])
});
static NEWS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["出席", "会见", "会谈", "抵达", "举行", "同意", "通电话", "强调", "分别"]));
static SPEECHES: LazyLock<AnyOf> =
    LazyLock::new(|| AnyOf::new(&["署名文章", "的讲话", "主旨讲话", "的致辞", "的演讲", "的发言", "贺信", "贺电", "主旨演讲"]));
static COLUMNS: LazyLock<AnyOf> =
    LazyLock::new(|| AnyOf::new(&["评论员", "社论", "时评", "述评", "钟声", "和音", "观察", "综述", "评论", "望海楼"]));

/// By the words of a title; `None` where they do not tell.
pub(super) fn by_title(title: &str) -> Option<Genre> {
    let title = title.trim_end_matches(['》', '”', ' ']);
    let bare = match title.rfind(['（', '(']) {
        Some(i) if i > 0 && title.len() - i < 24 => title.get(..i).unwrap_or(title),
        _ => title,
    };
    let bare = bare.strip_suffix("全文").unwrap_or(bare).trim_end_matches(['》', '”', ' ']);
    let has = |words: &AnyOf| words.within(title);
    let ends = |words: &[&str]| words.iter().any(|w| bare.ends_with(w));
    if has(&LISTS) {
        return Some(Genre::OutcomeList);
    }
    if has(&TALKS) {
        return Some(Genre::Interview);
    }
    if ends(&[
        "宣言",
        "声明",
        "公报",
        "决议",
        "协定",
        "条约",
        "备忘录",
        "章程",
        "议定书",
        "宪章",
        "行动计划",
        "倡议",
        "路线图",
        "新闻公报",
        "共识",
        "纲要",
    ]) {
        return Some(Genre::Declaration);
    }
    let reported = has(&NEWS);
    if !reported && (has(&SPEECHES) || ends(&["讲话", "致辞", "演讲", "发言"])) {
        return Some(Genre::Speech);
    }
    if has(&COLUMNS) {
        return Some(Genre::Commentary);
    }
    reported.then_some(Genre::News)
}

/// What can be seen of an article's form.
#[derive(Default)]
pub(super) struct Form<'t> {
    /// Its paragraphs that are read, in order.
    pub(super) body: Vec<&'t str>,
    /// How many of them are list items.
    pub(super) items: usize,
    /// It opens with an agency's dateline.
    pub(super) dateline: bool,
    /// It ends with an agency's dateline.
    pub(super) end_dateline: bool,
    /// It is signed by a commentator.
    pub(super) byline: bool,
    /// It holds offices and names that sign.
    pub(super) signed: bool,
    /// It opens with an ambassador's name.
    pub(super) by_ambassador: bool,
    /// It comes with a photographer's credit.
    pub(super) photo: bool,
}

/// By the form of the text.
pub(super) fn by_form(form: &Form<'_>) -> Genre {
    // What tells the form stands early in a paragraph or at its very end.
    let head = |p: &&str, n: usize| p.floor_char_boundary(n);
    let has = |words: &AnyOf, n: usize| {
        let parts = form
            .body
            .iter()
            .take(n)
            .flat_map(|p| [&p[..head(p, 400)], &p[p.ceil_char_boundary(p.len().saturating_sub(60)).max(head(p, 400))..]]);
        parts.filter(|p| !p.is_empty()).any(|p| words.within(p))
    };
    let count = |words: &[&str]| form.body.iter().filter(|p| words.iter().any(|w| p.starts_with(w))).count();
    let all = form.body.len();
    if form.byline {
        return Genre::Commentary;
    }
    let talk = form
        .body
        .iter()
        .filter(|p| matches!(numbers::number(p), Some(numbers::Number::Talk)) || p[..head(p, 30)].contains("、问："))
        .count();
    if talk >= 2 || speak_in_turn(&form.body) {
        return Genre::Interview;
    }
    let rare = has(&RARE, 6);
    // An agency gives the whole of an article or a speech behind its own dateline.
    if rare && (has(&ADDRESS, 4) && !form.dateline || has(&GIVEN_WHOLE, 2)) {
        return Genre::Speech;
    }
    if form.items >= 3 && form.items * 10 >= all * 6 {
        return Genre::OutcomeList;
    }
    if !form.dateline && (form.by_ambassador || form.body.iter().take(3).any(|p| is_ambassador(p))) {
        return Genre::Speech;
    }
    let parties = marks_of_parties(&form.body);
    if !form.dateline && (rare && has(&DECLARES, 6) || form.signed && parties > 0 || parties >= 3 && parties * 3 >= all) {
        return Genre::Declaration;
    }
    if rare && has(&ASKED, 2) && count(&["答", "问"]) > 0 {
        return Genre::Interview;
    }
    if form.dateline || form.photo || has(&REPORT, 3) && !form.end_dateline {
        return Genre::News;
    }
    if form.end_dateline { Genre::News } else { Genre::Other }
}

/// True for a line that is an ambassador's office and name: who signs an article.
pub(super) fn is_ambassador(line: &str) -> bool {
    let Some((office, name)) = line.split_once("大使") else { return false };
    let name_like = |c: char| c == '·' || c == ' ' || ('\u{4e00}'..='\u{9fff}').contains(&c);
    office.contains('驻')
        && office.chars().count() <= 30
        && !office.contains(['，', '。', '、', '：'])
        && (2..=20).contains(&name.chars().count())
        && name.chars().all(name_like)
}

/// How those who ask are called: 新华社记者：, 路透社：.
const ASKERS: [&str; 6] = ["记者", "社", "报", "台", "网", "周刊"];

/// Two who speak in turn, each paragraph under a name: 环球时报：…, 维埃拉：…; of those who ask at a press conference each may have another.
fn speak_in_turn(body: &[&str]) -> bool {
    const LONGEST: usize = 60;
    const ASKER: &str = "？";
    let label = |p: &&&str| p[..p.floor_char_boundary(LONGEST + '：'.len_utf8())].find('：').map(|at| p[..at].to_owned());
    let asks = |l: String| if ASKERS.iter().any(|w| l.ends_with(w)) { ASKER.to_owned() } else { l };
    let labels: Vec<String> = body.iter().filter_map(|p| label(&p)).filter(|l| !l.contains(['，', '。', '、', '“'])).map(asks).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    labels.iter().for_each(|l| *times.entry(l).or_default() += 1);
    let again: Vec<&String> = labels.iter().filter(|l| times[l.as_str()] >= 2).collect();
    let turns = again.windows(2).filter(|w| w[0] != w[1]).count();
    again.len() * 2 >= body.len() && turns >= 3
}

fn marks_of_parties(body: &[&str]) -> usize {
    let bare = |p: &&str| {
        let rest = p.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
        let rest = rest.strip_prefix('、').unwrap_or(p);
        ["各方", "双方", "中方", "两国", "六国", "哈方", "我们", "三方", "成员国"].iter().any(|w| rest.starts_with(w))
    };
    body.iter().filter(|p| bare(p)).count()
}
