//! Markdown as a tree.
//!
//! In: Markdown, with the marks of [`flatten`](super::flatten). Out: blocks and the text in them. What always holds: the
//! tree is at most [`DEEPEST`] blocks and as many styles deep; what is deeper is kept without its container.

mod inlines;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use self::inlines::Inlines;
pub(super) use self::inlines::{Inline, InlineStyle};
use super::{clean::clean, links::LinkBase};

/// The extensions that rustdoc has and descriptions use.
pub(super) const EXTENSIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// How deep blocks may nest.
const DEEPEST: usize = 16;

/// A block.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// A heading of level 1 to 6.
    Heading(usize, Vec<Inline>),
    Code {
        /// A language that rustdoc neither tests nor warns of.
        language: &'static str,
        text: String,
    },
    List {
        /// The first number, for ordered lists.
        start: Option<u64>,
        /// Whether items are apart from each other by blank lines.
        loose: bool,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// Rows of cells; the first row is the head.
    Table(Vec<Vec<Vec<Inline>>>),
    Rule,
}

/// Reads Markdown.
pub(super) fn parse(text: &str, links: &LinkBase) -> Vec<Block> {
    let mut builder = TreeBuilder {
        links,
        open: Vec::new(),
        blocks: Vec::new(),
        too_deep: 0,
        inlines: Inlines::default(),
    };
    for (event, range) in Parser::new_ext(text, EXTENSIONS).into_offset_iter() {
        match event {
            // Characters that stand for themselves may be marks; those of references (`&#xe006;`) are only text.
            Event::Text(found) if !builder.in_code() && text.get(range) == Some(&*found) => {
                builder.inlines.marked(&found);
            }
            event => builder.event(event),
        }
    }
    builder.flush();
    while let Some(open) = builder.open.pop() {
        builder.close(open);
    }
    builder.blocks
}

struct TreeBuilder<'a> {
    links: &'a LinkBase,
    /// The containers that are open, each with the blocks that go before it.
    open: Vec<OpenContainer>,
    /// The blocks of the innermost container.
    blocks: Vec<Block>,
    /// Containers that were too deep to be opened.
    too_deep: usize,
    inlines: Inlines,
}

struct OpenContainer {
    container: Container,
    before: Vec<Block>,
}

enum Container {
    Quote,
    List {
        start: Option<u64>,
        loose: bool,
        items: Vec<Vec<Block>>,
    },
    Item,
    Table(Vec<Vec<Vec<Inline>>>),
    Code(&'static str, String),
}

impl TreeBuilder<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match self.open.last_mut() {
                Some(OpenContainer {
                    container: Container::Code(_, code),
                    ..
                }) => code.push_str(&clean(&text)),
                _ => self.inlines.text(&text),
            },
            Event::Html(text) | Event::InlineHtml(text) => self.inlines.text(&text),
            Event::Code(text) => self.inlines.code(&clean(&text)),
            Event::SoftBreak => self.inlines.text(" "),
            Event::HardBreak => self.inlines.line_break(),
            Event::Rule => {
                self.flush();
                self.blocks.push(Block::Rule);
            }
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.inlines.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn in_code(&self) -> bool {
        matches!(
            self.open.last(),
            Some(OpenContainer {
                container: Container::Code(..),
                ..
            })
        )
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.inlines.open(Some(InlineStyle::Emphasis)),
            Tag::Strong => self.inlines.open(Some(InlineStyle::Strong)),
            Tag::Strikethrough => self.inlines.open(Some(InlineStyle::Strike)),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let mail = dest_url.contains('@') && !dest_url.contains([':', '/']);
                let target = if mail {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.into_string()
                };
                self.inlines
                    .open(self.links.resolve(&target).map(InlineStyle::Link));
            }
            Tag::Paragraph => {
                self.flush();
                if let [
                    ..,
                    list,
                    OpenContainer {
                        container: Container::Item,
                        ..
                    },
                ] = self.open.as_mut_slice()
                    && let Container::List { loose, .. } = &mut list.container
                {
                    *loose = true;
                }
            }
            Tag::BlockQuote(_) => self.push(Container::Quote),
            Tag::List(start) => self.push(Container::List {
                start,
                loose: false,
                items: Vec::new(),
            }),
            Tag::Item => self.push(Container::Item),
            Tag::Table(_) => self.push(Container::Table(Vec::new())),
            Tag::TableHead | Tag::TableRow => {
                if let Some(OpenContainer {
                    container: Container::Table(rows),
                    ..
                }) = self.open.last_mut()
                {
                    rows.push(Vec::new());
                }
            }
            Tag::CodeBlock(kind) => self.start_code(&kind),
            _ => self.flush(),
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => language(info),
            CodeBlockKind::Indented => "text",
        };
        self.flush();
        // Code has no blocks in it, so that the limit of depth is no matter.
        let before = std::mem::take(&mut self.blocks);
        self.open.push(OpenContainer {
            container: Container::Code(language, String::new()),
            before,
        });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image => {
                self.inlines.close();
            }
            TagEnd::Heading(level) => {
                let text = self.inlines.take();
                self.blocks.push(Block::Heading(level as usize, text));
            }
            TagEnd::TableCell => {
                let cell = self.inlines.take();
                if let Some(OpenContainer {
                    container: Container::Table(rows),
                    ..
                }) = self.open.last_mut()
                    && let Some(row) = rows.last_mut()
                {
                    row.push(cell);
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table => self.pop(),
            TagEnd::CodeBlock => {
                if let Some(open) = self.open.pop() {
                    self.close(open);
                }
            }
            _ => self.flush(),
        }
    }

    fn push(&mut self, container: Container) {
        self.flush();
        if self.too_deep > 0 || self.open.len() >= DEEPEST {
            self.too_deep += 1;
        } else {
            let before = std::mem::take(&mut self.blocks);
            self.open.push(OpenContainer { container, before });
        }
    }

    fn pop(&mut self) {
        self.flush();
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(open) = self.open.pop() {
            self.close(open);
        }
    }

    /// Makes a block of a container and what is in it.
    fn close(&mut self, open: OpenContainer) {
        let inner = std::mem::replace(&mut self.blocks, open.before);
        match open.container {
            Container::Quote => self.blocks.push(Block::Quote(inner)),
            Container::List {
                start,
                loose,
                items,
            } => {
                self.blocks.push(Block::List {
                    start,
                    loose,
                    items,
                });
                self.blocks.extend(inner);
            }
            Container::Item => match self.open.last_mut() {
                Some(OpenContainer {
                    container: Container::List { items, .. },
                    ..
                }) => items.push(inner),
                _ => self.blocks.extend(inner),
            },
            Container::Table(rows) => self.blocks.push(Block::Table(rows)),
            Container::Code(language, text) => self.blocks.push(Block::Code { language, text }),
        }
    }

    /// Ends the paragraph that is open, if there is text.
    fn flush(&mut self) {
        let text = self.inlines.take();
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }
}

/// The language of fenced code, if it is none that rustdoc would compile or warn of.
fn language(info: &str) -> &'static str {
    const KNOWN: &[&str] = &[
        "bash",
        "c",
        "console",
        "cpp",
        "csharp",
        "css",
        "csv",
        "curl",
        "diff",
        "go",
        "graphql",
        "html",
        "http",
        "ini",
        "java",
        "javascript",
        "js",
        "json",
        "json5",
        "jsonc",
        "kotlin",
        "markdown",
        "perl",
        "php",
        "plaintext",
        "protobuf",
        "python",
        "ruby",
        "sh",
        "shell",
        "sql",
        "swift",
        "text",
        "toml",
        "ts",
        "typescript",
        "xml",
        "yaml",
        "yml",
    ];
    let name = info
        .split(|char: char| char.is_whitespace() || ",{".contains(char))
        .next()
        .unwrap_or_default();
    KNOWN
        .iter()
        .find(|known| known.eq_ignore_ascii_case(name))
        .copied()
        .unwrap_or("text")
}
