//! `docs`: the folder of the pages, and what changed.

use super::PETS;
use super::folder::Folder;

#[test]
fn a_folder_is_written_anew_and_what_others_have_in_it_stays() {
    let folder = Folder::new();
    folder.put("pets.yaml", PETS);
    let docs = ["docs", "pets.yaml", "--out", "pages"];
    folder.run(&docs).succeeds();
    assert!(folder.exists("pages/operations/toys/retrieve.html"));
    folder.put("pages/notes.txt", "mine");
    let (before, behind) = PETS.split_once("  /toys").unwrap();
    let (_, rest) = behind.split_once("components:").unwrap();
    folder.put("pets.yaml", &format!("{before}components:{rest}"));
    folder.run(&docs).succeeds();
    assert!(!folder.exists("pages/operations/toys/retrieve.html"));
    assert!(folder.exists("pages/operations/pets/retrieve.html"));
    assert_eq!(folder.text("pages/notes.txt"), "mine");
    // Nothing is staged any more.
    assert!(!folder.exists("pages/.form-codegen") && !folder.exists(".pages.form-codegen"));
}

#[test]
fn what_somebody_edited_is_only_overwritten_on_demand() {
    let folder = Folder::new();
    folder.put("pets.yaml", PETS);
    let docs = ["docs", "pets.yaml", "--out", "pages"];
    folder.run(&docs).succeeds();
    let page = folder.text("pages/index.md");
    folder.put("pages/index.md", "edited");
    let refused = folder.run(&docs);
    assert!(
        refused.fails(1).err.contains("pages/index.md"),
        "{}",
        refused.err
    );
    assert_eq!(folder.text("pages/index.md"), "edited");
    folder.run(&[&docs[..], &["--force"]].concat()).succeeds();
    assert_eq!(folder.text("pages/index.md"), page);
}

#[test]
fn a_folder_of_others_is_refused() {
    let folder = Folder::new();
    folder.put("pets.yaml", PETS);
    folder.put("pages/notes.txt", "mine");
    let run = folder.run(&["docs", "pets.yaml", "--out", "pages"]);
    assert!(
        run.fails(1).err.contains("files that were not generated"),
        "{}",
        run.err
    );
    assert!(!folder.exists("pages/index.html"));
}

/// The next run puts in order what a kill left; `xtask/tests/atomic.rs` ends the same transaction at each of its steps.
#[test]
fn what_an_interrupted_run_left_is_put_in_order() {
    let folder = Folder::new();
    folder.put("pets.yaml", PETS);
    let docs = ["docs", "pets.yaml", "--out", "pages"];
    folder.run(&docs).succeeds();
    // The first thing that a run does.
    std::fs::create_dir(folder.path("pages/.form-codegen")).unwrap();
    let run = folder.run(&docs);
    run.succeeds();
    assert!(
        run.err.contains("put in order") || run.out.contains("put in order"),
        "{}",
        run.err
    );
    assert!(!folder.exists("pages/.form-codegen"));
}

#[test]
fn a_page_says_what_changed_since_another_document() {
    let folder = Folder::new();
    folder.put("pets.yaml", PETS);
    let new = PETS
        .replace(
            "Pet: {type: object, properties: {name: {type: string},",
            "Pet: {type: object, properties: {name: {type: integer},",
        )
        .replace(
            "{colour: {type: string},",
            "{colour: {type: string}, size: {type: string},",
        );
    folder.put("new.yaml", &new);
    let docs = ["docs", "new.yaml", "--since", "pets.yaml", "--out", "pages"];
    folder.run(&docs).succeeds();
    let page = folder.text("pages/guide/changes.md");
    let (breaking, rest) = page.split_once("## Breaks nothing").expect(&page);
    assert!(breaking.contains("## Breaks programs"), "{page}");
    assert!(breaking.contains("`Pet.name`"), "{page}");
    assert!(
        breaking.contains("On the wire: breaking for programs that run"),
        "{page}"
    );
    assert!(
        breaking.contains("Met by [`GET /pets/{pet}`](../operations/pets/retrieve.md)."),
        "{page}"
    );
    assert!(rest.contains("`Toy.size`"), "{page}");
    let index = folder.text("pages/index.md");
    assert!(index.contains("](guide/changes.md)"), "{index}");
}

/// Pages of a document with faults lack something, and the reader is told what.
#[test]
fn what_is_left_out_is_said() {
    let folder = Folder::new();
    folder.put("pets.yaml", &PETS.replace("Toy: {type", "Toys: {type"));
    let run = folder.run(&["docs", "pets.yaml", "--out", "pages"]);
    let said = &run.succeeds().err;
    assert!(said.contains("warning[dangling-ref]"), "{said}");
    assert!(!folder.exists("pages/operations/toys/retrieve.html"));
}
