//! What tells the alternatives of a union apart where no one member does.
//!
//! In: unions that are read by trying one alternative after the other. Out: the texts that a value must have to be one of
//! them: what the alternative is called, and members that have but one value in it and may have others in another one. What
//! always holds: outside of such a union none of them is demanded, so that an object with a value that the document does not
//! know yet can still be read.

use std::collections::BTreeSet;

use crate::api::{Api, Demand, Field, Selector, Struct, Type, TypeId, TypeKind, Union, Wrapper};

/// How many objects deep demands are looked for.
const DEEPEST: usize = 4;

/// Sets the demands of every alternative.
pub fn set_demands(api: &mut Api, open_enums: &BTreeSet<TypeId>) {
    for index in 0..api.types.len() {
        let demands = match api.types.get(index).map(|def| &def.kind) {
            Some(TypeKind::Union(union)) if union.selector == Selector::BestFit => {
                let search = Search {
                    api,
                    open_enums,
                    union,
                };
                (0..union.variants.len())
                    .map(|variant| search.demands(variant))
                    .collect()
            }
            _ => Vec::new(),
        };
        if let Some(TypeKind::Union(union)) = api.types.get_mut(index).map(|def| &mut def.kind) {
            for (variant, demands) in union.variants.iter_mut().zip(demands) {
                variant.demands = demands;
            }
        }
    }
}

struct Search<'a> {
    api: &'a Api,
    open_enums: &'a BTreeSet<TypeId>,
    union: &'a Union,
}

impl<'a> Search<'a> {
    /// The texts that every value of an alternative has, from the outermost objects in which there are some: what is further
    /// inside can change without making another alternative of it. What is found twice counts where it is found first.
    fn demands(&self, variant: usize) -> Vec<Demand> {
        let ty = self.union.variants.get(variant).map(|variant| &variant.ty);
        let mut level: Vec<(Vec<String>, &Type)> =
            ty.map(|ty| (Vec::new(), ty)).into_iter().collect();
        let mut seen = BTreeSet::new();
        for _ in 0..DEEPEST {
            let mut found = Vec::new();
            let mut inside = Vec::new();
            for (path, ty) in &level {
                let object = match self.kind(ty) {
                    Some((id, TypeKind::Struct(object))) if seen.insert(id) => object,
                    _ => continue,
                };
                let below = |wire: &str| [path.as_slice(), &[wire.to_owned()]].concat();
                found.extend(object.constants.iter().map(|constant| Demand {
                    path: below(&constant.wire),
                    text: constant.value.clone(),
                }));
                for field in object.fields.iter().filter(|field| is_always_there(field)) {
                    let path = below(&field.wire);
                    match self.only_text(&field.ty) {
                        Some(text) if self.another_has(variant, &path) => {
                            found.push(Demand { path, text });
                        }
                        Some(_) => {}
                        None => inside.push((path, &field.ty)),
                    }
                }
            }
            if !found.is_empty() {
                return found;
            }
            level = inside;
        }
        Vec::new()
    }

    /// The one text that the document has for a type, unless it says itself that there are others.
    fn only_text(&self, ty: &Type) -> Option<String> {
        match self.kind(ty)? {
            (id, TypeKind::StringEnum(values)) if !self.open_enums.contains(&id) => {
                match values.variants.as_slice() {
                    [only] => Some(only.wire.clone()),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether another alternative has a member there, too.
    fn another_has(&self, variant: usize, path: &[String]) -> bool {
        let others = self.union.variants.iter().enumerate();
        let mut others = others.filter(|(index, _)| *index != variant);
        others.any(|(_, other)| self.has(&other.ty, path))
    }

    fn has(&self, ty: &Type, path: &[String]) -> bool {
        let Some((wire, rest)) = path.split_first() else {
            return true;
        };
        let Some((_, TypeKind::Struct(object))) = self.kind(ty) else {
            return false;
        };
        let field = object.fields.iter().find(|field| field.wire == *wire);
        field.is_some_and(|field| self.has(&field.ty, rest))
            || rest.is_empty() && is_called(object, wire)
    }

    /// What a type of the crate is, behind aliases and boxes.
    fn kind(&self, ty: &Type) -> Option<(TypeId, &'a TypeKind)> {
        let mut id = named(ty)?;
        // An alias of an alias ends somewhere: circles of them are errors.
        for _ in 0..self.api.types.len() {
            let kind = self.api.types.get(id.index()).map(|def| &def.kind)?;
            let TypeKind::Alias(target) = kind else {
                return Some((id, kind));
            };
            id = named(target)?;
        }
        None
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    ty.behind(|wrapper| wrapper == Wrapper::Boxed).as_named()
}

fn is_always_there(field: &Field) -> bool {
    field.required && !field.nullable && !field.write_only
}

/// Whether an object is told by a member of that name.
fn is_called(object: &Struct, wire: &str) -> bool {
    object
        .constants
        .iter()
        .any(|constant| constant.wire == wire)
}
