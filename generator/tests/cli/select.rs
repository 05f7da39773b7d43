//! Choosing: what is named, with what it needs, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::PETS;
use super::folder::Folder;

#[path = "../../../tests/src/skip.rs"]
mod skip;

/// The modules of models of the crate that these options make, and the resources.
fn made(options: &[&str]) -> (BTreeSet<String>, BTreeSet<String>) {
    let folder = Folder::described(PETS);
    let mut words = vec!["generate"];
    words.extend(options);
    folder.run(&words).succeeds();
    (modules(&folder, "models"), modules(&folder, "resources"))
}

fn modules(folder: &Folder, name: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder.path("pets/src").join(name)).expect("a folder");
    let names = entries.map(|entry| {
        entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    names
        .filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned()))
        .filter(|name| name != "mod")
        .collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn what_is_chosen_comes_with_what_it_needs_and_nothing_else() {
    for (options, models, resources) in [
        (&[][..], &["maker", "pet", "toy"][..], &["pets", "toys"][..]),
        (&["--tag", "toys"], &["maker", "toy"], &["toys"]),
        (&["--path", "/pets/*"], &["maker", "pet", "toy"], &["pets"]),
        (&["--operation", "GetToy"], &["maker", "toy"], &["toys"]),
        (
            &["--operation", "get /toys/{toy}"],
            &["maker", "toy"],
            &["toys"],
        ),
        (&["--exclude-tag", "pets"], &["maker", "toy"], &["toys"]),
        (
            &["--exclude-path", "/pets/**"],
            &["maker", "toy"],
            &["toys"],
        ),
        (
            &["--exclude-operation", "GetPet"],
            &["maker", "toy"],
            &["toys"],
        ),
        (
            &["--tag", "toys", "--operation", "GetPet"],
            &["maker", "pet", "toy"],
            &["pets", "toys"],
        ),
    ] {
        assert_eq!(made(options), (set(models), set(resources)), "{options:?}");
    }
}

/// Stripe's own document has no tags: its paths say what there is to choose from.
#[test]
fn where_nothing_has_a_tag_the_first_word_of_a_path_is_one() {
    let plain = PETS
        .replace("      tags: [pets]\n", "")
        .replace("      tags: [toys]\n", "")
        .replace("  /pets", "  /api/v1/pets")
        .replace("  /toys", "  /api/v1/toys");
    let folder = Folder::described(&plain);
    folder.run(&["generate", "--tag", "toys"]).succeeds();
    assert_eq!(modules(&folder, "resources"), set(&["toys"]));
    let run = folder.run(&["generate", "--tag", "toy"]);
    assert!(
        run.fails(1).err.contains("did you mean `toys`?"),
        "{}",
        run.err
    );
}

#[test]
fn nothing_comes_along_with_a_closed_schema() {
    let (models, _) = made(&["--tag", "pets", "--opaque", "Toy"]);
    assert!(!models.contains("maker"), "{models:?}");
}

/// What only other operations need is neither in the crate nor spoken of.
#[test]
fn security_schemes_come_with_the_operations_that_need_them() {
    let document = PETS
        .replace(
            "components:\n",
            "components:\n  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, basic: {type: http, scheme: basic}}\n",
        )
        .replace("paths:\n", "security: [{key: []}]\npaths:\n")
        .replace("operationId: GetToy\n", "operationId: GetToy\n      security: [{basic: []}]\n");
    for (tag, scheme, other) in [("pets", "X-Key", "Basic"), ("toys", "Basic", "X-Key")] {
        let folder = Folder::described(&document);
        let run = folder.run(&["generate", "--tag", tag]);
        assert_eq!(run.succeeds().err, "", "{tag}");
        let client = folder.text("pets/src/client.rs");
        assert!(
            client.contains(scheme) && !client.contains(other),
            "{tag}: {client}"
        );
    }
}

#[test]
fn what_nothing_has_is_an_error_with_the_nearest() {
    for (options, said) in [
        (&["--tag", "pet"][..], "no operation has the tag `pet`"),
        (&["--path", "/pet/{pet}"], "did you mean `/pets/{pet}`?"),
        (&["--operation", "GetPets"], "did you mean `GetPet`?"),
        (
            &["--exclude-operation", "POST /pets/{pet}"],
            "there is no operation `POST /pets/{pet}`",
        ),
        (&["--opaque", "Tay"], "did you mean `Toy`?"),
        (&["--event", "pet.*"], "no event fits `pet.*`"),
    ] {
        let folder = Folder::described(PETS);
        let mut words = vec!["generate"];
        words.extend(options);
        // It is no fault of the document.
        words.push("--keep-going");
        let run = folder.run(&words);
        assert!(run.fails(1).err.contains(said), "{said}: {}", run.err);
        assert!(
            run.err.contains("error[selection-unmatched]"),
            "{}",
            run.err
        );
    }
}

#[test]
fn a_fault_in_what_is_not_chosen_keeps_nothing_from_being_made() {
    let wrong = PETS
        .replace("country: {type: string}", "country: {type: strin}")
        .replace(
            "operationId: GetPet\n",
            "operationId: GetPet\n      security: [{none: []}]\n",
        );
    let folder = Folder::described(&wrong);
    folder.run(&["generate"]).fails(1);
    folder.run(&["generate", "--tag", "toys"]).fails(1);
    folder
        .run(&["generate", "--tag", "toys", "--opaque", "Toy"])
        .succeeds();
}

#[test]
fn the_configuration_chooses_too_and_the_command_line_instead_of_it() {
    let folder = Folder::described(PETS);
    let config = folder.text("form-codegen.toml");
    folder.put(
        "form-codegen.toml",
        &format!("{config}[crate.select]\ntags = [\"toys\"]\n"),
    );
    folder.run(&["generate"]).succeeds();
    assert_eq!(modules(&folder, "resources"), set(&["toys"]));
    folder.run(&["generate", "--tag", "pets"]).succeeds();
    assert_eq!(modules(&folder, "resources"), set(&["pets"]));
    let head = folder.text("pets/src/lib.rs");
    assert!(
        head.starts_with("// Generated by `form-codegen generate --tag pets` from"),
        "{head}"
    );
}

/// The disputes of the vendor's whole document, with the objects that can be expanded closed: about as much as the crate of this
/// repository, where 485 of 775 schemas would come along otherwise.
#[test]
fn four_calls_of_a_large_document_are_a_small_crate() {
    let document =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs/stripe-full.json");
    if !document.is_file() {
        skip::skip(
            "four_calls_of_a_large_document_are_a_small_crate",
            "the vendor's whole document is not here",
        );
        return;
    }
    let folder = Folder::new();
    let mut words = vec![
        "generate",
        document.to_str().expect("UTF-8"),
        "--out",
        "disputes",
        "--package",
        "disputes",
    ];
    words.extend(["--path", "/v1/disputes**", "--report", "json"]);
    for closed in [
        "account",
        "balance_transaction",
        "charge",
        "customer",
        "file",
        "payment_intent",
        "payment_method",
        "setup_intent",
        "source",
    ] {
        words.extend(["--opaque", closed]);
    }
    let run = folder.run(&words);
    let report: serde_json::Value = serde_json::from_str(&run.succeeds().out).expect("JSON");
    assert_eq!(
        report["operations"].as_array().map(Vec::len),
        Some(4),
        "{report}"
    );
    assert!(report["types"].as_u64() < Some(80), "{}", report["types"]);
}
