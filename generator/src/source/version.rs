//! The document's OpenAPI version.
//!
//! In: the document as its vendor wrote it. Out: nothing, or a diagnostic. What always holds: what passes says that it is
//! OpenAPI 3.0.x.

use serde_json::Value;

use super::kind_of;
use super::shape::quoted;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::Pointer;

/// Checks that `openapi` says 3.0.x; answers what is wrong.
pub(crate) fn check(document: &Value) -> Option<Diagnostic> {
    let root = Pointer::root();
    let convert = "convert the document to OpenAPI 3.0 first";
    let (pointer, message, label, help) = match (document.get("openapi"), document.get("swagger")) {
        (Some(Value::String(version)), _) if is_supported(version) => return None,
        (Some(Value::String(version)), _) => {
            let message = format!("OpenAPI {} is not supported", quoted(version));
            (root.child("openapi"), message, "3.0.x is expected", convert)
        }
        (Some(other), _) => {
            let message = format!("`openapi` is {}", kind_of(other));
            (
                root.child("openapi"),
                message,
                "a string is expected",
                "put the version in quotes: '3.0.3'",
            )
        }
        (None, Some(_)) => {
            let message = "Swagger 2.0 is not supported".to_owned();
            (
                root.child("swagger"),
                message,
                "OpenAPI 3.0.x is expected",
                convert,
            )
        }
        (None, None) => {
            let message = "the document does not say which version of OpenAPI it is".to_owned();
            let help = "if it is OpenAPI 3.0, start it with `openapi: 3.0.3`";
            (root, message, "`openapi` is required here", help)
        }
    };
    let wrong = Diagnostic::error("openapi-version", Place::File(0, pointer), message);
    Some(wrong.label(label).help(help))
}

/// Whether a version is `3.0`, or `3.0.` and a patch, which says nothing about features.
fn is_supported(version: &str) -> bool {
    let rest = version.strip_prefix("3.0");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::is_supported;

    #[test]
    fn any_patch_of_3_0_is_supported() {
        assert!(
            ["3.0", "3.0.0", "3.0.4", "3.0.0-rc1"]
                .into_iter()
                .all(is_supported)
        );
        assert!(
            !["3.1.0", "3", "2.0", "3.00.1", "v3.0.0"]
                .into_iter()
                .any(is_supported)
        );
    }
}
