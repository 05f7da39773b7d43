//! Requests and responses of both modules.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use http::{HeaderMap, StatusCode};

use crate::others::suppliers::{Deliveries, Operation as _, RetrieveDelivery};
use crate::pets::{self, CreatePet, Operation as _, PetMood, Pets};

#[test]
fn a_request_is_built_and_checked() {
    let request = Pets::create("Rex")
        .to_request()
        .map(http::Request::into_parts);
    let (parts, body) = request.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(parts.uri, "https://pets.example/pets");
    assert_eq!(body, "name=Rex");
    let error = Pets::list().limit(101).to_request().err();
    assert_eq!(
        error.map(|error| error.to_string()).as_deref(),
        Some("limit: 101, at most 100 allowed")
    );
}

#[test]
fn a_response_is_read_with_what_the_overlay_added() {
    let body = br#"{"id": "p_1", "name": "Rex", "mood": "sleepy"}"#;
    let pet = CreatePet::parse(StatusCode::OK, &HeaderMap::new(), body);
    let pet = pet.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(pet.mood, Some(PetMood::Sleepy));
}

#[test]
fn a_module_beside_it_has_its_own_runtime() {
    let request = Deliveries::retrieve("d 1").to_request().ok();
    let uri = request.map(|request| request.uri().to_string());
    assert_eq!(
        uri.as_deref(),
        Some("https://suppliers.example/deliveries/d%201")
    );

    let body = br#"{"id": "d_1", "weight": null}"#;
    let delivery = RetrieveDelivery::parse(StatusCode::OK, &HeaderMap::new(), body).ok();
    assert_eq!(
        delivery.map(|delivery| (delivery.id, delivery.weight)),
        Some(("d_1".to_owned(), None))
    );
}

#[test]
fn a_client_sends() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|error| panic!("{error}"));
    let address = listener
        .local_addr()
        .unwrap_or_else(|error| panic!("{error}"));
    let server =
        thread::spawn(move || answer(&listener, r#"{"data": [{"id": "p_1", "name": "Rex"}]}"#));

    let client = pets::Client::builder("token")
        .base_url(format!("http://{address}"))
        .build_blocking();
    let client = client.unwrap_or_else(|error| panic!("{error}"));
    let found = crate::names(&client).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(found, ["Rex"]);
    let request = server.join().unwrap_or_default();
    assert!(
        request.starts_with("GET /pets?limit=10 HTTP/1.1\r\n"),
        "{request}"
    );
    // The client calls itself after the program that it is in.
    assert!(
        request.contains(&format!("shelter/{}", env!("CARGO_PKG_VERSION"))),
        "{request}"
    );
}

/// Takes one request and answers it; what the request was.
fn answer(listener: &TcpListener, body: &str) -> String {
    let Ok((mut stream, _)) = listener.accept() else {
        return String::new();
    };
    let mut request = Vec::new();
    let mut buffer = [0; 1024];
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(read @ 1..) => request.extend(buffer.iter().take(read)),
            _ => break,
        }
    }
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
    String::from_utf8_lossy(&request).into_owned()
}
