//! What can go wrong with an answer, and what has to come of it.

use std::time::Duration;

use form_runtime::TransportErrorKind::{Broken, Timeout, TooLarge};
use loopback::Act;

use super::Get::{self, Failure, Status, Unreadable, Value};

/// What a server does with one request after another, and what has to come of a call that may be tried twice.
#[derive(Clone)]
pub struct Case {
    /// Its name.
    pub name: &'static str,
    /// What the server does; behind it, everything is answered well.
    pub script: Vec<Act>,
    /// How many requests of the call arrive.
    pub arrived: usize,
    /// What the caller gets.
    pub get: Get,
}

fn case(
    name: &'static str,
    script: impl IntoIterator<Item = Act>,
    arrived: usize,
    get: Get,
) -> Case {
    Case {
        name,
        script: script.into_iter().collect(),
        arrived,
        get,
    }
}

/// These bytes, and nothing behind them.
fn bytes(text: &str) -> Act {
    Act::Bytes(text.as_bytes().to_vec())
}

/// A success with these headers, as they stand, and whatever follows.
fn ok(headers: &str, rest: &str) -> Act {
    bytes(&format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n{rest}"))
}

/// All of them.
pub fn cases() -> Vec<Case> {
    [statuses(), lengths(), bodies(), connections()].concat()
}

fn statuses() -> Vec<Case> {
    let answer = Act::answer;
    vec![
        case("nothing wrong", [], 1, Value),
        case("500 once", [answer(500, "{}")], 2, Value),
        case("409 once", [answer(409, "{}")], 2, Value),
        case("429 once", [Act::with(429, "retry-after", "1")], 2, Value),
        case(
            "503 for ever",
            [answer(503, ""), answer(503, "")],
            2,
            Status(503),
        ),
        case("400", [answer(400, "{}")], 1, Status(400)),
        case("404, no JSON", [answer(404, "<html>")], 1, Status(404)),
        case(
            "advice against",
            [Act::with(500, "shop-should-retry", "false")],
            1,
            Status(500),
        ),
        case(
            "advice for",
            [Act::with(404, "shop-should-retry", "true")],
            2,
            Value,
        ),
        case(
            "redirect",
            [Act::with(302, "location", "/elsewhere")],
            1,
            Status(302),
        ),
        case(
            "lasting redirect",
            [Act::with(308, "location", "/elsewhere")],
            1,
            Status(308),
        ),
        case("redirect to nowhere", [answer(307, "")], 1, Status(307)),
        case(
            "not modified",
            [bytes("HTTP/1.1 304 Not Modified\r\n\r\n")],
            1,
            Status(304),
        ),
        case(
            "no content",
            [bytes("HTTP/1.1 204 No Content\r\n\r\n")],
            1,
            Unreadable,
        ),
        case(
            "early hints",
            [bytes(
                "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}",
            )],
            1,
            Value,
        ),
        case(
            "200 with an error",
            [answer(200, r#"{"error":{}}"#)],
            1,
            Status(200),
        ),
        case("200 without JSON", [answer(200, "<html>")], 1, Unreadable),
        case(
            "garbage",
            [bytes("\u{1}garbage, not HTTP\r\n\r\n")],
            2,
            Value,
        ),
        case(
            "garbage for ever",
            [bytes("?\r\n\r\n"), bytes("?\r\n\r\n")],
            2,
            Failure(Broken),
        ),
        case("half a status line", [bytes("HTTP/1.1 20")], 2, Value),
        case(
            "half the headers",
            [bytes("HTTP/1.1 200 OK\r\ncontent-le")],
            2,
            Value,
        ),
    ]
}

fn lengths() -> Vec<Case> {
    vec![
        case(
            "too short a length",
            [ok("content-length: 3", "{\"ok\":1}")],
            1,
            Unreadable,
        ),
        case(
            "too long a length",
            [ok("content-length: 9", "{\"ok\":1}")],
            2,
            Value,
        ),
        case("no length", [ok("x: y", "{\"ok\":1}")], 1, Value),
        case(
            "no length, and no end",
            [Act::Reset(b"HTTP/1.1 200 OK\r\n\r\n{\"ok\":1}".to_vec())],
            2,
            Value,
        ),
        case(
            "a length that is no number",
            [ok("content-length: two", "{}")],
            2,
            Value,
        ),
        case(
            "a negative length",
            [ok("content-length: -2", "{}")],
            2,
            Value,
        ),
        case(
            "chunks",
            [ok("transfer-encoding: chunked", "2\r\n{}\r\n0\r\n\r\n")],
            1,
            Value,
        ),
        case(
            "chunks without end",
            [ok("transfer-encoding: chunked", "2\r\n{}\r\n")],
            2,
            Value,
        ),
        case(
            "chunks of no size",
            [ok("transfer-encoding: chunked", "x\r\n{}\r\n0\r\n\r\n")],
            2,
            Value,
        ),
        case(
            "half an error",
            [bytes("HTTP/1.1 400 Bad\r\ncontent-length: 9\r\n\r\n{")],
            2,
            Value,
        ),
        case(
            "too large",
            [Act::answer(200, &"1".repeat(100_000))],
            1,
            Failure(TooLarge),
        ),
        case(
            "too large, in an error",
            [Act::answer(400, &"1".repeat(100_000))],
            1,
            Failure(TooLarge),
        ),
        case(
            "too large, without a length",
            [ok("x: y", &"1".repeat(100_000))],
            1,
            Failure(TooLarge),
        ),
    ]
}

fn bodies() -> Vec<Case> {
    /// `{"ok":true}`, which nobody asked to be packed.
    const PACKED: [u8; 31] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 171, 86, 202, 207, 86, 178, 42, 41, 42, 77, 173, 5, 0,
        144, 95, 212, 167, 11, 0, 0, 0,
    ];
    let headers = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 31\r\n\r\n";
    let packed = Act::Bytes([headers.as_bytes(), &PACKED].concat());
    let drip = || Act::Drip(Duration::from_millis(20));
    vec![
        case("gzip", [packed], 1, Unreadable),
        case("half a body", [Act::Partial], 2, Value),
        case(
            "half bodies for ever",
            [Act::Partial, Act::Partial],
            2,
            Failure(Broken),
        ),
        case("stall in the body", [Act::StallInBody], 2, Value),
        case("a drop now and then", [drip()], 2, Value),
        case("drops for ever", [drip(), drip()], 2, Failure(Timeout)),
    ]
}

fn connections() -> Vec<Case> {
    let late = |time, act| Act::Delay(Duration::from_millis(time), Box::new(act));
    let then_close = |act, time| Act::ThenClose(Box::new(act), Duration::from_millis(time));
    let two = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"bad\":1}";
    vec![
        case("slow", [late(150, Act::answer(200, "{}"))], 1, Value),
        case("stall", [Act::Stall], 2, Value),
        case(
            "stalls for ever",
            [Act::Stall, Act::StallInBody],
            2,
            Failure(Timeout),
        ),
        case("reset before reading", [Act::ResetBefore], 1, Value),
        case(
            "resets before reading for ever",
            [Act::ResetBefore, Act::ResetBefore],
            0,
            Failure(Broken),
        ),
        case("reset after reading", [Act::ResetAfter], 2, Value),
        case(
            "resets for ever",
            [Act::ResetAfter, Act::ResetAfter],
            2,
            Failure(Broken),
        ),
        case("closed after reading", [Act::Close], 2, Value),
        case(
            "the last answer",
            [Act::with(200, "connection", "close")],
            1,
            Value,
        ),
        case(
            "closed at once",
            [then_close(Act::answer(200, "{}"), 0)],
            1,
            Value,
        ),
        case(
            "closed soon",
            [then_close(Act::answer(200, "{}"), 2)],
            1,
            Value,
        ),
        case(
            "an answer that nobody asked for",
            [then_close(bytes(two), 300)],
            1,
            Value,
        ),
    ]
}
