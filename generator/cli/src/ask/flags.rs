//! Which flags an operation has.
//!
//! In: an operation. Out: a [`Flag`] for each value that can be given, down to the last member. What always holds: no two have the same name; none has
//! the name of what every command takes; what holds itself is not followed.

use std::collections::BTreeSet;

use super::common::{COMMON, PAGED};
use super::keys::{bracketed, kebab, key_of};
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
    /// Whether it is within an element of a list, of which the name has the number.
    pub is_numbered: bool,
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

/// The flags of an operation, in the document's order: of lists of objects those of the first element, and of each other one that is named in what
/// was typed.
#[must_use]
pub fn flags<'m>(
    model: &'m Model,
    words: &'m Words,
    (operation, said): (&'m Operation, &'m OperationWords),
    typed: &'m [String],
) -> Vec<Flag<'m>> {
    let mut found = Flags {
        model,
        words,
        typed,
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
    typed: &'m [String],
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
            is_numbered: false,
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
            Shape::List(inner) => {
                self.add(Flag {
                    takes: Takes::Many(inner),
                    ..flag.clone()
                });
                self.elements(&flag, inner);
            }
            Shape::Expand { .. } => self.add(Flag {
                takes: Takes::Many(&TEXT),
                ..flag
            }),
            Shape::Map(inner) => self.add(Flag {
                takes: Takes::Entries(inner),
                ..flag
            }),
            Shape::ClearableMap => self.changes(flag),
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
                self.otherwise(&flag);
                self.add(Flag {
                    takes: Takes::One(shape),
                    ..flag
                });
            }
        }
    }

    /// Flags for a map of which entries, or all of them, can be cleared.
    fn changes(&mut self, flag: Flag<'m>) {
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

    /// The flag that says no, where a yes cannot be undone.
    fn otherwise(&mut self, flag: &Flag<'m>) {
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
    }

    /// Flags for the members of elements: `--line-items.0.price`.
    fn elements(&mut self, list: &Flag<'m>, inner: &'m Shape) {
        let Some((of_type, object)) = self.object(inner) else {
            return;
        };
        for number in self.numbers(&list.long) {
            let long = format!("{}.{number}", list.long);
            let path: Vec<String> = list
                .path
                .iter()
                .cloned()
                .chain([number.to_string()])
                .collect();
            let before = self.found.len();
            self.members(of_type, &object.members, list.input, (&long, &path, false));
            for flag in self.found.iter_mut().skip(before) {
                flag.is_numbered = true;
                if list.path.is_empty() {
                    flag.key = bracketed(&list.member.name, &flag.path);
                }
            }
        }
    }

    /// The numbers of elements: the first, and those that were typed.
    fn numbers(&self, long: &str) -> BTreeSet<usize> {
        let typed = self.typed.iter().filter_map(|word| {
            let word = word.strip_prefix("--")?.replace('_', "-");
            let rest = word.strip_prefix(long)?.strip_prefix('.')?;
            rest.split_once('.')?.0.parse().ok()
        });
        [0].into_iter().chain(typed).collect()
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
