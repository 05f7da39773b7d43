//! Where the vendor publishes the document.
//!
//! In: the text of a variable. Out: an [`Address`]. What always holds: it is `https://`, names nobody and holds no password;
//! what stands behind `?`, which may be a key, is in no text for people and in no file.

use std::fmt;

/// The variable that holds the address.
pub const VARIABLE: &str = "SPEC_ADDRESS";

/// An address over https.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Takes a text.
    ///
    /// # Errors
    ///
    /// If it is no address over https, or holds a name or a password.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let rest = text
            .strip_prefix("https://")
            .ok_or("it does not begin with `https://`")?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if host.is_empty() {
            return Err("it has no host");
        }
        if host.contains('@') {
            return Err("it holds a name or a password, which would be shown");
        }
        // curl reads brackets and braces as patterns.
        let is_plain = |letter: char| letter.is_ascii_graphic() && !"[]{}\\\"'`".contains(letter);
        if !text.chars().all(is_plain) {
            return Err("a blank, a bracket, a quote or a letter besides ASCII stands in it");
        }
        Ok(Self(text.to_owned()))
    }

    /// All of it, for who fetches it.
    pub fn whole(&self) -> &str {
        &self.0
    }
}

/// Without what stands behind `?` or `#`.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.split(['?', '#']).next().unwrap_or_default())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_is_an_address_and_keys_are_not_shown() {
        for wrong in [
            "",
            "http://a.example/spec.yaml",
            "https://",
            "https:///spec.yaml",
            "https://me:secret@a.example/spec.yaml",
            "https://a.example/spec.yaml --output /etc/x",
            "https://a.example/{1,2}.yaml",
            "file:///etc/passwd",
            "-o/etc/x",
        ] {
            assert!(Address::parse(wrong).is_err(), "{wrong}");
        }
        let address = Address::parse("https://a.example/spec.yaml?key=secret").unwrap();
        assert_eq!(address.to_string(), "https://a.example/spec.yaml");
        assert_eq!(
            format!("{address:?}"),
            "Address(https://a.example/spec.yaml)"
        );
        assert!(address.whole().ends_with("secret"));
    }
}
