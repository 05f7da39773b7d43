//! Reference pages: what stands on them, that links lead somewhere, and that text of a document is text.
//!
//! In: small documents, and those of the fixtures. Out: files. What always holds: each page has a twin; every link between pages leads to an anchor
//! that is there once.

mod html;
mod said;

use std::path::{Path, PathBuf};

use form_codegen::emit::{CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails};
use form_codegen::guide::Guide;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{DocumentSource, SourceText, examine};
use form_codegen::{Files, mock, pages};

const PETS: &str = r"openapi: 3.0.3
info: {title: Pets, version: '2', description: The pets of a shelter.}
servers: [{url: https://pets.example}]
x-client: {idempotencyHeader: Idempotency-Key, secretVariable: PETS_KEY}
security: [{key: []}]
paths:
  /pets:
    get:
      tags: [Pets]
      summary: List all pets
      parameters:
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100, default: 10}}
        - {name: born, in: query, style: deepObject, explode: true, schema: {anyOf: [{type: integer, format: unix-time}, {type: object, properties: {gt: {type: integer, format: unix-time}, gte: {type: integer, format: unix-time}, lt: {type: integer, format: unix-time}, lte: {type: integer, format: unix-time}}}]}}
      responses: {'200': {description: Pets., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/pet'}}}}}}
  /pets/{pet}:
    post:
      tags: [Pets]
      summary: Update a pet
      description: Changes what is known of a pet.
      parameters: [{name: pet, in: path, required: true, description: Its number., schema: {type: string, maxLength: 40}}]
      requestBody:
        content:
          application/x-www-form-urlencoded:
            encoding: {owner: {style: deepObject, explode: true}}
            schema:
              type: object
              additionalProperties: false
              required: [name]
              properties:
                name: {type: string, maxLength: 20, description: What it is called.}
                owner:
                  type: object
                  properties:
                    phones: {type: array, items: {type: string}, maxItems: 3}
                    kind: {type: string, enum: [person, shelter]}
      responses: {'200': {description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/pet'}}}}}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
  schemas:
    pet:
      type: object
      required: [id, name]
      properties:
        id: {type: string}
        name: {type: string, description: What it is called.}
        mother: {$ref: '#/components/schemas/pet'}
";

/// The pages of a document.
fn written(text: &str) -> Files {
    read(text).unwrap()
}

/// The pages of a document; none of one that can't be read.
fn read(text: &str) -> Option<Files> {
    let source = SourceText {
        name: "pets.yaml",
        bytes: text.as_bytes(),
    };
    let document = examine(DocumentSource::from(source), &[]).ok()?;
    let (api, found) = lower(&document.spec, LowerOptions { keep_going: true });
    drop(found);
    let model = mock::model(&api, &document.spec);
    Some(pages::pages(&api, &model, &options(), None))
}

fn options() -> CrateOptions {
    CrateOptions {
        package: Package::parse("pets").unwrap(),
        version: CrateVersion::FIRST,
        command: String::new(),
        described_in: None,
        guide: Guide::default(),
        details: PackageDetails::default(),
        features: FeatureChoice::default(),
        test_data: mock::TestData::default(),
    }
}

#[test]
fn the_page_of_an_operation() {
    let files = written(PETS);
    insta::assert_snapshot!(files["operations/pets/update.md"]);
}

#[test]
fn what_there_is() {
    let files = written(PETS);
    insta::assert_snapshot!(files["llms.txt"]);
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        let twin = path.replace(".html", ".md");
        assert!(files.contains_key(&twin), "{path} has no twin");
    }
}

/// What would make a page too long has a page of its own.
#[test]
fn a_long_request_leads_to_the_pages_of_its_types() {
    let fields = |prefix: &str, of: &str| {
        let fields = (0..60).map(|n| format!("{prefix}{n}: {of}"));
        fields.collect::<Vec<_>>().join(", ")
    };
    let (first, second) = (
        fields("box", "{$ref: '#/components/schemas/Basket'}"),
        fields("thing", "{type: string, maxLength: 12}"),
    );
    let files = written(&format!(
        "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\nservers: [{{url: 'https://pets.example'}}]\npaths:\n  /pets:\n    post:\n      \
         requestBody: {{required: true, content: {{application/json: {{schema: {{type: object, properties: {{{first}}}}}}}}}}}\n      \
         responses: {{'204': {{description: Done.}}}}\n\
         components: {{schemas: {{Basket: {{type: object, properties: {{{second}}}}}}}}}\n"
    ));
    let page = &files["operations/pets/create.html"];
    assert!(page.len() < 200_000, "{}", page.len());
    let twin = &files["operations/pets/create.md"];
    assert!(twin.contains("- `box0.thing0` "), "{twin}");
    assert!(!twin.contains("- `box59.thing0` "), "{twin}");
    assert!(
        twin.contains("- `box59` (object: Basket, see [Basket](../../objects/Basket.md))"),
        "{twin}"
    );
    assert!(files["objects/Basket.md"].contains("- `thing59` "));
}

/// What a path gives is said beside it.
#[test]
fn paths_to_expand_have_a_section() {
    let files = written(
        "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\nservers: [{url: 'https://pets.example'}]\npaths:\n  /pets/{pet}:\n    get:\n      \
         parameters:\n      - {name: pet, in: path, required: true, schema: {type: string}}\n      \
         - {name: expand, in: query, style: deepObject, explode: true, schema: {type: array, items: {type: string}}}\n      \
         responses: {'200': {description: A pet., content: {application/json: {schema: {$ref: '#/components/schemas/pet'}}}}}\n\
         components:\n  schemas:\n    \
         pet: {type: object, x-resourceId: pet, required: [id, owner], properties: {id: {type: string}, owner: {anyOf: [{type: string}, {$ref: '#/components/schemas/owner'}], x-expansionResources: {oneOf: [{$ref: '#/components/schemas/owner'}]}}}}\n    \
         owner: {type: object, x-resourceId: owner, required: [id], properties: {id: {type: string}}}\n",
    );
    let page = &files["operations/pets/retrieve.md"];
    assert!(
        page.contains("| `owner` | [Owner](../../objects/Owner.md) |"),
        "{page}"
    );
    assert!(page.contains("has at most 4 steps"), "{page}");
}

/// What an overlay says of values and examples stands on the pages, and in what is sent.
#[test]
fn examples_and_meanings_of_overlays_are_shown() {
    let text = PETS
        .replace(
            "enum: [person, shelter]}",
            "enum: [person, shelter], x-enumDescriptions: {shelter: Takes in many.}}",
        )
        .replace(
            "maxLength: 20, description",
            "maxLength: 20, x-example: Rex, description",
        );
    let files = written(&text);
    let page = &files["operations/pets/update.md"];
    assert!(page.contains("- `shelter`: Takes in many."), "{page}");
    assert!(page.contains("--data-urlencode name=Rex"), "{page}");
    assert!(page.contains("Pets::update("), "{page}");
    assert!(page.contains("\"Rex\""), "{page}");
}

/// A browser runs nothing that is not the pages' own, and a request of JSON says what it is.
#[test]
fn headers_have_the_names_of_the_standard() {
    let files = written(
        "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\nservers: [{url: 'https://pets.example'}]\npaths:\n  /pets:\n    post:\n      \
         requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}\n      \
         responses: {'204': {description: Done.}}\n",
    );
    let page = &files["operations/pets/create.md"];
    assert!(
        page.contains("-H 'Content-Type: application/json'"),
        "{page}"
    );
    assert!(page.contains("Content type `application/json`."), "{page}");
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';";
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(text.contains(policy), "{path}");
    }
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert_eq!(written(PETS), written(PETS));
}

#[test]
fn what_holds_itself_ends_in_a_link() {
    let files = written(PETS);
    let page = &files["objects/Pet.md"];
    assert!(
        page.contains("- `mother` (object: Pet, see [Pet](../objects/Pet.md))"),
        "{page}"
    );
}

#[test]
fn bounds_and_nested_keys_are_named_as_they_go_over_the_wire() {
    let files = written(PETS);
    for (page, key) in [
        ("operations/pets/list.md", "`born[gte]`"),
        ("operations/pets/update.md", "`owner[phones]`"),
        ("operations/pets/update.md", "`owner[kind]`"),
    ] {
        assert!(files[page].contains(key), "{key}: {}", files[page]);
    }
}

#[test]
fn text_of_a_document_is_neither_markup_nor_script() {
    let evil = r#"</code></pre><script>alert(1)</script><img src=x onerror=alert(2)> [a](javascript:alert(3)) [b](page:../../../etc) "q" 'q' <!-- -->"#;
    let quoted = serde_json::to_string(evil).unwrap();
    let text = PETS
        .replace("The pets of a shelter.", &quoted)
        .replace("Changes what is known of a pet.", &quoted)
        .replace("What it is called.", &quoted)
        .replace("title: Pets", &format!("title: {quoted}"))
        .replace("summary: List all pets", &format!("summary: {quoted}"))
        .replace("person", "'</script><script>'")
        .replace("[{name: pet, in", "[{name: pet, x: 1, in");
    let files = written(&text);
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        html::assert_harmless(path, text);
    }
    let index = &files["assets/search-index.js"];
    assert!(!index.contains('<'), "{index}");
}

#[test]
fn all_links_of_all_fixtures_lead_somewhere() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let mut found = Vec::new();
    for folder in ["accept", "behaviour", "hostile"] {
        documents(&fixtures.join(folder), &mut found);
    }
    assert!(found.len() > 50, "{}", found.len());
    for path in found {
        let text = whole(&std::fs::read_to_string(&path).unwrap());
        if let Some(files) = read(&text) {
            html::assert_linked(&path.display().to_string(), &files);
        }
    }
}

/// A fixture with the members that every document has, behind its own.
fn whole(text: &str) -> String {
    let mut text = text.to_owned();
    if ["openapi:", "swagger:"]
        .iter()
        .any(|name| text.contains(name))
    {
        return text;
    }
    for member in [
        "openapi: 3.0.3",
        "info: {title: T, version: '1'}",
        "paths: {}",
    ] {
        let (name, _) = member.split_once(' ').unwrap();
        if !text.lines().any(|line| line.starts_with(name)) {
            text.push_str(&format!("\n{member}\n"));
        }
    }
    text
}

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            documents(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
}

/// The pages of large documents, which are not part of this repository.
#[test]
fn large_documents() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
    for name in [
        "digitalocean.json",
        "gitlab.json",
        "square.json",
        "stripe-full.json",
        "telegram-bot.json",
    ] {
        let Ok(text) = std::fs::read_to_string(folder.join(name)) else {
            eprintln!("skipped: {name} is not there");
            continue;
        };
        let files = written(&text);
        html::assert_linked(name, &files);
        let large = files
            .iter()
            .filter(|(path, text)| path.ends_with(".html") && text.len() > 200_000);
        let large: Vec<&String> = large.map(|(path, _)| path).collect();
        assert!(large.is_empty(), "{name}: {large:?}");
    }
}
