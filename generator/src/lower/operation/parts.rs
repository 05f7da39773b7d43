//! Parts of multipart bodies: their media types and headers.
//!
//! In: members of a multipart schema and their `encoding`. Out: what is a file, how each other part is written, and a
//! [`PartHead`] where the document says more than that. What always holds: what a part says of itself is what is in it.

use super::bodies::{essence, is_json};
use crate::api::{Encoding, FixedHeader, PartHead, Pointer, TextFormat, Type};
use crate::lower::context::{Lowering, TypeUse};
use crate::lower::schema::extent::Extent;
use crate::spec::{Media, MemberEncoding, ParameterStyle, Schema, SchemaType, SchemaUse};

/// Whether a schema is of bytes.
pub(super) fn is_binary(schema: &Schema) -> bool {
    schema.kind == Some(SchemaType::Text) && schema.format.as_deref() == Some("binary")
}

impl Lowering<'_> {
    /// In a multipart body, bytes are a file, by whatever name the document calls them.
    pub(super) fn file(&self, used: &SchemaUse) -> Option<Type> {
        let schema = self.schema(used);
        if is_binary(schema) {
            return Some(Type::File);
        }
        let element = self.schema(schema.items.as_ref()?);
        is_binary(element).then(|| Type::List(Box::new(Type::File)))
    }

    /// Whether a member is a file.
    pub(super) fn has_file(&self, used: &SchemaUse) -> bool {
        let schema = self.schema(used);
        let mut properties = schema.properties.values();
        is_binary(schema) || properties.any(|property| self.file(property).is_some())
    }

    /// How a part is written whose `style` the document does not say: what has members is JSON (OpenAPI 3.0.3, "Special
    /// Considerations for `multipart` Content"), unless the forms of the document nest by brackets.
    pub(super) fn part_encoding(&self, ty: &Type) -> Encoding {
        match self.extent(ty) {
            Extent::One | Extent::Several => Encoding::Repeat,
            _ if matches!(ty, Type::Expand { .. }) || self.forms_nest_by_brackets() => {
                Encoding::Brackets
            }
            Extent::Any if matches!(ty, Type::Range(_)) => Encoding::Brackets,
            Extent::Any | Extent::Members | Extent::Mixed | Extent::Nested => Encoding::Json,
        }
    }

    /// Whether the document says of a member of a form that it is written by brackets.
    fn forms_nest_by_brackets(&self) -> bool {
        let operations = self.spec.paths.iter().flat_map(|path| &*path.operations);
        let media = operations.filter_map(|operation| operation.body.as_ref());
        let mut encodings = media
            .flat_map(|body| &body.content)
            .flat_map(|media| media.encoding.values());
        encodings.any(|encoding| encoding.style == Some(ParameterStyle::DeepObject))
    }

    /// What a part says of itself, and how it is written where its media type says that. What no value can be written as, the
    /// caller gives as a text.
    pub(super) fn part(
        &mut self,
        wire: &str,
        found: &mut TypeUse,
        media: &Media,
    ) -> (Option<PartHead>, Option<Encoding>) {
        let Some(encoding) = media.encoding.get(wire) else {
            return (None, None);
        };
        let content_types = media_types(encoding);
        let is_file = found.ty == Type::File
            || matches!(&found.ty, Type::List(inner) if **inner == Type::File);
        let json = content_types.iter().find(|one| is_json(one)).cloned();
        let has_style = encoding.style.is_some() || encoding.explode.is_some();
        let is_text = matches!(self.extent(&found.ty), Extent::One | Extent::Several);
        let (types, written) = match (content_types.as_slice(), json) {
            // Any bytes are of that type: what the file itself is says more.
            _ if is_file && content_types.iter().any(|one| is_any(one)) => (Vec::new(), None),
            _ if is_file => (content_types, None),
            ([], _) => (Vec::new(), None),
            (_, Some(json)) if !has_style => (vec![json], Some(Encoding::Json)),
            ([first, ..], _) if is_text || has_style => (vec![first.clone()], None),
            ([first, ..], _) => {
                self.warn(
                    "part-given-as-text",
                    &encoding.at.child("contentType"),
                    format!("`{wire}` has members, which can't be written as `{first}`"),
                    "the caller gives this part as a text",
                    "state `application/json` in an overlay, if the API reads that, too",
                );
                found.ty = Type::Text(TextFormat::Plain);
                (vec![first.clone()], Some(Encoding::Repeat))
            }
        };
        if is_file {
            let told: Vec<String> = types.iter().map(|one| format!("`{one}`")).collect();
            let told = match told.as_slice() {
                [] => None,
                [one] if !one.contains('*') => Some(format!("It is sent as {one}.")),
                _ => Some(format!("Its media type has to be {}.", told.join(" or "))),
            };
            found.docs.sent_as = told;
        }
        let head = PartHead {
            wire: wire.to_owned(),
            content_types: types,
            headers: self.part_headers(encoding),
        };
        let says = !head.content_types.is_empty() || !head.headers.is_empty();
        (says.then_some(head), written)
    }

    /// The headers of a part that have one value.
    fn part_headers(&mut self, encoding: &MemberEncoding) -> Vec<FixedHeader> {
        let mut headers = Vec::new();
        for (name, value) in &encoding.headers {
            // What OpenAPI 3.0.3 says is said elsewhere, and what the runtime writes itself.
            let is_own = ["Content-Type", "Content-Disposition"];
            if is_own.iter().any(|own| own.eq_ignore_ascii_case(name)) {
                continue;
            }
            let at: Pointer = encoding.at.child("headers").child(name);
            match value {
                Some(value) if is_header(name, value) => headers.push(FixedHeader {
                    name: name.clone(),
                    value: value.clone(),
                }),
                Some(_) | None => self.warn(
                    "part-header-left-out",
                    &at,
                    format!("the document does not say what the header `{name}` of this part holds"),
                    "this header is not sent",
                    "state its one value by `enum` or `default` in an overlay, in visible ASCII characters",
                ),
            }
        }
        headers
    }
}

/// The media types that a part may have.
fn media_types(encoding: &MemberEncoding) -> Vec<String> {
    let types = encoding.content_type.iter().flat_map(|all| all.split(','));
    let types = types
        .map(str::trim)
        .filter(|one| essence(one).contains('/'));
    types.map(str::to_owned).collect()
}

/// Whether a media type says nothing of what it is.
fn is_any(media_type: &str) -> bool {
    matches!(
        essence(media_type).as_ref(),
        "application/octet-stream" | "*/*"
    )
}

/// Whether a header can have that name and value.
fn is_header(name: &str, value: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let is_visible = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    !name.is_empty() && name.bytes().all(is_token) && value.bytes().all(is_visible)
}
