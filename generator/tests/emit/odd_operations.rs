//! Operations of everything that the model can say, however odd.

use form_codegen::api::*;

use crate::build::*;

/// Operations with all kinds of inputs, bodies and outputs; `odd` stands where text of the document does.
pub fn odd_operations(odd: &str) -> Vec<Operation> {
    let empty = operation("nothing", "NothingThing", Method::Delete, vec![]);
    let mut unlucky = operation("unlucky", "Unlucky", Method::Get, vec![literal("/u")]);
    unlucky.server = "{scheme}://host".to_owned();
    unlucky.output = Output::Several {
        name: ident("Anything"),
        cases: vec![case("Any", StatusMatch::Default, Payload::Empty)],
        other: None,
    };
    vec![every(odd), raw(), form(), empty, unlucky]
}

fn case(name: &str, status: StatusMatch, payload: Payload) -> ResponseCase {
    ResponseCase {
        name: ident(name),
        status,
        payload,
        docs: Docs::default(),
    }
}

/// Inputs everywhere, and several outputs.
fn every(odd: &str) -> Operation {
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
    every.inputs = every_input();
    every.body = Body::Json {
        content_type: "application/json".to_owned(),
    };
    every.output = Output::Several {
        name: ident("Moved"),
        cases: vec![
            case("Ok", StatusMatch::Exact(200), Payload::Json(named(3))),
            case("Created", StatusMatch::Exact(201), Payload::Empty),
            case("Some", StatusMatch::Range(2), Payload::Text),
            case("Other", StatusMatch::Default, Payload::Bytes),
        ],
        other: None,
    };
    every
}

fn every_input() -> Vec<Input> {
    vec![
        input(InputLocation::Path, field("kind", named(0))),
        input(InputLocation::Path, field("count", int())),
        input(InputLocation::Path, field("list", list(int()))),
        input(InputLocation::Header, field("X-Size", named(7))),
        input(InputLocation::Header, optional("X-Texts", list(text()))),
        input(InputLocation::Header, optional("X-Either", named(8))),
        input(
            InputLocation::Cookie,
            optional("session", Type::Text(TextFormat::Password)),
        ),
        input(
            InputLocation::Query,
            Field {
                encoding: Encoding::Spread,
                ..optional("filter", named(6))
            },
        ),
        input(
            InputLocation::Query,
            Field {
                encoding: Encoding::Joined("|"),
                ..optional("ids", list(text()))
            },
        ),
        input(
            InputLocation::Query,
            Field {
                encoding: Encoding::Json,
                ..field("q", named(19))
            },
        ),
        input(InputLocation::Query, field("to_request", text())),
        input(InputLocation::Query, optional("clone", text())),
        input(
            InputLocation::Body,
            Field {
                encoding: Encoding::Json,
                ..optional("body", Type::Json)
            },
        ),
    ]
}

/// A body that is given as it is, and a response without one.
fn raw() -> Operation {
    let mut raw = operation("raw", "RawThing", Method::Post, vec![literal("/raw")]);
    raw.server = String::new();
    raw.inputs = vec![input(InputLocation::Body, field("body", Type::Bytes))];
    raw.body = Body::Raw {
        content_type: "text/x".to_owned(),
    };
    raw.output = Output::Several {
        name: ident("RawOut"),
        cases: vec![case("None", StatusMatch::Exact(204), Payload::Empty)],
        other: Some(ident("Rest")),
    };
    raw
}

fn expand(paths: usize, prefix: &'static str) -> Type {
    let paths = TypeId::new(paths);
    Type::Expand {
        paths,
        prefix: prefix.to_owned(),
    }
}

/// A form of everything that a form can have.
fn form() -> Operation {
    let mut form = operation("form", "FormThing", Method::Post, vec![literal("/form")]);
    let seven = Limits {
        min_length: Some(6),
        max_length: Some(7),
        ..Limits::default()
    };
    let share = Limits {
        minimum: Some((0.0, true)),
        maximum: Some((0.75, false)),
        ..Limits::default()
    };
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
            limits: seven,
            ..field("seven", clearable(text()))
        },
        Field {
            limits: share,
            ..field("share", Type::Number(Number::F32))
        },
        optional("nothing", named(5)),
        optional("paths", expand(17, "data.")),
        optional("none", expand(18, "")),
        optional("never", named(11)),
        optional("amount", Type::Range(Box::new(int()))),
    ]
    .map(|field| input(InputLocation::Body, field))
    .to_vec();
    form.body = Body::Form { closed: false };
    form
}
