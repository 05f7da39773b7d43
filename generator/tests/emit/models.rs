//! Models that the tests print.

use form_codegen::api::*;

use crate::build::*;

/// A small API with each idiom that the disputes document has.
pub fn disputes() -> Api {
    let id = |index| Type::Id(TypeId::new(index));
    let mut dispute = structure(vec![
        Field {
            docs: docs("Its id."),
            ..field("id", id(0))
        },
        field("amount", int()),
        field("created", Type::Timestamp),
        field("charge", Type::Expandable(Box::new(named(1)))),
        Field {
            nullable: true,
            ..field("customer", text())
        },
        field("metadata", map(text())),
        field("status", named(2)),
        Field {
            nullable: true,
            ..optional("balances", list(named(1)))
        },
        field("evidence", named(4)),
    ]);
    dispute.constants.push(constant("object", "dispute"));
    let mut charge = structure(vec![field("id", id(1)), optional("type", text())]);
    charge.additional = Additional::Kept {
        name: ident("extra"),
        value: Type::Json,
        limits: Box::default(),
    };
    let limited = |name, max| Field {
        limits: Limits {
            max_length: Some(max),
            ..Limits::default()
        },
        docs: docs("What the customer says."),
        ..optional(name, clearable(text()))
    };
    let mut evidence = structure(vec![
        limited("access_log", 20_000),
        limited("customer_name", 5_000),
        Field {
            limits: Limits {
                min_items: Some(2),
                max_items: Some(2),
                ..Limits::default()
            },
            ..optional("prior", list(named(5)))
        },
        optional("address", clearable(named(5))),
    ]);
    evidence.max_total_length = Some(150_000);
    let prior = structure(vec![
        field("charge", id(1)),
        limited("note", 10),
        optional("paid", Type::Bool),
    ]);
    let stored = structure(vec![
        Field {
            nullable: true,
            ..field("access_log", text())
        },
        optional("receipt", text()),
    ]);
    let error = structure(vec![
        optional("message", text()),
        optional("code", named(2)),
    ]);
    let expand = vec![
        ExpandPath {
            name: ident("Charge"),
            wire: "charge".to_owned(),
        },
        ExpandPath {
            name: ident("PaymentIntent"),
            wire: "payment_intent".to_owned(),
        },
    ];
    let statuses = [
        ("Lost", "lost"),
        ("NeedsResponse", "needs_response"),
        ("Won", "won"),
    ];
    let mut types = vec![
        def("Dispute", "dispute", RESPONSE, TypeKind::Struct(dispute)),
        def("Charge", "charge", RESPONSE, TypeKind::Struct(charge)),
        def(
            "DisputeStatus",
            "dispute",
            BOTH,
            string_enum(&statuses, Some("Unknown")),
        ),
        checked(def(
            "EvidenceParams",
            "dispute",
            FORM,
            TypeKind::Struct(evidence),
        )),
        def("Evidence", "dispute", RESPONSE, TypeKind::Struct(stored)),
        checked(def("PriorParams", "dispute", FORM, TypeKind::Struct(prior))),
        def(
            "DisputeExpand",
            "dispute",
            FORM,
            expand_paths(expand, "Other"),
        ),
        def("Error", "error", RESPONSE, TypeKind::Struct(error)),
        def(
            "Purpose",
            "file",
            FORM,
            string_enum(&[("DisputeEvidence", "dispute_evidence")], None),
        ),
        def(
            "DisputeCreated",
            "events",
            RESPONSE,
            TypeKind::Struct(structure(vec![field("id", text())])),
        ),
    ];
    types[0].resource = Some("dispute".to_owned());
    types[0].docs = docs("A dispute occurs when a customer questions a charge.\n\nSee `Charge`.");
    types[1].resource = Some("charge".to_owned());
    decided(Api {
        title: "Stripe Disputes".to_owned(),
        version: "2023-10-16".to_owned(),
        types,
        resources: vec![
            resource("Disputes", "disputes", dispute_operations()),
            resource("Files", "files", vec![upload()]),
        ],
        webhooks: Some(webhooks()),
        client: form_codegen::api::ClientProfile {
            idempotency_header: Some("Idempotency-Key".to_owned()),
            ..Default::default()
        },
        ..Api::default()
    })
}

fn dispute_operations() -> Vec<Operation> {
    let dispute = Type::Id(TypeId::new(0));
    let expand = |prefix: &str| {
        let paths = TypeId::new(6);
        optional(
            "expand",
            Type::Expand {
                paths,
                prefix: prefix.to_owned(),
            },
        )
    };
    let mut all = operation(
        "list",
        "ListDisputes",
        Method::Get,
        vec![literal("/v1/disputes")],
    );
    let range = Type::Range(Box::new(Type::Timestamp));
    all.inputs = [
        optional("created", range),
        Field {
            limits: Limits {
                minimum: Some((1.0, false)),
                maximum: Some((100.0, false)),
                ..Limits::default()
            },
            default: Some("10".to_owned()),
            ..optional("limit", int())
        },
        optional("starting_after", dispute.clone()),
        optional("ending_before", text()),
        expand("data."),
    ]
    .map(|field| input(Location::Query, field))
    .to_vec();
    all.output = Output::One(Payload::Json(Type::Page(Box::new(named(0)))));
    all.error = named(7);
    all.paging = Some(Paging {
        item: named(0),
        cursor: ident("id"),
        forward: 2,
        backward: Some(3),
    });
    let path = || vec![literal("/v1/disputes/"), PathSegment::Input(0)];
    let mut update = operation("update", "UpdateDispute", Method::Post, path());
    update.docs = docs("Updates a dispute.\n\nSend evidence early.");
    update.inputs = vec![
        input(
            Location::Path,
            Field {
                docs: docs("The dispute."),
                ..field("dispute", dispute.clone())
            },
        ),
        input(Location::Body, optional("evidence", named(3))),
        input(Location::Body, optional("metadata", Type::ClearableEntries)),
        input(
            Location::Body,
            Field {
                deprecated: true,
                ..optional("submit", Type::Bool)
            },
        ),
        input(Location::Body, optional("status", named(2))),
        input(Location::Body, expand("")),
    ];
    update.body = Body::Form;
    update.output = Output::One(Payload::Json(named(0)));
    update.error = named(7);
    let mut close = operation("close", "CloseDispute", Method::Post, path());
    close.path.push(literal("/close"));
    close.inputs = vec![input(Location::Path, field("dispute", dispute))];
    close.body = Body::Form;
    close.deprecated = true;
    close.output = Output::One(Payload::Json(named(0)));
    vec![all, update, close]
}

fn upload() -> Operation {
    let mut upload = operation(
        "create",
        "CreateFile",
        Method::Post,
        vec![literal("/v1/files")],
    );
    upload.server = "https://files.example.com".to_owned();
    upload.inputs = vec![
        input(Location::Body, field("file", Type::File)),
        input(Location::Body, field("purpose", named(8))),
        input(Location::Body, optional("more", list(Type::File))),
    ];
    upload.body = Body::Multipart;
    upload
}

fn webhooks() -> Webhooks {
    let event = Webhook {
        name: ident("DisputeCreated"),
        wire: "charge.dispute.created".to_owned(),
        payload: TypeId::new(9),
        docs: Docs::default(),
        pointer: pointer("/x-webhooks/charge.dispute.created"),
    };
    Webhooks {
        name: ident("Event"),
        open: ident("Unknown"),
        tag: "type".to_owned(),
        signature_header: Some("Example-Signature".to_owned()),
        events: vec![event],
    }
}

/// Everything that the model can say, however odd.
pub fn obstacles() -> Api {
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
    let wide = (0..70)
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
    let mut types = vec![
        def(
            "Plain",
            "plain",
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
        def("Wide", "plain", RESPONSE, TypeKind::Struct(structure(wide))),
        def("OneWay", "plain", BOTH, TypeKind::Struct(one_way)),
        def(
            "Nothing",
            "plain",
            BOTH,
            TypeKind::Struct(structure(vec![])),
        ),
        checked(def("Params", "plain", BOTH, TypeKind::Struct(params))),
        def("Size", "plain", BOTH, TypeKind::IntegerEnum(integers)),
        measured(checked(def(
            "Either",
            "plain",
            BOTH,
            union(Selector::FirstMatch, either),
        ))),
        def(
            "Tagged",
            "plain",
            RESPONSE,
            union(
                Selector::Tag("kind\"".to_owned()),
                vec![("One", named(4), tags), ("Two", named(3), &["c"])],
            ),
        ),
        def(
            "Alias",
            "plain",
            BOTH,
            TypeKind::Alias(Type::Boxed(Box::new(named(0)))),
        ),
        def("Never", "plain", FORM, string_enum(&[], None)),
        measured(def("Any", "plain", BOTH, string_enum(&[], Some("Other")))),
        def("Closed", "plain", BOTH, string_enum(&[("A", "a")], None)),
        def(
            "Untagged",
            "plain",
            BOTH,
            union(Selector::Tag("k".to_owned()), vec![("One", text(), none)]),
        ),
        def("AliasText", "plain", BOTH, TypeKind::Alias(text())),
        checked(def(
            "Deep",
            "plain",
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
            "plain",
            FORM,
            expand_paths(
                vec![ExpandPath {
                    name: ident("Other"),
                    wire: odd.to_owned(),
                }],
                "OtherPath",
            ),
        ),
        def("NoPaths", "plain", FORM, expand_paths(vec![], "Other")),
        def(
            "Json",
            "plain",
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
            "plain",
            RESPONSE,
            TypeKind::Struct(structure(vec![
                field("page", Type::Page(Box::new(named(3)))),
                field("u", named(9)),
                field("e", named(5)),
            ])),
        ),
        def(
            "Mixed",
            "plain",
            JSON,
            union(
                Selector::FirstMatch,
                vec![("Ids", list(text()), none), ("Json", named(19), none)],
            ),
        ),
    ];
    // Names of the runtime, of serde, and of type parameters.
    let names = [
        "A",
        "D",
        "S",
        "Value",
        "Form",
        "Key",
        "Visitor",
        "MapAccess",
        "Serialize",
        "SerializeMap",
        "BTreeMap",
    ];
    let names =
        names
            .into_iter()
            .chain(["Id", "List", "Operation", "Check", "Limits", "Timestamp"]);
    for name in names {
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
        let module = if name == "D" { "type_d" } else { "clashes" };
        let kind = TypeKind::Struct(structure(fields));
        types.push(checked(def(name, module, BOTH, kind)));
    }
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
                prefix: "data.".into(),
            },
        ),
        optional(
            "none",
            Type::Expand {
                paths: TypeId::new(18),
                prefix: String::new(),
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
