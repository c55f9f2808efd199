//! A list that most owners leave empty: it takes the room of one pointer.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::{Deref, DerefMut};

/// A vector that costs eight bytes while it is empty, and asks for no memory. It reads as a slice.
#[allow(clippy::box_collection)] // The point: an empty one has no box, and the owner no three words.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct List<T>(Option<Box<Vec<T>>>);

impl<T> List<T> {
    /// Add to its end.
    pub fn push(&mut self, item: T) {
        self.0.get_or_insert_default().push(item);
    }

    /// Keep those of which `keep` says yes.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.change(|list| list.retain(keep));
    }

    /// Drop those that are equal to the one before them.
    pub fn dedup(&mut self)
    where
        T: PartialEq,
    {
        self.change(Vec::dedup);
    }

    /// Change it where it is not empty; one that becomes empty gives its memory back.
    fn change(&mut self, how: impl FnOnce(&mut Vec<T>)) {
        if let Some(list) = &mut self.0 {
            how(list);
            if list.is_empty() {
                self.0 = None;
            }
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List(None)
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for List<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_ref().map_or(&[], |list| list.as_slice())
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.0.as_mut().map_or(&mut [], |list| list.as_mut_slice())
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(list: Vec<T>) -> Self {
        List((!list.is_empty()).then(|| Box::new(list)))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<T> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(s)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Vec::deserialize(d).map(List::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_is_nothing() {
        let mut list: List<u32> = Vec::new().into();
        assert_eq!((size_of::<List<u32>>(), list.len(), list.0.is_none()), (size_of::<usize>(), 0, true));
        list.extend([3, 1, 1]);
        list.sort_unstable();
        list.dedup();
        assert_eq!((&*list, format!("{list:?}")), ([1, 3].as_slice(), "[1, 3]".to_owned()));
        list.retain(|n| *n > 3);
        assert!(list.0.is_none() && list == List::default());
    }
}
