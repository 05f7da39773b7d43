//! How soon the test server answers, and how often.
//!
//! In: the document of the disputes with its overlays. Out: lines of what was measured. What always holds: all of it stays on this machine, and
//! server and client share its cores.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, examine};
use form_mock::engine::{Engine, Settings};
use form_mock::serve::{Around, Server};

/// How many connections ask at once.
const CONNECTIONS: usize = 64;

/// How long each kind of request is asked.
const SPAN: Duration = Duration::from_secs(3);

fn main() {
    // `cargo test --benches` only sees whether it can be built.
    if std::env::args().any(|word| word == "--test") {
        return;
    }
    let began = Instant::now();
    let engine = engine();
    println!(
        "document to server: {:.1} ms",
        began.elapsed().as_secs_f64() * 1000.0
    );
    start_of_the_program();
    let dispute = "dp_1MtJUT2eZvKYlo2CNaw2HvEv";
    let address = SocketAddr::from(([127, 0, 0, 1], 0));
    let server = Server::start(address, engine, Around::default(), 2).unwrap();
    let head = "host: a\r\nauthorization: Bearer sk_test_1\r\n";
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    let body = "evidence[customer_name]=Jane&metadata[a]=b&submit=false";
    let length = body.len();
    for (name, request) in [
        (
            "retrieve",
            format!("GET /v1/disputes/{dispute} HTTP/1.1\r\n{head}\r\n"),
        ),
        (
            "list",
            format!("GET /v1/disputes?limit=10 HTTP/1.1\r\n{head}\r\n"),
        ),
        (
            "update",
            format!(
                "POST /v1/disputes/{dispute} HTTP/1.1\r\n{head}{form}content-length: {length}\r\n\r\n{body}"
            ),
        ),
        (
            "refused",
            format!("GET /v1/disputes?limt=10 HTTP/1.1\r\n{head}\r\n"),
        ),
    ] {
        let rate = rate(server.address(), &request);
        println!("{name}: {rate:.0} requests a second over {CONNECTIONS} connections");
        for (peer, address) in peers() {
            let rate = self::rate(address, &request);
            println!("{name}, {peer}: {rate:.0}");
        }
    }
}

/// Other servers that listen on this machine: `MOCK_PEERS=prism=127.0.0.1:4010,other=127.0.0.1:4011`.
fn peers() -> Vec<(String, SocketAddr)> {
    let named = std::env::var("MOCK_PEERS").unwrap_or_default();
    let each = named.split(',').filter_map(|peer| peer.split_once('='));
    let peers = each.map(|(name, address)| {
        let address = address.parse();
        let address = address.unwrap_or_else(|error| panic!("the address of {name}: {error}"));
        (name.to_owned(), address)
    });
    peers.collect()
}

fn from_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn engine() -> Arc<Engine> {
    let folder = std::fs::read_dir(from_root("spec/overlays")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.insert(0, from_root("spec/stripe-disputes-api-openapi.yml"));
    let texts: Vec<(String, Vec<u8>)> = paths
        .iter()
        .map(|path| (path.display().to_string(), std::fs::read(path).unwrap()))
        .collect();
    let texts: Vec<SourceText<'_>> = texts
        .iter()
        .map(|(name, bytes)| SourceText { name, bytes })
        .collect();
    let (document, overlays) = texts.split_first().unwrap();
    let document = examine(*document, overlays).unwrap();
    let (api, _) = lower(&document.spec, LowerOptions { keep_going: false });
    let model = form_codegen::mock::model(&api, &document.spec);
    Arc::new(Engine::new(model, Settings::default()))
}

/// From the start of the program to the line that says where it listens.
fn start_of_the_program() {
    let here = std::env::current_exe().unwrap();
    let path = here.ancestors().nth(2).unwrap().join("form-codegen");
    if !path.exists() {
        println!(
            "start of the program: skipped, as it was not built: cargo build --release -p form-codegen"
        );
        return;
    }
    let mut times = Vec::new();
    for _ in 0..10 {
        let began = Instant::now();
        let mut child = Command::new(&path)
            .args(["mock", "--quiet", "--stop-with-stdin"])
            .current_dir(from_root("."))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        times.push(began.elapsed());
        drop(child.stdin.take());
        child.wait().unwrap();
    }
    times.sort();
    let (least, middle) = (times[0], times[times.len() / 2]);
    println!(
        "start of the program: {:.1} ms at best, {:.1} ms in the middle of {}",
        least.as_secs_f64() * 1000.0,
        middle.as_secs_f64() * 1000.0,
        times.len()
    );
}

/// How many answers come in a second.
fn rate(address: SocketAddr, request: &str) -> f64 {
    let count = AtomicU32::new(0);
    let began = Instant::now();
    thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let mut stream = TcpStream::connect(address).unwrap();
                stream.set_nodelay(true).unwrap();
                let mut bytes = Vec::with_capacity(8192);
                while began.elapsed() < SPAN {
                    stream.write_all(request.as_bytes()).unwrap();
                    answer(&mut stream, &mut bytes);
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    f64::from(count.into_inner()) / began.elapsed().as_secs_f64()
}

/// Reads one answer to its end.
fn answer(stream: &mut TcpStream, bytes: &mut Vec<u8>) {
    bytes.clear();
    let mut buffer = [0; 8192];
    loop {
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "the server went");
        bytes.extend_from_slice(&buffer[..count]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let header = |name: &str| {
            let mut headers = head.lines().filter_map(|line| line.split_once(": "));
            headers.find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
        };
        if header("transfer-encoding").is_some() {
            if bytes.ends_with(b"\r\n0\r\n\r\n") {
                return;
            }
            continue;
        }
        let length: usize = header("content-length").map_or(0, |length| length.parse().unwrap());
        if bytes.len() >= end + 4 + length {
            return;
        }
    }
}
