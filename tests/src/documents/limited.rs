//! The limits of a model, place by place.
//!
//! In: an [`Api`]. Out: every place that can have limits, and whether it is sent, an element of a list or a map being a place
//! of its own. What always holds: the walk looks at every type and every input.

use form_codegen::api::{Additional, Api, Limits, TypeDef, TypeKind};

/// A place in which a value may stand.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// What it is called, such as `Params.names each`.
    pub name: String,
    /// Its limits; those of keys and elements are a place of their own.
    pub limits: &'a Limits,
    /// Whether the value is ever sent.
    pub is_sent: bool,
}

/// All places of a model.
#[must_use]
pub fn places(api: &Api) -> Vec<Place<'_>> {
    let mut found = Vec::new();
    for def in &api.types {
        of_type(def, &mut found);
    }
    for operation in api
        .resources
        .iter()
        .flat_map(|resource| &resource.operations)
    {
        for input in &operation.inputs {
            let name = format!("{}.{}", operation.request, input.field.name);
            add(name, &input.field.limits, true, &mut found);
        }
    }
    found
}

fn of_type<'a>(def: &'a TypeDef, found: &mut Vec<Place<'a>>) {
    let is_sent = def.usage.form || def.usage.json;
    match &def.kind {
        TypeKind::Struct(object) => {
            for field in &object.fields {
                let name = format!("{}.{}", def.name, field.name);
                let is_sent = is_sent && !field.read_only;
                add(name, &field.limits, is_sent, found);
            }
            if let Additional::Kept { name, limits, .. } = &object.additional {
                let name = format!("{}.{name}", def.name);
                add(name, limits, is_sent, found);
            }
        }
        TypeKind::Union(union) => {
            for variant in &union.variants {
                let name = format!("{}::{}", def.name, variant.name);
                add(name, &variant.limits, is_sent, found);
            }
        }
        TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::Alias(_)
        | TypeKind::ExpandPaths(_) => {}
    }
}

fn add<'a>(name: String, limits: &'a Limits, is_sent: bool, found: &mut Vec<Place<'a>>) {
    for (part, limits) in [("keys", &limits.keys), ("each", &limits.each)] {
        if let Some(limits) = limits {
            add(format!("{name} {part}"), limits, is_sent, found);
        }
    }
    found.push(Place {
        name,
        limits,
        is_sent,
    });
}

impl Place<'_> {
    /// The calls that build what is checked of the value itself, such as `max_length(5000)`.
    #[must_use]
    pub fn calls(&self) -> Vec<String> {
        let limits = self.limits;
        let counts = [
            ("min_length", limits.min_length),
            ("max_length", limits.max_length),
            ("min_items", limits.min_items),
            ("max_items", limits.max_items),
        ];
        let bounds = [
            ("minimum", limits.minimum.filter(|bound| !bound.1)),
            ("exclusive_minimum", limits.minimum.filter(|bound| bound.1)),
            ("maximum", limits.maximum.filter(|bound| !bound.1)),
            ("exclusive_maximum", limits.maximum.filter(|bound| bound.1)),
        ];
        let counts = counts
            .iter()
            .filter_map(|(name, count)| Some(format!("{name}({})", (*count)?)));
        let bounds = bounds
            .iter()
            .filter_map(|(name, bound)| Some(format!("{name}({:?})", (*bound)?.0)));
        let not_empty = limits.not_empty.then(|| "not_empty()".to_owned());
        not_empty.into_iter().chain(counts).chain(bounds).collect()
    }
}
