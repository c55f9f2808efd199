//! Names like one that there is not: what a user may have meant.

use std::collections::HashSet;

/// At most so many are worth telling.
const MOST: usize = 3;
/// How much must be shared, of 1.
const ENOUGH: f64 = 0.34;

/// The names most like this one, the best first: by the pairs of neighbouring characters that they share.
///
/// ```
/// let names = ["哈萨克斯坦", "土库曼斯坦", "吉尔吉斯斯坦", "全球发展倡议"];
/// assert_eq!(silkgraph::base::near("哈沙克斯坦", names), ["哈萨克斯坦"]);
/// assert!(silkgraph::base::near("xyz", names).is_empty());
/// ```
pub fn near<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let wanted = pairs(name);
    let mut found: Vec<(f64, &str)> = Vec::new();
    for other in names {
        let theirs = pairs(other);
        let shared = wanted.intersection(&theirs).count();
        let alike = 2.0 * shared as f64 / (wanted.len() + theirs.len()) as f64;
        if alike >= ENOUGH {
            found.push((alike, other));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    found.dedup_by_key(|f| f.1);
    found.into_iter().take(MOST).map(|f| f.1.to_owned()).collect()
}

/// Neighbouring characters, the name's two ends among them.
fn pairs(name: &str) -> HashSet<(char, char)> {
    let chars: Vec<char> = std::iter::once(' ').chain(name.chars().flat_map(char::to_lowercase)).chain([' ']).collect();
    chars.windows(2).map(|w| (w[0], w[1])).collect()
}
