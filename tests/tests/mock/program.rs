//! The program, as tests in any language start it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use super::support::from_root;

fn program() -> Option<Command> {
    // The binary of another package is where cargo puts all of them, if it was built.
    let here = std::env::current_exe().unwrap();
    let path = here.parent()?.parent()?.join("form-codegen");
    if !path.exists() {
        println!("skipped: the program was not built: cargo build -p form-codegen");
        return None;
    }
    let mut command = Command::new(path);
    command.current_dir(from_root("."));
    Some(command)
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
    let Some(mut command) = program() else {
        return;
    };
    let folder = std::env::temp_dir().join(format!("mock-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (seed, dump, record) = (
        folder.join("seed.yaml"),
        folder.join("dump.json"),
        folder.join("record.jsonl"),
    );
    std::fs::write(&seed, "dispute:\n  first: {id: dp_1, charge: ch_1, evidence: {receipt: {$ref: '#/file/scan'}}}\nfile:\n  scan: {filename: a.pdf}\n").unwrap();
    let mut child = command
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
    assert!(dump.contains("\"filename\": \"a.pdf\""), "{dump}");
    std::fs::remove_dir_all(&folder).unwrap();
}
