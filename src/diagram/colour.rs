//! Colours. Every text stands on its ground with a contrast of 4.5 or more; a test measures it.

use crate::ontology::{Predicate, Type};

/// The page.
pub const PAGE: &str = "#fdfcf9";
/// Titles and labels.
pub const INK: &str = "#1c1f26";
/// Secondary text.
pub const SOFT: &str = "#565d6b";
/// Negated statements.
pub const NEGATED: &str = "#c01717";

/// Ground and strong colour of a type: the box is filled with the first; its edge and band are of the second.
pub const fn of_type(kind: Type) -> (&'static str, &'static str) {
    match kind {
        Type::State => ("#fdecea", "#a8281c"),
        Type::Group => ("#ffeedd", "#a5480a"),
        Type::Leader => ("#fbf3d3", "#7d5a00"),
        Type::Person => ("#f4efe1", "#6b5d2e"),
        Type::Place => ("#eff3e2", "#4f6a17"),
        Type::Organization => ("#e9ecf6", "#3d4f8f"),
        Type::Mechanism => ("#e2ecfc", "#1d4fb8"),
        Type::Corridor => ("#dcf3ef", "#0b6b63"),
        Type::Project => ("#e2f3e4", "#22702e"),
        Type::UNInitiative => ("#ddf0fa", "#04638f"),
        Type::Initiative => ("#efe7fb", "#6a2bc4"),
        Type::Document => ("#f0efed", "#57534e"),
        Type::Event => ("#fce6f1", "#9d1b57"),
        Type::Date => ("#f1f3f6", "#475467"),
    }
}

/// What an edge is about: sets its colour and its arrow head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// An act: proposes, establishes, hosts, promotes, signs, participatesIn.
    Act,
    /// A stance that backs: supports, welcomes, commends.
    Backing,
    /// A stance that mentions: notes, stresses.
    Mention,
    /// How things are joined: links, headOf, alignsWith, heldOn, membership.
    Joint,
}

impl Family {
    /// Every family, in the order in which they win where several are joined.
    pub const ALL: [Family; 4] = [Family::Act, Family::Backing, Family::Mention, Family::Joint];

    /// The family of a predicate.
    pub const fn of(predicate: Predicate) -> Self {
        match predicate {
            Predicate::Supports | Predicate::Welcomes | Predicate::Commends => Family::Backing,
            Predicate::Notes | Predicate::Stresses => Family::Mention,
            Predicate::Links | Predicate::HeadOf | Predicate::AlignsWith | Predicate::HeldOn => Family::Joint,
            _ => Family::Act,
        }
    }

    /// Its colour.
    pub const fn colour(self) -> &'static str {
        match self {
            Family::Act => "#2449a8",
            Family::Backing => "#1d7a3c",
            Family::Mention => "#96610a",
            Family::Joint => "#5f6470",
        }
    }

    /// True where the arrow head is open: stances.
    pub const fn open_arrow(self) -> bool {
        matches!(self, Family::Backing | Family::Mention)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(hex: &str) -> f64 {
        let part = |i: usize| {
            let c = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_stands_out() {
        for &kind in Type::ALL {
            let (ground, strong) = of_type(kind);
            assert!(contrast(INK, ground) >= 7.0, "{kind}");
            assert!(contrast(SOFT, ground) >= 4.5, "{kind}");
            assert!(contrast("#ffffff", strong) >= 4.5, "{kind}");
        }
        for colour in Family::ALL.map(Family::colour).into_iter().chain([INK, SOFT, NEGATED]) {
            assert!(contrast(colour, PAGE) >= 4.5, "{colour}");
        }
    }
}
