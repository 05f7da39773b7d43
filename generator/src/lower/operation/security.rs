//! Security: which schemes there are, what operations need, and what a client is made with.
//!
//! In: `components.securitySchemes` and `security`. Out: [`SecurityScheme`]s, the alternatives of each operation, and
//! [`Access`]. What always holds: a scheme that no client can serve is reported, and nothing needs it; what is declared and
//! not named by any requirement is reported, and can be set all the same.

use indexmap::IndexSet;

use super::headers::is_header_name;
use super::inputs::location;
use crate::api::{Access, Api, Ident, InputLocation, SecurityScheme, SecuritySchemeKind, Together};
use crate::lower::context::Lowering;
use crate::names::{self, Scope};
use crate::place::Pointer;
use crate::spec::{self, Parameter, SchemeKind, Spec};

/// The most arguments of the function that makes a client.
const MOST_ARGUMENTS: usize = 3;

impl Lowering<'_> {
    /// The schemes, in the document's order.
    pub fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let mut setters = Scope::client_settings();
        let spec = self.spec;
        let mut schemes = Vec::new();
        for (wire, scheme) in &spec.security_schemes {
            let kind = kind(&scheme.kind);
            if let SecuritySchemeKind::Other(what) = &kind {
                self.warn_unserved(wire, what, &scheme.at);
            }
            schemes.push(SecurityScheme {
                wire: wire.clone(),
                setter: setters
                    .claim(&setter(wire, &format!("{wire} credentials")))
                    .ident,
                kind,
                docs: self.docs(scheme.description.as_deref()),
                pointer: scheme.at.clone(),
            });
        }
        self.warn_unnamed();
        schemes
    }

    /// What clients can do of what is needed. Whatever no requirement names is one more way.
    pub fn needed_for(&self, stated: &[Together]) -> Vec<Together> {
        let is_served = |name: &&String| {
            let scheme = self.spec.security_schemes.get(*name);
            scheme.is_some_and(|scheme| is_served(&scheme.kind))
        };
        let mut needed: IndexSet<Together> = stated
            .iter()
            .map(|together| together.iter().filter(is_served).cloned().collect())
            .collect();
        if needed.iter().any(|together| !together.is_empty()) || !self.spec.states_security {
            let unnamed = unnamed(self.spec).map(|(name, _)| vec![name.to_owned()]);
            needed.extend(unnamed);
        }
        if needed.iter().all(Vec::is_empty) {
            return Vec::new();
        }
        if !self.spec.states_security {
            needed.insert(Vec::new());
        }
        needed.into_iter().collect()
    }

    /// Whether a parameter is what a security scheme of the operation claims: clients set that.
    pub fn is_credential(&mut self, parameter: &Parameter, operation: &spec::Operation) -> bool {
        let place = location(parameter.location);
        let is_header = place == InputLocation::Header;
        let is_claimed = |name: &String| {
            let scheme = self.spec.security_schemes.get(name);
            match scheme.map(|scheme| kind(&scheme.kind)) {
                Some(SecuritySchemeKind::ApiKey { location, name }) => {
                    let same_header = is_header && name.eq_ignore_ascii_case(&parameter.name);
                    location == place && (same_header || name == parameter.name)
                }
                Some(kind) if kind.is_bearer() || kind == SecuritySchemeKind::Basic => {
                    is_header && parameter.name.eq_ignore_ascii_case("Authorization")
                }
                _ => false,
            }
        };
        // Most parameters are no scheme's, and what is needed takes longer to say.
        if !self.spec.security_schemes.keys().any(&is_claimed) {
            return false;
        }
        let needed = self.needed_for(&operation.security);
        let claimed = needed
            .iter()
            .flatten()
            .find(|name| is_claimed(name))
            .cloned();
        if let Some(scheme) = &claimed {
            self.warn(
                "parameter-of-security-scheme",
                &parameter.at,
                format!(
                    "`{}` is what the security scheme `{}` sends: clients set it, and it is no parameter",
                    parameter.name.escape_debug(),
                    scheme.escape_debug()
                ),
                "this parameter",
                "remove the parameter, or the scheme from `security`, in an overlay",
            );
        }
        claimed.is_some()
    }

    fn warn_unserved(&mut self, name: &str, what: &str, at: &Pointer) {
        let operations = self
            .spec
            .paths
            .iter()
            .flat_map(|path| path.operations.iter());
        let needs_only = |operation: &&spec::Operation| {
            let stated = &operation.security;
            let names = stated
                .iter()
                .any(|one| one.iter().any(|known| known == name));
            let never = stated.iter().any(Vec::is_empty);
            names && !never && self.needed_for(stated).is_empty()
        };
        let consequence = match operations.filter(needs_only).count() {
            0 => "no operation needs it alone".to_owned(),
            1 => "one operation has no other, and is sent without credentials".to_owned(),
            count => format!("{count} operations have no other, and are sent without credentials"),
        };
        self.warn(
            "security-scheme-not-served",
            at,
            format!("the security scheme `{}` is {what}, which clients cannot do: {consequence}", name.escape_debug()),
            "this scheme",
            "give the header that it needs by `header` of the client or of the call, or describe another scheme in an overlay",
        );
    }

    /// Reports schemes that no requirement names.
    fn warn_unnamed(&mut self) {
        let spec = self.spec;
        if spec.states_security {
            for (name, scheme) in unnamed(spec) {
                self.warn(
                    "security-scheme-not-needed",
                    &scheme.at,
                    format!(
                        "nothing needs the security scheme `{}`: its credentials are sent where they are set and no others suffice",
                        name.escape_debug()
                    ),
                    "this scheme",
                    "name it in the `security` of the document or of operations by an overlay, or remove it",
                );
            }
        } else if let Some((_, scheme)) = unnamed(spec).next() {
            self.warn(
                "security-not-stated",
                &scheme.at,
                "there are security schemes, and nothing says what needs them: credentials that are set are sent with every call",
                "the first scheme",
                "say by `security`, at the root or at operations, what they need; an overlay can add it",
            );
        }
    }
}

/// Decides what most operations need, and what a client is made with.
pub fn finish(api: &mut Api, lowering: &Lowering<'_>) {
    let spec = lowering.spec;
    let usual = match spec.security.is_empty() && spec.states_security {
        true => most_frequent(api),
        false => lowering.needed_for(&spec.security),
    };
    api.client.access = access(api, &usual);
    api.security = usual;
}

/// What most operations need; of several, the first.
fn most_frequent(api: &Api) -> Vec<Together> {
    let needs = || api.operations().map(|operation| &operation.security);
    let mut counted: indexmap::IndexMap<&Vec<Together>, usize> = indexmap::IndexMap::new();
    for need in needs() {
        *counted.entry(need).or_default() += 1;
    }
    let most = counted.values().copied().max().unwrap_or_default();
    let found = counted.into_iter().find(|(_, count)| *count == most);
    found.map(|(need, _)| need.clone()).unwrap_or_default()
}

/// What a client is made with.
fn access(api: &Api, usual: &[Together]) -> Access {
    let kind_of = |name: &String| {
        let mut schemes = api.served_schemes();
        schemes
            .find(|scheme| scheme.wire == *name)
            .map(|scheme| &scheme.kind)
    };
    let is_bearer = |together: &&Together| match together.as_slice() {
        [name] => kind_of(name).is_some_and(SecuritySchemeKind::is_bearer),
        _ => false,
    };
    let all = api.operations().flat_map(|operation| &operation.security);
    let others = api.served_schemes().any(|scheme| {
        let mut usual = usual.iter().flatten();
        !usual.any(|name| *name == scheme.wire)
    });
    let is_usual = all
        .chain(usual)
        .all(|one| one.is_empty() || usual.contains(one));
    if is_usual && !others {
        match usual {
            [one] if is_bearer(&one) => return Access::Bearer,
            [one, other] if says_one_secret(api) => {
                let kinds = [one, other].map(|together| match together.as_slice() {
                    [name] => kind_of(name),
                    _ => None,
                });
                use SecuritySchemeKind::{Basic, Bearer};
                if matches!(
                    kinds,
                    [Some(Basic), Some(Bearer)] | [Some(Bearer), Some(Basic)]
                ) {
                    return Access::BearerOrBasic;
                }
            }
            _ => {}
        }
    }
    let mut needing = usual.iter().filter(|together| !together.is_empty());
    let token = needing.clone().find(is_bearer);
    let Some(together) = token.or_else(|| needing.next()) else {
        return Access::Nothing;
    };
    let place = |name: &String| {
        api.security_schemes
            .iter()
            .position(|one| one.wire == *name)
    };
    let places: Vec<usize> = together.iter().filter_map(place).collect();
    let kinds = together.iter().filter_map(kind_of);
    let arguments = kinds.map(SecuritySchemeKind::arguments).sum::<usize>();
    // Arguments of several are called what their schemes are, which a user and a password cannot be.
    let has_pair = arguments > places.len() && places.len() > 1;
    match arguments <= MOST_ARGUMENTS && !has_pair {
        true => Access::Schemes(places),
        false => Access::Nothing,
    }
}

/// Whether the document says that the API has one secret, however that is shown: then it is a token, and no password.
fn says_one_secret(api: &Api) -> bool {
    api.client.secret_variable.is_some()
}

/// The schemes that clients can serve and that nothing needs.
fn unnamed(spec: &Spec) -> impl Iterator<Item = (&str, &spec::SecurityScheme)> {
    let operations = spec.paths.iter().flat_map(|path| path.operations.iter());
    let stated = operations.flat_map(|operation| &operation.security);
    let needed: IndexSet<&str> = stated
        .chain(&spec.security)
        .flatten()
        .map(String::as_str)
        .collect();
    let schemes = spec.security_schemes.iter();
    schemes
        .filter(move |(name, scheme)| is_served(&scheme.kind) && !needed.contains(name.as_str()))
        .map(|(name, scheme)| (name.as_str(), &**scheme))
}

/// The names that a function of the builder would like to have: by what the document says, or else with more to it.
pub fn setter(wire: &str, otherwise: &str) -> [Ident; 2] {
    /// How names begin that clippy takes for conversions or questions.
    const OTHERS: [&str; 5] = ["as_", "from_", "into_", "is_", "to_"];
    let plain = names::field_ident(wire);
    let other = names::field_ident(otherwise);
    match OTHERS.iter().any(|start| plain.bare().starts_with(start)) {
        true => [names::field_ident(&format!("set {wire}")), other],
        false => [plain, other],
    }
}

fn is_served(scheme: &SchemeKind) -> bool {
    !matches!(kind(scheme), SecuritySchemeKind::Other(_))
}

fn kind(scheme: &SchemeKind) -> SecuritySchemeKind {
    match scheme {
        SchemeKind::Http(name) => match name.to_ascii_lowercase().as_str() {
            "basic" => SecuritySchemeKind::Basic,
            "bearer" => SecuritySchemeKind::Bearer,
            _ => SecuritySchemeKind::Other(format!("http `{}`", name.escape_debug())),
        },
        SchemeKind::ApiKey { location: at, name } => api_key(location(*at), name),
        SchemeKind::OAuth2 {
            token_url,
            refresh_url,
        } => SecuritySchemeKind::OAuth {
            token_url: token_url.clone(),
            refresh_url: refresh_url.clone(),
        },
        SchemeKind::OpenIdConnect => SecuritySchemeKind::OAuth {
            token_url: None,
            refresh_url: None,
        },
        SchemeKind::Unknown(said) => SecuritySchemeKind::Other(said.clone()),
    }
}

fn api_key(location: InputLocation, name: &str) -> SecuritySchemeKind {
    /// Headers about connections and the bytes of a body, which are the client's.
    const OTHERS: [&str; 9] = [
        "accept-encoding",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "host",
        "te",
        "transfer-encoding",
        "user-agent",
    ];
    let can_be = match location {
        InputLocation::Header => {
            is_header_name(name) && !OTHERS.contains(&name.to_ascii_lowercase().as_str())
        }
        InputLocation::Cookie => is_header_name(name),
        InputLocation::Query => !name.is_empty(),
        InputLocation::Path | InputLocation::Body => false,
    };
    match can_be {
        true => SecuritySchemeKind::ApiKey {
            location,
            name: name.to_owned(),
        },
        false => {
            let place = format!("{location:?}").to_ascii_lowercase();
            SecuritySchemeKind::Other(format!("a key in the {place} `{}`", name.escape_debug()))
        }
    }
}
