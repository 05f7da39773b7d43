//! The next version of the crate.
//!
//! In: the version, and how heavy the heaviest change is for programs that are compiled anew. Out: the next version. What
//! always holds: Cargo takes the next version for the old one's if, and only if, nothing breaks.

use crate::diff::RustClass;
use crate::emit::CrateVersion;

/// The next version. Before version 1, what breaks raises the second number and all else the third, as Cargo has it.
pub fn next(version: CrateVersion, weight: RustClass) -> CrateVersion {
    let CrateVersion {
        major,
        minor,
        patch,
    } = version;
    let (major, minor, patch) = match (major, minor, weight) {
        (0, 0, _) => (0, 0, patch + 1),
        (0, _, RustClass::Major) => (0, minor + 1, 0),
        (0, _, RustClass::Minor | RustClass::Patch) => (0, minor, patch + 1),
        (_, _, RustClass::Major) => (major + 1, 0, 0),
        (_, _, RustClass::Minor) => (major, minor + 1, 0),
        (_, _, RustClass::Patch) => (major, minor, patch + 1),
    };
    CrateVersion {
        major,
        minor,
        patch,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_says_whether_programs_break() {
        for (version, patch, minor, major) in [
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("0.1.4", "0.1.5", "0.1.5", "0.2.0"),
            ("1.2.3", "1.2.4", "1.3.0", "2.0.0"),
        ] {
            let version: CrateVersion = version.parse().unwrap();
            let next = |weight| next(version, weight).to_string();
            assert_eq!(next(RustClass::Patch), patch);
            assert_eq!(next(RustClass::Minor), minor);
            assert_eq!(next(RustClass::Major), major);
        }
    }
}
