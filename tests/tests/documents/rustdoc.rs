//! What the documentation of a crate says besides descriptions, of a document that is not Stripe's: keys, what clears, what expands,
//! ids of examples, the overview, the guide, and what the manifest states.

use form_codegen::guide::{Guide, GuideFault};
use form_codegen::source::SourceText;
use form_codegen::{Files, GenerateOptions, generate};

const DOCUMENT: &str = r##"
openapi: 3.0.0
info: {title: Shop, version: '1'}
externalDocs: {url: 'https://shop.example/docs'}
servers: [{url: 'https://shop.example'}]
x-crate:
  keywords: [shop]
  categories: [api-bindings]
  repository: https://code.example/shop
paths:
  /orders/{order}:
    get:
      summary: Retrieves an order | or none. More of it.
      parameters:
        - {name: order, in: path, required: true, schema: {type: string}}
        - {name: expand, in: query, style: deepObject, explode: true, schema: {type: array, items: {type: string}}}
        - {name: created, in: query, style: deepObject, explode: true, schema: {$ref: '#/components/schemas/bounds'}}
      responses: &order
        '200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/order'}}}}
    post:
      parameters:
        - {name: order, in: path, required: true, schema: {type: string}, example: ord_here}
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              properties:
                open: {type: boolean}
                note: {type: string, x-clearable: true, maxLength: 10}
                labels: {type: object, additionalProperties: {type: string}}
                parcel:
                  type: object
                  title: parcel_params
                  properties:
                    to: {$ref: '#/components/schemas/place_params'}
                    items:
                      type: array
                      items: {type: object, title: item_params, properties: {sku: {type: string, example: sku_7}}}
                invoice_to: {$ref: '#/components/schemas/place_params'}
      responses: *order
components:
  schemas:
    bounds: {type: object, properties: {least: {type: integer}}}
    place_params: {type: object, properties: {city: {type: string}}}
    order:
      type: object
      x-resourceId: order
      required: [id, payer]
      properties:
        id: {type: string, example: ord_1}
        payer:
          anyOf: [{type: string}, {$ref: '#/components/schemas/payer'}]
          x-expansionResources: {oneOf: [{$ref: '#/components/schemas/payer'}]}
    payer: {type: object, x-resourceId: payer, required: [id], properties: {id: {type: string}}}
"##;

const CHAPTER: SourceText<'_> = SourceText {
    name: "guide/20-how-to-order.md",
    bytes: b"# How to order\n\nFirst this.\n\n## Then that\n\n```\n## no heading\n```\n",
};

fn files(document: &str, guide: &[SourceText<'_>]) -> Files {
    let source = SourceText {
        name: "shop.yaml",
        bytes: document.as_bytes(),
    };
    let options = GenerateOptions {
        guide: Guide::read(guide).unwrap(),
        ..GenerateOptions::new("shop")
    };
    match generate(source, &[], &options) {
        Ok(generated) => generated.files,
        Err(error) => panic!("{error}"),
    }
}

/// The documentation in front of an item, a line an entry.
fn docs_of(text: &str, item: &str) -> Vec<String> {
    let (before, _) = text
        .split_once(item)
        .unwrap_or_else(|| panic!("no `{item}` in:\n{text}"));
    let lines = before.lines().rev().map(str::trim);
    let lines = lines.skip_while(|line| line.is_empty() || line.starts_with("#["));
    let mut lines: Vec<String> = lines
        .map_while(|line| line.strip_prefix("///"))
        .map(|line| line.trim().to_owned())
        .collect();
    lines.reverse();
    lines
}

#[test]
fn setters_say_under_which_key_they_are_sent() {
    let files = files(DOCUMENT, &[]);
    let text: String = files.values().map(String::as_str).collect();
    for (function, key) in [
        ("labels", Some("labels[key]")),
        ("parcel", None),
        ("items", Some("parcel[items][0]")),
        ("sku", Some("parcel[items][0][sku]")),
        ("to", Some("parcel[to]")),
        ("expand", Some("expand[0]")),
        // A place is sent in two places.
        ("city", Some("…[city]")),
        ("least", Some("created[least]")),
        ("open", None),
    ] {
        let docs = docs_of(&text, &format!("pub fn {function}("));
        let said = docs.iter().find_map(|line| line.strip_prefix("Sent as `"));
        let said = said.and_then(|rest| rest.split('`').next());
        assert_eq!(said, key, "{function}: {docs:?}");
    }
}

#[test]
fn what_clears_stands_apart_and_is_linked() {
    let files = files(DOCUMENT, &[]);
    let text = &files["src/resources/orders.rs"];
    let docs = docs_of(text, "pub fn note(");
    assert_eq!(
        docs.last().unwrap(),
        "[`clear_note`](Self::clear_note) clears it."
    );
    let (_, apart) = text
        .split_once("/// What the API is to forget.\nimpl UpdateOrder {\n")
        .unwrap();
    assert!(apart.contains("pub fn clear_note("), "{apart}");
}

#[test]
fn references_say_what_expands_them() {
    let files = files(DOCUMENT, &[]);
    let docs = docs_of(&files["src/models/order.rs"], "pub payer:");
    let link = "[`OrderExpand::Payer`](crate::models::OrderExpand::Payer)";
    assert_eq!(
        docs.last().unwrap(),
        &format!("An id, unless filled by {link}.")
    );
}

#[test]
fn examples_show_ids_of_the_document() {
    let files = files(DOCUMENT, &[]);
    let text = &files["src/resources/orders.rs"];
    let example = |function: &str| docs_of(text, &format!("pub fn {function}(")).join("\n");
    assert!(example("retrieve").contains("Orders::retrieve(\"ord_1\")"));
    assert!(example("update").contains("Orders::update(\"ord_here\")"));
    let none = DOCUMENT
        .replace(", example: ord_1", "")
        .replace(", example: ord_here", "");
    assert!(self::files(&none, &[])["README.md"].contains("\"id_123\""));
    let too_long = DOCUMENT.replace("ord_1}", &format!("{}}}", "o".repeat(61)));
    assert!(self::files(&too_long, &[])["README.md"].contains("\"id_123\""));
}

#[test]
fn the_overview_comes_first_and_links_what_there_is() {
    let files = files(DOCUMENT, &[CHAPTER]);
    let root = &files["src/lib.rs"];
    let at = |text: &str| {
        root.find(text)
            .unwrap_or_else(|| panic!("no {text} in:\n{root}"))
    };
    assert!(at("| [`Client`]") < at("| [`Orders`] | [`retrieve`]"));
    assert!(at("| [`Orders`]") < at("[How to order](mod@guide::how_to_order)"));
    assert!(at("mod@guide::how_to_order") < at("#[doc(inline)]\npub use models"));
    let orders = &files["src/resources/orders.rs"];
    let row = "/// | [`retrieve`](Self::retrieve) | `GET /orders/{order}` | Retrieves an order \\| or none. |";
    assert!(orders.contains(row), "{orders}");
}

#[test]
fn chapters_stand_before_recipes_and_for_them() {
    let files = files(DOCUMENT, &[CHAPTER]);
    let chapter = &files["src/guide/how_to_order.rs"];
    let text = "//! How to order.\n//!\n//! First this.\n//!\n//! # Then that\n//!\n//! ```\n//! ## no heading\n//! ```\n";
    assert!(chapter.ends_with(text), "{chapter}");
    // There is no list and no event.
    let pages: Vec<&str> = files["src/guide/mod.rs"]
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
        .collect();
    assert_eq!(
        pages,
        ["how_to_order;", "errors;", "retries;", "logs;", "testing;"]
    );

    let own = SourceText {
        name: "errors.md",
        bytes: b"# Our errors\n",
    };
    let files = self::files(DOCUMENT, &[own]);
    assert!(files["src/guide/errors.rs"].ends_with("//! Our errors.\n"));
}

#[test]
fn what_is_no_chapter_is_refused() {
    let fault = |name: &str, bytes: &[u8]| {
        let read = Guide::read(&[
            SourceText {
                name: "b.md",
                bytes: b"# B",
            },
            SourceText { name, bytes },
        ]);
        let error = read.unwrap_err();
        assert!(
            error.to_string().starts_with(&format!("{name} ")),
            "{error}"
        );
        error.fault
    };
    assert_eq!(fault("a.md", b"\xff"), GuideFault::NotText);
    assert_eq!(fault("a.md", b""), GuideFault::NoTitle);
    assert_eq!(fault("a.md", b"Text\n# A"), GuideFault::NoTitle);
    assert_eq!(fault("10-.md", b"# A"), GuideFault::NoName);
    assert_eq!(fault("guide/20-b.md", b"# A"), GuideFault::SameModule);
    assert_eq!(fault("a.md", b"# A\n\n```\ncode"), GuideFault::OpenBlock);
}

#[test]
fn the_manifest_says_what_the_document_states() {
    let manifest = &files(DOCUMENT, &[])["Cargo.toml"];
    let facts = "homepage = \"https://shop.example/docs\"\nrepository = \"https://code.example/shop\"\nkeywords = [\"shop\"]\ncategories = [\"api-bindings\"]\n";
    assert!(manifest.contains(facts), "{manifest}");
    assert!(manifest.contains("rustdoc-args = [\"--cfg\", \"docsrs\"]\n"));
    let stated = DOCUMENT.find("externalDocs").unwrap()..DOCUMENT.find("servers:").unwrap();
    let extension = DOCUMENT.find("x-crate").unwrap()..DOCUMENT.find("paths:").unwrap();
    let silent = DOCUMENT
        .replace(&DOCUMENT[extension], "")
        .replace(&DOCUMENT[stated], "");
    let manifest = &files(&silent, &[])["Cargo.toml"];
    for name in [
        "homepage",
        "repository",
        "documentation",
        "keywords",
        "categories",
    ] {
        assert!(!manifest.contains(&format!("{name} =")), "{manifest}");
    }
}
