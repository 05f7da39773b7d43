//! Resources: the components that describe the objects of the API.
//!
//! In: the components. Out: which resource each describes, by `x-resourceId`, and which belong to it. What always holds:
//! only what exactly one component describes is a resource.

use std::collections::BTreeMap;

use crate::spec::{Schema, Spec};

/// The components that bear an `x-resourceId`.
#[derive(Debug, Default)]
pub struct ResourceKeys<'d> {
    keys: Vec<&'d str>,
    by_name: BTreeMap<&'d str, Vec<&'d str>>,
}

impl<'d> ResourceKeys<'d> {
    /// The resources that exactly one component describes, and its key.
    pub fn unique_names(&self) -> impl Iterator<Item = (&'d str, &'d str)> + '_ {
        self.by_name
            .iter()
            .filter_map(|(name, keys)| match keys.as_slice() {
                [only] => Some((*name, *only)),
                _ => None,
            })
    }
}

/// Collects the resources among the components.
pub fn resource_keys(spec: &Spec) -> ResourceKeys<'_> {
    let mut found = ResourceKeys::default();
    for (key, component) in &spec.components {
        if component.reference.is_none()
            && let Some(name) = resource_name(spec.schemas.of(component))
        {
            found.keys.push(key);
            found.by_name.entry(name).or_default().push(key);
        }
    }
    found
}

/// The component whose module holds this one: the resource whose key it continues, else itself.
pub fn home<'k>(key: &'k str, resources: &ResourceKeys<'k>) -> &'k str {
    let continues = |resource: &&&str| {
        key.strip_prefix(**resource)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '.', '-']))
    };
    resources
        .keys
        .iter()
        .filter(continues)
        .min_by_key(|resource| resource.len())
        .copied()
        .unwrap_or(key)
}

/// `x-resourceId`.
pub fn resource_name(schema: &Schema) -> Option<&str> {
    schema.extensions.get("x-resourceId")?.as_str()
}
