//! What a client needs of the crate that includes it.
//!
//! In: features. Out: these with what they switch on, the lines of the manifest for them, and what a manifest lacks. What
//! always holds: dependencies and features are those of the runtime; what the manifest can't tell is left to rustc.

use std::fs;
use std::path::Path;

use super::fits::{is_compatible, missing_features};
use super::manifest::{Declared, Manifest};
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

/// Looks whether the manifest of a package has what the client needs, and answers what may be missing besides: features, which another
/// package may switch on as well. Where it can't be read, rustc says what is missing.
pub fn check(root: &Path, on: &Features) -> Result<Vec<String>, BuildError> {
    let Ok(text) = fs::read_to_string(root.join("Cargo.toml")) else {
        return Ok(Vec::new());
    };
    if is_of_former_edition(&text) {
        return Err(BuildError::Edition);
    }
    let manifest = Manifest::read(&text);
    let workspace = workspace(root);
    let (mut lacking, mut doubts) = (Vec::new(), Vec::new());
    for (name, line) in dependencies(on) {
        let Some(declared) = manifest.dependency(name) else {
            lacking.push(line);
            continue;
        };
        let declared = match (declared.of_workspace, &workspace) {
            (false, _) => declared,
            (true, Some(workspace)) => shared(declared, workspace.shared(name)),
            (true, None) => continue,
        };
        if !is_compatible(&line, &declared) {
            lacking.push(line);
            continue;
        }
        let missing = missing_features(&line, &declared);
        if !missing.is_empty() {
            let missing = missing.join("`, `");
            doubts.push(format!(
                "Cargo.toml asks for no feature `{missing}` of {name}, without which the client is not compiled: {line}"
            ));
        }
    }
    match lacking.is_empty() {
        true => Ok(doubts),
        false => Err(BuildError::Dependencies(lacking)),
    }
}

/// The manifest of the workspace that a folder is in.
fn workspace(root: &Path) -> Option<Manifest> {
    let folders = root.ancestors();
    let texts = folders.filter_map(|folder| fs::read_to_string(folder.join("Cargo.toml")).ok());
    let mut manifests = texts.map(|text| Manifest::read(&text));
    manifests.find(Manifest::is_of_workspace)
}

/// What a package and its workspace say of a dependency together.
fn shared(own: Declared, shared: Option<Declared>) -> Declared {
    let shared = shared.unwrap_or_default();
    Declared {
        features: own.features.into_iter().chain(shared.features).collect(),
        ..shared
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
