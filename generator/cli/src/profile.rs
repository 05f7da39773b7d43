//! Settings that are kept in a file, and where secrets are from.
//!
//! In: the configuration file, the environment and what was given. Out: [`Settings`]. What always holds: no secret is read from a file of this program; a file that others
//! could have written is not believed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::cli::ask::Common;
use crate::cli::send::Settings;
use crate::cli::stop::{Class, Stop};
use crate::cli::words::Words;
use crate::mock::model::{Model, SchemeKind};
use crate::runtime::Secret;

/// Reads a variable of the environment.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Configuration {
    #[serde(default)]
    profiles: BTreeMap<String, Profile>,
}

/// Settings with a name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The environment variable that holds the secret.
    pub secret_variable: Option<String>,
    /// The command that prints the secret: the program that the system has for its keyring, and its arguments.
    pub secret_command: Option<Vec<String>>,
    /// Another server.
    pub base_url: Option<String>,
    /// The account on whose behalf requests are made.
    pub account: Option<String>,
    /// The version of the API.
    pub api_version: Option<String>,
    /// Further headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The format of what is shown.
    pub output: Option<String>,
}

/// Where the configuration file is.
#[must_use]
pub fn path(words: &Words, env: Environment<'_>) -> Option<PathBuf> {
    if let Some(path) = env(&format!("{}_CONFIG", words.prefix())) {
        return Some(path.into());
    }
    let folder = env("XDG_CONFIG_HOME").filter(|path| !path.is_empty());
    let folder = folder.or_else(|| env("APPDATA")).map(PathBuf::from);
    let folder = folder.or_else(|| Some(PathBuf::from(env("HOME")?).join(".config")))?;
    Some(folder.join(&words.program).join("config.yaml"))
}

/// The settings that were asked for, or those named `default`.
///
/// # Errors
///
/// If there are none of that name, or the file cannot be used.
pub fn profile(words: &Words, common: &Common, env: Environment<'_>) -> Result<Profile, Stop> {
    let asked = common.profile.clone();
    let asked = asked.or_else(|| env(&format!("{}_PROFILE", words.prefix())));
    let wrong = |message: String| Stop::new(Class::Settings, message);
    let file = path(words, env).filter(|path| path.exists());
    let Some(file) = file else {
        return match asked {
            None => Ok(Profile::default()),
            Some(name) => Err(wrong(format!(
                "--profile {name}: there is no configuration file"
            ))),
        };
    };
    let shown = file.display();
    checked(&file)?;
    let text =
        std::fs::read_to_string(&file).map_err(|error| wrong(format!("{shown}: {error}")))?;
    let read: Result<Configuration, _> = serde_saphyr::from_str(&text);
    // What the reader says may show the line, and somebody may have written a secret there.
    let configuration = read.map_err(|_| {
        wrong(format!(
            "{shown}: `profiles:` with names, each with some of secret_variable, secret_command, base_url, account, api_version, headers and output, \
             is expected; secrets stand in the environment or the system's keyring alone"
        ))
    })?;
    match asked {
        None => Ok(configuration
            .profiles
            .get("default")
            .cloned()
            .unwrap_or_default()),
        Some(name) => {
            let found = configuration.profiles.get(&name).cloned();
            found.ok_or_else(|| wrong(format!("{shown}: there is no profile {name}")))
        }
    }
}

/// Refuses a file that others can read or write: what it says decides where the secret goes.
#[cfg(unix)]
fn checked(file: &Path) -> Result<(), Stop> {
    use std::os::unix::fs::PermissionsExt as _;
    let shown = file.display();
    let wrong = |message: String| Stop::new(Class::Settings, message);
    let data = std::fs::metadata(file).map_err(|error| wrong(format!("{shown}: {error}")))?;
    let mode = data.permissions().mode() & 0o777;
    match mode & 0o077 {
        0 => Ok(()),
        _ => Err(wrong(format!(
            "{shown}: others have access to it (mode {mode:03o}); it says where secrets are sent: chmod 600 {shown}"
        ))),
    }
}

#[cfg(not(unix))]
fn checked(_: &Path) -> Result<(), Stop> {
    Ok(())
}

/// The settings of a client.
///
/// # Errors
///
/// If a header is none.
pub fn settings(
    model: &Model,
    words: &Words,
    common: &Common,
    profile: &Profile,
    env: Environment<'_>,
) -> Result<Settings, Stop> {
    let mut headers: Vec<(String, String)> = profile.headers.clone().into_iter().collect();
    for text in &common.headers {
        headers.push(header(text)?);
    }
    let base_url = common.base_url.clone().or_else(|| profile.base_url.clone());
    let base_url = base_url.or_else(|| env(words.base_url_variable.as_deref()?));
    Ok(Settings {
        secrets: secrets(model, words, common, profile, env),
        base_url: base_url.filter(|url| !url.is_empty()),
        account: common.account.clone().or_else(|| profile.account.clone()),
        api_version: common
            .api_version
            .clone()
            .or_else(|| profile.api_version.clone()),
        headers,
    })
}

/// A header as it is typed.
///
/// # Errors
///
/// If it has no colon.
pub fn header(text: &str) -> Result<(String, String), Stop> {
    let pair = text.split_once(':').filter(|(name, _)| !name.is_empty());
    // Without its value, which may be secret.
    let pair =
        pair.ok_or_else(|| Stop::usage("--header: a name, a colon and a value are expected"))?;
    Ok((pair.0.trim().to_owned(), pair.1.trim().to_owned()))
}

/// The variable that has the secret.
#[must_use]
pub fn variable(words: &Words, profile: &Profile) -> String {
    let named = profile.secret_variable.clone();
    named.unwrap_or_else(|| words.secret())
}

fn secrets(
    model: &Model,
    words: &Words,
    common: &Common,
    profile: &Profile,
    env: Environment<'_>,
) -> Vec<(String, Secret)> {
    let one = common.key.clone();
    let one = one.or_else(|| match &profile.secret_command {
        // It is only run where a request is sent.
        Some(_) => None,
        None => env(&variable(words, profile)),
    });
    let one = one.filter(|secret| !secret.is_empty()).map(Secret::from);
    by_scheme(model, words, one, env)
}

/// The secrets of all schemes, of which one is given.
pub fn by_scheme(
    model: &Model,
    words: &Words,
    one: Option<Secret>,
    env: Environment<'_>,
) -> Vec<(String, Secret)> {
    let schemes = model
        .schemes
        .iter()
        .filter(|scheme| scheme.kind != SchemeKind::Other);
    let mut bearer = schemes
        .clone()
        .filter(|scheme| scheme.kind == SchemeKind::Bearer);
    let first = bearer.next().or_else(|| schemes.clone().next());
    let own = schemes.filter_map(|scheme| {
        // A scheme has a variable of its own where one secret is not enough.
        let name = scheme
            .name
            .replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        let own = env(&format!("{}_{}", words.prefix(), name.to_uppercase()));
        let shared = one
            .clone()
            .filter(|_| first.is_some_and(|first| first.name == scheme.name));
        Some((scheme.name.clone(), own.map(Secret::from).or(shared)?))
    });
    own.collect()
}
