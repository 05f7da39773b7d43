//! A model of everything that the model can say, however odd.

use form_codegen::api::*;

use crate::build::*;

/// Everything that the model can say, however odd.
pub fn all() -> Api {
    let odd = "a\"b\\c{d}#\u{202E}*/";
    let password = Type::Text(TextFormat::Password);
    let mut secret = structure(vec![
        field("name", text()),
        optional("secret", clearable(password.clone())),
    ]);
    secret.additional = Additional::Kept {
        name: ident("extra"),
        value: int(),
        limits: Box::new(Limits {
            maximum: Some((9.0, false)),
            ..Limits::default()
        }),
    };
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
    .chain([optional("x", clearable(text())), optional(odd, text())]);
    let mut locals = structure(locals.collect());
    locals.fields.last_mut().expect("a field").name = ident("odd");
    locals.constants = vec![constant("odd\\", odd), constant("object", "locals")];
    let wide = (0..3)
        .map(|index| optional(&format!("field_{index}"), named(0)))
        .collect();
    let one_way = structure(vec![
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
    ]);
    let params = structure(vec![
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
    ]);
    let integers = IntegerEnum {
        variants: vec![
            IntegerVariant {
                name: ident("Minus"),
                wire: -1,
            },
            IntegerVariant {
                name: ident("Small"),
                wire: 1,
            },
        ],
        open: ident("Unknown"),
    };
    let tags: &[&str] = &["a", "b\"\\"];
    let none: &[&str] = &[];
    let either = vec![
        ("Text", text(), none),
        ("Whole", int(), none),
        ("Params", named(6), none),
        ("Self_", Type::Boxed(Box::new(named(8))), none),
    ];
    let types = vec![
        def(
            "Plain",
            "enums",
            BOTH,
            string_enum(
                &[
                    ("Odd", odd),
                    ("Empty", ""),
                    ("Dot", "."),
                    ("Fine", "fine é"),
                ],
                Some("Other"),
            ),
        ),
        checked(def("Secret", "r#type", BOTH, TypeKind::Struct(secret))),
        def("Locals", "models", BOTH, TypeKind::Struct(locals)),
        def("Wide", "wide", RESPONSE, TypeKind::Struct(structure(wide))),
        def("OneWay", "one_way", BOTH, TypeKind::Struct(one_way)),
        def(
            "Nothing",
            "nothing",
            BOTH,
            TypeKind::Struct(structure(vec![])),
        ),
        checked(def("Params", "params", BOTH, TypeKind::Struct(params))),
        def("Size", "enums", BOTH, TypeKind::IntegerEnum(integers)),
        measured(checked(def(
            "Either",
            "unions",
            BOTH,
            union(Selector::FirstMatch, either),
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
            expand_paths(
                vec![ExpandPath {
                    name: ident("Other"),
                    wire: odd.to_owned(),
                }],
                "OtherPath",
            ),
        ),
        def("NoPaths", "paths", FORM, expand_paths(vec![], "Other")),
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
        def(
            "Mixed",
            "unions",
            JSON,
            union(
                Selector::FirstMatch,
                vec![("Ids", list(text()), none), ("Json", named(19), none)],
            ),
        ),
    ];
    decided(Api {
        title: format!("Odd ]({odd})"),
        version: odd.to_owned(),
        types,
        resources: vec![
            resource("Things", "things", odd_operations(odd)),
            resource("Resources", "resources", vec![]),
        ],
        ..Api::default()
    })
}

fn odd_operations(odd: &str) -> Vec<Operation> {
    let mut every = operation(
        "r#move",
        "MoveThing",
        Method::Put,
        vec![
            literal("/a/"),
            PathSegment::Input(0),
            literal("/"),
            PathSegment::Input(1),
            literal("/"),
            PathSegment::Input(2),
        ],
    );
    every.server = "https://x.example.com/base/".to_owned();
    every.template = odd.to_owned();
    every.inputs = vec![
        input(Location::Path, field("kind", named(0))),
        input(Location::Path, field("count", int())),
        input(Location::Path, field("list", list(int()))),
        input(Location::Header, field("X-Size", named(7))),
        input(Location::Header, optional("X-Texts", list(text()))),
        input(Location::Header, optional("X-Either", named(8))),
        input(
            Location::Cookie,
            optional("session", Type::Text(TextFormat::Password)),
        ),
        input(
            Location::Query,
            Field {
                encoding: Encoding::Spread,
                ..optional("filter", named(6))
            },
        ),
        input(
            Location::Query,
            Field {
                encoding: Encoding::Joined("|"),
                ..optional("ids", list(text()))
            },
        ),
        input(
            Location::Query,
            Field {
                encoding: Encoding::Json,
                ..field("q", named(19))
            },
        ),
        input(Location::Query, field("to_request", text())),
        input(Location::Query, optional("clone", text())),
        input(
            Location::Body,
            Field {
                encoding: Encoding::Json,
                ..optional("body", Type::Json)
            },
        ),
    ];
    every.body = Body::Json {
        content_type: "application/json".to_owned(),
    };
    let case = |name: &str, status, payload| ResponseCase {
        name: ident(name),
        status,
        payload,
        docs: Docs::default(),
    };
    every.output = Output::Several {
        name: ident("Moved"),
        cases: vec![
            case("Ok", StatusMatch::Exact(200), Payload::Json(named(3))),
            case("Created", StatusMatch::Exact(201), Payload::Empty),
            case("Some", StatusMatch::Range(2), Payload::Text),
            case("Other", StatusMatch::Default, Payload::Bytes),
        ],
    };
    let mut raw = operation("raw", "RawThing", Method::Post, vec![literal("/raw")]);
    raw.server = String::new();
    raw.inputs = vec![input(Location::Body, field("body", Type::Bytes))];
    raw.body = Body::Raw {
        content_type: "text/x".to_owned(),
    };
    raw.output = Output::Several {
        name: ident("RawOut"),
        cases: vec![case("None", StatusMatch::Exact(204), Payload::Empty)],
    };
    let mut form = operation("form", "FormThing", Method::Post, vec![literal("/form")]);
    form.inputs = [
        field("deep", named(16)),
        field("secret", named(1)),
        field("locals", named(2)),
        field("one", named(4)),
        field("any", named(12)),
        field("alias", named(10)),
        field("either", named(14)),
        field("entries", Type::Entries(Box::new(named(7)))),
        field("text", named(15)),
        Field {
            limits: Limits {
                min_length: Some(6),
                max_length: Some(7),
                ..Limits::default()
            },
            ..field("seven", clearable(text()))
        },
        Field {
            limits: Limits {
                minimum: Some((0.0, true)),
                maximum: Some((0.75, false)),
                ..Limits::default()
            },
            ..field("share", Type::Number(Number::F32))
        },
        optional("nothing", named(5)),
        optional(
            "paths",
            Type::Expand {
                paths: TypeId::new(17),
                prefix: "data.",
            },
        ),
        optional(
            "none",
            Type::Expand {
                paths: TypeId::new(18),
                prefix: "",
            },
        ),
        optional("never", named(11)),
        optional("amount", Type::Range(Box::new(int()))),
    ]
    .map(|field| input(Location::Body, field))
    .to_vec();
    form.body = Body::Form;
    let empty = operation("nothing", "NothingThing", Method::Delete, vec![]);
    let mut unlucky = operation("unlucky", "Unlucky", Method::Get, vec![literal("/u")]);
    unlucky.server = "{scheme}://host".to_owned();
    unlucky.output = Output::Several {
        name: ident("Anything"),
        cases: vec![case("Any", StatusMatch::Default, Payload::Empty)],
    };
    vec![every, raw, form, empty, unlucky]
}
