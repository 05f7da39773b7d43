//! A model of everything that the model can say, however odd.

use form_codegen::api::*;

use crate::build::*;
use crate::odd_operations::odd_operations;

/// Text that ends a literal, a comment or a placeholder where it is not escaped.
const ODD: &str = "a\"b\\c{d}#\u{202E}*/";

/// Everything that the model can say, however odd.
pub fn all() -> Api {
    // In this order: they name each other by their index.
    let types = [enums_and_structs(), unions_and_aliases(), sent(), read()];
    decided(Api {
        title: format!("Odd ]({ODD})"),
        version: ODD.to_owned(),
        types: types.concat(),
        resources: vec![
            resource("Things", "things", odd_operations(ODD)),
            resource("Resources", "resources", vec![]),
        ],
        ..Api::default()
    })
}

/// Members that the document does not name, and one that is secret.
fn secret() -> TypeKind {
    let password = Type::Text(TextFormat::Password);
    let mut secret = structure(vec![
        field("name", text()),
        optional("secret", clearable(password.clone())),
    ]);
    secret.additional = Additional::Kept {
        name: ident("extra"),
        value: int(),
        limits: Box::new(each(Limits {
            maximum: Some((9.0, false)),
            ..Limits::default()
        })),
    };
    TypeKind::Struct(secret)
}

/// Members that are called like what emitted code names.
fn locals() -> TypeKind {
    let locals = [
        "map", "member", "access", "missing", "ignore", "f", "constant", "value", "key",
    ]
    .into_iter()
    .chain([
        "form",
        "violations",
        "type",
        "new",
        "build",
        "add",
        "serializer",
        "request",
        "clear_x",
    ])
    .map(|name| field(name, text()))
    .chain([optional("x", clearable(text())), optional(ODD, text())]);
    let mut locals = structure(locals.collect());
    locals.fields.last_mut().expect("a field").name = ident("odd");
    locals.constants = vec![constant("odd\\", ODD), constant("object", "locals")];
    TypeKind::Struct(locals)
}

/// Members that are only read, only sent, null, or of the type itself.
fn one_way() -> TypeKind {
    TypeKind::Struct(structure(vec![
        Field {
            read_only: true,
            ..field("id", text())
        },
        Field {
            write_only: true,
            ..field("token", text())
        },
        Field {
            nullable: true,
            ..field("note", text())
        },
        optional("again", Type::Boxed(Box::new(named(4)))),
    ]))
}

/// All encodings, and limits of what holds something.
fn params() -> TypeKind {
    TypeKind::Struct(structure(vec![
        field("texts", list(text())),
        field("many", map(named(0))),
        Field {
            encoding: Encoding::Json,
            ..optional("json", named(4))
        },
        Field {
            encoding: Encoding::Joined(","),
            ..optional("joined", list(int()))
        },
        Field {
            encoding: Encoding::Repeat,
            ..field("repeated", list(named(0)))
        },
        optional("entries", Type::Entries(Box::new(int()))),
        optional("size", named(7)),
        optional("either", named(8)),
        Field {
            limits: Limits {
                pattern: Some("`^[a`".to_owned()),
                max_items: Some(2),
                ..each(Limits {
                    max_length: Some(3),
                    ..Limits::default()
                })
            },
            ..optional("bounded", list(text()))
        },
        Field {
            limits: Limits {
                minimum: Some((-2.5, true)),
                ..Limits::default()
            },
            ..optional("low", int())
        },
    ]))
}

fn size() -> TypeKind {
    TypeKind::IntegerEnum(IntegerEnum {
        variants: vec![
            IntegerVariant {
                name: ident("Minus"),
                wire: -1,
                docs: Docs::default(),
            },
            IntegerVariant {
                name: ident("Small"),
                wire: 1,
                docs: Docs::default(),
            },
        ],
        open: ident("Unknown"),
        groups: Vec::new(),
    })
}

/// The types 0 to 7.
fn enums_and_structs() -> Vec<TypeDef> {
    let wide = (0..3).map(|index| optional(&format!("field_{index}"), named(0)));
    let wide = TypeKind::Struct(structure(wide.collect()));
    let nothing = TypeKind::Struct(structure(vec![]));
    let plain = [
        ("Odd", ODD),
        ("Empty", ""),
        ("Dot", "."),
        ("Fine", "fine é"),
    ];
    let plain = string_enum(&plain, Some("Other"));
    vec![
        def("Plain", "enums", BOTH, plain),
        checked(def("Secret", "r#type", BOTH, secret())),
        def("Locals", "models", BOTH, locals()),
        def("Wide", "wide", RESPONSE, wide),
        def("OneWay", "one_way", BOTH, one_way()),
        def("Nothing", "nothing", BOTH, nothing),
        checked(def("Params", "params", BOTH, params())),
        def("Size", "enums", BOTH, size()),
    ]
}

/// The types 8 to 15.
fn unions_and_aliases() -> Vec<TypeDef> {
    let tags: &[&str] = &["a", "b\"\\"];
    let none: &[&str] = &[];
    let either = vec![
        ("Text", text(), none),
        ("Whole", int(), none),
        ("Params", named(6), none),
        ("Self_", Type::Boxed(Box::new(named(8))), none),
    ];
    vec![
        measured(checked(def(
            "Either",
            "unions",
            BOTH,
            union(Selector::BestFit, either),
        ))),
        def(
            "Tagged",
            "unions",
            RESPONSE,
            union(
                Selector::Tag("kind\"".to_owned()),
                vec![("One", named(4), tags), ("Two", named(3), &["c"])],
            ),
        ),
        def(
            "Alias",
            "aliases",
            BOTH,
            TypeKind::Alias(Type::Boxed(Box::new(named(0)))),
        ),
        def("Never", "enums", FORM, string_enum(&[], None)),
        measured(def("Any", "enums", BOTH, string_enum(&[], Some("Other")))),
        def("Closed", "enums", BOTH, string_enum(&[("A", "a")], None)),
        def(
            "Untagged",
            "unions",
            BOTH,
            union(Selector::Tag("k".to_owned()), vec![("One", text(), none)]),
        ),
        def("AliasText", "aliases", BOTH, TypeKind::Alias(text())),
    ]
}

/// The types 16 to 18.
fn sent() -> Vec<TypeDef> {
    let other = ExpandPath {
        name: ident("Other"),
        wire: ODD.to_owned(),
    };
    vec![
        checked(def(
            "Deep",
            "deep",
            FORM,
            TypeKind::Struct(structure(vec![
                field("params", named(6)),
                Field {
                    limits: each(each(Limits {
                        max_length: Some(3),
                        ..Limits::default()
                    })),
                    ..field("deep", list(list(text())))
                },
                field("u", named(8)),
            ])),
        )),
        def(
            "SomePaths",
            "paths",
            FORM,
            expand_paths(vec![other], "OtherPath"),
        ),
        def("NoPaths", "paths", FORM, expand_paths(vec![], "Other")),
    ]
}

/// Alternatives of which one has to say something.
fn telling() -> TypeKind {
    let variants = vec![("Texts", list(text()), &[][..]), ("OneWay", named(4), &[])];
    let mut telling = union(Selector::BestFit, variants);
    if let TypeKind::Union(union) = &mut telling {
        union.variants[1].demands.push(Demand {
            path: vec!["note".to_owned()],
            text: ODD.to_owned(),
        });
    }
    telling
}

/// The types 19 to 22.
fn read() -> Vec<TypeDef> {
    let none: &[&str] = &[];
    let mixed = vec![("Ids", list(text()), none), ("Json", named(19), none)];
    vec![
        def(
            "Json",
            "json",
            JSON,
            TypeKind::Struct(structure(vec![
                field("any", Type::Json),
                Field {
                    nullable: true,
                    ..field("null", text())
                },
            ])),
        ),
        def(
            "OnlyRead",
            "json",
            RESPONSE,
            TypeKind::Struct(structure(vec![
                field("page", Type::Page(Box::new(named(3)))),
                field("u", named(9)),
                field("e", named(5)),
            ])),
        ),
        def("Mixed", "unions", JSON, union(Selector::BestFit, mixed)),
        def("Telling", "unions", BOTH, telling()),
    ]
}
