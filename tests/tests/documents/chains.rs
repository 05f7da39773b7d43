//! Chains without a circle, however long: they are followed to their end, or refused for what they are. Circles are
//! named. Each document is worked on by a thread with a small stack, so that nothing recurses over a chain.

use std::fmt::Write as _;
use std::thread;

use acceptance::fixtures::crate_path;
use acceptance::invariants;
use form_codegen::api::{Api, Encoding, Type, TypeKind};
use form_codegen::diagnostic::Diagnostic;
use form_codegen::lower::{self, lower};
use form_codegen::source::{SourceText, read};
use form_codegen::{GenerateOptions, generate};

/// Longer than any chain that a person or a program writes.
const LONG: usize = 10_000;

/// Of a thread, in bytes: a quarter of what std gives one.
const STACK: usize = 512 * 1024;

fn on_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(STACK).spawn(work);
    thread.unwrap().join().unwrap()
}

/// A document of components: each section with what it says.
fn document(paths: &str, sections: &[(&str, String)]) -> String {
    let mut text = format!(
        "openapi: 3.0.3\ninfo: {{title: Chains, version: '1'}}\npaths: {paths}\ncomponents:\n"
    );
    for (name, entries) in sections {
        let _ = write!(text, "  {name}:\n{entries}");
    }
    text
}

/// `C0` to the last, each made by its number.
fn entries(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        let _ = writeln!(text, "    C{index}: {}", entry(index));
        text
    })
}

/// A chain in a section: each but the last refers to the next.
fn chain<'s>(section: &'s str, count: usize, last: &str) -> (&'s str, String) {
    let entry = |index| match index + 1 {
        next if next < count => to(section, next),
        _ => last.to_owned(),
    };
    (section, entries(count, entry))
}

fn to(section: &str, index: usize) -> String {
    format!("{{$ref: '#/components/{section}/C{index}'}}")
}

/// The schemas of a chain: each but the last is made of a reference to the next.
fn schemas(count: usize, last: &str, link: impl Fn(&str) -> String) -> (&'static str, String) {
    let entry = |index| match index + 1 {
        next if next < count => link(&to("schemas", next)),
        _ => last.to_owned(),
    };
    ("schemas", entries(count, entry))
}

/// What the source and the lowering say of a document, and its model, if there is one.
fn lowered(text: String) -> (Api, Vec<Diagnostic>) {
    on_small_stack(move || {
        let source = SourceText {
            name: "chains.yaml",
            bytes: text.as_bytes(),
        };
        match read(source, &[]) {
            Ok(document) => {
                let (api, found) = lower(&document.spec, lower::LowerOptions { keep_going: true });
                // That walk takes time that grows with the square of a chain's length.
                if api.types.len() < 1000 {
                    assert_eq!(invariants::broken(&api), [""; 0]);
                }
                if found.len() < 1000 {
                    let _ = document.report(found.clone()).to_string();
                }
                (api, found)
            }
            Err(report) => (Api::default(), report.diagnostics().to_vec()),
        }
    })
}

/// The model of a document about which there is nothing to say.
fn accepted(text: String) -> Api {
    let (api, found) = lowered(text);
    let first = found.first().map(|one| (one.code, one.message.clone()));
    assert_eq!(first, None);
    api
}

/// Each code that is found, with how often, and the first message of each.
fn codes(found: &[Diagnostic]) -> Vec<(&str, usize, &str)> {
    let mut codes: Vec<(&str, usize, &str)> = Vec::new();
    for one in found {
        match codes.iter_mut().find(|(code, ..)| *code == one.code) {
            Some((_, count, _)) => *count += 1,
            None => codes.push((one.code, 1, &one.message)),
        }
    }
    codes
}

#[test]
fn schemas_that_are_references() {
    let last = "{type: string, maxLength: 3}";
    let paths = "
  /x:
    get:
      parameters: [{in: query, name: q, schema: {type: array, items: {$ref: '#/components/schemas/C0'}}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/C0'}}}}}";
    let api = accepted(document(paths, &[chain("schemas", LONG, last)]));
    assert_eq!(api.types.len(), LONG);
    let input = &api.resources[0].operations[0].inputs[0].field;
    assert_eq!(input.encoding, Encoding::Repeat);
    assert_eq!(input.limits.each.as_ref().unwrap().max_length, Some(3));
}

#[test]
fn schemas_that_wrap_one_reference() {
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let link = |next: &str| format!("{{{keyword}: [{next}]}}");
        let schemas = schemas(LONG, "{type: string, maxLength: 3}", link);
        let paths = "
  /x:
    post:
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {
        a: {$ref: '#/components/schemas/C0'}, b: {type: array, items: {$ref: '#/components/schemas/C1'}}}}}}}
      responses: {}";
        let api = accepted(document(paths, &[schemas]));
        let inputs = &api.resources[0].operations[0].inputs;
        assert_eq!(inputs[0].field.limits.max_length, Some(3), "{keyword}");
    }
}

#[test]
fn alternatives_of_alternatives() {
    let link = |next: &str| format!("{{oneOf: [{{type: integer}}, {next}]}}");
    let schemas = schemas(240, "{type: string}", link);
    let paths = "
  /x:
    get:
      parameters: [{in: query, name: q, schema: {$ref: '#/components/schemas/C0'}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/C0'}}}}}";
    let api = accepted(document(paths, &[schemas]));
    let input = &api.resources[0].operations[0].inputs[0].field;
    assert_eq!(input.encoding, Encoding::Repeat);
}

/// Each of them means that the text can be cleared, which is said once.
#[test]
fn alternatives_that_are_all_empty() {
    let empty = "{type: string, enum: ['']}, ".repeat(LONG);
    let paths = format!(
        "
  /x:
    post:
      requestBody: {{content: {{application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{
        a: {{anyOf: [{empty}{{type: integer}}]}}}}}}}}}}}}
      responses: {{}}"
    );
    let api = accepted(document(
        &paths,
        &[("schemas", entries(1, |_| "{}".to_owned()))],
    ));
    let input = &api.resources[0].operations[0].inputs[0].field;
    assert!(matches!(&input.ty, Type::Clearable(inner) if matches!(**inner, Type::Integer(_))));
}

#[test]
fn parameters_bodies_and_responses() {
    let paths = "
  /x:
    post:
      parameters: [{$ref: '#/components/parameters/C0'}]
      requestBody: {$ref: '#/components/requestBodies/C0'}
      responses: {'200': {$ref: '#/components/responses/C0'}}";
    let content = "content: {application/json: {schema: {type: boolean}}}";
    let header = to("headers", 0);
    let response = format!("{{description: ok, {content}, headers: {{a: {header}}}}}");
    let api = accepted(document(
        paths,
        &[
            chain(
                "parameters",
                LONG,
                "{in: query, name: q, schema: {type: integer}}",
            ),
            chain("requestBodies", LONG, &format!("{{{content}}}")),
            chain("responses", LONG, &response),
            chain("headers", LONG, "{schema: {type: string}}"),
            chain("examples", LONG, "{value: 1}"),
            chain("links", LONG, "{operationId: a}"),
            chain("callbacks", LONG, "{}"),
        ],
    ));
    let inputs = &api.resources[0].operations[0].inputs;
    assert_eq!(inputs.len(), 2);
    assert!(matches!(inputs[0].field.ty, Type::Integer(_)));
    assert_eq!(inputs[1].field.ty, Type::Bool);
}

#[test]
fn security_schemes_and_paths() {
    let schemes = chain("securitySchemes", LONG, "{type: http, scheme: bearer}");
    let paths = (0..LONG).fold(String::new(), |mut text, index| {
        let _ = match index + 1 {
            LONG => write!(text, "\n  /p{index}: {{}}"),
            next => write!(text, "\n  /p{index}: {{$ref: '#/paths/~1p{next}'}}"),
        };
        text
    });
    let (api, found) = lowered(document(&paths, &[schemes]));
    // Nothing says which operation needs them, once for all.
    assert!(matches!(codes(&found)[..], [("security-not-stated", 1, _)]));
    assert_eq!(api.security_schemes.len(), LONG);
}

#[test]
fn events() {
    let last =
        "{type: object, discriminator: {propertyName: kind}, properties: {kind: {type: string}}}";
    let text = document("{}", &[chain("schemas", LONG, last)]);
    let event = "
x-webhooks:
  a:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/C0'}}}}
      responses: {}
";
    let api = accepted(text + event);
    assert_eq!(
        api.webhooks.as_ref().and_then(|webhooks| webhooks.tag()),
        Some("kind")
    );
}

#[test]
fn a_chain_that_an_overlay_adds() {
    let (_, entries) = chain("schemas", LONG, "{type: string}");
    let overlay = format!(
        "overlay: 1.0.0\ninfo: {{title: Chain, version: '1'}}\nactions:\n- target: $.components.schemas\n  x-create: true\n  update:\n{entries}"
    );
    let text = document(
        "{}",
        &[(
            "schemas",
            "    D: {$ref: '#/components/schemas/C0'}\n".to_owned(),
        )],
    );
    let types = on_small_stack(move || {
        let source = |name, bytes| SourceText { name, bytes };
        let document = source("chains.yaml", text.as_bytes());
        let overlay = source("overlay.yaml", overlay.as_bytes());
        let document = read(document, &[overlay]).unwrap_or_else(|report| panic!("{report}"));
        let (api, found) = lower(&document.spec, lower::LowerOptions::default());
        assert_eq!(codes(&found), []);
        api.types.len()
    });
    assert_eq!(types, LONG + 1);
}

/// Anchors of YAML are no references: what they stand for is in the document again and again.
#[test]
fn a_chain_of_anchors_is_too_deep() {
    let entry = |index: usize| match index {
        0 => "&a0 {type: string}".to_owned(),
        _ => format!("&a{index} {{type: array, items: *a{}}}", index - 1),
    };
    let (_, found) = lowered(document("{}", &[("schemas", entries(LONG, entry))]));
    assert_eq!(
        codes(&found).first().map(|(code, ..)| *code),
        Some("too-deep")
    );
}

#[test]
fn parts_of_parts() {
    let link = |next: &str| {
        format!("{{allOf: [{next}, {{type: object, properties: {{p: {{type: integer}}}}}}]}}")
    };
    let last = "{type: object, properties: {q: {type: integer}}}";
    let api = accepted(document("{}", &[schemas(200, last, link)]));
    let two =
        |kind: &TypeKind| matches!(kind, TypeKind::Struct(object) if object.fields.len() == 2);
    assert!(api.types.iter().take(199).all(|def| two(&def.kind)));
    let (_, found) = lowered(document("{}", &[schemas(LONG, last, link)]));
    assert_eq!((found[0].code, found.len()), ("too-many-members", 1));
    snapshot(
        "too many members",
        &document("{}", &[schemas(800, last, link)]),
    );
}

#[test]
fn types_that_hold_types() {
    let links: [&dyn Fn(&str) -> String; 4] = [
        &|next| format!("{{type: object, properties: {{a: {next}, b: {{type: integer}}}}}}"),
        &|next| format!("{{type: array, items: {next}}}"),
        &|next| format!("{{type: object, additionalProperties: {next}}}"),
        &|next| format!("{{oneOf: [{{type: integer}}, {next}]}}"),
    ];
    for link in links {
        let last = "{type: string, maxLength: 3}";
        let api = accepted(document("{}", &[schemas(200, last, link)]));
        assert_eq!(api.types.len(), 200);
        // With more, those that are not too deep stay; those that hold them go, of which one is named.
        let (api, found) = lowered(document("{}", &[schemas(LONG, last, link)]));
        assert_eq!(codes(&found).len(), 1, "{:?}", codes(&found));
        assert_eq!((found[0].code, found.len()), ("types-too-deep", 1));
        assert!((200..600).contains(&api.types.len()), "{}", api.types.len());
    }
    let text = document("{}", &[schemas(600, "{type: string}", links[0])]);
    snapshot("types too deep", &text);
}

/// A circle is as deep as a chain.
#[test]
fn types_in_a_large_circle() {
    let circle = |count: usize| {
        let last = format!("{{type: object, properties: {{a: {}}}}}", to("schemas", 0));
        let link = |next: &str| format!("{{type: object, properties: {{a: {next}}}}}");
        lowered(document("{}", &[schemas(count, &last, link)]))
    };
    let (api, found) = circle(200);
    assert_eq!((codes(&found).len(), api.types.len()), (0, 200));
    let (api, found) = circle(LONG);
    assert_eq!((found.len(), found[0].code), (1, "types-too-deep"));
    assert_eq!(api.types.len(), 0);
}

#[test]
fn circles_are_named() {
    let (_, found) = lowered(document("{}", &[chain("schemas", LONG, &to("schemas", 0))]));
    let (code, count, message) = codes(&found)[0];
    assert_eq!((code, count), ("ref-cycle", LONG));
    assert!(message.contains("` → … 9995 more … → `"), "{message}");

    for (code, link) in [
        ("recursive-alias", "{allOf: [NEXT]}"),
        ("recursive-alias", "{type: array, items: NEXT}"),
        (
            "recursive-all-of",
            "{allOf: [NEXT, {type: object, properties: {a: {type: string}}}]}",
        ),
    ] {
        let link = |next: &str| link.replace("NEXT", next);
        let last = link(&to("schemas", 0));
        let (_, found) = lowered(document("{}", &[schemas(LONG, &last, link)]));
        let found = codes(&found);
        assert_eq!((found.len(), found[0].0, found[0].1), (1, code, 1));
        let circle = "`C0` → `C1` → `C2` → `C3` → … 9995 more … → `C9999` → `C0`";
        assert!(found[0].2.ends_with(circle), "{}", found[0].2);
    }
}

#[test]
fn what_is_long_is_printed() {
    let paths = "
  /x:
    get:
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/C0'}}}}}";
    let text = document(paths, &[chain("schemas", LONG, "{type: string}")]);
    let files = on_small_stack(move || {
        let source = SourceText {
            name: "chains.yaml",
            bytes: text.as_bytes(),
        };
        let generated = generate(source, &[], &GenerateOptions::new("chains"));
        generated
            .unwrap_or_else(|error| panic!("{error}"))
            .files
            .len()
    });
    assert!(files > LONG);
}

/// The whole text that a document is refused with.
fn snapshot(name: &str, text: &str) {
    let source = SourceText {
        name: "chains.yaml",
        bytes: text.as_bytes(),
    };
    let document = read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
    let (_, found) = lower(&document.spec, lower::LowerOptions::default());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(crate_path("snapshots/chains"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, document.report(found).to_string()));
}
