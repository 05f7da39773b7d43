//! A transport of one's own, as the README shows it, against a server.

use bytes::Bytes;
use http::{Request, Response};
use loopback::{Act, Loopback};
use stripe_disputes::Disputes;
use stripe_disputes::client::blocking::Client;
use stripe_disputes::client::{
    AttemptLimits, BlockingTransport, Body, ClientBuilder, TransportError, TransportErrorKind,
};
use ureq::SendBody;

struct Own(ureq::Agent);

impl BlockingTransport for Own {
    fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        let broken = |error| TransportError::new(TransportErrorKind::Broken, error);
        let request = request.map(|body| match body.is_empty() {
            true => SendBody::none(),
            false => SendBody::from_owned_reader(body.reader()),
        });
        let config = self
            .0
            .configure_request(request)
            .timeout_global(Some(limits.total));
        let request = config.http_status_as_error(false).max_redirects(0).build();
        let (parts, mut body) = self.0.run(request).map_err(broken)?.into_parts();
        let limit = limits.max_response_bytes as u64;
        let body = body
            .with_config()
            .limit(limit)
            .read_to_vec()
            .map_err(broken)?;
        Ok(Response::from_parts(parts, body.into()))
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
    let config = ClientBuilder::new("sk_test_1")
        .base_url(server.url())
        .config()
        .unwrap();
    let client: Client<Own> = Client::with_transport(config, Own(ureq::Agent::new_with_defaults()));
    client.send(Disputes::retrieve("dp_1")).unwrap();
    let update = Disputes::update("dp_1").submit(false);
    assert_eq!(client.send(update).unwrap().attempts, 2);
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 3);
    assert_eq!(arrived[1], arrived[2]);
    assert_eq!(arrived[1].body, b"submit=false");
}
