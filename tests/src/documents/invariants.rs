//! What holds of every model, whatever document it came from.
//!
//! In: an [`Api`]. Out: each promise of [`form_codegen::api`] that it breaks, as text. What always holds: the walk looks
//! at every type, operation and event.

use std::collections::BTreeSet;

use form_codegen::api::{
    Additional, Api, Body, Encoding, ExpandPaths, Field, Ident, Input, InputLocation, Operation,
    Output, PathSegment, Payload, Selector, Struct, Type, TypeDef, TypeId, TypeKind,
};

/// The promises that a model breaks; none, if the lowering is right.
#[must_use]
pub fn broken(api: &Api) -> Vec<String> {
    let mut walk = Walk {
        api,
        found: Vec::new(),
    };
    walk.names();
    for (index, def) in api.types.iter().enumerate() {
        walk.definition(index, def);
    }
    for operation in api
        .resources
        .iter()
        .flat_map(|resource| &resource.operations)
    {
        walk.operation(operation);
    }
    walk.events();
    walk.found
}

struct Walk<'a> {
    api: &'a Api,
    found: Vec<String>,
}

impl Walk<'_> {
    fn unless(&mut self, holds: bool, broken: impl FnOnce() -> String) {
        if !holds {
            self.found.push(broken());
        }
    }

    fn unique<'n>(&mut self, what: &str, names: impl Iterator<Item = &'n str>) {
        let mut seen = BTreeSet::new();
        for name in names {
            self.unless(seen.insert(name), || format!("{what}: `{name}` twice"));
        }
    }

    /// Types, resources, requests, outputs and the enum of events share one namespace.
    fn names(&mut self) {
        let api = self.api;
        let mut all: Vec<&str> = api.types.iter().map(|def| def.name.as_str()).collect();
        for resource in &api.resources {
            all.push(resource.name.as_str());
            for operation in &resource.operations {
                all.push(operation.request.as_str());
                all.extend(operation.args.iter().map(Ident::as_str));
                if let Output::Several { name, .. } = &operation.output {
                    all.push(name.as_str());
                }
            }
            self.unique(
                &format!("functions of {}", resource.name),
                resource
                    .operations
                    .iter()
                    .map(|operation| operation.name.as_str()),
            );
        }
        let structs = api.types.iter().filter_map(|def| def.kind.as_struct());
        all.extend(structs.filter_map(|object| object.args.as_ref().map(Ident::as_str)));
        all.extend(api.received().map(|events| events.name.as_str()));
        self.unique("type names", all.into_iter());
        self.unique(
            "resource modules",
            api.resources
                .iter()
                .map(|resource| resource.module.as_str()),
        );
    }

    fn definition(&mut self, index: usize, def: &TypeDef) {
        let name = def.name.as_str();
        match &def.kind {
            TypeKind::Struct(object) => self.object(index, name, object),
            TypeKind::StringEnum(values) => {
                let variants = values.variants.iter().map(|variant| variant.name.as_str());
                self.unique(
                    name,
                    variants.chain(values.open.iter().map(|open| open.as_str())),
                );
                self.unique(
                    &format!("values of {name}"),
                    values.variants.iter().map(|variant| variant.wire.as_str()),
                );
            }
            TypeKind::IntegerEnum(values) => {
                let variants = values.variants.iter().map(|variant| variant.name.as_str());
                self.unique(name, variants.chain([values.open.as_str()]));
            }
            TypeKind::Union(union) => {
                let variants = union.variants.iter().map(|variant| variant.name.as_str());
                self.unique(name, variants.chain([union.open.as_str()]));
                self.unique(
                    &format!("tags of {name}"),
                    union
                        .variants
                        .iter()
                        .flat_map(|variant| &variant.tags)
                        .map(String::as_str),
                );
                let tagged = matches!(union.selector, Selector::Tag(_));
                for variant in &union.variants {
                    self.unless(!tagged || !variant.tags.is_empty(), || {
                        format!("{name}::{} has no tag", variant.name)
                    });
                    self.ty(name, &variant.ty);
                    self.not_inside(index, &variant.ty);
                }
            }
            TypeKind::Alias(target) => {
                self.ty(name, target);
                self.unless(!self.alias_reaches(target, index), || {
                    format!("{name} is an alias of itself")
                });
            }
            TypeKind::ExpandPaths(ExpandPaths { paths, open }) => {
                let variants = paths.iter().map(|path| &path.name).chain([open]);
                self.unique(name, variants.map(Ident::as_str));
                self.unique(name, paths.iter().map(|path| path.wire.as_str()));
            }
        }
    }

    fn object(&mut self, index: usize, name: &str, object: &Struct) {
        let fields = object.fields.iter();
        let mut fields: Vec<&str> = fields.map(|field| field.name.as_str()).collect();
        if let Additional::Kept {
            name: extra, value, ..
        } = &object.additional
        {
            fields.push(extra.as_str());
            self.ty(name, value);
        }
        self.unique(&format!("fields of {name}"), fields.into_iter());
        let members = object.fields.iter().map(|field| field.wire.as_str());
        let members = members.chain(
            object
                .constants
                .iter()
                .map(|constant| constant.wire.as_str()),
        );
        self.unique(&format!("members of {name}"), members);
        for field in &object.fields {
            self.field(name, field);
            self.not_inside(index, &field.ty);
        }
    }

    fn field(&mut self, owner: &str, field: &Field) {
        self.ty(owner, &field.ty);
        let plain = field
            .key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"*-._%".contains(&byte));
        self.unless(plain, || {
            format!("{owner}.{}: key {:?}", field.name, field.key)
        });
    }

    /// Every id has its definition, and what only some definitions can be is one of these.
    fn ty(&mut self, owner: &str, ty: &Type) {
        match ty {
            Type::Named(id) | Type::Id(id) => self.id(owner, *id),
            Type::Expand { paths, .. } => {
                self.id(owner, *paths);
                let kind = self.api.types.get(paths.index()).map(|def| &def.kind);
                self.unless(matches!(kind, Some(TypeKind::ExpandPaths(_))), || {
                    format!("{owner} expands no paths")
                });
            }
            _ => {
                if let Some(inner) = inner(ty) {
                    self.ty(owner, inner);
                }
            }
        }
    }

    fn id(&mut self, owner: &str, id: TypeId) {
        let count = self.api.types.len();
        self.unless(id.index() < count, || {
            format!("{owner} refers to type {} of {count}", id.index())
        });
    }

    /// No type holds itself by value.
    fn not_inside(&mut self, index: usize, ty: &Type) {
        let mut seen = BTreeSet::new();
        let mut pending: Vec<usize> = by_value(ty).into_iter().collect();
        while let Some(next) = pending.pop() {
            if next == index {
                let name = self
                    .api
                    .types
                    .get(index)
                    .map_or("?", |def| def.name.as_str());
                self.found.push(format!("{name} holds itself by value"));
                return;
            }
            if seen.insert(next)
                && let Some(def) = self.api.types.get(next)
            {
                match &def.kind {
                    TypeKind::Struct(object) => {
                        pending.extend(object.fields.iter().filter_map(|field| by_value(&field.ty)))
                    }
                    TypeKind::Union(union) => pending.extend(
                        union
                            .variants
                            .iter()
                            .filter_map(|variant| by_value(&variant.ty)),
                    ),
                    TypeKind::Alias(target) => pending.extend(by_value(target)),
                    TypeKind::StringEnum(_)
                    | TypeKind::IntegerEnum(_)
                    | TypeKind::ExpandPaths(_) => {}
                }
            }
        }
    }

    fn alias_reaches(&self, target: &Type, index: usize) -> bool {
        let mut seen = BTreeSet::new();
        let mut pending: Vec<usize> = named(target).into_iter().collect();
        while let Some(next) = pending.pop() {
            if next == index {
                return true;
            }
            if seen.insert(next)
                && let Some(TypeKind::Alias(target)) = self.api.types.get(next).map(|def| &def.kind)
            {
                pending.extend(named(target));
            }
        }
        false
    }

    fn operation(&mut self, operation: &Operation) {
        let name = operation.request.as_str();
        self.unique(
            &format!("inputs of {name}"),
            operation
                .inputs
                .iter()
                .map(|input| input.field.name.as_str()),
        );
        for input in &operation.inputs {
            self.field(name, &input.field);
        }
        self.path(operation);
        self.body(operation);
        self.ty(name, &operation.error);
        match &operation.output {
            Output::One(payload) => self.payload(name, payload),
            Output::Several { cases, .. } => {
                self.unique(name, cases.iter().map(|case| case.name.as_str()));
                for case in cases {
                    self.payload(name, &case.payload);
                }
            }
        }
        if let Some(paging) = &operation.paging {
            self.ty(name, &paging.item);
            for index in paging.inputs() {
                let optional = operation
                    .inputs
                    .get(index)
                    .is_some_and(|input| !input.field.required);
                self.unless(optional, || {
                    format!("{name}: cursor {index} is no optional input")
                });
            }
        }
    }

    fn payload(&mut self, owner: &str, payload: &Payload) {
        if let Payload::Json(ty) = payload {
            self.ty(owner, ty);
        }
    }

    /// The segments name inputs of the path, and every such input is in the path.
    fn path(&mut self, operation: &Operation) {
        let name = operation.request.as_str();
        let mut named = BTreeSet::new();
        for segment in &operation.path {
            match segment {
                PathSegment::Input(index) => {
                    named.insert(*index);
                    let valid = |input: &Input| {
                        input.location == InputLocation::Path && input.field.required
                    };
                    let valid = operation.inputs.get(*index).is_some_and(valid);
                    self.unless(valid, || {
                        format!("{name}: segment {index} is no required input of the path")
                    });
                }
                PathSegment::Literal(text) => {
                    let plain = text.bytes().all(|byte| {
                        byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte)
                    });
                    self.unless(plain, || format!("{name}: literal {text:?}"));
                }
            }
        }
        for (index, input) in operation.inputs.iter().enumerate() {
            let used = input.location != InputLocation::Path || named.contains(&index);
            self.unless(used, || {
                format!("{name}: {} is nowhere in the path", input.field.name)
            });
        }
    }

    fn body(&mut self, operation: &Operation) {
        let inputs: Vec<&Input> = operation
            .inputs
            .iter()
            .filter(|input| input.location == InputLocation::Body)
            .collect();
        let name = operation.request.as_str();
        match operation.body {
            Body::None => self.unless(inputs.is_empty(), || {
                format!("{name}: inputs of a body that is not there")
            }),
            Body::Form { .. } | Body::Multipart { .. } => {
                let wires = inputs.iter().map(|input| input.field.wire.as_str());
                self.unique(&format!("members of {name}"), wires);
            }
            Body::Json { .. } | Body::Raw { .. } => {
                self.unless(inputs.len() == 1, || {
                    format!("{name}: {} whole bodies", inputs.len())
                });
            }
        }
        for input in &operation.inputs {
            let spread = input.field.encoding == Encoding::Spread;
            let pairs = matches!(input.location, InputLocation::Query | InputLocation::Body);
            self.unless(!spread || pairs, || {
                format!("{name}: {} is spread", input.field.name)
            });
        }
    }

    fn events(&mut self) {
        for all in self.api.received() {
            let names = all.events.iter().map(|event| event.name.as_str());
            self.unique("events", names.chain([all.open.as_str()]));
            let wires = all.events.iter().map(|event| event.wire.as_str());
            self.unique("names of events", wires);
            self.id("events", all.kind);
            for event in &all.events {
                self.payload("events", &event.payload);
            }
        }
    }
}

/// The type inside a type that has one.
fn inner(ty: &Type) -> Option<&Type> {
    ty.wrapped().map(|(_, inner)| inner)
}

/// The definition that a type names, at any depth.
fn named(ty: &Type) -> Option<usize> {
    match ty {
        Type::Named(id) | Type::Id(id) => Some(id.index()),
        _ => named(inner(ty)?),
    }
}

/// The definition whose value is part of a value of this type, without a pointer between.
fn by_value(ty: &Type) -> Option<usize> {
    match ty {
        Type::Named(id) => Some(id.index()),
        Type::Clearable(inner) | Type::Nullable(inner) => by_value(inner),
        _ => None,
    }
}
