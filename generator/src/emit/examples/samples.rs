//! Sample values.
//!
//! In: a type with its limits. Out: an expression that a caller could write. What always holds: the value keeps the limits;
//! a type that takes too much to build has no sample.

mod passed;
mod words;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{
    Field, Ident, Integer, Limits, Number, Struct, Type, TypeDef, TypeId, TypeKind, Union, Wrapper,
};
use crate::emit::base::context::Context;
use crate::emit::base::members::{self, Member};
use crate::emit::base::tokens::plain;

pub use passed::passed;
use words::{compound, example, fits, integer, number, scalar, shown, sized};

/// The most nodes of an example's values: more is no example any more.
const NODES: usize = 40;

/// A value.
pub struct Sample {
    /// The expression.
    pub value: TokenStream,
    /// What a path has of it, if it is a scalar.
    pub text: Option<String>,
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

    /// Whether a value of the type is one word.
    pub fn is_simple(&self, ty: &Type) -> bool {
        let ty = self.context.resolve(ty);
        let is_enum = |def: &TypeDef| matches!(def.kind, TypeKind::StringEnum(_));
        matches!(
            ty,
            Type::Bool | Type::Integer(_) | Type::Text(_) | Type::Id(_) | Type::Expand { .. }
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
            Type::Bool => scalar(quote! { true }, "true"),
            Type::Integer(size) => integer(*size, field, limits),
            Type::Number(Number::Decimal) => self.decimal(field, limits, how),
            Type::Number(Number::F32 | Number::F64) => number(limits),
            Type::Text(format) => self.text(&shown(field, format, limits)?, how),
            Type::Timestamp => self.timestamp(),
            Type::Bytes => compound(match how {
                SampleUse::Argument => quote! { "content" },
                SampleUse::Plain => quote! { ::bytes::Bytes::from_static(b"content") },
            }),
            Type::File => {
                let upload = self.runtime("Upload");
                compound(quote! { #upload::new("receipt.txt", "content") })
            }
            Type::Id(of) => self.id(*of, field, limits, how),
            Type::Json => self.json(limits),
            Type::Named(id) => self.named(self.context.get(*id)?, field, limits, how),
            Type::List(element) => self.list(element, limits, inner, how),
            Type::Expand { paths, .. } => self.paths(*paths, how),
            Type::Map(value) | Type::Entries(value) => {
                self.map(matches!(ty, Type::Map(_)), value, inner, limits, how)
            }
            Type::ClearableEntries => self.clearable_entries(how),
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
                let value = self.of(value, field, limits, SampleUse::Plain)?.value;
                compound(quote! { Some(#value) })
            }
            Type::Boxed(value) => {
                let value = self.of(value, field, limits, how)?.value;
                compound(match how {
                    SampleUse::Argument => value,
                    SampleUse::Plain => quote! { Box::new(#value) },
                })
            }
            Type::Page(_) => None,
        }
    }

    fn timestamp(&self) -> Option<Sample> {
        let timestamp = self.runtime("Timestamp");
        scalar(quote! { #timestamp::from_unix(1767225600) }, "1767225600")
    }

    /// A number kept digit by digit: a parameter takes a whole one as it is.
    fn decimal(&self, field: Option<&Field>, limits: &Limits, how: SampleUse) -> Option<Sample> {
        let Sample { value, text } = integer(Integer::I64, field, limits)?;
        let decimal = self.runtime("Decimal");
        let value = match how {
            SampleUse::Argument => value,
            SampleUse::Plain => quote! { #decimal::from(#value) },
        };
        Some(Sample { value, text })
    }

    fn expandable(&self, of: &Type) -> Option<Sample> {
        let id = self.runtime("Id");
        let own = of.named().and_then(|of| self.id_of(of));
        let sample = own.unwrap_or(&self.context.api.conventions.sample_id);
        self.wrap("Expandable", "Id", compound(quote! { #id::new(#sample) })?)
    }

    fn paths(&mut self, paths: TypeId, how: SampleUse) -> Option<Sample> {
        let def = self.context.get(paths)?;
        let path = self
            .named(def, None, &Limits::default(), SampleUse::Plain)?
            .value;
        compound(match how {
            SampleUse::Argument => quote! { [#path] },
            SampleUse::Plain => quote! { vec![#path] },
        })
    }

    fn clearable_entries(&self, how: SampleUse) -> Option<Sample> {
        let entries = self.runtime("ClearableEntries");
        compound(match how {
            SampleUse::Argument => quote! { [("key", "value")] },
            SampleUse::Plain => quote! { #entries::from_iter([("key", "value")]) },
        })
    }

    /// A value in a type of the runtime, made by its variant or function.
    fn wrap(&self, outer: &str, function: &str, inner: Sample) -> Option<Sample> {
        let (outer, function, value) = (self.runtime(outer), plain(function), inner.value);
        compound(quote! { #outer::#function(#value) })
    }

    fn runtime(&self, name: &str) -> TokenStream {
        let root = plain(&self.context.options.package.crate_name());
        let name = plain(name);
        quote! { ::#root::#name }
    }

    fn text(&self, text: &str, how: SampleUse) -> Option<Sample> {
        match how {
            SampleUse::Argument => scalar(quote! { #text }, text),
            SampleUse::Plain => scalar(quote! { String::from(#text) }, text),
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
            SampleUse::Argument => scalar(quote! { #text }, &text),
            SampleUse::Plain => scalar(quote! { #id::new(#text) }, &text),
        }
    }

    fn json(&self, limits: &Limits) -> Option<Sample> {
        let free = *limits == Limits::default();
        free.then(|| Sample {
            value: quote! { ::serde_json::Value::from("value") },
            text: None,
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
                        scalar(quote! { #path::#name }, &variant.wire)
                    }
                    None => {
                        let open = shape.open.as_ref()?;
                        scalar(quote! { #path::#open(String::from("value")) }, "value")
                    }
                }
            }
            TypeKind::IntegerEnum(shape) => match shape.variants.first() {
                Some(variant) => {
                    let name = &variant.name;
                    scalar(quote! { #path::#name }, &variant.wire.to_string())
                }
                None => {
                    let open = &shape.open;
                    scalar(quote! { #path::#open(1) }, "1")
                }
            },
            TypeKind::Union(shape) => self.union(shape, &path),
            TypeKind::Alias(target) => self.of(target, field, limits, how),
            TypeKind::ExpandPaths(expand) => {
                let value = match expand.paths.first() {
                    Some(first) => {
                        let name = &first.name;
                        quote! { #path::#name }
                    }
                    None => quote! { #path::from("charge") },
                };
                compound(value)
            }
        }
    }

    fn structure(&mut self, def: &TypeDef, shape: &Struct, path: &TokenStream) -> Option<Sample> {
        if !def.usage.role().is_made() {
            return None;
        }
        let members = members::of_struct(shape);
        let mut arguments = Vec::new();
        for member in members.iter().filter(|member| member.argument) {
            arguments.push((member, self.given(member)?.value));
        }
        let args = shape.args.as_ref();
        let args = args.map(|args| self.context.root_path("models", args));
        let arguments = passed(arguments.into_iter(), args);
        // One without arguments would be empty: a setter shows what it is for.
        let mut telling = members.iter().filter(|member| {
            arguments.is_empty()
                && member.setters().is_some_and(|it| it.otherwise.is_none())
                && !member.field.deprecated
                && self.is_simple(&member.field.ty)
        });
        let shown = |member: &&Member<'_>| member.field.docs.example.is_some();
        let telling = telling.clone().find(shown).or_else(|| telling.next());
        let setter = telling.and_then(|member| {
            let value = self.argument(member.field)?.value;
            let set = &member.setters()?.set;
            Some(quote! { .#set(#value) })
        });
        compound(quote! { #path::new(#(#arguments),*) #setter })
    }

    fn union(&mut self, shape: &Union, path: &TokenStream) -> Option<Sample> {
        for variant in &shape.variants {
            let left = self.left;
            let ty = variant.ty.behind(|wrapper| wrapper == Wrapper::Boxed);
            let Some(sample) = self.of(ty, None, &Limits::default(), SampleUse::Plain) else {
                self.left = left.saturating_sub(1);
                continue;
            };
            let (name, value) = (&variant.name, sample.value);
            let value = match *ty == variant.ty {
                true => value,
                false => quote! { Box::new(#value) },
            };
            return Some(Sample {
                value: quote! { #path::#name(#value) },
                text: sample.text,
            });
        }
        let open: &Ident = &shape.open;
        let value = quote! { #path::#open(::serde_json::Value::from("value")) };
        Some(Sample {
            value,
            text: Some("value".to_owned()),
        })
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
        let mut elements = Vec::new();
        for _ in 0..count {
            elements.push(self.of(element, None, inner, each)?.value);
        }
        compound(match how {
            SampleUse::Argument => quote! { [#(#elements),*] },
            SampleUse::Plain => quote! { vec![#(#elements),*] },
        })
    }

    fn map(
        &mut self,
        sorted: bool,
        value: &Type,
        inner: &Limits,
        limits: &Limits,
        how: SampleUse,
    ) -> Option<Sample> {
        let fits = limits.min_items.unwrap_or(0) <= 1 && limits.max_items.unwrap_or(1) >= 1;
        let converts = self.context.api.converts(value);
        let each = if how == SampleUse::Argument && converts {
            SampleUse::Argument
        } else {
            SampleUse::Plain
        };
        let value = self.of(value, None, inner, each).filter(|_| fits)?.value;
        compound(match (how, sorted) {
            (SampleUse::Argument, _) => quote! { [("key", #value)] },
            (SampleUse::Plain, true) => {
                quote! { ::std::collections::BTreeMap::from([(String::from("key"), #value)]) }
            }
            (SampleUse::Plain, false) => {
                let entries = self.runtime("Entries");
                quote! { #entries::from_iter([("key", #value)]) }
            }
        })
    }
}
