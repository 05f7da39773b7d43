//! Text to JSON value.
//!
//! In: the bytes of one input, YAML or JSON. Out: a [`File`] and its value, or located diagnostics. What always holds: the
//! value is what JSON can hold, with text as keys, no key twice, finite numbers and bounded depth and size.

mod fault;
mod value;

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::SourceText;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::{At, File, Format, Refusal, check_depth};
use fault::Fault;
use value::{Context, Node};

/// How many nodes YAML aliases may add to those that the text spells out.
const ALIAS_BUDGET: usize = 100_000;
/// How many opening brackets a YAML text may have before its depth is checked ahead of reading: serde_yaml's scanner takes
/// time proportional to the depth for each token.
const BRACKETS_UNCHECKED: usize = 10_000;

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
    let format = if text.trim_start().starts_with('{') {
        Format::Json
    } else {
        Format::Yaml
    };
    (File::new(source.name, text, format), wrong)
}

fn not_utf8(index: usize, offset: usize, byte: u8) -> Diagnostic {
    let message = format!("the text is not UTF-8: byte 0x{byte:02X} at offset {offset}");
    Diagnostic::error("not-utf8", Place::Offset(index, offset), message)
        .label("this byte does not continue the text")
        .help("save the file as UTF-8")
}

/// Reads the text of input number `index`. A text that looks like JSON but is YAML changes the file's format.
pub(crate) fn value(file: &mut File, index: usize) -> Result<Value, Vec<Diagnostic>> {
    let mut context = Context::new(file.text.len() + ALIAS_BUDGET);
    let value = match file.format {
        Format::Json => json(&mut context, file),
        Format::Yaml => yaml(&mut context, file),
    };
    let value = match value {
        Err(fault) if file.format == Format::Json && may_be_yaml(file, &fault) => {
            file.format = Format::Yaml;
            context = Context::new(file.text.len() + ALIAS_BUDGET);
            yaml(&mut context, file)
        }
        other => other,
    };
    let mut faults = context.faults;
    let value = value
        .map_err(|fault| faults.push(fault))
        .unwrap_or_default();
    if faults.is_empty() && !value.is_object() {
        faults.push(Fault::NotAnObject(value));
        return Err(fault::diagnostics(&faults, file, index));
    }
    if faults.is_empty() {
        Ok(value)
    } else {
        Err(fault::diagnostics(&faults, file, index))
    }
}

/// Whether a text that starts like JSON is rather a YAML flow mapping.
fn may_be_yaml(file: &File, fault: &Fault) -> bool {
    matches!(fault, Fault::Syntax { .. }) && !file.name.to_ascii_lowercase().ends_with(".json")
}

fn json(context: &mut Context, file: &File) -> Result<Value, Fault> {
    let mut deserializer = serde_json::Deserializer::from_str(&file.text);
    let read = Node {
        context,
        at: &At::ROOT,
    }
    .deserialize(&mut deserializer);
    read.and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| {
            let start = file.line_range(error.line()).start;
            let offset = file.boundary(start + error.column().saturating_sub(1));
            context
                .stopped_at(offset)
                .unwrap_or_else(|| Fault::syntax("JSON", &error, offset))
        })
}

fn yaml(context: &mut Context, file: &File) -> Result<Value, Fault> {
    let text = &file.text;
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let brackets = text
        .bytes()
        .filter(|byte| matches!(byte, b'[' | b'{'))
        .count();
    if brackets > BRACKETS_UNCHECKED {
        check_depth(text).map_err(|refusal| match refusal {
            Refusal::TooDeep(offset) => Fault::TooDeep(offset),
            Refusal::Syntax(offset, message) => Fault::Syntax {
                format: "YAML",
                message,
                offset,
            },
        })?;
    }
    let deserializer = serde_yaml::Deserializer::from_str(text);
    let read = Node {
        context,
        at: &At::ROOT,
    }
    .deserialize(deserializer);
    read.map_err(|error| {
        let location = error.location();
        let offset = location.map_or(0, |at| file.offset_of(at.line(), at.column()));
        context
            .stopped_at(offset)
            .unwrap_or_else(|| Fault::yaml(&error, offset, text))
    })
}
