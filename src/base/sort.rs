//! A stable sort that needs little room.

use std::cmp::Ordering;

/// Sort a list; of equals the first stays first. The standard library's stable sort needs room for up to half of what it
/// sorts; this one for a number for each, and it moves each at most twice.
pub fn sort_in_place<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    // For each place, the place that what belongs there comes from.
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by(|a, b| compare(&list[*a], &list[*b]));
    // One round of places that give to one another after the other.
    for first in 0..list.len() {
        let mut to = first;
        while order[to] != first {
            let from = std::mem::replace(&mut order[to], to);
            list.swap(to, from);
            to = from;
        }
        order[to] = to;
    }
}

#[cfg(test)]
mod tests {
    use super::sort_in_place;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_library_sorts(list in proptest::collection::vec((0..6u8, any::<u8>()), 0..60)) {
            let (mut ours, mut theirs) = (list.clone(), list);
            sort_in_place(&mut ours, |a, b| a.0.cmp(&b.0));
            theirs.sort_by_key(|a| a.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
