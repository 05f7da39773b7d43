//! Where the vendor publishes the document.
//!
//! In: the text of a variable. Out: an [`Address`]. What always holds: it is `https://`, names nobody, and holds neither a
//! password nor a query, which may be a key: runners print variables, and this one stands in pull requests and in the lock.

use std::fmt;

/// The variable that holds the address.
pub const VARIABLE: &str = "SPEC_ADDRESS";

/// An address over https.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Takes a text.
    ///
    /// # Errors
    ///
    /// If it is no address over https, or holds a name, a password, a query or a fragment. The error holds nothing of the text.
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
        if rest.contains(['?', '#']) {
            return Err(
                "what stands in it behind `?` or `#` would be shown, and may be a key: take the address without it",
            );
        }
        // curl reads brackets and braces as patterns.
        let is_plain = |letter: char| letter.is_ascii_graphic() && !"[]{}\\\"'`".contains(letter);
        if !text.chars().all(is_plain) {
            return Err("a blank, a bracket, a quote or a letter besides ASCII stands in it");
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_without_keys_is_an_address() {
        for wrong in [
            "",
            "http://a.example/spec.yaml",
            "https://",
            "https:///spec.yaml",
            "https://me:secret@a.example/spec.yaml",
            "https://a.example/spec.yaml?key=secret",
            "https://a.example?key=secret",
            "https://a.example/spec.yaml#secret",
            "https://a.example/spec.yaml --output /etc/x",
            "https://a.example/{1,2}.yaml",
            "file:///etc/passwd",
            "-o/etc/x",
        ] {
            let why = Address::parse(wrong).expect_err(wrong);
            assert!(!why.contains("secret"), "{why}");
        }
        let right = "https://a.example/spec.yaml";
        assert_eq!(Address::parse(right).unwrap().to_string(), right);
    }
}
