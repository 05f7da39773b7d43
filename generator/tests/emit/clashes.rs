//! A model of types that are called like what emitted code names.

use form_codegen::api::*;

use crate::build::*;

/// Names of type parameters, each in files of its own kind.
const PARAMETERS: [&str; 3] = ["A", "D", "S"];

/// Names of serde and of the standard library.
const FOREIGN: [&str; 6] = [
    "Value",
    "Visitor",
    "MapAccess",
    "Serialize",
    "SerializeMap",
    "BTreeMap",
];

/// Names of the runtime.
const RUNTIME: [&str; 8] = [
    "Form",
    "Key",
    "Id",
    "List",
    "Operation",
    "Check",
    "Limits",
    "Timestamp",
];

/// The model.
pub fn names() -> Api {
    let modules = [
        ("parameters", &PARAMETERS[..]),
        ("foreign", &FOREIGN),
        ("runtime_names", &RUNTIME),
    ];
    let named = modules
        .into_iter()
        .flat_map(|(module, names)| names.iter().map(move |name| (module, *name)));
    let types = named.map(|(module, name)| {
        let fields = vec![
            Field {
                limits: Limits {
                    max_length: Some(1),
                    ..Limits::default()
                },
                ..field("id", Type::Id(TypeId::new(0)))
            },
            field("map", map(Type::Timestamp)),
        ];
        checked(def(name, module, BOTH, TypeKind::Struct(structure(fields))))
    });
    decided(Api {
        types: types.collect(),
        ..Api::default()
    })
}
