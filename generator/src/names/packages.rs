//! Names of packages.
//!
//! In: the name that a person chose, or an API's title. Out: what is wrong with the name, or one with which nothing is. What
//! always holds: Cargo takes the name, on any system, and in the crate it means the crate itself.

use std::fmt;

use super::{KEYWORDS, is_device, snake, words};
use crate::dependencies;

/// The most characters: registries take no more.
const LONGEST: usize = 64;

/// Names of Rust's own crates, and of folders that Cargo makes beside a package's files.
const RESERVED: &[&str] = &[
    "alloc",
    "build",
    "core",
    "deps",
    "examples",
    "incremental",
    "proc_macro",
    "std",
    "test",
];

/// Why a text can't be the name of a generated package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackageFault {
    /// It is no identifier, or a long one.
    Spelling,
    /// Rust, Cargo or Windows keeps it for something else.
    Reserved,
    /// The crate depends on one of that name, and could not tell it from itself.
    Dependency,
}

impl fmt::Display for PackageFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spelling => write!(
                f,
                "use at most {LONGEST} ASCII letters, digits, `-` and `_`, with a letter first"
            ),
            Self::Reserved => {
                f.write_str("Rust, Cargo or Windows keeps the name for something else")
            }
            Self::Dependency => f.write_str("the crate depends on one of that name"),
        }
    }
}

/// What is wrong with the name of a package, if anything is.
///
/// ```
/// use form_codegen::names::{PackageFault, package_fault};
///
/// assert_eq!(package_fault("stripe-disputes"), None);
/// assert_eq!(package_fault("serde_json"), Some(PackageFault::Dependency));
/// assert_eq!(package_fault("async"), Some(PackageFault::Reserved));
/// ```
#[must_use]
pub fn package_fault(name: &str) -> Option<PackageFault> {
    let letters = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let first = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if !letters || !first || name.len() > LONGEST {
        return Some(PackageFault::Spelling);
    }
    // To registries and file systems, these are the same; to Rust, `-` and `_` are.
    let name = name.to_ascii_lowercase().replace('-', "_");
    let is_reserved = RESERVED.contains(&name.as_str()) || KEYWORDS.contains(&name.as_str());
    if is_reserved || is_device(&name) {
        return Some(PackageFault::Reserved);
    }
    let mut dependencies = dependencies::dependencies();
    dependencies
        .any(|dependency| dependency.name.replace('-', "_") == name)
        .then_some(PackageFault::Dependency)
}

/// The name of a package: `kebab-case`, as Cargo takes it.
///
/// ```
/// use form_codegen::names::package_ident;
///
/// assert_eq!(package_ident("Stripe Disputes API"), "stripe-disputes-api");
/// ```
#[must_use]
pub fn package_ident(title: &str) -> String {
    const SUFFIX: &str = "-client";
    let words = words::words(title);
    if words.is_empty() {
        return "api-client".to_owned();
    }
    let mut name = snake(&words).replace('_', "-");
    name.truncate(LONGEST - SUFFIX.len());
    let name = name.trim_end_matches('-');
    match package_fault(name) {
        Some(_) => format!("{name}{SUFFIX}"),
        None => name.to_owned(),
    }
}
