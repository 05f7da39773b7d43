//! The server on a socket: what breaks, what is delivered, and that it ends.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use form_mock::engine::{Engine, Settings};
use form_mock::events::{Target, signature};
use form_mock::serve::{Around, Server};

use super::support::model;

const ORDERS: &str = "
x-client: {signatureHeader: Signature}
x-webhooks:
  order.created: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/event'}}}}, responses: {'200': {description: d}}}}
components:
  schemas:
    event:
      type: object
      discriminator: {propertyName: type}
      required: [id, type, data]
      properties: {id: {type: string}, type: {type: string, enum: [order.created]}, data: {type: object, properties: {object: {$ref: '#/components/schemas/order'}}}}
    order: {type: object, required: [id], properties: {id: {type: string}}}
paths:
  /orders:
    get:
      responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/order'}}}}}}
    post:
      x-mock: {emit: [order.created]}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/order'}}}}}
";

fn server(around: Around) -> Server {
    let engine = Arc::new(Engine::new(model(ORDERS), Settings::default()));
    Server::start(SocketAddr::from(([127, 0, 0, 1], 0)), engine, around, 1).unwrap()
}

/// What comes back on a connection, to its end.
fn asked(server: &Server, method: &str, header: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(server.address())?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(
        stream,
        "{method} /orders HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{header}content-length: 0\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

fn count(server: &Server) -> usize {
    let answer = asked(server, "GET", "").unwrap();
    answer.matches("\"id\"").count()
}

#[test]
fn what_is_done_is_said_by_the_word() {
    let server = server(Around::default());
    let post = |fault: &str| asked(&server, "POST", &format!("mock-fault: {fault}\r\n"));
    assert!(post("reset-before").is_err());
    assert_eq!(count(&server), 0);
    assert!(post("reset-after").is_err());
    assert_eq!(count(&server), 1);
    let partial = post("partial-body").unwrap();
    assert!(
        partial.starts_with("HTTP/1.1 200") && !partial.ends_with('}'),
        "{partial}"
    );
    assert_eq!(count(&server), 2);
    assert!(post("status=503").unwrap().starts_with("HTTP/1.1 503"));
    assert_eq!(count(&server), 2);
    assert!(
        post("status-after=500")
            .unwrap()
            .starts_with("HTTP/1.1 500")
    );
    assert_eq!(count(&server), 3);
    assert!(
        post("rate-limit=9")
            .unwrap()
            .contains("\r\nretry-after: 9\r\n")
    );
}

#[test]
fn an_event_is_signed_and_sent_until_it_is_taken() {
    let endpoint = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook", endpoint.local_addr().unwrap());
    let (tell, told) = channel();
    thread::spawn(move || {
        for status in ["500 No", "200 OK"] {
            let (mut stream, _) = endpoint.accept().unwrap();
            let mut text = String::new();
            let mut buffer = [0; 4096];
            while !text.ends_with("}}}") && !text.ends_with("\"}") {
                let count = stream.read(&mut buffer).unwrap();
                text.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
            }
            write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n").unwrap();
            stream.shutdown(Shutdown::Write).unwrap();
            tell.send(text).unwrap();
        }
    });
    let target = Target {
        secret: Some("whsec_a".to_owned()),
        pause: Duration::from_millis(10),
        signature_header: Some("Signature".to_owned()),
        ..Target::new(&address).unwrap()
    };
    let server = server(Around {
        target: Some(target),
        ..Around::default()
    });
    asked(&server, "POST", "").unwrap();
    let first = told.recv_timeout(Duration::from_secs(10)).unwrap();
    let second = told.recv_timeout(Duration::from_secs(10)).unwrap();
    let body = |text: &str| text.split_once("\r\n\r\n").unwrap().1.to_owned();
    assert_eq!(body(&first), body(&second));
    let head = second
        .lines()
        .find_map(|line| line.strip_prefix("signature: "))
        .unwrap();
    let seconds = head.strip_prefix("t=").unwrap().split(',').next().unwrap();
    let expected = signature(
        "whsec_a",
        seconds.parse().unwrap(),
        body(&second).as_bytes(),
    );
    assert_eq!(head, expected);
    assert!(Target::new("https://a.example").is_err());
}

#[test]
fn it_ends_when_it_is_dropped() {
    let server = server(Around::default());
    let address = server.address();
    drop(server);
    thread::sleep(Duration::from_millis(50));
    assert!(TcpStream::connect(address).is_err());
}
