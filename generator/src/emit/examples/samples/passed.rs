//! What making something takes, as a caller passes it.
//!
//! In: members, or their values. Out: a value for each, and the arguments that they are. What always holds: what is given by name
//! stands in a struct, as the last argument.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Wrapper;
use crate::emit::base::members::Member;

use super::{Sample, SampleUse, Samples};

impl Samples<'_, '_> {
    /// A value for what making something takes: as a parameter, or as a field where it is given by name.
    pub fn given(&mut self, member: &Member<'_>) -> Option<Sample> {
        let field = member.field;
        let ty = field.ty.behind(|wrapper| wrapper == Wrapper::Boxed);
        match member.named {
            true => self.of(ty, Some(field), &field.limits, SampleUse::Plain),
            false => self.argument(field),
        }
    }
}

/// Values as they are passed: one after the other, and then those that are given by name in the struct of that path.
pub fn passed<'m>(
    values: impl Iterator<Item = (&'m Member<'m>, TokenStream)>,
    args: Option<TokenStream>,
) -> Vec<TokenStream> {
    let (named, in_a_row): (Vec<_>, Vec<_>) = values.partition(|(member, _)| member.named);
    let fields = named.iter().map(|(member, value)| {
        let name = &member.field.name;
        quote! { #name: #value }
    });
    let mut passed: Vec<TokenStream> = in_a_row.into_iter().map(|(_, value)| value).collect();
    passed.extend(args.map(|args| quote! { #args { #(#fields),* } }));
    passed
}
