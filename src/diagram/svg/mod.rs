//! [`Picture`] → SVG by our own layout. Stands alone: no script, no outside file, fonts by name.

mod legend;
mod net;
mod pen;
mod routes;

use super::colour::{INK, PAGE, SOFT};
use super::fit;
use super::options::Lang;
use super::picture::Picture;
use crate::ontology::Predicate;
use pen::Pen;

/// Fonts for Chinese, as CSS and Graphviz write them.
pub const FONTS: &str = "Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Zen Hei, Microsoft YaHei, PingFang SC, sans-serif";

/// A part of the picture that can be a link.
#[derive(Clone, Copy, Debug)]
pub enum Target<'p> {
    /// An entity, by IRI.
    Node(&'p str),
    /// A relation: IRIs of its ends, and what is said.
    Edge {
        /// The subject's IRI.
        subject: &'p str,
        /// What is said of the two.
        predicates: &'p [Predicate],
        /// The object's IRI.
        object: &'p str,
    },
}

/// What gives a part of the picture its address; none for no link.
pub type Linker<'o> = dyn Fn(Target<'_>) -> Option<String> + 'o;

/// How to write the SVG.
#[derive(Clone, Copy, Default)]
pub struct SvgOptions<'o> {
    /// The address that a part of the picture leads to, if any.
    pub link: Option<&'o Linker<'o>>,
}

const MARGIN: f64 = 30.0;

/// The picture as a standalone SVG document. Equal pictures give equal bytes.
pub fn svg(picture: &Picture, options: SvgOptions<'_>) -> String {
    let mut body = Pen::new(options);
    let (width, height) = if picture.routes.is_empty() && !picture.columns.is_empty() {
        net::draw(picture, &mut body)
    } else {
        routes::draw(picture, &mut body)
    };
    let page = (width + 2.0 * MARGIN).max(880.0);
    let mut head = Pen::new(options);
    head.words("class=\"t\"", (MARGIN, 44.0), INK, &fit::shorten(&picture.title, (page / 12.0) as usize));
    if !picture.subtitle.is_empty() {
        head.words("class=\"s\"", (MARGIN, 66.0), SOFT, &fit::shorten(&picture.subtitle, (page / 7.0) as usize));
    }
    let top = 92.0;
    let mut foot = Pen::new(options);
    let end = legend::draw(picture, &mut foot, page - 2.0 * MARGIN);
    let foot_top = top + height + 34.0;
    let total = foot_top + end + 22.0;
    let left = MARGIN + ((page - 2.0 * MARGIN - width) / 2.0).max(0.0);
    let lang = if picture.lang == Lang::En { "en" } else { "zh-Hans" };
    let role = if options.link.is_some() { "group" } else { "img" };
    let (w, h) = (page.ceil(), total.ceil());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"{role}\" aria-labelledby=\"sg-title sg-desc\" xml:lang=\"{lang}\" lang=\"{lang}\" font-family=\"{}\">\n",
        pen::escape(FONTS)
    );
    out.push_str(&format!("<title id=\"sg-title\">{}</title>\n", pen::escape(&picture.title)));
    out.push_str(&format!("<desc id=\"sg-desc\">{}</desc>\n", pen::escape(&describe(picture))));
    out.push_str(STYLE);
    out.push_str(&format!("<rect width=\"{w}\" height=\"{h}\" fill=\"{PAGE}\"/>\n"));
    out.push_str(&head.out);
    out.push_str(&format!("<g transform=\"translate({} {})\">\n{}</g>\n", pen::n(left), pen::n(top), body.out));
    out.push_str(&format!("<g transform=\"translate({} {})\">\n{}</g>\n</svg>\n", pen::n(MARGIN), pen::n(foot_top), foot.out));
    out
}

const STYLE: &str = "<style>\
.t{font-size:23px;font-weight:700}.s{font-size:12.5px}.h{font-size:12.5px;font-weight:700;letter-spacing:.5px}\
.n{font-size:14px}.b{font-size:10.5px}.k{font-size:12px;font-weight:700}\
.e{font-size:11.5px}\
.l{fill:none;stroke-linecap:round}.r:hover .l{stroke-width:4.5}.v:hover rect{stroke-width:3}a{text-decoration:none}\
</style>\n";

/// The picture in words, for those who cannot see it.
fn describe(picture: &Picture) -> String {
    let mut words = vec![picture.caption.clone()];
    words.extend((!picture.subtitle.is_empty()).then(|| picture.subtitle.clone()));
    let most = picture.links.iter().take(40).map(|l| l.tip.split(" [").next().unwrap_or_default().to_owned());
    words.extend(most);
    words.join(" ")
}
