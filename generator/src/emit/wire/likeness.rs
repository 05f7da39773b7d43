//! What the alternatives of a union look like, as constants of the runtime.
//!
//! In: a [`Likeness`]. Out: an expression that is one. What always holds: it can stand in a constant.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{Likeness, MembersLikeness};

/// The expression.
pub fn of(likeness: &Likeness) -> TokenStream {
    let kind = quote! { crate::runtime::Likeness };
    match likeness {
        Likeness::Any => quote! { #kind::Any },
        Likeness::Bool => quote! { #kind::Bool },
        Likeness::Integer => quote! { #kind::Integer },
        Likeness::Number => quote! { #kind::Number },
        Likeness::Integers(values) => {
            let values = values.iter().map(|value| Literal::i64_unsuffixed(*value));
            quote! { #kind::Integers(&[#(#values),*]) }
        }
        Likeness::Text => quote! { #kind::Text },
        Likeness::Texts(texts) => quote! { #kind::Texts(&[#(#texts),*]) },
        Likeness::List(element) => {
            let element = of(element);
            quote! { #kind::List(&#element) }
        }
        Likeness::Object(members) => {
            let members = of_members(members);
            quote! { #kind::Object(#members) }
        }
        Likeness::Either(all) => {
            let all = all.iter().map(of);
            quote! { #kind::Either(&[#(#all),*]) }
        }
    }
}

fn of_members(members: &MembersLikeness) -> TokenStream {
    let MembersLikeness {
        names,
        required,
        inside,
        demands,
        others,
    } = members;
    let required = (!required.is_empty()).then(|| quote! { .required(&[#(#required),*]) });
    let inside = (!inside.is_empty()).then(|| {
        let inside = inside.iter().map(|(name, likeness)| {
            let likeness = of(likeness);
            quote! { (#name, #likeness) }
        });
        quote! { .inside(&[#(#inside),*]) }
    });
    let says = (!demands.is_empty()).then(|| {
        let demands = demands.iter().map(|demand| {
            let (path, text) = (&demand.path, &demand.text);
            quote! { (&[#(#path),*], #text) }
        });
        quote! { .says(&[#(#demands),*]) }
    });
    let others = others.map(|is_kept| match is_kept {
        true => quote! { .with_others() },
        false => quote! { .without_others() },
    });
    quote! { crate::runtime::Members::named(&[#(#names),*]) #required #inside #says #others }
}
