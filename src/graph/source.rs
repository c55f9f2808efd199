//! Files and their articles.

use super::{iri, pen::Pen, words};
use crate::text::Text;
use oxigraph::model::NamedNode;

/// Write the file and its articles; the articles' IRIs, by index.
pub(super) fn write(pen: &mut Pen, text: &Text) -> Vec<NamedNode> {
    let file = iri::file(&text.sha256);
    pen.turn_to(None);
    pen.add(&file, words::A, words::DIGITAL_DOCUMENT);
    pen.text(&file, words::FILE, &text.file);
    pen.text(&file, words::SHA256, &text.sha256);
    if let Some(url) = &text.url {
        match NamedNode::new(url) {
            Ok(url) => pen.add(&file, words::SOURCE, &url),
            Err(_) => pen.text(&file, words::SOURCE, url),
        }
    }
    text.articles
        .iter()
        .enumerate()
        .map(|(i, article)| {
            let node = iri::text(text, i);
            pen.add(&node, words::A, words::SOURCE_TEXT);
            pen.add(&node, words::PART_OF, &file);
            pen.text(&node, words::FILE, &text.file);
            pen.text(&node, words::SHA256, &text.sha256);
            pen.text(&node, words::GENRE, article.genre.name());
            if !article.title.is_empty() {
                pen.zh(&node, words::TITLE, &article.title);
            }
            if let Some(date) = article.date {
                pen.typed(&node, words::DATE, date, words::XSD_DATE);
            }
            node
        })
        .collect()
}
