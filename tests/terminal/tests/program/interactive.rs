//! The program of the generated crate at a terminal: what it asks, and how it shows.
//!
//! In: what somebody types. Out: what they see, and what the server got.

use std::fs::File;
use std::path::Path;

use stripe_disputes::testing::mock::Server;

use crate::pty::AtTerminal;
use crate::support::{DISPUTE, SECRET, program, words};

/// A server, and the program started at a terminal; with its output in a file, if there is one.
fn start(server: &Server, line: &str, out: Option<&Path>) -> AtTerminal {
    let folder = tempfile::tempdir().unwrap();
    let path = env!("CARGO_BIN_EXE_disputes-at-a-terminal");
    let mut command = program(path, server, folder.path());
    command.args(words(line));
    AtTerminal::start(command, out.map(|path| File::create(path).unwrap()))
}

fn run(server: &Server, line: &str) -> (i32, String) {
    let (code, screen) = start(server, line, None).end();
    assert!(!screen.contains(SECRET), "{screen}");
    (code, screen)
}

#[test]
fn what_cannot_be_undone_is_asked_for() {
    for line in [
        format!("disputes close {DISPUTE}"),
        format!("disputes update {DISPUTE} --submit"),
        format!("disputes update {DISPUTE} --evidence.customer-name A"),
        format!("disputes update {DISPUTE} -d 'evidence[customer_name]=A'"),
    ] {
        let server = Server::start().unwrap();
        for (typed, code, sent) in [("", 10, 0), ("n", 10, 0), ("yes", 0, 1)] {
            let mut terminal = start(&server, &line, None);
            terminal.wait_for("This cannot be undone. Go on? [y/N] ");
            assert!(server.requests().is_empty(), "{line}");
            terminal.enter(typed);
            let (ended, screen) = terminal.end();
            assert_eq!(
                (ended, server.requests().len()),
                (code, sent),
                "{line}: {screen}"
            );
        }
    }
}

#[test]
fn what_can_be_undone_is_not_asked_for() {
    let server = Server::start().unwrap();
    let (code, screen) = run(&server, &format!("disputes update {DISPUTE} --stage"));
    assert_eq!(code, 0, "{screen}");
    assert!(!screen.contains("[y/N]"), "{screen}");
}

#[test]
fn a_table_and_a_record_with_colours() {
    let server = Server::start().unwrap();
    let (code, screen) = run(&server, "disputes list");
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("\u{1b}[1m id "), "{screen:?}");
    assert!(
        screen.contains("due_by") && screen.contains(DISPUTE),
        "{screen:?}"
    );
    // As a date, and how long there is left.
    assert!(
        screen.contains(" (in ") || screen.contains(" ago)"),
        "{screen:?}"
    );
    let plain = screen.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
    let widest = plain
        .lines()
        .map(|line| line.trim_end().chars().count())
        .max();
    assert!(widest <= Some(100), "{plain}");
    let (_, screen) = run(&server, &format!("disputes retrieve {DISPUTE}"));
    assert!(screen.contains("\u{1b}[1mid"), "{screen:?}");
    let (_, screen) = run(&server, "disputes list --color never");
    assert!(!screen.contains('\u{1b}'), "{screen:?}");
    let (_, screen) = run(&server, "disputes list --output json");
    assert!(screen.starts_with("{\r\n"), "{screen:?}");
    let (_, screen) = run(&server, "disputes list -q");
    assert_eq!(screen, format!("{DISPUTE}\r\n"));
}

#[test]
fn progress_is_shown_to_whoever_waits() {
    let server = Server::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("receipt.pdf"), folder.path().join("out"));
    std::fs::write(&file, vec![b'a'; 3_000_000]).unwrap();
    let line = format!(
        "files create --file '{}' --purpose dispute_evidence",
        file.display()
    );
    let (code, screen) = run(&server, &line);
    assert_eq!(code, 0, "{screen}");
    assert!(
        screen.contains("receipt.pdf") && screen.contains("2.86 MiB"),
        "{screen:?}"
    );
    let (_, screen) = run(&server, &format!("{line} -q"));
    assert!(
        screen.starts_with("file_") && !screen.contains("MiB"),
        "{screen:?}"
    );
    // A list that is long goes into a file, of which the terminal shows nothing.
    let (code, screen) = start(&server, "files list --all", Some(&out)).end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("items"), "{screen:?}");
    let items: serde_json::Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    assert!(items.as_array().unwrap().len() >= 2);
}

#[test]
fn help_has_colours_and_fits() {
    let server = Server::start().unwrap();
    let (code, screen) = run(&server, "disputes update --help");
    assert_eq!(code, 0);
    assert!(screen.contains("\u{1b}["), "{screen:?}");
}
