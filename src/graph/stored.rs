//! [`Lines`] as bytes and back, for caches. The bytes are ours: what does not fit gives none.

use super::line::{Kind, Line, Lines};

const KINDS: [Kind; 5] = [Kind::Node, Kind::Text, Kind::Zh, Kind::En, Kind::Typed];

impl Lines {
    /// As bytes, behind those in `out`.
    pub fn store(&self, out: &mut Vec<u8>) {
        let number = |n: usize, out: &mut Vec<u8>| out.extend_from_slice(&u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes());
        number(self.texts() as usize - 1, out);
        for n in 1..self.texts() {
            number(self.text(n).len(), out);
        }
        number(self.lines().len(), out);
        for l in self.lines() {
            for n in [l.graph, l.subject, l.predicate, l.object, l.datatype] {
                out.extend_from_slice(&n.to_le_bytes());
            }
            out.push(KINDS.iter().position(|k| *k == l.kind).unwrap_or(0) as u8);
        }
        (1..self.texts()).for_each(|n| out.extend_from_slice(self.text(n).as_bytes()));
    }

    /// From bytes that [`Lines::store`] made.
    pub fn restore(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let count = number(&mut rest)? as usize;
        let mut ends = vec![0; count.min(rest.len()) + 1];
        let mut end = 0usize;
        for at in 1..=count {
            end = end.checked_add(number(&mut rest)? as usize)?;
            *ends.get_mut(at)? = end;
        }
        let lines = number(&mut rest)? as usize;
        let (packed, texts) = rest.split_at_checked(lines.checked_mul(21)?)?;
        let all = std::str::from_utf8(texts).ok().filter(|t| t.len() == end)?;
        if !ends.iter().all(|e| all.is_char_boundary(*e)) {
            return None;
        }
        let line = |packed: &[u8]| {
            let mut rest = packed;
            let mut next = || number(&mut rest).filter(|n| *n as usize <= count);
            let (graph, subject, predicate, object, datatype) = (next()?, next()?, next()?, next()?, next()?);
            Some(Line { graph, subject, predicate, object, datatype, kind: *KINDS.get(usize::from(*packed.last()?))? })
        };
        let lines = packed.chunks_exact(21).map(line).collect::<Option<Vec<_>>>()?;
        Some(Lines::from_parts(all.to_owned(), ends, lines))
    }
}

fn number(bytes: &mut &[u8]) -> Option<u32> {
    let (first, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{pen::Pen, words};
    use oxigraph::model::NamedNode;
    use proptest::prelude::*;

    fn lines(values: &[String]) -> Lines {
        let mut pen = Pen::default();
        for (i, value) in values.iter().enumerate() {
            let node = NamedNode::new_unchecked(format!("https://example.org/{}", i % 3));
            pen.turn_to((i % 2 == 1).then_some(&node));
            pen.zh(&node, words::LABEL, value);
            pen.typed(&node, words::START, i, words::XSD_INTEGER);
        }
        pen.done()
    }

    proptest! {
        #[test]
        fn there_and_back(values in proptest::collection::vec("[a峰—]{0,5}", 0..12), cut in 0usize..400, flip in 0usize..400) {
            let lines = lines(&values);
            let mut bytes = Vec::new();
            lines.store(&mut bytes);
            let back = Lines::restore(&bytes);
            prop_assert_eq!(back.as_ref(), Some(&lines));
            // Bytes cut or changed give none or other lines, never a panic.
            if cut < bytes.len() {
                prop_assert_eq!(Lines::restore(&bytes[..cut]), None);
            }
            if flip < bytes.len() {
                bytes[flip] ^= 0x55;
                if let Some(other) = Lines::restore(&bytes) {
                    let mut out = String::new();
                    other.push_to(&mut out);
                }
            }
        }
    }
}
