//! The server that is called: a process of its own, so that its CPU time is not the clients'.
//!
//! In: requests for a dispute, over connections that are kept. Out: for each the same answer, in one write. What always
//! holds: it ends when the process that started it does.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;

use super::Failure;
use crate::exchange::{DISPUTE, HEADERS};

/// What the binary is told, by itself, to be.
pub const SERVE: &str = "--serve";
/// The server, as its client sees it.
pub struct Server {
    process: Child,
    /// The base URL.
    pub url: String,
}

impl Server {
    /// Starts this binary as a server.
    pub fn start() -> Result<Self, Failure> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut address = String::new();
        let output = process.stdout.take().ok_or("the server has no output")?;
        BufReader::new(output).read_line(&mut address)?;
        let url = format!("http://{}", address.trim_end());
        Ok(Self { process, url })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It ends by itself, and nobody minds how.
        let _ = self.process.wait();
    }
}

/// Serves until the input, which nothing is written to, ends.
pub fn serve() -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Whatever a client does to its connection is no fault of the server.
            thread::spawn(move || answer_all(stream));
        }
    });
    io::copy(&mut io::stdin(), &mut io::sink())?;
    Ok(())
}

fn answer_all(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let found = response(200, DISPUTE);
    let unknown = response(404, "{}");
    let mut arrived = Vec::new();
    let mut chunk = [0; 16 << 10];
    loop {
        while let Some(length) = request_length(&arrived) {
            let known = [b"GET /v1/disputes/".as_slice(), b"POST /v1/disputes/"];
            let known = known.iter().any(|start| arrived.starts_with(start));
            stream.write_all(if known { &found } else { &unknown })?;
            arrived.drain(..length);
        }
        match stream.read(&mut chunk)? {
            0 => return Ok(()),
            read => arrived.extend_from_slice(&chunk[..read]),
        }
    }
}

/// How long the first request is, if the whole of it arrived.
fn request_length(arrived: &[u8]) -> Option<usize> {
    const END: &[u8] = b"\r\n\r\n";
    let head = arrived.windows(END.len()).position(|found| found == END)? + END.len();
    let text = std::str::from_utf8(&arrived[..head]).ok()?;
    let body = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.trim().parse::<usize>().ok())?
    });
    let length = head + body.unwrap_or(0);
    (arrived.len() >= length).then_some(length)
}

fn response(status: u16, body: &str) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} Status\r\n");
    for (name, value) in HEADERS {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
    text.into_bytes()
}
