//! Settings that cannot be used.
//!
//! In: the setting. Out: what is wrong with it, and what to do; never a secret.

use std::error::Error;
use std::fmt;

use crate::runtime::operation::Alternatives;
use crate::runtime::show::Shown;

/// A setting that cannot be used. Nothing has been sent.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// The secret is empty, or has characters that cannot be sent.
    Secret {
        /// Whether it is empty.
        is_empty: bool,
    },
    /// The credentials of a scheme are empty, or have characters that cannot be sent.
    Credential {
        /// What the document calls the scheme.
        scheme: &'static str,
        /// Whether they are empty.
        is_empty: bool,
    },
    /// No credentials are set that the call needs; the names of the schemes, in each alternative those that are needed together.
    NoCredentials(Alternatives),
    /// The credentials of a scheme, by what the document calls it, are fetched, which only clients do.
    NotFetched(&'static str),
    /// The token URL for a scheme, by what the document calls it, is no `http` or `https` URL.
    TokenUrl(&'static str),
    /// With a key in its query, the address is longer than one can be.
    AddressTooLong,
    /// The environment variable that should hold the secret is not set.
    SecretVariable(&'static str),
    /// The environment variable that may hold a base URL holds something else.
    BaseUrlVariable(&'static str),
    /// The document does not say which environment variable holds the secret.
    NoSecretVariable,
    /// The name of a header cannot be sent.
    HeaderName(String),
    /// The value of a header cannot be sent.
    HeaderValue {
        /// The name of the header.
        name: String,
        /// Whether the value is empty.
        is_empty: bool,
    },
    /// There are more headers than a request can have.
    TooManyHeaders,
    /// A header was given by name that the client sets itself, or that is about its connections or the bytes of a body.
    ReservedHeader(String),
    /// A setting for which this API has no header.
    NoHeader(&'static str),
    /// A base URL is no `http` or `https` URL, or has a user, a port that does not exist, `.` or `..` in its path, a query or a
    /// fragment.
    Server,
    /// The document names no server, or one relative to where it is published, and no base URL was given.
    NoServer(&'static str),
    /// Another base URL was given instead of one that no request goes to.
    UnknownServer {
        /// The one that no request goes to, without user and query.
        given: String,
        /// Those that requests go to.
        known: Vec<&'static str>,
    },
    /// A variable of a base URL was given a value that is none of those that the document lists for it.
    VariableValue {
        /// The function of the builder that gives it a value.
        setting: &'static str,
        /// The value.
        given: String,
        /// Those that the document lists.
        known: &'static [&'static str],
    },
    /// The values that variables were given make no base URL, or one of another host than the document has around them.
    VariableUrl {
        /// The base URL, with `{setting}` where a variable stands.
        template: &'static str,
        /// What the values make of it.
        made: String,
    },
    /// A variable was given a value, and another base URL is asked instead of each that has it; its setting.
    VariableWithoutEffect(&'static str),
    /// A variable that the base URL needs was given no value, and the document has no default for it; its setting.
    NoVariable(&'static str),
    /// A setting is zero, so that nothing could be sent or read; its name.
    Zero(&'static str),
    /// A part of the time is longer than the whole, so that it could never be reached.
    TooLong {
        /// The setting of the part.
        part: &'static str,
        /// The setting of the whole.
        whole: &'static str,
    },
    /// The program has a version or a URL, and no name.
    AppInfo,
    /// A base URL would send the secret unencrypted to this host.
    PlainHttp(String),
    /// A request would go to this host, which is not this machine, and `only_loopback` was said.
    NotLoopback(String),
    /// A path is not absolute, or has characters or parts that cannot be sent as they are, or an empty part in its midst.
    Path,
    /// A proxy that cannot be used; what names it.
    Proxy(&'static str),
    /// A root certificate that cannot be read.
    RootCertificate,
    /// The transport cannot be set up.
    Transport(String),
}

const NO_SECRET_VARIABLE: &str =
    "the API names no environment variable for the secret: pass the secret instead";

const PATH: &str =
    "a path has to be like /v1/things/th_1, percent-encoded, without query, `//`, `.` and `..`";

const ROOT_CERTIFICATE: &str =
    "a root certificate cannot be read: it has to be one in DER, or some in PEM";

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret { is_empty } => secret(*is_empty, f),
            Self::Credential { scheme, is_empty } => credential(scheme, *is_empty, f),
            Self::NoCredentials(needed) => no_credentials(needed, f),
            Self::NotFetched(scheme) => not_fetched(scheme, f),
            Self::TokenUrl(scheme) => token_url(scheme, f),
            Self::AddressTooLong => f.write_str("the address is too long with the key in its query"),
            Self::SecretVariable(name) => {
                write!(f, "the environment variable {name} is not set, or no text: set it to the secret key")
            }
            Self::BaseUrlVariable(name) => write!(
                f,
                "the environment variable {name} is no base URL: set it to one like https://host, https://host:8443 or https://host/path, or unset it"
            ),
            Self::NoSecretVariable => f.write_str(NO_SECRET_VARIABLE),
            Self::HeaderName(name) => header_name(name, f),
            Self::HeaderValue { name, is_empty } => header_value(name, *is_empty, f),
            Self::TooManyHeaders => f.write_str("there are more headers than a request can have"),
            Self::ReservedHeader(name) => reserved_header(name, f),
            Self::NoHeader(what) => write!(f, "this API has no header for the {what}: leave it out"),
            Self::Server => f.write_str(
                "a base URL has to be like https://host, https://host:8443 or https://host/path, without user, `..`, query or fragment; \
                 where the document names none, `base_url` has to be called",
            ),
            Self::NoServer(named) => no_server(named, f),
            Self::UnknownServer { given, known } => unknown_server(given, known, f),
            Self::VariableValue {
                setting,
                given,
                known,
            } => variable_value(setting, given, known, f),
            Self::VariableUrl { template, made } => variable_url(template, made, f),
            Self::VariableWithoutEffect(setting) => without_effect(setting, f),
            Self::NoVariable(setting) => no_variable(setting, f),
            Self::Zero(setting) => write!(
                f,
                "`{setting}` is zero, so that nothing could be sent or read: give more, or leave it out"
            ),
            Self::TooLong { part, whole } => write!(
                f,
                "`{part}` is longer than `{whole}`, so that it could never be reached: raise `{whole}`, or lower `{part}`"
            ),
            Self::AppInfo => f.write_str("`app_info` has no name to go with its version or URL"),
            Self::PlainHttp(host) => plain_http(host, f),
            Self::NotLoopback(host) => not_loopback(host, f),
            Self::Path => f.write_str(PATH),
            Self::Proxy(by) => write!(
                f,
                "the proxy that {by} names cannot be used: it has to be like http://user:password@host:port, with http or https; `no_proxy()` uses none"
            ),
            Self::RootCertificate => f.write_str(ROOT_CERTIFICATE),
            Self::Transport(why) => write!(f, "the transport cannot be set up: {}", Shown(why)),
        }
    }
}

fn secret(is_empty: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(match is_empty {
        true => "the secret is empty",
        false => "the secret has characters that cannot be sent, such as a line end, or a colon with `Auth::Basic`",
    })
}

fn no_server(named: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match named {
        "" => {
            f.write_str("the document names no server: set one by `base_url`, such as https://host")
        }
        path => write!(
            f,
            "the document names the server {path:?} alone, which is relative to where it is published: set the whole one by \
             `base_url`, such as https://host{path}"
        ),
    }
}

fn credential(scheme: &str, is_empty: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let what = match is_empty {
        true => "are empty: give them, or leave them out",
        false => {
            "have characters that cannot be sent, such as a line end, or a colon in a user's name"
        }
    };
    write!(f, "the credentials of `{scheme}` {what}")
}

fn not_fetched(scheme: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "the token of `{scheme}` is fetched by clients alone: give one that is there"
    )
}

fn token_url(scheme: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "the token URL for `{scheme}` has to be like https://host/token"
    )
}

fn no_credentials(needed: &[&[&str]], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("the call needs credentials that are not set: those of ")?;
    let alternatives = needed.iter().filter(|schemes| !schemes.is_empty());
    for (index, schemes) in alternatives.enumerate() {
        let separator = if index == 0 { "" } else { ", or " };
        write!(f, "{separator}`{}`", schemes.join("` and `"))?;
    }
    Ok(())
}

fn unknown_server(given: &str, known: &[&str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "no request goes to {:?}, so that nothing could go elsewhere instead: the servers are ",
        Shown(given)
    )?;
    listed(known, f)
}

fn variable_value(
    setting: &str,
    given: &str,
    known: &[&str],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(
        f,
        "`{setting}` cannot be {:?}: the document allows ",
        Shown(given)
    )?;
    listed(known, f)
}

fn variable_url(template: &str, made: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "the values for {template:?} make {:?}, which is no base URL like https://host/path, or leads to another host: \
         a value is put in as it is, cannot be empty, and has no slash where its part of the address goes on",
        Shown(made)
    )
}

fn reserved_header(name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "the header {:?} is set by the client, or about its connection: use the setting that is meant for it",
        Shown(name)
    )
}

fn plain_http(host: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "http:// would send the secret to {:?} unencrypted: use https://, or allow it by `allow_plain_http`",
        Shown(host)
    )
}

fn not_loopback(host: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "a request would go to {:?}, and `only_loopback` allows this machine alone: set `base_url` to a server on it",
        Shown(host)
    )
}

fn without_effect(setting: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "`{setting}` has no effect, as `base_url` or `server` names what is asked instead of each base URL with that variable: \
         leave one of them out"
    )
}

fn no_variable(setting: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "the base URL needs a value for `{setting}`, for which the document has no default: set it, or the whole one by `base_url`"
    )
}

fn listed(texts: &[&str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, text) in texts.iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        write!(f, "{separator}{text:?}")?;
    }
    Ok(())
}

fn header_name(name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match name.is_empty() {
        true => f.write_str("a header has an empty name: give it one, or leave it out"),
        false => write!(
            f,
            "the name of the header {:?} cannot be sent: letters, digits and hyphens can",
            Shown(name)
        ),
    }
}

fn header_value(name: &str, is_empty: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (name, what) = (
        Shown(name),
        match is_empty {
            true => "is empty: give it one, or leave the header out",
            false => "cannot be sent: visible ASCII characters can, and spaces between them",
        },
    );
    write!(f, "the value of the header {name:?} {what}")
}

/// Shows the message: the names in it may be of any length.
impl fmt::Debug for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConfigError({:?})", Shown(self))
    }
}

impl Error for ConfigError {}
