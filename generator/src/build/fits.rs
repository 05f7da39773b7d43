//! Whether a dependency is one that the client can be compiled with.
//!
//! In: what a manifest says of a dependency, and what the runtime's manifest says. Out: whether the requirement can be met, and the features
//! that are missing. What always holds: what can't be told from the manifest counts as fitting, as Cargo unites what all packages ask for.

use super::manifest::{Declared, Manifest};

/// Features of a dependency that it has by itself, among those that the runtime asks for.
const BY_ITSELF: [(&str, &str); 5] = [
    ("rustls", "std"),
    ("rustls", "tls12"),
    ("serde", "std"),
    ("tokio-rustls", "tls12"),
    ("tracing", "std"),
];

/// A feature that has all others, by the custom of large packages.
const EVERYTHING: &str = "full";

/// What the line of a manifest says of the dependency that it is.
fn needed(line: &str) -> (&str, Declared) {
    let name = line.split(' ').next().unwrap_or_default();
    let manifest = Manifest::read(&format!("[dependencies]\n{line}"));
    (name, manifest.dependency(name).unwrap_or_default())
}

/// Whether one version may meet both requirements: the one of a line, and one that is declared.
pub fn is_compatible(line: &str, declared: &Declared) -> bool {
    let (_, needed) = needed(line);
    match (needed.version, &declared.version) {
        (Some(needed), Some(declared)) => is_one_series(&needed, declared),
        _ => true,
    }
}

/// The features that a line has and that are not declared.
pub fn missing_features(line: &str, declared: &Declared) -> Vec<String> {
    let (name, needed) = needed(line);
    let has = |feature: &str| declared.features.iter().any(|known| known == feature);
    let is_by_itself = |feature: &str| !declared.bare && BY_ITSELF.contains(&(name, feature));
    let mut features = needed.features;
    features.retain(|feature| !has(feature) && !is_by_itself(feature) && !has(EVERYTHING));
    features
}

/// Whether what a requirement allows is in the series that another one names: `1`, `0.4` or, exactly, `~3.5`.
fn is_one_series(needed: &str, declared: &str) -> bool {
    // Ranges, wildcards and lists of them are Cargo's to judge.
    let declared = declared.trim();
    if declared.contains([',', '<', '>', '*']) {
        return true;
    }
    let (wanted, given) = (numbers(needed), numbers(declared));
    let length = match (needed.starts_with('~'), wanted.as_slice()) {
        (true, _) => wanted.len(),
        (false, [0, ..]) => 2,
        (false, _) => 1,
    };
    // Fewer numbers allow more than the series.
    let is_narrow = match needed.starts_with('~') {
        true => declared.starts_with(['~', '=']),
        false => true,
    };
    is_narrow && wanted.get(..length).is_some() && wanted.get(..length) == given.get(..length)
}

/// The numbers of a requirement.
fn numbers(requirement: &str) -> Vec<u64> {
    let bare = requirement.trim_start_matches(['^', '~', '=', ' ']);
    let numbers = bare.split('.').map_while(|part| part.parse().ok());
    numbers.collect()
}

#[cfg(test)]
mod tests {
    use super::is_one_series;

    #[test]
    fn a_requirement_fits_if_a_version_of_the_series_meets_it() {
        for (needed, declared) in [
            ("1", "1"),
            ("1", "1.2.3"),
            ("1", "^1.0"),
            ("1", "=1.4.0"),
            ("1", ">=1, <3"),
            ("1", "*"),
            ("0.13", "0.13.1"),
            ("~3.5", "~3.5.2"),
            ("~3.5", "=3.5.0"),
        ] {
            assert!(is_one_series(needed, declared), "{needed} {declared}");
        }
        for (needed, declared) in [
            ("1", "0.2"),
            ("1", "2"),
            ("0.13", "0.12"),
            ("0.13", "1"),
            ("~3.5", "3"),
            ("~3.5", "3.5"),
            ("~3.5", "~3.4"),
        ] {
            assert!(!is_one_series(needed, declared), "{needed} {declared}");
        }
    }
}
