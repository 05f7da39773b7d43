//! What the program changes in `form-codegen.toml`: the version of a crate.
//!
//! In: the text, and the number of a crate. Out: the text with another version. What always holds: all else stays as it was written,
//! comments and spaces included.

use toml_edit::{DocumentMut, Item, value};

use crate::emit::CrateVersion;

/// The text with another version of the crate.
///
/// # Errors
///
/// If there is no such crate in the text.
pub fn with_version(text: &str, index: usize, version: CrateVersion) -> Result<String, String> {
    let mut document: DocumentMut = text.parse().map_err(|error| format!("error: {error}"))?;
    let crates = document
        .get_mut("crate")
        .and_then(Item::as_array_of_tables_mut);
    let Some(table) = crates.and_then(|crates| crates.get_mut(index)) else {
        return Err(format!(
            "error: there is no `[[crate]]` number {}",
            index + 1
        ));
    };
    let wanted = version.to_string();
    match table.get_mut("version").and_then(Item::as_value_mut) {
        Some(present) => {
            let decor = present.decor().clone();
            *present = wanted.into();
            *present.decor_mut() = decor;
        }
        None => {
            table.insert("version", value(wanted));
        }
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::with_version;

    #[test]
    fn only_the_version_changes() {
        let text = "# Ours.\n[[crate]]\nname = \"a\"\nversion = \"0.1.0\" # ours to keep\n\n[[crate]]\nname = \"b\"\n";
        let next = "1.2.3".parse().unwrap();
        assert_eq!(
            with_version(text, 0, next),
            Ok(text.replace("0.1.0", "1.2.3"))
        );
        assert_eq!(
            with_version(text, 1, next),
            Ok(format!("{text}version = \"1.2.3\"\n"))
        );
        assert!(with_version(text, 2, next).is_err());
    }
}
