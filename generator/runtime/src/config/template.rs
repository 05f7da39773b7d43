//! Base URLs of the document that have variables.
//!
//! In: constants that the generated crate has from its document. Out: the same, in pieces. What always holds: what stands in
//! braces in a template is the setting of a variable.

/// A variable in base URLs of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerVariable {
    /// The function of the builder that gives it a value.
    pub setting: &'static str,
    /// The value that it has unless it is given another; without one, it has to be given.
    pub default: Option<&'static str>,
    /// The values that it can have; any, if there is none here.
    pub values: &'static [&'static str],
}

impl ServerVariable {
    /// A variable that has to be given, and can have any value.
    #[must_use]
    pub const fn new(setting: &'static str) -> Self {
        Self {
            setting,
            default: None,
            values: &[],
        }
    }

    /// Sets [`default`](Self::default).
    #[must_use]
    pub const fn or(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    /// Sets [`values`](Self::values).
    #[must_use]
    pub const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }
}

/// A base URL of the document that has variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerTemplate {
    /// The base URL with the defaults, by which operations name it.
    pub url: &'static str,
    /// The same with `{setting}` where a variable stands.
    pub template: &'static str,
}

impl ServerTemplate {
    /// A base URL with its template.
    #[must_use]
    pub const fn new(url: &'static str, template: &'static str) -> Self {
        Self { url, template }
    }

    /// The texts of the template, each with the variable behind it.
    pub(super) fn pieces(
        &self,
    ) -> impl Iterator<Item = (&'static str, Option<&'static str>)> + use<> {
        let mut rest = Some(self.template);
        std::iter::from_fn(move || {
            let text = rest.take()?;
            let variable = text.split_once('{').and_then(|(before, tail)| {
                let (name, after) = tail.split_once('}')?;
                Some((before, name, after))
            });
            let Some((before, name, after)) = variable else {
                return Some((text, None));
            };
            rest = Some(after);
            Some((before, Some(name)))
        })
    }

    /// The variables in it.
    pub(super) fn variables(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.pieces().filter_map(|(_, variable)| variable)
    }
}
