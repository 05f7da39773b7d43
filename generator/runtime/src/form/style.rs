//! Values of which only the value itself says whether they are one text, a list or an object, by the styles of OpenAPI.
//!
//! In: a value and the style that the document names. Out: pairs of a form, or the one text of a path, a header or a cookie.
//! What always holds: what separates elements does not occur in one unescaped; a value with lists or objects inside, for
//! which no style has a rule, is written in brackets by forms, and fails the request elsewhere.

use super::escape::{self, Set};
use super::form::{Form, Unwritten};
use super::key::{Key, Piece};
use super::value::FormValue;

/// How a list or an object becomes text (OpenAPI 3.0.4, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Commas.
    Form,
    /// Spaces.
    SpaceDelimited,
    /// Vertical bars.
    PipeDelimited,
    /// Commas, without a name.
    Simple,
    /// A dot first.
    Label,
    /// A semicolon and the name first.
    Matrix,
}

/// What a value turned out to be.
enum Shape {
    /// There is nothing to it.
    Nothing,
    /// One text.
    One(String),
    /// The texts of its elements.
    Elements(Vec<String>),
    /// Names and values of its members.
    Members(Vec<(String, String)>),
    /// More than a style can write.
    Nested,
}

fn shape<T: FormValue + ?Sized>(value: &T) -> Shape {
    let mut form = Form::pieces();
    let key = Key::new("");
    value.write(&key, &mut form);
    let pairs = form.into_pieces();
    let mut elements = Vec::new();
    let mut members = Vec::new();
    for (pieces, text) in pairs {
        let text = String::from_utf8_lossy(&text).into_owned();
        match pieces.as_slice() {
            [] => return Shape::One(text),
            [Piece::Index] => elements.push(text),
            [Piece::Name(name)] => members.push((name.clone(), text)),
            _ => return Shape::Nested,
        }
    }
    match (elements.is_empty(), members.is_empty()) {
        (true, true) => Shape::Nothing,
        (false, true) => Shape::Elements(elements),
        (true, false) => Shape::Members(members),
        (false, false) => Shape::Nested,
    }
}

impl Form {
    /// Writes a value by its style: one text is a pair; of a list or an object, each element or member is one if it is exploded,
    /// else all are in one.
    pub fn styled<T: FormValue + ?Sized>(
        &mut self,
        key: &Key<'_>,
        style: Style,
        explode: bool,
        value: &T,
    ) {
        let between = style.between();
        let joined = match shape(value) {
            Shape::Nested | Shape::Nothing | Shape::One(_) => return value.write(key, self),
            Shape::Elements(elements) if explode => return self.repeat(key, &elements),
            Shape::Members(_) if explode => return value.write(&Key::root(), self),
            Shape::Elements(elements) => elements,
            Shape::Members(members) => {
                let members = members.into_iter();
                members.flat_map(<[String; 2]>::from).collect()
            }
        };
        self.joined(key, between, &joined);
    }
}

impl Style {
    const fn between(self) -> &'static str {
        match self {
            Self::Form | Self::Simple | Self::Label | Self::Matrix => ",",
            Self::SpaceDelimited => " ",
            Self::PipeDelimited => "|",
        }
    }
}

/// The text of a value of that name in a path or a header; `set` is what stays of names and values.
pub(crate) fn styled_text<T: FormValue + ?Sized>(
    name: &str,
    style: Style,
    explode: bool,
    value: &T,
    set: Set,
) -> Result<String, Unwritten> {
    let escaped = |text: &str| {
        let mut out = Vec::with_capacity(text.len());
        escape::escape(text.as_bytes(), set, &mut out);
        String::from_utf8_lossy(&out).into_owned()
    };
    let first = match style {
        Style::Label => ".",
        Style::Matrix => ";",
        Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::Simple => "",
    };
    let between = match explode && !first.is_empty() {
        true => first,
        false => style.between(),
    };
    let named = |text: String| match style == Style::Matrix {
        true => format!("{}={text}", escaped(name)),
        false => text,
    };
    let text = match shape(value) {
        Shape::Nothing => named(String::new()),
        Shape::One(text) => named(escaped(&text)),
        Shape::Elements(elements) => {
            let elements = elements.iter().map(|element| escaped(element));
            let elements = apart(elements.collect(), between)?;
            match explode {
                true => {
                    let elements: Vec<String> = elements.into_iter().map(named).collect();
                    elements.join(between)
                }
                false => named(elements.join(between)),
            }
        }
        Shape::Members(members) => {
            let members = members.iter();
            let texts = members.flat_map(|(name, value)| [escaped(name), escaped(value)]);
            let texts = apart(texts.collect(), between)?;
            match explode {
                true => {
                    let pairs: Vec<String> = texts.chunks(2).map(|pair| pair.join("=")).collect();
                    pairs.join(between)
                }
                false => named(texts.join(between)),
            }
        }
        Shape::Nested => return Err(Unwritten::NoForm),
    };
    Ok(format!("{first}{text}"))
}

/// The cookies of a value of that name: one, or one for each element or member if it is exploded.
pub(crate) fn styled_cookies<T: FormValue + ?Sized>(
    name: &str,
    explode: bool,
    value: &T,
) -> Result<Vec<(String, String)>, Unwritten> {
    let between = Style::Form.between();
    let one = |text: String| vec![(name.to_owned(), text)];
    Ok(match shape(value) {
        Shape::Nothing => one(String::new()),
        Shape::One(text) => one(text),
        Shape::Elements(elements) if explode => elements.into_iter().flat_map(one).collect(),
        Shape::Members(members) if explode => members,
        Shape::Elements(elements) => one(apart(elements, between)?.join(between)),
        Shape::Members(members) => {
            let texts = members.into_iter().flat_map(<[String; 2]>::from);
            one(apart(texts.collect(), between)?.join(between))
        }
        Shape::Nested => return Err(Unwritten::NoForm),
    })
}

/// The texts, if what is written between them is in none and several of them are not empty: else others would be read.
fn apart(texts: Vec<String>, between: &str) -> Result<Vec<String>, Unwritten> {
    if texts.iter().any(|text| text.contains(between)) {
        return Err(Unwritten::NoForm);
    }
    match texts.len() > 1 && texts.iter().any(String::is_empty) {
        true => Err(Unwritten::Empty),
        false => Ok(texts),
    }
}
