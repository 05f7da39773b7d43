//! Fields for what the document does not name.
//!
//! In: a model with roles and presences. Out: the field of each struct that keeps members without a name, the one that remembers
//! which are to be null, and the field of each request that holds parameters without a name. What always holds: no field of the document has that name.

use crate::api::{Additional, Api, Given, Ident, Struct, Type, TypeKind, Usage};
use crate::names;

/// Sets the fields of all structs and requests.
pub fn set_fields(api: &mut Api) {
    for def in &mut api.types {
        if let TypeKind::Struct(object) = &mut def.kind {
            object.unknown = keeps(object, def.usage)
                .then(|| beside("unknown", object.fields.iter().map(|field| &field.name)));
            object.nulls = (remembers_nulls(object) && def.usage.role().is_read())
                .then(|| beside("nulls", object.fields.iter().map(|field| &field.name)));
        }
    }
    for operation in api.operations_mut() {
        let inputs = operation.inputs.iter().map(|input| &input.field.name);
        operation.extra = beside("extra", inputs);
    }
}

/// Whether some member can be cleared, and its type has no word for that.
fn remembers_nulls(object: &Struct) -> bool {
    object
        .fields
        .iter()
        .any(|field| match &field.presence.given {
            Given::Setter(setters) => {
                let is_choice = setters.unset.is_some() || matches!(field.ty, Type::Clearable(_));
                setters.clear.is_some() && !is_choice
            }
            Given::Argument | Given::Named | Given::Never => false,
        })
}

/// Whether a struct keeps members that the document does not name. What the document says of them has a field of its own. Where it
/// forbids them, those that come anyway are kept and written again all the same: the API has more than its document.
fn keeps(object: &Struct, usage: Usage) -> bool {
    let is_named = matches!(object.additional, Additional::Kept { .. });
    !is_named && usage.role().is_read()
}

/// A field of that name, or of one with an underscore behind it, if others have it.
fn beside<'a>(name: &str, fields: impl Iterator<Item = &'a Ident>) -> Ident {
    let taken: Vec<&str> = fields.map(Ident::as_str).collect();
    names::Locals::beside(&taken).variable(&names::field_ident(name))
}
