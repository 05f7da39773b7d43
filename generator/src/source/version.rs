//! The version of OpenAPI that a document is written in.
//!
//! In: the document as its vendor wrote it. Out: its version, or a diagnostic. What always holds: the patch of a version says
//! nothing about features, and what 3.2 says as 3.1 does is read as 3.1.

use serde_json::Value;

use super::kind_of;
use super::shape::quoted;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::Pointer;

/// The words that a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// Swagger 2.0, as OpenAPI was called then.
    Swagger20,
    /// OpenAPI 3.0.
    OpenApi30,
    /// OpenAPI 3.1, and 3.2 where it says the same.
    OpenApi31,
}

impl Version {
    /// What the document says of itself, or what is wrong with that.
    pub(crate) fn of(document: &Value) -> Result<Self, Box<Diagnostic>> {
        let stated = ["openapi", "swagger"].into_iter();
        let stated = stated.filter_map(|name| Some((name, document.get(name)?)));
        let Some((member, value)) = stated.into_iter().next() else {
            let message = "the document does not say which version of OpenAPI it is";
            let place = Place::File(0, Pointer::root());
            let wrong = Diagnostic::error("openapi-version", place, message);
            let help = "if it is OpenAPI 3.0, start it with `openapi: 3.0.3`";
            return Err(Box::new(
                wrong.label("`openapi` is required here").help(help),
            ));
        };
        let (called, expected, quote) = match member {
            "swagger" => ("Swagger", "'2.0' is expected", "'2.0'"),
            _ => ("OpenAPI", "3.0.x, 3.1.x or 3.2.x is expected", "'3.0.3'"),
        };
        let (message, label, help) = match value {
            Value::String(text) => match (member, named(text)) {
                ("openapi", Some(version)) => return Ok(version),
                ("swagger", _) if text == "2.0" => return Ok(Self::Swagger20),
                _ => (
                    format!("{called} {} is not supported", quoted(text)),
                    expected,
                    "convert the document to OpenAPI 3.0 or 3.1 first".to_owned(),
                ),
            },
            other => (
                format!("`{member}` is {}", kind_of(other)),
                "a string is expected",
                format!("put the version in quotes: {quote}"),
            ),
        };
        let place = Place::File(0, Pointer::root().child(member));
        let wrong = Diagnostic::error("openapi-version", place, message);
        Err(Box::new(wrong.label(label).help(help)))
    }

    /// The version's name, for a sentence.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Swagger20 => "Swagger 2.0",
            Self::OpenApi30 => "OpenAPI 3.0",
            Self::OpenApi31 => "OpenAPI 3.1",
        }
    }
}

/// The version that a text names: `3.0`, or `3.0.` and a patch.
fn named(text: &str) -> Option<Version> {
    let is = |version: &str| {
        let rest = text.strip_prefix(version);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rest.starts_with('-'))
    };
    match () {
        () if is("3.0") => Some(Version::OpenApi30),
        () if is("3.1") || is("3.2") => Some(Version::OpenApi31),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Version, named};

    #[test]
    fn any_patch_is_supported() {
        for text in ["3.0", "3.0.0", "3.0.4", "3.0.0-rc1"] {
            assert_eq!(named(text), Some(Version::OpenApi30), "{text}");
        }
        for text in ["3.1.0", "3.1", "3.2.0"] {
            assert_eq!(named(text), Some(Version::OpenApi31), "{text}");
        }
        for text in ["3", "2.0", "3.00.1", "v3.0.0", "3.3.0"] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
