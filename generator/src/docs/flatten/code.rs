//! Elements whose content is taken as it is: code, and what is no text at all.
//!
//! In: their tags. Out: code spans and fenced code. What always holds: an element that does not end within its block is
//! shown as the tag it is.

use super::state::{Capture, State};
use crate::docs::{
    mark,
    tag::{HtmlTag, decode},
};

impl State<'_> {
    pub fn begin_capture(&mut self, tag: &HtmlTag<'_>) {
        if tag.name == "pre" {
            self.block();
        }
        self.settle();
        self.capture = Some(Capture {
            name: tag.name.clone(),
            from: self.out.len(),
            language: String::new(),
        });
    }

    /// A tag within code: its end, breaks and what only decorates; any other is part of the code.
    pub fn captured_tag(&mut self, tag: &HtmlTag<'_>) {
        let Some(capture) = &mut self.capture else {
            return;
        };
        if tag.end && tag.name == capture.name {
            self.end_capture();
            return;
        }
        match tag.name.as_str() {
            "br" | "p" | "div" | "li" => self.out.push('\n'),
            "a" | "b" | "em" | "i" | "span" | "strong" | "u" => {}
            "code" => {
                let class = tag.attribute("class").unwrap_or_default();
                let language = class
                    .split_whitespace()
                    .find_map(|class| class.strip_prefix("language-"));
                if let Some(language) = language {
                    capture.language = language
                        .chars()
                        .filter(char::is_ascii_alphanumeric)
                        .collect();
                }
            }
            _ => self.out.push_str(tag.text),
        }
    }

    /// Writes what was captured as code, or drops it.
    fn end_capture(&mut self) {
        let Some(capture) = self.capture.take() else {
            return;
        };
        let content = self.out.split_off(capture.from.min(self.out.len()));
        let content = decode(&content.replace(|char| mark::ALL.contains(&char), ""));
        let code = content.trim_matches('\n').trim_end();
        if code.trim().is_empty() || matches!(capture.name.as_str(), "script" | "style") {
            return;
        }
        if capture.name == "pre" && !self.one_line() {
            self.code_block(code, &capture.language);
        } else {
            self.code_span(code);
        }
    }

    fn code_block(&mut self, code: &str, language: &str) {
        let fence = "`".repeat(3.max(longest_run(code) + 1));
        self.out.push_str(&fence);
        self.out.push_str(language);
        for line in code.split('\n').chain([fence.as_str()]) {
            self.out.push('\n');
            self.indent();
            self.out.push_str(line);
        }
        self.content();
        self.block();
    }

    fn code_span(&mut self, code: &str) {
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        // Markdown's own code within the element.
        let bare = code
            .strip_prefix('`')
            .and_then(|code| code.strip_suffix('`'));
        let code = bare
            .filter(|bare| !bare.is_empty() && !bare.contains('`'))
            .unwrap_or(&code);
        let ticks = "`".repeat(longest_run(code) + 1);
        self.out.push_str(&format!("{ticks} {code} {ticks}"));
        self.content();
    }

    /// Shows the tag of an element that does not end as text.
    pub fn cancel_capture(&mut self) {
        if let Some(capture) = self.capture.take() {
            let at = capture.from.min(self.out.len());
            self.out.insert_str(at, &format!("\\<{}>", capture.name));
            self.content();
        }
    }
}

/// The longest run of backticks.
fn longest_run(code: &str) -> usize {
    code.split(|char| char != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
}
