//! Lists and objects in a path, in headers and in cookies, by the styles of OpenAPI.
//!
//! In: values. Out: their text in the request, or a violation. What always holds: what is read is what was given.

use super::request::RequestBuilder;
use crate::runtime::form::escape::Set;
use crate::runtime::form::{FormValue, Style, Unwritten, styled_cookies, styled_text};
use crate::runtime::limits::{Actual, Limit};

impl RequestBuilder {
    /// Adds a value to the path. What would count as no segment, or as another one, is a violation.
    pub fn path_styled<T: FormValue + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: bool,
        value: &T,
    ) {
        match styled_text(name, style, explode, value, Set::Path) {
            Ok(text) if matches!(text.as_str(), "" | "." | ".." | ";") => {
                let actual = Actual::Characters(text.len() as u64);
                self.violations()
                    .add_named(name, Limit::PathSegment, actual);
            }
            Ok(text) => self.raw_path(&text),
            Err(why) => self.unwritten(name, why),
        }
    }

    /// Adds a header, as [`header`](Self::header) does.
    pub fn header_styled<T: FormValue + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: bool,
        value: &T,
    ) {
        match styled_text(name, style, explode, value, Set::Verbatim) {
            Ok(text) => self.header(name, &text),
            Err(why) => self.unwritten(name, why),
        }
    }

    /// Adds cookies, as [`cookie`](Self::cookie) does: there is one style of them.
    pub fn cookie_styled<T: FormValue + ?Sized>(
        &mut self,
        name: &'static str,
        _: Style,
        explode: bool,
        value: &T,
    ) {
        match styled_cookies(name, explode, value) {
            Ok(cookies) => {
                for (name, value) in cookies {
                    self.cookie(&name, &value);
                }
            }
            Err(why) => self.unwritten(name, why),
        }
    }

    fn unwritten(&mut self, name: &'static str, why: Unwritten) {
        self.violations().unwritten(vec![(name.to_owned(), why)]);
    }
}
