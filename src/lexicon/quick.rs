//! A reader for plain Turtle, as lexicons are written: IRIs, prefixed names, strings with a language or a type.
//!
//! It gives up at anything else (blank nodes, numbers, escapes, any mistake); then the full parser
//! reads the file and tells what is wrong. It runs several times as fast, and a lexicon is read at every start.

use super::turtle::{Fact, Value};
use crate::ontology::SG;
use std::cell::RefCell;
use std::sync::Arc;

/// A subject with its facts.
pub(super) type About = (String, RefCell<Vec<Fact>>);

/// The facts of a file, in order, by runs of one subject; none where the file is not plain.
pub(super) fn read(text: &str, file: u32) -> Option<Vec<About>> {
    let mut reader = Reader { text, at: 0, line: 1, prefixes: Vec::new(), shared: Vec::new() };
    let mut out: Vec<About> = Vec::new();
    while reader.skip() {
        if reader.eat("@prefix") {
            reader.prefix()?;
            continue;
        }
        let line = reader.line;
        let subject = reader.iri()?;
        let mut facts = Vec::new();
        reader.facts(|property, value| facts.push(Fact { property, value, file, line }))?;
        if facts.is_empty() {
            return None;
        }
        match out.last_mut() {
            Some((last, list)) if *last == subject => list.get_mut().extend(facts),
            _ => {
                facts.shrink_to_fit();
                out.push((subject, RefCell::new(facts)));
            }
        }
    }
    Some(out)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    prefixes: Vec<(&'t str, &'t str)>,
    /// Properties and languages: as written, and in full.
    shared: Vec<(&'t str, Arc<str>)>,
}

fn name_byte(b: &u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Pass over white space and comments; false at the end.
    fn skip(&mut self) -> bool {
        while let Some(b) = self.peek() {
            match b {
                b'\n' => self.line += 1,
                b' ' | b'\t' | b'\r' => {}
                b'#' => {
                    self.at += memchr::memchr(b'\n', self.rest().as_bytes()).unwrap_or(self.rest().len());
                    continue;
                }
                _ => return true,
            }
            self.at += 1;
        }
        false
    }

    fn eat(&mut self, word: &str) -> bool {
        let here = self.rest().starts_with(word);
        self.at += if here { word.len() } else { 0 };
        here
    }

    /// The bytes up to a closing one, which is passed over. Nothing with an escape or a line's end in it.
    fn until(&mut self, close: u8) -> Option<&'t str> {
        let len = memchr::memchr(close, self.rest().as_bytes())?;
        let inside = &self.rest()[..len];
        self.at += len + 1;
        memchr::memchr3(b'\\', b'\n', b'\r', inside.as_bytes()).is_none().then_some(inside)
    }

    fn prefix(&mut self) -> Option<()> {
        self.skip();
        let name = self.until(b':')?;
        self.skip();
        let iri = self.eat("<").then(|| self.until(b'>'))??;
        self.skip();
        (self.eat(".") && iri.contains("://") && name.as_bytes().iter().all(name_byte)).then(|| {
            self.prefixes.retain(|p| p.0 != name);
            self.shared.clear();
            self.prefixes.push((name, iri));
        })
    }

    /// An IRI as written, to be spelled out: (prefix in full, local name).
    fn token(&mut self) -> Option<(&'t str, &'t str)> {
        if self.eat("<") {
            let iri = self.until(b'>')?;
            let plain = iri.contains("://") && !iri.bytes().any(|b| b <= b' ' || b"<>\"{}|^`".contains(&b));
            return plain.then_some((iri, ""));
        }
        let bytes = self.rest().as_bytes();
        let name = bytes.iter().take_while(|b| name_byte(b)).count();
        if bytes.get(name) != Some(&b':') {
            return None;
        }
        let local = bytes[name + 1..].iter().take_while(|b| name_byte(b)).count();
        let end = name + 1 + local;
        let behind = (bytes.get(end).copied(), bytes.get(end + 1).copied());
        let over = |b: Option<u8>| b.is_none_or(|b| b.is_ascii_whitespace());
        if local == 0
            || bytes[name + 1] == b'-'
            || !(over(behind.0) || matches!(behind.0, Some(b';' | b',')) || behind.0 == Some(b'.') && over(behind.1))
        {
            return None;
        }
        let (name, local) = (&self.rest()[..name], &self.rest()[name + 1..end]);
        let full = self.prefixes.iter().find(|p| p.0 == name)?.1;
        self.at += end;
        Some((full, local))
    }

    fn iri(&mut self) -> Option<String> {
        let (prefix, local) = self.token()?;
        let mut iri = String::with_capacity(prefix.len() + local.len());
        iri.push_str(prefix);
        iri.push_str(local);
        Some(iri)
    }

    /// One of few strings: made once.
    fn share(&mut self, key: &'t str, make: impl FnOnce() -> String) -> Arc<str> {
        if let Some((_, made)) = self.shared.iter().find(|s| s.0 == key) {
            return made.clone();
        }
        let made: Arc<str> = make().into();
        self.shared.push((key, made.clone()));
        made
    }

    fn property(&mut self) -> Option<Arc<str>> {
        const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
        let start = self.at;
        if self.rest().starts_with("a ") {
            self.at += 1;
            return Some(self.share("a", || TYPE.to_owned()));
        }
        let (prefix, local) = self.token()?;
        let key = &self.text[start..self.at];
        Some(self.share(key, || [prefix, local].concat()))
    }

    /// What follows a subject, up to its full stop.
    fn facts(&mut self, mut tell: impl FnMut(Arc<str>, Value)) -> Option<()> {
        loop {
            self.skip();
            if self.eat(".") {
                return Some(());
            }
            let property = self.property()?;
            loop {
                self.skip();
                let value = self.value()?;
                tell(property.clone(), value);
                self.skip();
                if !self.eat(",") {
                    break;
                }
            }
            if self.eat(";") {
                continue;
            }
            return self.eat(".").then_some(());
        }
    }

    /// A node at the end of a triple. Those of our vocabulary are few, and come again with every subject.
    fn node(&mut self) -> Option<Arc<str>> {
        let start = self.at;
        let (prefix, local) = self.token()?;
        let whole = || [prefix, local].concat();
        Some(if prefix == SG { self.share(&self.text[start..self.at], whole) } else { whole().into() })
    }

    fn value(&mut self) -> Option<Value> {
        if self.peek() != Some(b'"') {
            return self.node().map(Value::Node);
        }
        self.at += 1;
        let text = self.until(b'"')?;
        if self.peek() == Some(b'"') {
            return None;
        }
        let language = if self.eat("@") {
            let len = self.rest().bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
            let written = &self.rest()[..len];
            self.at += len;
            (len > 0).then_some(written)?
        } else {
            if self.eat("^^") {
                self.token()?;
            }
            "zh"
        };
        let language = self.share(language, || language.to_owned());
        Some(Value::Text(text.into(), language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_turtle_is_read_and_nothing_else() {
        let head = "@prefix s: <http://s/> . # a comment\n";
        let read = |body: &str| read(&format!("{head}{body}"), 0);
        let found =
            read("s:a a s:T ;\n  s:p \"甲\"@zh , \"b c\"@en ; s:q <http://x/y> .\ns:b s:d \"2020-01-01\"^^s:date .").expect("plain");
        assert_eq!(found.len(), 2);
        let (first, second) = (found[0].1.borrow(), found[1].1.borrow());
        assert_eq!((found[0].0.as_str(), first.len(), second[0].line), ("http://s/a", 4, 4));
        assert!(matches!(&first[2].value, Value::Text(t, l) if &**t == "b c" && &**l == "en"));
        assert!(matches!(&first[3].value, Value::Node(n) if &**n == "http://x/y"));
        for odd in [
            "s:a s:p 3 .",
            "s:a s:p [] .",
            "s:a s:p \"\\n\" .",
            "s:a s:p \"x\"",
            "s:a s:p \"\"\"x\"\"\" .",
            "t:a s:p s:b .",
            "s:a s:p s:b.c .",
        ] {
            assert!(read(odd).is_none(), "{odd}");
        }
    }
}
