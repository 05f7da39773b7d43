//! Api -> what the crate calls things, for a command line that writes Rust: [`CrateNames`].
//!
//! In: the [`Context`]. Out: plain data, in the order of the model of the test server. What always holds: a path is the one by which a program names
//! something; what callers don't make has none.

use form_cli::names::{
    ClientNames, CrateNames, GivenBy, MemberNames, OperationNames, RustType, TypeNames,
};

use crate::api::{
    Access, Field, Given, Ident, Number, Operation, Resource, Type, TypeDef, TypeKind,
};
use crate::emit::base::access;
use crate::emit::base::context::Context;

/// What the crate calls things.
pub fn names(context: &Context<'_>) -> CrateNames {
    let (made, builder) = access::example(context);
    let from_env = access::is_in_environment(context);
    let resources = context.api.resources.iter();
    let operations = resources.flat_map(|resource| {
        let all = resource.operations.iter();
        all.map(move |operation| of_operation(context, resource, operation))
    });
    CrateNames {
        client: ClientNames {
            from_env,
            one_secret: matches!(
                context.api.client.access,
                Access::Bearer | Access::BearerOrBasic
            ),
            made: if from_env {
                "from_env()?".to_owned()
            } else {
                made
            },
            builder,
        },
        types: context
            .api
            .types
            .iter()
            .map(|def| of_type(context, def))
            .collect(),
        operations: operations.collect(),
    }
}

/// The path of something, from the root.
fn path(context: &Context<'_>, module: &str, name: &Ident) -> String {
    match context.is_at_root(module, name) {
        true => name.as_str().to_owned(),
        false => format!("{module}::{}", name.as_str()),
    }
}

fn of_operation(
    context: &Context<'_>,
    resource: &Resource,
    operation: &Operation,
) -> OperationNames {
    let resource = path(context, "resources", &resource.name);
    let args = operation.args.as_ref();
    OperationNames {
        function: format!("{resource}::{}", operation.name.as_str()),
        args: args.map(|args| path(context, "resources", args)),
        members: operation
            .inputs
            .iter()
            .map(|input| of_field(&input.field))
            .collect(),
    }
}

fn of_type(context: &Context<'_>, def: &TypeDef) -> TypeNames {
    let mut names = TypeNames::default();
    let path = |name| path(context, "models", name);
    match &def.kind {
        TypeKind::Struct(object) => {
            let id = def.traits.id.and_then(|index| object.fields.get(index));
            names.id = id.map(|field| field.name.as_str().to_owned());
            if def.usage.role().is_made() {
                names.path = path(&def.name);
                names.args = object.args.as_ref().map(path);
                names.members = object.fields.iter().map(of_field).collect();
            }
        }
        // What is only read has no place in a request.
        _ if !def.usage.role().is_made() && !matches!(def.kind, TypeKind::ExpandPaths(_)) => {}
        TypeKind::StringEnum(list) => {
            names.path = path(&def.name);
            let variants = list.variants.iter();
            names.values = variants
                .map(|one| pair(one.wire.clone(), &one.name))
                .collect();
            names.others = list.open.as_ref().map(|open| open.as_str().to_owned());
        }
        TypeKind::IntegerEnum(list) => {
            names.path = path(&def.name);
            let variants = list.variants.iter();
            names.values = variants
                .map(|one| pair(one.wire.to_string(), &one.name))
                .collect();
            names.others = Some(list.open.as_str().to_owned());
        }
        TypeKind::ExpandPaths(list) => {
            names.path = path(&def.name);
            let paths = list.paths.iter();
            names.values = paths.map(|one| pair(one.wire.clone(), &one.name)).collect();
        }
        TypeKind::Union(union) => {
            names.path = path(&def.name);
            let variants = union.variants.iter().map(|one| MemberNames {
                name: one.name.as_str().to_owned(),
                holds: holds(&one.ty),
                ..MemberNames::default()
            });
            names.members = variants.collect();
            names.others = Some(union.open.as_str().to_owned());
        }
        TypeKind::Alias(ty) => names.alias = Some(holds(ty)),
    }
    names
}

fn pair(wire: String, variant: &Ident) -> (String, String) {
    (wire, variant.as_str().to_owned())
}

fn of_field(field: &Field) -> MemberNames {
    let text = |name: &Ident| name.as_str().to_owned();
    let mut names = MemberNames {
        name: text(&field.name),
        holds: holds(&field.ty),
        ..MemberNames::default()
    };
    names.given = match &field.presence.given {
        Given::Argument => GivenBy::Argument,
        Given::Named => GivenBy::Named,
        Given::Never => GivenBy::Never,
        Given::Setter(setters) => {
            names.name = text(&setters.set);
            names.otherwise = setters.otherwise.as_ref().map(text);
            names.clear = setters.clear.as_ref().map(text);
            names.unset = setters.unset.as_ref().map(text);
            GivenBy::Setter
        }
    };
    names
}

/// What a type is, as far as values of it are written.
fn holds(ty: &Type) -> RustType {
    let inner = |ty: &Type| Box::new(holds(ty));
    match ty {
        Type::Bool => RustType::Bool,
        Type::Integer(_) => RustType::Integer,
        Type::Number(Number::F32 | Number::F64) => RustType::Float,
        Type::Number(Number::Decimal) => RustType::Decimal,
        Type::Text(_) => RustType::Text,
        Type::Timestamp => RustType::Timestamp,
        Type::Bytes => RustType::Bytes,
        Type::File => RustType::File,
        Type::Id(_) => RustType::Id,
        Type::Json => RustType::Json,
        Type::Named(id) => RustType::Named(id.index()),
        Type::List(ty) => RustType::List(inner(ty)),
        Type::Map(ty) => RustType::Map(inner(ty)),
        Type::Entries(ty) => RustType::Entries(inner(ty)),
        Type::ClearableEntries => RustType::ClearableEntries,
        Type::Clearable(ty) => RustType::Clearable(inner(ty)),
        Type::Expandable(ty) => RustType::Expandable(inner(ty)),
        Type::Page(_) => RustType::Never,
        Type::Range(ty) => RustType::Range(inner(ty)),
        Type::Expand { paths, prefix } => RustType::Expand(paths.index(), prefix.clone()),
        Type::Nullable(ty) => RustType::Nullable(inner(ty)),
        Type::Boxed(ty) => RustType::Boxed(inner(ty)),
    }
}
