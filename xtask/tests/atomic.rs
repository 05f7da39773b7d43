//! An error, a full disk or a kill at each step of a run: the crate is the whole old one or the whole new one.

#[path = "support/faulty.rs"]
mod faulty;
#[path = "support/picture.rs"]
mod picture;
#[path = "atomic/update.rs"]
mod update;

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use faulty::{Fault, Faulty};
use form_codegen::Files;
use form_codegen::cli::output::Folder;
use form_codegen::cli::output::disk::Disk;
use form_codegen::cli::output::plan::Policy;
use picture::{Picture, picture};
use tempfile::TempDir;

/// What an earlier run wrote: besides what changes, files and folders that go.
const OLD: &[(&str, &str)] = &[
    ("Cargo.toml", "old manifest"),
    ("README.md", "the same"),
    ("src/lib.rs", "old lib"),
    ("src/models/a.rs", "old a"),
    ("src/models/gone.rs", "gone"),
    ("src/old/deep/x.rs", "gone"),
    ("src/same.rs", "the same"),
];

/// What the run writes that is tried: besides what changes, new files and a new folder.
const NEW: &[(&str, &str)] = &[
    ("Cargo.toml", "new manifest"),
    ("README.md", "the same"),
    ("src/lib.rs", "new lib"),
    ("src/models/a.rs", "new a"),
    ("src/models/new.rs", "new"),
    ("src/more/deep/y.rs", "new"),
    ("src/same.rs", "the same"),
];

/// What a third run writes.
const LATER: &[(&str, &str)] = &[("Cargo.toml", "later manifest"), ("src/lib.rs", "later")];

/// What is in the folder before.
#[derive(Clone, Copy, Debug)]
enum Before {
    /// There is no folder.
    Nothing,
    /// The old crate alone.
    Crate,
    /// The old crate, and in its top folder what others put there.
    Others,
    /// The old crate, and everywhere what others put there.
    OthersEverywhere,
}

const CASES: [(Before, bool); 8] = [
    (Before::Nothing, true),
    (Before::Nothing, false),
    (Before::Crate, true),
    (Before::Crate, false),
    (Before::Others, true),
    (Before::Others, false),
    (Before::OthersEverywhere, true),
    (Before::OthersEverywhere, false),
];

fn files(list: &[(&str, &str)]) -> Files {
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    list.iter().map(own).collect()
}

/// A run of the program on `work/crate`.
fn run(disk: &dyn Disk, work: &Path, list: &[(&str, &str)]) -> Result<(), String> {
    let mut folder = Folder::open(disk, &work.join("crate"))?;
    folder.recover()?;
    let policy = Policy {
        force: false,
        ours: true,
    };
    let plan = folder.plan(files(list), "cargo xtask codegen", policy)?;
    assert!(!plan.is_forbidden(), "{:?}", plan.changes);
    folder.write(&plan).map(drop)
}

fn work(before: Before) -> TempDir {
    // In memory where there is such a folder: it is written many thousand times.
    let work = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    let work = work.unwrap();
    let others = match before {
        Before::Nothing => return work,
        Before::Crate => &[][..],
        Before::Others => &[".git/HEAD", "target/debug/app", ".env"],
        Before::OthersEverywhere => &[".env", "src/mine.rs", "src/old/notes", "src/models/b/c.rs"],
    };
    run(&Faulty::sound(true), work.path(), OLD).unwrap();
    for name in others {
        let path = work.path().join("crate").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "of others").unwrap();
    }
    work
}

/// How the folder looks before, how it looks after a run without faults, and how many steps that takes.
fn without_faults(before: Before, exchanges: bool) -> (Picture, Picture, usize) {
    let work = work(before);
    let old = picture(work.path());
    let disk = Faulty::sound(exchanges);
    run(&disk, work.path(), NEW).unwrap();
    (old, picture(work.path()), disk.steps())
}

fn others(picture: &Picture) -> Vec<&PathBuf> {
    let is_of_others = |text: &Option<String>| text.as_deref() == Some("of others");
    let found = picture.iter().filter(|(_, text)| is_of_others(text));
    found.map(|(path, _)| path).collect()
}

#[test]
fn an_error_at_each_step_leaves_all_as_it_was_or_as_it_should_be() {
    for (before, exchanges) in CASES {
        let (old, new, steps) = without_faults(before, exchanges);
        for step in 0..steps {
            let work = work(before);
            let disk = Faulty::at(step, Fault::Error, exchanges);
            let outcome = run(&disk, work.path(), NEW);
            let now = picture(work.path());
            let case = format!("{before:?}, exchanges: {exchanges}, step {step}: {outcome:?}");
            let expected = if outcome.is_ok() { &new } else { &old };
            assert_eq!(&now, expected, "{case}");
            if let Err(message) = outcome {
                let place = work.path().to_string_lossy().into_owned();
                assert!(message.contains(&place), "{case}");
            }
            run(&Faulty::sound(exchanges), work.path(), NEW).unwrap();
            assert_eq!(picture(work.path()), new, "{case}");
        }
    }
}

#[test]
fn a_kill_at_each_step_is_mended_by_the_next_run() {
    for (before, exchanges) in CASES {
        let (old, new, steps) = without_faults(before, exchanges);
        for step in 0..steps {
            let work = work(before);
            let disk = Faulty::at(step, Fault::Kill, exchanges);
            let _ = run(&disk, work.path(), NEW);
            let now = picture(work.path());
            let case = format!("{before:?}, exchanges: {exchanges}, step {step}");
            assert_eq!(others(&now), others(&old), "{case}");
            let crate_now: Picture = crate_of(&now);
            let is_whole = crate_now == crate_of(&old) || crate_now == crate_of(&new);
            match before {
                Before::Nothing => assert!(is_whole, "{case}: {crate_now:?}"),
                Before::Crate if exchanges => assert!(is_whole, "{case}: {crate_now:?}"),
                _ => {}
            }
            let folder = Folder::open(&disk, &work.path().join("crate")).unwrap();
            let is_told = !folder.interrupted().unwrap().is_empty();
            assert!(is_told || now == old || now == new, "{case}: {now:?}");
            drop(folder);
            run(&Faulty::sound(exchanges), work.path(), NEW).unwrap();
            assert_eq!(picture(work.path()), new, "{case}");
        }
    }
}

/// What is in the folder of the crate, without the folder for staging.
fn crate_of(picture: &Picture) -> Picture {
    let is_in = |path: &Path| path.starts_with("crate") && !path.starts_with("crate/.form-codegen");
    let entries = picture.iter().filter(|(path, _)| is_in(path));
    entries
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

/// Whether a run has begun to move something and has not cleared what was there.
fn is_moving(picture: &Picture) -> bool {
    let mut names = picture.keys().filter_map(|path| path.file_name());
    names.any(|name| name == "journal" || name == "done")
}

#[test]
fn a_kill_while_the_next_run_mends_is_mended_by_the_one_after() {
    let mending = |disk: &Faulty<'_>, work: &Path| {
        let mut folder = Folder::open(disk, &work.join("crate")).unwrap();
        folder.recover()
    };
    for (before, exchanges) in [
        (Before::Crate, true),
        (Before::OthersEverywhere, true),
        (Before::OthersEverywhere, false),
    ] {
        let (_, new, steps) = without_faults(before, exchanges);
        for first in 0..steps {
            for second in 0.. {
                let work = work(before);
                let kill = |step| Faulty::at(step, Fault::Kill, exchanges);
                let _ = run(&kill(first), work.path(), NEW);
                if !is_moving(&picture(work.path())) {
                    break;
                }
                let is_over = mending(&kill(second), work.path()).is_ok();
                run(&Faulty::sound(exchanges), work.path(), NEW).unwrap();
                let case = format!("{before:?}, exchanges: {exchanges}, steps {first}, {second}");
                assert_eq!(picture(work.path()), new, "{case}");
                if is_over {
                    break;
                }
            }
        }
    }
}

#[test]
fn the_run_after_a_kill_may_have_another_crate_to_write() {
    for (before, exchanges) in CASES {
        let clean = work(before);
        run(&Faulty::sound(exchanges), clean.path(), LATER).unwrap();
        let later = picture(clean.path());
        for step in 0..without_faults(before, exchanges).2 {
            let work = work(before);
            let _ = run(&Faulty::at(step, Fault::Kill, exchanges), work.path(), NEW);
            run(&Faulty::sound(exchanges), work.path(), LATER).unwrap();
            let case = format!("{before:?}, exchanges: {exchanges}, step {step}");
            assert_eq!(picture(work.path()), later, "{case}");
        }
    }
}

/// The folder above may be another's, or the crate a place where a file system is mounted.
#[test]
fn a_folder_that_can_t_be_exchanged_has_its_entries_exchanged() {
    let (_, new, steps) = without_faults(Before::Crate, true);
    let mut refused = 0;
    for step in 0..steps {
        let work = work(Before::Crate);
        let disk = Faulty::at(step, Fault::Refusal, true);
        if run(&disk, work.path(), NEW).is_ok() && disk.steps() > steps {
            refused += 1;
            assert_eq!(picture(work.path()), new, "step {step}");
        }
    }
    assert!(refused >= 2, "staging beside the folder, and the exchange");
}

/// Somebody builds in the folder, or saves a file, while a run is at work.
#[test]
fn what_others_write_meanwhile_is_kept() {
    for (before, exchanges) in CASES {
        if matches!(before, Before::Nothing) {
            continue;
        }
        for at in 0..without_faults(before, exchanges).2 {
            let work = work(before);
            let built = work.path().join("crate/target/late");
            let edited = work.path().join("crate/src/lib.rs");
            let was_edited = Cell::new(true);
            let neighbour = |step| {
                if step == at {
                    fs::create_dir_all(built.parent().unwrap()).unwrap();
                    fs::write(&built, "built").unwrap();
                    // An editor writes a new file. Without an exchange, there is none for a moment.
                    let _ = fs::remove_file(&edited);
                    was_edited.set(fs::write(&edited, "edited").is_ok());
                }
            };
            let outcome = run(&Faulty::beside(exchanges, neighbour), work.path(), NEW);
            let now = picture(work.path());
            let has = |text: &str| now.values().any(|found| found.as_deref() == Some(text));
            let case =
                format!("{before:?}, exchanges: {exchanges}, step {at}: {outcome:?} {now:?}");
            assert!(has("edited") || !was_edited.get(), "{case}");
            assert!(work.path().join("crate/target/late").exists(), "{case}");
        }
    }
}
