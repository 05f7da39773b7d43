//! A server of a document, and requests to it.

use std::sync::Arc;

use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, read};
use form_mock::engine::{Engine, Opened, Reply, Settings};
use form_mock::faults::Twist;
use form_mock::model::Model;
use form_mock::read::Incoming;
use serde_json::Value;

/// The model of a document.
pub fn model(document: &str) -> Model {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '7'}}\nservers: [{{url: 'https://api.example'}}]\n{document}"
    );
    let source = SourceText {
        name: "api.yaml",
        bytes: text.as_bytes(),
    };
    let document = read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
    let (api, found) = lower(&document.spec, LowerOptions { keep_going: false });
    assert!(
        !document.report_with(found.clone()).has_errors(),
        "{found:?}"
    );
    form_codegen::mock::model(&api, &document.spec)
}

/// A server of a document.
pub struct Mock {
    pub engine: Arc<Engine>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub reply: Reply,
}

impl Mock {
    pub fn new(document: &str) -> Self {
        let settings = Settings {
            now: Some(1_700_000_000),
            ..Settings::default()
        };
        Self {
            engine: Arc::new(Engine::new(model(document), settings)),
        }
    }

    pub fn get(&self, target: &str) -> Answer {
        self.send("GET", target, "", "", &[])
    }

    pub fn form(&self, method: &str, target: &str, body: &str) -> Answer {
        self.send(
            method,
            target,
            "application/x-www-form-urlencoded",
            body,
            &[],
        )
    }

    pub fn json(&self, method: &str, target: &str, body: &str) -> Answer {
        self.send(method, target, "application/json", body, &[])
    }

    pub fn send(
        &self,
        method: &str,
        target: &str,
        media_type: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        self.twisted(method, target, media_type, body, headers, &Twist::default())
    }

    pub fn twisted(
        &self,
        method: &str,
        target: &str,
        media_type: &str,
        body: &str,
        headers: &[(&str, &str)],
        twist: &Twist,
    ) -> Answer {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut incoming = Incoming {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Default::default(),
            body: body.to_owned().into(),
        };
        let own = [("content-type", media_type)];
        let own = own.iter().filter(|(_, value)| !value.is_empty());
        for (name, value) in own.chain(headers) {
            let name: http::HeaderName = name.parse().unwrap();
            incoming.headers.insert(name, value.parse().unwrap());
        }
        let reply = match self.engine.open(&incoming) {
            Opened::New(ticket) => self.engine.answer(&incoming, ticket, twist),
            Opened::Known(reply) => *reply,
        };
        Answer {
            status: reply.status,
            body: serde_json::from_slice(&reply.body).unwrap_or_default(),
            reply,
        }
    }
}

impl Answer {
    /// The parameter that an error names.
    pub fn param(&self) -> &str {
        assert!(self.status >= 400, "{self:?}");
        self.body["error"]["param"].as_str().unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.reply.headers.iter();
        let found = headers.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}
