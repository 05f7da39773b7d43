//! Connections.
//!
//! In: a listener. Out: answers, or what goes wrong instead. What always holds: a request whose plan says that nothing is done is not even read
//! to its end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming as RequestBody;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};

use super::body::{CutOff, ReplyBody};
use super::shared::Shared;
use super::socket::Resettable;
use super::{Exchange, control, log};
use crate::mock::answer::{ErrorKind, Failure};
use crate::mock::engine::{Opened, Reply};
use crate::mock::events::{Event, Target, deliver};
use crate::mock::faults::{HEADER, Instead, Plan, parse};
use crate::mock::read::Incoming;

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 64 << 20;

/// How long a stalled answer stalls.
const STALL: Duration = Duration::from_secs(3600);

/// Takes connections until the listener is gone.
pub async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, Arc::clone(&shared)));
            }
            // There are too many connections, or one is gone before it began.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) {
    let _ = stream.set_nodelay(true);
    let (stream, reset) = Resettable::new(stream);
    let service = service_fn(|request| {
        let (shared, reset) = (Arc::clone(&shared), Arc::clone(&reset));
        async move { respond(&shared, &reset, request).await }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service);
    // What broke, broke on purpose, or because the other side went.
    let _ = served.await;
}

async fn respond(
    shared: &Arc<Shared>,
    reset: &AtomicBool,
    request: Request<RequestBody>,
) -> Result<Response<ReplyBody>, CutOff> {
    let began = Instant::now();
    let (head, body) = request.into_parts();
    let mut incoming = Incoming {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body: Bytes::new(),
    };
    let is_control = incoming.path.starts_with(control::BELOW);
    let plan = match is_control {
        true => Ok(Plan::default()),
        false => planned(shared, &incoming),
    };
    if let Ok(plan) = &plan
        && plan.before == Some(Instead::Reset)
    {
        let fault = plan.to_string();
        let exchange = log::unanswered(shared.engine.model(), &incoming, &fault);
        shared.say(&exchange.to_string());
        kept(shared, || exchange);
        reset.store(true, Ordering::Release);
        return Err(CutOff);
    }
    match Limited::new(body, LONGEST_BODY).collect().await {
        Ok(body) => incoming.body = body.to_bytes(),
        Err(_) => return Err(CutOff),
    }
    if is_control {
        let (status, body) = control::answer(shared, &incoming);
        send_events(shared);
        return Ok(response(status, &[json_type()], ReplyBody::whole(body)));
    }
    let (reply, instead, fault) = match plan {
        Ok(plan) => {
            let (reply, instead) = answered(shared, &incoming, &plan).await;
            let word = (!plan.is_empty()).then(|| plan.to_string());
            (reply, instead, word)
        }
        Err(message) => {
            let failure = Failure::new(400, ErrorKind::Invalid, message).param(HEADER);
            (shared.engine.fail(&incoming, failure), None, None)
        }
    };
    told(shared, &incoming, &reply, began, fault.as_deref());
    send_events(shared);
    sent(reset, reply, instead).await
}

/// What goes wrong with a request: what its header says, or the script, or chance.
fn planned(shared: &Shared, incoming: &Incoming) -> Result<Plan, String> {
    match incoming.headers.get(HEADER) {
        Some(words) => parse(words.to_str().unwrap_or_default()),
        None => Ok(shared.plan(&incoming.method, &incoming.path)),
    }
}

async fn answered(shared: &Shared, incoming: &Incoming, plan: &Plan) -> (Reply, Option<Instead>) {
    let engine = &shared.engine;
    let ticket = match engine.open(incoming) {
        Opened::New(ticket) => ticket,
        Opened::Known(reply) => return (*reply, None),
    };
    if let Some(delay) = plan.delay {
        tokio::time::sleep(delay).await;
    }
    if let Some(failure) = plan.before.and_then(failure) {
        drop(ticket);
        let mut reply = engine.fail(incoming, failure);
        add_headers(&mut reply, plan.before);
        return (reply, None);
    }
    let reply = engine.answer(incoming, ticket, &plan.twist);
    match plan.after.and_then(failure) {
        Some(failure) => {
            let mut reply = engine.fail(incoming, failure);
            add_headers(&mut reply, plan.after);
            (reply, None)
        }
        None => (reply, plan.after),
    }
}

fn failure(instead: Instead) -> Option<Failure> {
    match instead {
        Instead::Status(status) => {
            let kind = if status >= 500 {
                ErrorKind::Server
            } else {
                ErrorKind::Invalid
            };
            let message = "This fault was asked for.";
            Some(Failure::new(status, kind, message))
        }
        Instead::RateLimit(_) => {
            let message = "Too many requests hit the API too quickly.";
            Some(Failure::new(429, ErrorKind::Rate, message).code("rate_limit"))
        }
        Instead::Reset | Instead::Partial | Instead::Stall => None,
    }
}

fn add_headers(reply: &mut Reply, instead: Option<Instead>) {
    if let Some(Instead::RateLimit(seconds)) = instead {
        reply
            .headers
            .push(("retry-after".to_owned(), seconds.to_string()));
    }
}

fn told(shared: &Shared, incoming: &Incoming, reply: &Reply, began: Instant, fault: Option<&str>) {
    let model = shared.engine.model();
    if shared.around.say.is_some() {
        shared.say(&log::lines(model, incoming, reply, began.elapsed(), fault));
    }
    if let Some(record) = &shared.around.record {
        record(&log::exchange(model, incoming, reply));
    }
    kept(shared, || log::answered(model, incoming, reply, fault));
}

fn kept(shared: &Shared, exchange: impl FnOnce() -> Exchange) {
    if shared.around.keeps_exchanges {
        shared.keep_exchange(exchange());
    }
}

/// Sends the events that wait.
pub fn send_events(shared: &Arc<Shared>) {
    for event in shared.engine.take_events() {
        shared.keep(&event);
        match shared.target() {
            Some(target) => {
                tokio::spawn(delivered(Arc::clone(shared), target, event));
            }
            None => shared.say(&format!("event {} (no --forward-to)", event.name)),
        }
    }
}

async fn delivered(shared: Arc<Shared>, target: Target, event: Event) {
    let delivery = deliver(&target, &event).await;
    let outcome = match &delivery.outcome {
        Ok(status) => status.to_string(),
        Err(fault) => fault.clone(),
    };
    let times = match delivery.attempts {
        1 => String::new(),
        attempts => format!(", attempt {attempts}"),
    };
    shared.say(&format!("event {} -> {outcome}{times}", event.name));
    shared.keep_delivery(delivery);
}

async fn sent(
    reset: &AtomicBool,
    reply: Reply,
    instead: Option<Instead>,
) -> Result<Response<ReplyBody>, CutOff> {
    match instead {
        Some(Instead::Reset) => {
            reset.store(true, Ordering::Release);
            Err(CutOff)
        }
        Some(Instead::Stall) => {
            tokio::time::sleep(STALL).await;
            Err(CutOff)
        }
        Some(Instead::Partial) => {
            let body = ReplyBody::half(&reply.body);
            Ok(response(reply.status, &reply.headers, body))
        }
        Some(Instead::Status(_) | Instead::RateLimit(_)) | None => {
            let body = ReplyBody::whole(reply.body);
            Ok(response(reply.status, &reply.headers, body))
        }
    }
}

fn json_type() -> (String, String) {
    ("content-type".to_owned(), "application/json".to_owned())
}

fn response(status: u16, headers: &[(String, String)], body: ReplyBody) -> Response<ReplyBody> {
    let mut response = Response::new(body);
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
    for (name, value) in headers {
        let name = http::HeaderName::from_bytes(name.as_bytes());
        // A version that a client asks for comes back, whatever is in it.
        let value = http::HeaderValue::from_str(value);
        if let (Ok(name), Ok(value)) = (name, value) {
            response.headers_mut().append(name, value);
        }
    }
    response
}
