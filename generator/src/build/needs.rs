//! What a client needs of the crate that includes it.
//!
//! In: features. Out: these with what they switch on, the lines of the manifest for them, and what a manifest lacks. What
//! always holds: dependencies and features are those of the runtime; a dependency counts as missing only where its name is no key of
//! the manifest, however that is written.

use std::fs;
use std::path::Path;

use super::{BuildError, Features};
use crate::dependencies::{self, Dependency, Feature};
use crate::diagnostic::did_you_mean;

/// The features of these names, with those that they switch on.
pub fn features(names: &[String]) -> Result<Features, BuildError> {
    let all = dependencies::features();
    let mut on = Features::new();
    let mut open: Vec<&str> = names.iter().map(String::as_str).collect();
    while let Some(name) = open.pop() {
        let Some(feature) = all.iter().find(|feature| feature.name == name) else {
            let nearest = did_you_mean(name, all.iter().map(|feature| feature.name));
            return Err(BuildError::Feature(name.to_owned(), nearest));
        };
        if on.insert(feature.name) {
            let more = feature.enables.iter();
            open.extend(more.filter(|more| all.iter().any(|known| known.name == **more)));
        }
    }
    Ok(on)
}

/// The dependencies that come with these features: names, and lines of a manifest.
pub fn dependencies(on: &Features) -> Vec<(&'static str, String)> {
    let mut features = dependencies::features();
    features.retain(|feature| on.contains(feature.name));
    let mut needed = Vec::new();
    for dependency in dependencies::dependencies() {
        let brought = features
            .iter()
            .any(|feature| feature.brings(dependency.name));
        if brought || !dependency.is_optional() {
            needed.push((dependency.name, line(dependency, &features)));
        }
    }
    needed
}

/// The line of a dependency, with the features of it that those of the client ask for.
fn line(dependency: Dependency, features: &[Feature]) -> String {
    let Dependency { name, value } = dependency;
    let enabled = features.iter().flat_map(|feature| &feature.enables);
    let asked: Vec<String> = enabled
        .filter_map(|enabled| enabled.strip_prefix(name)?.strip_prefix('/'))
        .map(|feature| format!("\"{feature}\""))
        .collect();
    let mut value = value.replace(", optional = true", "");
    if !asked.is_empty() {
        let asked = asked.join(", ");
        value = match value.strip_suffix("] }") {
            Some(rest) => format!("{rest}, {asked}] }}"),
            None => value.replace(" }", &format!(", features = [{asked}] }}")),
        };
    }
    let only_version = value
        .strip_prefix("{ version = ")
        .and_then(|rest| rest.strip_suffix(" }"))
        .filter(|rest| !rest.contains(','));
    format!("{name} = {}", only_version.unwrap_or(&value))
}

/// Looks whether the manifest of a package has what the client needs. Where it can't be read, rustc says what is missing.
pub fn check(root: &Path, on: &Features) -> Result<(), BuildError> {
    let Ok(manifest) = fs::read_to_string(root.join("Cargo.toml")) else {
        return Ok(());
    };
    if is_of_former_edition(&manifest) {
        return Err(BuildError::Edition);
    }
    let mut needed = dependencies(on);
    needed.retain(|(name, _)| !has_key(&manifest, name));
    match needed.is_empty() {
        true => Ok(()),
        false => Err(BuildError::Dependencies(
            needed.into_iter().map(|(_, line)| line).collect(),
        )),
    }
}

/// Whether a manifest says that its Rust is older than the client's. What it takes from a workspace is not known.
fn is_of_former_edition(manifest: &str) -> bool {
    let mut editions = manifest.lines().filter_map(|line| {
        let value = line.trim_start().strip_prefix("edition")?.trim_start();
        value.strip_prefix('=')
    });
    editions.any(|value| {
        ["2015", "2018", "2021"]
            .iter()
            .any(|old| value.contains(old))
    })
}

/// Whether a name stands somewhere as a key does: `name =`, `name.workspace =`, `"name" =` or `[dependencies.name]`.
fn has_key(manifest: &str, name: &str) -> bool {
    let lines = manifest.lines().map(str::trim_start);
    let mut lines = lines.filter(|line| !line.starts_with('#'));
    lines.any(|line| {
        let in_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        line.match_indices(name).any(|(at, _)| {
            let (before, rest) = line.split_at_checked(at).unwrap_or_default();
            let after = rest.strip_prefix(name).unwrap_or_default();
            let after = after.trim_start();
            !before.ends_with(in_name) && after.starts_with(['=', '.', ']', '"'])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::has_key;

    #[test]
    fn a_key_is_found_however_it_is_written() {
        for manifest in [
            "http = \"1\"",
            "http.workspace = true",
            "\"http\" = \"1\"",
            "[dependencies.http]",
            "[target.'cfg(unix)'.dependencies.http]",
            "dependencies = { http = \"1\" }",
        ] {
            assert!(has_key(manifest, "http"), "{manifest}");
        }
        for manifest in ["http-body = \"1\"", "# http = \"1\"", "my-http = \"1\"", ""] {
            assert!(!has_key(manifest, "http"), "{manifest}");
        }
    }
}
