//! A reader for plain Turtle, as lexicons are written: IRIs, prefixed names, strings with a language or a type.
//!
//! It gives up at anything else (blank nodes, numbers, escapes, any mistake); then the full parser
//! reads the file and tells what is wrong. It runs several times as fast, and a lexicon is read at every start.

use super::source::Source;
use crate::ontology::{SG, SGR};

/// What a file says; none where it is not plain.
pub(super) fn read(text: &str) -> Option<Source<'_>> {
    let mut reader = Reader { text, at: 0, line: 1, prefixes: Vec::new(), properties: Vec::new(), languages: Vec::new() };
    let mut source = Source::new(text)?;
    while reader.skip() {
        if reader.eat("@prefix") {
            reader.prefix()?;
            continue;
        }
        let (line, said) = (reader.line, source.said());
        source.begin(reader.token()?, line)?;
        reader.facts(&mut source)?;
        if source.said() == said {
            return None;
        }
    }
    Some(source)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    prefixes: Vec<(&'t str, &'t str)>,
    /// Properties and languages as written, with their numbers.
    properties: Vec<(&'t str, u32)>,
    languages: Vec<(&'t str, u16)>,
}

/// True for what a prefix or a local name is made of.
const NAME: [bool; 256] = {
    let (mut table, mut b) = ([false; 256], 0);
    while b < 256 {
        table[b] = (b as u8).is_ascii_alphanumeric() || b == b'-' as usize || b == b'_' as usize;
        b += 1;
    }
    table
};

fn name_byte(b: &u8) -> bool {
    NAME[usize::from(*b)]
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
        // One name for each IRI: what begins with our namespaces is written with them or in full.
        let apart = |ours: &str| iri == ours || !iri.starts_with(ours);
        (self.eat(".") && iri.contains("://") && apart(SG) && apart(SGR) && name.as_bytes().iter().all(name_byte)).then(|| {
            self.prefixes.retain(|p| p.0 != name);
            self.properties.clear();
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

    fn property(&mut self, source: &mut Source<'t>) -> Option<u32> {
        const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
        let start = self.at;
        let iri = if self.rest().starts_with("a ") {
            self.at += 1;
            (TYPE, "")
        } else {
            self.token()?
        };
        let written = &self.text[start..self.at];
        if let Some((_, number)) = self.properties.iter().find(|p| p.0 == written) {
            return Some(*number);
        }
        let number = source.property(&[iri.0, iri.1].concat());
        self.properties.push((written, number));
        Some(number)
    }

    /// What follows a subject, up to its full stop.
    fn facts(&mut self, source: &mut Source<'t>) -> Option<()> {
        loop {
            self.skip();
            if self.eat(".") {
                return Some(());
            }
            let property = self.property(source)?;
            loop {
                self.skip();
                self.value(property, source)?;
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

    fn value(&mut self, property: u32, source: &mut Source<'t>) -> Option<()> {
        if self.peek() != Some(b'"') {
            return source.node(property, self.token()?);
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
        let known = self.languages.iter().find(|l| l.0 == language).map(|l| l.1);
        let number = match known {
            Some(number) => number,
            None => source.language(language)?,
        };
        if known.is_none() {
            self.languages.push((language, number));
        }
        source.text(property, text, number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::value::{Iri, Value};

    #[test]
    fn plain_turtle_is_read_and_nothing_else() {
        let head = "@prefix s: <http://s/> . # a comment\n";
        let text = format!("{head}s:a a s:T ;\n  s:p \"甲\"@zh , \"b c\"@en ; s:q <http://x/y> .\ns:b s:d \"2020-01-01\"^^s:date .");
        let found = read(&text).expect("plain");
        let first: Vec<Value<'_>> = found.facts(0).map(|f| f.1).collect();
        assert_eq!((found.len(), found.subject(0), first.len(), found.line(1)), (2, Iri::Other("http://s/a"), 4, 4));
        assert_eq!(first[2..], [Value::Text("b c", "en"), Value::Node(Iri::Other("http://x/y"))]);
        // However it is written, a thing of ours has one name.
        let ours = format!("@prefix r: <{SGR}> .\nr:a r:p <{SGR}b> .\n<{SGR}a> r:p r:b .\n");
        let found = read(&ours).expect("plain");
        assert_eq!((found.len(), found.subject(0)), (1, Iri::Thing("a")));
        assert!(found.facts(0).all(|f| f.1 == Value::Node(Iri::Thing("b"))));
        assert!(read(&format!("@prefix r: <{SGR}x> .\nr:a r:p r:b .\n")).is_none());
        for odd in [
            "s:a s:p 3 .",
            "s:a s:p [] .",
            "s:a s:p \"\\n\" .",
            "s:a s:p \"x\"",
            "s:a s:p \"\"\"x\"\"\" .",
            "t:a s:p s:b .",
            "s:a s:p s:b.c .",
        ] {
            assert!(read(&format!("{head}{odd}")).is_none(), "{odd}");
        }
    }
}
