//! What was given, as values.
//!
//! In: the matches of a command. Out: [`Asked`]. What always holds: what was given is there, in the document's order; nothing is sent or
//! uploaded here.

use std::path::Path;

use clap::ArgMatches;
use serde_json::{Map, Value};

use super::file::object_in;
use super::flags::{Flag, Takes};
use super::irreversible::{Irreversible, irreversible};
use super::numbered::numbered;
use super::text;
use super::tree::{flag_id, path_id};
use super::uploads::{Upload, uploader};
use crate::cli::request::Values;
use crate::mock::model::{Model, Operation, Place, Shape};

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// A value for each input.
    pub values: Values,
    /// What has to be uploaded before.
    pub uploads: Vec<Upload>,
    /// What is asked for that cannot be undone, if something is.
    pub irreversible: Option<Irreversible>,
}

/// What stands for an id that an upload will give.
pub const TO_COME: &str = "(id of the upload)";

/// A pair by its key.
///
/// # Errors
///
/// If there is no `=` in it.
pub fn pair(text: &str, option: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err(format!(
            "{option} {text}: a name, `=` and a value are expected"
        )),
    }
}

/// What was asked of an operation.
///
/// # Errors
///
/// If a file cannot be read, or a pair has no key.
pub fn asked(
    model: &Model,
    operation: &Operation,
    flags: &[Flag<'_>],
    matches: &ArgMatches,
) -> Result<Asked, String> {
    let mut asked = Asked::default();
    asked.values.inputs = vec![None; operation.inputs.len()];
    for (index, input) in operation.inputs.iter().enumerate() {
        if input.place == Place::Path
            && let Ok(Some(text)) = matches.try_get_one::<String>(&path_id(index))
            && let Some(place) = asked.values.inputs.get_mut(index)
        {
            *place = Some(text::value(model, &input.member.shape, text));
        }
    }
    // Files first: what is said by a flag goes before what a file says.
    let (files, others): (Vec<&Flag<'_>>, Vec<&Flag<'_>>) = flags
        .iter()
        .partition(|flag| flag.takes == Takes::ObjectFile);
    for flag in files.into_iter().chain(others) {
        one(model, flag, matches, &mut asked)?;
    }
    if let Ok(Some(data)) = matches.try_get_many::<String>("data") {
        for text in data {
            asked.values.pairs.push(pair(text, "-d")?);
        }
    }
    for (input, value) in operation.inputs.iter().zip(&mut asked.values.inputs) {
        if let Some(value) = value {
            numbered(model, &input.member.shape, value, &input.member.name)?;
        }
    }
    asked.irreversible = irreversible(operation, flags, &asked.values);
    Ok(asked)
}

fn one(
    model: &Model,
    flag: &Flag<'_>,
    matches: &ArgMatches,
    asked: &mut Asked,
) -> Result<(), String> {
    let id = flag_id(flag);
    let texts = || -> Vec<String> {
        let found = matches.try_get_many::<String>(&id).ok().flatten();
        found.map(|all| all.cloned().collect()).unwrap_or_default()
    };
    let is_set = || matches.try_get_one::<bool>(&id).ok().flatten().copied() == Some(true);
    match flag.takes {
        Takes::Unset if is_set() => asked.put(flag, Value::Null),
        Takes::Otherwise if is_set() => asked.put(flag, Value::Bool(false)),
        Takes::Unset | Takes::Otherwise => {}
        Takes::One(shape) => {
            for text in texts() {
                let value = asked.value(model, flag, shape, &text, None);
                asked.put(flag, value);
            }
        }
        Takes::Many(shape) => {
            let texts = texts();
            let values = texts.iter().enumerate();
            let values: Vec<Value> = values
                .map(|(at, text)| asked.value(model, flag, shape, text, Some(at)))
                .collect();
            if !values.is_empty() {
                asked.put(flag, Value::Array(values));
            }
        }
        Takes::Entries(shape) => {
            for text in texts() {
                let (key, text) = pair(&text, &format!("--{}", flag.long))?;
                asked.entry(flag, key, text::value(model, shape, &text));
            }
        }
        Takes::UnsetKeys => {
            for key in texts() {
                asked.entry(flag, key, Value::String(String::new()));
            }
        }
        Takes::ObjectFile => {
            for file in texts() {
                let name = flag.path.last().unwrap_or(&flag.member.name);
                let members = object_in(Path::new(&file), name)?;
                asked.put(flag, Value::Object(members));
            }
        }
    }
    Ok(())
}

impl Asked {
    /// The value of a text; `@FILE` instead of an id is an upload.
    fn value(
        &mut self,
        model: &Model,
        flag: &Flag<'_>,
        shape: &Shape,
        text: &str,
        at: Option<usize>,
    ) -> Value {
        if let (Shape::Id(of_type), Some(file)) = (model.value(shape), text.strip_prefix('@'))
            && uploader(model, *of_type).is_some()
        {
            let mut path = flag.path.clone();
            path.extend(at.map(|at| at.to_string()));
            self.uploads.push(Upload {
                file: file.into(),
                of_type: *of_type,
                input: flag.input,
                path,
            });
            return Value::String(TO_COME.to_owned());
        }
        if matches!(model.resolve(&flag.member.shape), Shape::Clearable(_)) && text.is_empty() {
            return Value::Null;
        }
        text::value(model, shape, text)
    }

    /// Puts a value where a flag says.
    fn put(&mut self, flag: &Flag<'_>, value: Value) {
        self.put_at(flag.input, &flag.path, value);
    }

    /// Puts a value into an input; what is on the way becomes an object.
    pub fn put_at(&mut self, input: usize, path: &[String], value: Value) {
        let Some(place) = self.values.inputs.get_mut(input) else {
            return;
        };
        let place = place.get_or_insert_with(|| match path.is_empty() {
            true => Value::Null,
            false => Value::Object(Map::new()),
        });
        if let Some(place) = reach(place, path) {
            *place = value;
        }
    }

    fn entry(&mut self, flag: &Flag<'_>, key: String, value: Value) {
        let mut path = flag.path.clone();
        path.push(key);
        self.put_at(flag.input, &path, value);
    }
}

/// The place in an element of a list.
fn element<'v>(value: &'v mut Value, number: &str, rest: &[String]) -> Option<&'v mut Value> {
    let at = number.parse::<usize>().ok()?;
    let length = value.as_array().map_or(0, Vec::len);
    if at > length {
        // `numbered` says which one is missing.
        let elements = value.as_array_mut().map(std::mem::take).unwrap_or_default();
        let numbers = elements.into_iter().enumerate();
        let mut members: Map<String, Value> = numbers
            .map(|(at, element)| (at.to_string(), element))
            .collect();
        members.insert(number.to_owned(), Value::Null);
        *value = Value::Object(members);
        return reach(value.get_mut(number)?, rest);
    }
    let elements = value.as_array_mut()?;
    if at == length {
        elements.push(Value::Null);
    }
    reach(elements.get_mut(at)?, rest)
}

/// The place in a value, which is made if it is not there.
fn reach<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    let Some((first, rest)) = path.split_first() else {
        return Some(value);
    };
    if value.is_array() {
        return element(value, first, rest);
    }
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    let members = value.as_object_mut()?;
    reach(members.entry(first.clone()).or_insert(Value::Null), rest)
}
