//! A server of a document, and requests to it without a socket.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, examine};
use form_mock::engine::{Engine, Opened, Settings};
use form_mock::faults::Twist;
use form_mock::model::{Model, SchemeKind};
use form_mock::read::Incoming;
use serde_json::Value;

/// A path from the repository's root.
pub fn from_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The model of a document with its overlays.
pub fn model(document: &Path, overlays: &[PathBuf]) -> Model {
    let text = fs::read(document).unwrap();
    let overlays: Vec<(String, Vec<u8>)> = overlays
        .iter()
        .map(|path| (path.display().to_string(), fs::read(path).unwrap()))
        .collect();
    let overlays: Vec<SourceText<'_>> = overlays
        .iter()
        .map(|(name, bytes)| SourceText { name, bytes })
        .collect();
    let name = document.display().to_string();
    let source = SourceText {
        name: &name,
        bytes: &text,
    };
    let document = examine(source, &overlays).unwrap_or_else(|report| panic!("{report}"));
    let (api, _) = lower(&document.spec, LowerOptions { keep_going: true });
    form_codegen::mock::model(&api, &document.spec)
}

/// The model of the disputes.
pub fn disputes() -> Model {
    static MODEL: LazyLock<Model> = LazyLock::new(read_disputes);
    MODEL.clone()
}

fn read_disputes() -> Model {
    let folder = fs::read_dir(from_root("spec/overlays")).unwrap();
    let mut overlays: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    overlays.sort();
    model(
        &from_root("spec/stripe-disputes-api-openapi.yml"),
        &overlays,
    )
}

/// A server.
pub struct Mock {
    pub engine: Arc<Engine>,
}

impl Mock {
    pub fn new(model: Model) -> Self {
        let settings = Settings {
            now: Some(1_700_000_000),
            ..Settings::default()
        };
        Self {
            engine: Arc::new(Engine::new(model, settings)),
        }
    }

    /// What the API takes: Basic, where it knows nothing else.
    fn credentials(&self) -> &'static str {
        let schemes = &self.engine.model().schemes;
        let is_basic = schemes
            .iter()
            .all(|scheme| scheme.kind == SchemeKind::Basic);
        match is_basic {
            true => "Basic dXNlcjpwYXNz",
            false => "Bearer sk_test_1",
        }
    }

    /// The status and the body of an answer.
    pub fn send(&self, method: &str, target: &str, media_type: &str, body: &[u8]) -> (u16, Value) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut incoming = Incoming {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Default::default(),
            body: body.to_vec().into(),
        };
        let headers = [
            ("content-type", media_type),
            ("authorization", self.credentials()),
        ];
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            let name: http::HeaderName = name.parse().unwrap();
            incoming.headers.insert(name, value.parse().unwrap());
        }
        let reply = match self.engine.open(&incoming) {
            Opened::New(ticket) => self.engine.answer(&incoming, ticket, &Twist::default()),
            Opened::Known(reply) => *reply,
        };
        let body = serde_json::from_slice(&reply.body).unwrap_or_default();
        (reply.status, body)
    }
}

/// Pairs as a form has them.
pub fn encoded(pairs: &[(String, String)]) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(pairs);
    text.finish()
}
