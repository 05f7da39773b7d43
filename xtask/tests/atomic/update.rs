//! An error or a kill at each step of an update: the workspace is the whole old one or the whole new one.

use std::fs;
use std::path::Path;

use form_codegen::cli::output::Folder;
use form_codegen::cli::output::disk::Disk;
use form_codegen::cli::output::plan::Policy;
use tempfile::TempDir;

use crate::faulty::{Fault, Faulty};
use crate::files;
use crate::picture::picture;

/// What `update` does with files of people and a crate.
fn update(disk: &dyn Disk, root: &Path) -> Result<(), String> {
    let crate_folder = Folder::open(disk, &root.join("generated"))?;
    let mut folder = Folder::open(disk, root)?;
    folder.recover()?;
    let policy = Policy {
        force: false,
        ours: true,
    };
    let new = files(&[
        ("Cargo.toml", "new"),
        ("src/lib.rs", "same"),
        ("src/b.rs", "b"),
    ]);
    let plan = crate_folder.plan(new, "cargo xtask codegen", policy)?;
    let mut plan = plan.seen_from_above("generated");
    for (name, text) in [
        ("CHANGELOG.md", Some("new")),
        ("README.md", Some("the same")),
        ("spec/a.yml", Some("new")),
        ("spec/overlays/1.yaml", None),
        ("spec/overlays/2.yaml", Some("new")),
        ("form-codegen.toml", Some("made")),
    ] {
        plan.add_file(root, name, text.map(str::to_owned))?;
    }
    folder.write(&plan).map(drop)
}

fn workspace(others: bool) -> TempDir {
    let work = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    let work = work.unwrap();
    for (name, text) in [
        ("root/.git/HEAD", "of others"),
        ("root/CHANGELOG.md", "old"),
        ("root/README.md", "the same"),
        ("root/spec/a.yml", "old"),
        ("root/spec/notes", "of others"),
        ("root/spec/overlays/1.yaml", "goes"),
        ("root/spec/overlays/2.yaml", "old"),
    ] {
        let path = work.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let disk = Faulty::sound(true);
    let folder = Folder::open(&disk, &work.path().join("root/generated")).unwrap();
    let old = files(&[
        ("Cargo.toml", "old"),
        ("src/lib.rs", "same"),
        ("src/a.rs", "a"),
    ]);
    let policy = Policy::default();
    let plan = folder.plan(old, "cargo xtask codegen", policy).unwrap();
    folder.write(&plan).unwrap();
    if others {
        fs::write(work.path().join("root/generated/mine"), "of others").unwrap();
    }
    work
}

#[test]
fn all_of_it_is_written_or_nothing() {
    for (others, exchanges) in [(false, true), (false, false), (true, true), (true, false)] {
        let work = workspace(others);
        let old = picture(work.path());
        let disk = Faulty::sound(exchanges);
        update(&disk, &work.path().join("root")).unwrap();
        let new = picture(work.path());
        assert!(!new.keys().any(|path| path.ends_with("1.yaml")), "{new:?}");
        for (step, fault) in
            (0..disk.steps()).flat_map(|step| [(step, Fault::Error), (step, Fault::Kill)])
        {
            let work = workspace(others);
            let root = work.path().join("root");
            let outcome = update(&Faulty::at(step, fault, exchanges), &root);
            let case =
                format!("others: {others}, exchanges: {exchanges}, {fault:?} {step}: {outcome:?}");
            if fault == Fault::Error {
                let expected = if outcome.is_ok() { &new } else { &old };
                assert_eq!(&picture(work.path()), expected, "{case}");
                continue;
            }
            // What a kill left is told, and the next command makes it the one or the other.
            let sound = Faulty::sound(exchanges);
            let mut folder = Folder::open(&sound, &root).unwrap();
            let is_told = !folder.interrupted().unwrap().is_empty();
            let now = picture(work.path());
            assert!(is_told || now == old || now == new, "{case}");
            assert_eq!(is_told, Folder::is_staging_in(&root), "{case}");
            folder.recover().unwrap();
            let now = picture(work.path());
            assert!(now == old || now == new, "{case}: {now:?}");
        }
    }
}
