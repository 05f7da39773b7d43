//! Where requests go.
//!
//! In: what a document says of a server. Out: its URL in pieces, and with the defaults of its variables. What always holds: what
//! stands in braces is a variable, whether it is declared or not; a brace alone is text.

use indexmap::IndexMap;

use crate::place::Pointer;

/// Where requests go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Where it stands.
    pub at: Pointer,
    /// `url`, in which `{name}` stands for a variable.
    pub url: String,
    /// `description`.
    pub description: Option<String>,
    /// `variables`, by name.
    pub variables: IndexMap<String, ServerVariable>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Where it stands.
    pub at: Pointer,
    /// `default`.
    pub default: String,
    /// `enum`; any value, if there is none.
    pub values: Vec<String>,
    /// `description`.
    pub description: Option<String>,
}

/// A piece of the URL of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerPiece<'a> {
    /// Text.
    Text(&'a str),
    /// A variable, by its name.
    Variable(&'a str),
}

impl Server {
    /// The URL in pieces, none of which is empty. A slash at its end is left out, as every path starts with one.
    #[must_use]
    pub fn pieces(&self) -> Vec<ServerPiece<'_>> {
        let mut pieces = Vec::new();
        let mut rest = self.url.trim_end_matches('/');
        while let Some((before, name, after)) = braces(rest) {
            pieces.extend(Some(ServerPiece::Text(before)).filter(|_| !before.is_empty()));
            pieces.push(ServerPiece::Variable(name));
            rest = after;
        }
        pieces.extend(Some(ServerPiece::Text(rest)).filter(|_| !rest.is_empty()));
        pieces
    }

    /// The URL in which each variable has its default, without a slash at its end; one without a default stays as it is.
    #[must_use]
    pub fn default_url(&self) -> String {
        let mut url = String::new();
        for piece in self.pieces() {
            match piece {
                ServerPiece::Text(text) => url.push_str(text),
                ServerPiece::Variable(name) => match self.variables.get(name) {
                    Some(variable) => url.push_str(&variable.default),
                    None => url.extend(["{", name, "}"]),
                },
            }
        }
        url.trim_end_matches('/').to_owned()
    }
}

/// What stands before the first variable, its name, and what stands behind it.
fn braces(text: &str) -> Option<(&str, &str, &str)> {
    let (before, tail) = text.split_once('{')?;
    let (name, after) = tail.split_once('}')?;
    (!name.is_empty()).then_some((before, name, after))
}
