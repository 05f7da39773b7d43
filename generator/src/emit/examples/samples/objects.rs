//! Sample values that have others in them under names: objects, and what is one of several types.
//!
//! In: a struct or a union. Out: a [`Sample`], or none. What always holds: whatever must be given is given; of the rest, a little that shows something
//! and that can be undone.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use crate::api::{Ident, Limits, Selector, Struct, TypeDef, Union, Wrapper};
use crate::emit::base::members::{self, Member};

use super::{Sample, SampleUse, Samples, passed, sample};

/// The most setters that an example of an object calls.
const TELLING: usize = 2;

impl Samples<'_, '_> {
    pub(super) fn structure(
        &mut self,
        def: &TypeDef,
        shape: &Struct,
        path: &TokenStream,
    ) -> Option<Sample> {
        if !def.usage.role().is_made() {
            return None;
        }
        let members = members::of_struct(shape);
        let mut arguments = Vec::new();
        let constants = shape.constants.iter();
        let mut json: Map<String, Value> = constants
            .map(|one| (one.wire.clone(), one.value.clone().into()))
            .collect();
        for member in members.iter().filter(|member| member.argument) {
            let given = self.given(member)?;
            json.insert(member.field.wire.clone(), given.json);
            arguments.push((member, given.value));
        }
        let args = shape.args.as_ref();
        let args = args.map(|args| self.context.root_path("models", args));
        let arguments = passed(arguments.into_iter(), args);
        // One without arguments would be empty: setters show what it is for, first those of which the document shows a value.
        let telling: Vec<&Member<'_>> = members.iter().filter(|one| self.tells(one)).collect();
        let shown = |member: &&&Member<'_>| member.field.docs.example.is_some();
        let (first, rest) = (telling.iter().filter(shown), telling.iter());
        let rest = rest.filter(|member| !shown(member));
        let most = if arguments.is_empty() { TELLING } else { 0 };
        let mut setters = Vec::new();
        for member in first.chain(rest).take(most) {
            let (Some(given), Some(it)) = (self.argument(member.field), member.setters()) else {
                continue;
            };
            let (set, value) = (&it.set, given.value);
            setters.push(quote! { .#set(#value) });
            json.insert(member.field.wire.clone(), given.json);
        }
        if arguments.is_empty() && setters.is_empty() {
            let inner = self.inner(&members);
            setters.extend(inner.map(|(member, setter, given)| {
                json.insert(member.field.wire.clone(), given);
                setter
            }));
        }
        sample(
            quote! { #path::new(#(#arguments),*) #(#setters)* },
            Value::Object(json),
        )
    }

    /// The first setter that takes an object with something in it, for one that has nothing else: a form has no pair for an empty object.
    fn inner<'m>(
        &mut self,
        members: &'m [Member<'m>],
    ) -> Option<(&'m Member<'m>, TokenStream, Value)> {
        members.iter().find_map(|member| {
            let field = member.field;
            let ty = field.ty.behind(|wrapper| wrapper == Wrapper::Clearable);
            if field.deprecated || field.read_only || !self.is_object(ty) {
                return None;
            }
            let set = &member.setters()?.set;
            let left = self.left;
            let given = self.argument(field).filter(|given| {
                let members = given.json.as_object();
                members.is_none_or(|members| !members.is_empty())
            });
            let Some(Sample { value, json }) = given else {
                self.left = left.saturating_sub(1);
                return None;
            };
            Some((member, quote! { .#set(#value) }, json))
        })
    }

    /// Whether a setter of the member shows something: it takes one word, that can be cleared, and what it does can be undone.
    fn tells(&self, member: &Member<'_>) -> bool {
        let ty = member
            .field
            .ty
            .behind(|wrapper| wrapper == Wrapper::Clearable);
        member.setters().is_some_and(|it| it.otherwise.is_none())
            && !member.field.deprecated
            && !member.field.read_only
            && self.is_simple(ty)
    }

    pub(super) fn union(&mut self, shape: &Union, path: &TokenStream) -> Option<Sample> {
        for variant in &shape.variants {
            let left = self.left;
            let ty = variant.ty.behind(|wrapper| wrapper == Wrapper::Boxed);
            let Some(Sample { value, mut json }) =
                self.of(ty, None, &Limits::default(), SampleUse::Plain)
            else {
                self.left = left.saturating_sub(1);
                continue;
            };
            let name = &variant.name;
            let value = match *ty == variant.ty {
                true => value,
                false => quote! { Box::new(#value) },
            };
            if let (Selector::Tag(tag), Some(chosen), Value::Object(members)) =
                (&shape.selector, variant.tags.first(), &mut json)
            {
                members.insert(tag.clone(), chosen.as_str().into());
            }
            return sample(quote! { #path::#name(#value) }, json);
        }
        let open: &Ident = &shape.open;
        sample(
            quote! { #path::#open(::serde_json::Value::from("value")) },
            "value",
        )
    }
}
