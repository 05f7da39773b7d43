//! The program of the generated crate in a pipe, over a socket of this machine.
//!
//! In: what a script types. Out: what it gets and what the server got. What always holds: the secret is in none of it.

use std::process::Output;

use serde_json::Value;
use stripe_disputes::testing::mock::Server;

use crate::support::{DISPUTE, SECRET, program, words};

const PROGRAM: &str = env!("CARGO_BIN_EXE_disputes-at-a-terminal");

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(server: &Server, line: &str) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let Output {
        status,
        stdout,
        stderr,
    } = program(PROGRAM, server, folder.path())
        .args(words(line))
        .output()
        .unwrap();
    let [out, err] = [stdout, stderr].map(|text| String::from_utf8(text).unwrap());
    for text in [&out, &err] {
        assert!(!text.contains(SECRET), "{line}: {text}");
    }
    Ran {
        code: status.code().unwrap(),
        out,
        err,
    }
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err))
}

#[test]
fn a_dispute_is_answered() {
    let server = Server::start().unwrap();
    let ran = run(&server, &format!("disputes retrieve {DISPUTE}"));
    assert_eq!(json(&ran)["id"], DISPUTE);
    let receipt = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/receipt.pdf");
    let update = format!(
        "disputes update {DISPUTE} --evidence.receipt @{receipt} --metadata order_id=6735 --stage"
    );
    let ran = run(&server, &update);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(json(&ran)["metadata"]["order_id"], "6735");
    let sent: Vec<String> = server.requests().iter().map(ToString::to_string).collect();
    assert_eq!(sent.len(), 3, "{sent:#?}");
    assert_eq!(server.violations(), [""; 0]);
    let ran = run(&server, "disputes list -q");
    assert_eq!(ran.out, format!("{DISPUTE}\n"));
}

#[test]
fn what_cannot_be_undone_needs_a_word() {
    let server = Server::start().unwrap();
    for line in [
        format!("disputes close {DISPUTE}"),
        format!("disputes update {DISPUTE} --evidence.customer-name A"),
        format!("disputes update {DISPUTE} --submit"),
    ] {
        let ran = run(&server, &line);
        assert_eq!((ran.code, ran.out.as_str()), (10, ""), "{line}");
        assert!(ran.err.contains("--yes"), "{}", ran.err);
    }
    assert!(server.requests().is_empty());
    // The vendor's own form works as it stands, and a note says what it does.
    let ran = run(
        &server,
        &format!("disputes update {DISPUTE} -d 'evidence[customer_name]=A'"),
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.starts_with("note: ") && ran.err.contains("--stage"),
        "{}",
        ran.err
    );
    let ran = run(&server, &format!("disputes close {DISPUTE} --yes"));
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn exit_codes_say_what_kind_of_error_it_is() {
    let server = Server::start().unwrap();
    assert_eq!(
        run(&server, "disputes update x --evidence.customer-nmae A").code,
        2
    );
    assert_eq!(run(&server, "disputes list --profile nobody").code, 3);
    assert_eq!(run(&server, "disputes retrieve dp_0").code, 6);
    for (status, code) in [(400, 4), (401, 5), (403, 5), (429, 7), (500, 8)] {
        let fault = format!("status={status}");
        server.on("GET *").fail(&fault).unwrap();
        let ran = run(&server, &format!("disputes retrieve {DISPUTE}"));
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{}", ran.err);
        assert!(ran.err.starts_with("error: req_"), "{}", ran.err);
        server.end_faults();
    }
    let gone = Server::start().unwrap();
    let line = format!("disputes list --base-url {}", gone.url());
    drop(gone);
    assert_eq!(run(&server, &line).code, 9);
    // What every code means stands in the help.
    let help = run(&server, "--help").out;
    for code in 0..=10 {
        assert!(help.contains(&format!("\n  {code} ")), "{help}");
    }
}

#[test]
fn secrets_appear_nowhere() {
    let server = Server::start().unwrap();
    server.on("POST *").fail("status=401").unwrap();
    // `run` looks for the secret in all that is written.
    for line in [
        format!("disputes update {DISPUTE} --stage"),
        format!("disputes update {DISPUTE} --stage --dry-run --key {SECRET}"),
        format!(
            "disputes update {DISPUTE} --stage --print curl --header 'Authorization: Bearer {SECRET}'"
        ),
        format!("disputes update {DISPUTE} --stage --print rust --header 'X-Api-Key: {SECRET}'"),
        format!("disputes list --base-url http://{SECRET}@127.0.0.1:9"),
        format!("disputes list --header {SECRET}"),
        format!("raw POST /v1/disputes/{DISPUTE} --yes --key {SECRET}"),
        "--help".to_owned(),
    ] {
        run(&server, &line);
    }
}

/// What the API is sent is what was typed, or nothing.
#[cfg(unix)]
#[test]
fn what_is_no_text_is_not_sent() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let server = Server::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let ran = program(PROGRAM, &server, folder.path())
        .args(["disputes", "update", DISPUTE, "--stage", "-d"])
        .arg(OsStr::from_bytes(b"metadata[note]=caf\xe9"))
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    assert!(server.requests().is_empty());
    let err = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(err, "error: argument 6 is not UTF-8\n");
}

/// What could not be written was not said.
#[cfg(target_os = "linux")]
#[test]
fn help_that_has_no_place_is_an_error() {
    let server = Server::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = program(PROGRAM, &server, folder.path());
    let status = command.arg("--help").stdout(full).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn the_secret_comes_from_the_program_of_a_keyring() {
    use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};

    let server = Server::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("stripe-disputes");
    std::fs::DirBuilder::new()
        .mode(0o700)
        .create(&inner)
        .unwrap();
    let run = |command: &str, line: &str| {
        let path = inner.join("config.yaml");
        let _ = std::fs::remove_file(&path);
        let mut file = std::fs::OpenOptions::new();
        let mut file = file
            .create(true)
            .write(true)
            .mode(0o600)
            .open(path)
            .unwrap();
        let text = format!("profiles:\n  work: {{secret_command: {command}}}\n");
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        let mut program = program(PROGRAM, &server, folder.path());
        program.env_remove("STRIPE_SECRET_KEY").args(words(line));
        let output = program.args(["--profile", "work"]).output().unwrap();
        let [out, err] =
            [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        assert!(
            !out.contains(SECRET) && !err.contains(SECRET),
            "{line}: {out}{err}"
        );
        (output.status.code().unwrap(), err)
    };
    // A file stands for the keyring, and `cat` for its program.
    let kept = folder.path().join("kept");
    std::fs::write(&kept, format!("{SECRET}\n")).unwrap();
    let cat = format!("[/bin/cat, '{}']", kept.display());
    assert_eq!(run(&cat, "disputes list"), (0, String::new()));
    // What is only printed asks no keyring.
    assert_eq!(run("[/nowhere/keyring]", "disputes list --print curl").0, 0);
    for (command, fault) in [
        ("[/nowhere/keyring]", "/nowhere/keyring: "),
        ("[/bin/cat, /nowhere/kept]", "/bin/cat failed"),
        ("[/bin/cat, /dev/null]", "printed nothing"),
        ("[]", "a program is expected"),
    ] {
        let (code, err) = run(command, "disputes list");
        assert_eq!(code, 3, "{err}");
        assert!(err.contains(fault), "{err}");
    }
}

#[test]
fn queries_and_formats() {
    let server = Server::start().unwrap();
    let ran = run(
        &server,
        "disputes list --query $.data[0].evidence_details.due_by",
    );
    assert!(ran.out.trim().parse::<i64>().is_ok(), "{}", ran.out);
    let ran = run(&server, "disputes list --query '$.data[?@.amount > 0].id'");
    assert_eq!(ran.out, format!("\"{DISPUTE}\"\n"));
    let ran = run(
        &server,
        "disputes list --all --output csv --columns id,status",
    );
    assert!(
        ran.out.starts_with(&format!("id,status\n{DISPUTE},")),
        "{}",
        ran.out
    );
    let ran = run(&server, "disputes list --output table");
    assert!(
        ran.out.contains("due_by") && !ran.out.contains('\u{1b}'),
        "{}",
        ran.out
    );
}
