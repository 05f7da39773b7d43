//! Bodies of errors, in the document's own schema.
//!
//! In: what went wrong, and the shape of the operation's error. Out: a body. What always holds: what the schema has no member for is left out;
//! a kind is one that the document knows, if it lists them.

use serde_json::{Map, Value};

use super::Maker;
use crate::mock::model::{Kind, Object, Shape};

/// What kind of fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The request is wrong.
    Invalid,
    /// It proves nothing.
    Access,
    /// There have been too many.
    Rate,
    /// A key was used for something else.
    Idempotency,
    /// The server failed.
    Server,
}

impl ErrorKind {
    /// Words of which the document's name for the kind has one, the most telling first.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Invalid => &["invalid_request", "invalid", "validation", "bad_request"],
            Self::Access => &["authentication", "auth"],
            Self::Rate => &["rate_limit", "rate", "too_many"],
            Self::Idempotency => &["idempot"],
            Self::Server => &["api_error", "server", "internal"],
        }
    }

    /// The name where the document lists none.
    const fn name(self) -> &'static str {
        match self {
            Self::Invalid => "invalid_request_error",
            Self::Access => "authentication_error",
            Self::Rate => "rate_limit_error",
            Self::Idempotency => "idempotency_error",
            Self::Server => "api_error",
        }
    }
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The status.
    pub status: u16,
    /// What kind of fault it is.
    pub kind: ErrorKind,
    /// Its short name.
    pub code: Option<String>,
    /// What is said to people.
    pub message: String,
    /// The parameter at fault.
    pub param: Option<String>,
    /// Headers that say more: which methods there are, or when to come back.
    pub headers: Vec<(String, String)>,
}

impl Failure {
    /// One of that status and kind.
    #[must_use]
    pub fn new(status: u16, kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            status,
            kind,
            code: None,
            message: message.into(),
            param: None,
            headers: Vec::new(),
        }
    }

    /// The same with a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same with a short name.
    #[must_use]
    pub fn code(self, code: impl Into<String>) -> Self {
        Self {
            code: Some(code.into()),
            ..self
        }
    }

    /// Whether the same request may do better later: the server failed, there were too many, or the first is not answered yet.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        let is_busy = self.kind == ErrorKind::Idempotency && self.status == 409;
        is_busy || self.status == 429 || self.status >= 500
    }

    /// The same of a parameter.
    #[must_use]
    pub fn param(self, param: impl Into<String>) -> Self {
        Self {
            param: Some(param.into()),
            ..self
        }
    }
}

/// The body of an error.
pub fn error_body(maker: &mut Maker<'_>, shape: &Shape, failure: &Failure) -> Value {
    let model = maker.model;
    let names = &model.names.error;
    let Some((_, object)) = model.object(shape) else {
        let mut inner = Map::new();
        fill(maker, None, &mut inner, failure);
        let mut outer = Map::new();
        outer.insert(names.object.clone(), Value::Object(inner));
        return Value::Object(outer);
    };
    let mut body = maker.object(object, 0);
    let inner = object
        .member(&names.object)
        .and_then(|member| model.object(&member.shape));
    match inner {
        Some((_, inner)) => {
            let mut members = maker.object(inner, 1);
            fill(maker, Some(inner), &mut members, failure);
            body.insert(names.object.clone(), Value::Object(members));
        }
        None => fill(maker, Some(object), &mut body, failure),
    }
    Value::Object(body)
}

fn fill(
    maker: &Maker<'_>,
    object: Option<&Object>,
    body: &mut Map<String, Value>,
    failure: &Failure,
) {
    let names = &maker.model.names.error;
    let mut put = |name: &str, value: Value| {
        if let Some(value) = as_member(maker, object, name, value, failure) {
            body.insert(name.to_owned(), value);
        }
    };
    put(
        &names.kind,
        Value::String(kind(maker, object, failure.kind)),
    );
    put("status", Value::from(failure.status));
    if let Some(code) = &failure.code {
        put(&names.code, Value::String(code.clone()));
    }
    if let Some(param) = &failure.param {
        put(&names.param, Value::String(param.clone()));
    }
    let known = |name: &&String| object.is_none_or(|object| object.member(name).is_some());
    if let Some(name) = names.message.iter().find(known) {
        put(name, Value::String(failure.message.clone()));
    }
}

/// A value as a member takes it; `None` if there is no such member, or it takes another kind.
fn as_member(
    maker: &Maker<'_>,
    object: Option<&Object>,
    name: &str,
    value: Value,
    failure: &Failure,
) -> Option<Value> {
    let Some(object) = object else {
        return value.is_string().then_some(value);
    };
    let member = object.member(name)?;
    match (maker.model.value(&member.shape), &value) {
        (Shape::Text(_) | Shape::Id(_) | Shape::Any, Value::String(_)) => Some(value),
        (Shape::Text(_), Value::Number(number)) => Some(Value::String(number.to_string())),
        (Shape::Integer { .. } | Shape::Number, Value::Number(_)) => Some(value),
        (Shape::Integer { .. } | Shape::Number, _) => Some(Value::from(failure.status)),
        (Shape::Named(index), Value::String(text)) => {
            match maker.model.definition(*index).map(|found| &found.kind) {
                // Readers keep what they don't know.
                Some(Kind::Texts { values, open }) => {
                    (*open || values.contains(text)).then_some(value)
                }
                Some(Kind::OneOf(_)) => Some(value),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What the document calls a kind.
fn kind(maker: &Maker<'_>, object: Option<&Object>, kind: ErrorKind) -> String {
    let names = &maker.model.names.error;
    let shape = object.and_then(|object| object.member(&names.kind));
    let values = shape.and_then(|member| match maker.model.value(&member.shape) {
        Shape::Named(index) => match &maker.model.definition(*index)?.kind {
            Kind::Texts { values, .. } => Some(values),
            _ => None,
        },
        _ => None,
    });
    let Some(values) = values else {
        return kind.name().to_owned();
    };
    let mut words = kind.words().iter();
    let found = words.find_map(|word| values.iter().find(|value| value.contains(word)));
    found.cloned().unwrap_or_else(|| kind.name().to_owned())
}
