//! Documents whose parts refer to each other again and again: the work grows with their size, not with the paths
//! through them, of which there are more than could ever be walked.

use std::fmt::Write as _;

use acceptance::invariants;
use form_codegen::lower::{self, lower};
use form_codegen::source::{SourceText, read};

/// Levels of the documents, each of which refers twice to the next.
const LEVELS: usize = 60;

/// The same for inline schemas, which may stand no deeper in each other than the lowering says.
const INLINE: usize = 30;

fn lowered(schemas: &str) -> (usize, Vec<String>) {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: Growth, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let source = SourceText {
        name: "growth.yaml",
        bytes: text.as_bytes(),
    };
    let document = read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
    let (api, found) = lower(&document.spec, lower::LowerOptions { keep_going: true });
    assert_eq!(invariants::broken(&api), [""; 0]);
    let codes = found.iter().map(|one| one.code.to_owned()).collect();
    (api.types.len(), codes)
}

fn levels(count: usize, schema: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, level| {
        let _ = writeln!(text, "    L{level}: {}", schema(level));
        text
    })
}

fn to(level: usize) -> String {
    format!("{{$ref: '#/components/schemas/L{level}'}}")
}

#[test]
fn parts_that_meet_again() {
    let schemas = levels(30, |level| match level {
        29 => "{type: object, properties: {a: {type: string}}}".to_owned(),
        _ => format!(
            "{{allOf: [{next}, {{type: object, properties: {{p{level}: {{type: string}}}}}}, {next}]}}",
            next = to(level + 1)
        ),
    });
    assert_eq!(lowered(&schemas), (30, Vec::new()));
}

/// What tells alternatives apart is looked for in all parts, and in what is always there.
#[test]
fn parts_of_alternatives_that_meet_again() {
    let schemas = levels(30, |level| match level + 1 {
        30 => {
            "{type: object, required: [t], properties: {t: {type: string, enum: [t]}}}".to_owned()
        }
        next => format!(
            "{{allOf: [{next}, {{type: object, required: [a, b], properties: {{a: {first}, b: {first}}}}}, {next}]}}",
            next = to(next),
            first = to(0)
        ),
    });
    let union = format!(
        "    U: {{anyOf: [{}, {}], discriminator: {{propertyName: t}}}}\n    V: {{anyOf: [{}, {}]}}\n",
        to(0),
        to(1),
        to(2),
        to(3)
    );
    let (types, _) = lowered(&(schemas + &union));
    assert_eq!(types, 32);
}

#[test]
fn references_to_inline_schemas() {
    let schemas = levels(INLINE, |level| {
        let next = format!(
            "{{$ref: '#/components/schemas/L{}/properties/inner'}}",
            level + 1
        );
        let inner = if level + 1 == INLINE {
            "{type: string}".to_owned()
        } else {
            format!("{{type: object, properties: {{x: {next}, y: {next}}}}}")
        };
        format!("{{type: object, properties: {{inner: {inner}}}}}")
    });
    let (types, codes) = lowered(&schemas);
    assert!((INLINE..4 * INLINE).contains(&types), "{types} types");
    assert_eq!(codes, [""; 0]);
}

#[test]
fn objects_that_hold_each_other() {
    let schemas = levels(LEVELS, |level| {
        let next = to((level + 1) % LEVELS);
        format!(
            "{{type: object, properties: {{x: {next}, y: {next}, z: {{type: array, items: {next}}}}}}}"
        )
    });
    assert_eq!(lowered(&schemas), (LEVELS, Vec::new()));
}

#[test]
fn alternatives_of_alternatives() {
    let schemas = levels(LEVELS, |level| match level + 1 {
        LEVELS => "{type: string}".to_owned(),
        next => format!(
            "{{oneOf: [{{type: integer}}, {next}, {{type: array, items: {next}}}]}}",
            next = to(next)
        ),
    });
    assert_eq!(lowered(&schemas), (LEVELS, Vec::new()));
}

/// Those that are not too deep for rustc stay.
#[test]
fn a_long_chain_of_aliases() {
    let schemas = levels(1500, |level| match level {
        1499 => "{type: string}".to_owned(),
        _ => format!("{{type: array, items: {}}}", to(level + 1)),
    });
    assert_eq!(lowered(&schemas), (501, vec!["types-too-deep".to_owned()]));
}
