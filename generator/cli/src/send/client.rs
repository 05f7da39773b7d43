//! The sender on the blocking client.
//!
//! In: settings. Out: answers. What always holds: an error says first what the API calls the request.

use std::fs::File;
use std::path::Path;

use http::Method;
use http::header::LINK;
use indicatif::{ProgressBar, ProgressStyle};

use super::contract::{Answer, How, Sender, Settings};
use crate::cli::request::{Made, MadeBody, PartValue};
use crate::cli::stop::{Class, Stop, harmless};
use crate::runtime::{
    Alternatives, BlockingClient, Body, CallError, Cause, ClientBuilder, Credential, RawRequest,
    RequestOptions, SchemeKind, Secret, Upload, UreqTransport, Vendor,
};

/// Sends requests to the API.
pub struct ApiClient<V>(BlockingClient<V, UreqTransport>);

impl<V: Vendor> ApiClient<V> {
    /// A client with these settings.
    ///
    /// # Errors
    ///
    /// If one of them cannot be used.
    pub fn new(settings: Settings) -> Result<Self, Stop> {
        let mut builder = ClientBuilder::<V>::without_credentials();
        for scheme in V::PROFILE.schemes {
            let mut known = settings.secrets.iter();
            if let Some((_, secret)) = known.find(|(name, _)| name == scheme.name) {
                let credential = credential(scheme.kind, secret);
                builder = builder.credential(scheme.name, credential);
            }
        }
        builder = builder
            .maybe(settings.base_url, ClientBuilder::base_url)
            .maybe(settings.account, ClientBuilder::account)
            .maybe(settings.api_version, ClientBuilder::api_version);
        for (name, value) in settings.headers {
            builder = builder.header(name, value);
        }
        let client = builder.build_blocking();
        let client = client.map_err(|error| Stop::new(Class::Settings, error.to_string()))?;
        Ok(Self(client))
    }
}

/// Of Basic authentication, a secret may be the user alone, or both with a colon between them.
fn credential(kind: SchemeKind, secret: &Secret) -> Credential {
    if kind == SchemeKind::Basic {
        let (user, password) = secret.clone().split();
        return Credential::Pair(user, password);
    }
    Credential::One(secret.clone())
}

impl<V: Vendor> Sender for ApiClient<V> {
    fn send(&self, made: &Made, how: &How) -> Result<Answer, Stop> {
        let request = request(made, how)?;
        let key = how.idempotency_key.clone();
        let options = RequestOptions::new().maybe(key, RequestOptions::idempotency_key);
        let response = self.0.raw_request(&request, &options).map_err(stopped)?;
        let link = response.headers().get(LINK);
        Ok(Answer {
            status: response.status().as_u16(),
            link: link.and_then(|value| value.to_str().ok().map(str::to_owned)),
            body: response.into_value(),
        })
    }
}

fn request(made: &Made, how: &How) -> Result<RawRequest, Stop> {
    let method = Method::from_bytes(made.method.as_bytes());
    let method = method.map_err(|_| Stop::usage(format!("{}: no method", made.method)))?;
    let mut request = RawRequest::new(method, made.path.clone());
    if !made.server.is_empty() {
        request = request.server(made.server.clone());
    }
    if let Some(security) = &how.security {
        request = request.security(kept(security));
    }
    for (name, value) in &made.query {
        request = request.query(name, value);
    }
    for (name, value) in &made.headers {
        request = request.header(name, value);
    }
    for (name, value) in &made.cookies {
        request = request.cookie(name, value);
    }
    Ok(match &made.body {
        MadeBody::None => request,
        MadeBody::Form(pairs) => request.form(pairs.iter().cloned()),
        MadeBody::Json(kind, value) => request.body(kind, bytes::Bytes::from(value.to_string())),
        MadeBody::File(kind, path) => request.body(
            kind,
            Body::from_path(path).map_err(|error| unread(path, &error))?,
        ),
        MadeBody::Parts(parts) => {
            for (name, part) in parts {
                request = match part {
                    PartValue::Text(text) => request.part(name, text),
                    PartValue::File(path) => request.file(name, upload(path, how.progress)?),
                };
            }
            request
        }
    })
}

/// A name of a scheme lives as long as the program, which makes a handful of calls.
fn kept(alternatives: &[Vec<String>]) -> Alternatives {
    let alternatives = alternatives.iter().map(|all| -> &'static [&'static str] {
        let names = all
            .iter()
            .map(|name| -> &'static str { name.clone().leak() });
        names.collect::<Vec<_>>().leak()
    });
    alternatives.collect::<Vec<_>>().leak()
}

fn unread(path: &Path, error: &std::io::Error) -> Stop {
    Stop::usage(format!("{}: {error}", path.display()))
}

/// A file, of which a bar says how much was read.
fn upload(path: &Path, progress: bool) -> Result<Upload, Stop> {
    if !progress {
        return Upload::from_path(path).map_err(|error| unread(path, &error));
    }
    let file = File::open(path).map_err(|error| unread(path, &error))?;
    let length = file.metadata().map(|data| data.len());
    let length = length.map_err(|error| unread(path, &error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let style = ProgressStyle::with_template("{prefix} {bar:30} {bytes}/{total_bytes} {eta}");
    let bar = ProgressBar::new(length)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_prefix(harmless(&name));
    let read = Upload::from_reader(name.clone(), bar.wrap_read(file));
    // It was read once, for its length and a digest; what counts is what is sent.
    bar.reset();
    read.map_err(|error| unread(path, &error))
}

fn stopped<E: std::fmt::Debug>(error: CallError<E>) -> Stop {
    let class = match error.cause() {
        Cause::Invalid(_) | Cause::File(_) => Class::Usage,
        Cause::Config(_) | Cause::Token(_) => Class::Settings,
        Cause::Api(error) => Class::of_status(error.status.as_u16()),
        Cause::Transport(_) => Class::Network,
        _ => Class::Failed,
    };
    let message = match error.api() {
        Some(api) => {
            let said = api.explanation();
            let said = said.unwrap_or_else(|| "without an explanation".to_owned());
            format!("{}: {said}", api.status)
        }
        None => error.to_string(),
    };
    let mut message = match error.request_id() {
        Some(id) => format!("{}: {message}", harmless(id)),
        None => message,
    };
    if error.is_retryable()
        && let Some(key) = error.idempotency_key()
    {
        message.push_str(&format!(
            "\nto try again without doing it twice: --idempotency-key {}",
            harmless(key)
        ));
    }
    Stop::new(class, message)
}
