//! silkgraph builds knowledge graphs from Chinese diplomatic texts; every fact carries its words.
//!
//! Modules are floors: each imports only from those above it in this list.

pub mod base;
pub mod cli;
pub mod diagram;
pub mod eval;
pub mod explain;
pub mod export;
pub mod graph;
pub mod lexicon;
pub mod mention;
pub mod ontology;
pub mod pipeline;
pub mod query;
pub mod relation;
pub mod remote;
pub mod resolve;
pub mod rules;
pub mod text;
pub mod verify;
pub mod web;
