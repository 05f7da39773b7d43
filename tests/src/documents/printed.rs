//! Whether a file of Rust stands as prettyplease prints it.
//!
//! In: a file that was generated. Out: the first line that is different, if there is one. What always holds: blank lines and
//! imports, which the generator lays out itself, are not compared.

use syn::{Item, Visibility};

/// The first line that prettyplease prints differently, or why the file does not parse; `None` for what is no Rust, and for
/// copies of the runtime.
#[must_use]
pub fn difference(path: &str, text: &str) -> Option<String> {
    let is_copy = path.starts_with("src/runtime/") && !path.ends_with("/conventions.rs");
    if !path.ends_with(".rs") || is_copy {
        return None;
    }
    let mut file = match syn::parse_file(text) {
        Ok(file) => file,
        Err(error) => return Some(format!("{path} is no Rust: {error}")),
    };
    file.items.retain(
        |item| !matches!(item, Item::Use(import) if matches!(import.vis, Visibility::Inherited)),
    );
    let expected = prettyplease::unparse(&file);
    let mut import = false;
    let found = text.lines().filter(|line| {
        let starts = line.starts_with("use ");
        let within = import || starts;
        import = within && !line.ends_with(';');
        !within && !line.starts_with("// ") && !line.is_empty()
    });
    let mut expected = expected.lines().filter(|line| !line.is_empty());
    for line in found {
        match expected.next() {
            Some(same) if same == line => {}
            other => {
                return Some(format!(
                    "{path}: {line:?} is printed as {:?}",
                    other.unwrap_or_default()
                ));
            }
        }
    }
    expected.next().map(|line| format!("{path} lacks {line:?}"))
}
