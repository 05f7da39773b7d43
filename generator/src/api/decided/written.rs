//! How a member is written: as pairs of a form, as a part, as a body, or as one text.
//!
//! In: a [`Field`] or its type. Out: which of the ways it takes. What always holds: what is written is the same whichever of
//! them could do; the simplest that can is taken.

use crate::api::{Api, Encoding, Field, Style, Type, TypeKind};

/// How a member becomes pairs of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairs<'a> {
    /// One for each path to expand, with this before it.
    Paths(&'a str),
    /// One for each element.
    Repeated,
    /// One, with this between the elements.
    Joined(&'static str),
    /// One, of JSON.
    Json,
    /// Those of its members, without a name of its own.
    Spread,
    /// As many as its style says.
    Styled(Style),
    /// Those that the value makes under its own name.
    Value,
}

/// How a member becomes parts of a multipart body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MultipartParts {
    /// One part, with a file name and a content type.
    File,
    /// Such a part for each element.
    Files,
    /// One part of one text, or several that the value itself makes of its own name.
    Value,
    /// One part of JSON.
    Json,
    /// The pairs that a form would have.
    Pairs,
}

/// How a value becomes a whole body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawBody {
    /// It is a file.
    File,
    /// It is bytes, or a text.
    Own,
    /// It has a text.
    Plain,
}

/// How a value becomes one text: of a path, of a header or of a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneText {
    /// It is one, or keeps one.
    Own,
    /// It is a number, or true or false.
    Word,
    /// Its elements, with this between them.
    Joined(&'static str),
    /// JSON.
    Json,
    /// What its style says.
    Styled(Style),
    /// It has a text.
    Plain,
}

impl Api {
    /// How a member becomes pairs of a form.
    #[must_use]
    pub fn pairs<'f>(&self, field: &'f Field) -> Pairs<'f> {
        if let Type::Expand { prefix, .. } = &field.ty {
            return Pairs::Paths(prefix);
        }
        let is_boxed = matches!(field.ty, Type::Boxed(_));
        let is_list = !is_boxed && matches!(self.resolve(&field.ty), Type::List(_));
        match field.encoding {
            Encoding::Repeat if is_list => Pairs::Repeated,
            Encoding::Joined(separator) if is_list => Pairs::Joined(separator),
            Encoding::Json => Pairs::Json,
            Encoding::Spread => Pairs::Spread,
            Encoding::Styled(style) => Pairs::Styled(style),
            Encoding::Brackets | Encoding::Repeat | Encoding::Joined(_) => Pairs::Value,
        }
    }

    /// How a member becomes parts of a multipart body.
    #[must_use]
    pub fn parts(&self, field: &Field) -> MultipartParts {
        let ty = self.resolve(&field.ty);
        if *ty == Type::File {
            return MultipartParts::File;
        }
        let is_list = matches!(ty, Type::List(_));
        if matches!(ty, Type::List(inner) if *self.resolve(inner) == Type::File) {
            return MultipartParts::Files;
        }
        let is_expand = matches!(ty, Type::Expand { .. });
        match field.encoding {
            Encoding::Brackets if !is_expand => MultipartParts::Value,
            Encoding::Repeat if !is_expand && !is_list => MultipartParts::Value,
            Encoding::Json => MultipartParts::Json,
            Encoding::Brackets
            | Encoding::Repeat
            | Encoding::Spread
            | Encoding::Joined(_)
            | Encoding::Styled(_) => MultipartParts::Pairs,
        }
    }

    /// How a value of the type becomes a whole body.
    #[must_use]
    pub fn raw_body(&self, ty: &Type) -> RawBody {
        let ty = self.resolve(ty);
        if *ty == Type::File {
            RawBody::File
        } else if matches!(ty, Type::Bytes | Type::Text(_)) {
            RawBody::Own
        } else {
            RawBody::Plain
        }
    }

    /// How a value of the field becomes one text.
    #[must_use]
    pub fn one_text(&self, field: &Field) -> OneText {
        if let Encoding::Styled(style) = field.encoding {
            return OneText::Styled(style);
        }
        let ty = self.resolve(&field.ty);
        let is_boxed = matches!(field.ty, Type::Boxed(_));
        let is_enum = self
            .definition(ty)
            .is_some_and(|def| matches!(def.kind, TypeKind::StringEnum(_)));
        if !is_boxed && (is_enum || matches!(ty, Type::Text(_) | Type::Id(_))) {
            return OneText::Own;
        }
        if !is_boxed && matches!(ty, Type::Bool | Type::Integer(_) | Type::Number(_)) {
            return OneText::Word;
        }
        let is_list = matches!(field.ty, Type::List(_));
        match field.encoding {
            Encoding::Joined(separator) if is_list => OneText::Joined(separator),
            Encoding::Json => OneText::Json,
            Encoding::Joined(_)
            | Encoding::Brackets
            | Encoding::Repeat
            | Encoding::Spread
            | Encoding::Styled(_) => OneText::Plain,
        }
    }
}
