//! The program, as tests in any language start it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_form-codegen"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    command
}

fn address(child: &mut Child) -> String {
    let mut line = String::new();
    let out = child.stdout.take().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    line.trim()
        .strip_prefix("listening on http://")
        .unwrap()
        .to_owned()
}

#[test]
fn it_says_where_it_listens_and_ends_with_its_input() {
    let kept = tempfile::tempdir().unwrap();
    let folder = kept.path();
    let (seed, dump, record) = (
        folder.join("seed.yaml"),
        folder.join("dump.json"),
        folder.join("record.jsonl"),
    );
    std::fs::write(&seed, "dispute:\n  first: {id: dp_1, charge: ch_1, evidence: {receipt: {$ref: '#/file/scan'}}}\nfile:\n  scan: {filename: a.pdf}\n").unwrap();
    let mut child = program()
        .arg("mock")
        .args([std::ffi::OsStr::new("--seed"), seed.as_os_str()])
        .args([std::ffi::OsStr::new("--dump"), dump.as_os_str()])
        .args([std::ffi::OsStr::new("--record"), record.as_os_str()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let address = address(&mut child);
    let mut stream = TcpStream::connect(&address).unwrap();
    write!(stream, "GET /v1/disputes/dp_1 HTTP/1.1\r\nhost: a\r\nauthorization: Bearer sk_live_hidden\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("\"receipt\":\"file_"),
        "{answer}"
    );
    let server = format!("http://{address}");
    let trigger = |words: &[&str]| {
        let mut command = program();
        command.args(["trigger", "charge.dispute.updated", "--server", &server]);
        command.args(words).output().unwrap()
    };
    let made = trigger(&["--object", "dp_1", "--set", "status=won"]);
    assert!(made.status.success(), "{made:?}");
    assert!(
        String::from_utf8(made.stdout)
            .unwrap()
            .contains("\"status\": \"won\"")
    );
    let refused = trigger(&["--set", "sttus=won"]);
    let fault = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(fault, "error: `sttus` of `sttus` is no member of dispute\n");
    drop(child.stdin.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let log = String::from_utf8(output.stderr).unwrap();
    assert!(log.contains("GET /v1/disputes/dp_1 -> 200"), "{log}");
    let record = std::fs::read_to_string(record).unwrap();
    assert!(
        record.contains("dp_1") && !record.contains("sk_live") && !log.contains("sk_live"),
        "{record}"
    );
    let dump = std::fs::read_to_string(dump).unwrap();
    assert!(
        dump.contains("\"filename\": \"a.pdf\"") && dump.contains("\"won\""),
        "{dump}"
    );
}

#[test]
fn what_is_wrong_with_its_arguments_is_said() {
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("a.yaml");
    std::fs::write(&file, "faults: [{on: /v1/*, fault: bla}]\ncat: {a: {}}\n").unwrap();
    let file = file.to_str().unwrap();
    for (words, said) in [
        (
            &["--fault-rate", "2"][..],
            "`--fault-rate` takes a number from 0 to 1",
        ),
        (&["--forward-to", "https://a.example"], "without TLS"),
        (&["--faults", file], "step 1: `bla` is no fault"),
        (&["--seed", file], "there is no resource `faults`"),
        (&["nothing.yaml"], "nothing.yaml"),
    ] {
        let output = program().arg("mock").args(words).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{words:?}: {text}");
        assert!(text.contains(said), "{words:?}: {text}");
    }
}
