//! The version of the crate in `Cargo.lock`.
//!
//! In: the text of the lock. Out: the text with another version. What always holds: a lock without the crate is left alone.

use crate::emit::CrateVersion;

/// The lock with this version of the package, which is one of the workspace: it has no source, and no second version.
pub fn with_version(lock: &str, name: &str, version: CrateVersion) -> Option<String> {
    let entry = format!("\nname = \"{name}\"\nversion = \"");
    let start = lock.find(&entry)? + entry.len();
    let length = lock.get(start..)?.find('"')?;
    let (before, behind) = (lock.get(..start)?, lock.get(start + length..)?);
    Some(format!("{before}{version}{behind}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_one_package_changes() {
        let lock = "[[package]]\nname = \"pet\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"pets\"\nversion = \"0.1.0\"\n";
        let next = "0.2.0".parse().unwrap();
        let changed = with_version(lock, "pets", next).unwrap();
        let (other, rest) = changed.rsplit_once("[[").unwrap();
        assert!(other.contains("0.1.0") && rest.ends_with("version = \"0.2.0\"\n"));
        assert_eq!(with_version(lock, "dogs", next), None);
    }
}
