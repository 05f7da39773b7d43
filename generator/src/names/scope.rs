//! Scopes: places in which a name stands for one thing.
//!
//! In: the names that something would like to have, the most natural first. Out: the name it gets. What always holds: a
//! scope gives no name twice, gives no reserved one, and gives the same names for the same claims in the same order.

use std::collections::{HashMap, HashSet};

use super::methods::STD;
use crate::api::Ident;

/// What a claim got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The name, now taken.
    pub ident: Ident,
    /// The first candidate: what it would have been called, had it been free.
    pub wished: Ident,
    /// Whether the wish was not granted.
    pub collided: bool,
}

/// A place in which names are unique: the types of the crate, the fields of a struct, the variants of an enum, the
/// functions of a resource, the modules of a folder.
#[derive(Clone, Debug)]
pub struct Scope {
    kind: ScopeKind,
    reserved: HashSet<String>,
    taken: HashSet<String>,
    /// The number to try next for a name, so that thousands of equal wishes stay linear.
    next: HashMap<String, u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ScopeKind {
    Types,
    Variants,
    Snake,
    /// Unique also where a file system does not tell `A` from `a`.
    Modules,
}

impl Scope {
    /// The types of a crate: all that emitted files import, from std's prelude to the runtime, is reserved.
    #[must_use]
    pub fn types() -> Self {
        Self::new(ScopeKind::Types, &[PRELUDE, IMPORTS, RUNTIME, SIGNATURES])
    }

    /// The fields of a struct; nothing is reserved, as fields hide no methods: [`setters`](super::setters) does not, either.
    #[must_use]
    pub fn fields() -> Self {
        Self::new(ScopeKind::Snake, &[])
    }

    /// The variants of an enum; nothing is reserved.
    #[must_use]
    pub fn variants() -> Self {
        Self::new(ScopeKind::Variants, &[])
    }

    /// The functions of a resource: those that its struct gets from traits are reserved.
    #[must_use]
    pub fn functions() -> Self {
        Self::new(ScopeKind::Snake, &[STD])
    }

    /// The modules of a folder, alike but for case counting as equal; the crate's own modules and dependencies are
    /// reserved.
    #[must_use]
    pub fn modules() -> Self {
        Self::new(ScopeKind::Modules, &[MODULES])
    }

    /// The functions of the settings of a client: those that all have are reserved.
    #[must_use]
    pub fn client_settings() -> Self {
        Self::new(ScopeKind::Snake, &[STD, CLIENT_SETTINGS])
    }

    /// Sets a name aside: no claim gets it as it is.
    pub fn reserve(&mut self, name: &str) {
        let key = self.key(name);
        self.reserved.insert(key);
    }

    /// Whether a name is neither reserved nor taken.
    #[must_use]
    pub fn is_free(&self, ident: &Ident) -> bool {
        let key = self.key(ident.bare());
        !self.reserved.contains(&key) && !self.taken.contains(&key)
    }

    /// Takes the first candidate that is free.
    ///
    /// If none is, the last one gets a suffix: `Model` (types) or an underscore (fields, functions, modules) where the
    /// name is only reserved, else the smallest number from 2 that makes it free. No candidates at all count as `Empty`.
    pub fn claim(&mut self, candidates: &[Ident]) -> Claimed {
        let fallback = [match self.kind {
            ScopeKind::Types | ScopeKind::Variants => super::type_ident(""),
            ScopeKind::Snake | ScopeKind::Modules => super::field_ident(""),
        }];
        let candidates = if candidates.is_empty() {
            &fallback[..]
        } else {
            candidates
        };
        let wished = candidates.first().unwrap_or(&fallback[0]).clone();
        let last = candidates.last().unwrap_or(&fallback[0]);
        let ident = match candidates.iter().find(|candidate| self.is_free(candidate)) {
            Some(free) => free.clone(),
            None => self.suffixed(last),
        };
        let key = self.key(ident.bare());
        self.taken.insert(key);
        Claimed {
            collided: ident != wished,
            ident,
            wished,
        }
    }

    fn new(kind: ScopeKind, reserved: &[&[&str]]) -> Self {
        let reserved = reserved
            .iter()
            .copied()
            .flatten()
            .map(|name| (*name).to_owned())
            .collect();
        Self {
            kind,
            reserved,
            taken: HashSet::new(),
            next: HashMap::new(),
        }
    }

    /// What two names have in common that this scope does not tell apart.
    fn key(&self, bare: &str) -> String {
        if self.kind == ScopeKind::Modules {
            bare.to_ascii_lowercase()
        } else {
            bare.to_owned()
        }
    }

    /// A free name made from one that is not.
    fn suffixed(&mut self, ident: &Ident) -> Ident {
        let stem = ident.bare().trim_end_matches('_').to_owned();
        if self.reserved.contains(&self.key(ident.bare())) {
            let other = Ident::from_valid(match self.kind {
                ScopeKind::Types | ScopeKind::Variants => format!("{stem}Model"),
                ScopeKind::Snake | ScopeKind::Modules => format!("{stem}_"),
            });
            if self.is_free(&other) {
                return other;
            }
        }
        let camel = matches!(self.kind, ScopeKind::Types | ScopeKind::Variants);
        let glue = if camel && !stem.ends_with(|last: char| last.is_ascii_digit()) {
            ""
        } else {
            "_"
        };
        let key = self.key(&stem);
        let mut number = self.next.get(&key).copied().unwrap_or(2);
        loop {
            let numbered = Ident::from_valid(format!("{stem}{glue}{number}"));
            number = number.saturating_add(1);
            // The scope would need 2^32 names before the second half could matter.
            if self.is_free(&numbered) || number == u32::MAX {
                self.next.insert(key, number);
                return numbered;
            }
        }
    }
}

/// What every module has without an import (std's prelude of edition 2024), and what its derives are called.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// What emitted files import from std and from the generated crate's dependencies.
const IMPORTS: &[&str] = &[
    "BTreeMap",
    "Bytes",
    "Cow",
    "Deserialize",
    "DeserializeOwned",
    "Deserializer",
    "Display",
    "Formatter",
    "HeaderMap",
    "HeaderName",
    "HeaderValue",
    "Map",
    "MapAccess",
    "Method",
    "PhantomData",
    "SeqAccess",
    "Serialize",
    "SerializeMap",
    "SerializeSeq",
    "SerializeStruct",
    "Serializer",
    "StatusCode",
    "SystemTime",
    "Value",
    "Visitor",
];

/// What users of a generated crate name of its runtime: the crate's root has it, and no type of a document is called so.
pub const RUNTIME: &[&str] = &[
    "Actual",
    "ApiError",
    "Bounds",
    "Clearable",
    "ClearableEntries",
    "CursorPaged",
    "DebugFull",
    "Decimal",
    "DecodeError",
    "Entries",
    "Expandable",
    "Id",
    "Identified",
    "IntoPaths",
    "InvalidRequest",
    "Limit",
    "List",
    "Number",
    "Operation",
    "PointInTime",
    "RangeFilter",
    "ResponseError",
    "TimeLeft",
    "Timestamp",
    "TimestampOutOfRange",
    "Undescribed",
    "Upload",
    "Violation",
];

/// What nearly every program has of std under these names: a glob import of the crate's root never stands in their place.
pub const COMMON: &[&str] = &[
    "Command", "Duration", "Error", "File", "Instant", "Path", "PathBuf", "Read", "Write",
];

/// The functions that the settings of a client have in the runtime, or of which generated crates have their own.
pub const CLIENT_SETTINGS: &[&str] = &[
    "account",
    "allow_plain_http",
    "api_version",
    "app_info",
    "attempt_timeout",
    "auth",
    "base_url",
    "build",
    "build_blocking",
    "build_with_reqwest",
    "config",
    "connect_timeout",
    "context",
    "credential",
    "environment",
    "from_env",
    "header",
    "max_response_bytes",
    "max_retries",
    "max_retry_after",
    "maybe",
    "new",
    "no_proxy",
    "only_loopback",
    "proxy",
    "root_certificate",
    "server",
    "timeout",
    "variable",
    "without_credentials",
];

/// What users of clients name of the runtime: the module of clients has it.
pub const CLIENT: [&str; 29] = [
    "AttemptLimits",
    "Auth",
    "BlockingTransport",
    "Body",
    "BodyReader",
    "Cause",
    "Config",
    "ConfigError",
    "Cursor",
    "Items",
    "Pages",
    "OAuthGrant",
    "PagingError",
    "Profile",
    "Proxy",
    "RawRequest",
    "RequestOptions",
    "Response",
    "Secret",
    "Token",
    "TokenError",
    "Transport",
    "TransportError",
    "TransportErrorKind",
    "Vendor",
    "Wait",
    "WaitCause",
    "WaitError",
    "Waited",
];

/// What the module of clients has besides, by itself or by its features.
const CLIENT_OWN: [&str; 7] = [
    "Api",
    "CallError",
    "Client",
    "ClientBuilder",
    "HyperTransport",
    "ReqwestTransport",
    "UreqTransport",
];

/// Whether the module of clients has such a type, whatever the document says.
#[must_use]
pub fn is_of_clients(name: &str) -> bool {
    CLIENT.contains(&name) || CLIENT_OWN.contains(&name)
}

/// What the module of events has of the runtime beside the events, where a feature guards it.
const SIGNATURES: &[&str] = &["EventError", "SignatureError", "Verifier"];

/// Modules of the generated crate that no document decides, and its dependencies.
const MODULES: &[&str] = &[
    "alloc",
    "bytes",
    "core",
    "fmt",
    "hmac",
    "http",
    "lib",
    "main",
    "mod",
    "models",
    "resources",
    "runtime",
    "serde",
    "serde_json",
    "sha2",
    "std",
    "webhooks",
];
