//! Markdown of documents in HTML.
//!
//! In: Markdown that others may have written. Out: HTML. What always holds: HTML in it is text; links lead to `http`, `https`, `mailto` or pages of the
//! same folder; images are links.

use std::fmt::Write as _;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::escape::escaped;

const EXTENSIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// What the address of a page of the same folder begins with, in Markdown that `content` made.
const PAGE: &str = "page:";

/// Lines, as blocks.
pub fn paragraphs(lines: &[String], up: &str) -> String {
    let text = lines.join("\n");
    written(&text, up, true)
}

/// A line, without a paragraph around it.
pub fn inline(line: &str, up: &str) -> String {
    let html = written(line, up, true);
    let html = html.trim();
    let inner = html
        .strip_prefix("<p>")
        .and_then(|rest| rest.strip_suffix("</p>"));
    match inner.filter(|inner| !inner.contains("<p>")) {
        Some(inner) => inner.to_owned(),
        None => html.to_owned(),
    }
}

/// A line in which links are only their text.
pub fn without_links(line: &str) -> String {
    let html = written(line, "", false);
    let html = html.trim();
    let inner = html
        .strip_prefix("<p>")
        .and_then(|rest| rest.strip_suffix("</p>"));
    inner.unwrap_or(html).to_owned()
}

fn written(text: &str, up: &str, links: bool) -> String {
    let mut writer = HtmlWriter {
        out: String::new(),
        up,
        links,
        open: Vec::new(),
        head: false,
    };
    for event in Parser::new_ext(text, EXTENSIONS) {
        writer.event(event);
    }
    writer.out
}

struct HtmlWriter<'a> {
    out: String,
    up: &'a str,
    links: bool,
    /// For each link that is open: whether it was written.
    open: Vec<bool>,
    head: bool,
}

impl HtmlWriter<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => {
                let _ = write!(self.out, "<code>{}</code>", escaped(&text));
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::TaskListMarker(done) => self.out.push_str(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&escaped(text));
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            // The page has the first three levels.
            Tag::Heading { .. } => self.out.push_str("<h4>"),
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>\n"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.out.push_str("<pre tabindex=\"0\"><code>");
            }
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(first)) => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
            }
            Tag::Item => self.out.push_str("<li>"),
            Tag::Table(_) => self.out.push_str("<table>\n"),
            Tag::TableHead => {
                self.head = true;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => self.out.push_str("<tr>"),
            Tag::TableCell => self.out.push_str(if self.head { "<th>" } else { "<td>" }),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.link(&dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let text = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(_) => "</h4>\n",
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</tbody></table>\n",
            TagEnd::TableHead => {
                self.head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => match self.head {
                true => "</th>",
                false => "</td>",
            },
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Link | TagEnd::Image => match self.open.pop() {
                Some(true) => "</a>",
                _ => "",
            },
            _ => "",
        };
        self.out.push_str(text);
    }

    fn link(&mut self, target: &str) {
        let address = match target.strip_prefix(PAGE) {
            Some(path) => {
                let (path, anchor) = path
                    .split_once('#')
                    .map_or((path, String::new()), |(path, anchor)| {
                        (path, format!("#{anchor}"))
                    });
                Some(format!("{}{path}.html{anchor}", self.up))
            }
            None => is_outside(target).then(|| target.to_owned()),
        };
        // A link in a link is text.
        let is_written = self.links && !self.open.contains(&true) && address.is_some();
        if let (true, Some(address)) = (is_written, address) {
            let _ = write!(self.out, "<a href=\"{}\">", escaped(&address));
        }
        self.open.push(is_written);
    }
}

/// Whether an address leads to where a reader may go.
fn is_outside(target: &str) -> bool {
    let lower = target.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|start| lower.starts_with(start))
}
