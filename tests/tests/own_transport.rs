//! A transport of one's own, as the README shows it, against a server.

use std::path::Path;

use bytes::Bytes;
use http::{Request, Response};
use loopback::{Act, Loopback};
use stripe_disputes::client::blocking::Client;
use stripe_disputes::client::{
    AttemptLimits, BlockingTransport, Body, CallError, Cause, TransportError, TransportErrorKind,
};
use stripe_disputes::{Disputes, FileUploadPurpose, Files, Upload};
use ureq::SendBody;

struct Own(ureq::Agent);

impl BlockingTransport for Own {
    fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        let failed = |error| match error {
            ureq::Error::BodyExceedsLimit(_) => TransportErrorKind::TooLarge.into(),
            error => TransportError::new(TransportErrorKind::Broken, error.into_io()),
        };
        let request = request.map(|body| match body.is_empty() {
            true => SendBody::none(),
            false => SendBody::from_owned_reader(body.reader()),
        });
        let config = self
            .0
            .configure_request(request)
            .timeout_global(Some(limits.total));
        let request = config.http_status_as_error(false).max_redirects(0).build();
        let (parts, mut body) = self.0.run(request).map_err(failed)?.into_parts();
        let limit = limits.max_response_bytes as u64;
        let body = body
            .with_config()
            .limit(limit)
            .read_to_vec()
            .map_err(failed)?;
        Ok(Response::from_parts(parts, body.into()))
    }
}

#[test]
fn what_is_in_vain_is_not_tried_again() {
    let server = Loopback::start([Act::answer(200, &" ".repeat(2_000))]);
    let builder = Client::builder("sk_test_1").base_url(server.url());
    let config = builder.max_response_bytes(1_000).config().unwrap();
    let client: Client<Own> = Client::with_transport(config, Own(ureq::Agent::new_with_defaults()));
    let error = client
        .send(Disputes::close_irreversibly("dp_1"))
        .unwrap_err();
    assert_eq!(
        (kind(&error), error.attempts()),
        (TransportErrorKind::TooLarge, 1)
    );

    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes.txt");
    std::fs::write(&path, "one").unwrap();
    let upload = Upload::from_path(&path).unwrap();
    std::fs::write(&path, "two").unwrap();
    let error = client
        .send(Files::create(upload, FileUploadPurpose::DisputeEvidence))
        .unwrap_err();
    assert_eq!(
        (kind(&error), error.attempts()),
        (TransportErrorKind::Other, 1)
    );
    assert_eq!(server.arrived().len(), 1, "no whole file arrives");
}

fn kind<E>(error: &CallError<E>) -> TransportErrorKind {
    match error.cause() {
        Cause::Transport(error) => error.kind(),
        _ => panic!("no error of the transport"),
    }
}

#[test]
fn a_transport_of_ones_own() {
    let dispute = include_str!("../wire/dispute.json");
    let answers = [
        Act::answer(200, dispute),
        Act::answer(500, "{}"),
        Act::answer(200, dispute),
    ];
    let server = Loopback::start(answers);
    let config = Client::builder("sk_test_1")
        .base_url(server.url())
        .config()
        .unwrap();
    let client: Client<Own> = Client::with_transport(config, Own(ureq::Agent::new_with_defaults()));
    client.send(Disputes::retrieve("dp_1")).unwrap();
    let update = Disputes::update("dp_1").stage();
    assert_eq!(client.send(update).unwrap().attempts(), 2);
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 3);
    assert_eq!(arrived[1], arrived[2]);
    assert_eq!(arrived[1].body, b"submit=false");
}
