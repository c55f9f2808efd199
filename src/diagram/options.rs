//! What to draw of a view, and how.

use crate::ontology::{Predicate, Type};

/// Which picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The core relations among the best connected entities.
    #[default]
    Core,
    /// Each corridor as a line with its stops.
    Routes,
    /// States against initiatives.
    Bipartite,
}

/// The language of labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English where there is an English label.
    En,
    /// Chinese, with English below.
    Both,
}

impl Lang {
    /// `zh`, `en`, or both with a space between.
    pub fn say(self, zh: &str, en: &str) -> String {
        match self {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
            Lang::Both => format!("{zh} {en}"),
        }
    }
}

/// What entities stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cluster {
    /// Those of related types.
    #[default]
    Type,
    /// Those that one text speaks of; what several texts speak of stands in the middle.
    Text,
}

/// What to draw of a view, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which picture.
    pub form: Form,
    /// Only what surrounds this entity: an IRI, a name, another name.
    pub focus: Option<String>,
    /// How many steps around the focus.
    pub depth: usize,
    /// Only these predicates; empty for those of the form.
    pub predicates: Vec<Predicate>,
    /// Only entities of these types; of one type, also their neighbours. Empty for all but dates.
    pub types: Vec<Type>,
    /// Only statements of these texts: file name, IRI or part of the title. Empty for all.
    pub texts: Vec<String>,
    /// The language of labels.
    pub lang: Lang,
    /// At most so many entities; the picture says what was left out.
    pub max_nodes: usize,
    /// What stands together.
    pub cluster: Cluster,
    /// A title instead of the usual one.
    pub title: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            form: Form::default(),
            focus: None,
            depth: 1,
            predicates: Vec::new(),
            types: Vec::new(),
            texts: Vec::new(),
            lang: Lang::default(),
            max_nodes: 60,
            cluster: Cluster::default(),
            title: None,
        }
    }
}

/// The relations of the core picture.
pub const CORE: &[Predicate] = &[
    Predicate::Proposes,
    Predicate::Supports,
    Predicate::Establishes,
    Predicate::Hosts,
    Predicate::Links,
    Predicate::HeadOf,
    Predicate::AlignsWith,
];

impl Options {
    /// True where statements of this predicate are drawn.
    pub(super) fn takes(&self, predicate: Predicate) -> bool {
        if !self.predicates.is_empty() {
            return self.predicates.contains(&predicate);
        }
        match self.form {
            Form::Routes => predicate == Predicate::Links,
            _ if self.focus.is_some() => predicate != Predicate::HeldOn || self.types.contains(&Type::Date),
            Form::Core => CORE.contains(&predicate),
            Form::Bipartite => !matches!(
                predicate,
                Predicate::Links | Predicate::HeadOf | Predicate::AlignsWith | Predicate::HeldOn | Predicate::ParticipatesIn
            ),
        }
    }

    /// True where a relation between entities of these types is drawn.
    pub(super) fn joins(&self, subject: Type, object: Type) -> bool {
        let dates = self.types.contains(&Type::Date) || self.predicates.contains(&Predicate::HeldOn);
        if (subject == Type::Date || object == Type::Date) && !dates {
            return false;
        }
        if self.form == Form::Bipartite && self.types.is_empty() {
            let left = matches!(subject, Type::State | Type::Group | Type::Leader);
            return left && matches!(object, Type::Initiative | Type::UNInitiative);
        }
        match self.types.as_slice() {
            [] => true,
            [one] => subject == *one || object == *one,
            several => several.contains(&subject) && several.contains(&object),
        }
    }
}
