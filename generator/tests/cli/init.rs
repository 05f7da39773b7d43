//! `init`, and what comes behind it.

use super::PETS;
use super::folder::Folder;

#[test]
fn a_configuration_is_written_and_never_overwritten() {
    let folder = Folder::new();
    folder.put(
        "pets.yaml",
        &PETS.replace("title: Pets", "title: The Pets \\ API"),
    );
    let run = folder.run(&["init", "pets.yaml"]);
    assert!(
        run.succeeds().out.contains("next: `form-codegen generate`"),
        "{}",
        run.out
    );
    let config = folder.text("form-codegen.toml");
    assert!(config.contains("name = \"the-pets-api\"\n"), "{config}");
    let again = folder.run(&["init", "pets.yaml"]);
    assert!(
        again.fails(1).err.contains("is there already"),
        "{}",
        again.err
    );
    assert_eq!(folder.text("form-codegen.toml"), config);
    folder.run(&["generate"]).succeeds();
    assert!(folder.exists("the-pets-api/Cargo.toml"));
}

#[test]
fn what_is_commented_out_can_be_taken_as_it_stands() {
    let folder = Folder::described(PETS);
    let config = folder.text("form-codegen.toml");
    let all: String = config
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.contains(" = ") || rest.starts_with('[') => format!("{rest}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    folder.put("form-codegen.toml", &all);
    let run = folder.run(&["generate"]);
    // The values are examples; the keys are right.
    assert!(!run.err.contains("[config-unknown-key]"), "{}", run.err);
    assert!(!run.err.contains("[config-missing]"), "{}", run.err);
}

#[test]
fn a_document_that_can_not_be_read_is_refused() {
    let folder = Folder::new();
    folder.run(&["init", "none.yaml"]).fails(1);
    folder.put("bad.yaml", "a: [");
    folder.run(&["init", "bad.yaml"]).fails(1);
    folder.put("pets.yaml", PETS);
    let name = folder.run(&["init", "pets.yaml", "--package", "9 lives"]);
    assert!(
        name.fails(1).err.contains("take another, such as"),
        "{}",
        name.err
    );
    assert!(!folder.exists("form-codegen.toml"));
}
