//! What the body of an error says, whatever its type.
//!
//! In: the body, and what the API calls the members. Out: texts for programs to act on. What always holds: a body that is no
//! JSON, or lacks the members, gives fewer texts and no error.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::runtime::conventions::error;
use crate::runtime::decode::decode_json;
use crate::runtime::types::{Decimal, Id, List, Timestamp};

/// The body of an error, as the document describes it: what tells the kinds and the codes apart.
///
/// Where the document lists them, they are enums that keep other values, too; where it does not, they are texts.
pub trait ErrorBody {
    /// A kind of error.
    type Kind<'a>: From<&'a str>;
    /// The short name of an error.
    type Code<'a>: From<&'a str>;
}

/// Bodies of which the document lists neither kinds nor codes.
macro_rules! unlisted {
    ($($body:ty $(, $parameter:ident)?;)*) => {$(
        impl$(<$parameter>)? ErrorBody for $body {
            type Kind<'a> = &'a str;
            type Code<'a> = &'a str;
        }
    )*};
}

unlisted! {
    Value;
    String;
    bool;
    i32;
    i64;
    u64;
    f32;
    f64;
    Decimal;
    Timestamp;
    Id<T>, T;
    List<T>, T;
    Vec<T>, T;
    Option<T>, T;
    BTreeMap<String, T>, T;
}

impl<E: ErrorBody> ErrorBody for Box<E> {
    type Kind<'a> = E::Kind<'a>;
    type Code<'a> = E::Code<'a>;
}

/// What a body says.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) kind: Option<String>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) param: Option<String>,
    pub(super) decline_code: Option<String>,
}

impl Facts {
    /// Reads a body.
    pub(super) fn read(body: &[u8]) -> Self {
        let body: Value = decode_json(body).unwrap_or_default();
        let object = body.get(error::OBJECT).filter(|object| !object.is_null());
        let object = object.unwrap_or(&body);
        let member = |name: &str| text(object.get(name)?);
        match object {
            Value::String(message) => Self {
                message: Some(message.clone()),
                ..Self::default()
            },
            _ => Self {
                kind: member(error::KIND),
                code: member(error::CODE),
                message: error::MESSAGES.iter().find_map(|name| member(name)),
                param: member(error::PARAM),
                decline_code: member(error::DECLINE_CODE),
            },
        }
    }
}

/// A text, or a number as text: there are APIs whose codes are numbers.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
