//! Whether a file of Rust stands as prettyplease prints it.
//!
//! In: a file that was generated. Out: the first line that is different, if there is one. What always holds: blank lines and
//! imports, which the generator lays out itself, are not compared.

use syn::{Item, Visibility};

/// Whether a file of a generated crate is a copy of what no document decides: of the runtime, the test server or the command line.
#[must_use]
pub fn is_copy(path: &str) -> bool {
    // What is made for the crate, in the folders of copies.
    let made = [
        "src/runtime/conventions.rs",
        "src/mock/api.rs",
        "src/cli/api.rs",
    ];
    let copied = ["src/runtime/", "src/mock/", "src/cli/"];
    copied.iter().any(|folder| path.starts_with(folder)) && !made.contains(&path)
}

/// The first line that prettyplease prints differently, or why the file does not parse; `None` for what is no Rust, and for
/// copies of the runtime.
#[must_use]
pub fn difference(path: &str, text: &str) -> Option<String> {
    if !path.ends_with(".rs") || is_copy(path) {
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
