//! What a side's lock says of it.
//!
//! In: the lock's text, and the inputs. Out: what a person should know. What always holds: a comparison is of documents; where
//! the crate was made from others, or by another generator, that is said.

use serde_json::Value;

use crate::cli::input::InputFile;
use crate::cli::output::manifest::sha256;

/// What to say of a side; `inputs` are named as the lock names them.
pub fn notes(name: &str, file: &InputFile, inputs: &[&InputFile], out: &str) -> Vec<String> {
    let at = &file.name;
    let lock: Option<Value> = serde_json::from_slice(&file.bytes).ok();
    let Some(lock) = lock else {
        return vec![format!(
            "{at} of {name} can't be read: nobody knows what {out}/ was made from"
        )];
    };
    let mut notes = Vec::new();
    let generator = lock.get("generator").and_then(Value::as_str);
    if let Some(generator) = generator.filter(|version| *version != crate::VERSION) {
        notes.push(format!(
            "the crate of {name} was made by version {generator} of the generator; it is compared as this one, {}, reads it",
            crate::VERSION
        ));
    }
    let listed = lock.get("inputs").and_then(Value::as_array);
    let text =
        |input: &Value, member: &str| input.get(member).and_then(Value::as_str).map(str::to_owned);
    let mut listed: Vec<_> = listed
        .into_iter()
        .flatten()
        .map(|input| (text(input, "path"), text(input, "sha256")))
        .collect();
    let mut present: Vec<_> = inputs
        .iter()
        .map(|file| (Some(file.name.clone()), Some(sha256(&file.bytes))))
        .collect();
    listed.sort();
    present.sort();
    if listed != present {
        notes.push(format!(
            "{out}/ of {name} is not up to date: {at} lists other inputs than are compared here"
        ));
    }
    notes
}
