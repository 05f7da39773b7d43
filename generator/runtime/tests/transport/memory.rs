//! Which copies of the secret a program holds: while it has a client, and when that is gone.
//!
//! In: a program that takes a secret, makes calls by one of the transports, and drops the client. Out: what this one finds
//! in the memory of that one. Only Linux lets a program look there.

#![cfg(target_os = "linux")]

#[path = "../support/api.rs"]
mod api;
#[path = "../../../../tests/src/skip.rs"]
mod skip;
#[path = "../support/transports.rs"]
mod transports;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use api::{Shop, Write as Update};
use form_runtime::{Auth, ClientBuilder};
use loopback::{Act, Authority, Identity, Loopback, Validity};
use transports::{ALL, By};

/// How many characters the secret has.
const LENGTH: usize = 40;

/// The program.
#[test]
#[ignore = "a program of its own: see below"]
fn call_and_forget() {
    // Not by `stdin()`: that has a buffer, where a copy would stay.
    let mut input = File::open("/dev/stdin").unwrap();
    let mut secret = vec![0; LENGTH];
    input.read_exact(&mut secret).unwrap();
    let variable = |name: &str| std::env::var(name).unwrap();
    let by = ALL
        .into_iter()
        .find(|by| format!("{by:?}") == variable("TRANSPORT"));
    let auth = [Auth::Bearer, Auth::Basic]
        .into_iter()
        .find(|auth| format!("{auth:?}") == variable("AUTH"));
    let builder = ClientBuilder::<Shop>::new(String::from_utf8(secret).unwrap())
        .auth(auth.unwrap())
        .base_url(variable("ADDRESS"));
    let root = variable("ROOT");
    let root: Vec<u8> = (0..root.len() / 2)
        .map(|at| u8::from_str_radix(&root[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    let mut reached = |stage: &str| {
        println!("=> {stage}");
        input.read_exact(&mut [0]).unwrap();
    };
    let client = by.unwrap().client_trusting(builder, Some(&root));
    reached("made");
    for _ in 0..3 {
        client.call(Update).unwrap();
    }
    reached("called");
    drop(client);
    reached("dropped");
}

/// The program, as it runs.
struct Program {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Program {
    fn start(by: By, auth: Auth, url: &str, root: &[u8], secret: &str) -> Self {
        let root: String = root.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "--nocapture", "call_and_forget"])
            .env("TRANSPORT", format!("{by:?}"))
            .env("AUTH", format!("{auth:?}"))
            .env("ADDRESS", url)
            .env("ROOT", root)
            .env("NO_PROXY", "*")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        // Neither by an argument nor by the environment: both are in its memory.
        input.write_all(secret.as_bytes()).unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self {
            child,
            input,
            output,
        }
    }

    /// Where a text stands in its memory when it has come to a stage: for each place, whether that is the head of a request.
    fn copies(&mut self, stage: &str, text: &str) -> io::Result<Vec<bool>> {
        let stage = format!("=> {stage}");
        let mut line = String::new();
        while !line.contains(&stage) {
            line.clear();
            assert_ne!(self.output.read_line(&mut line)?, 0, "{stage}");
        }
        let found = self.find(text);
        self.input.write_all(b"\n")?;
        found
    }

    fn find(&self, text: &str) -> io::Result<Vec<bool>> {
        let id = self.child.id();
        let maps = std::fs::read_to_string(format!("/proc/{id}/maps"))?;
        let mut memory = File::open(format!("/proc/{id}/mem"))?;
        let mut found = Vec::new();
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (range, _) = line.split_once(' ').unwrap();
            let (start, end) = range.split_once('-').unwrap();
            let address = |text| u64::from_str_radix(text, 16).unwrap();
            let length = usize::try_from(address(end) - address(start)).unwrap();
            let mut bytes = vec![0; length];
            memory.seek(SeekFrom::Start(address(start)))?;
            memory.read_exact(&mut bytes)?;
            let places = bytes.windows(text.len()).enumerate();
            let places = places.filter(|(_, place)| *place == text.as_bytes());
            let ends = places.map(|(at, _)| &bytes[at + text.len()..]);
            found.extend(ends.map(|behind| behind.starts_with(b"\r\n")));
        }
        Ok(found)
    }
}

fn server(identity: Option<&Identity>) -> Loopback {
    let acts = vec![Act::answer(200, "{}"); 3];
    match identity {
        Some(identity) => Loopback::encrypted(identity, acts),
        None => Loopback::start(acts),
    }
}

/// What the client has is wiped. What the transports write is not in its hands: of the three, hyper, which is below reqwest as
/// well, leaves the last head of a connection where it was.
#[test]
fn copies_of_the_secret() {
    let authority = Authority::new();
    let identity = authority.identity(&["127.0.0.1"], Validity::Now);
    let secret = format!("sk_{:037}", std::process::id());
    assert_eq!(secret.len(), LENGTH);
    let own = |found: &[bool]| found.iter().filter(|is_head| !**is_head).count();
    for (by, identity) in ALL
        .into_iter()
        .flat_map(|by| [(by, None), (by, Some(&identity))])
    {
        let what = format!("{by:?}, {}", identity.is_some());
        let server = server(identity);
        let root = authority.root();
        let mut program = Program::start(by, Auth::Bearer, &server.url(), &root, &secret);
        let made = match program.copies("made", &secret) {
            Ok(made) => made,
            Err(error) => {
                let _ = program.child.kill();
                skip::skip("copies_of_the_secret", error);
                return;
            }
        };
        assert_eq!(made, [false], "{what}: the value of the header alone");
        let called = program.copies("called", &secret).unwrap();
        assert_eq!((own(&called), called.len()), (1, 2), "{what}");
        let dropped = program.copies("dropped", &secret).unwrap();
        assert_eq!(own(&dropped), 0, "{what}");
        let left = if by == By::Ureq { 0 } else { 1 };
        assert!(dropped.len() <= left, "{what}: {dropped:?}");
        assert!(program.child.wait().unwrap().success());
    }
}

/// As it is encoded, the secret itself is nowhere from the start.
#[test]
fn copies_of_the_secret_of_basic_authentication() {
    let secret = format!("sk_{:037}", u64::from(std::process::id()) + (1 << 40));
    let root = Authority::new().root();
    for by in ALL {
        let server = server(None);
        let mut program = Program::start(by, Auth::Basic, &server.url(), &root, &secret);
        for stage in ["made", "called"] {
            let Ok(found) = program.copies(stage, &secret) else {
                let _ = program.child.kill();
                return;
            };
            assert_eq!(found, [false; 0], "{by:?}, {stage}");
        }
        let arrived = server.arrived();
        let (_, encoded) = arrived[0]
            .header("authorization")
            .unwrap()
            .split_once(' ')
            .unwrap();
        let dropped = program.copies("dropped", encoded).unwrap();
        assert!(
            dropped.iter().all(|is_head| *is_head),
            "{by:?}: {dropped:?}"
        );
        assert!(program.child.wait().unwrap().success());
    }
}
