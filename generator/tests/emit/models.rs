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
    let expand = |prefix| {
        let paths = TypeId::new(6);
        optional("expand", Type::Expand { paths, prefix })
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
