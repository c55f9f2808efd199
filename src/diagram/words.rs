//! What drawings call types, predicates and modalities, in Chinese and English.

use crate::ontology::{Modality, Predicate, Type};

/// Chinese name, English plural, sign (one wide character) and English sign of a type.
const fn of_type(kind: Type) -> (&'static str, &'static str, &'static str, &'static str) {
    match kind {
        Type::State => ("国家", "States", "国", "S"),
        Type::Group => ("国家集团", "Groups", "群", "G"),
        Type::Leader => ("领导人", "Leaders", "领", "L"),
        Type::Person => ("人物", "Persons", "人", "P"),
        Type::Place => ("地点", "Places", "地", "Pl"),
        Type::Organization => ("组织", "Organizations", "组", "O"),
        Type::Mechanism => ("机制", "Mechanisms", "机", "M"),
        Type::Corridor => ("通道", "Corridors", "通", "C"),
        Type::Project => ("项目", "Projects", "项", "Pr"),
        Type::UNInitiative => ("联合国倡议", "UN initiatives", "联", "UN"),
        Type::Initiative => ("倡议", "Initiatives", "倡", "I"),
        Type::Document => ("文件", "Documents", "文", "D"),
        Type::Event => ("活动", "Events", "会", "E"),
        Type::Date => ("日期", "Dates", "日", "T"),
    }
}

/// The Chinese name of a type: 国家.
pub const fn type_zh(kind: Type) -> &'static str {
    of_type(kind).0
}

/// The English name of a type, in the plural: States.
pub const fn type_en(kind: Type) -> &'static str {
    of_type(kind).1
}

/// The sign that stands in a node's band: one Chinese character.
pub const fn sign_zh(kind: Type) -> &'static str {
    of_type(kind).2
}

/// The sign that stands in a node's band: one or two letters.
pub const fn sign_en(kind: Type) -> &'static str {
    of_type(kind).3
}

/// The Chinese name of a predicate, as edge labels write it: 提出.
pub const fn predicate_zh(predicate: Predicate) -> &'static str {
    match predicate {
        Predicate::Proposes => "提出",
        Predicate::Supports => "支持",
        Predicate::Welcomes => "欢迎",
        Predicate::Commends => "肯定",
        Predicate::Notes => "注意到",
        Predicate::Stresses => "强调",
        Predicate::Promotes => "推动",
        Predicate::Establishes => "建立",
        Predicate::Hosts => "主办",
        Predicate::Links => "连接",
        Predicate::HeadOf => "元首",
        Predicate::ParticipatesIn => "参加",
        Predicate::Signs => "签署",
        Predicate::AlignsWith => "对接",
        Predicate::HeldOn => "时间",
    }
}

/// The English name of a predicate: "head of".
pub const fn predicate_en(predicate: Predicate) -> &'static str {
    match predicate {
        Predicate::HeadOf => "head of",
        Predicate::ParticipatesIn => "takes part",
        Predicate::AlignsWith => "aligns with",
        Predicate::HeldOn => "held on",
        other => other.name(),
    }
}

/// The Chinese name of a modality.
pub const fn modality_zh(modality: Modality) -> &'static str {
    match modality {
        Modality::Actual => "已有或当下",
        Modality::Intended => "拟议、意愿",
        Modality::Considered => "仅研究",
        Modality::Negated => "否定",
    }
}

/// The English name of a modality.
pub const fn modality_en(modality: Modality) -> &'static str {
    match modality {
        Modality::Actual => "actual",
        Modality::Intended => "intended",
        Modality::Considered => "considered",
        Modality::Negated => "negated",
    }
}

/// The mark that sets a weaker part of a joined label apart: 支持·主办(拟).
pub const fn modality_mark(modality: Modality) -> &'static str {
    match modality {
        Modality::Actual => "",
        Modality::Intended => "(拟)",
        Modality::Considered => "(研)",
        Modality::Negated => "(否)",
    }
}
