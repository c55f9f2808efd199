//! The one place that draws diagnostics.

use super::shown::harmless;
use crate::base::{Diag, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};

/// Draw a diagnostic: message, the place in the file, advice. File names and what messages quote come from others: no
/// control character of theirs reaches the terminal. (Those of the source are replaced by the renderer.)
pub fn diag(diag: &Diag, color: bool) -> String {
    let mut shown = diag.clone();
    [&mut shown.message, &mut shown.file].into_iter().chain(&mut shown.help).for_each(|t| *t = harmless(t));
    shown.labels.iter_mut().for_each(|l| l.text = harmless(&l.text));
    let diag = &shown;
    let level = match diag.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(diag.message.as_str()).id(diag.code));
    if let (Some(_), false) = (diag.labels.first(), diag.source.is_empty()) {
        let path = (!diag.file.is_empty()).then_some(diag.file.as_str());
        let marks = diag.labels.iter().enumerate().map(|(i, label)| {
            let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(inside(&diag.source, label.range.start)..inside(&diag.source, label.range.end)).label(label.text.as_str())
        });
        group = group.element(Snippet::source(diag.source.as_str()).path(path).annotations(marks));
    } else if !diag.file.is_empty() {
        group = group.element(Origin::path(diag.file.as_str()));
    }
    if let Some(help) = &diag.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// The last character boundary of `text` up to `at`.
fn inside(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_han_text() {
        let source = "pattern = '由{subject:Actor}提交'\n";
        let at = source.find("Actor").unwrap();
        let found = Diag::error("rules::unknown_class", "rules/a.toml", "there is no class `Actor`")
            .at(source, at..at + 5, "not a class")
            .help("did you mean `State`?");
        insta::assert_snapshot!(diag(&found, false), @r"
        error[rules::unknown_class]: there is no class `Actor`
         --> rules/a.toml:1:22
          |
        1 | pattern = '由{subject:Actor}提交'
          |                       ^^^^^ not a class
          |
          = help: did you mean `State`?
        ");
    }

    #[test]
    fn names_of_files_do_not_steer_the_terminal() {
        let found = Diag::error("input::x", "a\u{1B}]0;title\u{7}\u{9B}31m.txt", "cannot read \u{1B}[2J")
            .at("x\u{1B}[31m\u{7}y\n", 0..1, "\u{1B}here")
            .help("\u{202E}help\u{8}");
        let drawn = diag(&found, false);
        assert!(!drawn.contains(|c: char| c.is_control() && c != '\n') && !drawn.contains('\u{202E}'), "{drawn:?}");
    }

    #[test]
    fn a_file_without_a_place_and_nothing_at_all() {
        assert!(diag(&Diag::warning("input::x", "a.txt", "odd"), false).contains("a.txt"));
        assert_eq!(diag(&Diag::error("cli::usage", "", "no"), false), "error[cli::usage]: no");
    }
}
