//! HTML within a description, made Markdown.
//!
//! In: Markdown with HTML in it. Out: Markdown without: blocks, code and tables in Markdown's own form, emphasis and links
//! as marks (private-use characters, which no input has) that [`tree`](super::tree) reads, and unknown tags escaped, so
//! that they stay visible. What always holds: text between tags is not changed, so that its Markdown still counts; code
//! that Markdown itself knows is not touched.

mod blocks;
mod code;
mod state;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use self::state::State;
use super::{links::LinkBase, tag::HtmlTag, tree::EXTENSIONS};

/// The most bytes of what a line in nested containers begins with.
const DEEPEST: usize = 64;

/// The most bytes of a code span of Markdown within HTML.
const LONGEST_SPAN: usize = 2048;

/// Converts the HTML of a text.
pub(super) fn flatten(text: &str, links: &LinkBase) -> String {
    let state = State::new(links, text.len());
    let mut flattener = Flattener {
        source: text,
        copied: 0,
        html: String::new(),
        line: 0,
        seen: 0,
        state,
    };
    for (event, range) in Parser::new_ext(text, EXTENSIONS).into_offset_iter() {
        flattener.event(&event, range);
    }
    flattener.copy_to(text.len());
    flattener.state.finish()
}

struct Flattener<'a> {
    source: &'a str,
    /// How much of the source is dealt with.
    copied: usize,
    /// The HTML block that is being collected.
    html: String,
    /// Where the line begins that was asked for last, and how far the source was searched for it.
    line: usize,
    seen: usize,
    state: State<'a>,
}

impl Flattener<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                self.copy_to(range.start);
                self.state.container = self.container(range.start);
            }
            Event::Html(html) => {
                self.copied = self.copied.max(range.end);
                self.html.push_str(html);
            }
            Event::End(TagEnd::HtmlBlock) => {
                let html = std::mem::take(&mut self.html);
                self.html_block(&html);
                self.state.block();
            }
            Event::InlineHtml(html) => {
                self.copy_to(range.start);
                self.copied = self.copied.max(range.end);
                self.inline_html(html, range.start);
            }
            // Deep indentation within an HTML list is HTML's habit, no code.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
                if !self.state.frames.is_empty() =>
            {
                self.copy_to(range.start);
                self.copied = self.copied.max(range.end);
                let html = self.source.get(range).unwrap_or_default();
                self.html_block(html);
            }
            Event::Start(Tag::TableCell) => {
                self.state.cancel_capture();
                self.state.markdown_cell = true;
            }
            Event::End(TagEnd::TableCell) => {
                self.state.cancel_capture();
                self.state.markdown_cell = false;
            }
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::List(_)
                | Tag::Item,
            )
            | Event::Rule
                if self.state.capture.is_some() =>
            {
                self.copy_to(range.start);
                self.state.cancel_capture();
            }
            _ => {}
        }
    }

    /// Takes over the source up to `end` as it is.
    fn copy_to(&mut self, end: usize) {
        if let Some(text) = self.source.get(self.copied..end) {
            let before = self.source.get(..self.copied).unwrap_or_default();
            self.state
                .markdown(text, before.is_empty() || before.ends_with('\n'));
            self.copied = end;
        }
    }

    /// What the line that holds `at` begins with before it, in at most [`DEEPEST`] bytes.
    ///
    /// Calls go forward through the source, so that a long line is searched once only.
    fn line_before(&mut self, at: usize) -> &str {
        if let Some(newline) = self
            .source
            .get(self.seen..at)
            .and_then(|text| text.rfind('\n'))
        {
            self.line = self.seen + newline + 1;
        }
        self.seen = self.seen.max(at);
        let mut end = at.min(self.line + DEEPEST);
        while !self.source.is_char_boundary(end) {
            end -= 1;
        }
        self.source.get(self.line..end).unwrap_or_default()
    }

    /// What a line in the containers of Markdown around a block begins with, markers of lists as blanks.
    fn container(&mut self, at: usize) -> String {
        self.line_before(at)
            .chars()
            .map(|char| if char == '>' { '>' } else { ' ' })
            .collect()
    }

    /// The quotation marks and blanks that a line of a paragraph begins with.
    fn quotation(&mut self, at: usize) -> String {
        let quoted = |char: &char| matches!(char, ' ' | '>');
        let prefix: String = self.line_before(at).chars().take_while(quoted).collect();
        if prefix.contains('>') {
            prefix
        } else {
            String::new()
        }
    }

    fn inline_html(&mut self, html: &str, at: usize) {
        match HtmlTag::read(html) {
            Some(tag) => {
                if !matches!(
                    tag.name.as_str(),
                    "a" | "b" | "code" | "em" | "i" | "strong"
                ) {
                    self.state.container = self.quotation(at);
                }
                self.state.tag(&tag);
                if tag.name == "br" {
                    let rest = self.source.get(self.copied..).unwrap_or_default();
                    let blank = rest.len() - rest.trim_start_matches(' ').len();
                    let newline = rest.get(blank..).is_some_and(|rest| rest.starts_with('\n'));
                    self.copied += blank + usize::from(newline);
                }
            }
            None if html.starts_with("<!") || html.starts_with("<?") => {}
            None => self.state.text(html),
        }
    }

    /// Converts HTML in which pulldown-cmark does not look for tags.
    fn html_block(&mut self, html: &str) {
        let mut rest = html;
        let mut comments_end = true;
        while let Some(at) = rest.find(['<', '`']) {
            let (text, markup) = rest.split_at(at);
            self.state.text(text);
            if markup.starts_with('`') {
                let code = code_span(markup).filter(|_| self.state.capture.is_none());
                let run = markup.len() - markup.trim_start_matches('`').len();
                let (code, after) = markup.split_at(code.unwrap_or(run));
                self.state.text(code);
                rest = after;
                continue;
            }
            rest = if let Some(tag) = HtmlTag::read(markup) {
                self.state.tag(&tag);
                markup.get(tag.text.len()..).unwrap_or_default()
            } else if let Some(after) = markup.strip_prefix("<!--").filter(|_| comments_end) {
                let end = after.find("-->");
                comments_end = end.is_some();
                end.and_then(|end| after.get(end + 3..)).unwrap_or(after)
            } else {
                self.state.less_than();
                markup.get(1..).unwrap_or_default()
            };
        }
        self.state.text(rest);
    }
}

/// How long the code span is that text begins with; none if it does not end in [`LONGEST_SPAN`] bytes.
fn code_span(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let run = bytes
        .iter()
        .take(LONGEST_SPAN)
        .take_while(|byte| **byte == b'`')
        .count();
    let mut found = 0;
    for (at, byte) in bytes.iter().enumerate().take(LONGEST_SPAN).skip(run) {
        match byte {
            b'`' => found += 1,
            _ if found == run => return Some(at),
            _ => found = 0,
        }
    }
    (found == run && bytes.len() <= LONGEST_SPAN).then_some(bytes.len())
}
