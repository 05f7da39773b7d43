//! Servers whose URLs have variables.
//!
//! In: the servers that are asked. Out: a template for each with variables, and each variable as a setting of clients. What always
//! holds: variables with one name, one default and the same values are one setting, wherever they stand; a variable that can't
//! be one is reported.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::api::{Api, Ident, ServerTemplate, ServerValue, ServerValues, ServerVariable, UrlPiece};
use crate::lower::context::Lowering;
use crate::lower::operation::security::setter;
use crate::names::{self, Scope};
use crate::spec::{self, Server, ServerPiece};

/// Makes the settings.
pub fn finish(api: &mut Api, lowering: &mut Lowering<'_>) {
    let spec = lowering.spec;
    let operations = spec.paths.iter().flat_map(|path| path.operations.iter());
    let named = operations.filter_map(|operation| operation.server.as_ref());
    let mut settings = Settings::beside(api);
    let mut seen = BTreeSet::new();
    let mut known: IndexMap<String, &Server> = IndexMap::new();
    for server in spec.servers.first().into_iter().chain(named) {
        let url = server.default_url();
        // Operations that are left out ask nobody.
        if !api.client.servers.contains(&url) || !seen.insert(&server.at) {
            continue;
        }
        if let Some(first) = known.get(&url) {
            if !is_same(first, server) {
                lowering.warn_of_one_url(server, &url);
            }
            continue;
        }
        known.insert(url.clone(), server);
        if lowering.has_settings(server) {
            let pieces = settings.pieces(lowering, server);
            api.client.templates.push(ServerTemplate { url, pieces });
        }
    }
    api.client.variables = settings.variables;
}

/// Whether two servers are one, wherever they stand.
fn is_same(one: &Server, other: &Server) -> bool {
    let mut used = one.pieces().into_iter().filter_map(name);
    one.pieces() == other.pieces()
        && used.all(|name| {
            SettingKey::of(name, one.variables.get(name))
                == SettingKey::of(name, other.variables.get(name))
        })
}

fn name(piece: ServerPiece<'_>) -> Option<&str> {
    match piece {
        ServerPiece::Text(_) => None,
        ServerPiece::Variable(name) => Some(name),
    }
}

/// What makes two variables one setting.
#[derive(PartialEq)]
struct SettingKey<'d> {
    name: &'d str,
    default: Option<&'d str>,
    values: &'d [String],
}

impl<'d> SettingKey<'d> {
    fn of(name: &'d str, variable: Option<&'d spec::ServerVariable>) -> Self {
        Self {
            name,
            default: variable.map(|variable| variable.default.as_str()),
            values: variable.map_or(&[], |variable| &variable.values),
        }
    }
}

/// The settings so far.
struct Settings<'d> {
    setters: Scope,
    /// What each of the variables stands for.
    keys: Vec<SettingKey<'d>>,
    variables: Vec<ServerVariable>,
    /// The words of the first server's URL: those of another one tell it apart.
    usual: Vec<String>,
}

impl<'d> Settings<'d> {
    /// None, beside the functions of the builder that take credentials.
    fn beside(api: &Api) -> Self {
        let mut setters = Scope::client_settings();
        for scheme in &api.security_schemes {
            setters.reserve(scheme.setter.bare());
        }
        Self {
            setters,
            keys: Vec::new(),
            variables: Vec::new(),
            usual: Vec::new(),
        }
    }

    /// The pieces of a URL; the variables in it become settings.
    fn pieces(&mut self, lowering: &mut Lowering<'_>, server: &'d Server) -> Vec<UrlPiece> {
        let words = words(server);
        let is_other = |word: &&String| !self.usual.contains(word);
        let label = words
            .iter()
            .find(is_other)
            .filter(|_| !self.usual.is_empty());
        let label = label.map_or("server", String::as_str).to_owned();
        if self.usual.is_empty() {
            self.usual = words;
        }
        let pieces = server.pieces().into_iter().map(|piece| match piece {
            ServerPiece::Text(text) => UrlPiece::Text(text.to_owned()),
            ServerPiece::Variable(name) => {
                UrlPiece::Variable(self.place(lowering, server, name, &label))
            }
        });
        pieces.collect()
    }

    /// The place of a variable, which becomes a setting if it is none yet.
    fn place(
        &mut self,
        lowering: &mut Lowering<'_>,
        server: &'d Server,
        name: &'d str,
        label: &str,
    ) -> usize {
        let variable = server.variables.get(name);
        let key = SettingKey::of(name, variable);
        if let Some(place) = self.keys.iter().position(|known| *known == key) {
            return place;
        }
        self.keys.push(key);
        let wished = setter(name, &format!("{label} {name}"));
        let setter = self.setters.claim(&wished).ident;
        let values = variable.filter(|variable| !variable.values.is_empty());
        let values = values.map(|variable| values_of(lowering, variable, setter.bare()));
        let description = variable.and_then(|variable| variable.description.as_deref());
        self.variables.push(ServerVariable {
            wire: name.to_owned(),
            setter,
            default: variable.map(|variable| variable.default.clone()),
            values,
            docs: lowering.docs(description),
            pointer: variable.map_or(&server.at, |variable| &variable.at).clone(),
        });
        self.keys.len() - 1
    }
}

/// The words of a URL, without its variables.
fn words(server: &Server) -> Vec<String> {
    let texts = server.pieces().into_iter().filter_map(|piece| match piece {
        ServerPiece::Text(text) => Some(text),
        ServerPiece::Variable(_) => None,
    });
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The values that a variable can have; its default is one of them.
fn values_of(
    lowering: &mut Lowering<'_>,
    variable: &spec::ServerVariable,
    setter: &str,
) -> ServerValues {
    let wished = [
        names::type_ident(setter),
        names::type_ident(&format!("server {setter}")),
    ];
    let free = |name: &Ident| !names::is_of_clients(name.bare());
    let wished: Vec<_> = wished.into_iter().filter(free).collect();
    let mut variants = Scope::variants();
    let mut values: Vec<ServerValue> = Vec::new();
    for wire in variable.values.iter().chain([&variable.default]) {
        if !values.iter().any(|known| known.wire == *wire) {
            values.push(ServerValue {
                name: variants.claim(&[names::variant_ident(wire)]).ident,
                wire: wire.clone(),
            });
        }
    }
    ServerValues {
        name: lowering.type_names.claim(&wished).ident,
        values,
    }
}

impl Lowering<'_> {
    /// Whether a server has variables that can be set; reports those that can't.
    fn has_settings(&mut self, server: &Server) -> bool {
        let pieces = server.pieces();
        let used: Vec<&str> = pieces.iter().copied().filter_map(name).collect();
        self.warn_unused(server, &used);
        if used.is_empty() {
            return false;
        }
        if matches!(pieces.first(), Some(ServerPiece::Text(text)) if text.starts_with('/')) {
            self.warn(
                "relative-server-variables",
                &server.at,
                "this server is relative to where the document is published: clients are given the whole one by `base_url`, and its variables are no settings",
                "this server",
                "name the whole URL in an overlay",
            );
            return false;
        }
        for name in used {
            match server.variables.get(name) {
                Some(variable) => self.warn_unlisted_default(name, variable),
                None => self.warn_undeclared(server, name),
            }
        }
        true
    }

    fn warn_unused(&mut self, server: &Server, used: &[&str]) {
        for (name, variable) in &server.variables {
            if !used.contains(&name.as_str()) {
                let name = name.escape_debug();
                self.warn(
                    "server-variable-not-used",
                    &variable.at,
                    format!("the URL of this server has no `{{{name}}}`, so that the variable is no setting"),
                    "this variable",
                    "put it into the URL, or remove it, in an overlay",
                );
            }
        }
    }

    fn warn_unlisted_default(&mut self, name: &str, variable: &spec::ServerVariable) {
        let values = &variable.values;
        if values.is_empty() || values.contains(&variable.default) {
            return;
        }
        self.warn(
            "server-default-not-listed",
            &variable.at.child("default"),
            format!(
                "the default `{}` of `{}` is none of the values that `enum` lists: it is taken for one more",
                variable.default.escape_debug(),
                name.escape_debug()
            ),
            "this default",
            "list it, or name another default, in an overlay",
        );
    }

    fn warn_undeclared(&mut self, server: &Server, name: &str) {
        self.warn(
            "server-variable-not-declared",
            &server.at,
            format!(
                "`{{{}}}` in the URL of this server is no variable of it: it has no default, and clients have to be given a value",
                name.escape_debug()
            ),
            "this server",
            "declare it in `variables`, with its default, in an overlay",
        );
    }

    fn warn_of_one_url(&mut self, server: &Server, url: &str) {
        self.warn(
            "servers-of-one-url",
            &server.at,
            format!(
                "with its defaults this server is `{}`, as another one is that says more or less of variables: clients take both for the first",
                url.escape_debug()
            ),
            "this server",
            "write both alike, or name another default, in an overlay",
        );
    }
}
