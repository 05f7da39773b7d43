//! What others have in the folder of a crate: it is not touched, and what is in the way is named.

use std::fs;

use crate::project::{PETS, Project, TOYS, stderr, stdout};

const MANIFEST: &str = ".form-codegen.sha256";

/// What a user adds to a crate that is a repository of its own.
const OF_OTHERS: &[&str] = &[
    ".env",
    ".git/HEAD",
    ".github/workflows/ci.yml",
    ".gitignore",
    "CHANGELOG.md",
    "Cargo.lock",
    "examples/mine.rs",
    "src/mine.rs",
    "src/resources/mine/notes.txt",
    "target/debug/pets",
];

#[test]
fn what_others_added_stays_and_is_not_called_superfluous() {
    let project = Project::generated();
    for name in OF_OTHERS {
        project.put(name, "of others");
    }
    fs::create_dir(project.out("src/empty")).unwrap();
    let check = project.run_well(&["--check"]);
    assert_eq!(check, "up to date\n");
    for document in [format!("{PETS}{TOYS}"), TOYS_ALONE.to_owned()] {
        project.describe(&document);
        let printed = project.run_well(&[]);
        for name in OF_OTHERS {
            let text = fs::read_to_string(project.out(name)).unwrap();
            assert_eq!(text, "of others", "{name}");
            assert!(!printed.contains(name), "{name}: {printed}");
        }
        assert!(project.out("src/empty").is_dir());
    }
    assert!(!project.out("src/resources/pets.rs").exists());
    assert!(project.out("src/resources/toys.rs").exists());
}

const TOYS_ALONE: &str = "
openapi: 3.0.0
info: {title: Pets, version: '1'}
servers: [{url: https://pets.example}]
paths:
  /toys/{toy}:
    get:
      parameters: [{name: toy, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: There is such a toy.}}
";

#[test]
fn what_was_done_is_counted_and_named() {
    let project = Project::generated();
    project.describe(&format!("{PETS}{TOYS}"));
    let printed = project.run_well(&[]);
    for part in [
        ": 2 added, ",
        " changed\n",
        "  added: ",
        "/src/resources/toys.rs\n",
    ] {
        assert!(printed.contains(part), "`{part}` is not in:\n{printed}");
    }
    project.describe(PETS);
    let printed = project.run_well(&[]);
    for part in [", 2 removed\n", "  removed: ", "/src/resources/toys.rs\n"] {
        assert!(printed.contains(part), "`{part}` is not in:\n{printed}");
    }
    let anew = Project::new().run_well(&[]);
    assert!(
        anew.contains(" added\n") && !anew.contains("  added: "),
        "{anew}"
    );
}

#[test]
fn what_somebody_edited_is_kept_unless_forced() {
    let project = Project::generated();
    let clean = project.picture();
    project.put("README.md", "edited");
    project.describe(&format!("{PETS}{TOYS}"));
    let refused = project.run_refused(&[]);
    assert!(
        refused.contains("edited: ") && refused.contains("README.md"),
        "{refused}"
    );
    assert!(refused.contains("`--force`"), "{refused}");
    let check = project.run(&["--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(stdout(&check).contains("-edited"), "{}", stdout(&check));
    project.describe(PETS);
    let forced = project.run_well(&["--force"]);
    assert!(forced.contains("changed, although edited: "), "{forced}");
    assert_eq!(project.picture(), clean);
}

#[test]
fn what_somebody_edited_is_kept_when_it_is_no_longer_generated() {
    let project = Project::new();
    project.describe(&format!("{PETS}{TOYS}"));
    project.run_well(&[]);
    project.put("src/resources/toys.rs", "edited");
    project.describe(PETS);
    let refused = project.run_refused(&[]);
    assert!(
        refused.contains("edited, and no longer generated: "),
        "{refused}"
    );
    assert!(refused.contains("toys.rs"), "{refused}");
    let forced = project.run_well(&["--force"]);
    assert!(forced.contains("removed, although edited: "), "{forced}");
    assert!(!project.out("src/resources/toys.rs").exists());
}

/// As git does it for Windows.
#[test]
fn line_ends_are_no_edit() {
    let project = Project::generated();
    let clean = project.picture();
    for name in ["src/lib.rs", MANIFEST] {
        let text = fs::read_to_string(project.out(name)).unwrap();
        project.put(name, &text.replace('\n', "\r\n"));
    }
    assert!(project.run_well(&[]).contains("2 changed"));
    assert_eq!(project.picture(), clean);
}

#[test]
fn a_file_of_others_where_a_generated_one_must_be_is_refused() {
    let project = Project::generated();
    project.put("src/resources/toys.rs", "of others");
    project.describe(&format!("{PETS}{TOYS}"));
    for arguments in [&[][..], &["--force"]] {
        let refused = project.run_refused(arguments);
        assert!(refused.contains("not generated, where a generated file must be: "));
        assert!(refused.contains("src/resources/toys.rs"), "{refused}");
    }
    let check = stdout(&project.run(&["--check"]));
    assert!(
        check.contains("not generated, where a generated file must be: "),
        "{check}"
    );
}

#[test]
fn a_folder_with_files_of_others_alone_is_refused() {
    let project = Project::new();
    project.put("thesis.txt", "years of work");
    assert!(
        project
            .run_refused(&[])
            .contains("holds files that were not generated")
    );
    project.put("src/index.js", "a crate of another kind");
    assert!(
        project
            .run_refused(&[])
            .contains("holds files that were not generated")
    );
}

#[test]
fn a_new_repository_takes_a_crate() {
    let project = Project::new();
    for name in [".git/HEAD", ".gitignore", "target/x"] {
        project.put(name, "of others");
    }
    project.run_well(&[]);
    assert_eq!(
        fs::read_to_string(project.out(".git/HEAD")).unwrap(),
        "of others"
    );
}

/// Earlier versions wrote no manifest.
#[test]
fn without_a_manifest_the_first_line_tells() {
    let project = Project::generated();
    let clean = project.picture();
    fs::remove_file(project.out(MANIFEST)).unwrap();
    let mark = "// Generated by `cargo xtask codegen` from the OpenAPI document.\n";
    project.put("src/old/gone.rs", mark);
    project.put("src/lib.rs", mark);
    project.put("CHANGELOG.md", "of others");
    project.put("examples/copy.rs", mark);
    let output = project.run(&[]);
    let said = stderr(&output);
    assert!(
        said.contains("counted as generated by the first line"),
        "{said}"
    );
    let printed = stdout(&output);
    assert!(
        printed.contains("removed: ") && printed.contains("src/old/gone.rs"),
        "{printed}"
    );
    assert!(!project.out("src/old").exists());
    for name in ["CHANGELOG.md", "examples/copy.rs"] {
        fs::remove_file(project.out(name)).unwrap();
    }
    fs::remove_dir(project.out("examples")).unwrap();
    assert_eq!(project.picture(), clean);
    // With the manifest, a copy of a generated file is its owner's.
    project.put("src/copy.rs", mark);
    assert!(project.run_well(&[]).contains("nothing changed"));
    assert!(project.out("src/copy.rs").exists());
}

#[test]
fn a_manifest_that_makes_no_sense_is_refused() {
    let project = Project::generated();
    // A file outside with just the contents that the manifest tells, so that nothing else would keep it.
    fs::write(project.folder().join("outside"), "foo").unwrap();
    let digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    let clean = project.picture();
    for (line, why) in [
        (
            format!("{digest}  ../outside"),
            "does not stay in the folder",
        ),
        (
            format!("{digest}  src/../../outside"),
            "does not stay in the folder",
        ),
        (
            format!("{digest}  /etc/hostname"),
            "does not stay in the folder",
        ),
        (
            format!("{digest}  src\\..\\outside"),
            "does not stay in the folder",
        ),
        (
            format!("{digest}  a\n{digest}  a"),
            "line 4: the path comes again",
        ),
        (
            "<<<<<<< HEAD".to_owned(),
            "line 3: not a SHA-256, two spaces and a path",
        ),
        ("{}".to_owned(), "not a SHA-256"),
    ] {
        project.put(MANIFEST, &format!("# Generated\n#\n{line}\n"));
        let refused = project.run_refused(&[]);
        assert!(
            refused.contains(why) && refused.contains(MANIFEST),
            "{line}: {refused}"
        );
        assert!(stderr(&project.run(&["--check"])).contains(why));
        project.run_well(&["--force"]);
        assert_eq!(project.picture(), clean);
    }
}

#[cfg(unix)]
mod special {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    use std::process::Command;

    use super::*;

    fn pipe(project: &Project, name: &str) {
        let status = Command::new("mkfifo").arg(project.out(name)).status();
        assert!(status.unwrap().success());
    }

    #[test]
    fn what_is_no_file_is_named_where_a_generated_file_must_be() {
        for name in ["Cargo.toml", "src/lib.rs", MANIFEST] {
            let project = Project::generated();
            fs::remove_file(project.out(name)).unwrap();
            pipe(&project, name);
            for arguments in [&[][..], &["--force"]] {
                let refused = project.run_refused(arguments);
                assert!(refused.contains("a pipe, socket or device, where a generated file"));
                assert!(refused.contains(name), "{refused}");
            }
            fs::remove_file(project.out(name)).unwrap();
            symlink("nowhere", project.out(name)).unwrap();
            assert!(
                project
                    .run_refused(&[])
                    .contains("a symbolic link, where a generated file")
            );
            fs::remove_file(project.out(name)).unwrap();
            fs::create_dir(project.out(name)).unwrap();
            assert!(
                project
                    .run_refused(&[])
                    .contains("a folder, where a generated file")
            );
        }
    }

    #[test]
    fn what_is_no_file_is_not_touched_elsewhere() {
        let project = Project::generated();
        pipe(&project, "pipe");
        pipe(&project, "src/pipe.rs");
        symlink("nowhere", project.out("src/link.rs")).unwrap();
        symlink("/", project.out("src/root")).unwrap();
        fs::remove_file(project.out(MANIFEST)).unwrap();
        project.run_well(&[]);
        project.describe(&format!("{PETS}{TOYS}"));
        project.run_well(&[]);
        for name in ["pipe", "src/pipe.rs", "src/link.rs", "src/root"] {
            assert!(fs::symlink_metadata(project.out(name)).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_link_in_the_place_of_a_folder_is_not_followed() {
        let project = Project::generated();
        let elsewhere = project.folder().join("elsewhere");
        fs::rename(project.out("src/resources"), &elsewhere).unwrap();
        symlink(&elsewhere, project.out("src/resources")).unwrap();
        let refused = project.run_refused(&["--force"]);
        assert!(refused.contains("a symbolic link, where a generated file or folder must be: "));
        assert!(refused.contains("src/resources"), "{refused}");
        fs::remove_file(project.out("src/resources")).unwrap();
        // Nothing is generated there any more: what the link leads to was never written by the generator.
        symlink(&elsewhere, project.out("src/old")).unwrap();
        let listed = fs::read_to_string(project.out(MANIFEST)).unwrap();
        project.put(
            MANIFEST,
            &listed.replace("src/resources/pets.rs", "src/old/pets.rs"),
        );
        project.run_well(&["--force"]);
        assert!(elsewhere.join("pets.rs").exists());
    }

    #[test]
    fn a_link_to_the_folder_stays_a_link() {
        let project = Project::generated();
        let elsewhere = project.folder().join("elsewhere");
        fs::rename(project.out(""), &elsewhere).unwrap();
        symlink(&elsewhere, project.out("")).unwrap();
        project.describe(&format!("{PETS}{TOYS}"));
        project.run_well(&[]);
        assert!(elsewhere.join("src/resources/toys.rs").exists());
        assert!(fs::symlink_metadata(project.out("")).unwrap().is_symlink());
        fs::remove_dir_all(&elsewhere).unwrap();
        assert!(project.run_refused(&[]).contains("leads nowhere"));
        fs::remove_file(project.out("")).unwrap();
        pipe(&project, "");
        assert!(project.run_refused(&[]).contains("is no folder"));
    }

    #[test]
    fn permissions_and_times_stay() {
        let project = Project::generated();
        let mode = |name: &str, mode| {
            fs::set_permissions(project.out(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        let look = |name: &str| fs::metadata(project.out(name)).unwrap();
        mode("", 0o700);
        mode("src", 0o2750);
        mode("src/lib.rs", 0o600);
        let time = look("rustfmt.toml").mtime_nsec();
        project.describe(&format!("{PETS}{TOYS}"));
        project.run_well(&[]);
        assert_eq!(look("").mode() & 0o7777, 0o700);
        assert_eq!(look("src").mode() & 0o7777, 0o2750);
        assert_eq!(look("src/lib.rs").mode() & 0o7777, 0o600);
        assert_eq!(look("rustfmt.toml").mtime_nsec(), time);
    }
}
