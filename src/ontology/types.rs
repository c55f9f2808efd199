//! The closed sets: fourteen types, fifteen predicates, four modalities.

macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The name as files and IRIs write it.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The value of this name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.name() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl serde::Serialize for $name {
            /// Its name for readers, its number in the prepared kit.
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                if s.is_human_readable() { s.serialize_str(self.name()) } else { s.serialize_u8(*self as u8) }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let found = if d.is_human_readable() {
                    Self::parse(&String::deserialize(d)?)
                } else {
                    Self::ALL.get(usize::from(u8::deserialize(d)?)).copied()
                };
                found.ok_or_else(|| serde::de::Error::custom(concat!("no ", stringify!($name))))
            }
        }
    };
}

names! {
    /// What a mention can name. Each is a class `sg:…`.
    Type {
        /// A sovereign state.
        State = "State",
        /// A definite set of states.
        Group = "Group",
        /// A named holder of public office.
        Leader = "Leader",
        /// Any other named person.
        Person = "Person",
        /// City, port, region, river, sea, venue.
        Place = "Place",
        /// A standing body.
        Organization = "Organization",
        /// A format by which states meet or work together.
        Mechanism = "Mechanism",
        /// A line that carries goods, people or energy.
        Corridor = "Corridor",
        /// A concrete undertaking or site.
        Project = "Project",
        /// Something that a state put to the United Nations.
        UNInitiative = "UNInitiative",
        /// Any other initiative, strategy, plan or community.
        Initiative = "Initiative",
        /// A named text.
        Document = "Document",
        /// A named meeting, visit, festival or year.
        Event = "Event",
        /// A time, duration or frequency.
        Date = "Date",
    }
}

names! {
    /// What can hold between two entities. Each is a property `sg:…`.
    Predicate {
        /// An actor put it forward.
        Proposes = "proposes",
        /// An actor backs it.
        Supports = "supports",
        /// An actor welcomes it.
        Welcomes = "welcomes",
        /// An actor speaks highly of it.
        Commends = "commends",
        /// An actor takes note of it.
        Notes = "notes",
        /// An actor says that it matters.
        Stresses = "stresses",
        /// An actor acts for it.
        Promotes = "promotes",
        /// An actor founds it.
        Establishes = "establishes",
        /// A state or place holds it.
        Hosts = "hosts",
        /// A line joins or passes a state or place.
        Links = "links",
        /// A person heads a state.
        HeadOf = "headOf",
        /// An actor takes part in it.
        ParticipatesIn = "participatesIn",
        /// An actor signs or adopts it.
        Signs = "signs",
        /// One initiative is joined to another.
        AlignsWith = "alignsWith",
        /// An event took place at a time.
        HeldOn = "heldOn",
    }
}

names! {
    /// How firmly a thing is said.
    Modality {
        /// Done, in force, or a stance taken now.
        Actual = "actual",
        /// Willed, agreed or asked for.
        Intended = "intended",
        /// Only studied or explored.
        Considered = "considered",
        /// Denied or opposed.
        Negated = "negated",
    }
}

impl Type {
    /// The class IRI.
    pub fn iri(self) -> String {
        format!("{}{}", super::SG, self.name())
    }
}

impl Predicate {
    /// The property IRI.
    pub fn iri(self) -> String {
        format!("{}{}", super::SG, self.name())
    }

    /// True for supports, welcomes, commends, notes and stresses.
    pub const fn is_stance(self) -> bool {
        use Predicate::{Commends, Notes, Stresses, Supports, Welcomes};
        matches!(self, Supports | Welcomes | Commends | Notes | Stresses)
    }
}

impl Modality {
    /// The IRI: `sg:Actual`, `sg:Intended`, `sg:Considered` or `sg:Negated`.
    pub fn iri(self) -> String {
        let local = match self {
            Modality::Actual => "Actual",
            Modality::Intended => "Intended",
            Modality::Considered => "Considered",
            Modality::Negated => "Negated",
        };
        format!("{}{local}", super::SG)
    }

    /// True where the statement also gives a direct triple: actual and intended.
    pub const fn asserts(self) -> bool {
        matches!(self, Modality::Actual | Modality::Intended)
    }
}

impl Predicate {
    /// True where the vocabulary lets this predicate join a subject and an object of these types.
    pub const fn joins(self, subject: Type, object: Type) -> bool {
        use Type::{
            Corridor, Date, Document, Event, Group, Initiative, Leader, Mechanism, Organization, Place, Project, State, UNInitiative,
        };
        let actor = matches!(subject, State | Group | Leader | Organization);
        match self {
            Predicate::Proposes | Predicate::Promotes => {
                actor && matches!(object, Initiative | UNInitiative | Mechanism | Project | Corridor | Event | Document)
            }
            Predicate::Supports | Predicate::Welcomes | Predicate::Commends | Predicate::Notes | Predicate::Stresses => {
                actor && !matches!(object, Date)
            }
            Predicate::Establishes => actor && matches!(object, Mechanism | Organization | Project | UNInitiative),
            Predicate::Hosts => {
                matches!(subject, State | Place | Organization | Group) && matches!(object, Event | Mechanism | Project | UNInitiative)
            }
            Predicate::Links => matches!(subject, Corridor) && matches!(object, State | Place),
            Predicate::HeadOf => matches!(subject, Leader) && matches!(object, State),
            Predicate::ParticipatesIn => actor && matches!(object, Event | Mechanism),
            Predicate::Signs => actor && matches!(object, Document),
            Predicate::AlignsWith => matches!(subject, Initiative) && matches!(object, Initiative),
            Predicate::HeldOn => matches!(subject, Event) && matches!(object, Date),
        }
    }
}
