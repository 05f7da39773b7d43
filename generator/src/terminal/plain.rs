//! Markdown to plain text.
//!
//! In: lines of Markdown. Out: paragraphs, an empty line between them. What always holds: nothing of it is markup, and no character in it
//! steers a terminal.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::sentences::harmless;

/// The text of a description.
pub fn plain(lines: &[String]) -> String {
    let markdown = lines.join("\n");
    let mut out = String::new();
    for event in Parser::new(&markdown) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                out.push_str(&text);
            }
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\n'),
            Event::Start(Tag::Item) => {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                out.push_str("- ");
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock) => {
                out.push_str("\n\n");
            }
            Event::End(TagEnd::Item | TagEnd::List(_)) => out.push('\n'),
            _ => {}
        }
    }
    let lines = out.trim().lines().map(|line| harmless(line.trim_end()));
    let mut text = String::new();
    let mut empty = 0;
    for line in lines {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text.trim_end().to_owned()
}
