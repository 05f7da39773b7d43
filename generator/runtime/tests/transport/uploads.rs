//! Files over a bad network, by each of the transports: the same bytes on each attempt, and never other ones.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/files.rs"]
mod files;
#[path = "../support/transports.rs"]
mod transports;

use std::error::Error;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use api::{Shop, builder};
use files::{TempFile, Watched, noise};
use form_runtime::{
    CallError, Cause, ClientBuilder, DecodeError, Key, Operation, RequestBuilder, RequestOptions,
    TransportErrorKind, Upload, decode_json,
};
use http::{Method, StatusCode};
use loopback::{Act, Arrived, Loopback};
use serde_json::Value;
use transports::{ALL, By, all_at_once, block_on};

const MIB: usize = 1024 * 1024;

/// Sends a file, as a part or as the whole body.
#[derive(Clone, Debug)]
struct SendFile {
    file: Upload,
    whole: bool,
}

impl Operation for SendFile {
    type Output = Value;
    type Error = Value;
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1/files";
    const SERVER: &'static str = "https://api.shop.example";

    fn build(&self, request: &mut RequestBuilder) {
        request.literal("/v1/files");
        if self.whole {
            request.raw_file("application/pdf", &self.file);
        } else {
            let multipart = request.multipart();
            multipart.field(&Key::new("purpose"), "receipt");
            multipart.file(&Key::new("file"), &self.file);
        }
    }

    fn decode(_: StatusCode, body: &[u8]) -> Result<Value, DecodeError> {
        decode_json(body)
    }
}

fn client(server: &Loopback) -> ClientBuilder<Shop> {
    builder()
        .base_url(server.url())
        .timeout(Duration::from_secs(15))
}

fn from_path(file: &TempFile) -> SendFile {
    SendFile {
        file: Upload::from_path(file.path()).unwrap(),
        whole: false,
    }
}

/// Runs a scenario with each transport and both kinds of bodies, all at once.
fn each(scenario: fn(By, bool)) {
    let pairs = ALL
        .into_iter()
        .flat_map(|by| [false, true].map(|whole| (by, whole)));
    let scenarios = pairs.map(|(by, whole)| {
        let run: Box<dyn FnOnce() + Send> = Box::new(move || scenario(by, whole));
        (format!("{by:?}, whole: {whole}"), run)
    });
    all_at_once(scenarios.collect());
}

fn call(by: By, builder: ClientBuilder<Shop>, operation: &SendFile) -> transports::Outcome {
    let operations = std::slice::from_ref(operation);
    by.call(builder, operations).pop().unwrap()
}

/// Head and key of a request that must have come with its length.
fn head(request: &Arrived, length: usize) -> (&str, &[(String, String)]) {
    let length = length.to_string();
    assert_eq!(request.header("content-length"), Some(&*length));
    assert_eq!(request.header("transfer-encoding"), None);
    (request.header("idempotency-key").unwrap(), &request.headers)
}

/// What broke off; a server notes it only after the client gave up.
fn broken_off(server: &Loopback) -> Arrived {
    let end = Instant::now() + Duration::from_secs(10);
    while server.broken_off().is_empty() && Instant::now() < end {
        thread::sleep(Duration::from_millis(5));
    }
    server.broken_off().pop().unwrap()
}

/// What the transport failed of.
fn failure(error: &CallError<Value>) -> &io::Error {
    let Cause::Transport(failure) = error.cause() else {
        panic!("{error:?}")
    };
    assert_eq!(failure.kind(), TransportErrorKind::Other, "{error:?}");
    let cause = failure.source().unwrap();
    cause.downcast_ref::<io::Error>().unwrap()
}

#[test]
fn every_attempt_sends_the_same_bytes() {
    each(|by, whole| {
        let bytes = noise(5 * MIB);
        let file = TempFile::new("pdf", &bytes);
        let operation = SendFile {
            whole,
            ..from_path(&file)
        };
        let expected = operation.to_request().unwrap().into_body();
        let server = Loopback::start([
            Act::answer(500, "{}"),
            Act::ResetAfter,
            Act::ResetInBody(MIB),
        ]);
        let made = call(by, client(&server).max_retries(3), &operation).unwrap();
        assert_eq!(made.attempts(), 4);
        let arrived = server.arrived();
        let (key, headers) = head(&arrived[0], expected.len());
        assert_eq!(made.idempotency_key(), Some(key));
        assert_eq!(arrived.len(), 3);
        for request in &arrived {
            assert_eq!(head(request, expected.len()), (key, headers));
            assert!(request.body == expected, "other bytes");
        }
        let partial = broken_off(&server);
        assert_eq!(head(&partial, expected.len()), (key, headers));
        assert!(partial.body == expected[..MIB], "other bytes");
    });
}

#[test]
fn a_file_that_changed_before_the_call_does_not_arrive() {
    each(|by, whole| {
        let bytes = noise(MIB);
        let file = TempFile::new("pdf", &bytes);
        let operation = SendFile {
            whole,
            ..from_path(&file)
        };
        let mut last = bytes.clone();
        last[MIB - 1] ^= 1;
        for other in [last, bytes[..MIB - 1].to_vec(), [&*bytes, b"x"].concat()] {
            file.write(&other);
            let server = Loopback::start([]);
            let error = call(by, client(&server), &operation).unwrap_err();
            assert_eq!(error.attempts(), 1);
            assert_eq!(failure(&error).kind(), ErrorKind::InvalidData);
            assert_eq!(
                error.to_string(),
                "the request could not be sent: the file to upload changed since it was given: make a new upload of it"
            );
            let partial = broken_off(&server);
            let length = partial.header("content-length").unwrap();
            assert!(partial.body.len() < length.parse().unwrap());
            assert_eq!(server.arrived(), []);
        }
    });
}

#[test]
fn a_file_that_changes_between_attempts_does_not_arrive_twice() {
    each(|by, whole| {
        let bytes = noise(MIB);
        let file = TempFile::new("pdf", &bytes);
        let operation = SendFile {
            whole,
            ..from_path(&file)
        };
        let expected = operation.to_request().unwrap().into_body();
        // The server lives as long as the process: it must not hold what removes the file.
        let path = file.path().to_path_buf();
        let server = Loopback::answering(move |_| {
            std::fs::write(&path, noise(MIB / 2)).unwrap();
            Act::answer(500, "{}")
        });
        let error = call(by, client(&server), &operation).unwrap_err();
        assert_eq!(error.attempts(), 2);
        assert_eq!(failure(&error).kind(), ErrorKind::InvalidData);
        assert!(expected.len() > broken_off(&server).body.len());
        let arrived = server.arrived();
        assert!(arrived.len() == 1 && arrived[0].body == expected);
    });
}

#[test]
fn a_source_that_fails_ends_the_call() {
    each(|by, whole| {
        let reader = Watched::new(noise(MIB), |rewound, position| {
            match rewound == 2 && position >= MIB as u64 / 2 {
                true => Err(io::Error::new(ErrorKind::PermissionDenied, "locked away")),
                false => Ok(()),
            }
        });
        let file = Upload::from_reader("a.pdf", reader).unwrap();
        let operation = SendFile { file, whole };
        let server = Loopback::start([]);
        let outcomes = by.call(client(&server), &[operation.clone(), operation]);
        let error = outcomes[0].as_ref().unwrap_err();
        assert_eq!(error.attempts(), 1);
        assert_eq!(failure(error).kind(), ErrorKind::PermissionDenied);
        assert_eq!(
            error.to_string(),
            "the request could not be sent: the file to upload cannot be read: locked away"
        );
        assert!(broken_off(&server).body.len() < MIB);
        // The next call has nothing of it.
        assert!(outcomes[1].is_ok(), "{:?}", outcomes[1]);
        assert_eq!(server.arrived().len(), 1);
    });
}

#[test]
fn a_file_that_is_gone_ends_the_call() {
    each(|by, whole| {
        let file = TempFile::new("pdf", &noise(MIB));
        let operation = SendFile {
            whole,
            ..from_path(&file)
        };
        drop(file);
        let server = Loopback::start([]);
        let error = call(by, client(&server), &operation).unwrap_err();
        assert_eq!((error.attempts(), server.arrived().len()), (1, 0));
        assert_eq!(failure(&error).kind(), ErrorKind::NotFound);
    });
}

/// A reader that takes its time the first time it is sent, in small pieces.
fn slow_once(bytes: Vec<u8>, pause: Duration) -> Upload {
    let reader = Watched::new(bytes, move |rewound, _| {
        if rewound == 2 {
            thread::sleep(pause);
        }
        Ok(())
    });
    Upload::from_reader("a.pdf", reader).unwrap()
}

#[test]
fn an_attempt_whose_time_is_up_does_not_disturb_the_next() {
    each(|by, whole| {
        let operation = SendFile {
            file: Upload::new("a.pdf", noise(MIB)),
            whole,
        };
        let expected = operation.to_request().unwrap().into_body();
        let file = slow_once(noise(MIB), Duration::from_millis(300));
        let operation = SendFile { file, whole };
        let server = Loopback::start([]);
        let builder = client(&server).attempt_timeout(Duration::from_secs(2));
        let made = call(by, builder, &operation).unwrap();
        assert_eq!(made.attempts(), 2);
        let partial = broken_off(&server).body;
        assert!(partial == expected[..partial.len()], "other bytes");
        let arrived = server.arrived();
        assert!(arrived.len() == 1 && arrived[0].body == expected);
    });
}

#[test]
fn tasks_go_on_while_a_file_is_read() {
    for by in [By::Hyper, By::Reqwest] {
        let file = slow_once(noise(200_000), Duration::from_millis(300));
        let operation = SendFile { file, whole: false };
        let server = Loopback::start([]);
        let ticks = block_on(async {
            let (options, builder) = (RequestOptions::new(), client(&server));
            let call = async move {
                match by {
                    By::Reqwest => {
                        let client = transports::reqwest(builder);
                        client.send_with(operation, &options).await.is_ok()
                    }
                    _ => {
                        let client = builder.build().unwrap();
                        client.send_with(operation, &options).await.is_ok()
                    }
                }
            };
            let mut call = std::pin::pin!(call);
            let mut ticks = 0;
            loop {
                match tokio::time::timeout(Duration::from_millis(20), &mut call).await {
                    Ok(ended) => {
                        assert!(ended);
                        break ticks;
                    }
                    Err(_) => ticks += 1,
                }
            }
        });
        // The file takes 1.5 seconds; if it held up the task, there would be a tick for each of its five reads.
        assert!(ticks >= 15, "{by:?}: {ticks} ticks");
    }
}

#[test]
fn a_call_may_be_dropped_while_a_file_is_read() {
    block_on(async {
        let bytes = noise(MIB);
        let file = slow_once(bytes.clone(), Duration::from_millis(50));
        let operation = SendFile { file, whole: true };
        let server = Loopback::start([]);
        let client = client(&server).build().unwrap();
        let call = client.send(operation.clone());
        let dropped = tokio::time::timeout(Duration::from_millis(200), call).await;
        assert!(dropped.is_err());
        let made = client.send(operation).await.unwrap();
        assert_eq!(made.attempts(), 1);
        let arrived = server.arrived();
        assert!(arrived.len() == 1 && arrived[0].body == bytes);
    });
}

#[test]
fn an_empty_body_has_a_length() {
    for by in ALL {
        let file = Upload::new("a.pdf", "");
        let operation = SendFile { file, whole: true };
        let server = Loopback::start([]);
        call(by, client(&server), &operation).unwrap();
        head(&server.arrived()[0], 0);
    }
}

#[test]
fn each_attempt_opens_the_file_and_no_other_time() {
    for by in ALL {
        let rewinds = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&rewinds);
        let reader = Watched::new(noise(MIB), move |rewound, _| {
            counted.store(rewound, Ordering::Relaxed);
            Ok(())
        });
        let file = Upload::from_reader("a.pdf", reader).unwrap();
        let server = Loopback::start([Act::answer(500, "{}")]);
        let operation = SendFile { file, whole: false };
        call(by, client(&server), &operation).unwrap();
        // Once when it was given, then for each attempt.
        assert_eq!(rewinds.load(Ordering::Relaxed), 3, "{by:?}");
    }
}
