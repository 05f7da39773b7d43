//! Structs: the definition, `new`, the setters and `Debug`.
//!
//! In: a [`Struct`] of the model. Out: its items. What always holds: a struct that responses hold has public fields and is
//! `#[non_exhaustive]`; one that is only sent has private fields; both kinds that are sent have `new` and setters.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Additional, Ident, Role, Struct, Type, TypeDef};
use crate::emit::base::construct::{self, Constructor};
use crate::emit::base::context::Context;
use crate::emit::base::items::Items;
use crate::emit::base::members::{self, Member};
use crate::emit::base::setters::{self, SetterOwner};
use crate::emit::base::tokens;
use crate::emit::base::{docs, types};
use crate::emit::wire::{debug, decode, encode, form, keys, limits};

use super::{gathered, sent_again};

/// Everything about a struct.
pub fn emit(context: &Context<'_>, def: &TypeDef, shape: &Struct) -> Items {
    let role = def.usage.role();
    let members = members::of_struct(shape);
    let mut own = vec![definition(context, def, shape, &members)];
    let mut wire = Vec::new();
    wire.extend(debug::of_struct(
        context,
        &tokens::path(def),
        &def.name,
        &members,
        kept(shape),
        [shape.unknown.as_ref(), shape.nulls.as_ref()],
    ));
    if role.is_made() {
        own.push(constructors(context, def, shape, &members));
    }
    own.extend(sent_again::emit(
        context,
        def,
        shape,
        &members,
        no_others(shape).as_ref(),
    ));
    own.extend(identified(def, shape));
    own.extend(deadlines(def, &members));
    if role.is_read() {
        wire.push(decode::emit_struct(context, def, shape, &members));
    }
    if def.traits.json {
        wire.push(encode::emit_struct(context, def, shape, &members));
    }
    if def.traits.form {
        wire.push(form::emit_struct(context, def, shape, &members));
        wire.push(keys::emit_struct(context, def, shape));
    }
    if def.usage.limited {
        wire.push(limits::emit_struct(context, def, shape, &members));
    }
    let mut items = Items::new(own, wire);
    if let Some(args) = &shape.args {
        let function = format!("{}::new", def.name);
        let path = quote! { crate::models::#args };
        items.extend(gathered::emit(context, args, &path, &members, &function));
    }
    items
}

fn definition(
    context: &Context<'_>,
    def: &TypeDef,
    shape: &Struct,
    members: &[Member<'_>],
) -> TokenStream {
    let name = &def.name;
    let docs = struct_docs(def, shape);
    let mut derives = vec![quote! { Clone }];
    if debug::is_derived(context, members, kept(shape)) {
        derives.push(quote! { Debug });
    }
    if def.traits.default {
        derives.push(quote! { Default });
    }
    derives.push(quote! { PartialEq });
    let public = def.usage.role().is_read();
    let open = public.then(|| quote! { #[non_exhaustive] });
    let lines = |member: &Member<'_>| match def.usage.role() {
        Role::Read => docs::read_field(context, member.field),
        Role::Both => docs::seen_field(context, member.field),
        // They are private: their setters have it.
        Role::Write => Vec::new(),
    };
    let is_bare = |member| lines(member).is_empty();
    let undocumented = docs::undocumented(public && members.iter().any(is_bare));
    let fields = members.iter().map(|member| {
        let docs = docs::attributes(lines(member));
        let ident = &member.field.name;
        let ty = member.ty(context);
        let visibility = match public {
            true => Some(quote! { pub }),
            false => context
                .is_page_cursor(def, ident)
                .then(|| quote! { pub(crate) }),
        };
        quote! { #docs #visibility #ident: #ty }
    });
    let extra = extra(context, shape).map(|(ident, ty)| {
        let docs = public.then(|| docs::line(&extra_docs(shape)));
        let visibility = public.then(|| quote! { pub });
        quote! { #docs #visibility #ident: #ty }
    });
    let unknown = shape.unknown.as_ref().map(|ident| {
        let docs = docs::line("The members that the document does not name.");
        quote! { #docs pub #ident: crate::runtime::UnknownMembers }
    });
    let nulls = shape.nulls.as_ref();
    let nulls = nulls.map(|ident| quote! { #ident: crate::runtime::NullMembers });
    let fields = fields.chain(extra).chain(unknown).chain(nulls);
    quote! {
        #docs
        #undocumented
        #[derive(#(#derives),*)]
        #open
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn struct_docs(def: &TypeDef, shape: &Struct) -> TokenStream {
    let max = shape.max_total_length.filter(|_| def.usage.limited);
    let more = max.map(|max| format!("At most {max} characters in all texts together."));
    docs::of_type_with(def, None, more)
}

fn extra_docs(shape: &Struct) -> String {
    let mut sentences = vec!["The members that the document does not name.".to_owned()];
    if let Additional::Kept { limits, .. } = &shape.additional {
        sentences.extend(docs::limits(limits, docs::Parts::Others));
    }
    sentences.join(" ")
}

/// The field that keeps unnamed members.
fn kept(shape: &Struct) -> Option<&Ident> {
    match &shape.additional {
        Additional::Ignored | Additional::Forbidden => None,
        Additional::Kept { name, .. } => Some(name),
    }
}

/// The field that keeps unnamed members, and its type.
pub fn extra<'s>(
    context: &Context<'_>,
    shape: &'s Struct,
) -> Option<(&'s crate::api::Ident, TokenStream)> {
    match &shape.additional {
        Additional::Ignored | Additional::Forbidden => None,
        Additional::Kept {
            name,
            value: Type::Json,
            ..
        } => Some((
            name,
            quote! { ::serde_json::Map<String, ::serde_json::Value> },
        )),
        Additional::Kept { name, value, .. } => {
            let value = types::ty(context, value);
            Some((
                name,
                quote! { ::std::collections::BTreeMap<String, #value> },
            ))
        }
    }
}

fn constructors(
    context: &Context<'_>,
    def: &TypeDef,
    shape: &Struct,
    members: &[Member<'_>],
) -> TokenStream {
    let name = &def.name;
    let Constructor { parameters, values } = Constructor::of(context, members, shape.args.as_ref());
    let values = values.into_iter();
    let values = values.chain(no_others(shape)).chain(no_nulls(shape));
    let value = match parameters.is_empty() && def.traits.default {
        true => quote! { Self::default() },
        false => quote! { Self { #(#values),* } },
    };
    let docs = docs::attributes(new_docs(context, def, shape, members));
    let setters = setters(context, def, members);
    let clearing = setters::clearing(&def.name, members, owner(def));
    quote! {
        impl #name {
            #docs
            #[must_use]
            pub fn new(#(#parameters),*) -> Self {
                #value
            }

            #(#setters)*
        }

        #clearing
    }
}

fn owner(def: &TypeDef) -> SetterOwner {
    match def.usage.role() {
        Role::Write => SetterOwner::Params,
        Role::Read | Role::Both => SetterOwner::Struct,
    }
}

/// The functions that change the members.
fn setters<'m>(
    context: &'m Context<'_>,
    def: &TypeDef,
    members: &'m [Member<'_>],
) -> impl Iterator<Item = TokenStream> + 'm {
    let all: Vec<_> = members.iter().filter_map(Member::setters).collect();
    let owner = owner(def);
    let maybe = setters::maybe(context, &def.name, &all, owner);
    let each = members.iter().filter_map(move |member| {
        let setters = member.setters()?;
        Some(setters::emit(context, member, setters, owner))
    });
    each.chain(maybe)
}

/// The field for members that the document does not name, with none.
fn no_others(shape: &Struct) -> Option<TokenStream> {
    match &shape.additional {
        Additional::Ignored | Additional::Forbidden => {
            let name = shape.unknown.as_ref()?;
            Some(quote! { #name: crate::runtime::UnknownMembers::new() })
        }
        Additional::Kept {
            name,
            value: Type::Json,
            ..
        } => Some(quote! { #name: ::serde_json::Map::new() }),
        Additional::Kept { name, .. } => {
            Some(quote! { #name: ::std::collections::BTreeMap::new() })
        }
    }
}

/// The field that remembers which members are to be null, with none.
fn no_nulls(shape: &Struct) -> Option<TokenStream> {
    let name = shape.nulls.as_ref()?;
    Some(quote! { #name: crate::runtime::NullMembers::new() })
}

/// What `new` says of its arguments, if no field that users see has it.
fn new_docs(
    context: &Context<'_>,
    def: &TypeDef,
    shape: &Struct,
    members: &[Member<'_>],
) -> Vec<String> {
    if !members.iter().any(|member| member.argument) {
        return vec!["Nothing set yet.".to_owned()];
    }
    let mut lines = vec!["What the document requires; everything else has a setter.".to_owned()];
    if def.usage.role() == Role::Write {
        construct::arguments(context, members, shape.args.as_ref(), &mut lines);
    }
    lines
}

/// The functions that say how much time is left.
fn deadlines(def: &TypeDef, members: &[Member<'_>]) -> Option<TokenStream> {
    let functions: Vec<TokenStream> = members.iter().filter_map(deadline).collect();
    let name = &def.name;
    (!functions.is_empty()).then(|| {
        quote! {
            impl #name {
                #(#functions)*
            }
        }
    })
}

fn deadline(member: &Member<'_>) -> Option<TokenStream> {
    let (ident, deadline) = (&member.field.name, member.field.deadline.as_ref()?);
    let function = &deadline.name;
    let mut lines = vec![format!(
        "How long it is at `now` until [`{0}`](#structfield.{0}), or how long ago that was.",
        ident.bare()
    )];
    let none = deadline.none.map(|none| format!("{none}"));
    let absent = member.optional.then(|| "missing or null".to_owned());
    let without = absent
        .into_iter()
        .chain(none)
        .collect::<Vec<_>>()
        .join(" or ");
    if !without.is_empty() {
        docs::paragraph(
            &mut lines,
            format!("`None` where it is {without}: there is no such time then."),
        );
    }
    let docs = docs::attributes(lines);
    let is_none = deadline.none.map(tokens::integer);
    let is_none = is_none.map(|none| quote! { .filter(|due| due.as_unix() != #none) });
    let left = quote! { crate::runtime::TimeLeft };
    let (output, value) = match (member.optional, is_none) {
        (false, None) => (left, quote! { self.#ident.time_left(now) }),
        (false, some) => (
            quote! { Option<#left> },
            quote! { Some(self.#ident) #some.map(|due| due.time_left(now)) },
        ),
        (true, some) => (
            quote! { Option<#left> },
            quote! { self.#ident #some.map(|due| due.time_left(now)) },
        ),
    };
    Some(quote! {
        #docs
        #[must_use]
        pub fn #function(&self, now: impl Into<crate::runtime::Timestamp>) -> #output {
            #value
        }
    })
}

/// `impl Identified`, for a resource whose id says that it is one's of that resource.
fn identified(def: &TypeDef, shape: &Struct) -> Option<TokenStream> {
    let ident = &shape.fields.get(def.traits.id?)?.name;
    let name = &def.name;
    Some(quote! {
        impl crate::runtime::Identified for #name {
            fn id(&self) -> &crate::runtime::Id<Self> {
                &self.#ident
            }
        }
    })
}
