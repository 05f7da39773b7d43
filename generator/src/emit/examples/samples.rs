//! Sample values.
//!
//! In: a type with its limits. Out: an expression that a caller could write, and the same value as JSON. What always holds: the value keeps the
//! limits; a type that takes too much to build has no sample.

mod objects;
mod passed;
mod words;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Value, json};

use crate::api::{Field, Integer, Limits, Number, Type, TypeDef, TypeId, TypeKind};
use crate::emit::base::context::Context;
use crate::emit::base::tokens::plain;

pub use passed::passed;
use words::{example, fits, integer, number, sample, shown, sized};

/// The most nodes of an example's values: more is no example any more.
const NODES: usize = 40;

/// A value.
pub struct Sample {
    /// The expression.
    pub value: TokenStream,
    /// The same in JSON: a number, a text or a truth value is what a path has of it. A file is an empty text.
    pub json: Value,
}

/// How the value is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SampleUse {
    /// Passed to a parameter, which converts it.
    Argument,
    /// A value of the very type.
    Plain,
}

/// Makes samples, up to a number of nodes in all.
pub struct Samples<'c, 'a> {
    context: &'c Context<'a>,
    left: usize,
}

impl Sample {
    /// What a path has of it, if it is one word.
    pub fn text(&self) -> Option<String> {
        match &self.json {
            Value::String(text) => Some(text.clone()),
            Value::Bool(_) | Value::Number(_) => Some(self.json.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }
}

impl<'c, 'a> Samples<'c, 'a> {
    pub fn new(context: &'c Context<'a>) -> Self {
        Self {
            context,
            left: NODES,
        }
    }

    /// A value for the parameter of a field.
    pub fn argument(&mut self, field: &Field) -> Option<Sample> {
        self.of(&field.ty, Some(field), &field.limits, SampleUse::Argument)
    }

    /// Whether a value of the type is one word, or a pair of them.
    pub fn is_simple(&self, ty: &Type) -> bool {
        let ty = self.context.resolve(ty);
        let is_enum = |def: &TypeDef| matches!(def.kind, TypeKind::StringEnum(_));
        matches!(
            ty,
            Type::Bool
                | Type::Integer(_)
                | Type::Text(_)
                | Type::Id(_)
                | Type::Expand { .. }
                | Type::ClearableEntries
        ) || self.context.definition(ty).is_some_and(is_enum)
    }

    /// Whether a value of the type is an object that a caller builds.
    pub fn is_object(&self, ty: &Type) -> bool {
        let Type::Named(id) = self.context.resolve(ty) else {
            return false;
        };
        self.context.get(*id).is_some_and(|def| {
            matches!(def.kind, TypeKind::Struct(_)) && def.usage.role().is_made()
        })
    }

    fn of(
        &mut self,
        ty: &Type,
        field: Option<&Field>,
        limits: &Limits,
        how: SampleUse,
    ) -> Option<Sample> {
        self.left = self.left.checked_sub(1)?;
        let none = Limits::default();
        let inner = limits.each.as_deref().unwrap_or(&none);
        match ty {
            Type::Bool => sample(quote! { true }, true),
            Type::Integer(size) => integer(*size, field, limits),
            Type::Number(Number::Decimal) => self.decimal(field, limits, how),
            Type::Number(Number::F32 | Number::F64) => number(limits),
            Type::Text(format) => self.text(&shown(field, format, limits)?, how),
            Type::Timestamp => self.timestamp(),
            Type::Bytes => bytes(how),
            Type::File => {
                let upload = self.runtime("Upload");
                sample(quote! { #upload::new("receipt.txt", "content") }, "")
            }
            Type::Id(of) => self.id(*of, field, limits, how),
            Type::Json => self.json(limits),
            Type::Named(id) => self.named(self.context.get(*id)?, field, limits, how),
            Type::List(element) => self.list(element, limits, inner, how),
            Type::Expand { paths, prefix } => self.paths(*paths, prefix, how),
            Type::Map(value) | Type::Entries(value) => {
                self.map(matches!(ty, Type::Map(_)), value, inner, limits, how)
            }
            Type::ClearableEntries => self.clearable_entries(limits, how),
            Type::Clearable(value) => {
                let value = self.of(value, field, limits, how)?;
                match how {
                    SampleUse::Argument => Some(value),
                    SampleUse::Plain => self.wrap("Clearable", "Set", value),
                }
            }
            Type::Expandable(of) => self.expandable(of),
            Type::Range(value) => {
                let value = self.of(value, field, limits, SampleUse::Plain)?;
                self.wrap("RangeFilter", "exactly", value)
            }
            Type::Nullable(value) => {
                let Sample { value, json } = self.of(value, field, limits, SampleUse::Plain)?;
                sample(quote! { Some(#value) }, json)
            }
            Type::Boxed(value) => {
                let Sample { value, json } = self.of(value, field, limits, how)?;
                let value = match how {
                    SampleUse::Argument => value,
                    SampleUse::Plain => quote! { Box::new(#value) },
                };
                sample(value, json)
            }
            Type::Page(_) => None,
        }
    }

    fn timestamp(&self) -> Option<Sample> {
        let timestamp = self.runtime("Timestamp");
        sample(quote! { #timestamp::from_unix(1767225600) }, 1_767_225_600)
    }

    /// A number kept digit by digit: a parameter takes a whole one as it is.
    fn decimal(&self, field: Option<&Field>, limits: &Limits, how: SampleUse) -> Option<Sample> {
        let Sample { value, json } = integer(Integer::I64, field, limits)?;
        let decimal = self.runtime("Decimal");
        let value = match how {
            SampleUse::Argument => value,
            SampleUse::Plain => quote! { #decimal::from(#value) },
        };
        sample(value, json)
    }

    fn expandable(&self, of: &Type) -> Option<Sample> {
        let id = self.runtime("Id");
        let own = of.named().and_then(|of| self.id_of(of));
        let text = own.unwrap_or(&self.context.api.conventions.sample_id);
        self.wrap(
            "Expandable",
            "Id",
            sample(quote! { #id::new(#text) }, text)?,
        )
    }

    fn paths(&mut self, paths: TypeId, prefix: &str, how: SampleUse) -> Option<Sample> {
        let def = self.context.get(paths)?;
        let Sample { value, json } = self.named(def, None, &Limits::default(), SampleUse::Plain)?;
        let value = match how {
            SampleUse::Argument => quote! { [#value] },
            SampleUse::Plain => quote! { vec![#value] },
        };
        let path = json.as_str().unwrap_or_default();
        sample(value, json!([format!("{prefix}{path}")]))
    }

    fn clearable_entries(&self, limits: &Limits, how: SampleUse) -> Option<Sample> {
        let key = entry_key("order_id", limits)?;
        let inner = limits.each.as_deref().cloned().unwrap_or_default();
        let text = sized("6735", &inner)?;
        let entries = self.runtime("ClearableEntries");
        let value = match how {
            SampleUse::Argument => quote! { [(#key, #text)] },
            SampleUse::Plain => quote! { #entries::from_iter([(#key, #text)]) },
        };
        sample(value, json!({ key: text }))
    }

    /// A value in a type of the runtime, made by its variant or function.
    fn wrap(&self, outer: &str, function: &str, inner: Sample) -> Option<Sample> {
        let (outer, function, value) = (self.runtime(outer), plain(function), inner.value);
        sample(quote! { #outer::#function(#value) }, inner.json)
    }

    fn runtime(&self, name: &str) -> TokenStream {
        let root = plain(&self.context.options.package.crate_name());
        let name = plain(name);
        quote! { ::#root::#name }
    }

    fn text(&self, text: &str, how: SampleUse) -> Option<Sample> {
        match how {
            SampleUse::Argument => sample(quote! { #text }, text),
            SampleUse::Plain => sample(quote! { String::from(#text) }, text),
        }
    }

    /// What the document shows as the id of a resource.
    fn id_of(&self, of: TypeId) -> Option<&'a str> {
        let def = self.context.get(of)?;
        let field = def.kind.as_struct()?.fields.get(def.traits.id?)?;
        field.docs.example.as_deref()
    }

    /// An id: that which the document shows at the place, else that of the resource, else the usual one.
    fn id(
        &self,
        of: TypeId,
        field: Option<&Field>,
        limits: &Limits,
        how: SampleUse,
    ) -> Option<Sample> {
        let shown = field.and_then(|field| example(field, limits));
        let shown = shown.or_else(|| self.id_of(of).filter(|id| fits(id, limits)));
        let text = match shown {
            Some(text) => text.to_owned(),
            None => sized(&self.context.api.conventions.sample_id, limits)?,
        };
        let id = self.runtime("Id");
        match how {
            SampleUse::Argument => sample(quote! { #text }, text.as_str()),
            SampleUse::Plain => sample(quote! { #id::new(#text) }, text.as_str()),
        }
    }

    fn json(&self, limits: &Limits) -> Option<Sample> {
        let free = *limits == Limits::default();
        free.then(|| Sample {
            value: quote! { ::serde_json::Value::from("value") },
            json: "value".into(),
        })
    }

    fn named(
        &mut self,
        def: &TypeDef,
        field: Option<&Field>,
        limits: &Limits,
        how: SampleUse,
    ) -> Option<Sample> {
        let path = self.context.root_path("models", &def.name);
        match &def.kind {
            TypeKind::Struct(shape) => self.structure(def, shape, &path),
            TypeKind::StringEnum(shape) => {
                let usable = |wire: &str| !matches!(wire, "" | "." | "..");
                match shape.variants.iter().find(|variant| usable(&variant.wire)) {
                    Some(variant) => {
                        let name = &variant.name;
                        sample(quote! { #path::#name }, variant.wire.as_str())
                    }
                    None => {
                        let open = shape.open.as_ref()?;
                        sample(quote! { #path::#open(String::from("value")) }, "value")
                    }
                }
            }
            TypeKind::IntegerEnum(shape) => match shape.variants.first() {
                Some(variant) => {
                    let name = &variant.name;
                    sample(quote! { #path::#name }, variant.wire)
                }
                None => {
                    let open = &shape.open;
                    sample(quote! { #path::#open(1) }, 1)
                }
            },
            TypeKind::Union(shape) => self.union(shape, &path),
            TypeKind::Alias(target) => self.of(target, field, limits, how),
            TypeKind::ExpandPaths(expand) => match expand.paths.first() {
                Some(first) => {
                    let name = &first.name;
                    sample(quote! { #path::#name }, first.wire.as_str())
                }
                None => sample(quote! { #path::from("charge") }, "charge"),
            },
        }
    }

    fn list(
        &mut self,
        element: &Type,
        limits: &Limits,
        inner: &Limits,
        how: SampleUse,
    ) -> Option<Sample> {
        let count = limits.min_items.unwrap_or(1).max(1);
        if limits.max_items.is_some_and(|max| max < count) {
            return None;
        }
        let converts = self.context.api.converts(element);
        let each = if how == SampleUse::Argument && converts {
            SampleUse::Argument
        } else {
            SampleUse::Plain
        };
        let (mut elements, mut json) = (Vec::new(), Vec::new());
        for _ in 0..count {
            let made = self.of(element, None, inner, each)?;
            elements.push(made.value);
            json.push(made.json);
        }
        let value = match how {
            SampleUse::Argument => quote! { [#(#elements),*] },
            SampleUse::Plain => quote! { vec![#(#elements),*] },
        };
        sample(value, json)
    }

    fn map(
        &mut self,
        sorted: bool,
        value: &Type,
        inner: &Limits,
        limits: &Limits,
        how: SampleUse,
    ) -> Option<Sample> {
        let key = entry_key("key", limits)?;
        let converts = self.context.api.converts(value);
        let each = if how == SampleUse::Argument && converts {
            SampleUse::Argument
        } else {
            SampleUse::Plain
        };
        let made = self.of(value, None, inner, each)?;
        let (value, json) = (made.value, made.json);
        let value = match (how, sorted) {
            (SampleUse::Argument, _) => quote! { [(#key, #value)] },
            (SampleUse::Plain, true) => {
                quote! { ::std::collections::BTreeMap::from([(String::from(#key), #value)]) }
            }
            (SampleUse::Plain, false) => {
                let entries = self.runtime("Entries");
                quote! { #entries::from_iter([(#key, #value)]) }
            }
        };
        sample(value, json!({ key: json }))
    }
}

/// The key of the only entry that a map has, if it may have just one.
fn entry_key(key: &str, limits: &Limits) -> Option<String> {
    let fits = limits.min_items.unwrap_or(0) <= 1 && limits.max_items.unwrap_or(1) >= 1;
    let keys = limits.keys.as_deref().cloned().unwrap_or_default();
    sized(key, &keys).filter(|_| fits)
}

fn bytes(how: SampleUse) -> Option<Sample> {
    let value = match how {
        SampleUse::Argument => quote! { "content" },
        SampleUse::Plain => quote! { ::bytes::Bytes::from_static(b"content") },
    };
    sample(value, "content")
}
