//! What a generated crate depends on, and what it can switch on: as the runtime's own manifest says.
//!
//! In: the manifest of the crate `form-runtime`. Out: its dependencies, each with its line, and its features. What always
//! holds: there is no second list of either, so that a generated crate has the versions which the runtime is tested with.

/// The manifest. Of TOML, it uses so little that lines can be read: a dependency is a line, a feature is one or several, and
/// the comments above a feature say what it adds.
const MANIFEST: &str = include_str!("../runtime/Cargo.toml");

/// The one dependency that a generated crate has as a module instead, with what switches it on.
const COPIED: &str = "form-mock";
const COPIED_ON: &str = "dep:form-mock";

/// A dependency of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dependency {
    /// The package's name.
    pub(crate) name: &'static str,
    /// What the manifest says about it, such as `"1"` or `{ version = "1", optional = true }`.
    pub(crate) value: &'static str,
}

impl Dependency {
    /// Whether only features bring it.
    pub(crate) fn is_optional(self) -> bool {
        self.value.contains("optional = true")
    }
}

/// A feature of the runtime.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Feature {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it adds, as sentences in Markdown.
    pub(crate) about: String,
    /// What it switches on: other features, of this crate or, behind a slash, of a dependency; `dep:` and a dependency.
    pub(crate) enables: Vec<&'static str>,
}

impl Feature {
    /// Whether it brings a dependency.
    pub(crate) fn brings(&self, dependency: &str) -> bool {
        let mut brought = self
            .enables
            .iter()
            .filter_map(|name| name.strip_prefix("dep:"));
        brought.any(|name| name == dependency)
    }
}

/// The dependencies, by name.
pub(crate) fn dependencies() -> impl Iterator<Item = Dependency> {
    let lines = section("[dependencies]").filter(|line| !line.starts_with('#'));
    let lines = lines.filter_map(|line| line.split_once(" = "));
    let dependencies = lines.map(|(name, value)| Dependency { name, value });
    dependencies.filter(|dependency| dependency.name != COPIED)
}

/// The features, in the manifest's order.
pub(crate) fn features() -> Vec<Feature> {
    let mut features = Vec::new();
    let mut feature = Feature::default();
    for line in section("[features]") {
        if let Some(comment) = line.strip_prefix("# ") {
            let gap = if feature.about.is_empty() { "" } else { " " };
            feature.about.push_str(gap);
            feature.about.push_str(comment);
            continue;
        }
        if let Some((name, _)) = line.split_once(" = [") {
            feature.name = name;
        }
        let (_, list) = line.split_once('[').unwrap_or(("", line));
        let names = list.split('"').skip(1).step_by(2);
        let names = names.filter(|name| *name != COPIED_ON);
        feature.enables.extend(names);
        if line.ends_with(']') {
            features.push(std::mem::take(&mut feature));
        }
    }
    // What is on by itself, a generated crate says for itself.
    features.retain(|feature| feature.name != "default");
    features
}

/// The lines of a table.
fn section(head: &str) -> impl Iterator<Item = &'static str> {
    let lines = MANIFEST
        .lines()
        .skip_while(move |line| *line != head)
        .skip(1);
    lines.take_while(|line| !line.starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::{COPIED_ON, MANIFEST, dependencies, features};

    #[test]
    fn every_dependency_stands_alone() {
        let all: Vec<_> = dependencies().collect();
        assert!(all.len() > 20, "{all:?}");
        assert!(all.is_sorted(), "{all:?}");
        for dependency in all {
            // A generated crate is in no workspace whose versions it could take.
            assert!(!dependency.value.contains("workspace"), "{dependency:?}");
            let in_braces = dependency.value.starts_with('{') && dependency.value.ends_with('}');
            assert!(
                in_braces || dependency.value.starts_with('"'),
                "{dependency:?}"
            );
        }
    }

    #[test]
    fn every_feature_says_what_it_adds() {
        let features = features();
        let names: Vec<_> = features.iter().map(|feature| feature.name).collect();
        assert_eq!(
            names,
            [
                "client",
                "hyper",
                "blocking",
                "reqwest",
                "tracing",
                "test-util",
                "mock",
                "webhooks",
                "cli",
                "chrono",
                "time",
                "jiff"
            ]
        );
        for feature in &features {
            assert!(feature.about.ends_with('.'), "{feature:?}");
            assert!(!feature.enables.is_empty(), "{feature:?}");
        }
    }

    #[test]
    fn what_is_optional_comes_with_a_feature() {
        let features = features();
        for dependency in dependencies() {
            let brought = features
                .iter()
                .any(|feature| feature.brings(dependency.name));
            assert_eq!(brought, dependency.is_optional(), "{dependency:?}");
        }
        let brought = features.iter().flat_map(|feature| &feature.enables);
        let named: usize = brought.filter(|name| name.starts_with("dep:")).count();
        let copied = MANIFEST.matches(COPIED_ON).count();
        assert_eq!(named + copied, MANIFEST.matches("\"dep:").count());
    }
}
