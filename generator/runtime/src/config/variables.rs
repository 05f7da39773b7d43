//! Variables in base URLs of the document.
//!
//! In: what the profile says of them, and the values that the caller gives. Out: the base URLs that are asked instead of those
//! with the document's defaults. What always holds: a value that has no effect is an error, and none takes a request to
//! another host than the one that the template names around it.

use super::address::{is_same_server, without_secrets};
use super::config::Config;
use super::error::ConfigError;
use super::template::{ServerTemplate, ServerVariable};

/// The values that the caller gives.
#[derive(Default)]
pub(super) struct GivenVariables(Vec<(&'static str, String)>);

impl GivenVariables {
    /// Gives a variable a value; the last one counts.
    pub(super) fn set(&mut self, setting: &'static str, value: String) {
        self.0.retain(|(known, _)| *known != setting);
        self.0.push((setting, value));
    }

    /// What is asked instead of base URLs of the document, by what was given; where the environment names the base URL, that is
    /// no fault of the program, whose values then have no effect.
    pub(super) fn servers(
        &self,
        config: &Config,
        by_environment: bool,
    ) -> Result<Vec<(String, String)>, ConfigError> {
        self.check_values(config)?;
        let is_asked = |template: &&ServerTemplate| {
            let mut others = config.servers.iter();
            config.base_url.is_none()
                && !others.any(|(known, _)| is_same_server(known, template.url))
        };
        let asked: Vec<&ServerTemplate> =
            config.profile.templates.iter().filter(is_asked).collect();
        let mut servers = Vec::new();
        for (setting, _) in self.0.iter().filter(|_| !by_environment) {
            if !asked
                .iter()
                .any(|one| one.variables().any(|name| name == *setting))
            {
                return Err(ConfigError::VariableWithoutEffect(setting));
            }
        }
        for template in asked {
            if let Some(url) = self.filled(config, template)? {
                servers.push((template.url.to_owned(), url));
            }
        }
        Ok(servers)
    }

    /// The first variable of a base URL of the document that has neither a value nor a default.
    pub(super) fn missing(&self, config: &Config, url: &str) -> Option<&'static str> {
        let mut templates = config.profile.templates.iter();
        let template = templates.find(|template| template.url == url)?;
        let mut variables = template.variables();
        variables.find(|name| self.value(config, name).is_none())
    }

    fn check_values(&self, config: &Config) -> Result<(), ConfigError> {
        for (setting, value) in &self.0 {
            let known = variable(config, setting).map_or(&[][..], |variable| variable.values);
            if !known.is_empty() && !known.contains(&value.as_str()) {
                return Err(ConfigError::VariableValue {
                    setting,
                    given: value.clone(),
                    known,
                });
            }
        }
        Ok(())
    }

    fn given(&self, setting: &str) -> Option<&str> {
        let mut given = self.0.iter();
        let (_, value) = given.find(|(known, _)| *known == setting)?;
        Some(value)
    }

    fn value<'a>(&'a self, config: &Config, setting: &str) -> Option<&'a str> {
        let default = || variable(config, setting).and_then(|variable| variable.default);
        self.given(setting).or_else(default)
    }

    /// The base URL of a template, if a variable of it was given a value, and all have one.
    fn filled(
        &self,
        config: &Config,
        template: &ServerTemplate,
    ) -> Result<Option<String>, ConfigError> {
        if !template.variables().any(|name| self.given(name).is_some()) {
            return Ok(None);
        }
        let mut url = String::new();
        let mut is_whole = true;
        let mut pieces = template.pieces().peekable();
        while let Some((text, variable)) = pieces.next() {
            url.push_str(text);
            let Some(name) = variable else { continue };
            let Some(value) = self.value(config, name) else {
                return Ok(None);
            };
            url.push_str(value);
            let (behind, next) = pieces.peek().copied().unwrap_or_default();
            // A host that goes on behind the value has to be the one that is asked, whatever the value is.
            let goes_on = match behind {
                "" => next.is_some(),
                behind => !behind.starts_with('/'),
            };
            let is_own = self.given(name).is_none() || is_documented(config, name, value);
            is_whole &= is_own || !(value.is_empty() || (goes_on && value.contains('/')));
        }
        let checked = match is_whole {
            true => config.check_server(&url),
            false => Err(ConfigError::Server),
        };
        match checked {
            Ok(()) => Ok(Some(url)),
            Err(ConfigError::Server) => Err(ConfigError::VariableUrl {
                template: template.template,
                made: without_secrets(&url),
            }),
            Err(other) => Err(other),
        }
    }
}

fn variable(config: &Config, setting: &str) -> Option<&'static ServerVariable> {
    let mut variables = config.profile.variables.iter();
    variables.find(|variable| variable.setting == setting)
}

/// Whether the document itself names that value.
fn is_documented(config: &Config, setting: &str, value: &str) -> bool {
    variable(config, setting)
        .is_some_and(|one| one.default == Some(value) || one.values.contains(&value))
}
