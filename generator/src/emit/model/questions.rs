//! Functions of enums that answer what users ask: whether a value is in a group, and which fields belong to it.
//!
//! In: the groups and fields of an enum. Out: its functions. What always holds: nothing is true of a value that the document
//! does not list, and nothing belongs to it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, StringEnum, TypeDef, TypeKind, ValueFields, ValueGroup};
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::base::tokens::path;

/// The functions of an enum of texts.
pub fn of_texts(context: &Context<'_>, def: &TypeDef, shape: &StringEnum) -> Option<TokenStream> {
    let mut functions = group_functions(&shape.groups, shape.open.as_ref());
    let fields = shape.fields.iter();
    functions.extend(fields.filter_map(|fields| fields_function(context, shape, fields)));
    block(def, &functions)
}

/// The functions of an enum that has groups alone.
pub fn of_groups(
    def: &TypeDef,
    groups: &[ValueGroup],
    open: Option<&Ident>,
) -> Option<TokenStream> {
    block(def, &group_functions(groups, open))
}

fn block(def: &TypeDef, functions: &[TokenStream]) -> Option<TokenStream> {
    let name = &def.name;
    (!functions.is_empty()).then(|| {
        quote! {
            impl #name {
                #(#functions)*
            }
        }
    })
}

/// The functions that say whether a value is in a group.
fn group_functions(groups: &[ValueGroup], open: Option<&Ident>) -> Vec<TokenStream> {
    let otherwise = open.map_or("", |_| ", and for no value that the document does not list");
    let functions = groups.iter().map(|group| {
        let variants = &group.variants;
        let links = variants.iter().map(|variant| {
            let bare = variant.bare();
            format!("[`{bare}`](Self::{bare})")
        });
        let links: Vec<String> = links.collect();
        let mut lines = docs::description(&group.docs);
        docs::paragraph(
            &mut lines,
            format!("True for {}{otherwise}.", links.join(", ")),
        );
        let docs = docs::attributes(lines);
        let function = &group.name;
        quote! {
            #docs
            #[must_use]
            pub fn #function(&self) -> bool {
                matches!(self, #(Self::#variants)|*)
            }
        }
    });
    functions.collect()
}

/// The function that returns the fields that belong to a value.
fn fields_function(
    context: &Context<'_>,
    shape: &StringEnum,
    fields: &ValueFields,
) -> Option<TokenStream> {
    let names = context.api.get(fields.names)?;
    let known = match &names.kind {
        TypeKind::StringEnum(known) => known,
        TypeKind::Struct(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::Union(_)
        | TypeKind::Alias(_)
        | TypeKind::ExpandPaths(_) => return None,
    };
    let wire = |shape: &StringEnum, name: &Ident| {
        let variant = shape.variants.iter().find(|it| it.name == *name);
        variant.map(|variant| docs::code(&variant.wire))
    };
    let mut lines = docs::description(&fields.docs);
    let about = [
        String::new(),
        "| value | fields |".to_owned(),
        "|---|---|".to_owned(),
    ];
    lines.extend(about);
    // Values with the same fields are one row, and one arm.
    let mut rows: Vec<(Vec<&Ident>, &[Ident])> = Vec::new();
    for (value, list) in &fields.values {
        match rows.iter_mut().find(|(_, other)| *other == list.as_slice()) {
            Some((values, _)) => values.push(value),
            None => rows.push((vec![value], list)),
        }
    }
    for (values, list) in &rows {
        let values: Vec<String> = values.iter().filter_map(|it| wire(shape, it)).collect();
        let list: Vec<String> = list.iter().filter_map(|it| wire(known, it)).collect();
        lines.push(format!("| {} | {} |", values.join(", "), list.join(", ")));
    }
    docs::paragraph(&mut lines, "None for any other value.");
    let docs = docs::attributes(lines);
    let (function, names) = (&fields.name, path(names));
    let arms = rows.iter().map(|(values, list)| {
        quote! { #(Self::#values)|* => &[#(#names::#list),*], }
    });
    Some(quote! {
        #docs
        #[must_use]
        pub fn #function(&self) -> &'static [#names] {
            match self {
                #(#arms)*
                _ => &[],
            }
        }
    })
}
