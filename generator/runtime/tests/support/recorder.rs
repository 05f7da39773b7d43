//! Keeps everything that is told to `tracing` and `log`, by whoever tells it.

#![allow(dead_code)]

use std::fmt;
use std::sync::{Arc, Mutex};

use log::Log;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// An event or a span.
#[derive(Clone, Debug)]
pub struct Told {
    /// The crate and the module.
    pub target: String,
    /// How important it is.
    pub level: Level,
    /// Names and values, in order; the message is called `message`.
    pub fields: Vec<(String, String)>,
    /// Whether it is a span.
    pub is_span: bool,
    /// The spans that it stands in, the outermost first.
    pub spans: Vec<u64>,
}

impl Told {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        fields
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

impl Visit for Told {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.fields
            .push((field.name().to_owned(), format!("{value:?}")));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields
            .push((field.name().to_owned(), value.to_owned()));
    }
}

/// Everything that was told.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Vec<Told>>>, Arc<Mutex<Vec<u64>>>);

impl Recorder {
    /// What was told so far.
    pub fn told(&self) -> Vec<Told> {
        self.0.lock().unwrap().clone()
    }

    /// What was told by this crate so far.
    pub fn by_us(&self) -> Vec<Told> {
        let mut told = self.told();
        told.retain(|told| told.target.starts_with("form_runtime"));
        told
    }

    /// Keeps what is told, and says as which one, from 1.
    fn keep(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut Told)) -> u64 {
        let mut told = Told {
            target: metadata.target().to_owned(),
            level: *metadata.level(),
            fields: vec![("name".to_owned(), metadata.name().to_owned())],
            is_span: metadata.is_span(),
            spans: self.1.lock().unwrap().clone(),
        };
        record(&mut told);
        let mut all = self.0.lock().unwrap();
        all.push(told);
        all.len() as u64
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        Id::from_u64(self.keep(span.metadata(), |told| span.record(told)))
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut all = self.0.lock().unwrap();
        if let Some(told) = all.last_mut() {
            values.record(told);
        }
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.keep(event.metadata(), |told| event.record(told));
    }

    fn enter(&self, span: &Id) {
        self.1.lock().unwrap().push(span.into_u64());
    }

    fn exit(&self, span: &Id) {
        let mut entered = self.1.lock().unwrap();
        let at = entered.iter().rposition(|id| *id == span.into_u64());
        entered.remove(at.unwrap());
    }
}

impl Log for Recorder {
    // As all loggers are filtered that do not want to have secrets: see `UreqTransport`.
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() < log::Level::Trace || !metadata.target().starts_with("ureq_proto")
    }

    fn log(&self, record: &log::Record<'_>) {
        if !Log::enabled(self, record.metadata()) {
            return;
        }
        let told = Told {
            target: record.target().to_owned(),
            level: Level::TRACE,
            fields: vec![("message".to_owned(), record.args().to_string())],
            is_span: false,
            spans: Vec::new(),
        };
        self.0.lock().unwrap().push(told);
    }

    fn flush(&self) {}
}
