//! What is said of a parameter or a member besides its description.
//!
//! In: a field. Out: words, sentences and values. What always holds: limits and defaults are said of what is sent, and whether it may be missing of
//! what is read.

use crate::api::{Field, Type, TypeDef, TypeKind};
use crate::sentences::{self, Parts};

use super::{PageContent, words};
use crate::pages::page::RowMark;

impl PageContent<'_> {
    /// What is said of a field in a word.
    pub fn marks(&self, field: &Field, sent: bool) -> Vec<RowMark> {
        let api = self.api;
        let ty = api.resolve(&field.ty);
        let is_cleared = matches!(ty, Type::Clearable(_) | Type::ClearableEntries);
        let marks = [
            (sent && field.required, RowMark::Required),
            (field.nullable && !sent, RowMark::Nullable),
            (sent && is_cleared, RowMark::Clearable),
            (
                !sent && !field.docs.expanded_by.is_empty(),
                RowMark::Expandable,
            ),
            (field.deprecated, RowMark::Deprecated),
        ];
        marks
            .into_iter()
            .filter_map(|(is_so, mark)| is_so.then_some(mark))
            .collect()
    }

    /// What its value may be, in sentences.
    pub fn facts(&self, field: &Field, sent: bool) -> Vec<String> {
        let api = self.api;
        let mut facts = Vec::new();
        if let Type::Text(format) = api.value(&field.ty) {
            facts.extend(sentences::format_fact(format));
        }
        if sent {
            facts.extend(sentences::limits(&field.limits, Parts::of(api, &field.ty)));
            if let Some((_, object)) = words::object(api, &field.ty) {
                facts.extend(
                    object
                        .max_total_length
                        .map(|most| format!("At most {most} characters in all texts together.")),
                );
            }
            let ty = api.resolve(&field.ty);
            if matches!(ty, Type::Clearable(_) | Type::ClearableEntries) {
                facts.push("An empty value clears it.".to_owned());
            }
            if let Some(default) = &field.default {
                facts.push(format!("Default: {}.", sentences::code(default)));
            }
            if field.irreversible.is_some() {
                facts.push("`true` cannot be undone.".to_owned());
            }
            facts.extend(field.docs.sent_as.clone());
        } else if !field.required && !field.nullable {
            facts.push("May be missing.".to_owned());
        }
        if let Some(example) = &field.docs.example {
            facts.push(format!("Example: {}.", sentences::code(example)));
        }
        if let Some(version) = &field.docs.since {
            facts.push(format!("Since API version {}.", sentences::code(version)));
        }
        facts
    }

    /// The values of the enum that a value is, or holds.
    pub fn values(&self, ty: &Type) -> Vec<(String, Vec<String>)> {
        let api = self.api;
        let mut ty = api.resolve(ty);
        while let Some((_, inner)) = ty.wrapped() {
            ty = api.resolve(inner);
        }
        if let Type::Expand { paths, prefix } = ty {
            let Some(TypeKind::ExpandPaths(paths)) = api.get(*paths).map(|def| &def.kind) else {
                return Vec::new();
            };
            let paths = paths.paths.iter();
            return paths
                .map(|path| (format!("{prefix}{}", path.wire), Vec::new()))
                .collect();
        }
        let def = ty.as_named().and_then(|id| api.get(id));
        def.map(values).unwrap_or_default()
    }
}

/// The values of an enum, with what they mean.
pub fn values(def: &TypeDef) -> Vec<(String, Vec<String>)> {
    match &def.kind {
        TypeKind::StringEnum(list) => {
            let variants = list.variants.iter();
            variants
                .map(|one| (one.wire.clone(), one.docs.lines.clone()))
                .collect()
        }
        TypeKind::IntegerEnum(list) => {
            let variants = list.variants.iter();
            variants
                .map(|one| (one.wire.to_string(), one.docs.lines.clone()))
                .collect()
        }
        TypeKind::Struct(_)
        | TypeKind::Union(_)
        | TypeKind::Alias(_)
        | TypeKind::ExpandPaths(_) => Vec::new(),
    }
}
