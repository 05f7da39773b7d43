//! `impl Deserialize`, written out.
//!
//! In: a struct, an enum or a union. Out: its impl, and for a struct how its members are read. What always holds: a member that the document does not name is skipped
//! or kept, never an error; a missing member is an error only if nothing stands for its absence.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{
    Additional, Ident, Selector, StringEnum, Struct, Type, TypeDef, TypeId, TypeKind, Union,
};
use crate::emit::base::context::Context;
use crate::emit::base::members::Member;
use crate::emit::base::tokens::path;
use crate::emit::base::{construct, docs, types};
use crate::names;

use super::{errors, likeness};

/// Names that the function uses itself; a local of one of these is renamed.
const LOCALS: [&str; 6] = [
    "access",
    "ignore",
    "member",
    "needed",
    "read_nullable",
    "read_value",
];

/// `impl Deserialize` of a struct.
pub fn emit_struct(
    context: &Context<'_>,
    def: &TypeDef,
    shape: &Struct,
    members: &[Member<'_>],
) -> TokenStream {
    let name = path(def);
    let expected = format!("{} object", docs::with_article(def.name.bare()));
    let locals = VisitLocals::new(shape, members);
    let declarations = locals.declarations();
    let read = read(shape, members, &locals);
    let values = values(shape, members, &locals);
    let (d, a) = (context.parameter('D'), context.parameter('A'));
    quote! {
        impl crate::runtime::FromMembers for #name {
            const EXPECTED: &'static str = #expected;

            fn from_members<'de, #a: ::serde::de::MapAccess<'de>>(
                mut access: #a,
            ) -> Result<Self, #a::Error> {
                #declarations
                #read
                Ok(Self { #(#values),* })
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<#d: ::serde::Deserializer<'de>>(deserializer: #d) -> Result<Self, #d::Error> {
                crate::runtime::read_object(deserializer)
            }
        }
    }
}

/// The loop that reads the members.
fn read(shape: &Struct, members: &[Member<'_>], locals: &VisitLocals) -> TokenStream {
    let arms = arms(shape, members, locals);
    if arms.is_empty() && locals.others.is_none() {
        quote! {
            while access.next_key::<crate::runtime::MemberName<'de>>()?.is_some() {
                crate::runtime::ignore(&mut access)?;
            }
        }
    } else if arms.is_empty() {
        let rest = rest(locals, false);
        quote! {
            while let Some(member) = access.next_key::<crate::runtime::MemberName<'de>>()? {
                #rest
            }
        }
    } else {
        let rest = rest(locals, true);
        quote! {
            while let Some(member) = access.next_key::<crate::runtime::MemberName<'de>>()? {
                match member.as_str() {
                    #(#arms)*
                    #rest
                }?;
            }
        }
    }
}

/// The local variables of `from_members`.
struct VisitLocals {
    members: Vec<Ident>,
    others: Option<(Ident, Others)>,
}

/// What keeps the members that the document does not name.
#[derive(Clone, Copy)]
enum Others {
    /// A map of JSON.
    Json,
    /// A map of values of one type.
    Typed,
    /// Their text.
    Text,
}

impl VisitLocals {
    fn new(shape: &Struct, members: &[Member<'_>]) -> Self {
        let mut locals = names::Locals::beside(&LOCALS);
        let members = members
            .iter()
            .map(|member| locals.variable(&member.field.name))
            .collect();
        let others = others(shape).map(|(name, kept)| (locals.variable(name), kept));
        Self { members, others }
    }

    fn declarations(&self) -> TokenStream {
        let locals = &self.members;
        let others = self.others.as_ref().map(|(local, kept)| {
            let kept = match kept {
                Others::Json => quote! { ::serde_json::Map },
                Others::Typed => quote! { ::std::collections::BTreeMap },
                Others::Text => quote! { crate::runtime::UnknownMembers },
            };
            quote! { let mut #local = #kept::new(); }
        });
        quote! {
            #(let mut #locals = None;)*
            #others
        }
    }
}

fn arms(shape: &Struct, members: &[Member<'_>], locals: &VisitLocals) -> Vec<TokenStream> {
    let mut arms = Vec::new();
    for (member, local) in members.iter().zip(&locals.members) {
        let wire = &member.field.wire;
        arms.push(if member.optional {
            quote! { #wire => crate::runtime::read_nullable(&mut #local, &mut access), }
        } else {
            quote! { #wire => crate::runtime::read_value(&mut #local, &mut access), }
        });
    }
    // Constants are passed over, whatever they are: a newer answer has to stay readable. They are no members to be kept.
    if locals.others.is_some() {
        arms.extend(shape.constants.iter().map(|constant| {
            let wire = &constant.wire;
            quote! { #wire => crate::runtime::ignore(&mut access), }
        }));
    }
    arms
}

/// What becomes of a member that the document does not name: the last arm of the `match` over names, whose arms all say whether
/// reading failed, or a statement where there is no name to compare with.
fn rest(locals: &VisitLocals, is_arm: bool) -> TokenStream {
    let insertion = match &locals.others {
        // Reading any JSON never fails.
        Some((local, Others::Json)) => (local, quote! { access.next_value()? }),
        Some((local, Others::Typed)) => {
            (local, quote! { crate::runtime::additional(&mut access)? })
        }
        other => {
            let call = match other {
                Some((local, _)) => quote! { #local.keep(member, &mut access) },
                None => quote! { crate::runtime::ignore(&mut access) },
            };
            return match is_arm {
                true => quote! { _ => #call, },
                false => quote! { #call?; },
            };
        }
    };
    let (local, value) = insertion;
    let insertion = quote! { #local.insert(member.into_string(), #value); };
    match is_arm {
        true => quote! { _ => { #insertion Ok(()) } },
        false => insertion,
    }
}

/// The field that keeps members that the document does not name.
fn others(shape: &Struct) -> Option<(&Ident, Others)> {
    match &shape.additional {
        Additional::Kept {
            name,
            value: Type::Json,
            ..
        } => Some((name, Others::Json)),
        Additional::Kept { name, .. } => Some((name, Others::Typed)),
        Additional::Ignored | Additional::Forbidden => {
            shape.unknown.as_ref().map(|name| (name, Others::Text))
        }
    }
}

/// The fields of the result.
fn values(shape: &Struct, members: &[Member<'_>], locals: &VisitLocals) -> Vec<TokenStream> {
    let mut values = Vec::new();
    for (member, local) in members.iter().zip(&locals.members) {
        let ident = &member.field.name;
        let wire = &member.field.wire;
        let value = if member.optional {
            quote! { #local }
        } else if member.field.presence.omittable {
            quote! { #local.unwrap_or_default() }
        } else {
            quote! { crate::runtime::needed(#local, #wire)? }
        };
        values.push(construct::initial(ident, &value, false));
    }
    if let (Some((name, _)), Some((local, _))) = (others(shape), &locals.others) {
        values.push(construct::initial(name, &quote! { #local }, false));
    }
    values.extend(
        shape
            .nulls
            .iter()
            .map(|name| quote! { #name: crate::runtime::NullMembers::new() }),
    );
    values
}

/// `impl Deserialize` of a string enum.
pub fn emit_string_enum(context: &Context<'_>, def: &TypeDef, shape: &StringEnum) -> TokenStream {
    let name = path(def);
    let expecting = docs::with_article(def.name.bare());
    let body = match &shape.open {
        Some(_) => quote! {
            crate::runtime::open_string(deserializer, #expecting, |value| Self::from(value))
        },
        None => quote! {
            crate::runtime::open_string(deserializer, #expecting, Self::known)?
                .ok_or_else(|| crate::runtime::other_value(#expecting))
        },
    };
    let d = context.parameter('D');
    quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<#d: ::serde::Deserializer<'de>>(deserializer: #d) -> Result<Self, #d::Error> {
                #body
            }
        }
    }
}

/// `impl Deserialize` of an integer enum.
pub fn emit_integer_enum(context: &Context<'_>, def: &TypeDef) -> TokenStream {
    let name = path(def);
    let d = context.parameter('D');
    quote! {
        use ::serde::Deserialize as _;

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<#d: ::serde::Deserializer<'de>>(deserializer: #d) -> Result<Self, #d::Error> {
                i64::deserialize(deserializer).map(Self::from)
            }
        }
    }
}

/// The condition that an alternative reads the value as `known`. One that keeps whatever it does not know has to know it:
/// the alternatives behind it would otherwise never get to see a value.
fn read_known(context: &Context<'_>, ty: &Type, is_exact: bool) -> TokenStream {
    let tried = match is_exact {
        true => quote! { crate::runtime::tried_exactly },
        false => quote! { crate::runtime::tried },
    };
    let open = context.definition(ty).and_then(|def| match &def.kind {
        TypeKind::StringEnum(values) => values.open.as_ref(),
        TypeKind::IntegerEnum(values) => Some(&values.open),
        TypeKind::Union(union) => Some(&union.open),
        TypeKind::Struct(_) | TypeKind::Alias(_) | TypeKind::ExpandPaths(_) => None,
    });
    let Some(open) = open else {
        return quote! { let Some(known) = #tried(&value) };
    };
    // Nothing infers the type before it is looked at.
    let own = types::ty(context, ty);
    let open_type = types::ty(context, context.resolve(ty));
    let mut known = quote! { known };
    let mut behind = context.api.behind_aliases(ty);
    while let Some((_, inner)) = behind.wrapped() {
        known = quote! { #known.as_ref() };
        behind = context.api.behind_aliases(inner);
    }
    quote! {
        let Some(known) = #tried::<#own>(&value)
            && !matches!(#known, #open_type::#open(_))
    }
}

/// `impl Deserialize` of a union.
pub fn emit_union(context: &Context<'_>, id: TypeId, def: &TypeDef, shape: &Union) -> TokenStream {
    let (name, open) = (path(def), &shape.open);
    let is_exact = context.has_decimals(id);
    let other = match is_exact {
        true => quote! { Ok(Self::#open(crate::runtime::plain_json(value))) },
        false => quote! { Ok(Self::#open(value)) },
    };
    let (table, choice) = match &shape.selector {
        Selector::Tag(tag) => (TokenStream::new(), by_tag(tag, shape, &other)),
        Selector::BestFit => best_fit(context, shape, (&other, is_exact)),
        Selector::Status => return errors::emit_by_status(def, shape),
    };
    let (import, read) = match is_exact {
        true => (
            TokenStream::new(),
            quote! { crate::runtime::exact_value(deserializer)? },
        ),
        false => (
            quote! { use ::serde::Deserialize as _; },
            quote! { ::serde_json::Value::deserialize(deserializer)? },
        ),
    };
    let d = context.parameter('D');
    quote! {
        #import

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<#d: ::serde::Deserializer<'de>>(deserializer: #d) -> Result<Self, #d::Error> {
                #table
                let value = #read;
                #choice
            }
        }
    }
}

/// The expression that reads `value` as the alternative that a member of it names.
fn by_tag(tag: &str, shape: &Union, other: &TokenStream) -> TokenStream {
    let tagged = shape.variants.iter();
    let mut tagged = tagged.filter(|variant| !variant.tags.is_empty()).peekable();
    if tagged.peek().is_none() {
        return other.clone();
    }
    let arms = tagged.map(|variant| {
        let (name, tags) = (&variant.name, &variant.tags);
        quote! {
            Some(#(#tags)|*) => crate::runtime::alternative(value).map(Self::#name),
        }
    });
    quote! {
        match value.get(#tag).and_then(::serde_json::Value::as_str) {
            #(#arms)*
            _ => #other,
        }
    }
}

/// What the alternatives look like, and the expression that reads `value` as the one that fits it best.
fn best_fit(
    context: &Context<'_>,
    shape: &Union,
    (other, is_exact): (&TokenStream, bool),
) -> (TokenStream, TokenStream) {
    let tries = shape.variants.iter().map(|variant| {
        let name = &variant.name;
        let read = read_known(context, &variant.ty, is_exact);
        quote! {
            if #read {
                return Ok(Self::#name(known));
            }
        }
    });
    let tries: Vec<TokenStream> = tries.collect();
    let likenesses = context.api.likenesses(shape);
    let likenesses: Vec<TokenStream> = likenesses.iter().map(likeness::of).collect();
    let tried = match tries.as_slice() {
        [] => return (TokenStream::new(), other.clone()),
        [only] => only.clone(),
        [rest @ .., last] => {
            let indices = (0..rest.len()).map(Literal::usize_unsuffixed);
            quote! {
                match alternative {
                    #(#indices => { #rest })*
                    _ => { #last }
                }
            }
        }
    };
    let alternative = match tries.len() {
        1 => quote! { _ },
        _ => quote! { alternative },
    };
    let table = quote! { const ALTERNATIVES: &[crate::runtime::Likeness] = &[#(#likenesses),*]; };
    let choice = quote! {
        for #alternative in crate::runtime::best_first(&value, ALTERNATIVES) {
            #tried
        }
        #other
    };
    (table, choice)
}
