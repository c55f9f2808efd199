//! Content negotiation (RFC 9110, 12.5).

/// A part of an Accept header and its weight: `text/html;q=0.8` → (`text/html`, 0.8).
pub(super) fn quality(part: &str) -> (&str, f32) {
    let mut pieces = part.split(';').map(str::trim);
    let name = pieces.next().unwrap_or_default();
    let q = pieces.find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q=")));
    (name, q.map_or(1.0, |q| q.trim().parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q)).unwrap_or(0.0)))
}

/// The best of what is offered (media types, the preferred one first); none where nothing will do.
/// No header takes the first.
pub(super) fn choose<T: Copy>(accept: Option<&str>, offers: &[(&str, T)]) -> Option<T> {
    let Some(accept) = accept.filter(|a| !a.trim().is_empty()) else { return offers.first().map(|o| o.1) };
    let wishes: Vec<(String, f32)> = accept.split(',').map(quality).map(|(n, q)| (n.to_ascii_lowercase(), q)).collect();
    let weight = |media: &str| {
        let group = format!("{}/*", media.split('/').next().unwrap_or_default());
        let of = |name: &str| wishes.iter().find(|(n, _)| n == name).map(|(_, q)| *q);
        of(media).or_else(|| of(&group)).or_else(|| of("*/*")).unwrap_or(0.0)
    };
    let mut best: Option<(f32, T)> = None;
    for &(media, value) in offers {
        let q = weight(media);
        if q > 0.0 && best.is_none_or(|(most, _)| q > most) {
            best = Some((q, value));
        }
    }
    best.map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERS: &[(&str, u8)] = &[("application/json", 1), ("text/csv", 2), ("text/turtle", 3)];

    #[test]
    fn the_best_that_both_know() {
        assert_eq!(choose(None, OFFERS), Some(1));
        assert_eq!(choose(Some("*/*"), OFFERS), Some(1));
        assert_eq!(choose(Some("text/*"), OFFERS), Some(2));
        assert_eq!(choose(Some("text/csv;q=0.1, text/turtle; q=0.5"), OFFERS), Some(3));
        assert_eq!(choose(Some("*/*;q=0.1, application/json;q=0"), OFFERS), Some(2));
        assert_eq!(choose(Some("image/png"), OFFERS), None);
        assert_eq!(choose(Some("text/csv;q=nonsense"), OFFERS), None);
    }
}
