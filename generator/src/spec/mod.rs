//! What a document says, whichever version of OpenAPI it is written in.
//!
//! In: nothing; a [reader](crate::source) fills it. Out: a [`Spec`], flat and owned, which the lowering reads. What always
//! holds: every reference was followed to its end; everything knows the place where it stands; a default that OpenAPI
//! states, such as a style or the servers of an operation, is filled in.

mod address;
mod gaps;
mod mock;
mod operation;
mod reach;
mod schema;
mod server;
mod terminal;

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;

use crate::place::Pointer;

pub use address::{Address, QueryPair};
pub use gaps::Gaps;
pub use mock::{StatedObjects, StatedRefusal, StatedRule};
pub use operation::{
    Answer, Body, Callback, Media, MemberEncoding, Method, Operation, Parameter, ParameterLocation,
    ParameterStyle, Response, Status,
};
pub use reach::Reach;
pub use schema::{
    AdditionalProperties, Beside, Between, Bound, Discriminator, Mapped, PropertyNames, Reference,
    Schema, SchemaId, SchemaType, SchemaUse, Schemas, StatedDeadline, StatedFields, StatedGroup,
    StatedIrreversible,
};
pub use server::{Server, ServerPiece, ServerVariable};
pub use terminal::{StatedColumns, StatedUploads};

/// Members whose names start with `x-`, in the document's order. One that is null is there.
pub type Extensions = IndexMap<String, Value>;

/// A document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spec {
    /// `info`.
    pub info: Info,
    /// `externalDocs.url`.
    pub external_docs: Option<String>,
    /// The servers of operations that name none.
    pub servers: Vec<Server>,
    /// The paths.
    pub paths: Vec<PathItem>,
    /// The events that the API sends: `x-webhooks`, in the shape of OpenAPI 3.1 `webhooks`.
    pub events: Vec<Event>,
    /// All schemas, wherever they stand.
    pub schemas: Schemas,
    /// The schemas that have a name of their own, by key.
    pub components: IndexMap<String, SchemaUse>,
    /// `security`: what operations need that say nothing else.
    pub security: Vec<Vec<String>>,
    /// Whether anything in the document says what is needed, be it nothing.
    pub states_security: bool,
    /// `components.securitySchemes`, by key.
    pub security_schemes: IndexMap<String, Arc<SecurityScheme>>,
    /// The members of the root whose names start with `x-`.
    pub extensions: Extensions,
    /// What could not be read.
    pub gaps: Gaps,
}

impl Spec {
    /// Every operation that can be asked for or that the API sends, callbacks included, with what people know it by.
    #[must_use]
    pub fn asked_and_received(&self) -> Vec<(String, &Operation)> {
        let mut found: Vec<(String, &Operation)> = Vec::new();
        for path in &self.paths {
            let named = |operation| (named(operation, &path.template), operation);
            found.extend(path.operations.iter().map(named));
        }
        for event in &self.events {
            let named = |operation| (named(operation, &event.name), operation);
            found.extend(event.operations.iter().map(named));
        }
        let mut next = 0;
        while let Some((_, operation)) = found.get(next) {
            for callback in &operation.callbacks {
                let sent = callback
                    .events
                    .iter()
                    .flat_map(|event| event.operations.iter());
                found.extend(sent.map(|sent| (named(sent, &callback.name), sent)));
            }
            next += 1;
        }
        found
    }

    /// Every operation that the API sends: events, and callbacks of whatever there is.
    #[must_use]
    pub fn received(&self) -> Vec<&Operation> {
        let asked = self.paths.iter().map(|path| path.operations.len()).sum();
        let all = self.asked_and_received().into_iter();
        all.skip(asked).map(|(_, operation)| operation).collect()
    }
}

/// What people know an operation by: its id, or its method and where it is.
fn named(operation: &Operation, place: &str) -> String {
    let id = operation.id.clone();
    id.unwrap_or_else(|| format!("{} {place}", operation.method.as_str()).to_lowercase())
}

/// What is said of the API as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// `title`.
    pub title: String,
    /// `version`.
    pub version: String,
    /// `description`.
    pub description: Option<String>,
    /// `termsOfService`.
    pub terms_of_service: Option<String>,
    /// `contact.url`.
    pub contact_url: Option<String>,
}

/// A path and what can be asked for there.
#[derive(Clone, Debug, PartialEq)]
pub struct PathItem {
    /// Where it stands; its operations may stand elsewhere, if it is a reference.
    pub at: Pointer,
    /// The path as it stands there; [`Address`] takes it apart.
    pub template: String,
    /// The operations, in the document's order.
    pub operations: Arc<[Operation]>,
}

/// An event that the API sends: of `x-webhooks`, or of a callback.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Where it stands; its operations may stand elsewhere, if it is a reference.
    pub at: Pointer,
    /// What it is called; of a callback, the expression that says where it goes.
    pub name: String,
    /// What the API sends, in the document's order.
    pub operations: Arc<[Operation]>,
}

/// How a caller proves who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Where it stands.
    pub at: Pointer,
    /// `description`.
    pub description: Option<String>,
    /// What it asks for.
    pub kind: SchemeKind,
}

/// What a security scheme asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A scheme of HTTP authentication, as the document spells it.
    Http(String),
    /// A secret, under a name.
    ApiKey {
        /// Where: in the query, a header or a cookie.
        location: ParameterLocation,
        /// The name.
        name: String,
    },
    /// OAuth 2.
    OAuth2 {
        /// Where a program gets tokens by itself.
        token_url: Option<String>,
        /// Where anybody gets another token for one that lets do so.
        refresh_url: Option<String>,
    },
    /// OpenID Connect.
    OpenIdConnect,
    /// What this version of OpenAPI has no word for: how it is said.
    Unknown(String),
}
