//! `spec/crate.json`: what the project decides about the crate in `generated/`, whatever the document says.
//!
//! In: the file. Out: the crate's name and version. What always holds: what the file does not say is what it was before
//! there was such a file; what it says and nobody reads is an error.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use form_codegen::emit::CrateVersion;
use serde_json::{Value, json};

/// The file, from the root of the repository.
pub const CRATE_FILE: &str = "spec/crate.json";

/// What the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateFile {
    /// What the crate is called.
    pub name: String,
    /// The version of the crate.
    pub version: CrateVersion,
}

impl CrateFile {
    /// Where the file is in a repository.
    pub fn path(root: &Path) -> PathBuf {
        root.join(CRATE_FILE)
    }

    /// Reads the file; a repository without one has the crate `stripe-disputes` in its first version.
    ///
    /// # Errors
    ///
    /// If it is there and can't be read, or holds something else.
    pub fn read(path: &Path) -> Result<Self, String> {
        match fs::read(path) {
            Ok(bytes) => Self::parse(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(format!("error: can't read {CRATE_FILE}: {error}")),
        }
    }

    /// Reads the text.
    ///
    /// # Errors
    ///
    /// If it says something else than a name and a version.
    pub fn parse(text: &[u8]) -> Result<Self, String> {
        let wrong = |why: &str| {
            format!(
                "error: {CRATE_FILE}: {why}\n  = help: write {{ \"name\": \"my-client\", \"version\": \"0.1.0\" }}"
            )
        };
        let value: Value =
            serde_json::from_slice(text).map_err(|error| wrong(&error.to_string()))?;
        let members = value.as_object().ok_or_else(|| wrong("it is no object"))?;
        let known = ["name", "version"];
        if let Some(name) = members.keys().find(|name| !known.contains(&name.as_str())) {
            return Err(wrong(&format!("nobody reads `{name}`")));
        }
        let text = |name: &str| {
            let text = members.get(name).and_then(Value::as_str);
            text.ok_or_else(|| wrong(&format!("`{name}` is no text, or not there")))
        };
        let version = text("version")?.parse();
        Ok(Self {
            name: text("name")?.to_owned(),
            version: version.map_err(|fault| wrong(&format!("`version`: {fault}")))?,
        })
    }

    /// The text of the file.
    pub fn print(&self) -> String {
        let value = json!({ "name": self.name, "version": self.version.to_string() });
        format!("{value:#}\n")
    }
}

/// What a repository without the file has.
impl Default for CrateFile {
    fn default() -> Self {
        Self {
            name: "stripe-disputes".to_owned(),
            version: CrateVersion::FIRST,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read() {
        let file = CrateFile {
            name: "my-client".to_owned(),
            version: "1.20.3".parse().unwrap(),
        };
        assert_eq!(CrateFile::parse(file.print().as_bytes()), Ok(file));
    }

    #[test]
    fn what_nobody_reads_is_an_error() {
        for (text, expected) in [
            ("[]", "it is no object"),
            ("{\"name\": \"a\"}", "`version` is no text, or not there"),
            (
                "{\"name\": \"a\", \"version\": \"01.2.3\"}",
                "`version`: a version is three numbers",
            ),
            (
                "{\"name\": \"a\", \"version\": \"1.2.3\", \"licence\": \"MIT\"}",
                "nobody reads `licence`",
            ),
        ] {
            let said = CrateFile::parse(text.as_bytes()).unwrap_err();
            assert!(said.contains(expected), "{said}");
        }
    }
}
