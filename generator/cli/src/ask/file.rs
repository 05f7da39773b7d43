//! Values from files.
//!
//! In: a path. Out: the value in the file, YAML or JSON. What always holds: what is no mapping of names is none for an object.

use std::path::Path;

use serde_json::{Map, Value};
use serde_saphyr::UserMessageFormatter;

/// The value in a file.
///
/// # Errors
///
/// If it cannot be read, as a sentence that names it.
pub fn read_value(path: &Path) -> Result<Value, String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
    // JSON is YAML, too, but its own reader tells more.
    if path.extension().is_some_and(|ext| ext == "json") {
        return serde_json::from_str(&text).map_err(|error| format!("{shown}: {error}"));
    }
    // Whoever wrote the file is told what is wrong with it, not what the reader can be set to.
    serde_saphyr::from_str(&text).map_err(|error| {
        let error = error.without_snippet();
        format!(
            "{shown}: {}",
            error.render_with_formatter(&UserMessageFormatter)
        )
    })
}

/// The members in a file; those of the one member of that name, where the file has it around them.
///
/// # Errors
///
/// If it cannot be read, or is no mapping.
pub fn object_in(path: &Path, name: &str) -> Result<Map<String, Value>, String> {
    let Value::Object(mut members) = read_value(path)? else {
        return Err(format!(
            "{}: a mapping of names to values is expected",
            path.display()
        ));
    };
    if members.len() == 1
        && let Some(Value::Object(inner)) = members.get_mut(name)
    {
        return Ok(std::mem::take(inner));
    }
    Ok(members)
}
