//! The quads of a large text, made and written one article after the other: collected, they take as much room as all that
//! the stages before made of the text.

use super::line::Lines;
use super::pen::Pen;
use super::{Chars, Options, Reading, Run, mention, source, statement};
use crate::mention::Mentions;
use oxigraph::model::NamedNode;
use std::io::{self, Write};

/// The quads of a text, those of its articles not made yet.
pub(super) struct Articles {
    run: Run,
    options: Options,
    /// The default graph, which stands before the articles.
    first: Lines,
    /// The articles' IRIs, by index.
    names: Vec<NamedNode>,
}

impl Articles {
    /// Of a text. `more` writes what the default graph has besides the file and its articles.
    pub(super) fn new(mut run: Run, options: Options, more: impl FnOnce(&mut Pen, &Reading<'_>)) -> Self {
        if !options.mentions {
            run.mentions = Mentions::default();
        }
        let mut pen = Pen::default();
        let names = source::write(&mut pen, &run.text);
        more(&mut pen, &run.reading());
        Articles { first: pen.done(), run, options, names }
    }

    /// Write them in the order of [`super::order`].
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.first.write(out)?;
        let chars = Chars::new(&self.run.text.raw);
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by_key(|article| self.names[*article].as_str());
        // Articles without a sentence and a day have one name, and so one graph.
        for same in order.chunk_by(|a, b| self.names[*a] == self.names[*b]) {
            let mut pen = Pen::default();
            same.iter().for_each(|article| self.article(&mut pen, &chars, *article));
            pen.done().write(out)?;
        }
        Ok(())
    }

    fn article(&self, pen: &mut Pen, chars: &Chars<'_>, article: usize) {
        let reading = self.run.reading();
        // Claims are sorted by article.
        let claims = &reading.claims.list;
        let from = claims.partition_point(|c| c.article < article);
        let to = claims.partition_point(|c| c.article <= article);
        statement::write(pen, &reading, &claims[from..to], chars, &self.names);
        if self.options.mentions {
            mention::write(pen, &reading, reading.mentions.of_article(article).iter().copied(), chars, &self.names);
        }
    }
}
