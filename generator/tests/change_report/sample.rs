//! Two versions of a document with an overlay, and what differs.
//!
//! In: nothing, or two texts. Out: reports. What always holds: the old one is read as a revision's, the new one as the working
//! tree's.

use std::fmt::Write as _;

use form_codegen::change_report::{ChangeReport, ComparedSide};
use form_codegen::diff::diff;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{Document, SourceText, read};

/// The document before.
pub const OLD: &str = "openapi: 3.0.3
info: {title: Things, version: '1'}
servers: [{url: https://things.example}]
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - {name: owner, in: query, schema: {type: string}}
        - {name: size, in: query, schema: {type: string, maxLength: 9}}
      responses: {'200': {description: Things., content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}}}
  /things/{thing}:
    delete:
      parameters: [{name: thing, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: A thing., content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}}}
  /gone: {get: {responses: {'204': {description: Nothing.}}}}
components:
  schemas:
    thing:
      type: object
      required: [id]
      properties:
        id: {type: string}
        state: {type: string, enum: [new, old]}
        note: {type: string}
";

/// The document after: a parameter, an operation and a field are gone, a limit is tighter, an enum has a value more.
pub const NEW: &str = "openapi: 3.0.3
info: {title: Things, version: '1'}
servers: [{url: https://things.example}]
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - {name: size, in: query, schema: {type: string, maxLength: 7}}
      responses: {'200': {description: Things., content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}}}
  /things/{thing}:
    delete:
      parameters: [{name: thing, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: A thing., content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}}}
components:
  schemas:
    thing:
      type: object
      required: [id]
      properties:
        id: {type: string}
        state: {type: string, enum: [new, old, lost]}
";

/// What the new side's overlay adds.
const OVERLAY: &str = "overlay: 1.1.0
info: {title: Corrections, version: '1'}
actions:
  - target: $.components.schemas.thing.properties
    x-create: true
    update:
      weight: {type: integer, description: In grams.}
";

/// What differs between the two.
pub fn report() -> ChangeReport {
    let overlay = SourceText {
        name: "spec/overlays/10-weight.yaml",
        bytes: OVERLAY.as_bytes(),
    };
    with(OLD, NEW, &[overlay])
}

/// What differs between two texts.
pub fn compared(old: &str, new: &str) -> ChangeReport {
    with(old, new, &[])
}

fn with(old: &str, new: &str, overlays: &[SourceText<'_>]) -> ChangeReport {
    let sides = [
        ("HEAD", "HEAD:spec/things.yaml"),
        ("the working tree", "spec/things.yaml"),
    ];
    let [before, after] = sides.map(|(name, document)| ComparedSide {
        name: name.to_owned(),
        revision: document.starts_with("HEAD:").then(|| name.to_owned()),
        document: document.to_owned(),
        overlays: Vec::new(),
        package: None,
        left_out: 0,
    });
    let after = ComparedSide {
        overlays: overlays.iter().map(|text| text.name.to_owned()).collect(),
        ..after
    };
    let parse = |name: &str, text: &str, overlays: &[SourceText<'_>]| -> Document {
        let bytes = text.as_bytes();
        read(SourceText { name, bytes }, overlays).unwrap_or_else(|report| panic!("{report}"))
    };
    let (old, new) = (
        parse(&before.document, old, &[]),
        parse(&after.document, new, overlays),
    );
    let model = |document: &Document| lower(&document.spec, LowerOptions { keep_going: false }).0;
    let changes = diff(&model(&old), &model(&new));
    ChangeReport::new(changes, (before, &old), (after, &new))
}

/// What differs if a schema gets many fields.
pub fn many(fields: usize) -> ChangeReport {
    let mut new = NEW.to_owned();
    for field in 0..fields {
        let _ = writeln!(new, "        field_{field}: {{type: string}}");
    }
    compared(NEW, &new)
}
