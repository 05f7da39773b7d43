//! Text to JSON value.
//!
//! In: the bytes of one input, YAML or JSON. Out: a [`File`] and its value, or located diagnostics. What always holds: one pass
//! gives the value and the place of each node in it, so that the two cannot disagree; the value is what JSON can hold, with
//! text as keys, no key twice, finite numbers and bounded depth and size.

mod fault;
mod json;
mod scalar;
#[cfg(feature = "cli")]
mod toml;
mod tree;
mod yaml;

#[cfg(test)]
mod tests;

use serde_json::Value;

use super::SourceText;
use crate::diagnostic::Diagnostic;
use crate::place::{File, FileRole, Format, Place, Spans};
use fault::Fault;
use tree::Tree;

/// Makes a file of the bytes of input number `index`: checks the encoding and drops a byte order mark.
pub(crate) fn file(source: SourceText<'_>, index: usize) -> (File, Option<Diagnostic>) {
    let bytes = source
        .bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(source.bytes);
    let (text, wrong) = match str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            let text = format!("{}\u{FFFD}", String::from_utf8_lossy(valid));
            (text, Some(not_utf8(index, error.valid_up_to(), byte)))
        }
    };
    let format = match text.trim_start().starts_with('{') {
        true => Format::Json,
        #[cfg(feature = "cli")]
        false if source.name.ends_with(".toml") => Format::Toml,
        false => Format::Yaml,
    };
    let mut file = File::new(source.name, text, format);
    if index > 0 {
        file.role = FileRole::Overlay;
    }
    (file, wrong)
}

fn not_utf8(index: usize, offset: usize, byte: u8) -> Diagnostic {
    let message = format!("the text is not UTF-8: byte 0x{byte:02X} at offset {offset}");
    let place = Place::Text(
        index,
        offset..offset + char::REPLACEMENT_CHARACTER.len_utf8(),
    );
    Diagnostic::error("not-utf8", place, message)
        .label("this byte does not continue the text")
        .help("save the file as UTF-8")
}

/// Reads the text of input number `index`, and tells the file the places of its nodes. A text that looks like JSON but is
/// YAML changes the file's format.
///
/// There is a value, though not all of it can be right, unless the parser had to stop.
pub(crate) fn value(file: &mut File, index: usize) -> (Option<Value>, Vec<Diagnostic>) {
    let mut read = read(&file.text, file.format);
    let may_be_yaml =
        file.format == Format::Json && !file.name.to_ascii_lowercase().ends_with(".json");
    if may_be_yaml && read.faults.iter().any(Fault::is_syntax) {
        file.format = Format::Yaml;
        read = self::read(&file.text, file.format);
    }
    file.spans = read.spans;
    if read.faults.is_empty() && !read.value.is_object() {
        read.faults.push(Fault::not_an_object(&read.value));
    }
    let faults = read.faults.into_iter();
    let found = faults.map(|fault| fault.diagnostic(file, index)).collect();
    let is_usable = read.is_whole && read.value.is_object();
    (is_usable.then_some(read.value), found)
}

/// What one pass over a text gives.
struct Decoded {
    value: Value,
    spans: Spans,
    faults: Vec<Fault>,
    /// Whether the parser came to the end.
    is_whole: bool,
}

fn read(text: &str, format: Format) -> Decoded {
    let mut tree = Tree::new(text);
    let end = match format {
        Format::Json => json::read(text, &mut tree),
        Format::Yaml => yaml::read(text, &mut tree),
        #[cfg(feature = "cli")]
        Format::Toml => toml::read(text, &mut tree),
    };
    let (value, spans, mut faults) = tree.finish();
    let is_whole = end.is_ok();
    faults.extend(end.err());
    Decoded {
        value,
        spans,
        faults,
        is_whole,
    }
}
