//! What a command line says of an API besides its model: plain data.
//!
//! In: what whoever made it decided. Out: [`Words`]. What always holds: a text is plain, without Markdown, and may be empty; lists are as long as
//! those of the model that they are beside, or shorter, where nothing is said.

use serde::{Deserialize, Serialize};

/// What is said of an API.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// The program's name: the package's.
    pub program: String,
    /// What Rust calls the crate.
    pub library: String,
    /// What the API is for, in a sentence or a few paragraphs.
    pub about: String,
    /// The environment variable that holds the secret.
    pub secret_variable: Option<String>,
    /// The environment variable that holds a base URL.
    pub base_url_variable: Option<String>,
    /// The header that names the account on whose behalf a request is made.
    pub account_header: Option<String>,
    /// The operations by resource, in the document's order.
    pub groups: Vec<Group>,
    /// By the index of the model's types.
    pub types: Vec<TypeWords>,
}

/// The operations on a resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The word: `disputes`.
    pub name: String,
    /// The operations.
    pub operations: Vec<OperationWords>,
}

/// What is said of an operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OperationWords {
    /// Its index in the model.
    pub index: usize,
    /// The word: `update`.
    pub name: String,
    /// The sentence that says what it does.
    pub summary: String,
    /// What else there is to say.
    pub text: String,
    /// The base URL, without a slash at its end.
    pub server: String,
    /// Whether it cannot be undone.
    pub irreversible: bool,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// The function: `Disputes::update`.
    pub function: String,
    /// By the index of the model's inputs.
    pub inputs: Vec<MemberWords>,
}

/// What is said of a member, or of an input.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MemberWords {
    /// What it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The version of the API that it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Whether the document calls it deprecated.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// Whether it is a time until which something has to be done.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deadline: bool,
    /// If `true` asks for what cannot be undone: the word for `false`, and what that means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub irreversible: Option<(String, String)>,
}

/// What is said of a type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TypeWords {
    /// By the index of an object's members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<MemberWords>,
    /// What the values of a list of texts mean, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Words {
    /// The beginning of the names of the program's own variables: `STRIPE_DISPUTES`.
    #[must_use]
    pub fn prefix(&self) -> String {
        self.program.replace('-', "_").to_uppercase()
    }

    /// The variable of the environment that has the secret.
    #[must_use]
    pub fn secret(&self) -> String {
        let named = self.secret_variable.clone();
        named.unwrap_or_else(|| format!("{}_KEY", self.prefix()))
    }

    /// The operation of that group and name.
    #[must_use]
    pub fn operation(&self, group: &str, name: &str) -> Option<&OperationWords> {
        let group = self.groups.iter().find(|one| one.name == group)?;
        group.operations.iter().find(|one| one.name == name)
    }

    /// What is said of a member of a type.
    #[must_use]
    pub fn member(&self, of_type: usize, index: usize) -> Option<&MemberWords> {
        self.types.get(of_type)?.members.get(index)
    }
}

/// A word of a shell (POSIX, section 2.2): as it is where no letter of it means something, else in single quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}
