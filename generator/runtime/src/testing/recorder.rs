//! Recording what a client sends and gets.
//!
//! In: requests, handed on to a transport. Out: its answers, unchanged, and a [`Recording`]. What always holds: what is recorded is without secrets and
//! private texts from the start, so that no other form of it exists.

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{Request, Response};

use super::recording::{self, Recorded, Recording};
use super::redaction::{Redaction, Tested};
use super::reply::Reply;
use super::sent::Sent;
use crate::runtime::body::Body;
use crate::runtime::secret::SchemeKind;
use crate::runtime::transport::{
    Attempt, AttemptLimits, BlockingTransport, Transport, TransportError,
};

/// A transport that hands requests on to another one, and records them with their answers.
///
/// Of texts it keeps those that the document says are ids, decimals or values of enums; of the rest, how long they were. Numbers,
/// paths and names of members and keys stay. A clone records into the same recording.
pub struct Recorder<V, T> {
    transport: Arc<T>,
    recording: Arc<Mutex<Recording>>,
    vendor: PhantomData<fn() -> V>,
}

impl<V, T> Clone for Recorder<V, T> {
    fn clone(&self) -> Self {
        Self {
            transport: Arc::clone(&self.transport),
            recording: Arc::clone(&self.recording),
            vendor: PhantomData,
        }
    }
}

impl<V, T> fmt::Debug for Recorder<V, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Recorder").field(&self.recording()).finish()
    }
}

impl<V, T> Recorder<V, T> {
    /// Records what is sent by that transport.
    pub fn new(transport: T) -> Self {
        Self {
            transport: Arc::new(transport),
            recording: Arc::default(),
            vendor: PhantomData,
        }
    }

    /// What is recorded so far.
    #[must_use]
    pub fn recording(&self) -> Recording {
        let recording = self.recording.lock();
        recording.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What is known of a request before its answer is there.
struct Asked {
    sent: Sent,
    secrets: Vec<String>,
}

impl<V: Tested, T> Recorder<V, T> {
    fn asked(request: &Request<Body>) -> Asked {
        Asked {
            sent: Sent::read(request, &V::PROFILE),
            secrets: secrets::<V>(request),
        }
    }

    fn record(&self, asked: &Asked, attempt: &Attempt) {
        let reply = match attempt {
            Ok(response) => Reply::of(response),
            Err(error) => Reply::failure(error.kind()),
        };
        let redaction = Redaction::of::<V>(&asked.secrets);
        let exchange = Recorded {
            request: recording::asked(&asked.sent, Some(&redaction)),
            answer: recording::answered(&reply, &redaction, V::PROFILE.retry_header),
        };
        let recording = self.recording.lock();
        let mut recording = recording.unwrap_or_else(PoisonError::into_inner);
        recording.exchanges.push(exchange);
    }
}

/// What in a request proves who the caller is: it must not stay anywhere.
fn secrets<V: Tested>(request: &Request<Body>) -> Vec<String> {
    let header = |name: &str| request.headers().get(name)?.to_str().ok();
    let authorization = header(AUTHORIZATION.as_str());
    let authorization = authorization.and_then(|value| value.split(' ').next_back());
    let query = request.uri().query().unwrap_or_default().as_bytes();
    let schemes = V::PROFILE.schemes.iter();
    let others = schemes.filter_map(|scheme| match scheme.kind {
        SchemeKind::Basic | SchemeKind::Bearer => None,
        SchemeKind::Header(name) => header(name).map(str::to_owned),
        SchemeKind::Query(name) => {
            let mut pairs = form_urlencoded::parse(query);
            let pair = pairs.find(|(known, _)| known == name);
            pair.map(|(_, value)| value.into_owned())
        }
        SchemeKind::Cookie(name) => {
            let mut cookies = header("cookie")?
                .split("; ")
                .filter_map(|one| one.split_once('='));
            let cookie = cookies.find(|(known, _)| *known == name);
            cookie.map(|(_, value)| value.to_owned())
        }
    });
    let all = authorization.map(str::to_owned).into_iter().chain(others);
    all.filter(|secret| !secret.is_empty()).collect()
}

impl<V: Tested, T: Transport> Transport for Recorder<V, T> {
    async fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        let asked = Self::asked(&request);
        let attempt = self.transport.send(request, limits).await;
        self.record(&asked, &attempt);
        attempt
    }

    async fn sleep(&self, time: Duration) {
        self.transport.sleep(time).await;
    }
}

impl<V: Tested, T: BlockingTransport> BlockingTransport for Recorder<V, T> {
    fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        let asked = Self::asked(&request);
        let attempt = self.transport.send(request, limits);
        self.record(&asked, &attempt);
        attempt
    }

    fn sleep(&self, time: Duration) {
        self.transport.sleep(time);
    }
}
