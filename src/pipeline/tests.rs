use super::gold::Names;
use super::*;
use crate::base::Diag;
use crate::export;
use crate::graph::{self, Graph, Options};
use crate::query;
use std::path::Path;

fn gold_graph(names: Names, options: Options) -> Graph {
    let kit = Kit::default();
    let runs: Vec<Run> = gold::DOCS.iter().map(|d| gold::run(d, names)).collect();
    Graph::from_quads(runs.iter().flat_map(|r| graph::quads(&kit.lexicon, r.reading(), options))).unwrap()
}

/// The first twelve questions of `queries/`, which the three texts with gold can answer, that the graph does not
/// answer exactly, with what is wrong.
fn wrong_answers(graph: &Graph) -> Vec<String> {
    let questions = query::questions().unwrap();
    let wrong = questions.iter().take(12).filter_map(|q| {
        let verdict = q.check(&query::run(graph, &q.name, &q.sparql, None).unwrap());
        (!verdict.good()).then(|| format!("{}: {verdict:?}", q.name))
    });
    wrong.collect()
}

/// Also with labels alone: what the questions ask by is in the labels of gold.
#[test]
fn a_graph_of_gold_answers_every_question() {
    for names in [Names::Label, Names::Aliases, Names::Words] {
        assert_eq!(wrong_answers(&gold_graph(names, Options::default())), Vec::<String>::new());
    }
}

fn turtle(graph: &Graph) -> Vec<u8> {
    let mut out = Vec::new();
    export::to_writer(graph, export::Format::Turtle, &mut out).unwrap();
    out
}

#[test]
fn the_order_of_texts_does_not_matter() {
    let forth = turtle(&gold_graph(Names::Words, Options { mentions: true }));
    let kit = Kit::default();
    let back = Graph::new().unwrap();
    for doc in gold::DOCS.iter().rev() {
        back.extend(graph::quads(&kit.lexicon, gold::run(doc, Names::Words).reading(), Options { mentions: true }).into_iter().rev())
            .unwrap();
    }
    assert!(forth == turtle(&back));
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts");
    let (mut files, diags) = find(&[texts]);
    assert_eq!((files.len(), diags.len()), (5, 0));
    let make = |files: &[Found], n| {
        let built = build(&Kit::embedded().unwrap(), &threads(n).unwrap(), files, Options { mentions: true }, &|| ()).unwrap();
        (turtle(&built.graph), built.summary)
    };
    let one = make(&files, 1);
    files.reverse();
    assert!(one == make(&files, 8));
}

#[test]
fn runs_come_sorted_by_file() {
    let input = |file: &str| Input { file: file.to_owned(), bytes: "中国。".into(), ..Input::default() };
    let (runs, _) = run_many(&Kit::default(), &[input("b"), input("a"), input("c")], 3).unwrap();
    assert_eq!(runs.iter().map(|r| r.text.file.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[test]
fn files_are_found_by_folder_walk_and_named_by_their_place() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        std::fs::create_dir_all(dir.path().join(name).parent().unwrap()).unwrap();
        std::fs::write(dir.path().join(name), bytes).unwrap();
    };
    write("b/x.txt", "乙".as_bytes());
    write("a/x.txt", "甲".as_bytes());
    write("a/y.html.zst", &zstd::encode_all("<p>丙".as_bytes(), 1).unwrap());
    write("skip.pdf", b"%PDF");
    write("SOURCES.md", b"where they are from");
    write(".hidden.txt", b"no");
    write("r.jsonl", "{\"id\":\"r1\",\"text\":\"丁\",\"date\":\"2023-05-19\"}\n\nnot json\n{\"id\":2,\"text\":\"戊\"}\n".as_bytes());
    let (files, diags) = find(&[dir.path().to_owned()]);
    assert_eq!(diags, []);
    assert_eq!(files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["a/x.txt", "a/y.html", "b/x.txt", "r.jsonl"]);
    let all: Vec<Result<Input, Diag>> = files.iter().flat_map(|f| open(f).unwrap()).collect();
    let ids: Vec<String> = all.iter().map(|i| i.as_ref().map_or_else(|d| d.message.clone(), |i| i.file.clone())).collect();
    assert_eq!(ids[..4], ["a/x.txt", "a/y.html", "b/x.txt", "r1"]);
    assert!(ids[4].starts_with("line 3 is not a record") && ids[5] == "2");
    assert_eq!(all[1].as_ref().unwrap().bytes, "<p>丙".as_bytes());
    // Two files of one name, given one by one, keep their paths.
    let (files, _) = find(&[dir.path().join("a/x.txt"), dir.path().join("b/x.txt"), dir.path().join("nope.txt")]);
    assert!(files.iter().all(|f| f.name.ends_with("/x.txt")) && files.len() == 2);
}

#[test]
fn names_in_graphs_do_not_lead_out_of_the_folder_of_texts() {
    let count = |name: &str| places(Path::new("texts"), name).filter(|p| p.starts_with("texts/")).count();
    assert_eq!(["a.txt", "deep/a.txt", "..a/b.."].map(count), [3; 3]);
    for name in ["", "/etc/passwd", "../a.txt", "a/../../b", "..", "/dev/zero"] {
        assert_eq!(places(Path::new("texts"), name).count(), 0, "{name}");
    }
}

#[test]
fn the_built_in_kit_is_sound_and_a_folder_replaces_its_parts() {
    Kit::embedded().unwrap();
    Kit::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(Files::read(dir.path()).unwrap_err()[0].code, "kit::empty");
    std::fs::create_dir_all(dir.path().join("rules/relations")).unwrap();
    std::fs::write(dir.path().join("rules/relations/a.toml"), "x = 1").unwrap();
    std::fs::write(dir.path().join("rules/notes.txt"), "no").unwrap();
    let files = Files::read(dir.path()).unwrap();
    assert_eq!((files.rules.len(), files.rules[0].1.as_str()), (1, "x = 1"));
    assert_eq!(files.lexicon, Files::embedded().lexicon);
}

#[test]
fn binary_files_are_refused_and_utf16_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.txt");
    let found = Found { name: "x.txt".into(), path: path.clone(), most: LONGEST };
    let utf16: Vec<u8> = "a一\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, want) in [(&b"ab\0\0"[..], Some("input::binary")), (b"%PDF-1.7", Some("input::binary")), (&utf16, None), (b"", None)] {
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(open(&found).err().map(|d| d.code), want, "{bytes:?}");
    }
}

#[test]
fn streams_keep_their_order() {
    let inputs =
        (0..1200).map(|i| if i == 7 { Err(Diag::error("x", "", "bad")) } else { Ok(Input { file: i.to_string(), ..Input::default() }) });
    let mut seen = Vec::new();
    each(
        &Kit::default(),
        &threads(4).unwrap(),
        inputs,
        |run| run.text.file,
        |r| {
            seen.push(r.unwrap_or_else(|_| "7".to_owned()));
            Ok::<(), ()>(())
        },
    )
    .unwrap();
    assert_eq!(seen, (0..1200).map(|i| i.to_string()).collect::<Vec<_>>());
}

#[test]
fn the_sum_of_parts_is_the_whole() {
    let mut parts: Vec<String> = Vec::new();
    for doc in gold::DOCS {
        let mut out = Vec::new();
        export::nquads(&graph::quads(&Kit::default().lexicon, gold::run(doc, Names::Words).reading(), Options::default()), &mut out)
            .unwrap();
        parts.extend(String::from_utf8(out).unwrap().lines().map(str::to_owned));
    }
    parts.sort();
    parts.dedup();
    let mut whole = Vec::new();
    export::to_writer(&gold_graph(Names::Words, Options::default()), export::Format::NQuads, &mut whole).unwrap();
    let mut whole: Vec<String> = String::from_utf8(whole).unwrap().lines().map(str::to_owned).collect();
    whole.sort();
    assert!(parts == whole);
}

pub(super) fn read(words: &str) -> Run {
    run(&Kit::embedded().unwrap(), &crate::text::Input { file: "t.txt".into(), bytes: words.into(), ..Default::default() })
}

/// The year of a dateline without one: of the meeting that the text reports, not of one that it looks back or ahead to.
#[test]
fn a_meeting_dates_the_report_of_it() {
    let date = |words: &str| read(words).text.articles[0].date.map(|d| d.to_string());
    let report =
        |when: &str, words: &str| date(&format!("会见外国领导人\n\n新华社西安{when}电　国家主席习近平{words}。今年5月，双方签署文件。\n"));
    assert_eq!(report("5月18日", "会见来华出席中国—中亚峰会的总统扎帕罗夫").as_deref(), Some("2023-05-18"));
    assert_eq!(report("7月7日", "的代表出席金砖国家领导人第十七次会晤。2026年，印度将主办会晤").as_deref(), Some("2025-07-07"));
    // No meeting: the year that the text names.
    assert_eq!(report("5月18日", "说，2024年双方将办展览").as_deref(), Some("2024-05-18"));
    assert_eq!(report("12月2日", "说，2021年签署的文件促进了合作，中国—中亚峰会成果丰硕").as_deref(), Some("2021-12-02"));
}

/// 各方 are the bloc that an interview is about, though the one asked is an ambassador of one state in another.
#[test]
fn all_sides_are_more_than_the_two_of_an_ambassador() {
    let run = read(
        "推动金砖合作\n——专访中国驻巴西大使王海\n\n7月6日，中国驻巴西大使王海接受记者专访。\n\n记者：如何评价2025年的会晤？\n\n\
         答：金砖国家通过了宣言，金砖国家扩员。我们欢迎各方参加中心建设，愿同金砖国家合作。中巴双方合作密切。\n",
    );
    let members = |name: &str| {
        let i = run.mentions.list.iter().position(|m| *m.name == *name).unwrap();
        run.resolved.entities[run.resolved.of[i]].members.len()
    };
    assert_eq!((members("各方"), members("中巴双方")), (members("金砖国家"), 2));
    assert!(members("各方") > 2);
}

/// At a press conference each answer is about other states; the states that agencies are named after count as named.
#[test]
fn all_sides_are_those_of_the_answer() {
    let run = read(
        "外交部例行记者会\n\n法新社记者：欧盟有何立场？\n\n毛宁：欧盟成员国支持欧盟。我们同欧盟保持沟通，欧盟是重要伙伴。\n\n\
         哈萨克斯坦国际通讯社记者：如何评价会议？\n\n毛宁：中方愿同哈方合作。上海合作组织通过了宣言，得到各方响应。\n",
    );
    let meaning = |name: &str| {
        let i = run.mentions.list.iter().position(|m| *m.name == *name).unwrap();
        &run.resolved.entities[run.resolved.of[i]]
    };
    assert_eq!(meaning("哈方").key, "kazakhstan");
    let sides: Vec<&str> = meaning("各方").members.iter().map(|m| run.resolved.entities[*m].key.as_str()).collect();
    assert!(sides.contains(&"tajikistan") && !sides.contains(&"france"), "{sides:?}");
}

/// 多哈 ends in the middle of a longer name, which is the one that is meant.
#[test]
fn a_longer_name_begins_inside_a_shorter_one() {
    let names = |words: &str| read(words).mentions.list.into_iter().map(|m| m.name.to_string()).collect::<Vec<_>>();
    assert_eq!(names("越来越多哈萨克斯坦青年来到多哈。\n"), ["哈萨克斯坦", "多哈"]);
}

/// A province acts for itself: whoever spoke before it does not do what it will do.
#[test]
fn what_a_province_does_nobody_else_does() {
    let claims = |words: &str| {
        let run = read(words);
        let key = |i: &usize| run.resolved.entities[*i].key.clone();
        run.claims.list.iter().map(|c| (key(&c.subject), c.predicate.name(), key(&c.object))).collect::<Vec<_>>()
    };
    let promotes = |words: &str| claims(words).iter().any(|c| c.1 == "promotes");
    assert!(promotes("新华社负责人表示，新华社将推动跨里海国际运输走廊建设。\n"));
    assert!(!promotes("新华社负责人表示，陕西将推动跨里海国际运输走廊建设。\n"));
}

/// What happened near a dateline's day years before the last year that the text tells of does not date it.
#[test]
fn an_anniversary_does_not_date_a_text() {
    let date = |told: &str| {
        read(&format!("一江连六国\n\n本报昆明3月22日电　2016年3月23日，澜湄合作启动。{told}\n")).text.articles[0]
            .date
            .map(|d| d.to_string())
    };
    assert_eq!(date("").as_deref(), Some("2016-03-22"));
    assert_eq!(date("2025年4月召开的会议提出新的目标。").as_deref(), Some("2025-03-22"));
}

/// What a stream has of these runs, its pieces made before any of them is written, or each after the one before it.
fn stream(runs: &[Run], before: bool) -> String {
    let (kit, told, options) = (Kit::default(), graph::Told::default(), Options { mentions: true });
    let piece = |run: &Run| told.piece(&kit.lexicon, run.clone(), options);
    let mut out = Vec::new();
    if before {
        let pieces: Vec<_> = runs.iter().map(piece).collect();
        pieces.iter().for_each(|p| told.write(p, &mut out).unwrap());
    } else {
        runs.iter().for_each(|run| told.write(&piece(run), &mut out).unwrap());
    }
    String::from_utf8(out).unwrap()
}

#[test]
fn a_stream_says_once_what_things_are_called_and_all_that_files_say() {
    let runs: Vec<Run> = gold::DOCS.iter().map(|d| gold::run(d, Names::Words)).collect();
    let doubled = [runs.clone(), runs.clone()].concat();
    let streamed = stream(&doubled, false);
    assert!(streamed == stream(&doubled, true));
    let mut files = String::new();
    runs.iter().for_each(|r| graph::nquads(&Kit::default().lexicon, r.reading(), Options { mentions: true }, &mut files));
    let set = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert!(set(&streamed) == set(&files));
    let labels = |text: &str| text.matches("rdf-schema#label").count();
    assert!(labels(&streamed) == labels(&stream(&runs, false)) && labels(&streamed) < 2 * labels(&files));
}

/// A dateline names no year: it is counted from a meeting that the text gives one, else it is the latest year that does not lie ahead.
#[test]
fn a_dateline_takes_its_year_from_what_is_told_of_meetings() {
    let kit = Kit::embedded().unwrap();
    let dated = |told: &str| {
        let text = format!(
            "习近平在塞尔维亚媒体发表署名文章\n\n新华社贝尔格莱德5月7日电　国家主席习近平发表署名文章。\n\n2016年6月，我首次访问塞尔维亚。{told}\n"
        );
        let run = run(&kit, &Input { file: "a.txt".into(), bytes: text.into_bytes(), ..Input::default() });
        run.text.articles[0].date.map(|d| d.to_string()).unwrap_or_default()
    };
    for (told, date) in [
        ("去年10月，武契奇总统赴华出席第三届“一带一路”国际合作高峰论坛。", "2024-05-07"),
        ("明年4月，第二届“一带一路”国际合作高峰论坛将举行。", "2018-05-07"),
        // Between the two stands another time.
        ("去年以来合作密切，2023年举行了第三届“一带一路”国际合作高峰论坛。", "2023-05-07"),
        ("中方支持塞方办好2027年贝尔格莱德专业类世博会。", "2016-05-07"),
    ] {
        assert_eq!(dated(told), date, "{told}");
    }
}

/// A meeting whose days are known dates a report before one of which the year alone is.
#[test]
fn days_say_more_than_years() {
    let words = "李强会见外国领导人\n\n新华社里约热内卢7月6日电　李强在出席金砖国家领导人第十七次会晤期间会见来宾。\n\n\
                 越方支持中国主办亚太经合组织第三十三次领导人非正式会议。\n";
    assert_eq!(read(words).text.articles[0].date.map(|d| d.to_string()).as_deref(), Some("2025-07-06"));
}

/// A meeting that lies ahead dates a report where the days that the report gives it are the meeting's, and only there.
#[test]
fn the_days_of_a_visit_say_its_year() {
    let date = |words: &str| read(words).text.articles[0].date.map(|d| d.to_string());
    let told = |visit: &str| {
        date(&format!(
            "读懂中国—中亚机制\n\n人民日报阿斯塔纳6月15日电（记者何思远）习近平主席将于{visit}赴阿斯塔纳出席第二届中国—中亚峰会。2023年5月，首届峰会在西安举行。\n"
        ))
    };
    assert_eq!(told("6月16日至18日").as_deref(), Some("2025-06-15"));
    assert_eq!(told("明年6月").as_deref(), Some("2024-06-15"));
}

/// Who does what, by the keys of entities.
fn said(words: &str) -> Vec<String> {
    let run = read(words);
    let key = |e: usize| run.resolved.entities[e].key.clone();
    run.claims.list.iter().map(|c| format!("{} {} {}", key(c.subject), c.predicate.name(), key(c.object))).collect()
}

/// 他 is the person who spoke, also where a state acted in between; the first 他 of a text is nobody.
#[test]
fn he_is_the_one_who_spoke() {
    let spoken = "哈萨克斯坦总统托卡耶夫表示，哈方愿同中方合作。他强调，哈方支持全球发展倡议。他还积极评价鲁班工坊。\n";
    let all = said(spoken);
    assert!(all.contains(&"tokayev commends luban-workshop".to_owned()), "{all:?}");
    assert!(all.contains(&"kazakhstan supports global-development-initiative".to_owned()), "{all:?}");
    assert!(!said("哈萨克斯坦愿同中方合作。他积极评价鲁班工坊。\n").iter().any(|c| c.contains("commends")));
}

/// What a state is held to be is no act of it, nor is what follows; a party without a known name acts for itself.
#[test]
fn subjects_that_are_spoken_of_do_not_act() {
    let one = "哈萨克斯坦重申奉行一个中国原则，中华人民共和国政府是代表全中国的唯一合法政府，坚定支持全球发展倡议。\n";
    assert!(said(one).contains(&"kazakhstan supports global-development-initiative".to_owned()), "{:?}", said(one));
    let other = |who: &str| said(&format!("去年7月，乌兹别克斯坦支持全球安全倡议，{who}也支持全球发展倡议。\n")).len();
    assert_eq!((other("乌方"), other("俄方")), (2, 1));
}

/// The theme of a meeting says nothing of what is done, and nothing stands between the meeting and its verb.
#[test]
fn a_theme_is_passed_over() {
    let all = said("金砖国家于2024年7月6日在里约热内卢举行以“深化合作，推动共建‘一带一路’”为主题的金砖国家领导人第十七次会晤。\n");
    assert!(all.iter().any(|c| c.starts_with("rio-de-janeiro hosts")) && !all.iter().any(|c| c.contains("promotes")), "{all:?}");
    // What is no theme stands.
    let all = said("金砖国家于2024年7月6日在里约热内卢以“团结”为信念，推动金砖国家新工业革命伙伴关系。\n");
    assert!(all.iter().any(|c| c.contains("promotes")), "{all:?}");
}
