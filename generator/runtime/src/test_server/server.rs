//! The server, as a test has it.
//!
//! In: what a test wants to be there, and to go wrong. Out: clients, objects, and what happened. What always holds: nothing here waits, so that it
//! can be used in asynchronous and in blocking tests.

use std::fmt;
use std::marker::PhantomData;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::mock::engine::{Engine, Settings};
use crate::mock::events::{Delivered, Event, Target, signature};
use crate::mock::model::Model;
use crate::mock::serve::{Around, Exchange, Server};
#[cfg(feature = "blocking")]
use crate::runtime::client::BlockingClient;
#[cfg(feature = "hyper")]
use crate::runtime::client::Client;
use crate::runtime::config::ClientBuilder;
#[cfg(any(feature = "hyper", feature = "blocking"))]
use crate::runtime::config::ConfigError;
use crate::runtime::testing;
#[cfg(feature = "hyper")]
use crate::runtime::transport::HyperTransport;
#[cfg(feature = "blocking")]
use crate::runtime::transport::UreqTransport;

use super::error::MockError;
use super::faults::MockFault;
use super::mocked::{Mocked, Stored};
use super::trigger::MockTrigger;

/// What events are signed with.
const WEBHOOK_SECRET: &str = "whsec_test";

/// How long after the first failure an event is sent again: tests do not wait as long as the API does.
const PAUSE: Duration = Duration::from_millis(50);

/// How many threads answer.
const THREADS: usize = 1;

/// A server of the API in the program itself: strict about what the document allows, with objects in memory.
///
/// It begins with one object of each resource that no operation makes. The same requests in the same order make the same ids. It has a
/// thread of its own, so that a blocking test can ask it, and stops when it is dropped.
pub struct MockServer<V> {
    server: Server,
    vendor: PhantomData<fn() -> V>,
}

impl<V> fmt::Debug for MockServer<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer")
            .field("url", &self.server.url())
            .finish_non_exhaustive()
    }
}

impl<V: Mocked> MockServer<V> {
    /// Starts a server at a port of this machine that is free.
    ///
    /// # Errors
    /// If there is no port or no thread to be had.
    pub fn start() -> Result<Self, MockError> {
        let failed = |error: &dyn fmt::Display| MockError::new(error.to_string());
        let model: Model = serde_json::from_str(V::MODEL).map_err(|error| failed(&error))?;
        let engine = Arc::new(Engine::new(model, Settings::default()));
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let around = Around {
            keeps_exchanges: true,
            ..Around::default()
        };
        let server = Server::start(address, engine, around, THREADS);
        Ok(Self {
            server: server.map_err(|error| failed(&error))?,
            vendor: PhantomData,
        })
    }

    /// The settings of a client of this server: with something instead of each secret, and no way to another machine. Give them what a test
    /// needs, or make a client on another transport of them.
    pub fn settings(&self) -> ClientBuilder<V> {
        let builder = testing::settings::<V>().base_url(self.url());
        builder.only_loopback()
    }

    /// A client of this server. It can reach nothing else.
    ///
    /// # Errors
    /// If TLS can't be set up.
    #[cfg(feature = "hyper")]
    pub fn client(&self) -> Result<Client<V, HyperTransport>, ConfigError> {
        self.settings().build()
    }

    /// A blocking client of this server. It can reach nothing else.
    ///
    /// # Errors
    /// If the API's own settings can't be used.
    #[cfg(feature = "blocking")]
    pub fn blocking_client(&self) -> Result<BlockingClient<V, UreqTransport>, ConfigError> {
        self.settings().build_blocking()
    }
}

impl<V> MockServer<V> {
    /// The base URL for programs that make their client themselves: `http://127.0.0.1:…`.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Puts objects in the place of all that are there, by resource and name: `{"dispute": {"first": {"amount": 1000}}}`. What is not said of an
    /// object is as in an example; `{"$ref": "#/dispute/first"}` stands for the id of that one. Answers how many there are.
    ///
    /// # Errors
    /// If there is no such resource, member or reference; then all is as it was.
    pub fn seed(&self, objects: impl Into<Value>) -> Result<usize, MockError> {
        let engine = self.server.engine();
        engine.seed(&objects.into()).map_err(MockError::new)
    }

    /// The object with that id.
    ///
    /// # Errors
    /// If there is none.
    pub fn object<T: Stored>(&self, id: impl AsRef<str>) -> Result<T, MockError> {
        let id = id.as_ref();
        let found = self.server.engine().object(T::RESOURCE, id);
        let found =
            found.ok_or_else(|| MockError::new(format!("there is no {} `{id}`", T::RESOURCE)))?;
        read(found)
    }

    /// All objects of a type, the newest first.
    ///
    /// # Errors
    /// If one can't be read: what was [seeded](Self::seed) or [set](MockTrigger::set) is of another type.
    pub fn objects<T: Stored>(&self) -> Result<Vec<T>, MockError> {
        let found = self.server.engine().objects(T::RESOURCE);
        found.into_iter().map(read).collect()
    }

    /// Lets something go wrong with requests of a method and a path, in which `*` is any text: `POST /v1/disputes/*`, or `*` for all. Of several
    /// that fit, the one that was said first counts, as long as it lasts.
    pub fn on(&self, requests: impl Into<String>) -> MockFault<'_> {
        MockFault::new(&self.server, requests.into())
    }

    /// From here on, such a part of all requests has a fault by chance: 0.05 is one of twenty. The same seed gives the same chance.
    pub fn fail_by_chance(&self, rate: f64, seed: u64) {
        self.server.fail_by_chance(rate, seed);
    }

    /// From here on, nothing goes wrong.
    pub fn end_faults(&self) {
        self.server.end_faults();
    }

    /// What was asked and answered, oldest first: the last thousand.
    #[must_use]
    pub fn requests(&self) -> Vec<Exchange> {
        self.server.exchanges()
    }

    /// What was wrong with requests that the document does not allow: each with its method and path.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        let requests = self.requests();
        let violations = requests.iter().flat_map(|request| {
            let violations = request.violations.iter();
            violations.map(|violation| format!("{} {}: {violation}", request.method, request.path))
        });
        violations.collect()
    }
}

impl<V> MockServer<V> {
    /// Makes an event, by its name: `server.trigger("charge.dispute.created").set("amount", 5000).send()?`. It goes where [`forward_to`](Self::forward_to) says.
    pub fn trigger(&self, event: impl fmt::Display) -> MockTrigger<'_> {
        MockTrigger::new(&self.server, event.to_string())
    }

    /// Sends all events from here on to that address of a program, such as `http://127.0.0.1:8080/webhooks`, signed with the
    /// [secret](Self::webhook_secret) if the document names the header: at most five times, until it answers with a success.
    ///
    /// # Errors
    /// If it is no address that begins with `http://`.
    pub fn forward_to(&self, address: &str) -> Result<(), MockError> {
        let secret = Some(WEBHOOK_SECRET.to_owned());
        let model = self.server.engine().model();
        let target = Target::of(model, address, secret).map_err(MockError::new)?;
        self.server.forward_to(Some(Target {
            pause: PAUSE,
            ..target
        }));
        Ok(())
    }

    /// What events are signed with.
    #[must_use]
    pub fn webhook_secret(&self) -> &str {
        WEBHOOK_SECRET
    }

    /// The events that were made, oldest first, wherever they went: the last thousand.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        self.server.events()
    }

    /// What became of the events that were sent, in the order in which that was certain: the last thousand.
    #[must_use]
    pub fn deliveries(&self) -> Vec<Delivered> {
        self.server.deliveries()
    }

    /// The signature of an event as it is sent now, for a test that hands it to the program itself.
    #[must_use]
    pub fn signature(&self, event: &Event) -> String {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let seconds = since.map_or(0, |since| since.as_secs());
        let seconds = i64::try_from(seconds).unwrap_or_default();
        signature(WEBHOOK_SECRET, seconds, &event.body)
    }
}

fn read<T: Stored>(value: Value) -> Result<T, MockError> {
    serde_json::from_value(value).map_err(|error| {
        let resource = T::RESOURCE;
        MockError::new(format!("a {resource} can't be read: {error}"))
    })
}
