//! `cargo xtask codegen` as a user runs it: the program itself, on folders of its own.

#[path = "codegen/checkout.rs"]
mod checkout;
#[path = "codegen/others.rs"]
mod others;
#[path = "support/picture.rs"]
mod picture;
#[path = "support/project.rs"]
mod project;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use project::{PETS, Project, stderr, stdout};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

#[test]
fn the_version_is_what_the_caller_says() {
    let project = Project::new();
    project.run_well(&["--package-version", "1.20.3"]);
    let manifest = fs::read_to_string(project.out("Cargo.toml")).unwrap();
    assert!(manifest.contains("\nversion = \"1.20.3\"\n"), "{manifest}");
    assert!(
        manifest.contains("/pets --package-version 1.20.3`"),
        "{manifest}"
    );
    let refused = project.run(&["--package-version", "1.2"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        stderr(&refused).contains("a version is three numbers"),
        "{}",
        stderr(&refused)
    );
}

#[test]
fn a_second_run_changes_nothing() {
    let project = Project::generated();
    let before = project.picture();
    let second = project.run_well(&[]);
    assert!(second.contains("nothing changed"), "{second}");
    assert_eq!(before, project.picture());
    assert_eq!(project.run_well(&["--check"]), "up to date\n");
}

#[test]
fn a_folder_that_was_deleted_or_broken_is_made_anew() {
    let project = Project::generated();
    let before = project.picture();
    fs::remove_dir_all(project.out("")).unwrap();
    project.run_well(&[]);
    assert_eq!(before, project.picture());
    fs::remove_dir_all(project.out("src/resources")).unwrap();
    fs::remove_file(project.out("README.md")).unwrap();
    project.run_well(&[]);
    assert_eq!(before, project.picture());
    project.put("src/lib.rs", "this does not compile");
    project.put("Cargo.toml", "garbage");
    project.run_well(&["--force"]);
    assert_eq!(before, project.picture());
}

#[test]
fn check_lists_what_is_not_up_to_date_and_changes_nothing() {
    let project = Project::generated();
    fs::remove_file(project.out("README.md")).unwrap();
    project.put("Cargo.toml", "# edited\n");
    project.describe(
        &PETS
            .replace("/pets/", "/toys/")
            .replace("title: Pets", "title: Toys"),
    );
    let before = project.picture();
    let check = project.run(&["--check"]);
    assert_eq!(check.status.code(), Some(1));
    let printed = stdout(&check);
    for line in [
        ("missing: ", "README.md"),
        ("edited: ", "Cargo.toml"),
        ("    -# ", "edited"),
        ("stale: ", "src/lib.rs"),
        ("missing: ", "src/resources/toys.rs"),
        ("superfluous: ", "src/resources/pets.rs"),
    ] {
        let is_it = |found: &str| found.starts_with(line.0) && found.ends_with(line.1);
        assert!(printed.lines().any(is_it), "{line:?} is not in:\n{printed}");
    }
    let mend = "files not up to date: run `cargo xtask codegen --package pets --spec ";
    assert!(printed.contains(mend), "{printed}");
    assert_eq!(before, project.picture());
    project.run_well(&["--force"]);
    assert_eq!(project.run_well(&["--check"]), "up to date\n");
}

#[test]
fn a_run_that_fails_leaves_everything_as_it_was() {
    let project = Project::generated();
    project.describe(&PETS.replace("type: string", "$ref: '#/components/schemas/gone'"));
    let refused = project.run_refused(&[]);
    assert!(refused.contains("error[dangling-ref]"), "{refused}");
}

#[test]
fn markdown_becomes_pages_of_the_guide() {
    let project = Project::new();
    let folder = project.folder().join("chapters");
    fs::create_dir(&folder).unwrap();
    let folder_name = folder.to_str().unwrap();
    let none = project.run_refused(&["--guide", folder_name]);
    assert!(none.contains("there is no chapter"), "{none}");
    fs::write(folder.join("notes.txt"), "no chapter").unwrap();
    fs::write(folder.join("20-walks.md"), "no title").unwrap();
    let refused = project.run_refused(&["--guide", folder_name]);
    assert!(refused.contains("20-walks.md has no title"), "{refused}");
    fs::write(folder.join("20-walks.md"), "# Walks\n\nDaily.\n").unwrap();
    project.run_well(&["--guide", folder_name]);
    let page = fs::read_to_string(project.out("src/guide/walks.rs")).unwrap();
    assert!(page.ends_with("//! Walks.\n//!\n//! Daily.\n"), "{page}");
}

#[test]
fn arguments_that_mean_nothing_are_refused() {
    for arguments in [
        &["frobnicate"][..],
        &["codegen", "--frobnicate"],
        &["codegen", "--spec", "x.yaml"],
        &["codegen", "--spec", "x.yaml", "--crate", "a"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            stderr(&output).starts_with("error: "),
            "{}",
            stderr(&output)
        );
    }
    for (name, why) in [
        ("9 lives", "use at most 64 ASCII letters"),
        ("serde-json", "the crate depends on one of that name"),
    ] {
        let project = Project::new();
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["codegen", "--package", name, "--spec"])
            .arg(project.spec())
            .arg("--out")
            .arg(project.out(""))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = format!("`{name}` can't be the name of the crate: {why}");
        assert!(stderr(&output).contains(&said), "{}", stderr(&output));
    }
}

/// Cargo can't run anything in a workspace of which a member is missing: xtask has to be outside of it.
#[test]
fn the_command_runs_where_generated_is_missing_or_broken() {
    let copy = tempfile::tempdir().unwrap();
    for part in [
        "Cargo.toml",
        "form-codegen.toml",
        "generator",
        "spec",
        "xtask",
    ] {
        copy_all(&root().join(part), &copy.path().join(part));
    }
    let lib = copy.path().join("generated/src/lib.rs");
    let wanted = fs::read(root().join("generated/src/lib.rs")).unwrap();
    for damage in ["missing", "garbage"] {
        if damage == "garbage" {
            fs::write(copy.path().join("generated/Cargo.toml"), "garbage").unwrap();
            fs::write(&lib, "garbage").unwrap();
        }
        let output = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--manifest-path"])
            .arg(copy.path().join("xtask/Cargo.toml"))
            .arg("--target-dir")
            .arg(root().join("target/xtask"))
            .args(["--", "codegen", "--force"])
            .current_dir(copy.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{damage}: {}", stderr(&output));
        assert_eq!(fs::read(&lib).unwrap(), wanted, "{damage}");
    }
}

fn copy_all(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            if entry.file_name() != "target" {
                copy_all(&entry.path(), &to.join(entry.file_name()));
            }
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}
