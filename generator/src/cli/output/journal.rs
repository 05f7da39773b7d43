//! The journal of a run: what it is about to put in place.
//!
//! In: units, with the files that are there and the files to come. Out: its text, or the same read back. What always
//! holds: a path in it leads nowhere but below the folder of the crate.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::manifest::{Digests, is_sha256, stays_inside};
use super::units::{Act, Unit};

/// How the text begins. A file that begins otherwise is not of this program.
const HEAD: &str = "{\"journal of\":\"cargo xtask codegen\",";

/// What a run is about to do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// What is put in place, in this order.
    pub units: Vec<Unit>,
    /// The files of the units that are there, as they are.
    pub old: Digests,
    /// The files of the units that should be there.
    pub new: Digests,
}

impl Journal {
    /// The text.
    #[must_use]
    pub fn print(&self) -> String {
        let units: Vec<Value> = self
            .units
            .iter()
            .map(|unit| json!([word(unit.act), unit.path]))
            .collect();
        let (old, new) = (json!(self.old), json!(self.new));
        let units = Value::from(units);
        format!("{HEAD}\"units\":{units},\"old\":{old},\"new\":{new}}}\n")
    }

    /// Reads the text.
    ///
    /// # Errors
    ///
    /// If it is not one that [`print`](Self::print) makes.
    pub fn parse(text: &[u8]) -> Result<Self, String> {
        let value: Value = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        if !text.starts_with(HEAD.as_bytes()) {
            return Err("it is not of this program".to_owned());
        }
        let units = value.get("units").and_then(Value::as_array);
        let units = units.ok_or("it has no units")?;
        Ok(Self {
            units: units.iter().map(unit).collect::<Result<_, _>>()?,
            old: digests(value.get("old"))?,
            new: digests(value.get("new"))?,
        })
    }

    /// Whether a text is the beginning of a journal, as a run leaves it that is ended while it writes one.
    #[must_use]
    pub fn is_begun(text: &[u8]) -> bool {
        let head = HEAD.as_bytes();
        text.starts_with(head) || head.starts_with(text)
    }

    /// All files that it speaks of.
    #[must_use]
    pub fn names(&self) -> BTreeSet<String> {
        self.old.keys().chain(self.new.keys()).cloned().collect()
    }
}

fn word(act: Act) -> &'static str {
    match act {
        Act::Place => "place",
        Act::Swap => "swap",
        Act::Remove => "remove",
    }
}

fn unit(value: &Value) -> Result<Unit, String> {
    let act = match value.get(0).and_then(Value::as_str) {
        Some("place") => Act::Place,
        Some("swap") => Act::Swap,
        Some("remove") => Act::Remove,
        _ => return Err(format!("{value} is no unit")),
    };
    let path = value.get(1).and_then(Value::as_str).unwrap_or("..");
    if !path.is_empty() && !stays_inside(path) {
        return Err(format!("{path} does not stay in the folder"));
    }
    let path = path.to_owned();
    Ok(Unit { path, act })
}

fn digests(value: Option<&Value>) -> Result<Digests, String> {
    let files = value.and_then(Value::as_object).ok_or("it has no files")?;
    let mut digests = Digests::new();
    for (name, digest) in files {
        let digest = digest.as_str().filter(|digest| is_sha256(digest));
        let digest = digest.ok_or_else(|| format!("{name} has no SHA-256"))?;
        if !stays_inside(name) {
            return Err(format!("{name} does not stay in the folder"));
        }
        digests.insert(name.clone(), digest.to_owned());
    }
    Ok(digests)
}
