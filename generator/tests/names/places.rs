//! One name in several places of a request: each input but the first has its place in its name.
//!
//! In: documents of one operation, with one name in each pair of places, required or not. Out: the names that programs see. What
//! always holds: no name has a number; what programs see is called as the field is.

use std::fmt::Write as _;

use form_codegen::api::{Given, Operation};
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, read};

const PLACES: [&str; 5] = ["path", "query", "header", "cookie", "body"];

/// An operation with an input `param1` in each of these places.
fn operation(places: &[&str], required: bool) -> Operation {
    let path = if places.contains(&"path") {
        "/{param1}"
    } else {
        ""
    };
    let mut text = format!(
        "openapi: 3.0.3\ninfo: {{title: Things, version: '1'}}\nservers: [{{url: https://things.example}}]
paths:
  /things{path}:
    post:
      responses: {{'204': {{description: ''}}}}\n"
    );
    let parameters = places.iter().filter(|place| **place != "body");
    let parameters: Vec<String> = parameters
        .map(|place| {
            let required = required || *place == "path";
            format!("{{name: param1, in: {place}, required: {required}, schema: {{type: string}}}}")
        })
        .collect();
    let _ = writeln!(text, "      parameters: [{}]", parameters.join(", "));
    if places.contains(&"body") {
        let needed = if required { "required: [param1], " } else { "" };
        let _ = writeln!(
            text,
            "      requestBody: {{required: true, content: {{application/x-www-form-urlencoded: {{schema: \
             {{type: object, {needed}properties: {{param1: {{type: string}}}}}}}}}}}}"
        );
    }
    let source = SourceText {
        name: "places.yaml",
        bytes: text.as_bytes(),
    };
    let document = read(source, &[]).unwrap_or_else(|report| panic!("{report}\n{text}"));
    let (api, diagnostics) = lower(&document.spec, LowerOptions::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    api.operations().next().unwrap().clone()
}

/// The names that programs see: of arguments and of setters.
fn seen(operation: &Operation) -> Vec<String> {
    let inputs = operation.inputs.iter();
    let names = inputs.map(|input| match &input.field.presence.given {
        Given::Argument | Given::Named => input.field.name.to_string(),
        Given::Setter(setters) => setters.set.to_string(),
        Given::Never => panic!("{input:?}"),
    });
    names.collect()
}

#[test]
fn each_pair_of_places_is_told_apart_by_the_place() {
    for (index, first) in PLACES.iter().enumerate() {
        for second in &PLACES[index + 1..] {
            for required in [false, true] {
                let names = seen(&operation(&[first, second], required));
                let expected = ["param1".to_owned(), format!("{second}_param1")];
                assert_eq!(names, expected, "{first}, {second}, required: {required}");
            }
        }
    }
}

#[test]
fn the_first_of_the_document_has_the_name_alone() {
    let names = seen(&operation(&["header", "query", "cookie", "path"], false));
    let expected = ["param1", "query_param1", "cookie_param1", "path_param1"];
    assert_eq!(names, expected);
}

#[test]
fn all_places_at_once() {
    for required in [false, true] {
        let names = seen(&operation(&PLACES, required));
        let expected = [
            "param1",
            "query_param1",
            "header_param1",
            "cookie_param1",
            "body_param1",
        ];
        assert_eq!(names, expected);
    }
}
