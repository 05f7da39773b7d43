//! A model that the tests print.

use form_codegen::api::*;

use crate::build::*;

/// A small API with each idiom that the disputes document has.
pub fn disputes() -> Api {
    decided(Api {
        title: "Stripe Disputes".to_owned(),
        version: "2023-10-16".to_owned(),
        types: types(),
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

/// The types; they name each other by their index.
fn types() -> Vec<TypeDef> {
    let statuses = [
        ("Lost", "lost"),
        ("NeedsResponse", "needs_response"),
        ("Won", "won"),
    ];
    let statuses = string_enum(&statuses, Some("Unknown"));
    let kinds = [("DisputeCreated", "charge.dispute.created")];
    let kinds = string_enum(&kinds, Some("Unknown"));
    let purposes = string_enum(&[("DisputeEvidence", "dispute_evidence")], None);
    let paths = [("Charge", "charge"), ("PaymentIntent", "payment_intent")];
    let paths = paths.map(|(name, wire)| ExpandPath {
        name: ident(name),
        wire: wire.to_owned(),
    });
    let paths = expand_paths(paths.to_vec(), "Other");
    let error = [optional("message", text()), optional("code", named(2))];
    let created = vec![field("id", text())];
    let of = |fields| TypeKind::Struct(structure(fields));
    let mut types = vec![
        def("Dispute", "dispute", RESPONSE, dispute()),
        def("Charge", "charge", RESPONSE, charge()),
        def("DisputeStatus", "dispute", BOTH, statuses),
        checked(def("EvidenceParams", "dispute", FORM, evidence_params())),
        def("Evidence", "dispute", RESPONSE, evidence()),
        checked(def("PriorParams", "dispute", FORM, prior_params())),
        def("DisputeExpand", "dispute", FORM, paths),
        def("Error", "error", RESPONSE, of(error.to_vec())),
        def("Purpose", "file", FORM, purposes),
        def("DisputeCreated", "events", RESPONSE, of(created)),
        def("EventKind", "events", RESPONSE, kinds),
    ];
    types[0].resource = Some("dispute".to_owned());
    types[0].docs = docs("A dispute occurs when a customer questions a charge.\n\nSee `Charge`.");
    types[1].resource = Some("charge".to_owned());
    types
}

fn id(index: usize) -> Type {
    Type::Id(TypeId::new(index))
}

fn dispute() -> TypeKind {
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
    TypeKind::Struct(dispute)
}

fn charge() -> TypeKind {
    let mut charge = structure(vec![field("id", id(1)), optional("type", text())]);
    charge.additional = Additional::Kept {
        name: ident("extra"),
        value: Type::Json,
        limits: Box::default(),
    };
    TypeKind::Struct(charge)
}

/// A text of at most so many characters.
fn limited(name: &str, max: u64) -> Field {
    Field {
        limits: Limits {
            max_length: Some(max),
            ..Limits::default()
        },
        docs: docs("What the customer says."),
        ..optional(name, clearable(text()))
    }
}

fn evidence_params() -> TypeKind {
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
    TypeKind::Struct(evidence)
}

fn prior_params() -> TypeKind {
    TypeKind::Struct(structure(vec![
        field("charge", id(1)),
        limited("note", 10),
        optional("paid", Type::Bool),
    ]))
}

fn evidence() -> TypeKind {
    TypeKind::Struct(structure(vec![
        Field {
            nullable: true,
            ..field("access_log", text())
        },
        optional("receipt", text()),
    ]))
}

fn dispute_operations() -> Vec<Operation> {
    let mut close = operation("close", "CloseDispute", Method::Post, path());
    close.path.push(literal("/close"));
    close.inputs = vec![input(InputLocation::Path, field("dispute", id(0)))];
    close.body = Body::Form { closed: false };
    close.deprecated = true;
    close.output = Output::One(Payload::Json(named(0)));
    vec![list_disputes(), update(), close]
}

fn path() -> Vec<PathSegment> {
    vec![literal("/v1/disputes/"), PathSegment::Input(0)]
}

fn expand(prefix: &str) -> Field {
    let paths = TypeId::new(6);
    optional(
        "expand",
        Type::Expand {
            paths,
            prefix: prefix.to_owned(),
        },
    )
}

fn list_disputes() -> Operation {
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
        optional("starting_after", id(0)),
        optional("ending_before", text()),
        expand("data."),
    ]
    .map(|field| input(InputLocation::Query, field))
    .to_vec();
    all.output = Output::One(Payload::Json(Type::Page(Box::new(named(0)))));
    all.error = named(7);
    all.paging = Some(Paging {
        item: named(0),
        way: PageWay::Item {
            cursor: ident("id"),
            forward: 2,
            backward: Some(3),
        },
    });
    all
}

fn update() -> Operation {
    let mut update = operation("update", "UpdateDispute", Method::Post, path());
    update.docs = docs("Updates a dispute.\n\nSend evidence early.");
    update.inputs = vec![
        input(
            InputLocation::Path,
            Field {
                docs: docs("The dispute."),
                ..field("dispute", id(0))
            },
        ),
        input(InputLocation::Body, optional("evidence", named(3))),
        input(
            InputLocation::Body,
            optional("metadata", Type::ClearableEntries),
        ),
        input(
            InputLocation::Body,
            Field {
                deprecated: true,
                ..optional("submit", Type::Bool)
            },
        ),
        input(InputLocation::Body, optional("status", named(2))),
        input(InputLocation::Body, expand("")),
    ];
    update.body = Body::Form { closed: false };
    update.output = Output::One(Payload::Json(named(0)));
    update.error = named(7);
    update
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
        input(InputLocation::Body, field("file", Type::File)),
        input(InputLocation::Body, field("purpose", named(8))),
        input(InputLocation::Body, optional("more", list(Type::File))),
    ];
    upload.body = Body::Multipart {
        closed: false,
        parts: vec![],
    };
    upload
}

fn webhooks() -> Webhooks {
    let event = Webhook {
        name: ident("DisputeCreated"),
        wire: "charge.dispute.created".to_owned(),
        payload: Payload::Json(Type::Named(TypeId::new(9))),
        docs: Docs::default(),
        pointer: pointer("/x-webhooks/charge.dispute.created"),
    };
    Webhooks {
        others: Vec::new(),
        name: ident("Event"),
        kind: TypeId::new(10),
        open: ident("Unknown"),
        told: Told::Member("type".to_owned()),
        signature_header: Some("Example-Signature".to_owned()),
        accessors: Vec::new(),
        common: Vec::new(),
        events: vec![event],
    }
}
