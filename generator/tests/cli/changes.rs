//! `diff` and `update`, where nothing is of this repository.

use super::PETS;
use super::folder::Folder;

/// The document without its toys.
fn without_toys() -> String {
    let (before, rest) = PETS.split_once("  /toys").expect("toys");
    let (_, behind) = rest.split_once("components:").expect("components");
    format!("{before}components:{behind}")
}

#[test]
fn a_new_document_is_taken_with_version_and_changelog() {
    let folder = Folder::described(PETS);
    let config = folder.text("form-codegen.toml");
    let changelog = "changelog = \"CHANGELOG.md\"";
    let config = config.replace("# changelog = \"CHANGELOG.md\"", changelog);
    folder.put("form-codegen.toml", &config);
    folder.run(&["generate"]).succeeds();
    folder.put("new.yaml", &without_toys());
    let dry = folder.run(&["update", "new.yaml", "--dry-run"]);
    assert!(
        dry.succeeds().out.contains("operation-removed"),
        "{}",
        dry.out
    );
    assert_eq!(folder.text("pets.yaml"), PETS);
    let run = folder.run(&["update", "new.yaml"]);
    let said = "pets 0.1.0 becomes 0.2.0 (form-codegen.toml), and CHANGELOG.md gets:";
    assert!(run.succeeds().out.contains(said), "{}", run.out);
    assert_eq!(folder.text("pets.yaml"), without_toys());
    let after = folder.text("form-codegen.toml");
    // Comments and all else stay as they were written.
    assert_eq!(
        after,
        config.replace("version = \"0.1.0\"", "version = \"0.2.0\"")
    );
    assert!(folder.text("CHANGELOG.md").contains("### `pets` 0.2.0"));
    assert!(
        folder
            .text("pets/Cargo.toml")
            .contains("version = \"0.2.0\"")
    );
    folder.run(&["check"]).succeeds();
}

/// Two documents over two files each, of which only the other file differs.
fn split(folder: &Folder, below: &str, colour: &str) {
    let reference = "Maker: {$ref: 'models/maker.yaml#/Maker'}";
    let whole = "Maker: {type: object, properties: {country: {type: string}}}";
    folder.put(
        &format!("{below}pets.yaml"),
        &PETS.replace(whole, reference),
    );
    let maker = format!("Maker: {{type: object, properties: {{{colour}: {{type: string}}}}}}\n");
    folder.put(&format!("{below}models/maker.yaml"), &maker);
}

#[test]
fn a_new_document_is_taken_with_the_files_that_lie_beside_it() {
    let folder = Folder::new();
    split(&folder, "", "country");
    folder.run(&["init", "pets.yaml"]).succeeds();
    folder.run(&["generate"]).succeeds();
    split(&folder, "new/", "city");
    let run = folder.run(&["update", "new/pets.yaml"]);
    let said = &run.succeeds().out;
    assert!(said.contains("country"), "{said}");
    assert!(said.contains("changed: models/maker.yaml"), "{said}");
    assert_eq!(
        folder.text("models/maker.yaml"),
        folder.text("new/models/maker.yaml")
    );
    folder.run(&["check"]).succeeds();
    let again = folder.run(&["update", "new/pets.yaml"]);
    assert!(again.succeeds().out.contains("nothing to do"));
}

#[test]
fn a_file_that_is_not_beside_a_new_document_is_named() {
    let folder = Folder::new();
    split(&folder, "", "country");
    folder.run(&["init", "pets.yaml"]).succeeds();
    folder.run(&["generate"]).succeeds();
    folder.put("new/pets.yaml", &(folder.text("pets.yaml") + "\n"));
    let run = folder.run(&["update", "new/pets.yaml"]);
    assert!(
        run.fails(1).err.contains("models/maker.yaml"),
        "{}",
        run.err
    );
    // What comes by the standard input has no folder of its own.
    let input = folder.text("new/pets.yaml");
    folder.run_with(&["update", "-"], &input).succeeds();
}

#[test]
fn an_update_of_a_file_outside_of_the_folder_is_refused() {
    let folder = Folder::new();
    let reference = PETS.replace(
        "Maker: {type: object, properties: {country: {type: string}}}",
        "Maker: {$ref: '../maker.yaml#/Maker'}",
    );
    folder.put("maker.yaml", "Maker: {type: object}\n");
    folder.put("api/pets.yaml", &reference);
    folder.put("api/new.yaml", &(reference + "\n"));
    folder.run_in("api", &["init", "pets.yaml"]).succeeds();
    folder.run_in("api", &["generate"]).succeeds();
    let run = folder.run_in("api", &["update", "new.yaml"]);
    assert!(
        run.fails(1).err.contains("refers to ../maker.yaml"),
        "{}",
        run.err
    );
}

#[test]
fn an_update_of_a_crate_outside_of_the_folder_is_refused() {
    let folder = Folder::new();
    folder.put("api/pets.yaml", PETS);
    folder.put("api/new.yaml", &without_toys());
    let config = "[[crate]]\nname = \"pets\"\ndocument = \"pets.yaml\"\nout = \"../pets\"\n";
    folder.put("api/form-codegen.toml", config);
    folder.run_in("api", &["generate"]).succeeds();
    let run = folder.run_in("api", &["update", "new.yaml"]);
    assert!(
        run.fails(1)
            .err
            .contains("move the configuration above the crate"),
        "{}",
        run.err
    );
}

#[test]
fn documents_are_compared_without_a_configuration() {
    let folder = Folder::new();
    folder.put("old.yaml", PETS);
    folder.put("new.yaml", &without_toys());
    let run = folder.run(&["diff", "old.yaml", "new.yaml", "--stat"]);
    assert!(
        run.succeeds().out.starts_with("wire=breaking"),
        "{}",
        run.out
    );
    folder
        .run(&["diff", "old.yaml", "new.yaml", "--fail-on", "rust=major"])
        .fails(1);
    folder
        .run(&["diff", "old.yaml", "new.yaml", "--fail-on", "rust=mayor"])
        .fails(2);
    folder.run(&["diff", "old.yaml"]).fails(2);
    folder.run(&["diff"]).fails(2);
}

#[test]
fn a_crate_is_compared_with_what_its_selection_leaves() {
    let folder = Folder::described(PETS);
    let config = folder.text("form-codegen.toml");
    folder.put(
        "form-codegen.toml",
        &format!("{config}[crate.select]\ntags = [\"pets\"]\n"),
    );
    folder.put("old.yaml", &without_toys());
    // The old document has no such tag, and is not of the configuration.
    let run = folder.run(&["diff", "old.yaml"]);
    assert!(
        run.succeeds().out.contains("nothing differs"),
        "{}",
        run.out
    );
}
