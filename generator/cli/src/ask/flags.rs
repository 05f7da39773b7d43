//! Which flags an operation has.
//!
//! In: an operation. Out: a [`Flag`] for each value that can be given, down to the last member. What always holds: no two have the same name; none has
//! the name of what every command takes; what holds itself is not followed.

use std::collections::BTreeSet;

use super::common::{COMMON, PAGED};
use crate::cli::words::{MemberWords, OperationWords, Words};
use crate::mock::model::{
    BodyKind, Encoding, Input, Kind, Member, Model, Operation, Place, Shape, TypeIndex,
};

/// How deep members are looked for.
const DEEPEST: usize = 7;

/// The most flags of an operation: what is beyond is given by its key.
const MOST: usize = 2000;

/// A flag of an operation.
#[derive(Clone, Debug)]
pub struct Flag<'m> {
    /// Its name, without dashes: `evidence.customer-name`.
    pub long: String,
    /// The index of the input.
    pub input: usize,
    /// The members that lead to the value, below the input.
    pub path: Vec<String>,
    /// The key on the wire: `evidence[customer_name]`.
    pub key: String,
    /// What is given.
    pub member: &'m Member,
    /// What is said of it.
    pub words: Option<&'m MemberWords>,
    /// What it takes.
    pub takes: Takes<'m>,
}

/// What a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes<'m> {
    /// One value.
    One(&'m Shape),
    /// One value each time.
    Many(&'m Shape),
    /// `key=value` each time.
    Entries(&'m Shape),
    /// A file with all members of an object.
    ObjectFile,
    /// Nothing: the value is cleared.
    Unset,
    /// A key each time, of which the entry is cleared.
    UnsetKeys,
    /// Nothing: the truth value is false.
    Otherwise,
}

/// The flags of an operation, in the document's order.
#[must_use]
pub fn flags<'m>(
    model: &'m Model,
    words: &'m Words,
    operation: &'m Operation,
    said: &'m OperationWords,
) -> Vec<Flag<'m>> {
    let mut found = Flags {
        model,
        words,
        found: Vec::new(),
        taken: COMMON
            .iter()
            .chain(PAGED)
            .copied()
            .map(str::to_owned)
            .collect(),
        within: Vec::new(),
    };
    if operation.paging.is_none() {
        for name in PAGED {
            found.taken.remove(*name);
        }
    }
    for (index, input) in operation.inputs.iter().enumerate() {
        let is_page_size = operation.paging.is_some() && input.member.name == "limit";
        if input.place == Place::Path || input.member.read_only || is_page_size {
            continue;
        }
        found.of_input(operation, index, input, said.inputs.get(index));
    }
    found.found
}

struct Flags<'m> {
    model: &'m Model,
    words: &'m Words,
    found: Vec<Flag<'m>>,
    taken: BTreeSet<String>,
    within: Vec<TypeIndex>,
}

impl<'m> Flags<'m> {
    fn of_input(
        &mut self,
        operation: &Operation,
        index: usize,
        input: &'m Input,
        words: Option<&'m MemberWords>,
    ) {
        let member = &input.member;
        let is_whole = input.place == Place::Body && matches!(operation.body, BodyKind::Json(_));
        let is_spread = match &member.encoding {
            Encoding::Spread => true,
            Encoding::Styled { style, explode, .. } => style == "form" && *explode,
            _ => false,
        };
        if (is_whole || is_spread)
            && let Some((type_index, object)) = self.object(&member.shape)
        {
            let mut flag = self.flag(index, String::new(), Vec::new(), member, words);
            flag.long = "body".to_owned();
            if is_whole {
                self.add_file(flag);
            }
            return self.members(type_index, &object.members, index, ("", &[], is_whole));
        }
        let long = kebab(&member.name);
        let long = if long.is_empty() {
            "body".to_owned()
        } else {
            long
        };
        let flag = self.flag(index, member.name.clone(), Vec::new(), member, words);
        self.of_member(Flag { long, ..flag });
    }

    fn flag(
        &self,
        input: usize,
        key: String,
        path: Vec<String>,
        member: &'m Member,
        words: Option<&'m MemberWords>,
    ) -> Flag<'m> {
        Flag {
            long: String::new(),
            input,
            path,
            key,
            member,
            words,
            takes: Takes::One(&member.shape),
        }
    }

    fn object(&self, shape: &'m Shape) -> Option<(TypeIndex, &'m crate::mock::model::Object)> {
        let Shape::Named(index) = self.model.value(shape) else {
            return None;
        };
        match &self.model.definition(*index)?.kind {
            Kind::Object(object) if !object.members.is_empty() => Some((*index, object)),
            _ => None,
        }
    }

    /// Flags for the members of an object, behind what stands before them.
    fn members(
        &mut self,
        of_type: TypeIndex,
        members: &'m [Member],
        input: usize,
        (long, above, is_json): (&str, &[String], bool),
    ) {
        if self.within.contains(&of_type) || self.within.len() >= DEEPEST {
            return;
        }
        self.within.push(of_type);
        let words = self.words;
        for (index, member) in members.iter().enumerate().filter(|(_, one)| !one.read_only) {
            let dot = if long.is_empty() { "" } else { "." };
            let path: Vec<String> = above.iter().cloned().chain([member.name.clone()]).collect();
            let key = key_of(&path, is_json);
            let mut flag = self.flag(input, key, path, member, words.member(of_type, index));
            flag.long = format!("{long}{dot}{}", kebab(&member.name));
            self.of_member(flag);
        }
        self.within.pop();
    }

    /// Flags for what a member takes.
    fn of_member(&mut self, flag: Flag<'m>) {
        let model = self.model;
        let shape = &flag.member.shape;
        let is_clearable = matches!(model.resolve(shape), Shape::Clearable(_));
        if let Some((of_type, object)) = self.object(shape) {
            self.add_file(flag.clone());
            let root: Vec<String> = match flag.path.is_empty() {
                true => Vec::new(),
                false => flag.path.clone(),
            };
            let before = self.found.len();
            self.members(
                of_type,
                &object.members,
                flag.input,
                (&flag.long, &root, false),
            );
            // Keys begin with the name of the input, which is no step below it.
            if flag.path.is_empty() {
                let name = &flag.member.name;
                for inner in self.found.iter_mut().skip(before) {
                    inner.key = bracketed(name, &inner.path);
                }
            }
        } else {
            self.single(flag.clone());
        }
        if is_clearable {
            let long = format!("unset-{}", flag.long);
            self.add(Flag {
                long,
                takes: Takes::Unset,
                ..flag
            });
        }
    }

    fn single(&mut self, flag: Flag<'m>) {
        let model = self.model;
        match model.value(&flag.member.shape) {
            Shape::List(inner) => self.add(Flag {
                takes: Takes::Many(inner),
                ..flag
            }),
            Shape::Expand { .. } => self.add(Flag {
                takes: Takes::Many(&TEXT),
                ..flag
            }),
            Shape::Map(inner) => self.add(Flag {
                takes: Takes::Entries(inner),
                ..flag
            }),
            Shape::ClearableMap => {
                let unset = Flag {
                    long: format!("unset-{}", flag.long),
                    takes: Takes::UnsetKeys,
                    ..flag.clone()
                };
                let clear = Flag {
                    long: format!("clear-{}", flag.long),
                    takes: Takes::Unset,
                    ..flag.clone()
                };
                self.add(Flag {
                    takes: Takes::Entries(&TEXT),
                    ..flag
                });
                self.add(unset);
                self.add(clear);
            }
            Shape::Range(inner) => {
                for bound in &model.names.range {
                    let mut flag = flag.clone();
                    flag.long = format!("{}.{bound}", flag.long);
                    flag.key = format!("{}[{bound}]", flag.key);
                    flag.path.push(bound.clone());
                    self.add(Flag {
                        takes: Takes::One(inner),
                        ..flag
                    });
                }
                self.add(Flag {
                    takes: Takes::One(inner),
                    ..flag
                });
            }
            shape => {
                let otherwise = flag.words.and_then(|words| words.irreversible.as_ref());
                if let Some((word, _)) = otherwise {
                    let (stem, _) = flag.long.rsplit_once('.').unwrap_or_default();
                    let dot = if stem.is_empty() { "" } else { "." };
                    let long = format!("{stem}{dot}{word}");
                    self.add(Flag {
                        long,
                        takes: Takes::Otherwise,
                        ..flag.clone()
                    });
                }
                self.add(Flag {
                    takes: Takes::One(shape),
                    ..flag
                });
            }
        }
    }

    fn add_file(&mut self, flag: Flag<'m>) {
        let long = format!("{}-file", flag.long);
        self.add(Flag {
            long,
            takes: Takes::ObjectFile,
            ..flag
        });
    }

    /// Adds a flag under a name that nothing else has: what every command takes goes before.
    fn add(&mut self, mut flag: Flag<'m>) {
        if self.found.len() >= MOST {
            return;
        }
        if self.taken.contains(&flag.long) {
            flag.long = format!("api-{}", flag.long);
        }
        // Another one of that name is given by its key.
        if !flag.long.trim_matches('-').is_empty() && self.taken.insert(flag.long.clone()) {
            self.found.push(flag);
        }
    }
}

/// A text of any kind.
const TEXT: Shape = Shape::Text(crate::mock::model::TextKind::Plain);

/// The key of a path: in brackets, or as JSON has it.
fn key_of(path: &[String], is_json: bool) -> String {
    match (path.split_first(), is_json) {
        (Some((first, rest)), false) => bracketed(first, rest),
        (_, true) => path.join("."),
        (None, false) => String::new(),
    }
}

fn bracketed(first: &str, rest: &[String]) -> String {
    let rest = rest.iter().map(|step| format!("[{step}]"));
    format!("{first}{}", rest.collect::<String>())
}

/// A name as command lines have it: `customerName` and `customer_name` are `customer-name`.
#[must_use]
pub fn kebab(name: &str) -> String {
    let mut out = String::new();
    let mut was_small = false;
    for c in name.chars() {
        let is_word = c.is_alphanumeric() || c == '.';
        let is_start = !is_word || (c.is_uppercase() && was_small);
        if is_start && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if is_word {
            out.extend(c.to_lowercase());
        }
        was_small = c.is_lowercase() || c.is_ascii_digit();
    }
    out.trim_matches('-').to_owned()
}
