//! A workspace with a `spec/`, as the program finds it, and what a run that is ended leaves of it.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use crate::picture::{Picture, picture};
use crate::project::{PETS, TOYS, stderr, stdout};
use tempfile::TempDir;

const CONFIG: &str = r#"[[crate]]
name = "stripe-disputes"
document = "spec/stripe-disputes-api-openapi.yml"
overlays = ["spec/overlays"]
out = "generated"
lock = "spec/lock.json"
"#;

/// A workspace that has nothing but a document.
fn checkout() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    fs::write(folder.path().join("form-codegen.toml"), CONFIG).unwrap();
    fs::create_dir_all(folder.path().join("spec/overlays")).unwrap();
    describe(folder.path(), PETS);
    folder
}

fn describe(checkout: &Path, document: &str) {
    fs::write(
        checkout.join("spec/stripe-disputes-api-openapi.yml"),
        document,
    )
    .unwrap();
}

fn codegen(folder: &Path, extra: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("codegen").args(extra).current_dir(folder);
    command
}

fn run(folder: &Path, extra: &[&str]) -> Output {
    codegen(folder, extra).output().unwrap()
}

#[test]
fn the_program_works_on_the_workspace_that_it_is_started_in() {
    let (one, other) = (checkout(), checkout());
    let below = one.path().join("tools/deep");
    fs::create_dir_all(&below).unwrap();
    // A workspace without a configuration is not the one.
    fs::write(one.path().join("tools/Cargo.toml"), "[workspace]\n").unwrap();
    let untouched = picture(other.path());
    fs::create_dir(one.path().join("spec/guide")).unwrap();
    let with_guide = CONFIG.replace("out =", "guide = \"spec/guide\"\nout =");
    fs::write(one.path().join("form-codegen.toml"), with_guide).unwrap();
    fs::write(one.path().join("spec/guide/walks.md"), "# Walks").unwrap();
    let output = run(&below, &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(one.path().join("generated/src/lib.rs").exists());
    assert!(one.path().join("generated/src/guide/walks.rs").exists());
    let lock = fs::read_to_string(one.path().join("spec/lock.json")).unwrap();
    for input in ["stripe-disputes-api-openapi.yml", "guide/walks.md"] {
        assert!(lock.contains(&format!("\"spec/{input}\"")), "{lock}");
    }
    assert_eq!(untouched, picture(other.path()));
}

#[test]
fn without_a_workspace_there_is_nothing_to_generate_from() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["codegen", "ci"] {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg(command)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("there is no form-codegen.toml"));
    }
    fs::write(folder.path().join("pets.yaml"), PETS).unwrap();
    let own = [
        "--spec",
        "pets.yaml",
        "--out",
        "a/b/pets",
        "--package",
        "pets",
    ];
    let output = run(folder.path(), &own);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(folder.path().join("a/b/pets/Cargo.toml").exists());
}

/// A shell in the folder would find itself in one that is gone.
#[cfg(unix)]
#[test]
fn the_folder_that_it_is_started_in_stays_the_same() {
    use std::os::unix::fs::MetadataExt as _;
    let checkout = checkout();
    run(checkout.path(), &[]);
    let generated = checkout.path().join("generated");
    let before = fs::metadata(&generated).unwrap().ino();
    describe(checkout.path(), &format!("{PETS}{TOYS}"));
    let output = run(&generated, &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(generated.join("src/resources/toys.rs").exists());
    assert_eq!(fs::metadata(&generated).unwrap().ino(), before);
}

#[test]
fn a_lock_that_can_t_be_written_is_noticed_and_written_by_the_next_run() {
    let checkout = checkout();
    let staged = checkout.path().join("spec/lock.json.new");
    fs::create_dir(&staged).unwrap();
    let failed = run(checkout.path(), &[]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(stderr(&failed).contains("lock.json"), "{}", stderr(&failed));
    fs::remove_dir(&staged).unwrap();
    let check = run(checkout.path(), &["--check"]);
    assert!(stdout(&check).contains("lock.json\n1 file not up to date"));
    // What a run leaves that is ended just before the lock is in its place.
    fs::write(&staged, "{").unwrap();
    assert!(run(checkout.path(), &[]).status.success());
    assert!(!staged.exists());
    assert_eq!(stdout(&run(checkout.path(), &["--check"])), "up to date\n");
}

#[test]
fn runs_at_the_same_time_wait_for_each_other() {
    let checkout = checkout();
    assert!(run(checkout.path(), &[]).status.success());
    describe(checkout.path(), &format!("{PETS}{TOYS}"));
    let programs: Vec<Child> = (0..8)
        .map(|_| codegen(checkout.path(), &[]).spawn().unwrap())
        .collect();
    for mut program in programs {
        assert!(program.wait().unwrap().success());
    }
    assert_eq!(stdout(&run(checkout.path(), &["--check"])), "up to date\n");
}

/// The real program, ended by the system after ever longer times.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_run_that_is_ended_leaves_the_old_crate_or_the_new_one() {
    let checkout = checkout();
    let documents = [PETS.to_owned(), format!("{PETS}{TOYS}")];
    let clean = documents.each_ref().map(|document| {
        describe(checkout.path(), document);
        assert!(run(checkout.path(), &[]).status.success());
        crates(checkout.path())
    });
    for round in 0..60 {
        describe(checkout.path(), &documents[round % 2]);
        let mut program = codegen(checkout.path(), &[])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(500 * round as u64));
        program.kill().unwrap();
        program.wait().unwrap();
        let now = crates(checkout.path());
        assert!(clean.contains(&now), "round {round}: {now:?}");
    }
    assert!(run(checkout.path(), &[]).status.success());
    let names = fs::read_dir(checkout.path()).unwrap().count();
    assert_eq!(
        names,
        4,
        "Cargo.toml, form-codegen.toml, generated and spec: {:?}",
        fs::read_dir(checkout.path()).unwrap().collect::<Vec<_>>()
    );
}

fn crates(checkout: &Path) -> Picture {
    picture(&checkout.join("generated"))
}

#[test]
fn check_says_that_a_run_was_interrupted_and_mends_nothing() {
    let checkout = checkout();
    run(checkout.path(), &[]);
    fs::create_dir(checkout.path().join(".generated.form-codegen")).unwrap();
    let check = run(checkout.path(), &["--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(stdout(&check).starts_with("left by a run that was interrupted: "));
    let output = run(checkout.path(), &[]);
    assert!(stderr(&output).starts_with("put in order what an interrupted run had left"));
    assert!(!checkout.path().join(".generated.form-codegen").exists());
    fs::create_dir(checkout.path().join(".generated.form-codegen")).unwrap();
    fs::write(checkout.path().join(".generated.form-codegen/thesis"), "").unwrap();
    let refused = run(checkout.path(), &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains(".generated.form-codegen is in the way"));
}

/// Of a pipe, nothing may ever come.
#[cfg(unix)]
#[test]
fn what_is_found_in_spec_has_to_be_a_file() {
    for name in [
        "spec/overlays/50-own.yaml",
        "spec/stripe-disputes-api-openapi.yml",
    ] {
        let checkout = checkout();
        let path = checkout.path().join(name);
        let _ = fs::remove_file(&path);
        let made = Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
        let mut child = codegen(checkout.path(), &[])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        for _ in 0..100 {
            if child.try_wait().unwrap().is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(100));
        }
        let _ = child.kill();
        let said = stderr(&child.wait_with_output().unwrap());
        assert!(said.contains(name) && said.contains("is no file"), "{said}");
    }
}
