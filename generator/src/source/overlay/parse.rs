//! An overlay document's value to its actions.
//!
//! In: a JSON object. Out: an [`Overlay`], and everything that is wrong with it. What always holds: every action's paths are
//! well-formed, and it has at most one effect.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::{Action, Effect, Overlay, place};
use crate::diagnostic::{Diagnostic, Place};
use crate::place::Pointer;
use crate::source::shape::{list, missing, quoted, unknown_member, wrong_type};

/// The longest JSONPath and the deepest nesting of brackets in one: its parser recurses.
const LONGEST_PATH: usize = 4096;
const DEEPEST_PATH: usize = 16;

/// Reads the overlay in file number `file`: its actions, without those that are wrong, and what is wrong.
pub(crate) fn parse(mut document: Value, file: usize) -> (Overlay, Vec<Diagnostic>) {
    let mut parser = Parser {
        file,
        found: Vec::new(),
    };
    let empty = &mut Map::new();
    let root = document.as_object_mut().unwrap_or(empty);
    let minor = parser.version(root);
    parser.info(root);
    parser.text(root, &Pointer::root(), "`extends`", "extends");
    parser.members(
        root,
        &Pointer::root(),
        "an overlay",
        &["overlay", "info", "extends", "actions"],
    );
    let mut actions = Vec::new();
    for (index, action) in parser.actions(root).iter_mut().enumerate() {
        actions.extend(parser.action(action, index, minor));
    }
    let overlay = Overlay {
        file,
        minor,
        actions,
    };
    (overlay, parser.found)
}

struct Parser {
    file: usize,
    found: Vec<Diagnostic>,
}

impl Parser {
    fn at(&self, pointer: &Pointer, member: &str) -> Place {
        Place::File(self.file, pointer.child(member))
    }

    /// The minor version; of one that is wrong, the latest.
    fn version(&mut self, root: &Map<String, Value>) -> u8 {
        let pointer = Pointer::root();
        let Some(version) = self.required(root, &pointer, "an overlay", "overlay") else {
            return 1;
        };
        let minor = match version.splitn(3, '.').collect::<Vec<_>>()[..] {
            ["1", "0", ..] => Some(0),
            ["1", "1", ..] => Some(1),
            _ => None,
        };
        if minor.is_none() {
            let message = format!("Overlay {} is not supported", quoted(&version));
            let wrong = Diagnostic::error("overlay-version", self.at(&pointer, "overlay"), message);
            self.found.push(
                wrong
                    .label("1.1.x or 1.0.x is expected")
                    .help("write `overlay: 1.1.0`"),
            );
        }
        minor.unwrap_or(1)
    }

    fn info(&mut self, root: &Map<String, Value>) {
        let pointer = Pointer::root().child("info");
        match root.get("info") {
            Some(Value::Object(info)) => {
                self.required(info, &pointer, "`info`", "title");
                self.required(info, &pointer, "`info`", "version");
                self.text(info, &pointer, "`description`", "description");
                self.members(
                    info,
                    &pointer,
                    "`info`",
                    &["title", "version", "description"],
                );
            }
            Some(other) => {
                self.found.push(wrong_type(
                    Place::File(self.file, pointer),
                    "`info`",
                    "an object",
                    other,
                ));
            }
            None => self.found.push(missing(
                Place::File(self.file, Pointer::root()),
                "an overlay",
                "`info`",
            )),
        }
    }

    fn actions(&mut self, root: &mut Map<String, Value>) -> Vec<Value> {
        let place = Place::File(self.file, Pointer::root().child("actions"));
        match root.get_mut("actions").map(Value::take) {
            Some(Value::Array(actions)) if !actions.is_empty() => return actions,
            Some(Value::Array(_)) => self.found.push(
                Diagnostic::error("missing-member", place, "`actions` is empty")
                    .label("at least one action is required here")
                    .help("add an action, or drop the overlay"),
            ),
            Some(other) => self
                .found
                .push(wrong_type(place, "`actions`", "an array", &other)),
            None => {
                let place = Place::File(self.file, Pointer::root());
                self.found.push(missing(place, "an overlay", "`actions`"));
            }
        }
        Vec::new()
    }

    fn action(&mut self, action: &mut Value, index: usize, minor: u8) -> Option<Action> {
        let pointer = Pointer::root().child("actions").child(index);
        let Value::Object(members) = action else {
            self.found.push(wrong_type(
                Place::File(self.file, pointer),
                "an action",
                "an object",
                action,
            ));
            return None;
        };
        let known: &[&str] = match minor {
            0 => &["target", "description", "update", "remove"],
            _ => &["target", "description", "update", "copy", "remove"],
        };
        self.members(members, &pointer, "an action", known);
        self.text(members, &pointer, "`description`", "description");
        let target = self.required(members, &pointer, "an action", "target");
        let written = target.clone().unwrap_or_default();
        let target = target.and_then(|path| self.path(&path, index, "target"));
        let remove = self.flag(members, &pointer, "remove");
        let optional = self.flag(members, &pointer, "x-optional").unwrap_or(false);
        let create = self.flag(members, &pointer, "x-create").unwrap_or(false);
        let effect = self.effect(members, index, remove, known);
        Some(Action {
            index,
            target: target?,
            written,
            optional,
            create,
            effect: effect?,
        })
    }

    /// What the action does: `remove: true` makes the others void, of which there may be one.
    fn effect(
        &mut self,
        members: &mut Map<String, Value>,
        index: usize,
        remove: Option<bool>,
        known: &[&str],
    ) -> Option<Effect> {
        let pointer = Pointer::root().child("actions").child(index);
        let copy = self.text(members, &pointer, "`copy`", "copy");
        let update = members.get_mut("update").map(Value::take);
        match (remove, update, copy) {
            (Some(true), ..) => Some(Effect::Remove),
            (_, Some(_), Some(_)) => {
                let wrong = Diagnostic::error(
                    "overlay-action",
                    place(self.file, index, "copy"),
                    "an action has both `update` and `copy`",
                );
                self.found.push(
                    wrong
                        .label("besides `update`")
                        .help("make two actions of it"),
                );
                None
            }
            (_, Some(update), None) => Some(Effect::Update(update)),
            (_, None, Some(copy)) => self.path(&copy, index, "copy").map(Effect::Copy),
            (_, None, None) => {
                // A `copy` or `remove` of the wrong type was reported as such.
                let is_wrong =
                    |name: &str| members.get(name).is_some_and(|value| !value.is_boolean());
                if !["copy", "remove"].into_iter().any(is_wrong) {
                    let effects: Vec<&str> = known
                        .iter()
                        .copied()
                        .filter(|name| !["target", "description"].contains(name))
                        .collect();
                    let place = Place::File(self.file, pointer);
                    let wrong =
                        Diagnostic::error("overlay-action", place, "an action does nothing");
                    self.found.push(
                        wrong
                            .label("this action")
                            .help(format!("add {}", list(&effects))),
                    );
                }
                None
            }
        }
    }

    fn path(&mut self, text: &str, index: usize, member: &str) -> Option<JsonPath> {
        let mut depth = 0_usize;
        let mut deepest = 0;
        for character in text.chars() {
            match character {
                '[' | '(' => depth += 1,
                ']' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = depth.max(deepest);
        }
        let parsed = if text.len() > LONGEST_PATH || deepest > DEEPEST_PATH {
            Err("it is too long or nests too deeply".to_owned())
        } else {
            JsonPath::parse(text).map_err(|error| {
                format!("{} at character {}", error.message(), error.position() + 1)
            })
        };
        let wrong = match parsed {
            Ok(path) => return Some(path),
            Err(wrong) => wrong,
        };
        let message = format!("`{member}` is not a JSONPath: {wrong}");
        let diagnostic =
            Diagnostic::error("overlay-path", place(self.file, index, member), message);
        self.found.push(
            diagnostic
                .label("RFC 9535 syntax is expected")
                .help("start with `$`, and put names with other than letters, digits and `_` in brackets and quotes: `$.paths['/a']`"),
        );
        None
    }

    fn required(
        &mut self,
        object: &Map<String, Value>,
        pointer: &Pointer,
        what: &str,
        name: &str,
    ) -> Option<String> {
        if !object.contains_key(name) {
            self.found.push(missing(
                Place::File(self.file, pointer.clone()),
                what,
                &format!("`{name}`"),
            ));
        }
        self.text(object, pointer, &format!("`{name}`"), name)
    }

    fn text(
        &mut self,
        object: &Map<String, Value>,
        pointer: &Pointer,
        what: &str,
        name: &str,
    ) -> Option<String> {
        match object.get(name)? {
            Value::String(text) => Some(text.clone()),
            other => {
                self.found
                    .push(wrong_type(self.at(pointer, name), what, "a string", other));
                None
            }
        }
    }

    fn flag(&mut self, object: &Map<String, Value>, pointer: &Pointer, name: &str) -> Option<bool> {
        match object.get(name)? {
            Value::Bool(flag) => Some(*flag),
            other => {
                let what = format!("`{name}`");
                self.found.push(wrong_type(
                    self.at(pointer, name),
                    &what,
                    "a boolean",
                    other,
                ));
                None
            }
        }
    }

    fn members(
        &mut self,
        object: &Map<String, Value>,
        pointer: &Pointer,
        what: &str,
        known: &[&str],
    ) {
        for name in object
            .keys()
            .filter(|name| !name.starts_with("x-") && !known.contains(&name.as_str()))
        {
            self.found.push(unknown_member(
                self.at(pointer, name),
                what,
                name,
                &list(known),
            ));
        }
    }
}
