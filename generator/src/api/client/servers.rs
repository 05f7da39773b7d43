//! Servers: where requests go, and what of that can be set.
//!
//! In: the document's servers, lowered. Out: data. What always holds: an operation names a server by its URL with the defaults, and
//! what is asked instead follows from the template of that URL.

use super::ClientProfile;
use crate::api::{Docs, Ident, Pointer};

/// A base URL of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Server {
    /// The URL, with every variable replaced by its default.
    pub url: String,
    /// The URL as the document writes it, without a slash at its end.
    pub template: String,
    /// Its description.
    pub docs: Docs,
    /// Where the document names it.
    pub pointer: Pointer,
}

/// A base URL with variables that requests go to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ServerTemplate {
    /// The URL with every variable replaced by its default, as operations name it.
    pub url: String,
    /// The URL in pieces.
    pub pieces: Vec<UrlPiece>,
}

/// A piece of a base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum UrlPiece {
    /// Text.
    Text(String),
    /// A variable, by its place in [`ClientProfile::variables`].
    Variable(usize),
}

/// A variable in base URLs: a setting of clients.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ServerVariable {
    /// What the document calls it.
    pub wire: String,
    /// The function of the builder that gives it a value.
    pub setter: Ident,
    /// The value that it has unless it is given another; without one, it has to be given.
    pub default: Option<String>,
    /// The values that it can have; any, if the document lists none.
    pub values: Option<ServerValues>,
    /// Its description.
    pub docs: Docs,
    /// Where the document defines it.
    pub pointer: Pointer,
}

/// The values that a variable can have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ServerValues {
    /// The enum, unique among all types of the crate.
    pub name: Ident,
    /// Each once, in the document's order.
    pub values: Vec<ServerValue>,
}

/// A value that a variable can have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ServerValue {
    /// The variant.
    pub name: Ident,
    /// What stands in the URL.
    pub wire: String,
}

impl ClientProfile {
    /// The template as text, in which `{…}` is what `called` says of the variable.
    pub fn template<'a>(
        &'a self,
        template: &ServerTemplate,
        called: impl Fn(&'a ServerVariable) -> &'a str,
    ) -> String {
        let mut text = String::new();
        for piece in &template.pieces {
            match piece {
                UrlPiece::Text(piece) => text.push_str(piece),
                UrlPiece::Variable(place) => {
                    let name = self.variables.get(*place).map_or("", &called);
                    text.extend(["{", name, "}"]);
                }
            }
        }
        text
    }
}
