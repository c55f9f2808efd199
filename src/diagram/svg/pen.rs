//! Writing SVG elements.

use super::{SvgOptions, Target};

/// A growing piece of SVG.
pub(super) struct Pen<'o> {
    pub out: String,
    options: SvgOptions<'o>,
}

/// A number with at most one decimal, so that bytes do not depend on rounding noise.
pub(super) fn n(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    match tenths.abs() % 10 {
        0 => format!("{sign}{}", tenths.abs() / 10),
        rest => format!("{sign}{}.{rest}", tenths.abs() / 10),
    }
}

/// Words as XML text or attribute: marks escaped, what XML cannot hold left out.
pub(super) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

impl<'o> Pen<'o> {
    pub fn new(options: SvgOptions<'o>) -> Self {
        Pen { out: String::new(), options }
    }

    /// An element as it is.
    pub fn raw(&mut self, element: &str) {
        self.out.push_str(element);
        self.out.push('\n');
    }

    /// Words at a base line.
    pub fn words(&mut self, attributes: &str, (x, y): (f64, f64), colour: &str, words: &str) {
        self.raw(&format!("<text {attributes} x=\"{}\" y=\"{}\" fill=\"{colour}\">{}</text>", n(x), n(y), escape(words)));
    }

    /// A group with a tip, as a link where the options give an address.
    pub fn group(&mut self, class: &str, tip: &str, target: Option<Target<'_>>, draw: impl FnOnce(&mut Self)) {
        let address = target.and_then(|t| self.options.link.and_then(|link| link(t)));
        if let Some(address) = &address {
            self.raw(&format!("<a href=\"{}\">", escape(address)));
        }
        self.raw(&format!("<g class=\"{class}\"><title>{}</title>", escape(tip)));
        draw(self);
        self.raw("</g>");
        if address.is_some() {
            self.raw("</a>");
        }
    }
}
