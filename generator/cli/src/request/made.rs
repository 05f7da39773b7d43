//! A request before anybody sends it.
//!
//! In: an operation and values. Out: [`Made`]. What always holds: a path never has a segment that would lead elsewhere; without that, nothing is
//! checked here.

use std::path::PathBuf;

use serde_json::Value;

use super::escape::escaped;
use super::pairs::{pairs, text_of};
use crate::mock::model::{BodyKind, Input, Model, Operation, Piece, Place, Shape};

/// What is given for an operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    /// By the index of the inputs. For a file, its path.
    pub inputs: Vec<Option<Value>>,
    /// Pairs that are sent as they are, behind all others.
    pub pairs: Vec<(String, String)>,
}

/// A request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made {
    /// The method, in upper case.
    pub method: String,
    /// The base URL of the document, without a slash at its end; empty for the one that most operations have.
    pub server: String,
    /// The path, percent-encoded.
    pub path: String,
    /// The pairs of the query.
    pub query: Vec<(String, String)>,
    /// Headers that are inputs.
    pub headers: Vec<(String, String)>,
    /// Cookies that are inputs.
    pub cookies: Vec<(String, String)>,
    /// The body.
    pub body: MadeBody,
}

/// The body of a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum MadeBody {
    /// There is none.
    #[default]
    None,
    /// The pairs of a form.
    Form(Vec<(String, String)>),
    /// The parts of a multipart body.
    Parts(Vec<(String, PartValue)>),
    /// JSON, of that media type.
    Json(String, Value),
    /// The contents of a file, of that media type.
    File(String, PathBuf),
}

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartValue {
    /// A text.
    Text(String),
    /// The contents of a file.
    File(PathBuf),
}

/// Makes a request.
///
/// # Errors
///
/// If a value of the path is missing or would lead elsewhere, as a sentence.
pub fn made(
    model: &Model,
    operation: &Operation,
    server: &str,
    values: &Values,
) -> Result<Made, String> {
    let given = |place: Place| {
        let inputs = operation.inputs.iter().zip(&values.inputs);
        inputs.filter_map(move |(input, value)| {
            let value = value.as_ref()?;
            (input.place == place).then_some((input, value))
        })
    };
    let texts = |place| {
        given(place)
            .map(|(input, value)| one(input, value))
            .collect()
    };
    let mut query = operation.fixed_query.clone();
    query.extend(given(Place::Query).flat_map(|(input, value)| pairs(&input.member, value)));
    let mut form = Vec::new();
    let has_body = matches!(operation.body, BodyKind::Form | BodyKind::Multipart);
    match has_body {
        true => form.clone_from(&values.pairs),
        false => query.extend(values.pairs.iter().cloned()),
    }
    let body = match &operation.body {
        BodyKind::None => MadeBody::None,
        BodyKind::Form => {
            let own = given(Place::Body).flat_map(|(input, value)| pairs(&input.member, value));
            MadeBody::Form(own.chain(form).collect())
        }
        BodyKind::Multipart => {
            let own = given(Place::Body).flat_map(|(input, value)| parts(model, input, value));
            let form = form.into_iter();
            let form = form.map(|(name, text)| (name, PartValue::Text(text)));
            MadeBody::Parts(own.chain(form).collect())
        }
        BodyKind::Json(kind) => match given(Place::Body).next() {
            Some((_, value)) => MadeBody::Json(kind.clone(), value.clone()),
            None => MadeBody::None,
        },
        BodyKind::Raw(kind) => match given(Place::Body).next() {
            Some((_, value)) => MadeBody::File(kind.clone(), PathBuf::from(text_of(value))),
            None => MadeBody::None,
        },
    };
    Ok(Made {
        method: operation.method.clone(),
        server: server.to_owned(),
        path: path(operation, values)?,
        query,
        headers: texts(Place::Header),
        cookies: texts(Place::Cookie),
        body,
    })
}

/// A header or a cookie: one text, whatever the value is.
fn one(input: &Input, value: &Value) -> (String, String) {
    let text = match value {
        Value::Array(elements) => {
            let texts: Vec<String> = elements.iter().map(text_of).collect();
            texts.join(",")
        }
        value => text_of(value),
    };
    (input.member.name.clone(), text)
}

fn parts(model: &Model, input: &Input, value: &Value) -> Vec<(String, PartValue)> {
    let name = &input.member.name;
    let file = |value: &Value| (name.clone(), PartValue::File(text_of(value).into()));
    match (model.value(&input.member.shape), value) {
        (Shape::File, value) => vec![file(value)],
        (Shape::List(inner), Value::Array(all)) if matches!(model.value(inner), Shape::File) => {
            all.iter().map(file).collect()
        }
        _ => {
            let pairs = pairs(&input.member, value).into_iter();
            pairs
                .map(|(name, text)| (name, PartValue::Text(text)))
                .collect()
        }
    }
}

fn path(operation: &Operation, values: &Values) -> Result<String, String> {
    let mut path = String::new();
    for piece in &operation.path {
        match piece {
            Piece::Literal(text) => {
                let segments = text.split('/').map(escaped);
                path.push_str(&segments.collect::<Vec<_>>().join("/"));
            }
            Piece::Input(index) => {
                let value = values.inputs.get(*index).and_then(Option::as_ref);
                let text = value.map(text_of).unwrap_or_default();
                if matches!(text.as_str(), "" | "." | "..") {
                    let name = operation.inputs.get(*index);
                    let name = name.map_or("a parameter", |input| input.member.name.as_str());
                    return Err(format!(
                        "{name}: an empty text, `.` and `..` cannot be part of a path"
                    ));
                }
                path.push_str(&escaped(&text));
            }
        }
    }
    Ok(path)
}
