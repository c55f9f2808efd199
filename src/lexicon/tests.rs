//! A lexicon of a few lines, so that a name added to the real one breaks nothing here.

use super::*;

const HEAD: &str = "@prefix sg: <https://w3id.org/silkgraph/ns#> .
@prefix sgr: <https://w3id.org/silkgraph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";

const THINGS: &str = r#"
sgr:china a sg:State ; rdfs:label "中国"@zh , "China"@en ; skos:altLabel "中华人民共和国"@zh , "中國"@zh-Hant ;
  sg:abbreviation "中" ; skos:exactMatch wd:Q148 ; dcterms:source sgr:source-a .
sgr:turkmenistan a sg:State ; rdfs:label "土库曼斯坦"@zh ; sg:abbreviation "土" .
sgr:turkey a sg:State ; rdfs:label "土耳其"@zh ; sg:abbreviation "土" .
sgr:central-asia a sg:Place ; rdfs:label "中亚"@zh .
sgr:ashgabat a sg:Place ; rdfs:label "阿什哈巴德"@zh ; sg:capitalOf sgr:turkmenistan .
sgr:summit a sg:Event ; rdfs:label "中国—中亚峰会"@zh .
sgr:belt-and-road a sg:Initiative ; rdfs:label "一带一路倡议"@zh ; skos:altLabel "一带一路"@zh .
sgr:bright-road a sg:Initiative ; rdfs:label "光明之路新经济政策"@zh .
sgr:rcep a sg:Document ; rdfs:label "区域全面经济伙伴关系协定"@zh ; skos:altLabel "RCEP"@zh , "Regional Pact"@zh .
sgr:five a sg:Group ; rdfs:label "中亚五国"@zh ; sg:member sgr:turkmenistan .
sgr:club a sg:Organization ; rdfs:label "某某组织"@zh .
sgr:club-states a sg:Group ; rdfs:label "某某组织成员国"@zh ; sg:statesOf sgr:club .
sgr:line a sg:Corridor ; rdfs:label "中土铁路"@zh ; sg:links sgr:china , sgr:turkmenistan .
sgr:father a sg:Leader ; rdfs:label "库尔班古力·别尔德穆哈梅多夫"@zh ; skos:altLabel "别尔德穆哈梅多夫"@zh .
sgr:son a sg:Leader ; rdfs:label "谢尔达尔·别尔德穆哈梅多夫"@zh ; skos:altLabel "别尔德穆哈梅多夫"@zh .
"#;

const DATED: &str = r#"
sgr:m-1 a org:Membership ; org:organization sgr:turkmenistan ; org:member sgr:father ; org:role "总统"@zh ;
  sg:begins "2007-02-14"^^xsd:date ; sg:ends "2022-03-18"^^xsd:date .
sgr:m-2 a sg:Tenure ; sg:polity sgr:turkmenistan ; org:organization sgr:club ; org:member sgr:son ; org:role "总统"@zh ;
  sg:begins "2022-03-19"^^xsd:date .
sgr:m-3 a org:Membership ; org:organization sgr:club ; org:member sgr:china .
sgr:m-4 a org:Membership ; org:organization sgr:club ; org:member sgr:turkey ; sg:begins "2020-01-01"^^xsd:date .
sgr:source-a a dcterms:BibliographicResource ; dcterms:title "a package" .
"#;

fn files(parts: &[(&str, &str)]) -> Vec<(String, String)> {
    parts.iter().map(|(name, text)| ((*name).to_owned(), format!("{HEAD}{text}"))).collect()
}

fn lexicon() -> Lexicon {
    Lexicon::load(&files(&[("things.ttl", THINGS), ("dated.ttl", DATED)])).expect("the small lexicon is right")
}

/// What is found, each as `words=slug+slug`.
fn found(text: &str) -> String {
    let lexicon = lexicon();
    let show = |h: &Hit| {
        let ids: Vec<&str> = h.entries.iter().map(|&e| lexicon.entry(e).id.as_str()).collect();
        format!("{}={}", &text[h.range.clone()], ids.join("+"))
    };
    lexicon.find(text).iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_longest_name_wins() {
    assert_eq!(found("中国和中亚，中国—中亚峰会"), "中国=china 中亚=central-asia 中国—中亚峰会=summit");
    assert_eq!(found("中國、中华人民共和国"), "中國=china 中华人民共和国=china");
}

#[test]
fn dashes_spaces_and_dots_do_not_matter() {
    assert_eq!(found("中国-中亚峰会"), "中国-中亚峰会=summit");
    assert_eq!(found("开 中国 － 中亚 峰会 幕"), "中国 － 中亚 峰会=summit");
    assert_eq!(found("谢尔达尔•别尔德穆哈梅多夫"), "谢尔达尔•别尔德穆哈梅多夫=son");
}

#[test]
fn marks_belong_to_the_name_in_pairs() {
    assert_eq!(found("共建“一带一路”倡议好"), "“一带一路”倡议=belt-and-road");
    assert_eq!(found("共建“一带一路”"), "“一带一路”=belt-and-road");
    assert_eq!(found("“光明之路”新经济政策"), "“光明之路”新经济政策=bright-road");
    assert_eq!(found("《“一带一路”倡议》"), "《“一带一路”倡议》=belt-and-road");
    assert_eq!(found("\"一带一路\"倡议和\"一带一路\""), "\"一带一路\"倡议=belt-and-road \"一带一路\"=belt-and-road");
    assert_eq!(found("“中国”“中亚”"), "“中国”=china “中亚”=central-asia");
}

#[test]
fn an_unbalanced_name_gives_way_to_a_shorter_one() {
    assert_eq!(found("“共建一带一路”倡议"), "一带一路=belt-and-road");
    assert_eq!(found("“中国—中亚”，“中国—中亚峰会"), "中国=china 中亚=central-asia 中国—中亚峰会=summit");
    assert_eq!(found("《中国》"), "《中国》=china");
    assert_eq!(found("《中国的》"), "中国=china");
}

#[test]
fn latin_names_are_whole_words() {
    assert_eq!(found("加入RCEP，RCEPs、XRCEP、rcep、RCEP2"), "RCEP=rcep");
    assert_eq!(found("the Regional Pact，RegionalPact"), "Regional Pact=rcep");
}

#[test]
fn no_name_crosses_a_line() {
    assert_eq!(found("中国—\n中亚峰会\n中国"), "中国=china 中亚=central-asia 中国=china");
}

#[test]
fn one_name_can_be_two_people() {
    assert_eq!(found("总统别尔德穆哈梅多夫"), "别尔德穆哈梅多夫=father+son");
    let lexicon = lexicon();
    let [father, son] = *lexicon.by_name("别尔德穆哈梅多夫") else { panic!("two") };
    let day = |y, m| Some(jiff::civil::date(y, m, 1));
    assert_eq!(lexicon.offices_on(father, day(2022, 1)).count(), 1);
    assert_eq!(lexicon.offices_on(father, day(2023, 5)).count(), 0);
    assert_eq!(lexicon.offices_on(son, None).map(|o| o.role.as_str()).collect::<Vec<_>>(), ["总统"]);
}

#[test]
fn lookups() {
    let lexicon = lexicon();
    let slug = |id: EntryId| lexicon.entry(id).id.as_str();
    let china = lexicon.by_slug("china").expect("it is there");
    assert_eq!(lexicon.by_name("“中 国”"), [china]);
    assert_eq!(lexicon.by_name("China"), [china]);
    assert!(lexicon.by_name("中").is_empty() && lexicon.by_slug("japan").is_none());
    assert_eq!(lexicon.by_abbreviation("土").iter().map(|&s| slug(s)).collect::<Vec<_>>(), ["turkey", "turkmenistan"]);
    assert_eq!(lexicon.entry(china).wikidata.as_deref(), Some("Q148"));
    assert_eq!(lexicon.origin(lexicon.entry(china)), ("things.ttl", 10));
    let city = lexicon.entry(lexicon.by_slug("ashgabat").expect("it is there"));
    assert_eq!(city.in_state.map(slug), Some("turkmenistan"));
    assert!(lexicon.names().any(|(name, ids)| name == "中国—中亚峰会" && ids.len() == 1));
}

#[test]
fn groups_take_members_of_organizations() {
    let lexicon = lexicon();
    let of = |group: &str, year: Option<i16>| {
        let day = year.map(|y| jiff::civil::date(y, 6, 1));
        let ids = lexicon.group_members(lexicon.by_slug(group).expect("it is there"), day);
        ids.iter().map(|&m| lexicon.entry(m).id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of("club-states", Some(2019)), ["china"]);
    assert_eq!(of("club-states", None), ["china", "turkey"]);
    assert_eq!(of("five", Some(1999)), ["turkmenistan"]);
}

#[test]
fn without_some_types() {
    let lexicon = lexicon().without(&[Type::State, Type::Leader]);
    let hits = lexicon.find("中国和中亚五国");
    assert_eq!(hits.len(), 1);
    assert_eq!(lexicon.entry(hits[0].entries[0]).id, "five");
    assert!(lexicon.entries().iter().all(|e| e.members.is_empty() && e.links.is_empty() && e.in_state.is_none()));
}

#[test]
fn the_order_of_files_does_not_matter() {
    let mut parts = files(&[("a.ttl", THINGS), ("b.ttl", DATED)]);
    let one = format!("{:?}", Lexicon::load(&parts).expect("right"));
    parts.reverse();
    assert_eq!(one, format!("{:?}", Lexicon::load(&parts).expect("right")));
}

/// The mistakes of some files, each as `file:line code`.
fn told(parts: &[(&str, &str)]) -> Vec<String> {
    let diags = Lexicon::load(&files(parts)).expect_err("mistakes");
    diags.iter().map(|d| format!("{}:{} {}", d.file, d.position().map_or(0, |p| p.0), d.code)).collect()
}

#[test]
fn every_mistake_is_told_at_once() {
    let bad = r#"
sgr:a a sg:Stat ; rdfs:label "甲国"@zh .
sgr:b a sg:State ; rdfs:label "B"@en .
sgr:c a sg:Corridor ; rdfs:label "“丙”线"@zh ;
  sg:links sgr:nowhere .
sgr:d a sg:State ; rdfs:label "丁国"@zh ; skos:exactMatch wd:Q1 .
sgr:e a sg:State ; rdfs:label "戊国"@zh ; dcterms:source sgr:source-gone .
sgr:f a sg:State ; rdfs:label "己"@zh ; sg:linx sgr:b .
sgr:g a org:Membership ; org:member sgr:b ; sg:begins "soon" .
[] a sg:State .
"#;
    assert_eq!(
        told(&[("bad.ttl", bad)]),
        [
            "bad.ttl:10 lexicon::unknown_type",
            "bad.ttl:11 lexicon::no_label",
            "bad.ttl:12 lexicon::marked_name",
            "bad.ttl:13 lexicon::dangling",
            "bad.ttl:14 lexicon::unsourced_link",
            "bad.ttl:15 lexicon::unsourced_link",
            "bad.ttl:16 lexicon::short_name",
            "bad.ttl:16 lexicon::unknown_property",
            "bad.ttl:17 lexicon::bad_membership",
            "bad.ttl:17 lexicon::bad_date",
            "bad.ttl:18 lexicon::blank_node",
        ]
    );
}

#[test]
fn a_broken_file_hides_what_may_be_its_consequence() {
    let good = "\nsgr:b a sg:Corridor ; rdfs:label \"乙线\"@zh ; sg:links sgr:h .\n";
    let broken = "sgr:g a sg:State ; rdfs:label 庚国@zh .\nsgr:h a sg:State ; rdfs:label \"辛国@zh .\n";
    assert_eq!(told(&[("good.ttl", good), ("broken.ttl", broken)]), ["broken.ttl:9 lexicon::syntax", "broken.ttl:10 lexicon::syntax"]);
}

#[test]
fn the_lexicon_of_this_repository_loads() {
    let Ok(folder) = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon")) else { return };
    let paths = folder.filter_map(|f| Some(f.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "ttl"));
    let files: Vec<(String, String)> = paths.filter_map(|p| Some((p.display().to_string(), std::fs::read_to_string(p).ok()?))).collect();
    let lexicon = Lexicon::load(&files).unwrap_or_else(|diags| {
        let told: Vec<String> = diags.iter().map(|d| format!("{}:{:?} {} {}", d.file, d.position(), d.code, d.message)).collect();
        panic!("{}", told.join("\n"));
    });
    let offices: usize = lexicon.entries().iter().map(|e| e.offices.len()).sum();
    let (files, entries, names) = (files.len(), lexicon.entries().len(), lexicon.names().count());
    eprintln!("{files} files, {entries} entries, {names} names, {offices} offices");
}

proptest::proptest! {
    #[test]
    fn hits_are_in_order_and_on_characters(text in "[中国亚峰会一带路倡议“”‘’《》—\\- \"RCEP2a\\n]{0,60}") {
        let lexicon = lexicon();
        let mut free = 0;
        for hit in lexicon.find(&text) {
            proptest::prop_assert!(hit.range.start >= free && !hit.range.is_empty());
            let words = &text[hit.range.clone()];
            proptest::prop_assert_eq!(lexicon.by_name(words), hit.entries, "{}", words);
            free = hit.range.end;
        }
    }
}

#[test]
fn a_subject_of_which_nothing_is_said_is_no_turtle() {
    for text in ["sgr:x .\n", "sgr:x . sgr:y .", "sgr:x ;\n .\n"] {
        let diags = Lexicon::load(&files(&[("a.ttl", text)])).unwrap_err();
        assert_eq!(diags[0].code, "lexicon::syntax", "{text}: {diags:?}");
    }
}
