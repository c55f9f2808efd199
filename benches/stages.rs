//! Each stage by itself, on the five texts of `data/texts` and on plain news: `cargo bench`.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use silkgraph::graph::{self, Options};
use silkgraph::pipeline::{self, Files, Kit};
use silkgraph::text::Input;
use silkgraph::{lexicon, mention, relation, resolve, rules, text};
use std::path::Path;

/// Sentences of news with few names.
const NEWS: &str = "清晨五点多，码头边的仓库里已经热闹起来，合作社社员把一批新设备搬上了车。统计显示，上半年冷链物流相关收入同比增加四成左右，\
增速比一季度回落。来自哈萨克斯坦的订单增长两成，有关负责人直言没有想到。目前，水库清淤稳步推进，专家组正在对一套排水系统进行验收，\
预计11月底前完成。比赛第七十分钟，主队抓住角球机会扳平比分，全场观众起立鼓掌。\n";

fn dense() -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts");
    let (files, _) = pipeline::find(&[folder]);
    files.iter().filter_map(|f| pipeline::open(f).ok()).flatten().filter_map(Result::ok).collect()
}

fn news() -> Vec<Input> {
    (0..20).map(|i| Input { file: format!("news-{i}"), bytes: NEWS.repeat(5 + i).into_bytes(), ..Input::default() }).collect()
}

fn stages(c: &mut Criterion) {
    let Ok(kit) = Kit::embedded() else { return };
    for (name, inputs) in [("dense", dense()), ("news", news())] {
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(inputs.iter().map(|i| i.bytes.len() as u64).sum()));
        let texts: Vec<text::Text> = inputs.iter().map(text::read).collect();
        let runs: Vec<pipeline::Run> = inputs.iter().map(|i| pipeline::run(&kit, i)).collect();
        group.bench_function("1 text", |b| b.iter(|| inputs.iter().map(|i| text::read(i).articles.len()).sum::<usize>()));
        group.bench_function("names", |b| b.iter(|| texts.iter().map(|t| kit.lexicon.find(&t.norm).len()).sum::<usize>()));
        group.bench_function("2 mentions", |b| {
            b.iter(|| texts.iter().map(|t| mention::find(t, &kit.lexicon, &kit.rules, &kit.forms).list.len()).sum::<usize>());
        });
        group.bench_function("3 entities", |b| {
            b.iter(|| runs.iter().map(|r| resolve::resolve(&r.text, &r.mentions, &kit.lexicon).entities.len()).sum::<usize>());
        });
        group.bench_function("4 claims", |b| {
            let one = |r: &pipeline::Run| relation::relate(&r.text, &r.mentions, &r.resolved, &kit.rules, &kit.engine).list.len();
            b.iter(|| runs.iter().map(one).sum::<usize>());
        });
        group.bench_function("5 quads", |b| {
            b.iter(|| {
                let mut out = String::new();
                runs.iter().for_each(|r| graph::nquads(&kit.lexicon, r.reading(), Options::default(), &mut out));
                out.len()
            });
        });
        group.bench_function("all", |b| b.iter(|| inputs.iter().map(|i| pipeline::run(&kit, i).claims.list.len()).sum::<usize>()));
        group.finish();
    }
}

fn start(c: &mut Criterion) {
    let files = Files::embedded();
    c.bench_function("start: lexicon", |b| b.iter(|| lexicon::Lexicon::load(&files.lexicon).map(|l| l.entries().len())));
    c.bench_function("start: rules", |b| b.iter(|| rules::RuleSet::load(&files.rules).map(|r| r.relations.len())));
    c.bench_function("start: prepared kit", |b| b.iter(|| Kit::embedded().is_ok()));
    c.bench_function("start: kit", |b| b.iter_batched(|| files.clone(), |f| Kit::from_files(&f).is_ok(), BatchSize::PerIteration));
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = stages, start }
criterion_main!(benches);
