//! The examples of the reference pages do what they show.
//!
//! In: the pages of the disputes, of which the calls in Rust stand in `calls`, too. Out: nothing wrong: what curl sends, and what either client
//! sends, is taken by the test server and comes to the same; the answers that are shown are read by the crate.

#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, clippy::print_stdout, missing_docs, reason = "it is as the pages have it")]
mod calls;
mod disputes;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use acceptance::skip::skip;
use form_codegen::Files;
use loopback::{Act, Loopback};
use serde_json::{Value, json};
use stripe_disputes::testing::mock::Server;

/// The variables that a program of the examples reads.
const SECRET: &str = "STRIPE_SECRET_KEY";
const BASE: &str = "STRIPE_API_BASE";

/// What a page shows of a call.
struct ShownCall {
    /// What a function for it is called.
    name: String,
    curl: String,
    asynchronous: String,
    blocking: String,
    answer: String,
}

/// The calls of the pages, in their order.
fn shown(files: &Files) -> Vec<ShownCall> {
    let list = &files["llms.txt"];
    let paths = list.split("](").filter_map(|piece| piece.split_once(')'));
    let paths = paths
        .map(|(path, _)| path)
        .filter(|path| path.starts_with("operations/"));
    let calls = paths.map(|path| {
        let page = &files[path];
        let block = |title: &str| {
            let (_, behind) = page.split_once(&format!("\n{title}:\n\n```")).expect(title);
            let (_, code) = behind.split_once('\n').unwrap();
            code.split_once("\n```").unwrap().0.to_owned()
        };
        let name = path
            .trim_start_matches("operations/")
            .trim_end_matches(".md");
        ShownCall {
            name: name.replace('/', "_"),
            curl: block("curl"),
            asynchronous: block("Rust, asynchronous"),
            blocking: block("Rust, blocking"),
            answer: block("JSON"),
        }
    });
    calls.collect()
}

/// A program with all calls in Rust.
fn program(calls: &[ShownCall]) -> String {
    let mut out = "//! The calls of the reference pages of the disputes, as they stand there.\n//!\n//! In: a server, by the environment. Out: what the \
                   pages print. What always holds: the test beside it says if it is not what the pages have;\n//! with `INSTA_UPDATE=always` it \
                   writes this file anew.\n\ntype Outcome = Result<(), Box<dyn std::error::Error>>;\n"
        .to_owned();
    let indented = |code: &str| {
        let lines = code.lines().map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("    {line}\n"),
        });
        lines.collect::<String>()
    };
    for call in calls {
        let (name, asynchronous) = (&call.name, indented(&call.asynchronous));
        let blocking = indented(&call.blocking);
        let _ = write!(
            out,
            "\nasync fn {name}() -> Outcome {{\n{asynchronous}    Ok(())\n}}\n\nfn {name}_blocking() -> Outcome {{\n{blocking}    Ok(())\n}}\n"
        );
    }
    out.push_str("\npub async fn all() -> Outcome {\n");
    for call in calls {
        let _ = writeln!(out, "    {}().await?;", call.name);
    }
    out.push_str("    Ok(())\n}\n\npub fn all_blocking() -> Outcome {\n");
    for call in calls {
        let _ = writeln!(out, "    {}_blocking()?;", call.name);
    }
    out.push_str("    Ok(())\n}\n");
    out
}

#[test]
fn the_program_is_what_the_pages_have() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/calls.rs");
    let wanted = program(&shown(&disputes::files()));
    if std::fs::read_to_string(&path).unwrap() == wanted {
        return;
    }
    if std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
        return std::fs::write(path, wanted).unwrap();
    }
    panic!(
        "tests/tests/pages/calls.rs is not what the pages have: run this with INSTA_UPDATE=always, then again"
    );
}

/// A server that has what the examples name.
fn server() -> Server {
    let server = Server::start().unwrap();
    let named = json!({
        "dispute": {"shown": {"id": "dp_1MtJUT2eZvKYlo2CNaw2HvEv"}},
        "file": {"shown": {"id": "file_1MtJUT2eZvKYlo2CWyZiYCiw", "purpose": "dispute_evidence"}},
    });
    server.seed(named).unwrap();
    server
}

/// Runs one of the tests below in a process of its own, whose environment names the server.
fn run(test: &str, url: &str) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored"]);
    let output = command
        .env(BASE, url)
        .env(SECRET, "sk_test_1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
#[ignore = "the tests below start it, with a server"]
fn asynchronous_calls() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(calls::all()).unwrap();
}

#[test]
#[ignore = "the tests below start it, with a server"]
fn blocking_calls() {
    calls::all_blocking().unwrap();
}

/// What came to a server, without what is another one each time.
fn came(server: &Server) -> (Vec<String>, Value) {
    assert_eq!(server.violations(), Vec::<String>::new());
    let requests = server.requests();
    // Brackets stand for themselves or are percent-encoded: a query says the same.
    let requests = requests.iter().map(|one| {
        let one = one.to_string();
        one.replace("%5B", "[").replace("%5D", "]")
    });
    let requests = requests.collect();
    let url = format!("{}/_mock/state", server.url());
    let text = ureq::get(url)
        .call()
        .unwrap()
        .body_mut()
        .read_to_string()
        .unwrap();
    let mut state: Value = serde_json::from_str(&text).unwrap();
    without_times(&mut state);
    (requests, state)
}

fn without_times(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| name != "created" && name != "due_by");
            members.values_mut().for_each(without_times);
        }
        Value::Array(items) => items.iter_mut().for_each(without_times),
        _ => {}
    }
}

#[test]
fn both_clients_and_curl_send_the_same() {
    let [asynchronous, blocking] = ["asynchronous_calls", "blocking_calls"].map(|test| {
        let server = server();
        run(test, &server.url());
        came(&server)
    });
    assert!(
        asynchronous.0.iter().all(|one| one.contains("-> 200")),
        "{:?}",
        asynchronous.0
    );
    assert_eq!(asynchronous, blocking);
    let calls = shown(&disputes::files());
    assert_eq!(asynchronous.0.len(), calls.len());
    if Command::new("curl").arg("--version").output().is_err() {
        return skip("examples of curl", "there is no curl");
    }
    let server = server();
    let folder = folder();
    for call in calls {
        let url = server.url();
        let code = call.curl.replace("https://api.stripe.com", &url);
        let code = code.replace("https://files.stripe.com", &url);
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{code} -sS --fail-with-body")]);
        let output = shell
            .current_dir(&folder)
            .env(SECRET, "sk_test_1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let failed = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{code}\n{said}{failed}");
    }
    assert_eq!(came(&server), asynchronous);
}

/// A folder with the file that examples upload.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("receipt.txt"), "content").unwrap();
    folder
}

#[test]
fn the_answers_that_are_shown_are_read() {
    for test in ["asynchronous_calls", "blocking_calls"] {
        let calls = shown(&disputes::files());
        let answers = calls.iter().map(|call| Act::answer(200, &call.answer));
        let server = Loopback::start(answers);
        run(test, &server.url());
        assert_eq!(server.requests(), calls.len());
    }
}
