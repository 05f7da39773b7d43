//! What is wrong with a value, and where in it.
//!
//! In: what visitors say is wrong, and the steps on the way out of where they said so. Out: a path and a sentence. What always
//! holds: the sentence is made of what was expected, which is text of the program, and of the kind of what came; a path names only
//! members that the program asked for by name. Nothing of a body is in either.

use std::cell::Cell;
use std::fmt::{self, Write as _};

use serde::de::{self, Expected, Unexpected};

/// What is wrong with a value. In a box, as it is passed through every level of a body.
#[derive(Debug)]
pub struct Fault(Box<Content>);

#[derive(Debug)]
struct Content {
    /// The way from where it is to the outside.
    steps: Vec<PathStep>,
    what: What,
}

/// A step from a part to what holds it.
#[derive(Debug)]
pub(super) enum PathStep {
    /// A member that the program knows by name.
    Member(String),
    /// A member that only the body names.
    Unnamed,
    /// An element of a list.
    Element(usize),
}

#[derive(Debug)]
enum What {
    Missing(&'static str),
    OtherKind {
        expected: String,
        found: &'static str,
    },
    Unfit {
        expected: String,
        found: &'static str,
    },
    Unknown,
}

impl Fault {
    fn new(what: What) -> Self {
        // An error of another kind may have left it set.
        HIDES_NAME.set(false);
        let steps = Vec::new();
        Self(Box::new(Content { steps, what }))
    }

    /// Of which no more is known.
    pub(super) fn unknown() -> Self {
        Self::new(What::Unknown)
    }

    /// The same fault, seen from one level further out.
    #[cold]
    pub(super) fn within(mut self, step: PathStep) -> Self {
        let is_hidden = HIDES_NAME.take();
        self.0.steps.push(match step {
            PathStep::Member(_) if is_hidden => PathStep::Unnamed,
            step => step,
        });
        self
    }

    /// The same fault as an error of any kind: in words, unless that kind is this one.
    #[cold]
    pub(super) fn hand_over<E: de::Error>(self) -> E {
        let text = self.to_string();
        HANDED_OVER.set(Some(self));
        let error = E::custom(text);
        // Another kind of error has left it there.
        HANDED_OVER.take();
        error
    }

    /// The path to what is wrong, such as `data[0].id`; empty for the value itself.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.steps.iter().rev() {
            match step {
                PathStep::Member(name) => member(&mut path, name),
                PathStep::Unnamed => member(&mut path, "…"),
                // Writing to a String never fails.
                PathStep::Element(index) => drop(write!(path, "[{index}]")),
            }
        }
        if let What::Missing(name) = self.0.what {
            member(&mut path, name);
        }
        path
    }
}

/// The same error, of a value whose member has a name that is the sender's: the next step, taken right after this, is without it.
#[cold]
pub(super) fn hide_name<E>(error: E) -> E {
    HIDES_NAME.set(true);
    error
}

fn member(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        let at = match path.as_str() {
            "" => String::new(),
            path => format!("`{path}`: "),
        };
        match &self.0.what {
            What::Missing(_) => write!(f, "`{path}` is missing"),
            What::OtherKind { expected, found } => {
                let expected = kind(expected);
                write!(f, "{at}expected {expected}, found {found}")
            }
            What::Unfit { expected, found } => {
                write!(
                    f,
                    "{at}expected {expected}, found {found} that does not fit"
                )
            }
            What::Unknown => write!(f, "{at}a value that does not fit"),
        }
    }
}

/// What serde calls by Rust's names, as people call it.
fn kind(expected: &str) -> &str {
    match expected {
        "i32" | "i64" | "u32" | "u64" => "an integer",
        "f32" | "f64" => "a number",
        "a boolean" => "true or false",
        "a string" => "a text",
        "a sequence" => "a list",
        "a map" => "an object",
        other => other,
    }
}

/// The kind of what came.
fn found(value: &Unexpected<'_>) -> &'static str {
    match value {
        Unexpected::Bool(_) => "true or false",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "an integer",
        Unexpected::Float(_) => "a number with a fraction",
        Unexpected::Char(_) | Unexpected::Str(_) | Unexpected::Bytes(_) => "a text",
        Unexpected::Seq => "a list",
        Unexpected::Map => "an object",
        Unexpected::Unit | Unexpected::Option => "null",
        _ => "a value",
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    /// Takes nothing of the message: nobody knows what stands in it.
    fn custom<T: fmt::Display>(_: T) -> Self {
        HANDED_OVER.take().unwrap_or_else(Self::unknown)
    }

    fn invalid_type(value: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(What::OtherKind {
            expected: expected.to_string(),
            found: found(&value),
        })
    }

    fn invalid_value(value: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(What::Unfit {
            expected: expected.to_string(),
            found: found(&value),
        })
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::new(What::Unfit {
            expected: expected.to_string(),
            found: "a list",
        })
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::unknown()
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::unknown()
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(What::Missing(name))
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self::unknown()
    }
}

thread_local! {
    /// The fault of a call of `custom` that is going on: `custom` itself takes only text.
    static HANDED_OVER: Cell<Option<Fault>> = const { Cell::new(None) };

    /// Whether the next step is without its name. Who knows that reads from any deserialiser, and sees no fault, but an error of
    /// any kind.
    static HIDES_NAME: Cell<bool> = const { Cell::new(false) };
}
