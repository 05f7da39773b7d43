//! The document's OpenAPI version.
//!
//! In: the document as its vendor wrote it. Out: nothing, or a diagnostic. What always holds: what passes says that it is
//! OpenAPI 3.0.x.

use serde_json::Value;

use crate::api::Pointer;
use crate::diagnostic::{Diagnostic, Place};

/// Checks that `openapi` says 3.0.x.
pub(crate) fn check(document: &Value) -> Result<(), Diagnostic> {
    let place = |member: &str| Place::File(0, Pointer::root().child(member));
    let wrong = |place, message: String| Diagnostic::error("openapi-version", place, message);
    let convert = "convert the document to OpenAPI 3.0 first";
    match document.get("openapi") {
        Some(Value::String(version)) if is_supported(version) => Ok(()),
        Some(Value::String(version)) => {
            Err(wrong(place("openapi"), format!("OpenAPI {version} is not supported"))
                .label("3.0.x is expected")
                .help(convert))
        }
        Some(other) => Err(wrong(place("openapi"), format!("`openapi` is {}", super::kind_of(other)))
            .label("a string is expected")
            .help("put the version in quotes: '3.0.3'")),
        None => match document.get("swagger") {
            Some(_) => Err(wrong(place("swagger"), "Swagger 2.0 is not supported".to_owned())
                .label("OpenAPI 3.0.x is expected")
                .help(convert)),
            None => Err(wrong(
                Place::File(0, Pointer::root()),
                "the document does not say which OpenAPI version it is".to_owned(),
            )
            .help("if it is OpenAPI 3.0, start it with `openapi: 3.0.3`")),
        },
    }
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
        assert!(["3.0", "3.0.0", "3.0.4", "3.0.0-rc1"].into_iter().all(is_supported));
        assert!(!["3.1.0", "3", "2.0", "3.00.1", "v3.0.0"].into_iter().any(is_supported));
    }
}
