//! Chains without a circle, however long: they are followed to their end, or refused for what they are. Circles are
//! named. Each document is worked on by a thread with a small stack, so that nothing recurses over a chain.

use std::fmt::Write as _;
use std::thread;

use acceptance::invariants;
use form_codegen::api::{Api, Encoding, Type, TypeKind};
use form_codegen::diagnostic::Diagnostic;
use form_codegen::lower::{self, lower};
use form_codegen::source::{SourceText, read};

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
                let (api, found) = lower(&document, lower::Options { keep_going: true });
                // That walk takes time that grows with the square of a chain's length.
                if api.types.len() < 1000 {
                    assert_eq!(invariants::broken(&api), [""; 0]);
                }
                assert!(document.report(found.clone()).to_string().len() >= found.len());
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
    let (section, text) = schemas(LONG, "{type: string, maxLength: 3}", str::to_owned);
    let paths = "
  /x:
    get:
      parameters: [{in: query, name: q, schema: {type: array, items: {$ref: '#/components/schemas/C0'}}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/C0'}}}}}";
    let api = accepted(document(paths, &[(section, text)]));
    assert_eq!(api.types.len(), LONG);
    let input = &api.resources[0].operations[0].inputs[0].field;
    assert_eq!(input.encoding, Encoding::Repeat);
    assert_eq!(input.limits.each.as_ref().unwrap().max_length, Some(3));
}

#[test]
fn schemas_that_wrap_one_reference() {
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let link = |next: &str| format!("{{{keyword}: [{next}]}}");
        let (section, text) = schemas(LONG, "{type: string, maxLength: 3}", link);
        let paths = "
  /x:
    post:
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {
        a: {$ref: '#/components/schemas/C0'}, b: {type: array, items: {$ref: '#/components/schemas/C1'}}}}}}}
      responses: {}";
        let api = accepted(document(paths, &[(section, text)]));
        let inputs = &api.resources[0].operations[0].inputs;
        assert_eq!(inputs[0].field.limits.max_length, Some(3), "{keyword}");
    }
}

#[test]
fn alternatives_of_alternatives() {
    let link = |next: &str| format!("{{oneOf: [{{type: integer}}, {next}]}}");
    let (section, text) = schemas(400, "{type: string}", link);
    let paths = "
  /x:
    get:
      parameters: [{in: query, name: q, schema: {$ref: '#/components/schemas/C0'}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/C0'}}}}}";
    let api = accepted(document(paths, &[(section, text)]));
    let input = &api.resources[0].operations[0].inputs[0].field;
    assert_eq!(input.encoding, Encoding::Repeat);
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
    let api = accepted(document(
        paths,
        &[
            chain(
                "parameters",
                LONG,
                "{in: query, name: q, schema: {type: integer}}",
            ),
            chain("requestBodies", LONG, &format!("{{{content}}}")),
            chain(
                "responses",
                LONG,
                &format!(
                    "{{description: ok, {content}, headers: {{a: {}}}}}",
                    to("headers", 0)
                ),
            ),
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
    let api = accepted(document(&paths, &[schemes]));
    assert_eq!(api.security_schemes.len(), LONG);
}

#[test]
fn parts_of_parts() {
    let link = |next: &str| {
        format!("{{allOf: [{next}, {{type: object, properties: {{p: {{type: integer}}}}}}]}}")
    };
    let last = "{type: object, properties: {q: {type: integer}}}";
    let (section, text) = schemas(300, last, link);
    let api = accepted(document("{}", &[(section, text)]));
    let two =
        |kind: &TypeKind| matches!(kind, TypeKind::Struct(object) if object.fields.len() == 2);
    assert!(api.types.iter().take(299).all(|def| two(&def.kind)));
}

#[test]
fn parts_that_are_too_many() {
    let link = |next: &str| {
        format!("{{allOf: [{next}, {{type: object, properties: {{p: {{type: integer}}}}}}]}}")
    };
    let (section, text) = schemas(1_000, "{type: object}", link);
    let (_, found) = lowered(document("{}", &[(section, text)]));
    let codes = codes(&found);
    assert!(codes.iter().any(|(code, _, _)| *code == "too-many-members"));
}
